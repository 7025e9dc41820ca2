"""Where two versions of a flow are written differently, and for which answers each place reads differently.

A change that works through a fact is laid at the fact's door: causes come before what they cause.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from screener.engine.conditions import AtLeast, Condition, Named, questions_in, walk
from screener.engine.flow import URGENCIES, Caution, Flag, Flow, Option, Outcome, Question, Stop
from screener.engine.quantities import Points
from screener.engine.scores import points_of
from screener.engine.yaml import Path
from screener.proof.encode import Encoding
from screener.proof.logic import FALSE, TRUE, Formula, both, differ, either
from screener.proof.rules import ending
from screener.proof.variables import chosen

PATH: Final = "the path"
"""What a change is about where it decides who is asked what, and so anything that follows."""

MARKS: Final = "the marks"
"""What a change is about where a sign or a caution is of another level: `sign(…)` and `caution(…)` read it."""


@dataclass(frozen=True)
class Change:
    """One place that differs: what it is, what it is about, its path in each version, what each says, and where that
    matters. A path or a text is None where the version has no such place. `reads`: its questions, in either version.
    """

    what: str
    about: str
    paths: tuple[Path | None, Path | None]
    texts: tuple[str | None, str | None]
    where: Formula = field(repr=False, compare=False, default=TRUE)
    reads: frozenset[str] = field(repr=False, compare=False, default=frozenset())


def changes(old: Encoding, new: Encoding) -> list[Change]:
    """Every place that differs in what it means for path, outcome, urgency or flags; causes first."""
    return [
        *_of_questions(old, new),
        *_of_stops(old, new),
        *_of_orders(old, new),
        *_of_scores(old, new),
        *_of_facts(old, new),
        *_of_cautions(old, new),
        *_of_outcomes(old, new),
        *_of_flags(old, new),
    ]


def spelt(condition: Condition | None) -> str | None:
    return None if condition is None else " ".join(condition.text.split())


def names_in(*conditions: Condition | None) -> set[str]:
    """What conditions are made of: facts, scores, cautions of the flow's own, and whether they read marks."""
    nodes = [node for one in conditions if one is not None for node in walk(one.tree)]
    named = {node.name for node in nodes if isinstance(node, Named)}
    scores = {node.score for node in nodes if isinstance(node, AtLeast)}
    return named | scores | ({MARKS} if any("(" in name for name in named) else set())


def _reads(*conditions: Condition | None) -> frozenset[str]:
    return frozenset(name for one in conditions if one is not None for name in questions_in(one.tree))


# --- Who is asked what ----------------------------------------------------------------------------------------------


def _of_questions(old: Encoding, new: Encoding) -> Iterator[Change]:
    for i, question in enumerate(new.flow.questions):
        path: Path = ("questions", i)
        if question.id not in old.flow.by_id:
            yield Change(f"the question {question.id}", PATH, (None, path), (None, "asked"), new.asked[question.id])
            continue
        before, at = old.flow.by_id[question.id], old.flow.order[question.id]
        texts = spelt(before.when) or "always", spelt(question.when) or "always"
        if texts[0] != texts[1]:
            where = differ(old.true(before.when, at), new.true(question.when, i))
            paths = ("questions", at, "when"), (*path, "when")
            reads = _reads(before.when, question.when)
            yield Change(f"when {question.id} is asked", PATH, paths, texts, where, reads)
        yield from _of_marks(old, new, before, question)
    for i, question in enumerate(old.flow.questions):
        if question.id not in new.flow.by_id:
            where = old.asked[question.id]
            yield Change(f"the question {question.id}", PATH, (("questions", i), None), ("asked", None), where)


def _of_marks(old: Encoding, new: Encoding, before: Question, after: Question) -> Iterator[Change]:
    """Options that are a sign or a caution of another kind than before."""
    for name in after.option_ids:
        if name in before.option_ids and _mark(before.option(name)) != _mark(after.option(name)):
            texts = _mark(before.option(name)), _mark(after.option(name))
            paths: tuple[Path, Path] = (
                ("questions", old.flow.order[before.id], "options", before.option_ids.index(name)),
                ("questions", new.flow.order[after.id], "options", after.option_ids.index(name)),
            )
            where = both(either(old.answered(before), new.answered(after)), chosen(after.id, name))
            yield Change(f"what choosing {name} means", MARKS, paths, texts, where, frozenset({after.id}))


def _mark(option: Option) -> str:
    marks = [f"sign {option.sign}"] * bool(option.sign) + [f"caution {option.caution}"] * bool(option.caution)
    return ", ".join(marks) or "no sign or caution"


def levels_of(flow: Flow) -> dict[str, str]:
    """What each flag stands for: a sign or a caution of some level, or neither."""
    options = {one.id: _mark(one) for question in flow.questions for one in question.options if one.sign or one.caution}
    cautions = {name: f"caution {one.level}" for name, one in flow.cautions.items()}
    return options | cautions | dict.fromkeys(flow.flags, "flag")


def _of_stops(old: Encoding, new: Encoding) -> Iterator[Change]:
    was, now = ({_stop(one): place for place, one in enumerate(version.flow.stops)} for version in (old, new))
    for text, place in was.items():
        if text not in now:
            stop = old.flow.stops[place]
            where, reads = ending(old, stop), _reads(stop.when)
            yield Change("a stop", PATH, (("stops", place), None), (text, None), where, reads)
    for text, place in now.items():
        if text not in was:
            stop = new.flow.stops[place]
            where, reads = ending(new, stop), _reads(stop.when)
            yield Change("a stop", PATH, (None, ("stops", place)), (None, text), where, reads)


def _stop(stop: Stop) -> str:
    return f"{spelt(stop.when)}, after {stop.after}" if stop.after else str(spelt(stop.when))


def _of_orders(old: Encoding, new: Encoding) -> Iterator[Change]:
    """Another order of what both versions have."""
    for block in ("questions", "outcomes"):
        was, now = ([one.id for one in getattr(version.flow, block)] for version in (old, new))
        was, now = [one for one in was if one in now], [one for one in now if one in was]
        if was != now:
            texts = " → ".join(was), " → ".join(now)
            yield Change(f"the order of {block}", PATH, ((block,), (block,)), texts)


# --- What it means --------------------------------------------------------------------------------------------------


def _of_facts(old: Encoding, new: Encoding) -> Iterator[Change]:
    before, after = ({name: fact.is_ for name, fact in version.flow.facts.items()} for version in (old, new))
    for name in sorted({**after, **before}, key=lambda one: _depth(one, {**before, **after})):
        was, now = before.get(name), after.get(name)
        if spelt(was) != spelt(now):
            truths = [old.truth(was.tree) if was else (FALSE, TRUE), new.truth(now.tree) if now else (FALSE, TRUE)]
            where = either(*(differ(one, other) for one, other in zip(*truths, strict=True)))
            yield _condition(f"the fact {name}", name, ("facts", name, "is"), was, now, where)


def _of_scores(old: Encoding, new: Encoding) -> Iterator[Change]:
    """Scores that give other points than before, and where that makes them other numbers."""
    before, after = (
        {name: points_of(one, version.flow.by_id) for name, one in version.flow.scores.items()}
        for version in (old, new)
    )
    for name in {**after, **before}:
        was, now = before.get(name), after.get(name)
        if was != now:
            numbers = [version.span(points) for version, points in ((old, was), (new, now)) if points]
            where = either(*(one != other for one, other in zip(*numbers, strict=True))) if len(numbers) > 1 else TRUE
            path: Path = ("scores", name, "points")
            paths = path if was else None, path if now else None
            reads = frozenset(part.question for part in (*(was or ()), *(now or ())))
            yield Change(f"the score {name}", name, paths, (_points(was), _points(now)), where, reads)


def _points(points: tuple[Points, ...] | None) -> str | None:
    if points is None:
        return None
    return "; ".join(
        f"{part.question}: " + ", ".join(f"{one} {number}" for one, number in part.each) for part in points
    )


def _depth(name: str, facts: Mapping[str, Condition]) -> int:
    """How many facts one is made of: more than any of those."""
    return len(names_in(facts[name]) & set(facts))


def _condition(
    what: str, about: str, path: Path, was: Condition | None, now: Condition | None, where: Formula
) -> Change:
    """A condition that stands at the same path in both versions, or in one of them only."""
    paths = path if was is not None else None, path if now is not None else None
    return Change(what, about, paths, (spelt(was), spelt(now)), where, _reads(was, now))


def _of_cautions(old: Encoding, new: Encoding) -> Iterator[Change]:
    for name in {**new.flow.cautions, **old.flow.cautions}:
        was, now = old.flow.cautions.get(name), new.flow.cautions.get(name)
        about = MARKS if was and now and was.level != now.level else name
        yield from _raised(old, new, ("cautions", name), about, (was, now))


def _of_flags(old: Encoding, new: Encoding) -> Iterator[Change]:
    for name in {**new.flow.flags, **old.flow.flags}:
        yield from _raised(old, new, ("flags", name), flag(name), (old.flow.flags.get(name), new.flow.flags.get(name)))


Both = tuple[Caution | Flag | None, Caution | Flag | None]


def _raised(old: Encoding, new: Encoding, path: Path, about: str, versions: Both) -> Iterator[Change]:
    texts = _said(versions[0]), _said(versions[1])
    if texts[0] == texts[1]:
        return
    name = str(path[1])
    before, after = old.flags.get(name, FALSE), new.flags.get(name, FALSE)
    where = either(before, after) if about == MARKS else differ(before, after)
    paths = path if versions[0] else None, path if versions[1] else None
    reads = _reads(*(one.when for one in versions if one))
    yield Change(f"the {str(path[0]).removesuffix('s')} {name}", about, paths, texts, where, reads)


def _said(raised: Caution | Flag | None) -> str | None:
    match raised:
        case Caution():
            return f"level {raised.level}: {spelt(raised.when)}"
        case Flag():
            return ", with ".join([str(spelt(raised.when)), *([", ".join(raised.with_)] if raised.with_ else [])])
    return None


def _of_outcomes(old: Encoding, new: Encoding) -> Iterator[Change]:
    before, after = ({one.id: one for one in version.flow.outcomes} for version in (old, new))
    places = [{one.id: i for i, one in enumerate(version.flow.outcomes)} for version in (old, new)]
    for name in {**after, **before}:
        was, now = before.get(name), after.get(name)
        paths = tuple(("outcomes", at[name]) if name in at else None for at in places)
        yield from _outcome(old, new, was, now, (paths[0], paths[1]))


def _outcome(
    old: Encoding, new: Encoding, was: Outcome | None, now: Outcome | None, paths: tuple[Path | None, Path | None]
) -> Iterator[Change]:
    whens = was.when if was else None, now.when if now else None
    if spelt(whens[0]) != spelt(whens[1]):
        where = differ(old.true(was.when) if was else FALSE, new.true(now.when) if now else FALSE)
        name = now.id if now else was.id if was else ""
        ends = paths[0] and (*paths[0], "when"), paths[1] and (*paths[1], "when")
        texts = spelt(whens[0]), spelt(whens[1])
        yield Change(f"when the outcome is {name}", outcome(name), ends, texts, where, _reads(*whens))
    if was and now and _urgency(was) != _urgency(now):
        where = either(*(differ(old.as_urgent_as(was, one), new.as_urgent_as(now, one)) for one in URGENCIES[1:]))
        reads = _reads(*urgencies(was), *urgencies(now))
        ends = paths[0] and (*paths[0], "urgency"), paths[1] and (*paths[1], "urgency")
        texts = _urgency(was), _urgency(now)
        yield Change(f"how urgent {now.id} is", urgency(now.id), ends, texts, where, reads)


def urgencies(outcome: Outcome) -> list[Condition]:
    return [when for rule in outcome.urgency for when in rule.values()]


def _urgency(outcome: Outcome) -> str:
    return "; ".join(f"{level}: {spelt(when)}" for rule in outcome.urgency for level, when in rule.items())


# What a change is about, where it is not a fact or a caution, which conditions know by its bare name


def flag(name: str) -> str:
    return f"flag {name}"


def outcome(name: str) -> str:
    return f"outcome {name}"


def urgency(name: str) -> str:
    return f"urgency {name}"
