"""The Questionnaire means what the flow means: another reading of FHIR asks the same and ends the same."""

from collections.abc import Mapping

import pytest
from drawn_form import DrawnForm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_flows import answers, flow_data, loaded
from walked import shipped_walks

from screener.engine.errors import AnswerError, StepError
from screener.engine.flow import Flow
from screener.engine.machine import FlowMachine
from screener.engine.quantities import span
from screener.engine.scores import points_of
from screener.export.fhir.edition import Edition
from screener.export.fhir.lint import problems
from screener.export.fhir.questionnaire import questionnaire
from screener.proof.case import case_without_end
from screener.proof.examples import walk

BASE = "https://clinic.example"


def filled(flow: Flow, raw: Mapping[str, object], known: tuple[str, ...]) -> dict[str, list[dict[str, object]]]:
    """Raw answers as somebody fills them in, to every question, whether it will be shown or not."""
    system = f"{BASE}/fhir/CodeSystem/{flow.id}"
    found: dict[str, list[dict[str, object]]] = {f"given.{name}": [{"valueBoolean": True}] for name in known}
    for question in flow.questions:
        value = raw.get(question.id)
        chosen = value if isinstance(value, list) else [] if value is None else [value]
        if question.kind == "number" and value != "unsure":
            found[question.id] = [{"valueInteger": one} for one in chosen]
        else:
            name = question.id if question.options else f"{question.id}.unsure"
            found[name] = [{"valueCoding": {"system": system, "code": one}} for one in chosen]
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_flow_and_any_answers_are_read_alike(data: st.DataObject) -> None:
    flow = loaded(data.draw(flow_data()))
    raw = data.draw(answers(flow))
    known = ("g",) if data.draw(st.integers(0, 5)) == 5 else ()
    form = questionnaire(Edition(flow, BASE, "A clinic"))
    assert problems(form) == []
    machine = FlowMachine(flow)
    try:
        interview = walk(machine, raw, known)
        said, path, outcome = interview.said, interview.path, interview.outcome
        urgency = interview.decision.urgency
    except AnswerError:
        return  # an option that is not offered; a form offers it
    except StepError:
        case = case_without_end(machine, raw, known)
        said, path, outcome, urgency = case.said, case.path, None, None
    drawn = DrawnForm(form, filled(flow, raw, known))
    assert [name for name in drawn.shown if name in flow.by_id] == list(path)
    assert drawn.value("result.outcome") == (outcome.id if outcome else None)
    assert drawn.value("result.urgency") == urgency
    for name, score in flow.scores.items():
        low, high = span(points_of(score, flow.by_id), said)
        assert drawn.value(f"score.{name}") == (low if low == high else None)


@pytest.mark.parametrize("flow_id", ["migraine", "follow-up"])
def test_check_27_another_engine_comes_to_the_same_end_for_every_walk(flow_id: str) -> None:
    walks = shipped_walks(flow_id).walks
    form = questionnaire(Edition(walks[0].interview.flow, BASE, "A clinic"))
    for walk_there in walks:
        interview, outcome = walk_there.interview, walk_there.interview.outcome
        said = {name: list(value) if isinstance(value, tuple) else value for name, value in walk_there.answers.items()}
        drawn = DrawnForm(form, filled(interview.flow, said, ()))
        assert outcome is not None
        assert [name for name in drawn.shown if name in interview.flow.by_id] == list(interview.path)
        assert drawn.value("result.outcome") == outcome.id
        assert drawn.value("result.urgency") == interview.decision.urgency
