"""What must hold over every possible set of answers: the flow's `always`, and what any flow must keep.

A claim is proved when the solver shows that no set of answers breaks it. Otherwise it has findings, each with the
smallest answers that do.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from screener.engine.always import Never, Property, Takes
from screener.engine.flow import Flow, Question
from screener.engine.machine import FlowMachine
from screener.engine.yaml import Path
from screener.proof.case import Case, case_of
from screener.proof.encode import Encoding
from screener.proof.logic import Formula, either, no
from screener.proof.smallest import Disagreement, Search, confirmed
from screener.proof.variables import given_in, raw_answers


@dataclass(frozen=True)
class Finding:
    """Something that does not hold: where in the file, why, and the smallest answers that show it.

    With two cases, the second is the first with one thing added.
    """

    path: Path
    message: str
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What became of one claim, and how long that took."""

    name: str
    seconds: float
    findings: tuple[Finding, ...]

    @property
    def proved(self) -> bool:
        return not self.findings


class Prover:
    """A flow, ready for questions about all its answers."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.machine = FlowMachine(flow)
        self.encoding = Encoding(flow)
        self.search = Search([self.encoding.valid], self.encoding)

        self._known: dict[Any, tuple[Finding, ...]] = {}

    def once(self, proof: "Proof") -> tuple[Finding, ...]:
        """What speaks against a claim that is asked for more than once."""
        if proof not in self._known:
            self._known[proof] = tuple(proof(self))
        return self._known[proof]

    def smallest(self, *wanted: Formula, confirm: Callable[[Case], bool] = lambda case: True) -> Case | None:
        """The smallest answers that are so, confirmed by the interpreter; None proves that there are none."""
        model = self.search.smallest(*wanted)
        return None if model is None else confirmed(self.machine, self.encoding, model, confirm)

    def example(self, *wanted: Formula) -> tuple[Case, ...]:
        """The smallest answers that are so, for a finding to show; none where there are none."""
        case = self.smallest(*wanted)
        return (case,) if case else ()


Proof = Callable[[Prover], Iterable[Finding]]


@dataclass(frozen=True)
class Claim:
    """A sentence about a flow, and how it is proved. `proof` gives what speaks against it."""

    name: str
    proof: Proof = field(repr=False)

    def judge(self, prover: Prover) -> Verdict:
        began = perf_counter()
        findings = prover.once(self.proof)
        return Verdict(self.name, perf_counter() - began, findings)


def claims(flow: Flow) -> list[Claim]:
    """Everything to prove about a flow, in the order in which it is told."""
    from screener.proof.matter import can_be_reached, can_matter
    from screener.proof.rules import can_be_resolved, rules_can_matter

    return [
        Claim("Every set of answers ends in exactly one outcome", _one_outcome),
        Claim(
            "Every question, option and outcome can be reached, and no outcome is hidden by earlier ones",
            can_be_reached,
        ),
        Claim("Every question and option can make a difference", can_matter),
        Claim("Every fact and rule can be true, and is read", rules_can_matter),
        Claim("Answers that cannot both be right can be given, and put right", can_be_resolved),
        Claim("Every outcome names a next step", _next_steps),
        *(Claim(rule.name, _property(rule, place)) for place, rule in enumerate(flow.always)),
    ]


def prove(flow: Flow) -> Iterator[Verdict]:
    """The verdicts, one after the other."""
    prover = Prover(flow)
    return (claim.judge(prover) for claim in claims(flow))


# --- What any flow must keep ----------------------------------------------------------------------------------------


def _one_outcome(prover: Prover) -> Iterator[Finding]:
    """The first outcome that is true is taken, so there is never more than one; there must be one."""
    encoding = prover.encoding
    if case := prover.smallest(no(encoding.ends)):
        yield Finding(("outcomes",), "some answers end nowhere: give the last outcome 'when: true'", (case,))
    for place, question in enumerate(prover.flow.questions):
        if case := _stuck(prover, question):
            yield Finding(("questions", place), f"{question.id} can be asked with nothing to answer", (case,))


def _stuck(prover: Prover, question: Question) -> Case | None:
    """Answers that lead to a question none of whose options is offered."""
    skippable = question.optional or question.unsure or question.kind != "one"
    if skippable or any(option.offered is None for option in question.options):
        return None
    place = prover.encoding.flow.order[question.id]
    offered = either(*(prover.encoding.true(option.offered, place) for option in question.options))
    before = Search(list(prover.encoding.answers.values())[:place], prover.encoding)
    model = before.smallest(prover.encoding.asked[question.id], no(offered))
    if model is None:
        return None
    raw = {name: value for name, value in raw_answers(prover.flow, model).items() if prover.flow.order[name] < place}
    case = case_of(prover.machine, raw, given_in(prover.flow, model))
    if case.stuck_at != question.id:
        raise Disagreement(f"{prover.flow.id}: the interpreter does not come to {question.id}")
    return case


def _next_steps(prover: Prover) -> Iterator[Finding]:
    for place, outcome in enumerate(prover.flow.outcomes):
        if outcome.next is None and outcome.recommends is None:
            message = f"{outcome.id} names no next step: give it 'next:' or say whom it 'recommends:'"
            yield Finding(("outcomes", place), message, prover.example(prover.encoding.outcome[outcome.id]))


# --- What this flow must keep ---------------------------------------------------------------------------------------


def _property(rule: Property, place: int) -> Proof:
    """How one entry of `always` is proved, with all that it asks."""
    from screener.proof.exactly import exact
    from screener.proof.matter import can_be_reached
    from screener.proof.monotone import lowered

    path: Path = ("always", place)

    def proof(prover: Prover) -> Iterator[Finding]:
        if not _says_something(rule):
            yield Finding(path, f"{rule.name}: this says nothing: name what must or must not happen")
        if rule.never:
            yield from _never(prover, rule, rule.never, (*path, "never"))
        if rule.exactly:
            yield from exact(prover, rule, rule.exactly, (*path, "exactly"))
        if rule.monotone:
            yield from lowered(prover, rule.name, rule.monotone, (*path, "monotone"))
        for name, takes in rule.takes.items():
            yield from _taking(prover, rule.name, prover.flow.by_id[name], takes, (*path, "takes", name))
        if rule.total:
            yield from prover.once(_one_outcome)
        if rule.reachable:
            yield from prover.once(can_be_reached)
        if rule.recommends:
            yield from _recommending(prover, rule)

    return proof


def _says_something(rule: Property) -> bool:
    """Whether anything could break it."""
    if rule.exactly and not rule.exactly.model_fields_set - {"when", "among"}:
        return False
    if rule.never and not (rule.never.outcome or rule.never.urgency):
        return False
    parts = (rule.never, rule.exactly, rule.monotone, rule.takes, rule.total, rule.reachable, rule.recommends)
    return any(parts)


def _taking(prover: Prover, name: str, question: Question, takes: Takes, path: Path) -> Iterator[Finding]:
    """What a question takes beside what it should, shown with the smallest answers that come to it."""
    numbers = (question.min, question.max) if question.kind == "number" else None
    should = (frozenset(takes.options), takes.numbers, takes.unsure)
    if should == (frozenset(question.option_ids), numbers, bool(question.unsure)):
        return
    words = [*question.option_ids, *(["unsure"] if question.unsure else [])]
    taken = f"{numbers[0]} to {numbers[1]}{' or unsure' if question.unsure else ''}" if numbers else " or ".join(words)
    message = f"{name}: {question.id} takes {taken}"
    yield Finding(path, message, prover.example(prover.encoding.asked[question.id]))


def _never(prover: Prover, rule: Property, never: Never, path: Path) -> Iterator[Finding]:
    encoding = prover.encoding
    where = encoding.true(never.when)
    forbidden = [encoding.outcome[one] for one in never.outcome] + [encoding.urgency(one) for one in never.urgency]
    case = prover.smallest(where, either(*forbidden), confirm=lambda case: _breaks(never, case))
    if case:
        yield Finding(path, f"{rule.name}: these answers end in {case.outcome}, {case.urgency}", (case,))
    elif not prover.search.possible(where):
        yield Finding((*path, "when"), f"{rule.name}: no answers make this true, so it says nothing")


def _breaks(never: Never, case: Case) -> bool:
    return never.when.holds(case.said) and (case.outcome in never.outcome or case.urgency in never.urgency)


ALSO = {"physician": ("physician", "other_physician")}
"""Whom a rule accepts beside the one that it names: a physician elsewhere is a physician."""


def _recommending(prover: Prover, rule: Property) -> Iterator[Finding]:
    wanted = ALSO.get(str(rule.recommends), (rule.recommends,))
    for place, outcome in enumerate(prover.flow.outcomes):
        if outcome.id not in rule.except_ and outcome.recommends not in wanted:
            message = f"{rule.name}: {outcome.id} recommends {outcome.recommends or 'nobody'}, not a {rule.recommends}"
            ends = prover.encoding.outcome[outcome.id]
            yield Finding(("outcomes", place, "recommends"), message, prover.example(ends))
