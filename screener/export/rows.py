"""Screenings as rows: one for each, with a column for each question, as CSV or as JSON by the line.

A spreadsheet takes a cell that begins with = + - or @ for a formula, and would run what a visitor typed. So such a cell
gets an apostrophe in front, which spreadsheets leave out again.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from screener.engine.answers import Said, Value
from screener.engine.flow import Flow, Question
from screener.engine.wording import Wording

FIXED: Final = {
    "reference": "The screening's reference",
    "flow_version": "The version of the questions, by how its digest begins",
    "language": "The language it was answered in",
    "begun": "When it began, in UTC",
    "finished": "When the last question was answered, in UTC; empty where it was not",
    "status": "How far the review is",
    "urgency": "How soon a physician should see them",
    "outcome": "The outcome's id",
    "flags": "Signs, cautions and other flags, by their codes",
    "place": "The place that was chosen",
}
"""The columns that every export has, and what they hold."""
DICTIONARY: Final = ("column", "what", "kind", "unit", "least", "greatest", "values", "asked_when")
FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROL: Final = ("\t", "\r", "\n")
APART: Final = "; "


@dataclass(frozen=True, slots=True)
class Screened:
    """One screening: the columns that all have, and what was answered. No flow: its version can no longer be read."""

    fixed: Mapping[str, str]
    said: Said = field(default_factory=dict, repr=False)
    flow: Flow | None = None


def questions_of(flows: Sequence[Flow]) -> list[Question]:
    """The questions of several versions: those of the first in their order, then what only others have."""
    found: dict[str, Question] = {}
    for flow in flows:
        for question in flow.questions:
            found.setdefault(question.id, question)
    return list(found.values())


def csv_lines(
    screened: Iterable[Screened], questions: Sequence[Question], coded: bool, blanks: Mapping[str, str]
) -> Iterator[str]:
    """The lines of a CSV file, the names of its columns first. `coded`: options by their ids, else in words."""
    names = [question.id for question in questions]
    yield _csv_line([*FIXED, *names])
    for one in screened:
        cells = [one.fixed.get(name, "") for name in FIXED]
        yield _csv_line([*cells, *(_cell(one, name, coded, blanks) for name in names)])


def ndjson_lines(screened: Iterable[Screened]) -> Iterator[str]:
    """One JSON object a line. Options stand as their ids, several as a list; what was not asked is not there."""
    for one in screened:
        answers = {name: value for name, value in one.said.items() if value is not None}
        yield json.dumps({**one.fixed, "answers": answers}, ensure_ascii=False) + "\n"


def dictionary_lines(flows: Sequence[Flow], blanks: Mapping[str, str]) -> Iterator[str]:
    """What each column of these versions holds, as CSV."""
    yield _csv_line(DICTIONARY)
    for name, what in FIXED.items():
        yield _csv_line([name, what, "text", "", "", "", "", ""])
    words = Wording(flows[0], {}, blanks=blanks)
    for question in questions_of(flows):
        when = question.when.text if question.when else ""
        bounds = ["" if bound is None else str(bound) for bound in (question.min, question.max)]
        yield _csv_line(
            [
                question.id,
                words.of(question, "ask"),
                question.kind,
                question.unit or "",
                *bounds,
                _values(question, words),
                when,
            ]
        )


def _values(question: Question, words: Wording) -> str:
    named = [f"{option.id} = {words.of(option, 'label')}" for option in question.options]
    named += [f"none = {question.none}"] if question.kind == "some" else []
    return APART.join([*named, *(["unsure"] if question.unsure else [])])


def _cell(one: Screened, name: str, coded: bool, blanks: Mapping[str, str]) -> str:
    value = one.said.get(name)
    if one.flow is None or value is None:
        return ""
    question = one.flow.by_id[name]
    return _codes(value) if coded else Wording(one.flow, one.said, blanks=blanks).answer(question, value)


def _codes(value: Value) -> str:
    return APART.join(value) if isinstance(value, tuple) else str(value)


def _csv_line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([harmless(cell) for cell in cells])
    return text.getvalue()


def harmless(cell: str) -> str:
    """The cell, so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) or cell.startswith(CONTROL) else cell
