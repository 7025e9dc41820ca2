"""A flow's conditions as FHIRPath, from the very trees that the interpreter and the proof read.

FHIRPath's `and`, `or` and `not()` follow Kleene, with the empty collection as third value: what is unknown here is `{}`
there. A comparison off the path is false, and not empty, in both.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from screener.engine.answers import NONE, UNSURE
from screener.engine.conditions import (
    Always,
    And,
    AtLeast,
    Chosen,
    Compare,
    Given,
    IsUnsure,
    Named,
    Node,
    Not,
    OneOf,
    Or,
    Unknown,
    questions_in,
    walk,
)
from screener.engine.flow import Flow, Question
from screener.engine.quantities import Constant, Count, Number, Points, Quantity, Sum
from screener.export.fhir.terms import GIVEN_ITEM, UNSURE_ITEM

UNKNOWN: Final = "{}"
LONGEST_NAME: Final = 60
OPERATORS: Final = {"==": "="}
"""Those that FHIRPath spells otherwise."""
MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Expressions:
    """Conditions as FHIRPath. Answers and named conditions become variables, in the order in which they are needed."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.variables: dict[str, str] = {}
        """Expressions by their variable's name. Each speaks of those before it only."""
        self._names: dict[object, str] = {}

    def variable(self, key: object, name: str, text: Callable[[], str]) -> str:
        """A variable of this name, as an expression speaks of it; `text` is what it stands for."""
        if key not in self._names:
            expression = text()  # first, so that what it speaks of comes before it
            self._names[key] = free = self._free(name)
            self.variables[free] = expression
        return f"%{self._names[key]}"

    def _free(self, name: str) -> str:
        """A name that FHIR allows and that no other variable has: no underscore may be in it."""
        words = re.findall(r"[A-Za-z0-9]+", name)
        plain: str = (words[0] + "".join(word[0].upper() + word[1:] for word in words[1:]))[:LONGEST_NAME]
        free, number = plain, 1
        while free in self.variables:
            number += 1
            free = f"{plain}x{number}"
        return free

    # Answers

    def answer(self, question_id: str) -> str:
        """What was answered: codes for options, a number for a number. Options that are not offered do not count."""
        question = self.flow.by_id[question_id]
        value = ".value.code" if question.options else ".value"
        return self.variable(
            ("answer", question_id),
            f"answer_{question_id}",
            lambda: f"{_answers(question_id)}{value}{self._offered(question)}",
        )

    def unsure(self, question_id: str) -> str | None:
        """Whether "not sure" is all that was answered; None where that is not offered."""
        question = self.flow.by_id[question_id]
        if not question.unsure:
            return None
        answer = self.answer(question_id)
        if question.options:
            text = f"{answer}.exists() and {answer}.exists($this != '{UNSURE}').not()"
        else:
            text = f"{answer}.empty() and {_answers(UNSURE_ITEM.format(question_id))}.exists()"
        return self.variable(("unsure", question_id), f"unsure_{question_id}", lambda: text)

    def given(self, name: str) -> str:
        """Whether the program was told something beside the answers."""
        text = f"{_answers(GIVEN_ITEM.format(name))}.value.exists($this = true)"
        return self.variable(("given", name), f"given_{name}", lambda: text)

    def unanswered(self, question: Question) -> str:
        unsure = None if question.options else self.unsure(question.id)
        empty = f"{self.answer(question.id)}.empty()"
        return f"{empty} and {unsure}.not()" if unsure else empty

    def _offered(self, question: Question) -> str:
        return "".join(
            f".where($this != '{option.id}' or {self.holds(option.offered.tree)})"
            for option in question.options
            if option.offered is not None
        )

    # Conditions

    def holds(self, node: Node) -> str:
        """True where the condition is true, false where it is false or unknown: never empty."""
        text = self._inner(node)
        scored = any(isinstance(part, AtLeast) for part in walk(node))
        may_be_unknown = scored or any(self.flow.by_id[name].unsure for name in questions_in(node))
        return f"iif({text}, true, false)" if may_be_unknown else text

    def truth(self, node: Node) -> str:
        """True, false, or empty where the condition is unknown."""
        match node:
            case Always(value):
                return "true" if value else "false"
            case And(parts):
                return " and ".join(self._inner(part) for part in parts) or "true"
            case Or(parts):
                return " or ".join(self._inner(part) for part in parts) or "false"
            case Not(part):
                return f"{self._inner(part)}.not()"
            case Unknown(part):
                return f"{self._inner(part)}.empty()"
            case Named(name, part):
                return self.variable(node, f"is_{name}", lambda: self.truth(part))
            case Given(name):
                return self.given(name)
            case IsUnsure(name, negated):
                return self._is_unsure(name, negated)
            case OneOf(name, options, negated):
                return self._one_of(name, options, negated)
            case Chosen(name, option, negated):
                return self._chosen(name, option, negated)
            case Compare():
                return self._comparison(node)
            case AtLeast():
                return self._at_least(node)
        raise TypeError(type(node).__name__)

    def _inner(self, node: Node) -> str:
        text = self.truth(node)
        return text if re.fullmatch(r"%?\w+", text) else f"({text})"

    def _is_unsure(self, name: str, negated: bool) -> str:
        unsure = str(self.unsure(name))  # the grammar refuses it elsewhere
        if not negated:
            return unsure
        answered = f"{self.answer(name)}.exists()"
        return f"{answered} and {unsure}.not()" if self.flow.by_id[name].options else answered

    def _one_of(self, name: str, options: tuple[str, ...], negated: bool) -> str:
        sign, word = ("!=", " and ") if negated else ("=", " or ")
        among = word.join(f"$this {sign} '{option}'" for option in options)
        return self._if_sure([name], f"{self.answer(name)}.exists({among})")

    def _chosen(self, name: str, option: str, negated: bool) -> str:
        answer = self.answer(name)
        if option == NONE:  # with another option beside it, it does not count
            others = f"{answer}.exists($this != '{NONE}')"
            return self._if_sure([name], others if negated else f"{answer}.exists() and {others}.not()")
        chosen = f"{answer}.exists($this = '{option}')"
        return self._if_sure([name], f"{answer}.exists() and {chosen}.not()" if negated else chosen)

    def _if_sure(self, names: list[str], text: str) -> str:
        """The text, or unknown where one of these questions was answered with "not sure"."""
        unsure = [word for name in names if (word := self.unsure(name))]
        return f"iif({' or '.join(unsure)}, {UNKNOWN}, {text})" if unsure else text

    # Numbers

    def _comparison(self, node: Compare) -> str:
        sign = OPERATORS.get(node.operator, node.operator)
        match node:
            case Compare(Number(name), _, Constant(value)):
                return self._if_sure([name], f"{self.answer(name)}.exists($this {sign} {value})")
            case Compare(Constant(value), _, Number(name)):
                sign = MIRRORED.get(sign, sign)
                return self._if_sure([name], f"{self.answer(name)}.exists($this {sign} {value})")
            case Compare(Count(name), ">=", Constant(1)):
                return self._if_sure([name], f"{self._counted(name)}.exists()")
        return self._general_comparison(node, sign)

    def _general_comparison(self, node: Compare, sign: str) -> str:
        """Any sums and counts: false where a question is off the path, which beats one that is unsure."""
        names = sorted(questions_in(node), key=self.flow.order.__getitem__)
        compared = self._if_sure(names, f"{self._amount(node.left)} {sign} {self._amount(node.right)}")
        there = " and ".join(f"({self.unanswered(self.flow.by_id[name])}).not()" for name in names)
        return f"iif({there}, {compared}, false)"

    # Scores

    def score(self, name: str, points: tuple[Points, ...]) -> str:
        """What a score comes to; empty as long as that is open."""
        low, high = self._span(name, points)
        return f"iif({low} = {high}, {low}, {UNKNOWN})"

    def _at_least(self, node: AtLeast) -> str:
        low, high = self._span(node.score, node.points)
        less, more = node.beside
        return f"iif({low} >= {node.limit - less}, true, iif({high} < {node.limit - more}, false, {UNKNOWN}))"

    def _span(self, name: str, points: tuple[Points, ...]) -> tuple[str, str]:
        """The least and the most that these parts of a score can be, each a variable."""

        def total(end: int) -> str:
            return " + ".join(self._points(part, part.span[end]) for part in points) or "0"

        low = self.variable(("least", points), f"least_{name}", lambda: total(0))
        return low, self.variable(("most", points), f"most_{name}", lambda: total(1))

    def _points(self, part: Points, otherwise: int) -> str:
        """What one answer adds, or something else where there is none or it is "not sure"."""
        answer = self.answer(part.question)
        if not part.several:
            text = str(otherwise)
            for option, points in reversed(part.each):
                text = f"iif({answer} = '{option}', {points}, {text})"
            return text
        added = " + ".join(f"iif({answer}.exists($this = '{option}'), {points}, 0)" for option, points in part.each)
        return f"iif({answer}.exists($this != '{UNSURE}'), {added}, {otherwise})"

    def _counted(self, name: str) -> str:
        return f"{self.answer(name)}.where($this != '{NONE}' and $this != '{UNSURE}')"

    def _amount(self, quantity: Quantity) -> str:
        match quantity:
            case Constant(value):
                return str(value)
            case Number(name):
                return self.answer(name)
            case Count(name):
                return f"{self._counted(name)}.count()"
            case Sum(left, right, sign):
                return f"({self._amount(left)} {'+' if sign > 0 else '-'} {self._amount(right)})"
        raise TypeError(type(quantity).__name__)


def _answers(link_id: str) -> str:
    return f"%resource.repeat(item).where(linkId = '{link_id}').answer"


# --- Conditions while the asking goes on ----------------------------------------------------------------------------


def as_of(node: Node, answered: Mapping[str, int], place: int) -> Node:
    """The condition as it stands before the question at a place: later questions are off the path, so false."""
    if all(answered[name] < place for name in questions_in(node)):
        return node
    match node:
        case Named(_, part):
            return as_of(part, answered, place)
        case Not(part):
            inner = as_of(part, answered, place)
            return Always(not inner.value) if isinstance(inner, Always) else Not(inner)
        case Unknown(part):
            inner = as_of(part, answered, place)
            return Always(False) if isinstance(inner, Always) else Unknown(inner)
        case And(parts):
            return _folded([as_of(part, answered, place) for part in parts], all_of=True)
        case Or(parts):
            return _folded([as_of(part, answered, place) for part in parts], all_of=False)
        case AtLeast():
            return _score_as_of(node, answered, place)
    return Always(False)


def _score_as_of(node: AtLeast, answered: Mapping[str, int], place: int) -> Node:
    """A score with what later questions may add left open."""
    later = [part.span for part in node.points if answered[part.question] >= place]
    left = tuple(part for part in node.points if answered[part.question] < place)
    beside = node.beside[0] + sum(low for low, _ in later), node.beside[1] + sum(high for _, high in later)
    known = AtLeast(node.score, left, node.limit, beside)
    settled = known.truth({})
    return known if left or settled is None else Always(settled)


def _folded(parts: list[Node], all_of: bool) -> Node:
    """`and` or `or` without what decides nothing."""
    if Always(not all_of) in parts:
        return Always(not all_of)
    left = tuple(part for part in parts if part != Always(all_of))
    if not left:
        return Always(all_of)
    if len(left) == 1:
        return left[0]
    return And(left) if all_of else Or(left)
