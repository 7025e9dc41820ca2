"""One semantics, two readings: the solver's formulas against the interpreter, answer by answer."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import QUESTIONS, random_answers
from random_flows import answers, flow_data, loaded
from readings import Readings

from screener.engine.loader import load
from screener.library import shipped

SAMPLE = 150


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_solver_and_interpreter_agree_on_small_random_flows(data: st.DataObject) -> None:
    both = Readings(loaded(data.draw(flow_data())))
    for _ in range(3):
        raw, known = data.draw(answers(both.flow)), data.draw(st.sampled_from([(), ("g",)]))
        assert both.by_solver(raw, known) == both.by_interpreter(raw, known)


@pytest.fixture(scope="module")
def migraine() -> Readings:
    return Readings(load(shipped("flows") / "migraine"))


def test_they_agree_on_the_migraine_flow(migraine: Readings) -> None:
    rng = random.Random("two readings")
    known = [(), (), (), ("crisis_in_words",), ("emergency_in_words",)]
    for _ in range(SAMPLE):
        raw, beforehand = random_answers(rng), rng.choice(known)
        found = migraine.by_interpreter(raw, beforehand)
        assert found
        assert migraine.by_solver(raw, beforehand) == found


def test_they_agree_where_answers_off_the_path_are_left_lying_about(migraine: Readings) -> None:
    rng = random.Random("dormant")
    taken = 0
    for _ in range(SAMPLE):
        raw = {**random_answers(rng), **random_answers(rng), "age": rng.choice((17, 18, 40, 49, 61))}
        found = migraine.by_interpreter(raw)
        taken += bool(found)
        assert migraine.by_solver(raw) == found
    assert taken > SAMPLE / 4


def test_every_question_of_the_migraine_flow_is_met_on_both_sides_of_its_path() -> None:
    rng = random.Random("two readings")
    rows = [random_answers(rng) for _ in range(SAMPLE)]
    for question in QUESTIONS:
        assert any(question.id in row for row in rows), question.id
