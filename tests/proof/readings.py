"""The two readings of a flow side by side: the solver's formulas and the interpreter, on one set of answers."""

from collections.abc import Mapping

import z3

from screener.engine.conditions import Truth
from screener.engine.decision import decide, facts_of
from screener.engine.errors import AnswerError, StepError
from screener.engine.flow import URGENCIES, Flow
from screener.engine.machine import FlowMachine
from screener.proof.case import case_without_end
from screener.proof.encode import Encoding
from screener.proof.examples import walk
from screener.proof.variables import chosen, given, number, passed_over, unsure

Reading = dict[str, object]
"""Path, outcome, urgency, flags and facts; empty where these answers cannot be given."""


class Readings:
    """A flow in both readings."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.machine = FlowMachine(flow)
        self.encoding = Encoding(flow)

    def by_interpreter(self, raw: Mapping[str, object], known: tuple[str, ...] = ()) -> Reading:
        try:
            interview = walk(self.machine, raw, known)
        except AnswerError:
            return {}
        except StepError:
            case = case_without_end(self.machine, raw, known)
            path, said, decision = None, case.said, case.decision
        else:
            if interview.question is not None:
                return {}
            path, said, decision = list(interview.path), interview.said, interview.decision
        assert decision.codes == decide(self.flow, said, decision.outcome).codes
        return {
            "path": path,
            "outcome": decision.outcome.id if decision.outcome else None,
            "urgency": decision.urgency,
            "flags": set(decision.codes),
            "facts": facts_of(self.flow, said),
        }

    def by_solver(self, raw: Mapping[str, object], known: tuple[str, ...] = ()) -> Reading:
        flow, encoding = self.flow, self.encoding
        facts = {name: encoding.truth(fact.is_.tree) for name, fact in flow.facts.items()}
        formulas = [
            encoding.valid,
            *encoding.asked.values(),
            *encoding.outcome.values(),
            *map(encoding.urgency, URGENCIES),
            *encoding.flags.values(),
            *(side for truth in facts.values() for side in truth),
        ]
        values = iter(self._settled(formulas, raw, known))
        if not next(values):
            return {}
        path = [name for name in encoding.asked if next(values)]
        ends = [name for name in encoding.outcome if next(values)]
        levels = [level for level in URGENCIES if next(values)]
        flags = {name for name in encoding.flags if next(values)}
        assert len(ends) == len(levels) <= 1
        return {
            "path": path if ends else None,
            "outcome": ends[0] if ends else None,
            "urgency": levels[0] if levels else None,
            "flags": flags,
            "facts": {name: _truth(next(values), next(values)) for name in facts},
        }

    def _settled(self, formulas: list[z3.ExprRef], raw: Mapping[str, object], known: tuple[str, ...]) -> list[bool]:
        """The formulas' values once every variable has its own."""
        settled = z3.substitute(z3.And(*formulas, z3.BoolVal(True)), *self._variables(raw, known)).children()
        return [z3.is_true(z3.simplify(formula)) for formula in settled[: len(formulas)]]

    def _variables(self, raw: Mapping[str, object], known: tuple[str, ...]) -> list[tuple[z3.ExprRef, z3.ExprRef]]:
        values = [(given(name), z3.BoolVal(name in known)) for name in self.flow.given]
        for question in self.flow.questions:
            answer = raw.get(question.id)
            taken = answer if isinstance(answer, list) else [answer]
            values += [(chosen(question.id, one), z3.BoolVal(one in taken)) for one in question.option_ids]
            if question.unsure:
                values.append((unsure(question), z3.BoolVal(answer == "unsure")))
            if question.optional:
                values.append((passed_over(question), z3.BoolVal(answer is None)))
            if question.kind == "number":
                values.append(
                    (number(question.id), z3.IntVal(answer if isinstance(answer, int) else question.min or 0))
                )
        return values


def _truth(true: bool, false: bool) -> Truth:
    assert not (true and false)
    return True if true else False if false else None
