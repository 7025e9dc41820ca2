"""From a Questionnaire's JSON to the files of a flow that asks the same."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from screener.engine.errors import ScreenerError
from screener.engine.flow import Question
from screener.engine.loader import FLOW_FILE, load_files
from screener.engine.machine import FlowMachine
from screener.export.fhir.terms import Element
from screener.incoming.questions import Questions
from screener.incoming.read import Ids, LeftOut, text_of
from screener.incoming.sums import variables_in
from screener.proof.case import usual
from screener.proof.examples import EXAMPLES_FILE, walk

LARGEST: Final = 2_000_000
OUTCOME: Final = "answered"
SOME_WORDS: Final = "a few words"
HEADING: Final = """\
# Made from a FHIR Questionnaire: {title}
# {source}
# What it asks stands here; what it means is yours to write: facts, cautions, flags and outcomes. See README.
"""


class NoQuestionnaire(ScreenerError):
    """A file that is no Questionnaire, or asks nothing that a chat can ask."""


@dataclass(frozen=True)
class Imported:
    """The files of a flow, by name, and what it could not say."""

    flow_id: str
    files: Mapping[str, str]
    left_out: Sequence[LeftOut]


def import_questionnaire(text: str) -> Imported:
    """A flow that asks what a Questionnaire asks; NoQuestionnaire says why there is none."""
    form = _form(text)
    read = Questions(form, _contained(form))
    read.read()
    if not read.questions:
        raise NoQuestionnaire("this Questionnaire asks nothing that a chat can ask")
    if variables_in(form):
        read.left_out.insert(0, LeftOut("(form)", "variables of its expressions: see the file"))
    data = _flow(form, read)
    heading = HEADING.format(title=_line(data["title"]["en"]), source=_line(str(form.get("url") or "no address")))
    flow_text = heading + _written(data)
    files = {FLOW_FILE: flow_text}
    return Imported(data["id"], {**files, EXAMPLES_FILE: _examples(files)}, read.left_out)


def _form(text: str) -> Element:
    if len(text) > LARGEST:
        raise NoQuestionnaire("this file is too large for a Questionnaire that people answer")
    try:
        form = json.loads(text)
    except (ValueError, RecursionError):
        raise NoQuestionnaire("this file is not JSON") from None
    if not isinstance(form, dict) or form.get("resourceType") != "Questionnaire":
        raise NoQuestionnaire("this file is no FHIR Questionnaire: its resourceType says otherwise")
    return form


def _contained(form: Element) -> dict[str, Element]:
    return {str(one.get("id")): one for one in form.get("contained") or [] if isinstance(one, dict)}


def _flow(form: Element, read: Questions) -> dict[str, Any]:
    title = text_of({"text": form.get("title") or form.get("name"), "linkId": "Questionnaire"})
    return {
        "id": Ids().of(str(form.get("name") or title), "flow"),
        "title": {"en": title},
        "sections": read.sections,
        "questions": [{**one, "for": ["physician"]} for one in read.questions],  # since no rule reads them yet
        **({"scores": read.scores.made} if read.scores.made else {}),
        "outcomes": [
            {
                "id": OUTCOME,
                "when": True,
                "urgency": "routine",
                "title": "Thank you",
                "say": "That was the last question.",
                "next": "The clinic looks at the answers. In an emergency call 911.",
                "because": "All questions were answered.",
                "recommends": "physician",
            }
        ],
        "always": [{"name": "One outcome for everyone", "total": True, "reachable": True}],
    }


def _examples(files: Mapping[str, str]) -> str:
    """One case, with the answers that say least."""
    machine = FlowMachine(load_files(files))
    answers = {question.id: _usual(question) for question in machine.flow.questions}
    said = walk(machine, {name: value for name, value in answers.items() if value is not None}).counting
    stated = {name: list(v) if isinstance(v, tuple) else v for name, v in said.items() if v is not None}
    return _written({"examples": [{"name": "The shortest answers", "answers": stated, "outcome": OUTCOME}]})


def _usual(question: Question) -> object:
    return SOME_WORDS if question.kind == "words" and not question.optional else usual(question)


def _written(data: Mapping[str, Any]) -> str:
    text: str = yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True, width=118)
    return text


def _line(text: str) -> str:
    return " ".join(text.split())
