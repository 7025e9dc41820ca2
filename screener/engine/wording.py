"""The words of a flow, in the right person and with the visitor's own answers in them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from screener.engine.answers import NONE, UNSURE, Said, Value
from screener.engine.flow import Flow, Question
from screener.engine.part import Part

BLANK: Final = re.compile(r"\{(\w+)\}")
CLINIC_BLANKS: Final = frozenset(
    {"clinic_name", "treatment_name", "telephone", "how_soon", "places", "keep_unfinished", "keep_finished"}
)
"""What the clinic's own facts fill in."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How to speak in one screening: about whom, with which answers, and which clinic's names."""

    flow: Flow
    said: Said
    other: bool = False
    blanks: Mapping[str, str] | None = None

    def of(self, part: Part, name: str) -> str:
        """A text of a part of the flow, in the right person and filled in; empty where there is none."""
        other = getattr(part, f"{name}_other", None) if self.other else None
        return self.fill(other or getattr(part, name) or "")

    def lines(self, texts: Iterable[str] | None) -> list[str]:
        return [self.fill(text) for text in texts or ()]

    def fill(self, text: str) -> str:
        """Put answers and the clinic's names where `{…}` stands."""
        return BLANK.sub(self._blank, text) if "{" in text else text

    def answer(self, question: Question, value: Value) -> str:
        """An answer in words: "15 days a month", "Nausea or vomiting; aura"."""
        if value is None:
            return self.flow.usual.passed_over
        if question.kind == "words":
            return str(value)
        if value == UNSURE:
            return self.unsure(question)
        if isinstance(value, int):
            unit = question.unit_one if value == 1 and question.unit_one else question.unit
            return f"{value} {unit}" if unit else str(value)
        if isinstance(value, tuple):
            return "; ".join(self._option(question, chosen) for chosen in value)
        return self._option(question, value)

    def unsure(self, question: Question) -> str:
        """What "unsure" is called at this question."""
        if isinstance(question.unsure, str):
            return question.unsure
        return self.flow.usual.not_sure_other if self.other else self.flow.usual.not_sure

    def short(self, question: Question) -> str:
        """The question in a few words, for the record."""
        return question.short or self.of(question, "ask")

    def _option(self, question: Question, option_id: str) -> str:
        if option_id == NONE and question.kind == "some":
            return question.none
        return self.of(question.option(option_id), "label")

    def _blank(self, match: re.Match[str]) -> str:
        name = match[1]
        question = self.flow.by_id.get(name)
        if question is None:
            return (self.blanks or {}).get(name, "")
        value = self.said.get(name)
        return "" if value is None else self.answer(question, value)
