"""The condition language: Python's spelling, a small closed grammar, and three truth values.

A condition is a text until the grammar reads it against a flow's names; then it is a typed tree. One tree serves the
interpreter, the proof, the diagram and the words. Nothing in it can run code: what cannot be said here cannot be
said in a flow, and what can be said here can be proved.

Truth is True, False or None (unknown). A comparison is False where its question is off the path, and unknown where
the answer is "unsure"; `and`, `or` and `not` follow Kleene. A score is a range as long as some of its questions have
no answer, whatever the reason: a comparison is unknown where the range lies on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic_core import PydanticCustomError, core_schema

from screener.engine.answers import UNSURE, Said
from screener.engine.errors import ConditionError
from screener.engine.quantities import Count, Number, Points, Quantity, span

Truth = bool | None


# --- The tree -------------------------------------------------------------------------------------------------------


class Node:
    """A condition that has a truth over a set of answers."""

    __slots__ = ()

    def truth(self, said: Said) -> Truth:
        raise TypeError(type(self).__name__)

    def parts(self) -> tuple[Node | Quantity, ...]:
        """What this is made of, for whoever walks the tree."""
        return ()


@dataclass(frozen=True, slots=True)
class Always(Node):
    value: bool

    def truth(self, said: Said) -> Truth:
        return self.value


@dataclass(frozen=True, slots=True)
class And(Node):
    all: tuple[Node, ...]

    def truth(self, said: Said) -> Truth:
        result: Truth = True
        for part in self.all:
            value = part.truth(said)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    def parts(self) -> tuple[Node, ...]:
        return self.all


@dataclass(frozen=True, slots=True)
class Or(Node):
    any: tuple[Node, ...]

    def truth(self, said: Said) -> Truth:
        result: Truth = False
        for part in self.any:
            value = part.truth(said)
            if value is True:
                return True
            if value is None:
                result = None
        return result

    def parts(self) -> tuple[Node, ...]:
        return self.any


@dataclass(frozen=True, slots=True)
class Not(Node):
    part: Node

    def truth(self, said: Said) -> Truth:
        value = self.part.truth(said)
        return None if value is None else not value

    def parts(self) -> tuple[Node, ...]:
        return (self.part,)


@dataclass(frozen=True, slots=True)
class Unknown(Node):
    """True where the part is neither true nor false."""

    part: Node

    def truth(self, said: Said) -> Truth:
        return self.part.truth(said) is None

    def parts(self) -> tuple[Node, ...]:
        return (self.part,)


@dataclass(frozen=True, slots=True)
class Named(Node):
    """A fact, a sign or a caution: a condition that has a name of its own."""

    name: str
    part: Node

    def truth(self, said: Said) -> Truth:
        return self.part.truth(said)

    def parts(self) -> tuple[Node, ...]:
        return (self.part,)


@dataclass(frozen=True, slots=True)
class Given(Node):
    """Something the program knows, such as a danger said in free text."""

    name: str

    def truth(self, said: Said) -> Truth:
        return bool(said.get(self.name))


@dataclass(frozen=True, slots=True)
class IsUnsure(Node):
    question: str
    negated: bool

    def truth(self, said: Said) -> Truth:
        answer = said.get(self.question)
        return answer is not None and (answer == UNSURE) is not self.negated


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """The answer of a *one* question is, or is not, among these options."""

    question: str
    options: tuple[str, ...]
    negated: bool

    def truth(self, said: Said) -> Truth:
        answer = said.get(self.question)
        if answer is None:
            return False
        if answer == UNSURE:
            return None
        return (answer in self.options) is not self.negated


@dataclass(frozen=True, slots=True)
class Chosen(Node):
    """An option of a *some* question is, or is not, among those chosen."""

    question: str
    option: str
    negated: bool

    def truth(self, said: Said) -> Truth:
        answer = said.get(self.question)
        if answer is None:
            return False
        if answer == UNSURE:
            return None
        return (self.option in answer) is not self.negated  # type: ignore[operator]


TURNED: Final = {">=": "<=", ">": "<", "<": ">", "<=": ">=", "==": "==", "!=": "!="}
"""Each comparison, seen from its other side."""


@dataclass(frozen=True, slots=True)
class Compare(Node):
    left: Quantity
    operator: str
    right: Quantity
    _compare: Callable[[int, int], bool] = field(repr=False, compare=False)

    def truth(self, said: Said) -> Truth:
        left, right = self.left.amount(said), self.right.amount(said)
        if left is None or right is None:
            return False
        if isinstance(left, str) or isinstance(right, str):
            return None
        return self._compare(left, right)

    def parts(self) -> tuple[Quantity, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class AtLeast(Node):
    """A score comes to so many points or more: unknown as long as answers that are missing could decide it.

    Every comparison of a score is made of these. `beside`: the least and the most of what else may still be added.
    """

    score: str
    points: tuple[Points, ...]
    limit: int
    beside: tuple[int, int] = (0, 0)

    def truth(self, said: Said) -> Truth:
        low, high = span(self.points, said)
        if low + self.beside[0] >= self.limit:
            return True
        return False if high + self.beside[1] < self.limit else None

    def parts(self) -> tuple[Points, ...]:
        return self.points


def walk(node: Node | Quantity) -> Iterator[Node | Quantity]:
    """The node and everything below it, through facts too."""
    yield node
    for part in node.parts():
        yield from walk(part)


Reading = IsUnsure | OneOf | Chosen | Number | Count | Points
"""What reads the answer to one question."""


def questions_in(node: Node | Quantity) -> set[str]:
    """The questions whose answers decide this, through facts too."""
    return {part.question for part in walk(node) if isinstance(part, Reading)}


# --- A condition of a flow file -------------------------------------------------------------------------------------


class Condition:
    """A condition as the flow file spells it. It must be bound (see `grammar`) before anything is asked of it."""

    __slots__ = ("_tree", "text")

    def __init__(self, text: str | bool) -> None:
        self.text = str(text)
        self._tree: Node | None = None

    @property
    def tree(self) -> Node:
        if self._tree is None:
            raise ConditionError(f"this condition was never bound: {self.text}")
        return self._tree

    @property
    def bound(self) -> bool:
        return self._tree is not None

    def become(self, tree: Node) -> None:
        """Take the tree that `grammar.Names.bind` read."""
        self._tree = tree

    def truth(self, said: Said) -> Truth:
        return self.tree.truth(said)

    def holds(self, said: Said) -> bool:
        """Whether it is true: unknown does not hold."""
        return self.tree.truth(said) is True

    def __repr__(self) -> str:
        return f"Condition({self.text!r})"

    @classmethod
    def written(cls, value: object) -> Condition:
        """What a flow file has in a condition's place."""
        if isinstance(value, bool) or (isinstance(value, str) and value):
            return cls(value)
        raise PydanticCustomError("condition", "write a condition here, such as age >= 18, or true")

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.written)
