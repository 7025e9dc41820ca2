"""What a physician signs: each part of a flow by itself, and a digest of exactly what it said."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from screener.engine.flow import Flow, leaves
from screener.engine.part import Part

KINDS: Final = {
    "outcome": "Outcomes",
    "question": "Questions",
    "fact": "Facts",
    "score": "Scores",
    "caution": "Cautions",
    "flag": "Flags",
    "stop": "What ends the asking",
    "card": "Cards",
    "pair": "Answers that cannot both be right",
    "property": "What must always hold",
    "text": "Other words",
}
"""The kinds of parts, in the order in which they are read."""

UNBOUND: Final = frozenset({"reviewed_by"})
"""Keys that are no part of what is signed."""


@dataclass(frozen=True)
class Signable:
    """One part of a flow. `says` holds each of its texts, numbers and conditions, by where it stands in the part."""

    id: str
    kind: str
    title: str
    says: Mapping[str, str]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all that it says, in hexadecimal."""
        return hashlib.sha256(json.dumps(dict(self.says), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was signed and now says something else; empty where it was not there, or is no more."""

    where: str
    before: str
    after: str


def signables(flow: Flow) -> dict[str, Signable]:
    """Every part of a flow, by its id. Together they hold every word and rule of it, in every language."""
    translated = {code: {part.id: part.says for part in _parts(one)} for code, one in flow.translations.items()}
    return {part.id: _in_every_language(part, translated) for part in _parts(flow)}


def _in_every_language(part: Signable, translated: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Signable:
    """A part with what it says in other languages, where that is something else."""
    says = dict(part.says)
    for code, parts in translated.items():
        said = parts.get(part.id, {})
        says |= {f"{where} ({code})": text for where, text in said.items() if part.says.get(where) != text}
    return replace(part, says=says)


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """What differs between what was signed and what stands now."""
    places = [*before, *(place for place in after if place not in before)]
    return [
        Change(place, before.get(place, ""), after.get(place, ""))
        for place in places
        if before.get(place) != after.get(place)
    ]


def _parts(flow: Flow) -> Iterator[Signable]:
    for outcome in flow.outcomes:
        yield _signable("outcome", outcome.id, outcome.title or outcome.id, outcome)
    for question in flow.questions:
        yield _signable("question", question.id, question.ask, question)
    named_rules = {"fact": flow.facts, "score": flow.scores, "caution": flow.cautions, "flag": flow.flags}
    for kind, named in named_rules.items():
        for name, rule in named.items():
            yield _signable(kind, name, getattr(rule, "title", None) or getattr(rule, "label", None) or name, rule)
    for place, stop in enumerate(flow.stops, 1):
        yield _signable("stop", str(place), stop.when.text, stop)
    for card in flow.cards:
        yield _signable("card", card.show, card.title or card.show, card)
    for place, pair in enumerate(flow.consistent, 1):
        yield _signable("pair", str(place), pair.when.text, pair)
    for place, always in enumerate(flow.always, 1):
        yield _signable("property", str(place), always.name, always)
    yield from _texts(flow)


def _texts(flow: Flow) -> Iterator[Signable]:
    """What stands outside all rules: the welcome, advice, questions for the visit, sources and the order of things."""
    titles = {"welcome": "The welcome", "advice": "Advice", "consultation": "Questions worth asking"}
    for name, title in titles.items():
        yield Signable(f"text:{name}", "text", title, _says(getattr(flow, name)))
    frame = {
        "language": flow.language,
        "title": flow.title,
        "usual": flow.usual,
        "diary": flow.diary,
        "intended_use": flow.intended_use,
        "sections": flow.sections,
        "minutes": flow.minutes,
        "sources": flow.sources,
        "given": flow.given,
        "other_person": flow.other_person,
        "order of questions": tuple(question.id for question in flow.questions),
        "order of outcomes": tuple(outcome.id for outcome in flow.outcomes),
    }
    yield Signable("text:frame", "text", "The frame: title, intended use, sections, sources, order", _says(frame))


def _signable(kind: str, name: str, title: str, part: Part) -> Signable:
    return Signable(f"{kind}:{name}", kind, title, _says(part))


def _says(part: object) -> dict[str, str]:
    return {
        ".".join(map(str, path)): getattr(leaf, "text", None) or str(leaf)
        for path, leaf in leaves(part)
        if path[-1] not in UNBOUND
    }
