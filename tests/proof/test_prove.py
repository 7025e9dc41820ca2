"""What is proved about a flow, and the smallest answers that show what does not hold."""

import json
from collections.abc import Iterator

from flow_texts import flow_from
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_flows import all_answers, flows, values
from readings import Readings

from screener.engine.flow import Flow
from screener.proof.prove import Finding, Prover, Verdict, claims

FEW = 1_500
"""Sets of raw answers of a flow that is tried one by one."""


def verdicts(text: str) -> list[Verdict]:
    flow = flow_from(text)
    prover = Prover(flow)
    return [claim.judge(prover) for claim in claims(flow)]


def findings(text: str) -> list[Finding]:
    return [finding for verdict in verdicts(text) for finding in verdict.findings]


def messages(text: str) -> list[str]:
    return [finding.message for finding in findings(text)]


def rules(*lines: str) -> str:
    """Outcomes, a line each, that all name a next step."""
    return "outcomes:\n" + "".join(f"- {{{line}, say: S, next: N}}\n" for line in lines)


REST = "id: rest, when: true, urgency: routine"


# --- Held to trying every set of answers ----------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_proved_is_what_trying_all_answers_shows(data: st.DataObject) -> None:
    both = few(data.draw(flows(most=4)))
    tried = [both.by_interpreter(raw, known) for raw in all_answers(both.flow) for known in ((), ("g",))]
    ends = {reading.get("outcome") for reading in tried if reading}
    found = {finding.message.split(" ")[0] for finding in Prover_of(both.flow)}
    assert ("some" in found) is (None in ends)
    for outcome in both.flow.outcomes:
        assert (outcome.id in found) is (outcome.id not in ends), outcome.id


def few(flow: Flow) -> Readings:
    size = 1
    for question in flow.questions:
        size *= len(values(question))
    assume(size <= FEW)
    return Readings(flow)


def Prover_of(flow: Flow) -> Iterator[Finding]:
    prover = Prover(flow)
    for claim in claims(flow)[:2]:
        yield from claim.judge(prover).findings


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_never_lowering_the_urgency_is_what_comparing_all_pairs_shows(data: st.DataObject) -> None:
    flow = data.draw(flows(most=4))
    names = [question.id for question in flow.questions]
    adding = [data.draw(st.sampled_from(names))]
    always = {"always": [{"name": "M", "monotone": {"adding": adding}}]}
    text = json.loads(rewritten(flow)) | always
    both = few(flow_from(json.dumps(text)))
    assert bool(findings(json.dumps(text))) is any(lowered(both, adding[0]))


def rewritten(flow: Flow) -> str:
    return flow.source  # type: ignore[attr-defined]
