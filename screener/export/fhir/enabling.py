"""When a question is asked, as FHIR's own enableWhen where that can say it, and as an expression where not.

An enableWhen is true or false, never unknown; that is enough, since a question is asked only where its condition is
true. What negates is left to expressions, but for a plain "is not" of a question without "not sure": there, a form
would show the question before anything is answered, so that it must have an answer stands beside it.
"""

from screener.engine.answers import NONE, UNSURE
from screener.engine.conditions import And, Chosen, Compare, IsUnsure, Named, Node, OneOf, Or
from screener.engine.flow import Flow
from screener.engine.quantities import Constant, Count, Number
from screener.export.fhir.expressions import MIRRORED, OPERATORS, Expressions
from screener.export.fhir.terms import ENABLED, UNSURE_ITEM, Element, expression

Rows = list[Element]


class Enabling:
    """The conditions of one flow's questions. `system`: that of the options' codes."""

    def __init__(self, flow: Flow, expressions: Expressions, system: str) -> None:
        self.flow = flow
        self.expressions = expressions
        self.system = system

    def of(self, node: Node) -> Element:
        """What an item needs so that it is shown where the condition is true."""
        for behavior in ("all", "any"):
            rows = self._rows(node, behavior)
            if rows:
                return {"enableWhen": rows, **({"enableBehavior": behavior} if len(rows) > 1 else {})}
        return {"extension": [expression(ENABLED, self.expressions.holds(node))]}

    def _rows(self, node: Node, behavior: str) -> Rows | None:
        """The condition as rows that must all hold, or one of which must; None where it cannot be said so."""
        node = _bare(node)
        match node:
            case IsUnsure(name, False):
                return [self._unsure(name)]
            case OneOf(name, options, False) if len(options) == 1 or behavior == "any":
                return [self._coded(name, "=", option) for option in options]
            case OneOf(name, options, True) if behavior == "all" and not self.flow.by_id[name].unsure:
                return [_exists(name), *(self._coded(name, "!=", option) for option in options)]
            case Chosen(name, option, False) if option != NONE and not self._by_age(name):
                return [self._coded(name, "=", option)]
            case Compare(Number(name), operator, Constant(value)) if operator != "!=":
                return [_number(name, OPERATORS.get(operator, operator), value)]
            case Compare(Constant(value), operator, Number(name)) if operator != "!=":
                return [_number(name, MIRRORED.get(operator, OPERATORS.get(operator, operator)), value)]
            case Compare(Count(name), ">=", Constant(1)) if behavior == "any" and not self._by_age(name):
                return [self._coded(name, "=", option) for option in self.flow.by_id[name].option_ids]
            case And() | Or() if behavior == ("all" if isinstance(node, And) else "any"):
                inner = [self._rows(part, behavior) for part in node.parts()]
                return None if None in inner else [row for rows in inner for row in rows or []]
        return None

    def _by_age(self, name: str) -> bool:
        """Whether some options are offered only at times: a form shows them always, and only expressions know."""
        return any(option.offered is not None for option in self.flow.by_id[name].options)

    def _coded(self, name: str, operator: str, option: str) -> Element:
        return {
            "question": name,
            "operator": operator,
            "answerCoding": {"system": self.system, "code": option},
        }

    def _unsure(self, name: str) -> Element:
        if self.flow.by_id[name].options:
            return self._coded(name, "=", UNSURE)
        return self._coded(UNSURE_ITEM.format(name), "=", UNSURE)


def _bare(node: Node) -> Node:
    while isinstance(node, Named):
        node = node.part
    return node


def _exists(name: str) -> Element:
    return {"question": name, "operator": "exists", "answerBoolean": True}


def _number(name: str, operator: str, value: int) -> Element:
    return {"question": name, "operator": operator, "answerInteger": value}
