"""What in a flow can make a difference: dead questions, options and outcomes are named."""

from collections.abc import Iterator, Sequence

from screener.engine.conditions import questions_in
from screener.engine.flow import Question
from screener.engine.yaml import Path
from screener.proof.encode import Encoding
from screener.proof.logic import TRUE, Formula, both, differ, either, no, replaced
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
        question = flow.questions[int(path[1])]
        option = question.options[int(path[3])]
        message = f"{option.id} can never be chosen: it is never offered"
        yield Finding((*path, "offered"), message, prover.example(encoding.asked[question.id]))
    yield from _outcomes_never_reached(prover)


def _outcomes_never_reached(prover: Prover) -> Iterator[Finding]:
    flow, encoding = prover.flow, prover.encoding
    for name in prover.search.unreachable(encoding.outcome):
        place = [outcome.id for outcome in flow.outcomes].index(name)
        when = encoding.true(flow.outcomes[place].when)
        hiding = [one.id for one in flow.outcomes[:place] if prover.search.possible(when, encoding.outcome[one.id])]
        why = f"whoever fits it ends in {', '.join(hiding)} before" if hiding else "no answers make this true"
        yield Finding(("outcomes", place, "when"), f"{name} is never reached: {why}", prover.example(when))


# --- A difference ---------------------------------------------------------------------------------------------------


def can_matter(prover: Prover) -> Iterator[Finding]:
    """Another answer can change outcome, urgency or flags, unless the question says what else it is for."""
    for i, question in enumerate(prover.flow.questions):
        if question.for_ or question.kind == "words" or not prover.search.possible(prover.encoding.asked[question.id]):
            continue
        alike = all(option.offered is None for option in question.options)
        if question.kind == "number" or (question.kind == "one" and alike):
            # where two answers of one differ, each other one differs from at least one of them
            dead = _changing_nothing(prover, question, {question.id: TRUE})
        else:
            dead = _changing_nothing(prover, question, dict(_changes_by_option(prover, question)))
        asked = prover.encoding.answered(question)
        if question.id in dead or len(dead) == len(question.options) > 0:
            message = f"no answer to {question.id} changes anything: say what it is 'for:'"
            yield Finding(("questions", i), message, prover.example(asked))
            continue
        for j in (place for place, option in enumerate(question.options) if option.id in dead):
            option = question.options[j].id
            message = f"choosing {option} changes nothing: no rule minds it"
            yield Finding(("questions", i, "options", j), message, prover.example(asked, chosen(question.id, option)))


def _changes_by_option(prover: Prover, question: Question) -> Iterator[tuple[str, Formula]]:
    """Each option that is not raised as a flag by itself, and what is then a change from it to something else.

    What cannot be chosen is told elsewhere.
    """
    asked = prover.encoding.answered(question)
    for option in question.options:
        one = chosen(question.id, option.id)
        if option.sign or option.caution or not prover.search.possible(asked, one):
            continue
        yield option.id, one if question.kind == "one" else _left_out(question, one)


def _left_out(question: Question, option: Formula) -> Formula:
    """One option is chosen first and not in the other answer, all else equal."""
    pairs = answered_anew(question)
    equal = (no(differ(first, other)) for first, other in pairs if not first.eq(option))
    return both(option, *(no(other) for first, other in pairs if first.eq(option)), *equal)


def _changing_nothing(prover: Prover, question: Question, wanted: dict[str, Formula]) -> set[str]:
    """Those of the wanted changes of the answer to one question that have no effect, for any answers to the others.

    One copy of the formulas serves all changes of a question. Most changes raise a flag: that is tried first, since it
    is asked quickly.
    """
    left = set(wanted)
    for effects in (_flags_reading(prover.encoding, question), _effects(prover.encoding)):
        if left:
            first = prover.encoding.asked[question.id]
            with prover.search.among(first, *_differing(prover.encoding, question, effects)):
                left = {name for name in left if not prover.search.possible(wanted[name])}
    return left


def _effects(encoding: Encoding) -> list[Formula]:
    return [*encoding.outcome.values(), *encoding.at_least.values(), *encoding.flags.values()]


def _flags_reading(encoding: Encoding, question: Question) -> list[Formula]:
    raised = {**encoding.flow.cautions, **encoding.flow.flags}
    return [encoding.flags[name] for name, flag in raised.items() if question.id in questions_in(flag.when.tree)]


def _differing(encoding: Encoding, question: Question, effects: Sequence[Formula]) -> list[Formula]:
    """With another answer to the question, the answers are possible too, and some of these effects differ."""
    valid, *others = replaced([encoding.valid, *effects], *answered_anew(question))
    return [valid, either(*map(differ, effects, others))]
