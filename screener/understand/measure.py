"""One quantity that a text says, and what so many in a period come to in a month."""

from dataclasses import dataclass
from math import ceil
from typing import Final

MONTH: Final = 30.44
"""Days in a mean month."""
DAYS: Final = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": MONTH, "season": 3 * MONTH, "year": 12 * MONTH}
BREAKS: Final = frozenset({".", ";", ",", "!", "?", ":", "...", "(", ")"})


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantity, by the tokens [start, end) that say it.

    `rate`: days or attacks per month · `each`: days that one attack lasts · `window`: a stretch of time in days ·
    `other`: hours, tablets, an age and the like · `impossible`: a number of days that cannot be.
    """

    kind: str
    low: float
    high: float
    start: int
    end: int
    noun: str = ""
    period: float = 0
    """The period in days that the count was said for; 0 for a bare count."""
    count: tuple[float, float] = (0, 0)
    bound: str = ""
    literal: bool = False
    good: bool = False
    """Counted are days without a headache."""
    special: str = ""
    """Which phrase stood for the number: daily, alternating …"""


def rate(low: float, high: float, period: float) -> tuple[float, float]:
    """Counts in a period of so many days, as days per month. Weeks follow the labelling rule: 4 to 4.35 of them."""
    if period == MONTH:
        return low, high
    weeks = period / 7
    if weeks == int(weeks):
        return round(low * 4 / weeks, 1), float(ceil(round(high * MONTH / period, 3)))
    month = low * MONTH / period, high * MONTH / period
    if period > MONTH and period % MONTH < 1e-6:
        month = low / (period / MONTH), high / (period / MONTH)
    low, high = round(month[0], 1), round(month[1], 1)
    return (0.0, 1.0) if low == high and high < 0.95 else (low, high)


def bounded(low: float, high: float, bound: str) -> tuple[float, float]:
    """A range with "at least", "under" and the like applied."""
    match bound:
        case "at_least" | "over":
            return low, 31.0
        case "under" | "up_to":
            return 0.0, high
        case "almost":
            return max(0.0, low - 1), max(0.0, high - 1)
        case "just_over":
            return min(31.0, low + 1), min(31.0, high + 1)
    return low, high
