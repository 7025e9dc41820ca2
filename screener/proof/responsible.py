"""Which rules can be behind a difference: those that the ending or the flag is made of, in one version or the other."""

from collections.abc import Iterable, Iterator

from screener.engine.conditions import Condition
from screener.engine.flow import Flow
from screener.proof.changes import MARKS, PATH, Change, flag, names_in, outcome, urgencies, urgency

Versions = tuple[Flow, Flow]


def behind_flag(changes: Iterable[Change], versions: Versions, name: str) -> list[Change]:
    """A chosen option raises its own flag; others are made of conditions, and may stand with some outcomes only."""
    raised = [one for flow in versions for one in (flow.flags.get(name), flow.cautions.get(name)) if one]
    about = {flag(name), name, MARKS, *names_in(*(one.when for one in raised))}
    for ends in (getattr(one, "with_", ()) for one in raised):
        about |= _made_of_outcomes(versions, _up_to(versions, ends))
    return _about(changes, versions, about)


def behind_ending(changes: Iterable[Change], versions: Versions, old: str | None, new: str | None) -> list[Change]:
    """With the same outcome, its urgency differs. Else the earlier of the two became true, or is true no longer."""
    if old == new:
        rules = [when for flow in versions for one in flow.outcomes if one.id == old for when in urgencies(one)]
        return _about(changes, versions, {urgency(str(old)), *names_in(*rules)})
    return _about(changes, versions, _made_of_outcomes(versions, _deciding(versions, old, new)))


def _deciding(versions: Versions, old: str | None, new: str | None) -> set[str]:
    """Of two outcomes, the earlier one; both where the versions do not agree on which that is."""
    found = set()
    for flow in versions:
        ids = [one.id for one in flow.outcomes]
        found |= set(sorted((one for one in (old, new) if one in ids), key=ids.index)[:1])
    return found | {one for one in (old, new) if one and any(one not in _ids(flow) for flow in versions)}


def _ids(flow: Flow) -> list[str]:
    return [one.id for one in flow.outcomes]


def _up_to(versions: Versions, ends: Iterable[str]) -> set[str]:
    """These outcomes and all before them, which can take their place."""
    wanted = set(ends)
    found: set[str] = set()
    for flow in versions:
        last = max((place for place, one in enumerate(flow.outcomes) if one.id in wanted), default=-1)
        found |= set(_ids(flow)[: last + 1])
    return found


def _made_of_outcomes(versions: Versions, ends: set[str]) -> set[str]:
    whens: list[Condition | None] = [one.when for flow in versions for one in flow.outcomes if one.id in ends]
    return {*map(outcome, ends), *names_in(*whens)}


def _about(changes: Iterable[Change], versions: Versions, about: set[str]) -> list[Change]:
    """Another path can be behind anything, and so can what a path is made of."""
    about = {PATH, *about, *names_in(*(condition for flow in versions for condition in _paths(flow)))}
    return [change for change in changes if change.about in about]


def _paths(flow: Flow) -> Iterator[Condition | None]:
    yield from (question.when for question in flow.questions)
    yield from (option.offered for question in flow.questions for option in question.options)
    yield from (stop.when for stop in flow.stops)
