"""What staff should see of a session: flags that follow from its facts."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from screener.understand.remedies import classes_of

CHRONIC_DAYS: Final = 15
MIGRAINE_DAYS: Final = 8
MONTHS: Final = 3
SHORT_HOURS: Final = 4
STRONG_OVERUSE: Final = 10
"""Days a month of a triptan, codeine, or several kinds."""
SIMPLE_OVERUSE: Final = 15
STRONG: Final = frozenset({"triptan", "codeine", "mixed", "ergot"})
Facts = Mapping[str, Any]


def flags(facts: Facts, hedged: bool = False) -> list[str]:
    """The flags that facts alone raise. `hedged`: the headache days were given as about so many."""
    return [*_pattern(facts, 1 if hedged else 0), *_cautions(facts), *_medicines(facts), *_at_odds(facts)]


def _pattern(facts: Facts, margin: int) -> Iterator[str]:
    low, high = _span(facts, "headache_days")
    if low is not None and low == high:
        low, high = low - margin, high + margin
    if high is not None and high < CHRONIC_DAYS:
        yield "freq_below_15"
    if low is not None and low < CHRONIC_DAYS and (high is None or high >= CHRONIC_DAYS):
        yield "freq_borderline"
    if _below(facts, "migraine_days", MIGRAINE_DAYS):
        yield "migraine_days_below_8"
    if _below(facts, "months_duration", MONTHS):
        yield "under_3_months"
    if _below(facts, "attack_hours", SHORT_HOURS):
        yield "short_attacks"
    if facts.get("goal") in ("stop_now", "cosmetic"):
        yield "goal_not_prevention"


def _cautions(facts: Facts) -> Iterator[str]:
    age = facts.get("age")
    if isinstance(age, int | float) and age < 18:
        yield "under_18"
    for value in facts.get("pregnancy", ()):
        if value in ("pregnant", "trying", "breastfeeding"):
            yield value
        elif value == "unsure":
            yield "pregnancy_unsure"
    if facts.get("neuromuscular", {}).get("answer") == "yes":
        yield "neuromuscular"
    if facts.get("allergies", {}).get("botulinum") == "yes":
        yield "toxin_allergy"
    if facts.get("infection") == "yes":
        yield "skin_infection"


def _medicines(facts: Facts) -> Iterator[str]:
    kinds = classes_of(facts.get("meds", ()))
    if "anticoagulant" in kinds:
        yield "anticoagulant"
    low, high = _span(facts, "acute_med_days")
    if low is None or high is None:
        return
    strong = kinds & STRONG
    most = STRONG_OVERUSE if strong else SIMPLE_OVERUSE
    if (low + high) / 2 >= most:
        yield "possible_overuse"


def _at_odds(facts: Facts) -> Iterator[str]:
    """More migraine days than headache days."""
    least, _ = _span(facts, "migraine_days")
    _, most = _span(facts, "headache_days")
    if least is not None and most is not None and least > most:
        yield "contradiction"


def _span(facts: Facts, topic: str) -> tuple[float | None, float | None]:
    value = facts.get(topic) or {}
    return value.get("low"), value.get("high")


def _below(facts: Facts, topic: str, least: float) -> bool:
    high = _span(facts, topic)[1]
    return high is not None and high < least
