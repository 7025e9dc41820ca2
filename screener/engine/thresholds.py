"""The numbers on which a flow's rules turn."""

from screener.engine.conditions import TURNED, Compare, walk
from screener.engine.flow import Flow, conditions
from screener.engine.quantities import Constant, Number

REACHES = {">=": (0,), ">": (1,), "<": (0,), "<=": (1,), "==": (0, 1), "!=": (0, 1)}
"""From a number in a comparison to the least number on its other side."""


def thresholds(flow: Flow, question_id: str) -> tuple[int, ...]:
    """The least answers to a number question that are on the upper side of some rule, in order."""
    found: set[int] = set()
    for path, condition in conditions(flow):
        if path[0] in ("always", "consistent", "diary"):  # none of these decides
            continue
        for node in walk(condition.tree):
            if isinstance(node, Compare):
                found |= _turns(node, question_id)
    return tuple(sorted(found))


def _turns(node: Compare, question_id: str) -> set[int]:
    for asked, fixed, operator in (
        (node.left, node.right, node.operator),
        (node.right, node.left, TURNED[node.operator]),
    ):
        if isinstance(asked, Number) and asked.question == question_id and isinstance(fixed, Constant):
            return {fixed.value + step for step in REACHES[operator]}
    return set()
