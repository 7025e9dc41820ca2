"""The numbers that a condition compares: constants, answers, how many options were chosen, points, and sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from screener.engine.answers import NONE, UNSURE, Said


class Quantity:
    """A number over a set of answers: `UNSURE` where an answer is unsure, None off the path."""

    __slots__ = ()

    def amount(self, said: Said) -> int | str | None:
        raise TypeError(type(self).__name__)

    def parts(self) -> tuple[Quantity, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Constant(Quantity):
    value: int

    def amount(self, said: Said) -> int | str | None:
        return self.value


@dataclass(frozen=True, slots=True)
class Number(Quantity):
    """The answer of a *number* question."""

    question: str

    def amount(self, said: Said) -> int | str | None:
        return said.get(self.question)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Count(Quantity):
    """How many options of a *some* question were chosen; `none` is not one of them."""

    question: str

    def amount(self, said: Said) -> int | str | None:
        answer = said.get(self.question)
        if answer is None or answer == UNSURE:
            return answer
        return len(answer) - (NONE in answer)  # type: ignore[arg-type, operator]


@dataclass(frozen=True, slots=True)
class Sum(Quantity):
    left: Quantity
    right: Quantity
    sign: int

    def amount(self, said: Said) -> int | str | None:
        left, right = self.left.amount(said), self.right.amount(said)
        if left is None or right is None:
            return None
        if isinstance(left, str) or isinstance(right, str):
            return UNSURE
        return left + self.sign * right

    def parts(self) -> tuple[Quantity, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Points(Quantity):
    """What the answer to one question adds to a score. `several`: every chosen option adds its points."""

    question: str
    each: tuple[tuple[str, int], ...]
    several: bool = False

    def amount(self, said: Said) -> int | str | None:
        answer = said.get(self.question)
        if answer is None or answer == UNSURE:
            return answer
        chosen = answer if isinstance(answer, tuple) else (answer,)
        return sum(points for option, points in self.each if option in chosen)

    @property
    def span(self) -> Span:
        """The least and the most that it can be, whatever is answered."""
        points = [points for _, points in self.each]
        if self.several:
            return sum(one for one in points if one < 0), sum(one for one in points if one > 0)
        return min(points, default=0), max(points, default=0)


Span = tuple[int, int]
"""The least and the most."""


def span(points: Iterable[Points], said: Said) -> Span:
    """What a score is at least, and at most: what has no answer, or "unsure", may add any of its points."""
    low = high = 0
    for part in points:
        amount = part.amount(said)
        least, most = (amount, amount) if isinstance(amount, int) else part.span
        low, high = low + least, high + most
    return low, high
