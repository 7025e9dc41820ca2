"""What one reply says on one topic of a session, as a fact."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from screener.understand.choices import Chosen, Unsure, read_choice
from screener.understand.clauses import Analysis
from screener.understand.danger import danger
from screener.understand.elapsed import read_years
from screener.understand.frequency import read_days
from screener.understand.lasting import OPEN, read_hours, read_months
from screener.understand.names import OUTSIDE, ChoiceOption, ChoiceQuestion
from screener.understand.numerals import Numerals
from screener.understand.quantity import Quantity, Range, Unclear
from screener.understand.remedies import allergies, taken_now, tried
from screener.understand.text import tokens
from screener.understand.words import Phrases, lexicon, lexicon_data, texts

UNCLEAR: Final[Mapping[str, bool]] = {"unclear": True}
ADULT: Final = 18
YOUNGEST: Final = 3
"""Years; less is another quantity, such as weeks of a pregnancy."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the visitor when a reply is read."""

    age: float | None = None
    other: bool = False
    """Somebody fills this in for another person."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a reply says on its topic. `clear`: it says something; else the question stands as before."""

    value: Any
    clear: bool = True


Reader = Callable[[str, About], Fact]


def says(category: str, text: str) -> bool:
    """Whether a phrase of this category of the lexicon stands in the text."""
    return bool(lexicon("sessions")[category].anywhere(texts(tokens(text))))


def hedged(text: str) -> bool:
    """Whether a number is given as about so many, or a pattern that gives one more or less."""
    words = texts(tokens(text))
    numerals = Numerals(tokens(text))
    for start, end, _ in lexicon("sessions")["hedges"].anywhere(words):
        near = range(max(0, start - 2), min(len(words), end + 2))
        if end - start > 2 or any(numerals.single(place) for place in near):
            return True
    return False


# --- Numbers --------------------------------------------------------------------------------------------------------


def _age(text: str, about: About) -> Fact:
    words = texts(tokens(text))
    if about.other and (theirs := _after_third_person(words)) is not None:
        return Fact(theirs)
    found = read_years(text)
    if found == Unclear("birthday") and (number := _first_number(words, 0)) is not None:
        return Fact(number if number != ADULT or "almost" not in words else number - 1)
    if isinstance(found, Range) and found.low == found.high and found.low >= YOUNGEST:
        return Fact(int(found.low))
    ages = [number for place in range(len(words)) if (number := _number_at(words, place)) is not None]
    if ages and words[-1] != "?" and found == Unclear("two_readings"):
        return Fact(ages[-1] if lexicon("words")["correction"].anywhere(words) else ages[0])
    return Fact(dict(UNCLEAR), clear=False)


def _after_third_person(words: Sequence[str]) -> int | None:
    """The age that is said of somebody else: "I'm 38 but it is for my husband, he's 41"."""
    found = lexicon("sessions")["third_person"].anywhere(words)
    return next((age for start, _, _ in reversed(found) if (age := _first_number(words, start)) is not None), None)


def _first_number(words: Sequence[str], start: int) -> int | None:
    return next((age for place in range(start, len(words)) if (age := _number_at(words, place)) is not None), None)


def _number_at(words: Sequence[str], place: int) -> int | None:
    number = Numerals(tokens(" ".join(words))).single(place) if place < len(words) else None
    return int(number.low) if number is not None and number.low == number.high else None


def _days(text: str, about: About) -> Fact:
    return _span(_exact_days(text))


def _exact_days(text: str) -> Quantity:
    """Days per month; a plain number wins over the pattern beside it that it lies in: "most days, I'd say 22"."""
    found = read_days(text)
    if not isinstance(found, Range) or found.low == found.high:
        return found
    parts = [read_days(part) for part in text.split(",")[1:]]
    inside = [one for one in parts if isinstance(one, Range) and found.low <= one.low == one.high <= found.high]
    return inside[-1] if inside else found


def _medicine_days(text: str, about: About) -> Fact:
    """Days with a medicine; whoever takes none has none."""
    fact = _span(_exact_days(text))
    if not fact.clear and lexicon("words")["none"].anywhere(texts(tokens(text))):
        return Fact({"low": 0, "high": 0})
    return fact


def _months(text: str, about: About) -> Fact:
    return _span(read_months(text, about.age))


def _hours(text: str, about: About) -> Fact:
    return _span(read_hours(text))


def _span(found: Quantity) -> Fact:
    if not isinstance(found, Range):
        return Fact(dict(UNCLEAR), clear=False)
    return Fact({"low": found.low, "high": None if found.high >= OPEN else found.high})


# --- Choices --------------------------------------------------------------------------------------------------------


def _features(text: str, about: About) -> Fact:
    question = _question("features", about.other)
    read = read_choice(text, question)
    if isinstance(read, Chosen):
        return Fact([value for value in read.values if value not in ("none", "unsure")])
    named = _named(question, text, ("yes", "maybe", "unsettled"))
    return Fact(named, clear=bool(named))


def _goal(text: str, about: About) -> Fact:
    question = _question("goal", about.other)
    read = read_choice(text, question)
    if isinstance(read, Chosen):
        return Fact(read.values[0])
    named = [value for value in _named(question, text, ("yes", "maybe")) if value != "unsure"]
    if named:
        return Fact("prevent" if "prevent" in named else named[0])
    return Fact("unsure", clear=isinstance(read, Unsure))


def _pregnancy(text: str, about: About) -> Fact:
    question = _question("pregnancy", about.other)
    named = _named(question, text, ("yes",))
    read = read_choice(text, question)
    if isinstance(read, Unsure) or named == ["unsure"]:
        return Fact(["unsure"])
    if isinstance(read, Chosen):
        return Fact(list(read.values))
    if named:
        return Fact([value for value in named if value not in ("none", "unsure")] or named[:1])
    if says_no(text):
        return Fact(["none"])
    return Fact(["unsure"], clear=False)


def _yes_no(topic: str) -> Reader:
    def read(text: str, about: About) -> Fact:
        question = _question(topic, about.other)
        found = read_choice(text, question)
        if isinstance(found, Chosen):
            return Fact(found.values[0])
        if isinstance(found, Unsure):
            return Fact("unsure")
        if "yes" in _named(question, text, ("yes",)):
            return Fact("yes")
        if says_no(text):
            return Fact("no")
        return Fact("unsure", clear=False)

    return read


def says_no(text: str) -> bool:
    """Whether the reply begins with a plain no."""
    words = texts(tokens(text))
    return any(lexicon("words")[name].at(words, 0)[0] for name in ("no", "soft_no", "none"))


def _neuromuscular(text: str, about: About) -> Fact:
    fact = _yes_no("neuromuscular")(text, about)
    return Fact({"answer": fact.value}, fact.clear)


def _infection(text: str, about: About) -> Fact:
    return _yes_no("infection")(text, about)


def _red_flags(text: str, about: About) -> Fact:
    """Danger first; then a headache that is new or has changed; the usual attack is no red flag."""
    if danger(text).kind == "emergency":
        return Fact({"answer": "yes", "urgent": True})
    if says("new_headache", text) and not says_no(text):
        return Fact({"answer": "yes", "urgent": False})
    fact = _yes_no("red_flags")(text, about)
    if not fact.clear and says("usual", text):
        return Fact({"answer": "no", "urgent": False})
    return Fact({"answer": fact.value, "urgent": False}, fact.clear)


def _named(question: ChoiceQuestion, text: str, hows: tuple[str, ...]) -> list[str]:
    """The options named in a reply, as they are meant, the last word on each counting."""
    meant = {one.option: one.how for one in Analysis(question, tokens(text)).meant if one.option != OUTSIDE}
    return [option for option, how in meant.items() if how in hows]


@lru_cache(maxsize=32)
def _question(topic: str, about_other: bool) -> ChoiceQuestion:
    entry = lexicon_data("sessions")["questions"][topic]
    kind = "some" if entry["kind"] == "some" else "one"
    options = [_option(name, words) for name, words in entry["options"].items()]
    if kind == "some" and not any(option.id == "none" for option in options):
        options.append(ChoiceOption("none", "None of these"))
    if not any(option.id == "unsure" for option in options):
        options.append(ChoiceOption("unsure", "I'm not sure"))
    return ChoiceQuestion(kind, entry["ask"], tuple(options), about_other)


def _option(name: str, words: Any) -> ChoiceOption:
    label = {"none": "None of these", "unsure": "I'm not sure"}.get(name, name.replace("_", " "))
    if isinstance(words, dict):
        return ChoiceOption(name, label, tuple(words["words"]), tuple(words["of"]))
    return ChoiceOption(name, label, tuple(words))


# --- Medicines and allergies ----------------------------------------------------------------------------------------


def _allergies(text: str, about: About) -> Fact:
    return Fact(allergies(text, about.other))


def _medicines(text: str, about: About) -> Fact:
    found = taken_now(text, about.other)
    return Fact(found, clear=bool(found) or says_no(text) or says("declined", text))


def _preventives(text: str, about: About) -> Fact:
    found = tried(text, about.other)
    return Fact(found, clear=bool(found) or says_no(text))


READERS: Final[Mapping[str, Reader]] = {
    "age": _age,
    "headache_days": _days,
    "migraine_days": _days,
    "months_duration": _months,
    "features": _features,
    "attack_hours": _hours,
    "acute_med_days": _medicine_days,
    "goal": _goal,
    "pregnancy": _pregnancy,
    "neuromuscular": _neuromuscular,
    "allergies": _allergies,
    "infection": _infection,
    "meds": _medicines,
    "prior_preventives": _preventives,
    "red_flags": _red_flags,
}
"""The reader of each topic."""


def cues() -> Phrases:
    """The words by which a reply speaks of a topic, whichever was asked."""
    return lexicon("sessions")["cues"]
