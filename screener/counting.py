"""What is counted as it happens, for insights: about nobody, and kept when screenings are deleted.

A question's counts are by visit: it is `shown` each time it comes to stand and `left_by` each time somebody goes on
from it, so that shown less left_by are those who stopped there.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

SECONDS: Final = (2, 4, 6, 8, 10, 13, 16, 20, 25, 30, 40, 50, 60, 90, 120, 180, 300, 600)
"""Bounds of the time that an answer takes: fine where most answers fall, and open above."""
MINUTES: Final = (5, 15, 30, 60, 120, 240, 480, 960, 1440, 2880, 4320, 7200, 10080, 20160)
"""Bounds of the time until somebody was reached: five minutes to a fortnight."""


class Count(NamedTuple):
    """One more (or one less) of something on one day."""

    measure: str
    name: str = ""
    bucket: int = 0
    number: int = 1


def of_reply(before: str | None, after: str | None, aside: Mapping[str, Any] | None, seconds: float) -> Iterator[Count]:
    """What one reply adds. `before` and `after`: the questions that stood and stand, None for none. `aside`: what was
    said beside the question, where it was no answer. `seconds`: since the question came to stand."""
    if aside is not None:
        yield from _beside(before, aside)
    elif before != after:
        if before is not None:
            yield Count("left_by", before)
            yield Count("seconds", before, bucket(seconds, SECONDS))
        if after is not None:
            yield Count("shown", after)


def _beside(question: str | None, aside: Mapping[str, Any]) -> Iterator[Count]:
    if aside["action"] in ("unclear", "narrow") and question is not None:
        yield Count("unclear", question)
    elif aside["action"] == "side":
        yield Count("side", str(aside["value"]))
    elif aside["action"] == "declined":
        yield Count("declined")


def of_decision(before: tuple[str | None, str | None], after: tuple[str | None, str | None]) -> Iterator[Count]:
    """What a decision (outcome, urgency) adds, and what the one before it takes away."""
    if before == after:
        return
    for decided, number in ((before, -1), (after, 1)):
        yield from _decided(decided, number)


def of_beginning(decided: tuple[str | None, str | None], number: int) -> Iterator[Count]:
    """What a screening counts for on the day on which it began: itself, and its decision (outcome, urgency)."""
    yield Count("begun", number=number)
    yield from _decided(decided, number)


def _decided(decided: tuple[str | None, str | None], number: int) -> Iterator[Count]:
    outcome, urgency = decided
    if outcome is not None:
        yield Count("outcome", outcome, number=number)
        yield Count("urgency", urgency or "", number=number)


FEEDBACK: Final[Mapping[str, tuple[str, ...]]] = {
    "easy": ("yes", "partly", "no"),
    "next_step": ("yes", "partly", "no"),
}
"""What is asked at the end about the questions themselves, with the answers there are."""


def of_feedback(given: Mapping[str, str]) -> Iterator[Count]:
    """What somebody said about the questions: one count for each that was answered."""
    for name, answers in FEEDBACK.items():
        if given.get(name) in answers:
            yield Count("feedback", f"{name}:{given[name]}")


def bucket(value: float, bounds: tuple[int, ...]) -> int:
    """Which bound a value falls under, as its place; after the last where it is above all."""
    return bisect_left(bounds, value)


def median(counts: Mapping[int, int], bounds: tuple[int, ...]) -> float | None:
    """The middle value, as near as the buckets tell: evenly spread within each. None of nothing; the last bound where
    half are above all bounds."""
    half, below = sum(counts.values()) / 2, 0
    for place in sorted(counts):
        if counts[place] and below + counts[place] >= half:
            if place >= len(bounds):
                return float(bounds[-1])
            low = bounds[place - 1] if place else 0
            return low + (bounds[place] - low) * (half - below) / counts[place]
        below += counts[place]
    return None
