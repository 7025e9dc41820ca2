"""What a reading of a quantity can be."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high, both possible. `literal`: said in so many words, so that nothing needs confirming."""

    low: float
    high: float
    literal: bool
    said: str = ""
    """The words that say it."""

    @property
    def whole(self) -> tuple[int, int]:
        """The whole numbers around it."""
        return floor(self.low), ceil(self.high)

    def straddles(self, thresholds: Iterable[float]) -> bool:
        """Whether a threshold (the least number that reaches it) lies inside: a better guess is needed."""
        low, high = self.whole
        return any(low < threshold <= high for threshold in thresholds)


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not to be read as a quantity, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A quantity that cannot be, such as 40 days in a month."""


Quantity = Range | Unclear | OutOfRange
