"""A visitor's way through a flow, step by step: answering, taking back, changing, and what counts afterwards."""

import random
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flow_texts import FULL, answered, choice, flow_text, machine_from, number, small_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.engine.answers import NONE, UNSURE, Value
from screener.engine.errors import AnswerError, ScreenerError, StepError
from screener.engine.flow import Question
from screener.engine.interview import ACTIONS, Interview, Turn, begin, replay
from screener.engine.loader import load
from screener.engine.machine import FlowMachine


def small(**changes: object) -> Interview:
    return answered(small_machine(), {**FULL, **changes})


def up_to(question: str, **changes: object) -> Interview:
    """The interview at this question, everything before it answered."""
    rows: dict[str, object] = {**FULL, **changes}
    return answered(small_machine(), {name: rows[name] for name in list(rows)[: list(FULL).index(question)]})


# --- Answering ------------------------------------------------------------------------------------------------------


def test_an_interview_begins_at_the_first_question_with_nothing_answered() -> None:
    interview = begin(small_machine())
    assert interview.question is small_machine().flow.questions[0]
    assert (interview.path, interview.outcome, interview.reached) == ((), None, 0)


def test_answers_in_order_lead_to_an_outcome() -> None:
    interview = small()
    assert interview.path == tuple(FULL)
    assert interview.question is None
    assert interview.outcome is small_machine().flow.outcome("treat")
    assert interview.reached == len(FULL)


def test_only_the_question_that_stands_can_be_answered() -> None:
    interview = up_to("danger")
    for name, problem in (("age", "not_asked_now"), ("goal", "not_asked_now"), ("gone", "unknown_question")):
        with pytest.raises(AnswerError) as caught:
            interview.answer(name, 5)
        assert caught.value.problem == problem
    with pytest.raises(AnswerError, match=r"goal: not asked now"):
        small().answer("goal", "relief")


def test_an_unknown_question_is_not_repeated_in_the_error() -> None:
    with pytest.raises(AnswerError) as caught:
        begin(small_machine()).answer("my name is Ann", 5)
    assert "Ann" not in str(caught.value)


def test_an_option_is_offered_by_what_was_answered_before() -> None:
    danger = small_machine().flow.by_id["danger"]
    assert [option.id for option in up_to("danger", age=49).offered(danger)] == ["numb_leg", "fever"]
    assert [option.id for option in up_to("danger", age=50).offered(danger)] == ["numb_leg", "fever", "new_over_50"]
    with pytest.raises(AnswerError, match="danger: not offered"):
        up_to("danger", age=49).answer("danger", ["new_over_50"])


def test_an_option_is_not_offered_while_its_condition_is_unknown() -> None:
    asked = number("a", "unsure: true") + "- {id: b, section: a, kind: one, ask: B?, options: [{id: x, label: X},"
    machine = machine_from(flow_text(asked + " {id: y, label: Y, offered: a > 3}]}\n"))
    interview = begin(machine).answer("a", "unsure")
    assert [option.id for option in interview.offered(machine.flow.by_id["b"])] == ["x"]


def test_an_optional_question_may_be_passed_over() -> None:
    interview = up_to("triggers").answer("triggers", None)
    assert interview.state == "medicines"
    assert interview.counting["triggers"] is None


def test_a_danger_sign_ends_the_asking_at_once() -> None:
    interview = up_to("danger").answer("danger", ["numb_leg"])
    assert (interview.state, interview.reached) == ("outcome:emergency", len(FULL))


def test_nobody_can_change_an_interview_in_place() -> None:
    interview = small()
    with pytest.raises(FrozenInstanceError):
        interview.state = "age"  # type: ignore[misc]


def test_answers_stay_out_of_what_may_be_logged() -> None:
    assert "since May" not in repr(small())
    assert "treat" not in repr(small())
    assert "since May" not in repr(Turn("answer", "notes", "since May"))


def test_it_knows_whether_somebody_fills_it_in_for_someone_else() -> None:
    assert not small().for_other_person
    assert small(for_whom="someone_else").for_other_person
    assert not begin(small_machine()).for_other_person


# --- Taking back ----------------------------------------------------------------------------------------------------


def test_undo_takes_the_last_answer_back_and_offers_it_again() -> None:
    interview = up_to("danger").undo()
    assert (interview.state, interview.path) == ("age", ("for_whom",))
    assert interview.earlier_answer == 40


def test_undo_twice_offers_both_answers_again() -> None:
    interview = up_to("danger").undo().undo()
    assert interview.state == "for_whom"
    assert interview.earlier_answer == "me"
    again = interview.answer("for_whom", "someone_else")
    assert (again.state, again.earlier_answer) == ("age", 40)
    assert again.answer("age", 41).earlier_answer is None


def test_there_is_nothing_to_take_back_at_the_beginning() -> None:
    with pytest.raises(StepError, match="nothing to take back"):
        begin(small_machine()).undo()


def test_undo_takes_a_change_back() -> None:
    interview = small()
    assert interview.change("age").undo() == interview


def test_undo_after_a_changed_answer_opens_the_question_again_and_once_more_takes_the_change_back() -> None:
    finished = small()
    changed = finished.change("pain_days").answer("pain_days", 0)
    opened = changed.undo()
    assert (opened.state, opened.earlier_answer) == ("pain_days", 20)
    assert opened.undo().counting == finished.counting


def test_progress_stays_where_it_was() -> None:
    assert up_to("goal").undo().undo().reached == up_to("goal").reached
    assert small().change("age").reached == len(FULL)


# --- Changing -------------------------------------------------------------------------------------------------------


def test_a_changed_answer_lets_the_later_ones_count_on() -> None:
    interview = small().change("age")
    assert (interview.state, interview.earlier_answer, interview.path) == ("age", 40, ("for_whom",))
    interview = interview.answer("age", 30)
    assert interview.state == "outcome:treat"
    assert interview.counting == {**FULL_VALUES, "age": 30}


FULL_VALUES: dict[str, Value] = {
    name: tuple(value) if isinstance(value, list) else value  # type: ignore[misc]
    for name, value in FULL.items()
}


def test_only_an_answered_question_can_be_changed() -> None:
    for question in ("goal", "gone"):
        with pytest.raises(StepError, match="only an answered question"):
            up_to("goal").change(question)
    with pytest.raises(StepError, match="only an answered question"):
        small().change("age").change("goal")


def test_answers_that_leave_the_path_become_dormant_and_never_count() -> None:
    interview = small().change("medicines").answer("medicines", ["none"])
    assert interview.state == "outcome:treat"
    assert interview.dormant == {"opioid_days": 3, "notes": "since May"}
    assert "opioid_days" not in interview.said


def test_a_dormant_answer_that_returns_is_offered_and_counts_only_once_confirmed() -> None:
    away = small(opioid_days=12).change("medicines").answer("medicines", ["none"])
    assert away.decision.urgency == "routine"
    back = away.change("medicines").answer("medicines", ["opioid"])
    assert (back.state, back.earlier_answer) == ("opioid_days", 12)
    assert back.decision.urgency is None
    assert "opioid_days" not in back.counting
    confirmed = back.answer("opioid_days", back.earlier_answer)
    assert (confirmed.state, confirmed.earlier_answer) == ("notes", "since May")
    done = confirmed.answer("notes", None)
    assert (done.outcome and done.outcome.id, done.decision.urgency) == ("treat", "days")


def test_a_new_question_is_asked_and_then_the_waiting_answers_count_on() -> None:
    interview = small(features=["swollen", "locked"]).change("features").answer("features", ["sharp"])
    assert (interview.state, interview.earlier_answer) == ("at_night", None)
    assert interview.waiting.keys() == {"goal", "triggers", "medicines", "opioid_days", "notes", "conditions"}
    interview = interview.answer("at_night", "yes")
    assert interview.state == "outcome:treat"
    assert interview.waiting == {}


def test_an_answer_whose_option_is_no_longer_offered_is_asked_again() -> None:
    older = small(age=60, danger=["none"], medicines=["thinner", "old_pill"], conditions=["side_effect"])
    interview = older.change("age").answer("age", 40)
    assert (interview.state, interview.earlier_answer) == ("medicines", ("thinner", "old_pill"))
    assert interview.dormant.keys() >= {"medicines"}
    interview = interview.answer("medicines", ["thinner"])
    assert interview.state == "notes"


def test_an_answer_whose_option_is_offered_still_counts_on() -> None:
    older = small(age=60, medicines=["thinner", "old_pill"])
    assert older.change("age").answer("age", 59).counting["medicines"] == ("thinner", "old_pill")


def test_several_changes_may_be_open_at_once() -> None:
    interview = small().change("goal").change("age")
    assert interview.state == "age"
    done = interview.answer("age", 41)
    assert done.state == "outcome:treat"
    assert done.counting == {**FULL_VALUES, "age": 41}


def test_an_end_that_comes_earlier_leaves_later_answers_dormant() -> None:
    interview = small().change("goal").answer("goal", "looks")
    assert interview.state == "outcome:cosmetic"
    assert interview.waiting == {}
    assert interview.dormant.keys() == {"triggers", "medicines", "opioid_days", "notes", "conditions"}
    assert not interview.decision.codes


# --- By mistake -----------------------------------------------------------------------------------------------------


def test_an_emergency_chosen_by_mistake_leads_back_to_its_question_offered_afresh() -> None:
    interview = up_to("danger").answer("danger", ["numb_leg"]).mistake()
    assert (interview.state, interview.earlier_answer) == ("danger", None)
    assert interview.answer("danger", ["none"]).state == "pain_days"


def test_only_an_emergency_can_have_been_a_mistake() -> None:
    for interview in (begin(small_machine()), up_to("goal"), small()):
        with pytest.raises(StepError, match="only an emergency"):
            interview.mistake()


def test_a_mistake_in_a_changed_answer_leads_back_to_the_change() -> None:
    finished = small()
    interview = finished.change("danger").answer("danger", ["numb_leg"])
    assert interview.waiting == {}
    interview = interview.mistake()
    assert (interview.state, interview.earlier_answer) == ("danger", ("none",))
    assert interview.answer("danger", ["none"]).counting == finished.counting


def test_a_mistake_that_a_walk_came_upon_again_leads_to_its_own_question() -> None:
    emergency = up_to("danger").answer("danger", ["numb_leg"])
    again = emergency.change("age").answer("age", 41)
    assert again.state == "outcome:emergency"
    interview = again.mistake()
    assert (interview.state, interview.earlier_answer) == ("danger", None)
    assert interview.counting == {"for_whom": "me", "age": 41}
    assert interview.undo().state == "age"


# --- Contradictions and cards ---------------------------------------------------------------------------------------


def test_a_contradiction_is_raised_and_can_be_kept() -> None:
    interview = up_to("clear_days").answer("clear_days", 20)
    pair = interview.contradiction
    assert pair is not None
    assert pair.change == ("pain_days", "clear_days")
    assert interview.keep().contradiction is None
    assert interview.keep().state == interview.state


def test_other_values_raise_a_kept_contradiction_anew() -> None:
    kept = up_to("clear_days").answer("clear_days", 20).keep()
    same = kept.change("clear_days").answer("clear_days", 20)
    other = kept.change("clear_days").answer("clear_days", 21)
    assert same.contradiction is None
    assert other.contradiction is not None


def test_another_value_of_a_question_that_is_only_read_raises_it_anew_too() -> None:
    kept = small(opioid_days=25, pain_days=20).keep()
    assert kept.contradiction is None
    assert kept.change("pain_days").answer("pain_days", 21).contradiction is not None


def test_unsure_and_unasked_answers_contradict_nothing() -> None:
    assert small(pain_days=31, clear_days="unsure").contradiction is None
    assert up_to("clear_days", pain_days=31).contradiction is None


def test_there_is_nothing_to_keep_without_a_contradiction() -> None:
    with pytest.raises(StepError, match="no answers contradict"):
        small().keep()


def test_a_card_is_shown_once() -> None:
    interview = up_to("danger").answer("danger", ["fever"])
    assert interview.card is not None
    assert interview.card.show == "urgent"
    interview = interview.go_on()
    assert interview.card is None
    assert interview.state == "pain_days"
    assert interview.answer("pain_days", 30).card is small_machine().flow.cards[1]


def test_there_is_nothing_to_go_on_from_without_a_card() -> None:
    with pytest.raises(StepError, match="no card is shown"):
        up_to("pain_days").go_on()


def test_the_urgent_card_can_end_the_asking_and_no_other_can() -> None:
    stopped = up_to("danger").answer("danger", ["fever"]).stop()
    assert (stopped.state, stopped.card) == ("outcome:urgent", None)
    assert stopped.decision.urgency == "today"
    for interview in (up_to("pain_days"), up_to("pain_days").answer("pain_days", 30), small()):
        with pytest.raises(StepError, match="at the urgent card only"):
            interview.stop()


def test_the_outcome_is_the_same_whether_one_stops_or_goes_on() -> None:
    card = up_to("danger").answer("danger", ["fever"])
    gone_on = card.go_on()
    while (question := gone_on.question) is not None:
        gone_on = gone_on.answer(question.id, FULL[question.id])
    assert gone_on.outcome is card.stop().outcome


def test_stopping_can_be_taken_back_and_answers_changed_afterwards() -> None:
    stopped = up_to("danger").answer("danger", ["fever"]).stop()
    assert (stopped.undo().state, stopped.undo().earlier_answer) == ("danger", ("fever",))
    assert stopped.change("danger").answer("danger", ["none"]).state == "pain_days"


def test_what_the_program_knows_counts_from_the_beginning() -> None:
    interview = begin(small_machine(), ["crisis_in_words"])
    assert interview.said == {"crisis_in_words": 1}
    assert interview.answer("for_whom", "me").said == {"crisis_in_words": 1, "for_whom": "me"}
    assert interview.path == ()


# --- Turns ----------------------------------------------------------------------------------------------------------


def test_turns_are_replayed() -> None:
    turns = [
        Turn("answer", "for_whom", "me"),
        Turn("answer", "age", 12),
        Turn("undo"),
        Turn("answer", "age", 60),
        Turn("answer", "danger", ["fever", "new_over_50"]),
        Turn("go_on"),
        Turn("change", "age"),
        Turn("answer", "age", 40),
    ]
    interview = replay(small_machine(), turns)
    assert (interview.state, interview.earlier_answer) == ("danger", ("fever", "new_over_50"))
    assert interview.counting == {"for_whom": "me", "age": 40}


@pytest.mark.parametrize("turn", [Turn("answer"), Turn("change"), Turn("nothing")])  # type: ignore[arg-type]
def test_a_turn_that_makes_no_sense_is_refused(turn: Turn) -> None:
    with pytest.raises(ScreenerError):
        begin(small_machine()).take(turn)


# --- Whatever a visitor does ----------------------------------------------------------------------------------------


@cache
def migraine() -> FlowMachine:
    return FlowMachine(load(Path(__file__).parents[2] / "flows" / "migraine"))


@dataclass
class Visitor:
    """Draws what a visitor does next, a step that cannot be taken now and then among it."""

    pick: Callable[[int], int]
    """A number from 0 up to, not including, the one given."""
    interview: Interview
    turns: list[Turn] = field(default_factory=list)

    def step(self) -> None:
        turn, before = self.turn(), self.interview
        snapshot = replace(before, counting=dict(before.counting), waiting=dict(before.waiting))
        try:
            self.interview = before.take(turn)
        except ScreenerError:
            assert before == snapshot
            return
        assert before == snapshot
        self.turns.append(turn)
        self.check(turn, before)

    def turn(self) -> Turn:
        question, path = self.interview.question, self.interview.path
        if self.interview.card and not self.pick(3):
            return Turn(("go_on", "stop")[self.pick(2)])  # type: ignore[arg-type]
        what = self.pick(20)
        if what == 0:
            return Turn("undo")
        if what in (1, 2) and path:
            return Turn("change", path[self.pick(len(path))])
        if what == 3:
            return Turn(ACTIONS[3 + self.pick(4)])
        if what == 5 and not self.pick(4):
            given = self.interview.flow.given
            return Turn("alarm", None, given[self.pick(len(given))])
        if what == 4:
            every = self.interview.flow.questions
            asked = every[self.pick(len(every))]
            return Turn("answer", asked.id, self.value(asked))
        if question is None:
            return Turn("change", path[self.pick(len(path))]) if path else Turn("undo")
        earlier = self.interview.earlier_answer
        if earlier is not None and self.pick(3):
            return Turn("answer", question.id, earlier)
        return Turn("answer", question.id, self.value(question))

    def value(self, question: Question) -> Value | list[str]:
        options = [option.id for option in self.interview.offered(question)]
        if question.optional and not self.pick(4):
            return None
        if question.unsure and not self.pick(5):
            return UNSURE
        if question.kind == "number":
            return self.pick((question.max or 0) + 1)
        if question.kind == "words":
            return "words"
        if question.kind == "one":
            return options[self.pick(len(options))]
        signs = any(option.sign for option in question.options)
        if not options or self.pick(6) < (5 if signs else 2):
            return [NONE]
        return sorted({options[self.pick(len(options))] for _ in range(2)})

    def check(self, turn: Turn, before: Interview) -> None:
        now = self.interview
        assert now.reached >= before.reached
        assert now.alarms >= before.alarms >= before.given.keys()
        assert not now.counting.keys() & now.waiting.keys()
        assert not now.counting.keys() & now.dormant.keys()
        assert not now.waiting.keys() & now.dormant.keys()
        assert now.state not in now.counting
        assert list(now.path) == sorted(now.path, key=now.flow.order.__getitem__)
        assert now.decision == replace(now, waiting={}, dormant={}).decision
        if turn.action == "answer":
            self.check_what_counts_anew(turn, before)

    def check_what_counts_anew(self, turn: Turn, before: Interview) -> None:
        """Only what was answered just now, and what waited: a dormant answer never comes to count by itself."""
        anew = self.interview.counting.keys() - before.counting.keys()
        assert anew <= before.waiting.keys() | {turn.question}
        for name in anew - {turn.question}:
            assert self.interview.counting[name] == before.waiting[name]
        for name, value in {**before.waiting, **before.dormant}.items():
            if name == self.interview.state:
                assert self.interview.earlier_answer == value

    def check_against_fresh_answers(self) -> None:
        """Where the visitor is, and what it means, are those of somebody who answers in order what counts."""
        now = self.interview
        fresh = begin(now.machine)
        for name, value in now.counting.items():
            fresh = fresh.answer(name, list(value) if isinstance(value, tuple) else value)
        for name in now.given:
            fresh = fresh.alarm(name)
        assert fresh.counting == now.counting
        if fresh.state != now.state:  # the visitor stopped at the urgent card
            assert any(turn.action == "stop" for turn in self.turns)
            assert now.state == now.machine.decided(fresh.said)
        else:
            assert fresh.decision == now.decision
            assert fresh.contradiction is replace(now, kept=frozenset()).contradiction

    def check_against_a_replay(self) -> None:
        assert replay(self.interview.machine, self.turns) == self.interview


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_wherever_a_visitor_has_been_only_the_answers_that_count_matter(data: st.DataObject) -> None:
    visitor = Visitor(lambda below: data.draw(st.integers(0, below - 1)), begin(small_machine()))
    for _ in range(data.draw(st.integers(1, 30))):
        visitor.step()
        visitor.check_against_fresh_answers()
    visitor.check_against_a_replay()


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("flow", [small_machine, migraine])
def test_the_same_holds_over_long_and_restless_visits(flow: Callable[[], FlowMachine], seed: int) -> None:
    visitor = Visitor(random.Random(seed).randrange, begin(flow()))
    for number_of_step in range(150):
        visitor.step()
        if number_of_step % 10 == 0:
            visitor.check_against_fresh_answers()
    visitor.check_against_fresh_answers()
    visitor.check_against_a_replay()


def test_restless_visits_come_everywhere() -> None:
    """The visits above are worth something: they take every step, and meet every outcome and answers of all kinds."""
    taken: set[str] = set()
    ends: set[str] = set()
    waited = slept = returned = 0
    for seed in range(60):
        visitor = Visitor(random.Random(seed).randrange, begin(small_machine()))
        for _ in range(100):
            visitor.step()
            now = visitor.interview
            ends |= {now.outcome.id} if now.outcome else set()
            waited += bool(now.waiting)
            slept += bool(now.dormant)
            returned += now.state in now.dormant
        taken |= {turn.action for turn in visitor.turns}
    assert taken == set(ACTIONS)
    assert ends == {outcome.id for outcome in small_machine().flow.outcomes}
    assert min(waited, slept, returned) > 50


RICH: Any = choice("a", "yes no") + number("b", "when: a == 'yes'") + number("c", 'when: "not (b > 5)"')


def test_a_question_that_only_an_unasked_one_keeps_away_is_asked() -> None:
    interview = begin(machine_from(flow_text(RICH))).answer("a", "no")
    assert interview.state == "c"
    interview = interview.answer("c", 1).change("a").answer("a", "yes")
    assert interview.state == "b"
    assert interview.answer("b", 9).state == "outcome:all"
    assert interview.answer("b", 9).dormant == {"c": 1}
    assert interview.answer("b", 5).counting == {"a": "yes", "b": 5, "c": 1}
