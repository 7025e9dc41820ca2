"""Names that stand outside conditions: what a flow refers to must be there."""

import difflib
from collections.abc import Collection, Iterator
from itertools import chain

from screener.engine.always import Exactly
from screener.engine.errors import Problem
from screener.engine.flow import Flow, leaves
from screener.engine.yaml import Path, Places

Reference = tuple[str, Path, Collection[str], str]
"""A name, where it stands, what it may be, and what that is called."""


def references(flow: Flow, places: Places) -> list[Problem]:
    """Every name that stands outside a condition must be there."""
    return [
        _missing(name, path, known, what, places)
        for name, path, known, what in chain(_asked_references(flow), _property_references(flow), _cited_sources(flow))
        if name not in known
    ]


def flag_names(flow: Flow) -> list[tuple[str, Path]]:
    """Every flag that can be raised, with its path: chosen options among them."""
    chosen: list[tuple[str, Path]] = [
        (option.id, ("questions", i, "options", j, "id"))
        for i, question in enumerate(flow.questions)
        for j, option in enumerate(question.options)
        if option.sign or option.caution
    ]
    derived: list[tuple[str, Path]] = [(code, ("cautions", code)) for code in flow.cautions]
    return [*chosen, *derived, *[(name, ("flags", name)) for name in flow.flags]]


def _asked_references(flow: Flow) -> Iterator[Reference]:
    asked_in = [question.section for question in flow.questions]
    sections = [section.id for section in flow.sections] or asked_in
    outcomes = [outcome.id for outcome in flow.outcomes]
    for i, question in enumerate(flow.questions):
        yield question.section, ("questions", i, "section"), sections, "section"
    for i, stop in enumerate(flow.stops):
        if stop.after:
            yield stop.after, ("stops", i, "after"), asked_in, "section with questions"
    for i, pair in enumerate(flow.consistent):
        for j, name in enumerate(pair.change):
            yield name, ("consistent", i, "change", j), flow.by_id, "question"
    for flag_name, flag in flow.flags.items():
        for j, outcome in enumerate(flag.with_):
            yield outcome, ("flags", flag_name, "with", j), outcomes, "outcome"


def _property_references(flow: Flow) -> Iterator[Reference]:
    outcomes = [outcome.id for outcome in flow.outcomes]
    addable = [*flow.by_id, *(name for name, _ in flag_names(flow))]
    for i, rule in enumerate(flow.always):
        for j, name in enumerate(rule.except_):
            yield name, ("always", i, "except", j), outcomes, "outcome"
        for name in rule.takes:
            yield name, ("always", i, "takes", name), flow.by_id, "question"
        for j, name in enumerate(rule.never.outcome if rule.never else ()):
            yield name, ("always", i, "never", "outcome", j), outcomes, "outcome"
        yield from _exact_references(flow, rule.exactly, ("always", i, "exactly")) if rule.exactly else ()
        for j, name in enumerate(rule.monotone.adding if rule.monotone else ()):
            yield name, ("always", i, "monotone", "adding", j), addable, "question, sign or caution"
        for j, name in enumerate(rule.monotone.raising if rule.monotone else ()):
            yield name, ("always", i, "monotone", "raising", j), flow.by_id, "question"


def _exact_references(flow: Flow, rule: Exactly, path: Path) -> Iterator[Reference]:
    known: dict[str, tuple[Collection[str], str]] = {
        **dict.fromkeys(("among", "outcome"), ([outcome.id for outcome in flow.outcomes], "outcome")),
        **dict.fromkeys(("reached", "asked", "answered", "contradiction"), (flow.by_id, "question")),
        "offered": ([option.id for question in flow.questions for option in question.options], "option"),
        "flags": ([name for name, _ in flag_names(flow)], "flag"),
    }
    for key, (names, what) in known.items():
        for j, name in enumerate(getattr(rule, key)):
            yield name, (*path, key, j), names, what


def _cited_sources(flow: Flow) -> Iterator[Reference]:
    """A cited source must stand under `sources:`, where the flow has that list at all; commas part several."""
    for path, leaf in leaves(flow) if flow.sources else ():
        if path[-1] == "source":
            for key in leaf.replace(",", " ").split():
                yield key, path, flow.sources, "source"


def _missing(name: str, path: Path, known: Collection[str], what: str, places: Places) -> Problem:
    near = difflib.get_close_matches(name, known, 1)
    return places.problem(path, f"there is no {what} '{name}'" + (f": did you mean '{near[0]}'?" if near else ""))
