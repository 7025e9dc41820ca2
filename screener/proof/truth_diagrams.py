"""The conditions of a flow as decision diagrams: True, False or None (unknown) over all answers."""

import operator
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property, partial, reduce
from typing import Final

from screener.engine.answers import UNSURE
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
from screener.engine.flow import Flow, Question
from screener.engine.quantities import Constant, Count, Number, Points, Quantity, Sum
from screener.proof.cells import SAID, Cell, CellValue, Key, Variable, given_key, option_key, question_key
from screener.proof.decision_diagram import Diagram, Diagrams, Operation

Atom = IsUnsure | OneOf | Chosen | Number | Count | Points
"""What is read from the answer to one question."""


def _adding(sign: int) -> Operation:
    def add(left: Hashable, right: Hashable) -> Hashable:
        if isinstance(left, int) and isinstance(right, int):
            return left + sign * right
        return None if left is None or right is None else UNSURE

    return Operation(f"add {sign}", add)


def _comparing(name: str, compare: Callable[[int, int], bool]) -> Operation:
    def compared(left: Hashable, right: Hashable) -> Hashable:
        if isinstance(left, int) and isinstance(right, int):
            return compare(left, right)
        return False if left is None or right is None else None

    return Operation(name, compared)


ADDING: Final = {sign: _adding(sign) for sign in (1, -1)}
COMPARING: Final = {
    "==": _comparing("==", operator.eq),
    "!=": _comparing("!=", operator.ne),
    "<": _comparing("<", operator.lt),
    "<=": _comparing("<=", operator.le),
    ">": _comparing(">", operator.gt),
    ">=": _comparing(">=", operator.ge),
}


class TruthDiagrams:
    """The conditions of one flow, over variables that it may share with another version of it.

    `gates`: where each question is asked, for those whose answer may stand for another flow's sake alone; this flow
    reads it only where it asks.
    """

    def __init__(self, flow: Flow, diagrams: Diagrams, variables: Sequence[Variable]) -> None:
        self.flow = flow
        self.diagrams = diagrams
        self.variables = variables
        self.gates: dict[str, Diagram] = {}
        self._level = {variable.key: level for level, variable in enumerate(variables)}
        self._known: dict[tuple[int, int], Diagram] = {}

    def of(self, condition: Condition) -> Diagram:
        """The truth of a condition with all answers that count."""
        return self._truth(condition.tree, len(self.flow.questions))

    def holds(self, condition: Condition) -> Diagram:
        return self.diagrams.holds(self.of(condition))

    def so_far(self, condition: Condition, place: int) -> Diagram:
        """Whether a condition is true with the answers to the questions before this place alone."""
        last = max((self.flow.order[name] + 1 for name in questions_in(condition.tree)), default=0)
        return self.diagrams.holds(self._truth(condition.tree, place if place < last else len(self.flow.questions)))

    # The variables

    def given(self, name: str) -> Diagram:
        return self._yes(self._level[given_key(name)])

    def option(self, question: Question, option: str) -> Diagram:
        """Whether an option of a *some* question is chosen."""
        level = self._level.get(option_key(question, option))
        return self.diagrams.false if level is None else self._yes(level)  # none where only a part is counted

    def options(self, question: Question) -> Mapping[str, Diagram]:
        """Whether each option of a *some* question is chosen, with those that only another version of it has."""
        return {key[2]: self._yes(self._level[key]) for key in self._options.get(question_key(question), ())}

    def where(self, question: Question, fits: Callable[[CellValue], bool]) -> Diagram:
        """Where the value of a question's own variable fits."""
        level = self._level[question_key(question)]
        return self.diagrams.node(level, tuple(self.diagrams.leaf(fits(v)) for v in self.variables[level].values))

    @cached_property
    def _options(self) -> Mapping[Key, Sequence[Key]]:
        found: dict[Key, list[Key]] = {}
        for key in self._level:
            if len(key) == 3:
                found.setdefault(key[:2], []).append(key)
        return found

    def _yes(self, level: int) -> Diagram:
        return self.diagrams.node(level, (self.diagrams.false, self.diagrams.true))

    # The tree

    def _truth(self, node: Node | Quantity, place: int) -> Diagram:
        key = (id(node), place)  # the flow keeps its nodes, so no other node gets this identity
        if key not in self._known:
            self._known[key] = self._read(node, place)
        return self._known[key]

    def _read(self, node: Node | Quantity, place: int) -> Diagram:
        match node:
            case Always(value) | Constant(value):
                return self.diagrams.leaf(value)
            case And(parts):
                return self.diagrams.all_of(self._truth(part, place) for part in parts)
            case Or(parts):
                return self.diagrams.any_of(self._truth(part, place) for part in parts)
            case Not(part):
                return self.diagrams.map("not", lambda t: None if t is None else not t, self._truth(part, place))
            case Unknown(part):
                return self.diagrams.map("unknown", lambda truth: truth is None, self._truth(part, place))
            case Named(_, part):
                return self._truth(part, place)
            case Sum(left, right, sign):
                return self.diagrams.combine(ADDING[sign], self._truth(left, place), self._truth(right, place))
            case Compare(left, name, right):
                return self.diagrams.combine(COMPARING[name], self._truth(left, place), self._truth(right, place))
            case AtLeast():
                return self._at_least(node, place)
            case Given(name):
                return self.given(name)
            case IsUnsure() | OneOf() | Chosen() | Number() | Count() | Points():
                return self._atom(node, place)
        raise TypeError(type(node).__name__)

    def _atom(self, node: Atom, place: int) -> Diagram:
        question = self.flow.by_id[node.question]
        off = self.diagrams.leaf(None if isinstance(node, Quantity) else False)
        if self.flow.order[question.id] >= place:
            return off
        level = self._level[question_key(question)]
        values = self.variables[level].values
        read = self.diagrams.node(level, tuple(self._of_value(question, node, value) for value in values))
        gate = self.gates.get(question.id)
        return read if gate is None else self.diagrams.choose(gate, read, off)

    def _of_value(self, question: Question, node: Atom, value: CellValue) -> Diagram:
        """What is read where the question has this value: as `engine.conditions` does."""
        match node:
            case IsUnsure(_, negated):
                return self.diagrams.leaf(value is not None and (value == UNSURE) is not negated)
            case Number():
                return self.diagrams.leaf(value.low if isinstance(value, Cell) else value)
            case Count():
                return self._count(question) if value == SAID else self.diagrams.leaf(value)
            case Points(_, each):
                known = dict(each)
                return (
                    self._added(question, known) if value == SAID else self.diagrams.leaf(known.get(str(value), value))
                )
        if value is None or value == UNSURE:
            return self.diagrams.leaf(False if value is None else None)
        if isinstance(node, OneOf):
            return self.diagrams.leaf((value in node.options) is not node.negated)
        chosen = self.option(question, node.option)
        return self.diagrams.opposite(chosen) if node.negated else chosen

    def _count(self, question: Question) -> Diagram:
        return self._added(question, dict.fromkeys(question.option_ids, 1))

    def _added(self, question: Question, each: Mapping[str, int]) -> Diagram:
        """What the chosen options come to, where each stands for so many."""
        none = self.diagrams.leaf(0)
        chosen = {option: self.option(question, option) for option in question.option_ids}
        return self._sum(self.diagrams.choose(chosen[one], self.diagrams.leaf(each[one]), none) for one in chosen)

    def _sum(self, parts: Iterable[Diagram]) -> Diagram:
        return reduce(partial(self.diagrams.combine, ADDING[1]), parts, self.diagrams.leaf(0))

    def _at_least(self, node: AtLeast, place: int) -> Diagram:
        """True where the least that the score can be is enough, false where the most is not."""
        added = [(part.span, self._truth(part, place)) for part in node.points]
        low = self._sum(self._known_or(least, read) for (least, _), read in added)
        high = self._sum(self._known_or(most, read) for (_, most), read in added)
        compared = COMPARING[">="]
        enough = self.diagrams.combine(compared, low, self.diagrams.leaf(node.limit - node.beside[0]))
        possible = self.diagrams.combine(compared, high, self.diagrams.leaf(node.limit - node.beside[1]))
        unknown = self.diagrams.leaf(None)
        return self.diagrams.choose(
            enough, self.diagrams.true, self.diagrams.choose(possible, unknown, self.diagrams.false)
        )

    def _known_or(self, otherwise: int, read: Diagram) -> Diagram:
        name = f"a number, or {otherwise}"
        return self.diagrams.map(name, lambda value: value if isinstance(value, int) else otherwise, read)
