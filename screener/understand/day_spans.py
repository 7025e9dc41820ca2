"""From one time of the day, or day of the week, to another: "from lunch till bedtime", "friday to monday"."""

from collections.abc import Sequence
from typing import Final

from screener.understand.words import lexicon

DAY: Final = 24.0
WEEK: Final = 7 * DAY
DATE_ENDS: Final = frozenset({"st", "nd", "rd", "th", "er"})
LAST_DATE: Final = 31
TILL: Final = frozenset({"to", "till", "til", "until", "through", "thru", "-", "a", "au", "jusqu'", "jusque"})
_BETWEEN: Final = (
    "the about around i when after before my a au le la l' it is there its all way up right and je quand en with me"
)
BETWEEN: Final = frozenset(_BETWEEN.split())
"""What may stand between the word "till" and its time."""


def day_span(words: Sequence[str]) -> tuple[float, float] | None:
    """The hours between two times that are said, at least and at most; None where they are not two."""
    found = lexicon("day_times")["hours"].anywhere(words) or []
    unit = DAY
    if len(found) != 2:
        found, unit = lexicon("day_times")["days"].anywhere(words), WEEK
    if len(found) != 2:
        return None
    (_, first_end, start), (second_start, _, end) = found
    gap = words[first_end:second_start]
    if not TILL & set(gap) or not set(gap) <= TILL | BETWEEN:
        return None
    hours = (float(end) - float(start)) % unit or unit
    return (hours - 1, hours + 1) if unit == DAY else (hours - DAY / 2, hours)


def date_span(words: Sequence[str]) -> tuple[float, float] | None:
    """The days from one date of the month to another, "from the 20th to the 30th"; None where they are not two."""
    dates = [place for place, word in enumerate(words) if word in DATE_ENDS and place and words[place - 1].isdecimal()]
    if len(dates) != 2 or not TILL & set(words[dates[0] + 1 : dates[1] - 1]):
        return None
    first, last = (int(words[place - 1]) for place in dates)
    days = float(last - first + 1)
    return (days, days) if 1 <= first < last <= LAST_DATE else None
