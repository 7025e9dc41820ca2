"""What in a flow can make a difference: dead questions, options and outcomes are named."""

from collections.abc import Iterator

from screener.engine.flow import Question
from screener.engine.yaml import Path
from screener.proof.encode import Encoding
from screener.proof.logic import FALSE, TRUE, Formula, both, differ, either, replaced
from screener.proof.prove import Finding, Prover
from screener.proof.rules import answered_anew
from screener.proof.variables import chosen

# --- Reached --------------------------------------------------------------------------------------------------------


def can_be_reached(prover: Prover) -> Iterator[Finding]:
    """Every question is asked of somebody, every option can be chosen, every outcome is somebody's."""
    flow, encoding = prover.flow, prover.encoding
    questions: dict[Path, Formula] = {("questions", i): encoding.asked[q.id] for i, q in enumerate(flow.questions)}
    unreachable = {path[1] for path in prover.search.unreachable(questions)}
    for i, question in enumerate(flow.questions):
        if i in unreachable:
            yield Finding(("questions", i, "when"), f"{question.id} is never asked: no answers lead to it")
    options: dict[Path, Formula] = {
        ("questions", i, "options", j): both(encoding.answered(question), chosen(question.id, option.id))
        for i, question in enumerate(flow.questions)
        if i not in unreachable
        for j, option in enumerate(question.options)
    }
    for path in prover.search.unreachable(options):
        option = flow.questions[int(path[1])].options[int(path[3])]
        yield Finding((*path, "offered"), f"{option.id} can never be chosen: it is never offered")
    yield from _outcomes_never_reached(prover)


def _outcomes_never_reached(prover: Prover) -> Iterator[Finding]:
    flow, encoding = prover.flow, prover.encoding
    for name in prover.search.unreachable(encoding.outcome):
        place = [outcome.id for outcome in flow.outcomes].index(name)
        when = encoding.true(flow.outcomes[place].when)
        hiding = [one.id for one in flow.outcomes[:place] if prover.search.possible(when, encoding.outcome[one.id])]
        why = f"whoever fits it ends in {', '.join(hiding)} before" if hiding else "no answers make this true"
        yield Finding(("outcomes", place, "when"), f"{name} is never reached: {why}")


# --- A difference ---------------------------------------------------------------------------------------------------


def can_matter(prover: Prover) -> Iterator[Finding]:
    """Another answer can change outcome, urgency or flags, unless the question says what else it is for."""
    for i, question in enumerate(prover.flow.questions):
        if question.for_ or question.kind == "words" or not prover.search.possible(prover.encoding.asked[question.id]):
            continue
        alike = all(option.offered is None for option in question.options)
        if question.kind == "number" or (question.kind == "one" and alike):
            # where two answers of one differ, each other one differs from at least one of them
            if not _another_answer_matters(prover, question, TRUE):
                yield Finding(("questions", i), f"no answer to {question.id} changes anything: say what it is 'for:'")
            continue
        dead = [j for j, option in enumerate(question.options) if not _option_matters(prover, question, option.id)]
        if len(dead) == len(question.options):
            yield Finding(("questions", i), f"no answer to {question.id} changes anything: say what it is 'for:'")
            continue
        for j in dead:
            message = f"choosing {question.options[j].id} changes nothing: no rule minds it"
            yield Finding(("questions", i, "options", j), message)


def _option_matters(prover: Prover, question: Question, option: str) -> bool:
    asked, one = prover.encoding.answered(question), chosen(question.id, option)
    if question.option(option).sign or question.option(option).caution or not prover.search.possible(asked, one):
        return True  # raised as a flag by itself; and what cannot be chosen is told elsewhere
    if question.kind == "one":
        return _another_answer_matters(prover, question, one)
    return prover.search.possible(asked, one, *_changing(prover.encoding, (one, FALSE)))


def _another_answer_matters(prover: Prover, question: Question, before: Formula) -> bool:
    """Whether an answer that is as `before` and some other answer to the same question have different effects."""
    asked = prover.encoding.asked[question.id]
    return prover.search.possible(asked, before, *_changing(prover.encoding, *answered_anew(question)))


def _changing(encoding: Encoding, *changes: tuple[Formula, Formula]) -> list[Formula]:
    effects = [*encoding.outcome.values(), *encoding.at_least.values(), *encoding.flags.values()]
    valid, *others = replaced([encoding.valid, *effects], *changes)
    return [valid, either(*map(differ, effects, others))]
