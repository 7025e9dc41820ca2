"""Medicines by their generic names, and what came of them; allergies in the visitor's own words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from screener.understand.clauses import Analysis
from screener.understand.names import OUTSIDE, ChoiceOption, ChoiceQuestion
from screener.understand.signals import Meant
from screener.understand.text import folded, tokens
from screener.understand.words import lexicon, lexicon_data, texts

TAKEN_NOW: Final = "Which medicines do you take at the moment?"
EVER_TRIED: Final = "Which medicines have you ever tried to prevent headaches?"
STEMS: Final = re.compile(
    r"[a-z]{3,}(?:triptan|pril|sartan|olol|statin|prazole|dipine|gliptin|gliflozin|mab|gepant|cillin|mycin|oxacin|xaban)"
)
"""How generic names end, by which one that no lexicon holds is known."""
LONGEST_NAME: Final = 4
"""Words that the name of an allergy may have."""
BOTULINUM: Final = "onabotulinumtoxina"

ALLERGY_STOPS: Final = re.compile(
    r"[,;.!?()/\n]| and | et | & | \+ | plus | but | mais | gives? | gave | makes? | made | causes? | because | when | "
    r"which | that | if | since | as a | me donnent? | me donne | quand | with | - | — "
)


@dataclass(frozen=True, slots=True)
class Remedy:
    """A medicine as it was spoken of. `how`: as in Meant; `result`: what came of it, where that was said."""

    name: str
    how: str
    result: str = ""


def classes_of(names: Iterable[str]) -> frozenset[str]:
    """What the medicines count as: triptan, codeine, simple, anticoagulant and so on."""
    return frozenset(_classes()[name] for name in names if name in _classes())


def remedies(text: str, ask: str, for_other: bool = False) -> list[Remedy]:
    """The medicines of a reply, each once, in the order said."""
    said = tokens(text)
    seen = Analysis(_question(ask, for_other), said)
    words = texts(said)
    found: list[Remedy] = []
    meant = [one for one in seen.meant if one.option not in (OUTSIDE, "none")]
    for place, one in enumerate(meant):
        following = meant[place + 1].start if place + 1 < len(meant) else len(words)
        result = _result(words, one, following)
        found += [Remedy(name, one.how, result) for name in one.option.split("+")]
    known = {place for one in meant for place in range(one.start, one.end)}
    found += [Remedy(word, "yes") for place, word in enumerate(words) if place not in known and STEMS.fullmatch(word)]
    return list({remedy.name: remedy for remedy in found}.values())


def taken_now(text: str, for_other: bool = False) -> list[str]:
    """What is taken at present: not what was denied, stopped, or is somebody else's."""
    return [one.name for one in remedies(text, TAKEN_NOW, for_other) if one.how in ("yes", "maybe", "unsettled")]


def tried(text: str, for_other: bool = False) -> list[dict[str, str]]:
    """What was ever tried, with its result."""
    found = [one for one in remedies(text, EVER_TRIED, for_other) if one.how not in ("other",)]
    return [
        {"name": one.name, "result": one.result or "unknown"}
        for one in found
        if one.how in ("yes", "maybe", "past", "unsettled") or one.result
    ]


def allergies(text: str, for_other: bool = False) -> dict[str, Any]:
    """Whether there is an allergy to a botulinum toxin, and what else there is."""
    seen = Analysis(_question(EVER_TRIED, for_other), tokens(text))
    toxin = [one.how for one in seen.meant if one.option == BOTULINUM]
    botulinum = "yes" if "yes" in toxin else "unsure" if {"maybe", "unsettled"} & set(toxin) else "no"
    return {"botulinum": botulinum, "other": _other_allergies(text)}


def _other_allergies(text: str) -> list[str]:
    """The things named, as the visitor named them."""
    around, nothing = _words("allergy_around"), _words("allergy_nothing")
    found: list[str] = []
    for part in ALLERGY_STOPS.split(f" {text.lower().replace('’', chr(39))} "):
        words = part.replace("d'", "d' ").replace("l'", "l' ").split()
        denied = bool({"not", "no", "pas", "never"} & set(words))
        while words and folded(words[0]).strip("'") in around:
            words = words[1:]
        while words and folded(words[-1]).strip("'") in around:
            words = words[:-1]
        plain = {folded(word).strip("'") for word in words}
        if words and not denied and len(words) <= LONGEST_NAME and not plain & nothing:
            found.append(" ".join(words))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4)
def _words(category: str) -> frozenset[str]:
    return frozenset(word.strip("'") for word in lexicon_data("sessions")[category])


def _result(words: Sequence[str], one: Meant, following: int) -> str:
    table = lexicon("sessions")["results"]
    found = [value for _, _, value in table.anywhere(words, one.end, following)]
    return next((value for value in ("side_effects", "no_benefit", "helped") if value in found), "")


@lru_cache(maxsize=8)
def _question(ask: str, for_other: bool) -> ChoiceQuestion:
    options = [
        ChoiceOption(name, name.partition("+")[0] if "+" not in name else name, tuple(entry.get("names", ())),
                     tuple(entry.get("of", ())))
        for name, entry in _generics().items()
    ]  # fmt: skip
    return ChoiceQuestion("some", ask, (*options, ChoiceOption("none", "None of these")), about_other=for_other)


@lru_cache(maxsize=1)
def _generics() -> Mapping[str, Mapping[str, Any]]:
    return lexicon_data("generics")


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, str]:
    return {
        name: str(entry["class"])
        for key, entry in _generics().items()
        if "class" in entry
        for name in (key.split("+") if entry["class"] != "simple" else [key])
        if name not in _generics() or name == key
    } | {"codeine": "codeine"}


__all__ = ["Remedy", "allergies", "classes_of", "remedies", "taken_now", "tried"]
