"""Reading a condition's text into its tree, against the names of its flow."""

from __future__ import annotations

import ast
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from screener.engine.conditions import Chosen, Condition, Named, Node, OneOf, Or
from screener.engine.errors import ConditionError
from screener.engine.quantities import Points, Quantity
from screener.engine.reader import GRAMMAR, Reader
from screener.engine.scores import points_of

if TYPE_CHECKING:
    from screener.engine.flow import Flow, Option, Question

LONGEST: Final = 2000
"""Characters in one condition."""

LARGEST: Final = 5000
"""Names, numbers and comparisons in one condition, those of its facts with them."""

DEEPEST: Final = 100
"""Conditions within each other, through facts too."""

LETTERS: Final = frozenset(string.ascii_letters + string.digits + "_'\"()[]<>=!+-*, \n\t")
"""What a condition is written with. A comment, a backslash or a look-alike letter could hide what it says."""

TOO_LARGE: Final = "this condition is too large or nested too deeply: make it, or the facts it is made of, simpler"


class Names:
    """What a flow's conditions may speak of. Facts are bound when first spoken of, so a circle is noticed."""

    def __init__(
        self,
        questions: Mapping[str, Question],
        facts: Mapping[str, Condition],
        given: Iterable[str],
        cautions: Mapping[str, tuple[str, Condition]],
        scores: Mapping[str, tuple[Points, ...]] | None = None,
    ) -> None:
        """`cautions`: the level and condition of each, by its code. `scores`: what each is the sum of."""
        self.questions = questions
        self.facts = facts
        self.given = frozenset(given)
        self.cautions = cautions
        self.scores = scores or {}
        self._binding: list[tuple[str, Condition]] = []

    @classmethod
    def of(cls, flow: Flow) -> Names:
        """What the conditions of a flow may speak of."""
        return cls(
            questions=flow.by_id,
            facts={name: fact.is_ for name, fact in flow.facts.items()},
            given=flow.given,
            cautions={code: (caution.level, caution.when) for code, caution in flow.cautions.items()},
            scores={name: points_of(score, flow.by_id) for name, score in flow.scores.items()},
        )

    def fact(self, name: str) -> Named:
        return Named(name, self.bind(name, self.facts[name]))

    def sign(self, urgency: str) -> Named:
        """A chosen option carries a sign of this urgency."""
        options = self._options(lambda option: option.sign == urgency)
        return Named(f"sign({urgency})", Or(tuple(options)))

    def caution(self, levels: Sequence[str]) -> Named:
        """A caution of one of these levels holds, chosen as an option or derived by the flow's `cautions`."""
        chosen = self._options(lambda option: option.caution in levels)
        derived = [
            Named(code, self.bind(code, condition))
            for code, (level, condition) in self.cautions.items()
            if level in levels
        ]
        return Named(f"caution({', '.join(levels)})", Or((*chosen, *derived)))

    def _options(self, wanted: Callable[[Option], bool]) -> list[Node]:
        return [
            Chosen(question.id, option.id, False)
            if question.kind == "some"
            else OneOf(question.id, (option.id,), False)
            for question in self.questions.values()
            for option in question.options
            if wanted(option)
        ]

    def bind(self, name: str, condition: Condition) -> Node:
        """Read a condition, called `name` in messages; ConditionError says what is wrong and where."""
        if condition.bound:
            return condition.tree
        for place, (_, one) in enumerate(self._binding):
            if one is condition:  # a fact and a caution may share a name
                circle = " → ".join([*(other for other, _ in self._binding[place:]), name])
                raise ConditionError(f"these are made of each other in a circle: {circle}", within=condition)
        self._binding.append((name, condition))
        try:
            condition.become(read(condition.text, self))
        except ConditionError as error:
            error.within = error.within or condition
            raise
        finally:
            self._binding.pop()
        return condition.tree


def read(text: str, names: Names) -> Node:
    """Read a condition's text into its tree; ConditionError says what is wrong and at which character."""
    if len(text) > LONGEST:
        raise ConditionError(f"this condition has over {LONGEST} characters: name parts of it as facts")
    for place, letter in enumerate(text):
        if letter not in LETTERS:
            raise ConditionError(f"'{letter}' has no place in a condition; {GRAMMAR}", place)
    source = text.replace("\n", " ").replace("\t", " ")
    stripped = source.lstrip()
    indent = len(source) - len(stripped)
    try:
        body = ast.parse(stripped, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        column = getattr(error, "offset", None) or len(stripped) + 1  # none where the text ends too early
        raise ConditionError(f"this is not a condition; {GRAMMAR}", min(indent + column - 1, len(text))) from None
    try:
        tree = Reader(names).truth(body)
    except ConditionError as error:
        if error.within is None:  # the offset of a mistake in a fact counts from the fact's own beginning
            error.offset += indent
        raise
    except RecursionError:
        raise ConditionError(TOO_LARGE) from None
    _require_small(tree)
    return tree


def _require_small(tree: Node) -> None:
    """Facts made of facts can grow without end in a small file, and whoever walks them would never come back."""
    below: list[tuple[Node | Quantity, int]] = [(tree, 1)]
    seen = 0
    while below:
        node, depth = below.pop()
        seen += 1
        if seen > LARGEST or depth > DEEPEST:
            raise ConditionError(TOO_LARGE)
        below += [(part, depth + 1) for part in node.parts()]
