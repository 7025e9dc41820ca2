"""The values that answers take, and the reading of a raw value as an answer to a question."""

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from screener.engine.errors import AnswerError

if TYPE_CHECKING:
    from screener.engine.flow import Question

UNSURE: Final = "unsure"
"""The answer "I'm not sure"."""

NONE: Final = "none"
"""The exclusive "none of these" of a question where any number may be chosen."""

Value = int | str | tuple[str, ...] | None
"""A number, an option or words, chosen options in the flow's order, or None: an optional question passed over."""

Said = Mapping[str, Value]
"""The answers that count, by question. The program's `given` names stand among them as 1 (true)."""

WORDS_LIMIT: Final = 500
"""Characters in free words where the flow does not say."""

LONE_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
"""Half a character, as JSON can spell it: it cannot be stored or shown."""


def read_value(question: "Question", raw: object, offered: Collection[str]) -> Value:
    """Read a raw value (from JSON or a form) as an answer; AnswerError says why it cannot be one.

    `offered` are the ids of the options that this visitor is offered.
    """
    if raw is None or raw == "" or raw == []:
        if raw == [] or not question.optional:  # no option chosen is said with `none`
            raise AnswerError(question.id, "missing")
        return None
    if (raw == UNSURE and question.kind != "words") or raw == [UNSURE]:
        if question.unsure:
            return UNSURE
        raise AnswerError(question.id, "unsure_not_offered")
    match question.kind:
        case "number":
            return _number(question, raw)
        case "one":
            return _one(question, raw, offered)
        case "some":
            return _some(question, raw, offered)
        case "words":
            return _words(question, raw)


def _number(question: "Question", raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise AnswerError(question.id, "not_a_number")
    if question.min is not None and raw < question.min:
        raise AnswerError(question.id, "too_low")
    if question.max is not None and raw > question.max:
        raise AnswerError(question.id, "too_high")
    return raw


def _one(question: "Question", raw: object, offered: Collection[str]) -> str:
    if isinstance(raw, list | tuple):
        raise AnswerError(question.id, "one_only")
    return _offered_option(question, raw, offered)


def _some(question: "Question", raw: object, offered: Collection[str]) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple):
        raise AnswerError(question.id, "not_a_list")
    chosen = list(raw)
    if NONE in chosen:
        if chosen != [NONE]:
            raise AnswerError(question.id, "none_with_others")
        return (NONE,)
    if UNSURE in chosen:
        raise AnswerError(question.id, "none_with_others" if question.unsure else "unsure_not_offered")
    wanted = {_offered_option(question, option, offered) for option in chosen}
    return tuple(option for option in question.option_ids if option in wanted)


def _offered_option(question: "Question", raw: object, offered: Collection[str]) -> str:
    if not isinstance(raw, str) or raw not in question.option_ids:
        raise AnswerError(question.id, "unknown_option")
    if raw not in offered:
        raise AnswerError(question.id, "not_offered")
    return raw


def _words(question: "Question", raw: object) -> str:
    if not isinstance(raw, str) or LONE_SURROGATE.search(raw):
        raise AnswerError(question.id, "not_text")
    if len(raw) > (question.max or WORDS_LIMIT):
        raise AnswerError(question.id, "too_long")
    return raw
