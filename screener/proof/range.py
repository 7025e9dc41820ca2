"""What all answers of a kind have in common: the one value that a question always has, or how far its number goes."""

from collections.abc import Iterator
from dataclasses import dataclass

from screener.engine.answers import NONE, UNSURE
from screener.engine.flow import Question
from screener.proof.encode import Encoding
from screener.proof.logic import Formula, both, no
from screener.proof.smallest import Search
from screener.proof.variables import chosen, number, unsure


@dataclass(frozen=True)
class Answers:
    """A question whose answers are all among a few: options, or numbers from `least` to `most`."""

    question: str
    options: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None

    def __str__(self) -> str:
        if self.least is None:
            return f"{self.question}: {' or '.join(self.options)}"
        return (
            f"{self.question}: {self.least}"
            if self.least == self.most
            else f"{self.question}: {self.least} to {self.most}"
        )


def shared_answers(search: Search, version: Encoding, questions: frozenset[str], where: Formula) -> Iterator[Answers]:
    """Of these questions, those that all such answers have alike, more closely than the question itself says."""
    for question in version.flow.questions:
        if question.id not in questions or search.possible(where, no(version.answered(question))):
            continue
        if question.kind == "number":
            found = _number(search, question, where)
        elif question.kind == "one":
            found = _one(search, question, where)
        else:
            found = _some(search, question, where)
        if found:
            yield found


def _number(search: Search, question: Question, where: Formula) -> Answers | None:
    if search.possible(where, unsure(question)):
        return None
    value, least, most = number(question.id), question.min or 0, question.max or 0
    low = search.least(value, least, where)
    high = -search.least(-value, -most, where)
    return Answers(question.id, least=low, most=high) if (low, high) != (least, most) else None


def _one(search: Search, question: Question, where: Formula) -> Answers | None:
    found = [one for one in question.option_ids if search.possible(where, chosen(question.id, one))]
    found += [UNSURE] * (bool(question.unsure) and search.possible(where, unsure(question)))
    return Answers(question.id, tuple(found)) if len(found) <= len(question.options) else None


def _some(search: Search, question: Question, where: Formula) -> Answers | None:
    if question.unsure and not search.possible(where, no(unsure(question))):
        return Answers(question.id, (UNSURE,))
    always = [one for one in question.option_ids if not search.possible(where, no(chosen(question.id, one)))]
    if always:
        return Answers(question.id, (" and ".join(always),))
    nothing = both(*(no(chosen(question.id, one)) for one in question.option_ids), no(unsure(question)))
    return None if search.possible(where, no(nothing)) else Answers(question.id, (NONE,))
