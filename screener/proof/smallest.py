"""The smallest set of answers of a kind: fewest that say more than none, no or the least; then in the flow's order.

What the solver finds is run through the interpreter before anybody sees it. Where the two disagree, one of them is
wrong about the flow, and every proof with them: that is an error, never a finding.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

import z3

from screener.engine.errors import AnswerError, ScreenerError, StepError
from screener.engine.flow import Question
from screener.engine.machine import FlowMachine
from screener.proof.case import Case, case_of, case_without_end, usual
from screener.proof.encode import Encoding
from screener.proof.logic import FALSE, TRUE, Formula, both, either, in_one, no
from screener.proof.variables import chosen, given, given_in, held, number, passed_over, raw_answers, unsure

Name = TypeVar("Name")


class Disagreement(ScreenerError):
    """The solver and the interpreter do not agree about a flow: a mistake in the program, not in the flow."""


class Search:
    """Looks for answers. One solver serves many searches, so that it learns the flow once.

    With two versions of a flow, it looks for answers to both at once.
    """

    def __init__(self, base: Iterable[Formula], *encodings: Encoding) -> None:
        """`base`: what holds of all answers that are looked for."""
        self.questions = {question.id: question for one in reversed(encodings) for question in one.flow.questions}
        self.given = sorted({name for one in encodings for name in one.flow.given})
        self.asked = {
            name: either(*(one.asked[name] for one in encodings if name in one.asked)) for name in self.questions
        }
        self._solver = z3.SolverFor("QF_LIA")  # said so, it is up to fifteen times as fast over long chains of `when`
        self._solver.add(*base)

    def possible(self, *wanted: Formula) -> bool:
        """Whether some set of answers is so. False is a proof."""
        return self.model(*wanted) is not None

    def unreachable(self, targets: Mapping[Name, Formula], *wanted: Formula) -> list[Name]:
        """The targets that no set of answers makes true. Each solution strikes out all that it happens to show."""
        left, dead = dict(enumerate(targets.items())), []
        together = in_one(list(targets.values()))
        while left:
            _, (name, target) = left.popitem()
            model = self.model(target, *wanted)
            if model is None:
                dead.append(name)
                continue
            shown = model.eval(together, model_completion=True).as_long()
            left = {place: one for place, one in left.items() if not shown >> place & 1}
        return dead[::-1]

    @contextmanager
    def among(self, *wanted: Formula) -> Iterator[None]:
        """Within this, only answers that are so are looked for; the solver keeps what it learns of them."""
        self._solver.push()
        try:
            self._solver.add(*wanted)
            yield
        finally:
            self._solver.pop()

    def smallest(self, *wanted: Formula) -> Formula:
        """The solution with the smallest answers, or None, which proves that there are none."""
        with self.among(*wanted):
            model = self.model()
            if model is not None:
                for costs in self._costs():
                    model = self._fewest(model, costs)
                model = self._first_in_order(model)
            return model

    # Making it small

    def model(self, *wanted: Formula) -> Formula:
        """A solution, or None. An answer that is neither would be taken for a proof, so it is an error."""
        with self.among(*wanted):
            result = self._solver.check()
            if result == z3.unknown:
                raise ScreenerError(f"the solver gave up: {self._solver.reason_unknown()}")
            return self._solver.model() if result == z3.sat else None

    def _costs(self) -> list[list[Formula]]:
        """What is to be few: answers that say more than the usual one, then the options chosen in them."""
        answers, options = [given(name) for name in self.given], []
        for question in self.questions.values():
            asked, least = self.asked[question.id], question.min or 0
            more = [chosen(question.id, one) for one in question.option_ids if one != usual(question)]
            if question.kind == "number":
                stated = both(no(unsure(question)), no(passed_over(question)))
                more.append(stated if question.optional else both(stated, number(question.id) != least))
            answers.append(both(asked, either(unsure(question), *more)))
            options += [both(asked, one) for one in more] if question.kind == "some" else []
        return [answers, options]

    def _fewest(self, model: Formula, costs: list[Formula]) -> Formula:
        """A solution with as few of these as possible, and from now on no more of them."""
        weighed = [(cost, 1) for cost in costs if not cost.eq(FALSE)]
        while True:
            spent = sum(held(model, cost) for cost in costs)
            fewer = self.model(z3.PbLe(weighed, spent - 1)) if spent else None
            if fewer is None:
                self._solver.add(z3.PbLe(weighed, spent) if weighed else TRUE)
                return model
            model = fewer

    def _first_in_order(self, model: Formula) -> Formula:
        """Settle question by question on the most usual answer that is still possible."""
        for name in self.given:
            model = self._prefer(model, no(given(name)))
        for question in self.questions.values():
            if not held(model, self.asked[question.id]):
                continue
            for wish in (passed_over(question), no(unsure(question))):
                model = self._prefer(model, wish)
            if question.kind == "number":
                model = self._least(question)
            for wish in self._wishes(question):
                model = self._prefer(model, wish)
        return model

    def _wishes(self, question: Question) -> list[Formula]:
        """Which option of one to try first, and which of some to do without first: the last is missed least."""
        if question.kind == "one":
            ordered = sorted(question.option_ids, key=lambda option: option != usual(question))
            return [chosen(question.id, option) for option in ordered]
        return [no(chosen(question.id, option)) for option in reversed(question.option_ids)]

    def _prefer(self, model: Formula, wish: Formula) -> Formula:
        """The model with a wish granted, where that is possible; what is settled stays so."""
        if wish.eq(FALSE) or wish.eq(TRUE):
            return model
        better = model if held(model, wish) else self.model(wish)
        self._solver.add(wish if better is not None else no(wish))
        return model if better is None else better

    def _least(self, question: Question) -> Formula:
        """Settle a number on the least that is still possible."""
        value = number(question.id)
        self._solver.add(value == self.least(value, question.min or 0))
        return self.model()

    def least(self, value: Formula, low: int, *wanted: Formula) -> int:
        """The least that a number can be, which is not below `low`. Some such answers must be possible."""
        best = self.model(*wanted).eval(value, model_completion=True).as_long()
        while low < best:
            middle = (low + best) // 2
            better = self.model(value <= middle, *wanted)
            if better is None:
                low = middle + 1
            else:
                best = better.eval(value, model_completion=True).as_long()
        return int(best)


def confirmed(
    machine: FlowMachine, encoding: Encoding, model: Formula, confirm: Callable[[Case], bool] = lambda case: True
) -> Case:
    """The answers of a solution, once the interpreter has come to the same outcome, urgency and verdict."""
    flow = encoding.flow
    raw, known = raw_answers(flow, model), given_in(flow, model)
    ends = [name for name, formula in encoding.outcome.items() if held(model, formula)]
    levels = [level for level in encoding.at_least if held(model, encoding.at_least[level])]
    try:
        case = case_of(machine, raw, known) if ends else case_without_end(machine, raw, known)
    except (AnswerError, StepError) as error:
        raise Disagreement(f"{flow.id}: the interpreter does not take the solver's answers: {error}") from None
    urgency = levels[-1] if levels else "routine"
    expected = (ends[0], urgency) if ends else (None, None)
    if (case.outcome, case.urgency) != expected or not confirm(case):
        raise Disagreement(f"{flow.id}: the interpreter finds {case.outcome}, the solver {expected[0]}")
    return case
