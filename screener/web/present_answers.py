"""What a visitor said, for the page of their case: answers, their own words, what changed, and how it went."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from screener.engine.answers import UNSURE, Value
from screener.engine.interview import Interview
from screener.engine.wording import Wording
from screener.store.screenings import StoredTurn
from screener.web.case_page import Answer, Happened, Said
from screener.web.staff_words import Clock

TURNS: Final = {
    "answer": "Answered",
    "undo": "Took back the last step",
    "change": "Opened an answer again",
    "mistake": "Said that the emergency was chosen by mistake",
    "keep": "Kept two answers that do not fit each other",
    "go_on": "Read the card and went on",
    "brought": "Came with answers from another program, to be confirmed",
    "stop": "Stopped at the urgent page",
    "alarm": "Said a danger in words",
    "read": "Typed words that were read and said back",
    "reword": "Said that the reading was wrong",
    "narrow": "Typed a range that is too wide",
    "side": "Asked a question",
    "declined": "Asked what only a physician can answer",
    "unclear": "Typed words that were not understood",
}
MOMENTS: Final = ("alarm", "read", "reword", "narrow", "side", "declined", "unclear")
"""Turns that were no plain answer."""


def present_answers(interview: Interview, wording: Wording, turns: Iterable[StoredTurn]) -> tuple[Answer, ...]:
    """The answers that count, in the order in which they were asked."""
    given = _given(turns)
    return tuple(_answer(name, interview.counting[name], wording, given) for name in interview.path)


def present_dormant(interview: Interview, wording: Wording, turns: Iterable[StoredTurn]) -> tuple[Answer, ...]:
    """Answers that were given and do not count now: they left the path, or wait while an earlier one is changed."""
    given, resting = _given(turns), {**interview.dormant, **interview.waiting}
    ordered = sorted(resting, key=interview.flow.order.__getitem__)
    return tuple(_answer(name, resting[name], wording, given) for name in ordered if name not in interview.counting)


def present_turns(turns: Iterable[StoredTurn], wording: Wording, clock: Clock) -> tuple[Happened, ...]:
    """Everything that the visitor did, in order."""
    return tuple(_turn(turn, wording, clock) for turn in turns)


def present_moments(turns: Iterable[StoredTurn], wording: Wording, clock: Clock) -> tuple[Happened, ...]:
    """What was typed and was no plain answer."""
    return tuple(_turn(turn, wording, clock) for turn in turns if turn.content["action"] in MOMENTS)


def own_words(interview: Interview, wording: Wording, turns: Iterable[StoredTurn]) -> Iterator[Said]:
    """What the visitor typed for the answers that count, where it says more than the answer."""
    for answer in present_answers(interview, wording, turns):
        if answer.words:
            yield Said(answer.short, answer.words)


def left_open(interview: Interview, wording: Wording) -> tuple[str, ...]:
    """The questions to which the visitor was not sure."""
    unsure = (name for name in interview.path if interview.counting[name] == UNSURE)
    return tuple(wording.short(wording.flow.by_id[name]) for name in unsure)


def raw_answers(turns: Iterable[StoredTurn]) -> tuple[Said, ...]:
    """The last answer to each question by its id, as it was kept: for a flow that can no longer be read."""
    last: dict[str, Said] = {}
    for turn in turns:
        content = turn.content
        if content["action"] == "answer":
            value, words = content["value"], content.get("words")
            shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            last[content["question"]] = Said(content["question"], shown + (f" “{words}”" if words else ""))
    return tuple(last.values())


Given = Mapping[str, list[tuple[Value, str]]]
"""By question, each answer that was given, in order, with the words that were typed for it."""


def _given(turns: Iterable[StoredTurn]) -> Given:
    given: dict[str, list[tuple[Value, str]]] = {}
    for turn in turns:
        content = turn.content
        if content["action"] == "answer":
            given.setdefault(content["question"], []).append((_value(content["value"]), content.get("words") or ""))
    return given


def _answer(name: str, value: Value, wording: Wording, given: Given) -> Answer:
    question = wording.flow.by_id[name]
    answer, each = wording.answer(question, value), given.get(name, [])
    typed = next((words for one, words in reversed(each) if one == value), "")
    before = dict.fromkeys(wording.answer(question, one) for one, _ in each if one != value)
    return Answer(
        short=wording.short(question),
        ask=wording.of(question, "ask"),
        answer=answer,
        words="" if typed == answer else typed,
        before=tuple(before),
    )


def _value(kept: Any) -> Value:
    """A value as it was before it was stored: JSON has no tuples."""
    value: Value = tuple(kept) if isinstance(kept, list) else kept
    return value


def _turn(turn: StoredTurn, wording: Wording, clock: Clock) -> Happened:
    content: Mapping[str, Any] = turn.content
    question = wording.flow.by_id.get(content["question"] or "")
    detail = wording.short(question) if question else ""
    if question and content["action"] == "answer":
        detail = f"{detail}: {wording.answer(question, _value(content['value']))}"
    words = content.get("words") or ""
    what = TURNS.get(content["action"], content["action"])
    return Happened(turn.number + 1, clock.moment(turn.at), what, detail, "" if detail.endswith(words) else words)
