"""A property over two sets of answers that differ in one thing: adding it never lowers the urgency.

Adding is choosing one more option of a question where any number may be chosen, or raising a number that was stated.
Going from unsure to an answer, or from one choice to another, is not adding. All other raw answers are equal: whatever
is asked only after the addition takes any answer. Where the asking passes an answered question by because of the
addition, the two sets are not equal and are not compared; where the addition ends the asking, they are, since an end
must be at least as urgent as what it leaves unasked.

Both sets are the same formula: the second is a copy in which the one variable is replaced, and the path with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import z3

from screener.engine.always import Monotone
from screener.engine.conditions import questions_in
from screener.engine.flow import URGENCIES, Question
from screener.engine.yaml import Path
from screener.proof.case import Case, case_of, unusual
from screener.proof.encode import Encoding
from screener.proof.logic import FALSE, TRUE, Formula, both, either, no, replaced
from screener.proof.prove import Finding, Prover
from screener.proof.smallest import Disagreement, confirmed
from screener.proof.variables import chosen, given_in, held, number, passed_over, raw_answers, unsure, within_bounds


@dataclass(frozen=True)
class Addition:
    """One thing that can be added, as a change of the variables of one question.

    `before` holds where it can be added. `option` is None for a number, whose new value is `value`.
    """

    question: Question
    option: str | None
    before: Formula
    changes: tuple[tuple[Formula, Formula], ...]
    value: Formula = None

    @property
    def name(self) -> str:
        return self.option or self.question.id

    def added_to(self, raw: dict[str, object], model: Formula) -> dict[str, object]:
        """The raw answers with this added."""
        if self.option is None:
            return {**raw, self.question.id: model.eval(self.value, model_completion=True).as_long()}
        taken = [option for option in self.question.option_ids if held(model, chosen(self.question.id, option))]
        return {**raw, self.question.id: [*taken, self.option]}


def lowered(prover: Prover, name: str, rule: Monotone, path: Path) -> Iterator[Finding]:
    """The smallest answers where an addition lowers the urgency, and all the additions that do."""
    pairs: dict[str, tuple[Case, Case]] = {}
    for added in (*rule.adding, *rule.raising):
        for addition, appears in _additions(prover.encoding, added, added in rule.raising):
            if addition.name not in pairs and (pair := _counter_example(prover, addition, appears)):
                pairs[addition.name] = pair
    if pairs:
        smallest = min(pairs, key=lambda one: len(unusual(prover.flow, pairs[one][0])))
        less, more = pairs[smallest]
        others = "".join(f", {one}" for one in pairs if one != smallest)
        what = f"adding {smallest} lowers the urgency from {less.urgency} to {more.urgency}"
        yield Finding(path, f"{name}: {what}{f' (so does adding{others[1:]})' if others else ''}", pairs[smallest])


def _additions(encoding: Encoding, name: str, raising: bool) -> Iterator[tuple[Addition, Formula]]:
    """What a name in the rule stands for: a question, an option, or a caution of the flow's own and what it reads.

    With a caution of the flow's own comes where it holds: it must appear by the addition.
    """
    flow = encoding.flow
    if question := flow.by_id.get(name):
        yield from ((addition, TRUE) for addition in _of_question(encoding, question))
        return
    for question in flow.questions:
        if any(one.id == name and (one.sign or one.caution) for one in question.options):
            yield from ((addition, TRUE) for addition in _of_question(encoding, question) if addition.option == name)
    if name in flow.cautions:
        caution = flow.cautions[name].when
        for one in sorted(questions_in(caution.tree), key=flow.order.__getitem__):
            for addition in _of_question(encoding, flow.by_id[one], raised=False):
                yield addition, encoding.true(caution)


def _of_question(encoding: Encoding, question: Question, raised: bool = True) -> Iterator[Addition]:
    sure = both(encoding.asked[question.id], no(unsure(question)))
    if question.kind == "number":
        value, more = number(question.id), z3.Int(f"{question.id}+")
        grown = more > value if raised else more != value
        before = both(sure, no(passed_over(question)), grown, within_bounds(question, more))
        yield Addition(question, None, before, ((value, more),), more)
        return
    stated = ((passed_over(question), FALSE),) if question.optional else ()
    if question.kind == "some" or question.optional:
        nothing_else = TRUE if question.kind == "some" else passed_over(question)
        for option in question.option_ids:
            one = chosen(question.id, option)
            yield Addition(question, option, both(sure, no(one), nothing_else), ((one, TRUE), *stated))


def _counter_example(prover: Prover, addition: Addition, appears: Formula) -> tuple[Case, Case] | None:
    model = prover.search.smallest(*_lowering(prover.encoding, addition, appears))
    if model is None:
        return None
    raw, known = raw_answers(prover.flow, model), given_in(prover.flow, model)
    less = confirmed(prover.machine, prover.encoding, model)
    more = case_of(prover.machine, addition.added_to(raw, model), known)
    if not (less.urgency and more.urgency) or URGENCIES.index(more.urgency) >= URGENCIES.index(less.urgency):
        raise Disagreement(f"{prover.flow.id}: the interpreter does not see the urgency fall")
    return less, more


def _lowering(encoding: Encoding, addition: Addition, appears: Formula) -> list[Formula]:
    """Where the first set of answers may be added to, the second is possible too, and its urgency is lower."""
    later = encoding.flow.questions[encoding.flow.order[addition.question.id] + 1 :]
    left = [question for question in later if question.when is not None]
    passed_by = [both(encoding.reached[question.id], no(encoding.asked[question.id])) for question in left]
    levels = list(encoding.at_least.values())
    second = replaced([both(encoding.valid, encoding.ends), appears, *levels, *passed_by], *addition.changes)
    falls = either(*(both(one, no(other)) for one, other in zip(levels, second[2:], strict=False)))
    unequal = either(*map(both, map(encoding.answered, left), second[2 + len(levels) :]))
    appearing = [] if appears.eq(TRUE) else [no(appears), second[1]]
    return [addition.before, second[0], falls, no(unequal), *appearing]
