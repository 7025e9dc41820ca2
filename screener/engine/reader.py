"""Python's syntax tree as a tree of conditions: only what the language has, and what is said about all else."""

from __future__ import annotations

import ast
import difflib
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Final

from screener.engine.answers import NONE, UNSURE
from screener.engine.conditions import (
    TURNED,
    Always,
    And,
    AtLeast,
    Chosen,
    Compare,
    Given,
    IsUnsure,
    Node,
    Not,
    OneOf,
    Or,
    Unknown,
)
from screener.engine.errors import ConditionError
from screener.engine.quantities import Constant, Count, Number, Quantity, Sum

if TYPE_CHECKING:
    from screener.engine.flow import Question
    from screener.engine.grammar import Names

COMPARISONS: Final[Mapping[type[ast.cmpop], tuple[str, Callable[[int, int], bool]]]] = {
    ast.Eq: ("==", operator.eq),
    ast.NotEq: ("!=", operator.ne),
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
}

GRAMMAR: Final = (
    "a condition is made of names, numbers, 'options', == != < <= > >= in, not in, and, or, not, + -, 2 * question, "
    "count(question), unknown(condition), caution(A, B) and sign(today)"
)

MOST_TIMES: Final = 20
"""The greatest number that a question may be multiplied by: shares such as 7 of 10 need no more."""


class Reader:
    """Reads Python's syntax tree, allowing only what the language has."""

    def __init__(self, names: Names) -> None:
        self.names = names

    # Truths

    def truth(self, node: ast.expr) -> Node:
        match node:
            case ast.Constant(value=bool() as value):
                return Always(value)
            case ast.BoolOp(op=ast.And(), values=values):
                return And(tuple(map(self.truth, values)))
            case ast.BoolOp(values=values):
                return Or(tuple(map(self.truth, values)))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.truth(operand))
            case ast.Compare():
                return self._comparisons(node)
            case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
                return self._call(node, function, arguments)
            case ast.Name(id=name):
                return self._name(node, name)
        raise _error(node, f"this cannot be true or false; {GRAMMAR}")

    def _name(self, node: ast.expr, name: str) -> Node:
        if name in self.names.given:
            return Given(name)
        if name in self.names.facts:
            return self.names.fact(name)
        if name in self.names.questions:
            raise _error(node, f"{name} is a question: compare it with something, as in {name} == …")
        if name in self.names.scores:
            raise _error(node, f"{name} is a score: compare it with a number, as in {name} >= 10")
        raise _error(
            node,
            f"there is no question, fact or given name '{name}'{self._near(name)}"
            + (f"; an option is written in quotes: '{name}'" if self._is_option(name) else ""),
        )

    def _call(self, node: ast.Call, function: str, arguments: list[ast.expr]) -> Node:
        match function:
            case "unknown" if len(arguments) == 1:
                if isinstance(arguments[0], ast.Name) and arguments[0].id in self.names.questions:
                    question = arguments[0].id
                    raise _error(node, f"unknown() takes a condition; for the question write {question} == unsure")
                return Unknown(self.truth(arguments[0]))
            case "caution" if arguments:
                return self.names.caution([self._word(one, ("A", "B", "C")) for one in arguments])
            case "sign" if len(arguments) == 1:
                return self.names.sign(self._word(arguments[0], ("days", "today", "emergency", "routine")))
        raise _error(node, f"{function}(…) is not a condition; {GRAMMAR}")

    def _word(self, node: ast.expr, allowed: Sequence[str]) -> str:
        if isinstance(node, ast.Name) and node.id in allowed:
            return node.id
        raise _error(node, f"write one of {', '.join(allowed)} here")

    def _comparisons(self, node: ast.Compare) -> Node:
        sides = [node.left, *node.comparators]
        pairs = [self._comparison(left, op, right) for left, op, right in zip(sides, node.ops, sides[1:], strict=False)]
        return pairs[0] if len(pairs) == 1 else And(tuple(pairs))

    def _comparison(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Node:
        if isinstance(op, ast.In | ast.NotIn):
            return self._membership(left, isinstance(op, ast.NotIn), right)
        if type(op) not in COMPARISONS:
            raise _error(right, f"'is' cannot be used here: write == or !=; {GRAMMAR}")
        equality = isinstance(op, ast.Eq | ast.NotEq)
        negated = isinstance(op, ast.NotEq)
        for side, other in ((left, right), (right, left)):
            if isinstance(other, ast.Name) and other.id == UNSURE:
                return self._unsure(side, other, equality, negated)
            if isinstance(side, ast.Name) and isinstance(other, ast.Constant) and isinstance(other.value, str):
                if not equality:
                    raise _error(other, "options have no order: compare them by == or !=")
                return OneOf(self._question(side, "one").id, (self._option(side.id, other),), negated)
        return self._numbers(left, op, right)

    def _unsure(self, side: ast.expr, unsure: ast.expr, equality: bool, negated: bool) -> Node:
        if not equality:
            raise _error(unsure, "unsure stands only beside == and !=")
        question = self._question(side)
        if not question.unsure:
            raise _error(side, f"{question.id} does not offer unsure: give it 'unsure: true' or take this out")
        return IsUnsure(question.id, negated)

    def _membership(self, left: ast.expr, negated: bool, right: ast.expr) -> Node:
        if isinstance(right, ast.List | ast.Tuple):
            question = self._question(left, "one")
            if not right.elts:
                raise _error(right, "this list is empty: name at least one option")
            return OneOf(question.id, tuple(self._option(question.id, one) for one in right.elts), negated)
        question = self._question(right, "some")
        return Chosen(question.id, self._option(question.id, left), negated)

    # Numbers

    def _numbers(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Node:
        sign, compare = COMPARISONS[type(op)]
        for side, other, seen_so in ((left, right, sign), (right, left, TURNED[sign])):
            if isinstance(side, ast.Name) and side.id in self.names.scores:
                return self._score(side.id, seen_so, other)
        first, (first_low, first_high) = self.quantity(left)
        second, (second_low, second_high) = self.quantity(right)
        if isinstance(first, Constant) and isinstance(second, Constant):
            raise _error(left, "this compares two fixed numbers: one side must be a question or a count")
        _require_possible(right, second, first_low, first_high)
        _require_possible(left, first, second_low, second_high)
        return Compare(first, sign, second, compare)

    def _score(self, score: str, sign: str, other: ast.expr) -> Node:
        """Each comparison of a score is made of "at least", so that whoever knows that need not know the others."""
        limit, _ = self.quantity(other)
        if not isinstance(limit, Constant):
            raise _error(other, f"{score} is a score: compare it with a number, as in {score} >= 10")
        points = self.names.scores[score]
        spans = [part.span for part in points]
        _require_possible(other, limit, sum(low for low, _ in spans), sum(high for _, high in spans))
        reached, passed = AtLeast(score, points, limit.value), AtLeast(score, points, limit.value + 1)
        match sign:
            case ">=":
                return reached
            case ">":
                return passed
            case "<":
                return Not(reached)
            case "<=":
                return Not(passed)
            case "==":
                return And((reached, Not(passed)))
        return Or((Not(reached), passed))

    def quantity(self, node: ast.expr) -> tuple[Quantity, tuple[float, float]]:
        """A number, with the least and the greatest that it can be."""
        match node:
            case ast.Constant(value=int() as value) if _plainly_written(node, value):
                return Constant(value), (value, value)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value) as digits) if _plainly_written(
                digits, value
            ):
                return Constant(-value), (-value, -value)
            case ast.BinOp(op=ast.Add() | ast.Sub() as op):
                return self._sum(node.left, 1 if isinstance(op, ast.Add) else -1, node.right)
            case ast.BinOp(left=ast.Constant(value=int() as times) as factor, op=ast.Mult(), right=right) if (
                _plainly_written(factor, times)
            ):
                return self._times(factor, times, right)
            case ast.Call(func=ast.Name(id="count"), args=[argument], keywords=[]):
                question = self._question(argument, "some")
                return Count(question.id), (0, len(question.options))
            case ast.Name():
                question = self._question(node, "number")
                low = float("-inf") if question.min is None else question.min
                high = float("inf") if question.max is None else question.max
                return Number(question.id), (low, high)
        raise _error(node, f"this is not a number; {GRAMMAR}")

    def _sum(self, left: ast.expr, sign: int, right: ast.expr) -> tuple[Quantity, tuple[float, float]]:
        first, (first_low, first_high) = self.quantity(left)
        second, (second_low, second_high) = self.quantity(right)
        if isinstance(first, Constant) and isinstance(second, Constant):
            total = first.value + sign * second.value
            return Constant(total), (total, total)
        low, high = (second_low, second_high) if sign > 0 else (-second_high, -second_low)
        return Sum(first, second, sign), (first_low + low, first_high + high)

    def _times(self, factor: ast.expr, times: int, node: ast.expr) -> tuple[Quantity, tuple[float, float]]:
        """A question some times over is a sum, so that whoever knows sums need not know this."""
        one, (low, high) = self.quantity(node)
        if not 2 <= times <= MOST_TIMES:
            raise _error(factor, f"multiply by a number from 2 to {MOST_TIMES}")
        if isinstance(one, Constant):
            raise _error(node, "this multiplies two fixed numbers: write the result")
        return reduce(lambda total, _: Sum(total, one, 1), range(times - 1), one), (times * low, times * high)

    # Names

    def _question(self, node: ast.expr, kind: str | None = None) -> Question:
        if not isinstance(node, ast.Name):
            raise _error(node, f"write the name of a question here; {GRAMMAR}")
        question = self.names.questions.get(node.id)
        if question is None:
            what = "is a fact, not a question" if node.id in self.names.facts else "is not a question of this flow"
            what = "is a score, which stands alone beside a number" if node.id in self.names.scores else what
            raise _error(node, f"'{node.id}' {what}{self._near(node.id)}")
        if kind is not None and question.kind != kind:
            raise _error(node, f"{question.id} {KINDS[question.kind]}: {KIND_HINTS[question.kind].format(question.id)}")
        return question

    def _option(self, question_id: str, node: ast.expr) -> str:
        question = self.names.questions[question_id]
        allowed = (*question.option_ids, NONE) if question.kind == "some" else question.option_ids
        if isinstance(node, ast.Name) and node.id == UNSURE:
            raise _error(node, "unsure stands only beside == and !=")
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str) and _plainly_written(node, node.value)):
            raise _error(node, f"write an option of {question_id} in quotes, one of: {', '.join(allowed)}")
        if node.value not in allowed:
            near = difflib.get_close_matches(node.value, allowed, 1)
            hint = f": did you mean '{near[0]}'?" if near else f"; it has {', '.join(allowed)}"
            if node.value == UNSURE and question.unsure:
                hint = f": write {question_id} == unsure, without quotes"
            raise _error(node, f"{question_id} has no option '{node.value}'{hint}")
        return node.value

    def _near(self, name: str) -> str:
        known = (*self.names.questions, *self.names.facts, *self.names.scores, *self.names.given)
        near = difflib.get_close_matches(name, known, 1)
        return f": did you mean {near[0]}?" if near else ""

    def _is_option(self, name: str) -> bool:
        return any(name in question.option_ids for question in self.names.questions.values())


KINDS: Final = {
    "one": "is a choice of one",
    "some": "is a choice of any number",
    "number": "is a number",
    "words": "is free words, which no rule reads",
}

KIND_HINTS: Final = {
    "one": "write {0} == 'option' or {0} in ['option', …]",
    "some": "write 'option' in {0} or count({0}) >= 1",
    "number": "compare it with a number, as in {0} >= 1",
    "words": "take {0} out of this condition",
}


def _require_possible(node: ast.expr, side: Quantity, low: float, high: float) -> None:
    """A fixed number must be one that the other side of its comparison can be."""
    if isinstance(side, Constant) and not low <= side.value <= high:
        raise _error(node, f"{side.value} is impossible here: the value lies between {low:g} and {high:g}")


def _plainly_written(node: ast.Constant, value: int | str) -> bool:
    """Whether a number or an option is written in the one usual way: not as True, 0x10, 1_000 or 'a' 'b'."""
    return not isinstance(value, bool) and node.end_col_offset == node.col_offset + len(repr(value))


def _error(node: ast.expr, message: str) -> ConditionError:
    return ConditionError(message, node.col_offset)
