"""What a change of a flow does: the sets of answers that end otherwise, and a proof that there are no others.

Compared are the answers that both versions take: the same answer to every question that both ask; a question that only
one asks takes any. Answers that only one version takes, and questions that others are asked, are told apart.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from screener.engine.decision import RaisedFlag
from screener.engine.flow import URGENCIES, Flow, Question, Urgency
from screener.engine.machine import FlowMachine
from screener.proof.case import Case
from screener.proof.changes import Change, changes, levels_of
from screener.proof.count import spoken
from screener.proof.encode import Encoding
from screener.proof.logic import FALSE, TRUE, Formula, both, differ, either, implies, no
from screener.proof.progress import Progress, silent
from screener.proof.range import Answers, shared_answers
from screener.proof.responsible import behind_ending, behind_flag
from screener.proof.smallest import Disagreement, Search, confirmed
from screener.proof.variables import chosen, held, passed_over, unsure

MORE: Final = "is asked of some who were not asked it"
FEWER: Final = "is not asked of some who were asked it"
NEWLY: Final = "takes an answer that it did not take"
NO_LONGER: Final = "no longer takes an answer that it took"


@dataclass(frozen=True)
class Ending:
    """An outcome and its urgency; None where a version has no outcome for the answers."""

    outcome: str | None
    urgency: Urgency | None

    def __str__(self) -> str:
        return f"{self.outcome}, {self.urgency}" if self.outcome else "no outcome"


@dataclass(frozen=True)
class Count:
    """How many sets of answers; at least so many where not `exact`."""

    number: int
    exact: bool = True

    def __str__(self) -> str:
        return spoken(self.number) if self.exact else f"at least {spoken(self.number)}"


@dataclass(frozen=True)
class Part:
    """Those of a difference that one rule is responsible for (None: none that is written differently).

    `shared`: what all of them answer, of the questions that the rule reads.
    """

    rule: Change | None
    before: Case
    after: Case
    shared: tuple[Answers, ...]


@dataclass(frozen=True)
class Difference:
    """Sets of answers that end in another way than before, or raise or lose a flag: what both versions make of them."""

    parts: tuple[Part, ...]
    old: Ending | None = None
    new: Ending | None = None
    flag: str | None = None
    raised: bool = False
    count: Count | None = None


@dataclass(frozen=True)
class Elsewhere:
    """Answers that cannot be compared: a question that only one version asks of them, or an answer it does not take."""

    what: str
    question: str
    before: Case | None
    after: Case | None


Counting = Callable[[Difference], Count | None]


@dataclass(frozen=True)
class Diff:
    """All that differs between two versions. `same`: nothing does, for any answers."""

    old: Flow
    new: Flow
    changes: tuple[Change, ...]
    endings: tuple[Difference, ...]
    flags: tuple[Difference, ...]
    elsewhere: tuple[Elsewhere, ...]

    @property
    def same(self) -> bool:
        return not (self.endings or self.flags or self.elsewhere)


def unknown(difference: Difference) -> Count | None:
    """Counts nothing."""
    return None


def diff(old: Flow, new: Flow, count: Counting = unknown, progress: Progress = silent) -> Diff:
    """Compare two versions of a flow. `count` says how many sets of answers a difference holds, if it knows."""
    return _Comparison(old, new, count).result(progress)


class _Comparison:
    def __init__(self, old: Flow, new: Flow, count: Counting) -> None:
        self.old, self.new = Encoding(old), Encoding(new)
        self.flows = old, new
        self.versions = self.old, self.new
        self.machines = FlowMachine(old), FlowMachine(new)
        self.count = count
        self.changes = changes(self.old, self.new)
        self.search = Search([both(one.valid, self._own_answers(one)) for one in self.versions], self.new, self.old)

    def result(self, progress: Progress) -> Diff:
        steps = (self._endings, self._flags, self._asked_of_others, self._taken_by_one)
        found: list[tuple[Any, ...]] = []
        for done, step in enumerate(steps):
            progress(done, len(steps))
            found.append(tuple(step()))
        progress(len(steps), len(steps))
        endings, flags, asked, taken = found
        return Diff(*self.flows, tuple(self.changes), self._in_order(endings), flags, (*asked, *taken))

    def _in_order(self, endings: tuple[Difference, ...]) -> tuple[Difference, ...]:
        """In the order in which the file has the outcomes, the old one first; then by urgency."""
        places = [{one.id: place for place, one in enumerate(flow.outcomes)} for flow in self.flows]

        def place(difference: Difference) -> list[int]:
            ends = zip(places, (difference.old, difference.new), strict=True)
            return [number for at, end in ends for number in _place(at, end)]

        return tuple(sorted(endings, key=place))

    def _cases(self, model: Formula) -> tuple[Case, Case]:
        """What the two versions make of a solution, both confirmed."""
        before, after = map(confirmed, self.machines, self.versions, (model, model))
        return before, after

    # Answers that both take

    def _own_answers(self, version: Encoding) -> Formula:
        """Of the answers that both versions know, one takes its own only."""
        other = self.new if version is self.old else self.old
        pairs = ((question, other.flow.by_id.get(question.id)) for question in version.flow.questions)
        return both(*(implies(version.asked[one.id], no(_foreign(one, counterpart))) for one, counterpart in pairs))

    def _taken_by_one(self) -> Iterator[Elsewhere]:
        """Answers to a question that both ask of somebody, and only one takes."""
        yield from (Elsewhere(NO_LONGER, name, case, None) for name, case in self._taken(0))
        yield from (Elsewhere(NEWLY, name, None, case) for name, case in self._taken(1))

    def _taken(self, by: int) -> Iterator[tuple[str, Case]]:
        version, other = self.versions[by], self.versions[1 - by]
        search = Search([version.valid, self._own_answers(version)], version)
        for question in version.flow.questions:
            if counterpart := other.flow.by_id.get(question.id):
                refused = either(no(other.fits(counterpart)), _foreign(counterpart, question))
                model = search.smallest(version.asked[question.id], other.asked[question.id], refused)
                if model is not None:
                    yield question.id, confirmed(self.machines[by], version, model)

    def _asked_of_others(self) -> Iterator[Elsewhere]:
        """Questions that some are asked by one version only, although both take their answers."""
        for name in self.search.questions:
            before, after = (version.asked.get(name, FALSE) for version in self.versions)
            for what, where in ((MORE, both(no(before), after)), (FEWER, both(before, no(after)))):
                model = self.search.smallest(where)
                if model is not None:
                    yield Elsewhere(what, name, *self._cases(model))

    # Other outcomes and urgencies, other flags

    def _endings(self) -> Iterator[Difference]:
        """One pair of endings after the other, until the solver proves that no answers end differently any more."""
        names = dict.fromkeys([*self.old.outcome, *self.new.outcome])
        ends = [[one.outcome.get(name, FALSE) for name in names] + list(one.at_least.values()) for one in self.versions]
        left = [either(*map(differ, *ends))]
        while (model := self.search.model(*left)) is not None:
            old, new = (_ending(version, model) for version in self.versions)
            where = both(_ends(self.old, old), _ends(self.new, new))
            behind = behind_ending(self.changes, self.flows, old.outcome, new.outcome)
            yield self._counted(Difference(tuple(self._parts(where, behind)), old, new))
            left.append(no(where))

    def _flags(self) -> Iterator[Difference]:
        before, after = (dict(_flags_of(version, other)) for version, other in (self.versions, self.versions[::-1]))
        for name in dict.fromkeys([*after, *before]):
            behind = behind_flag(self.changes, self.flows, name.split(" ")[0])
            was, now = before.get(name, FALSE), after.get(name, FALSE)
            for raised, where in ((True, both(no(was), now)), (False, both(was, no(now)))):
                if parts := tuple(self._parts(where, behind)):
                    yield self._counted(Difference(parts, flag=name, raised=raised))

    def _counted(self, difference: Difference) -> Difference:
        return replace(difference, count=self.count(difference))

    def _parts(self, where: Formula, behind: list[Change]) -> Iterator[Part]:
        """By the rule responsible: the first of those that can be behind it that reads differently for the answers."""
        left = where
        for change in (*behind, None):
            here = both(left, change.where if change else TRUE)
            model = self.search.smallest(here)
            if model is not None:
                before, after = self._cases(model)
                if _result(before) == _result(after):
                    raise Disagreement(f"{self.new.flow.id}: the interpreter sees no difference")
                read = change.reads if change else frozenset()
                yield Part(change, before, after, tuple(shared_answers(self.search, self.new, read, here)))
            left = both(left, no(change.where)) if change else FALSE


def _foreign(question: Question, other: Question | None) -> Formula:
    """The answer is one that only the other version's question takes."""
    if other is None:
        return FALSE
    if other.kind != question.kind:
        return TRUE
    options = [chosen(other.id, one) for one in other.option_ids if one not in question.option_ids]
    return either(
        *options,
        FALSE if question.unsure else unsure(other),
        FALSE if question.optional else passed_over(other),
    )


def _ending(version: Encoding, model: Formula) -> Ending:
    outcome = next((name for name, formula in version.outcome.items() if held(model, formula)), None)
    level = next((one for one in reversed(URGENCIES[1:]) if held(model, version.at_least[one])), URGENCIES[0])
    return Ending(outcome, level if outcome else None)


def _place(places: Mapping[str, int], ending: Ending | None) -> tuple[int, int]:
    if ending is None or ending.outcome is None or ending.urgency is None:
        return len(places), 0
    return places[ending.outcome], URGENCIES.index(ending.urgency)


def _ends(version: Encoding, ending: Ending) -> Formula:
    if ending.outcome is None or ending.urgency is None:
        return no(version.ends)
    return both(version.outcome[ending.outcome], version.urgency(ending.urgency))


def _flags_of(version: Encoding, other: Encoding) -> Iterator[tuple[str, Formula]]:
    """A version's flags. Where the other has one at another level, they are two: one is lost, the other raised."""
    levels, others = levels_of(version.flow), levels_of(other.flow)
    for name, formula in version.flags.items():
        same = levels[name] == others.get(name, levels[name])
        yield name if same else f"{name} ({levels[name]})", formula


def _result(case: Case) -> tuple[str | None, Urgency | None, frozenset[RaisedFlag]]:
    return case.outcome, case.urgency, frozenset(case.decision.flags)
