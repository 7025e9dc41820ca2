"""Functions over answers as decision diagrams: equal functions are one and the same node, so they compare at once.

A diagram tests one variable after the other, in a fixed order, and ends in a leaf: what the function is for these
values. Nodes are numbers. A variable that makes no difference is not tested, and equal nodes are never made twice.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Final

Diagram = int
"""A function over answers, as the number of its node."""

STEPS: Final = 600_000
"""Nodes made and results kept after which a diagram is given up as too large: some seconds, and 200 megabytes."""


class TooLarge(Exception):
    """The diagram has more nodes than is worth waiting for."""


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """Something done with two leaves. `neutral` beside anything gives the other; `absorbing` gives itself."""

    name: str
    of: Callable[[Hashable, Hashable], Hashable]
    neutral: Hashable = field(default=...)
    absorbing: Hashable = field(default=...)


def _and(left: Hashable, right: Hashable) -> Hashable:
    return False if left is False or right is False else None if left is None or right is None else True


def _or(left: Hashable, right: Hashable) -> Hashable:
    return True if left is True or right is True else None if left is None or right is None else False


AND: Final = Operation("and", _and, neutral=True, absorbing=False)
OR: Final = Operation("or", _or, neutral=False, absorbing=True)


class Diagrams:
    """The nodes of all diagrams over the same variables.

    `weights`: for each variable, in order, how many answers each of its values stands for. `limit`: see `STEPS`.
    """

    def __init__(self, weights: Sequence[Sequence[int]], limit: int = STEPS) -> None:
        self.weights = weights
        self.sizes = [len(one) for one in weights]
        self.limit = limit
        self._after = [1]  # how many answers there are to the variables from each level on
        for one in reversed(weights):
            self._after.insert(0, self._after[0] * sum(one))
        self._level: list[int] = []
        self._below: list[tuple[Diagram, ...]] = []
        self._value: list[Hashable] = []
        self._nodes: dict[tuple[int, tuple[Diagram, ...]], Diagram] = {}
        self._leaves: dict[tuple[type, Hashable], Diagram] = {}
        self._done: dict[tuple[object, ...], Diagram] = {}
        self._ends: dict[Operation, tuple[Diagram | None, Diagram | None]] = {}
        self._counted: dict[Diagram, dict[Hashable, int]] = {}
        self.true = self.leaf(True)
        self.false = self.leaf(False)

    def __len__(self) -> int:
        return len(self._level)

    # Nodes

    def leaf(self, value: Hashable) -> Diagram:
        """The function that is this value for all answers."""
        key = (type(value), value)  # True and 1 are different leaves
        if key not in self._leaves:
            self._leaves[key] = self._new(len(self.sizes), (), value)
        return self._leaves[key]

    def node(self, level: int, below: tuple[Diagram, ...]) -> Diagram:
        """The function that is `below[i]` where the variable at this level has its value number i."""
        first = below[0]
        if all(one == first for one in below):
            return first
        found = self._nodes.get((level, below))
        if found is None:
            found = self._nodes[level, below] = self._new(level, below, None)
        return found

    def _new(self, level: int, below: tuple[Diagram, ...], value: Hashable) -> Diagram:
        if len(self._level) + len(self._done) >= self.limit:
            raise TooLarge
        self._level.append(level)
        self._below.append(below)
        self._value.append(value)
        return len(self._level) - 1

    def level(self, diagram: Diagram) -> int:
        """The variable that is tested first; one past the last for a leaf."""
        return self._level[diagram]

    def below(self, diagram: Diagram) -> tuple[Diagram, ...]:
        return self._below[diagram]

    def value(self, leaf: Diagram) -> Hashable:
        return self._value[leaf]

    def _parts(self, diagram: Diagram, level: int) -> tuple[Diagram, ...]:
        """What the function is for each value of the variable at a level that is not below its own."""
        return self._below[diagram] if self._level[diagram] == level else (diagram,) * self.sizes[level]

    def forget(self) -> None:
        """Give back the memory of results that will hardly be asked for again. Diagrams stay as they are."""
        self._done.clear()

    # Functions of functions

    def map(self, name: str, of: Callable[[Hashable], Hashable], diagram: Diagram) -> Diagram:
        """Each leaf changed by a function of this name."""
        key = (name, diagram)
        found = self._done.get(key)
        if found is None:
            level = self._level[diagram]
            if level == len(self.sizes):
                found = self.leaf(of(self._value[diagram]))
            else:
                found = self.node(level, tuple(self.map(name, of, one) for one in self._below[diagram]))
            self._done[key] = found
        return found

    def combine(self, operation: Operation, left: Diagram, right: Diagram) -> Diagram:
        """Both functions' leaves put together by an operation."""
        neutral, absorbing = self._ends[operation] if operation in self._ends else self._ends_of(operation)
        if left == absorbing or right == neutral:
            return left
        if right == absorbing or left == neutral:
            return right
        key = (operation.name, left, right)
        found = self._done.get(key)
        if found is None:
            level = min(self._level[left], self._level[right])
            if level == len(self.sizes):
                found = self.leaf(operation.of(self._value[left], self._value[right]))
            else:
                lefts, rights = self._parts(left, level), self._parts(right, level)
                parts = [self.combine(operation, *pair) for pair in zip(lefts, rights, strict=True)]
                found = self.node(level, tuple(parts))
            self._done[key] = found
        return found

    def _ends_of(self, operation: Operation) -> tuple[Diagram | None, Diagram | None]:
        """The leaves of an operation that need no look at what they are put together with: neutral and absorbing."""
        values = (operation.neutral, operation.absorbing)
        neutral, absorbing = (None if value is ... else self.leaf(value) for value in values)
        return self._ends.setdefault(operation, (neutral, absorbing))

    def choose(self, condition: Diagram, then: Diagram, otherwise: Diagram) -> Diagram:
        """`then` where the condition is true, `otherwise` where it is false or unknown."""
        if then == otherwise:
            return then
        if self._level[condition] == len(self.sizes):
            return then if self._value[condition] is True else otherwise
        key = (condition, then, otherwise)
        found = self._done.get(key)
        if found is None:
            level = min(self._level[condition], self._level[then], self._level[otherwise])
            parts = zip(*(self._parts(one, level) for one in (condition, then, otherwise)), strict=True)
            found = self._done[key] = self.node(level, tuple(self.choose(*part) for part in parts))
        return found

    def both(self, left: Diagram, right: Diagram) -> Diagram:
        return self.combine(AND, left, right)

    def either(self, left: Diagram, right: Diagram) -> Diagram:
        return self.combine(OR, left, right)

    def all_of(self, parts: Iterable[Diagram]) -> Diagram:
        return reduce(self.both, parts, self.true)

    def any_of(self, parts: Iterable[Diagram]) -> Diagram:
        return reduce(self.either, parts, self.false)

    def holds(self, diagram: Diagram) -> Diagram:
        """Whether a truth is true: unknown becomes false."""
        return self.choose(diagram, self.true, self.false)

    def opposite(self, diagram: Diagram) -> Diagram:
        """Whether a truth is not true."""
        return self.choose(diagram, self.false, self.true)

    # Counting

    def count(self, diagram: Diagram) -> dict[Any, int]:
        """How many answers lead to each leaf."""
        above = self._after[0] // self._after[self._level[diagram]]
        return {value: number * above for value, number in self._counts(diagram).items()}

    def _counts(self, diagram: Diagram) -> Mapping[Hashable, int]:
        """How many answers to the variables from this node's on lead to each leaf."""
        found = self._counted.get(diagram)
        if found is None:
            level = self._level[diagram]
            found = {self._value[diagram]: 1} if level == len(self.sizes) else {}
            for below, weight in self._weighed(diagram).items():
                between = weight * self._after[level + 1] // self._after[self._level[below]]
                for value, number in self._counts(below).items():
                    found[value] = found.get(value, 0) + number * between
            self._counted[diagram] = found
        return found

    def _weighed(self, diagram: Diagram) -> Mapping[Diagram, int]:
        """How many answers to a node's own variable lead to each node below it."""
        found: dict[Diagram, int] = {}
        below = self._below[diagram]
        for one, weight in zip(below, self.weights[self._level[diagram]] if below else (), strict=True):
            found[one] = found.get(one, 0) + weight
        return found
