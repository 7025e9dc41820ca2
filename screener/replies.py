"""What a visitor's reply comes to: a step of the interview, or something said beside it. Each becomes one turn."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from screener.engine.answers import UNSURE, Value
from screener.engine.errors import AnswerError, StepError
from screener.engine.flow import Question
from screener.engine.interview import Interview, Turn
from screener.engine.thresholds import thresholds
from screener.understand.cleaning import cleaned

if TYPE_CHECKING:  # what reads words is loaded where somebody writes some
    from screener.understand.faq import Faq

STEPS: Final = frozenset({"undo", "mistake", "keep", "go_on", "stop"})
ASIDES: Final = frozenset({"read", "reword", "narrow", "side", "declined", "unclear"})
"""Turns that leave the interview where it is."""

BROUGHT: Final = "brought"
"""The first turn of a screening that begins with answers from elsewhere: none of them counts before it is confirmed."""

WHOLE_NUMBER: Final = re.compile(r"[+-]?[0-9]+")
DIGITS: Final = 10


@dataclass(frozen=True, slots=True)
class Reply:
    """What a visitor sent: chosen values, typed text, or a step such as undo."""

    action: str
    question: str | None = None
    chosen: tuple[str, ...] = ()
    text: str = ""
    beside: tuple[str, ...] = ()
    """What was typed in fields that are no answer, such as the good times for a call."""

    def cleaned(self) -> "Reply":
        """The same reply as it is seen."""
        chosen, beside = (tuple(cleaned(text) for text in texts) for texts in (self.chosen, self.beside))
        return replace(self, chosen=chosen, text=cleaned(self.text), beside=beside)

    @property
    def fingerprint(self) -> str:
        """Tells a repeat of the same reply from another one."""
        sent = json.dumps([self.action, self.question, self.chosen, self.text, self.beside])
        return hashlib.sha256(sent.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Taken:
    """What to keep of a reply. `turn` is its step of the interview; an aside has none."""

    turn: Turn | None
    aside: Mapping[str, Any] | None = None
    words: str = ""


def take(
    interview: Interview,
    asking: bool,
    aside: Mapping[str, Any] | None,
    sent: Reply,
    faq: Callable[[], "Faq | None"] = lambda: None,
    heard: Mapping[str, Question] = MappingProxyType({}),
) -> Taken:
    """What a reply comes to, once no danger was found in it. AnswerError or StepError say why it comes to nothing.

    `asking`: a question stands, rather than a card or a contradiction. `aside`: what was said last, where that was no
    step, such as a reading that waits to be confirmed. `faq`: gives the clinic's answers to the visitor's own
    questions. `heard`: questions by id as they are understood in the visitor's language.
    """
    if sent.action in STEPS:
        return Taken(Turn(sent.action))  # type: ignore[arg-type]
    if sent.action == "change":
        return Taken(Turn("change", sent.question))
    if sent.action in ("confirm", "reword"):
        return _about_reading(aside if aside and aside["action"] == "read" else None, sent)
    if sent.action != "answer":
        raise StepError("there is no such step")
    if not asking:
        raise StepError("no question stands here")
    return _answer(interview, aside, sent, faq, heard)


def alarm_of(interview: Interview, sent: Reply, taken_back: frozenset[str] = frozenset()) -> Taken | None:
    """A danger in anything that was typed, which is not being answered already, as a step.

    `taken_back`: lines that were called a mistake before. In a field that is no answer they would only come again.
    """
    words = "\n".join([*_written(interview, sent), *(line for line in sent.beside if line not in taken_back)])
    if not words:
        return None
    from screener.understand.reading import alarm_in

    alarm = alarm_in(words, interview.flow.given)
    if alarm is None or alarm.name in interview.given:
        return None
    return Taken(Turn("alarm", None, alarm.name), words=words)


def _written(interview: Interview, sent: Reply) -> list[str]:
    """What a visitor wrote in answer to a question, rather than chose."""
    question = interview.flow.by_id.get(sent.question or "") or interview.question
    written = [sent.text, *(sent.chosen if question and question.kind == "words" else ())]
    return [text.strip() for text in written if text.strip()]


def lines_of_alarms(turns: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Every line in which a danger was seen so far."""
    return frozenset(
        line for turn in turns if turn["action"] == "alarm" for line in (turn.get("words") or "").splitlines()
    )


def backwards(turns: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Kept turns from the last one back, without dangers in words that were called a mistake."""
    standing: list[Mapping[str, Any]] = []
    for turn in turns:
        if turn["action"] == "mistake" and standing and standing[-1]["action"] == "alarm":
            standing.pop()
        else:
            standing.append(turn)
    return standing[::-1]


def turn_of(content: Mapping[str, Any]) -> Turn | None:
    """The step of the interview that a kept turn stands for."""
    if content["action"] in ASIDES or content["action"] == BROUGHT:
        return None
    return Turn(content["action"], content["question"], content["value"])


def brought_in(turns: Iterable[Mapping[str, Any]]) -> dict[str, Value]:
    """What was answered elsewhere, by question."""
    first = next(iter(turns), None)
    brought = first["value"] if first is not None and first["action"] == BROUGHT else {}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in brought.items()}


def _about_reading(pending: Mapping[str, Any] | None, sent: Reply) -> Taken:
    if pending is None:
        raise StepError("no reading waits to be confirmed")
    if sent.action == "reword":
        return Taken(None, {"action": "reword", "question": pending["question"]})
    return Taken(Turn("answer", pending["question"], pending["value"]), words=pending["words"] or "")


def _answer(
    interview: Interview,
    aside: Mapping[str, Any] | None,
    sent: Reply,
    faq: Callable[[], "Faq | None"],
    heard: Mapping[str, Question],
) -> Taken:
    question = interview.question
    if question is None or sent.question not in (None, question.id):
        raise AnswerError(sent.question or "?", "not_asked_now")
    chosen = [value for value in sent.chosen if value.strip()]
    text = "\n".join(chosen) if question.kind == "words" else sent.text.strip()
    if not chosen and text:
        return _typed(interview, text, faq, heard)
    left = (aside["words"] or "") if aside else ""  # the field still holds what was not understood before
    words = sent.text.strip()
    return Taken(Turn("answer", question.id, _chosen(interview, chosen)), words="" if words == left else words)


def _chosen(interview: Interview, chosen: list[str]) -> Any:
    """Chosen values as the question takes them."""
    question = interview.question
    assert question is not None
    if not chosen:
        return None
    if question.kind == "number":
        return UNSURE if UNSURE in chosen else _whole_number(question.id, chosen)
    return chosen if question.kind == "some" or len(chosen) > 1 else chosen[0]


def _whole_number(question_id: str, chosen: list[str]) -> int:
    """A number as a field sends it. What no question's bounds allow need not be read to its end."""
    match = WHOLE_NUMBER.fullmatch(chosen[0].strip())
    if match is None or len(chosen) > 1:
        raise AnswerError(question_id, "not_a_number")
    return int(match[0][:DIGITS])


def _typed(interview: Interview, text: str, faq: Callable[[], "Faq | None"], heard: Mapping[str, Question]) -> Taken:
    from screener.understand.reading import Answered, Declined, Narrow, SideQuestion, Unclear, read

    question = interview.question
    assert question is not None
    turning = thresholds(interview.flow, question.id) if question.kind == "number" else ()
    other = interview.for_other_person
    offered = {option.id for option in interview.offered(question)}
    hears = heard.get(question.id, question)
    options = [option for option in hears.options if option.id in offered]
    match read(hears, options, text, turning, faq(), other):
        case Answered(value, True, _):
            return Taken(Turn("answer", question.id, value), words=text)  # type: ignore[arg-type]
        case Answered(value, False, said):
            aside: dict[str, Any] = {"action": "read", "value": value, "said": said}
        case Narrow(low, high, turns_at):
            aside = {"action": "narrow", "value": [low, high, turns_at]}
        case SideQuestion(topic, language):
            aside = {"action": "side", "value": topic, "language": language}
        case Declined(language):
            aside = {"action": "declined", "language": language}
        case Unclear(reason):
            aside = {"action": "unclear", "value": reason}
    return Taken(None, {"question": question.id, **aside}, text)
