"""A flow's meaning as formulas over every possible set of answers, exactly as the interpreter evaluates them.

Each question has variables for its raw answer: one per option, a number, "unsure", "passed over". Whether it is asked
is a formula over the raw answers before it, never a variable of its own: so an answer can be replaced in a copy, and
the path follows. Raw answers off the path stay free and count for nothing. A condition becomes a pair of formulas,
where it is true and where it is false; it is unknown where neither holds.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import z3

from screener.engine.answers import NONE
from screener.engine.conditions import (
    Always,
    And,
    AtLeast,
    Chosen,
    Compare,
    Condition,
    Given,
    IsUnsure,
    Named,
    Node,
    Not,
    OneOf,
    Or,
    Unknown,
    questions_in,
)
from screener.engine.flow import URGENCIES, Flow, Outcome, Question, Urgency
from screener.engine.machine import in_force_from
from screener.engine.quantities import Constant, Count, Number, Points, Quantity, Sum
from screener.proof.logic import FALSE, TRUE, Formula, both, either, exactly_one, implies, no
from screener.proof.variables import chosen, given, number, passed_over, unsure, within_bounds

Truth = tuple[Formula, Formula]
"""Where a condition is true, and where it is false."""

COUNTED: Final = {
    "==": z3.PbEq,
    ">=": z3.PbGe,
    "<=": z3.PbLe,
    ">": lambda terms, least: z3.PbGe(terms, least + 1),
    "<": lambda terms, most: z3.PbLe(terms, most - 1),
    "!=": lambda terms, count: no(z3.PbEq(terms, count)),
}


# --- A flow ---------------------------------------------------------------------------------------------------------


class Encoding:
    """One flow as formulas. `place` says how far the asking is: only answers to questions before it count."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.end = len(flow.questions)
        self._known: dict[tuple[int, int], tuple[Node, Truth]] = {}
        self.asked: dict[str, Formula] = {}
        self.reached: dict[str, Formula] = {}
        """The asking has not ended before this question, which is then asked or passed by."""
        self.going_on = self._follow_the_path()
        self.answers = {
            question.id: implies(self.asked[question.id], self.fits(question)) for question in flow.questions
        }
        """Every question that is asked has an answer that it can take."""
        self.valid = both(*self.answers.values())
        self.outcome = dict(self._outcomes())
        self.ends = either(*self.outcome.values())
        self.at_least = {level: self._urgent(level) for level in URGENCIES[1:]}
        self.flags = dict(self._flags())

    # The path, step by step as the machine takes it

    def _follow_the_path(self) -> Formula:
        going = TRUE
        for place, question in enumerate(self.flow.questions):
            going = both(going, no(self.stopped_at(place)))
            self.reached[question.id] = going
            self.asked[question.id] = both(going, self.true(question.when, place))
        return both(going, no(self.stopped_at(self.end)))

    def stopped_at(self, place: int) -> Formula:
        """Some stop ends the asking just before a place, unless it ended earlier.

        The machine looks at every stop that is in force, but only a new answer or a new section can change its truth.
        """
        return either(
            *(
                self.true(stop.when, place)
                for stop in self.flow.stops
                if self._may_begin(stop.when, in_force_from(self.flow, stop) + 1, place)
            )
        )

    def _may_begin(self, when: Condition, first: int, place: int) -> bool:
        before = self.flow.questions[place - 1].id if place else None
        return place == first or (place > first and before in questions_in(when.tree))

    def fits(self, question: Question) -> Formula:
        """The raw answer is one that the question can take."""
        open_, empty = unsure(question), passed_over(question)
        options = [chosen(question.id, option) for option in question.option_ids]
        if question.kind == "one":
            return both(exactly_one([open_, empty, *options]), self._offered(question))
        if question.kind == "some":
            nothing = both(*map(no, options))
            return both(either(no(open_), no(empty)), implies(either(open_, empty), nothing), self._offered(question))
        if question.kind == "number":
            return both(either(no(open_), no(empty)), within_bounds(question, number(question.id)))
        return TRUE

    def _offered(self, question: Question) -> Formula:
        place = self.flow.order[question.id]
        return both(
            *(
                implies(chosen(question.id, option.id), self.true(option.offered, place))
                for option in question.options
                if option.offered is not None
            )
        )

    def answered(self, question: Question) -> Formula:
        """The question is asked and not passed over."""
        return both(self.asked[question.id], no(passed_over(question)))

    # What the answers mean

    def _outcomes(self) -> Iterator[tuple[str, Formula]]:
        earlier = FALSE
        for outcome in self.flow.outcomes:
            when = self.true(outcome.when)
            yield outcome.id, both(when, no(earlier))
            earlier = either(earlier, when)

    def _urgent(self, level: Urgency) -> Formula:
        return either(*(both(self.outcome[one.id], self.as_urgent_as(one, level)) for one in self.flow.outcomes))

    def as_urgent_as(self, outcome: Outcome, level: Urgency) -> Formula:
        """A rule of the outcome asks for this level or a higher one."""
        enough = URGENCIES[URGENCIES.index(level) :]
        return either(*(self.true(when) for rule in outcome.urgency for name, when in rule.items() if name in enough))

    def urgency(self, level: Urgency) -> Formula:
        """The answers have exactly this urgency; without an outcome they have none."""
        place = URGENCIES.index(level)
        least = self.at_least[level] if place else self.ends
        return both(least, no(self.at_least[URGENCIES[place + 1]])) if place + 1 < len(URGENCIES) else least

    def _flags(self) -> Iterator[tuple[str, Formula]]:
        for question in self.flow.questions:
            for option in question.options:
                if option.sign or option.caution:
                    yield option.id, both(self.answered(question), chosen(question.id, option.id))
        for code, caution in self.flow.cautions.items():
            yield code, self.true(caution.when)
        for name, flag in self.flow.flags.items():
            ends = either(*(self.outcome[one] for one in flag.with_)) if flag.with_ else TRUE
            yield name, both(ends, self.true(flag.when))

    # Conditions

    def true(self, condition: Condition | None, place: int | None = None) -> Formula:
        """Where a condition is true; no condition always is."""
        return TRUE if condition is None else self.truth(condition.tree, place)[0]

    def truth(self, node: Node, place: int | None = None) -> Truth:
        """The truth of a condition once the asking has come to a place (None: at its end)."""
        last = max((self.flow.order[name] for name in questions_in(node)), default=-1)
        return self._truth(node, min(last + 1, self.end if place is None else place))

    def _truth(self, node: Node, place: int) -> Truth:
        key = (id(node), place)
        if key not in self._known:
            self._known[key] = (node, self._read(node, place))  # with the node, so that its id stays its own
        return self._known[key][1]

    def _read(self, node: Node, place: int) -> Truth:
        match node:
            case Always(value):
                return (TRUE, FALSE) if value else (FALSE, TRUE)
            case And(parts):
                return self._all([self._truth(part, place) for part in parts])
            case Or(parts):
                false, true = self._all([self._truth(part, place)[::-1] for part in parts])
                return true, false
            case Not(part):
                true, false = self._truth(part, place)
                return false, true
            case Unknown(part):
                known = either(*self._truth(part, place))
                return no(known), known
            case Named(_, part):
                return self._truth(part, place)
            case Given(name):
                return given(name), no(given(name))
            case IsUnsure(name, negated):
                on, open_ = self._counts(name, place), unsure(self.flow.by_id[name])
                holds = both(on, no(open_) if negated else open_)
                return holds, no(holds)
            case OneOf(name, options, negated):
                return self._choice(name, either(*(chosen(name, option) for option in options)), negated, place)
            case Chosen(name, option, negated):
                return self._choice(name, self._is_chosen(name, option), negated, place)
            case Compare(left, operator, right):
                return self._comparison(left, operator, right, place)
            case AtLeast(_, points, limit, (less, more)):
                low, high = self.span(points, place)
                return low + less >= limit, high + more < limit
        raise TypeError(type(node).__name__)

    @staticmethod
    def _all(parts: list[Truth]) -> Truth:
        return both(*(true for true, _ in parts)), either(*(false for _, false in parts))

    def _counts(self, name: str, place: int) -> Formula:
        return self.answered(self.flow.by_id[name]) if self.flow.order[name] < place else FALSE

    def _is_chosen(self, name: str, option: str) -> Formula:
        if option == NONE:
            return no(either(*(chosen(name, one) for one in self.flow.by_id[name].option_ids)))
        return chosen(name, option)

    def _choice(self, name: str, is_chosen: Formula, negated: bool, place: int) -> Truth:
        on, open_ = self._counts(name, place), unsure(self.flow.by_id[name])
        holds = no(is_chosen) if negated else is_chosen
        return both(on, no(open_), holds), either(no(on), both(no(open_), no(holds)))

    # Numbers

    def span(self, points: Sequence[Points], place: int | None = None) -> tuple[Formula, Formula]:
        """What a score is at least, and at most."""
        lows, highs = zip(*(self._points(part, self.end if place is None else place) for part in points), strict=True)
        return z3.Sum(*lows), z3.Sum(*highs)

    def _points(self, part: Points, place: int) -> tuple[Formula, Formula]:
        least, most = part.span
        sure = both(self._counts(part.question, place), no(unsure(self.flow.by_id[part.question])))
        added = z3.Sum(*(z3.If(chosen(part.question, option), points, 0) for option, points in part.each))
        return z3.If(sure, added, least), z3.If(sure, added, most)

    def _comparison(self, left: Quantity, operator: str, right: Quantity, place: int) -> Truth:
        read = [self.flow.by_id[name] for name in questions_in(left) | questions_in(right)]
        on = both(*(self._counts(question.id, place) for question in read))
        sure = both(*(no(unsure(question)) for question in read))
        holds = self._compared(left, operator, right)
        return both(on, sure, holds), either(no(on), both(sure, no(holds)))

    def _compared(self, left: Quantity, operator: str, right: Quantity) -> Formula:
        if isinstance(left, Count) and isinstance(right, Constant):
            return self._counted(left, operator, right.value)
        one, other = self._amount(left), self._amount(right)
        match operator:
            case "==":
                return one == other
            case "!=":
                return one != other
            case "<":
                return one < other
            case "<=":
                return one <= other
            case ">":
                return one > other
            case ">=":
                return one >= other
        raise ValueError(operator)

    def _counted(self, count: Count, operator: str, limit: int) -> Formula:
        options = [chosen(count.question, option) for option in self.flow.by_id[count.question].option_ids]
        if (operator, limit) in ((">=", 1), (">", 0)):
            return either(*options)
        return COUNTED[operator]([(option, 1) for option in options], limit)

    def _amount(self, quantity: Quantity) -> Formula:
        match quantity:
            case Constant(value):
                return z3.IntVal(value)
            case Number(name):
                return number(name)
            case Count(name):
                return z3.Sum(*(z3.If(chosen(name, one), 1, 0) for one in self.flow.by_id[name].option_ids))
            case Sum(left, right, sign):
                one, other = self._amount(left), self._amount(right)
                return one + other if sign > 0 else one - other
        raise TypeError(type(quantity).__name__)
