"""A property that says for whom something happens: for all of them, and for nobody else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from screener.engine.always import Exactly, Property
from screener.engine.answers import Said
from screener.engine.flow import Flow, Level, Option, Urgency
from screener.engine.yaml import Path
from screener.proof.case import Case
from screener.proof.encode import Encoding
from screener.proof.logic import TRUE, Formula, both, differ, either, no
from screener.proof.prove import Finding, Prover


@dataclass(frozen=True)
class Event:
    """One thing that happens: in words, where it can, where it does, and as the interpreter sees it.

    `place`: how far the asking is when it does; None at the end.
    """

    what: str
    possible: Formula
    happens: Formula
    seen: Callable[[Case], bool]
    place: int | None = None


def exact(prover: Prover, rule: Property, exactly: Exactly, path: Path) -> Iterator[Finding]:
    """The smallest answers for which one of these happens and should not, or does not and should."""
    encoding = prover.encoding
    looked_at = either(*(encoding.outcome[one] for one in exactly.among)) if exactly.among else TRUE
    left_out = either(*(encoding.outcome[one] for one in rule.except_))
    for event in _events(encoding, exactly):
        should = encoding.true(exactly.when, event.place)
        wrong = both(looked_at, no(left_out), event.possible, differ(event.happens, should))
        case = prover.smallest(wrong, confirm=partial(_is_wrong, prover.flow, exactly, event))
        if case:
            is_so = f"{event.what}, and should not be" if event.seen(case) else f"not {event.what}, and should be"
            yield Finding(path, f"{rule.name}: {is_so}", (case,))


def _is_wrong(flow: Flow, exactly: Exactly, event: Event, case: Case) -> bool:
    return event.seen(case) is not exactly.when.holds(_until(flow, case, event.place))


def _until(flow: Flow, case: Case, place: int | None) -> Said:
    """What was said before a place."""
    last = len(flow.questions) if place is None else place
    return {name: value for name, value in case.said.items() if flow.order.get(name, -1) < last}


def _events(encoding: Encoding, exactly: Exactly) -> Iterator[Event]:
    yield from (_asked(encoding, name, TRUE) for name in exactly.reached)
    yield from (_asked(encoding, name, encoding.reached[name]) for name in exactly.asked)
    yield from (_answered(encoding, name) for name in exactly.answered)
    for name in exactly.offered:
        yield from _offered(encoding, name)
    if exactly.outcome:
        ends = either(*(encoding.outcome[one] for one in exactly.outcome))
        yield Event(f"ending in {_any(exactly.outcome)}", TRUE, ends, lambda case: case.outcome in exactly.outcome)
    if exactly.urgency:
        levels = either(*(encoding.urgency(one) for one in exactly.urgency))
        yield Event(_any(exactly.urgency), TRUE, levels, lambda case: case.urgency in exactly.urgency)
    if exactly.cautions or exactly.signs:
        yield _marked(encoding, exactly)
    yield from (_flagged(encoding, name) for name in exactly.flags)
    if exactly.contradiction:
        yield _told(encoding, exactly.contradiction)


def _asked(encoding: Encoding, name: str, possible: Formula) -> Event:
    place = encoding.flow.order[name]
    return Event(f"{name} asked", possible, encoding.asked[name], lambda case: name in case.path, place)


def _answered(encoding: Encoding, name: str) -> Event:
    place, answered = encoding.flow.order[name], encoding.answered(encoding.flow.by_id[name])
    return Event(f"{name} answered", encoding.asked[name], answered, lambda case: name in case.answers, place)


def _offered(encoding: Encoding, name: str) -> Iterator[Event]:
    """An option of that name, where its question is asked."""
    for place, question in enumerate(encoding.flow.questions):
        for option in question.options:
            if option.id == name:
                offered, asked = encoding.true(option.offered, place), encoding.asked[question.id]
                seen = partial(_sees_offered, encoding.flow, place, option)
                yield Event(f"{name} offered", asked, offered, seen, place)


def _sees_offered(flow: Flow, place: int, option: Option, case: Case) -> bool:
    return option.offered is None or option.offered.holds(_until(flow, case, place))


def _marked(encoding: Encoding, exactly: Exactly) -> Event:
    """A caution or a sign of one of these levels, chosen as an option or a caution of the flow's own."""

    def is_marked(level: Level | None, sign: Urgency | None) -> bool:
        return level in exactly.cautions or sign in exactly.signs

    flow = encoding.flow
    names = [one.id for question in flow.questions for one in question.options if is_marked(one.caution, one.sign)]
    names += [name for name, caution in flow.cautions.items() if is_marked(caution.level, None)]
    holds = either(*(encoding.flags[name] for name in names))
    what = f"marked {_any((*exactly.cautions, *exactly.signs))}"
    return Event(what, TRUE, holds, lambda case: any(is_marked(one.level, one.sign) for one in case.decision.flags))


def _flagged(encoding: Encoding, name: str) -> Event:
    return Event(f"flagged {name}", TRUE, encoding.flags[name], lambda case: name in case.decision.codes)


def _told(encoding: Encoding, names: tuple[str, ...]) -> Event:
    """A contradiction that offers to change these answers, at the end of the asking."""
    pairs = [pair for pair in encoding.flow.consistent if set(pair.change) == set(names)]
    raised = either(*(encoding.true(pair.when) for pair in pairs))
    what = f"told that {' and '.join(names)} contradict each other"
    return Event(what, TRUE, raised, lambda case: any(pair.when.holds(case.said) for pair in pairs))


def _any(names: tuple[str, ...]) -> str:
    return " or ".join(names)
