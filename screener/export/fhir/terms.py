"""FHIR's own names: the addresses of its extensions and code systems, and the small pieces made with them."""

from typing import Any, Final

Element = dict[str, Any]
"""A FHIR element or resource as JSON."""

_CORE: Final = "http://hl7.org/fhir/StructureDefinition/"
_SDC: Final = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"

ITEM_CONTROL: Final = f"{_CORE}questionnaire-itemControl"
HIDDEN: Final = f"{_CORE}questionnaire-hidden"
UNIT: Final = f"{_CORE}questionnaire-unit"
LEAST: Final = f"{_CORE}minValue"
GREATEST: Final = f"{_CORE}maxValue"
EXCLUSIVE: Final = f"{_CORE}questionnaire-optionExclusive"
VARIABLE: Final = f"{_CORE}variable"
TRANSLATION: Final = f"{_CORE}translation"
ORDINAL: Final = f"{_CORE}ordinalValue"
COMPLETION_REASON: Final = f"{_CORE}questionnaireresponse-completionReason"
CALCULATED: Final = f"{_SDC}sdc-questionnaire-calculatedExpression"
ENABLED: Final = f"{_SDC}sdc-questionnaire-enableWhenExpression"
ITEM_CONTROLS: Final = "http://hl7.org/fhir/questionnaire-item-control"
FHIRPATH: Final = "text/fhirpath"

UNSURE_ITEM: Final = "{}.unsure"
"""The linkId of "I'm not sure" beside a number, by the question's id. No question's id holds a dot."""
NUMBER_GROUP: Final = "{}.or_unsure"
GIVEN_ITEM: Final = "given.{}"
SCORE_ITEM: Final = "score.{}"
OUTCOME_ITEM: Final = "result.outcome"
URGENCY_ITEM: Final = "result.urgency"


def extension(url: str, **value: Any) -> Element:
    """An extension with one value, as in extension(HIDDEN, valueBoolean=True)."""
    return {"url": url, **value}


def expression(url: str, text: str, name: str | None = None) -> Element:
    """An extension that holds a FHIRPath expression."""
    named = {"name": name} if name else {}
    return extension(url, valueExpression={**named, "language": FHIRPATH, "expression": text})


def item_control(code: str) -> Element:
    """How a form should draw an item."""
    return extension(ITEM_CONTROL, valueCodeableConcept={"coding": [{"system": ITEM_CONTROLS, "code": code}]})


def code_system(base: str, flow_id: str) -> str:
    """The system of a flow's own codes: the ids of its questions and options."""
    return f"{base}/fhir/CodeSystem/{flow_id}"


def canonical(base: str, flow_id: str) -> str:
    """What a flow's Questionnaire is called, in all its versions."""
    return f"{base}/fhir/Questionnaire/{flow_id}"


def version_of(digest: str) -> str:
    """A flow's version, short enough to be read aloud."""
    return digest[:12]
