"""What every rule of a flow is good for: a fact that is never or always true, a rule that is never met, a contradiction
that nobody can give or put right."""

from collections.abc import Iterator
from typing import Final

import z3

from screener.engine.conditions import Condition, Named, walk
from screener.engine.flow import URGENCIES, Consistency, Outcome, Question, Reason, Stop, conditions
from screener.engine.machine import in_force_from
from screener.engine.yaml import Path
from screener.proof.encode import Encoding
from screener.proof.logic import FALSE, Formula, both, either, no, replaced
from screener.proof.prove import Finding, Prover
from screener.proof.variables import chosen, number, passed_over, unsure

NEVER_MET: Final = "no answers make this true where it counts, so what hangs on it is never reached"
"""With answers that make it true where it does not count, where there are any."""
ALWAYS_TRUE: Final = "this is true for all answers, so it tells nothing apart"


def rules_can_matter(prover: Prover) -> Iterator[Finding]:
    """Every fact is true for some and not for others, and read; every other rule is met by some answers."""
    encoding, flow = prover.encoding, prover.flow
    written = dict(conditions(flow))
    for path in prover.search.unreachable(dict(_met(encoding))):
        yield Finding(path, NEVER_MET, prover.example(encoding.true(written[path])))
    otherwise = {("facts", name, "is"): no(encoding.true(fact.is_)) for name, fact in flow.facts.items()}
    for path in prover.search.unreachable(otherwise):
        yield Finding(path, ALWAYS_TRUE, prover.example())
    read = {node.name for _, condition in conditions(flow) for node in walk(condition.tree) if isinstance(node, Named)}
    for name in flow.facts:
        if name not in read:
            met = prover.example(encoding.true(flow.facts[name].is_))
            yield Finding(("facts", name), f"no rule reads {name}: take it out", met)


def _met(encoding: Encoding) -> Iterator[tuple[Path, Formula]]:
    """Each rule, and where it is met so that it counts."""
    flow = encoding.flow
    for name, fact in flow.facts.items():
        yield ("facts", name, "is"), encoding.true(fact.is_)
    for code in flow.cautions:
        yield ("cautions", code, "when"), encoding.flags[code]
    for name in flow.flags:
        yield ("flags", name, "when"), encoding.flags[name]
    for place, outcome in enumerate(flow.outcomes):
        yield from _of_outcome(encoding, outcome, ("outcomes", place))
    for place, stop in enumerate(flow.stops):
        yield ("stops", place, "when"), ending(encoding, stop)
    for place, card in enumerate(flow.cards):
        yield ("cards", place, "when"), _while_asking(encoding, card.when)
    for block in ("advice", "consultation"):
        yield from _said(encoding, getattr(flow, block), (block,))


def _of_outcome(encoding: Encoding, outcome: Outcome, path: Path) -> Iterator[tuple[Path, Formula]]:
    """A level counts where no rule asks for a higher one; routine is there without being asked for."""
    ends = encoding.outcome[outcome.id]
    for place, rule in enumerate(outcome.urgency):
        for level, when in rule.items():
            above = URGENCIES.index(level) + 1
            higher = encoding.as_urgent_as(outcome, URGENCIES[above]) if above < len(URGENCIES) else FALSE
            if level != URGENCIES[0]:
                yield (*path, "urgency", place, level), both(ends, encoding.true(when), no(higher))
    yield from _said(encoding, outcome.because, (*path, "because"), ends)


def _said(
    encoding: Encoding, reasons: tuple[Reason, ...], path: Path, *where: Formula
) -> Iterator[tuple[Path, Formula]]:
    for place, reason in enumerate(reasons):
        if reason.when is not None:
            yield (*path, place, "when"), both(*where, encoding.true(reason.when))


def ending(encoding: Encoding, stop: Stop) -> Formula:
    """A stop is true while the asking goes on and something is left to ask."""
    questions = encoding.flow.questions
    first = in_force_from(encoding.flow, stop) + 1
    return either(
        *(
            both(encoding.reached[questions[place - 1].id] if place else no(FALSE), encoding.true(stop.when, place))
            for place in range(first, len(questions))
        )
    )


def _while_asking(encoding: Encoding, when: Condition) -> Formula:
    questions = enumerate(encoding.flow.questions)
    return either(*(both(encoding.asked[one.id], encoding.true(when, place)) for place, one in questions))


# --- Contradictions -------------------------------------------------------------------------------------------------


def can_be_resolved(prover: Prover) -> Iterator[Finding]:
    """Some answers raise each contradiction, and changing each of the answers it offers to change can end it."""
    for place, pair in enumerate(prover.flow.consistent):
        path: Path = ("consistent", place)
        raised = prover.encoding.true(pair.when)
        if not prover.search.possible(raised):
            yield Finding((*path, "when"), "no answers are ever told to contradict each other here")
            continue
        for i, name in enumerate(pair.change):
            if not prover.search.possible(raised, *_put_right(prover.encoding, pair, prover.flow.by_id[name])):
                message = f"no other answer to {name} puts this right"
                yield Finding((*path, "change", i), message, prover.example(raised))


def _put_right(encoding: Encoding, pair: Consistency, question: Question) -> list[Formula]:
    """The question has been answered, and with another answer nothing is contradicted any more."""
    valid, raised = replaced([encoding.valid, encoding.true(pair.when)], *answered_anew(question))
    return [encoding.answered(question), valid, no(raised)]


def answered_anew(question: Question) -> list[tuple[Formula, Formula]]:
    """A question's variables, each with one that stands for another answer to it."""
    variables = [chosen(question.id, option) for option in question.option_ids]
    variables += [one for one in (unsure(question), passed_over(question)) if not one.eq(FALSE)]
    numbers = [(number(question.id), z3.Int(f"{question.id}'"))] if question.kind == "number" else []
    return [(one, z3.Bool(f"{one}'")) for one in variables] + numbers
