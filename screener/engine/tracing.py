"""How an outcome came about: the rules that were tried in order, and what decided each."""

from collections.abc import Iterator
from dataclasses import dataclass

from screener.engine.answers import Said
from screener.engine.conditions import And, Named, Node, Not, Or, Truth, Unknown
from screener.engine.flow import Flow, Outcome


@dataclass(frozen=True, slots=True)
class Tried:
    """One outcome's rule: what came of it, and the conditions that settled that."""

    outcome: Outcome
    truth: Truth
    because: tuple[Node, ...]

    @property
    def held(self) -> bool:
        return self.truth is True


def tried(flow: Flow, said: Said) -> tuple[Tried, ...]:
    """The outcomes' rules in order, as far as the first that holds."""
    return tuple(_tried(flow, said))


def _tried(flow: Flow, said: Said) -> Iterator[Tried]:
    for outcome in flow.outcomes:
        rule = outcome.when.tree
        yield Tried(outcome, rule.truth(said), tuple(deciding(rule, said)))
        if rule.truth(said) is True:
            return


def deciding(node: Node, said: Said) -> Iterator[Node]:
    """The facts and comparisons that are enough for what a condition comes to, in the order in which it names them.

    Of several that would each be enough, the first stands for all.
    """
    match node:
        case And(parts) | Or(parts):
            yield from _of_several(node, parts, said)
        case Not(part) | Unknown(part):
            yield from deciding(part, said)
        case Named(_, part):
            yield node
            yield from deciding(part, said)
        case _:
            yield node


def _of_several(node: Node, parts: tuple[Node, ...], said: Said) -> Iterator[Node]:
    truth = node.truth(said)
    alike = [part for part in parts if part.truth(said) is truth]
    one_is_enough = truth is isinstance(node, Or)
    for part in alike[:1] if one_is_enough else alike:
        yield from deciding(part, said)
