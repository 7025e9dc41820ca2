"""A visitor's screening: what is kept, what is refused, and that nothing is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener import conversation, retention, review
from screener.clinic import load_clinic
from screener.conversation import Conversation, Expired, NotThisTurn, UnknownToken
from screener.engine.errors import AnswerError, StepError
from screener.library import FlowLibrary, shipped
from screener.replies import Reply
from screener.staff import add_staff
from screener.store import cases, screenings
from screener.store.models import Screening, User, db
from screener.web.parts import EXTENSION

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CLINIC = load_clinic(shipped("flows") / "clinic.yaml")


@pytest.fixture
def flows() -> Path:
    return shipped("flows")


@pytest.fixture
def library(app: Flask) -> Iterator[FlowLibrary]:
    with app.app_context():
        yield app.extensions[EXTENSION].library


def begun(library: FlowLibrary) -> tuple[str, Conversation]:
    return conversation.start(library, "migraine", "en", NOW)


def say(talk: Conversation, *values: str, **others: str) -> Conversation:
    return conversation.reply(talk, talk.turn, Reply("answer", chosen=values, **others), CLINIC, NOW)  # type: ignore[arg-type]


def step(talk: Conversation, action: str, question: str | None = None) -> Conversation:
    return conversation.reply(talk, talk.turn, Reply(action, question), CLINIC, NOW)


def row(talk: Conversation) -> Screening:
    db.session.expire_all()
    found = db.session.get(Screening, talk.stored.id)
    assert found is not None
    return found


def test_what_is_found_again_is_where_the_visitor_was(library: FlowLibrary) -> None:
    token, talk = begun(library)
    talk = say(say(talk, "me"), "41")
    again = conversation.find(library, token, NOW)
    assert again.interview == talk.interview
    assert again.turn == talk.turn == 2


def test_tokens_are_long_random_and_only_their_hash_is_kept(library: FlowLibrary) -> None:
    tokens = {begun(library)[0] for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) == 43 for token in tokens)
    kept = {row.token_hash for row in db.session.query(Screening)}
    assert kept == {screenings.hashed(token) for token in tokens}


def test_a_screening_keeps_the_flow_version_that_it_began_with(library: FlowLibrary) -> None:
    token, talk = begun(library)
    current = library.current["migraine"]
    texts = {**current.files, "flow.yaml": current.files["flow.yaml"] + "\n# a newer version\n"}
    newer = FlowLibrary({"migraine": replace(current, files=texts)})
    assert conversation.find(newer, token, NOW).version.flow.digest == talk.version.flow.digest


def test_the_same_reply_sent_twice_counts_once(library: FlowLibrary) -> None:
    token, talk = begun(library)
    sent = Reply("answer", "for_whom", ("me",))
    once = conversation.reply(talk, 0, sent, CLINIC, NOW)
    twice = conversation.reply(conversation.find(library, token, NOW), 0, sent, CLINIC, NOW)
    assert twice.turn == once.turn == 1


@pytest.mark.parametrize("turn", [0, 2, -1, 99_999])
def test_a_stale_or_future_turn_is_refused_and_changes_nothing(library: FlowLibrary, turn: int) -> None:
    _, talk = begun(library)
    talk = say(talk, "me")
    with pytest.raises(NotThisTurn) as refused:
        conversation.reply(talk, turn, Reply("answer", chosen=("41",)), CLINIC, NOW)
    assert refused.value.conversation.turn == 1
    assert row(talk).turn_count == 1


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ((), "missing"),
        (("121",), "too_high"),
        (("-1",), "too_low"),
        (("forty",), "not_a_number"),
        (("4_1",), "not_a_number"),
        (("41.5",), "not_a_number"),
        (("9" * 5000,), "too_high"),
        (("unsure",), "unsure_not_offered"),
    ],
)
def test_a_number_that_cannot_be_is_refused_and_nothing_is_lost(
    library: FlowLibrary, values: tuple[str, ...], problem: str
) -> None:
    _, talk = begun(library)
    talk = say(talk, "me")
    with pytest.raises(AnswerError) as refused:
        say(talk, *values)
    assert refused.value.problem == problem
    assert row(talk).turn_count == 1


def test_an_answer_to_another_question_than_the_one_that_stands_is_refused(library: FlowLibrary) -> None:
    _, talk = begun(library)
    with pytest.raises(AnswerError) as refused:
        conversation.reply(talk, 0, Reply("answer", "goal", ("prevention",)), CLINIC, NOW)
    assert refused.value.problem == "not_asked_now"


def test_typed_words_are_kept_as_they_were_beside_what_they_were_read_as(library: FlowLibrary) -> None:
    token, talk = begun(library)
    say(say(talk, "me"), text="  about 41 years ")
    stored = conversation.find(library, token, NOW).stored
    assert stored.turns[-1].content["value"] == 41
    assert stored.turns[-1].content["words"] == "about 41 years"


def test_words_that_are_no_plain_answer_are_kept_and_the_question_stands(library: FlowLibrary) -> None:
    token, talk = begun(library)
    talk = say(talk, text="well, it depends")
    assert talk.status == "asking"
    assert talk.interview.state == "for_whom"
    assert talk.unclear_replies == 1
    again = conversation.find(library, token, NOW)
    assert again.stored.turns[-1].content["words"] == "well, it depends"
    twice = say(again, text="hm")
    assert twice.unclear_replies == 2
    assert say(twice, "me").unclear_replies == 0


def test_words_that_were_not_understood_do_not_stand_beside_what_is_chosen_later(library: FlowLibrary) -> None:
    """The field on the page still holds them, so they come along."""
    _, talk = begun(library)
    after = say(say(talk, text="flurb"), "me", text="flurb")
    assert after.stored.turns[-1].content["value"] == "me"
    assert after.stored.turns[-1].content["words"] is None
    again = say(after, text="hm")
    assert say(again, "35", text="about 35 I think").stored.turns[-1].content["words"] == "about 35 I think"


@pytest.mark.parametrize(
    "action",
    ["", "to_outcome", "advance", "alarm", "confirm", "reword", "read", "keep", "go_on", "stop", "mistake", "undo"],
)
def test_a_step_that_is_not_possible_here_is_refused(library: FlowLibrary, action: str) -> None:
    _, talk = begun(library)
    with pytest.raises(StepError):
        step(talk, action)
    assert row(talk).turn_count == 0


def test_a_danger_sign_is_in_the_queue_at_once_and_stays_when_taken_back(library: FlowLibrary) -> None:
    _, talk = begun(library)
    talk = say(say(say(talk, "me"), "41"), "thunderclap")
    assert talk.status == "emergency"
    assert (row(talk).outcome, row(talk).urgency) == ("emergency_now", "emergency")
    talk = step(talk, "mistake")
    assert talk.interview.question is not None
    assert talk.interview.question.id == "danger_signs"
    assert row(talk).outcome == "emergency_now"
    assert [turn.content["action"] for turn in talk.stored.turns][-2:] == ["answer", "mistake"]


def test_an_urgent_sign_is_in_the_queue_before_the_visitor_chooses_to_stop(library: FlowLibrary) -> None:
    _, talk = begun(library)
    for values in (("me",), ("41",), ("none",), ("none",), ("fever_headache",)):
        talk = say(talk, *values)
    assert talk.status == "urgent"
    assert (row(talk).outcome, row(talk).urgency) == ("urgent_review", "today")
    assert row(talk).finished_at is None
    with pytest.raises(StepError):
        say(talk, "none")
    stopped = step(talk, "stop")
    assert stopped.status == "finished"
    assert row(talk).finished_at is not None


def test_a_contradiction_made_at_the_very_end_is_raised_too(library: FlowLibrary) -> None:
    _, talk = begun(library)
    while talk.interview.question is not None:
        talk = say(talk, *answer_to(talk.interview.question.id))
    assert talk.status == "finished"
    talk = say(step(talk, "change", "migraine_days"), "31")
    assert talk.interview.outcome is not None
    assert talk.status == "contradiction"
    assert step(talk, "keep").status == "finished"


def finished(library: FlowLibrary, **changes: str) -> tuple[str, Conversation]:
    token, talk = begun(library)
    while talk.interview.question is not None and talk.interview.outcome is None:
        asked = talk.interview.question.id
        talk = (
            step(talk, "go_on")
            if talk.status in ("urgent", "card")
            else say(talk, changes.get(asked, *answer_to(asked)))
        )
    return token, talk


def test_options_that_a_change_brings_are_asked_about_anew(library: FlowLibrary) -> None:
    _, talk = finished(library, age="45")
    talk = say(step(talk, "change", "age"), "65")
    assert talk.interview.state == "urgent_signs"
    assert talk.interview.earlier_answer == ("none",)
    talk = say(say(talk, "none"), "none")
    assert talk.interview.outcome is not None


def test_a_new_urgent_sign_shows_its_card_although_one_was_seen_before(library: FlowLibrary) -> None:
    _, talk = begun(library)
    for values in (("me",), ("41",), ("none",), ("none",), ("fever_headache",)):
        talk = say(talk, *values)
    talk = step(talk, "go_on")
    assert talk.status == "asking"
    talk = say(talk, "cancer_new_headache")
    assert talk.status == "urgent"
    talk = step(talk, "go_on")
    assert talk.status == "asking"
    talk = say(step(talk, "change", "change_signs"), "none")
    assert talk.status == "asking"


def close(talk: Conversation, now: datetime = NOW) -> int:
    with_staff = new_staff()
    review.take_step(talk.stored.id, "close", staff_id=with_staff, seen=0, reason="declined", now=now)
    return with_staff


def new_staff() -> int:
    add_staff("nurse@clinic.example", "reviewer", "seven quiet herons")
    return db.session.query(User).one().id


def test_a_closed_case_comes_back_when_its_visitor_becomes_urgent(library: FlowLibrary) -> None:
    token, talk = finished(library)
    close(talk)
    talk = conversation.find(library, token, NOW + DAY)
    talk = conversation.reply(talk, talk.turn, Reply("change", "urgent_signs"), CLINIC, NOW + DAY)
    talk = conversation.reply(talk, talk.turn, Reply("answer", chosen=("fever_headache",)), CLINIC, NOW + DAY)
    assert (row(talk).status, row(talk).urgency) == ("new", "today")
    assert row(talk).queued_at == NOW + DAY
    last = cases.by_reference(talk.stored.reference)
    assert last is not None
    assert (last.steps[-1].step, last.steps[-1].staff_id) == ("changed", None)


def test_a_closed_case_comes_back_when_its_visitor_asks_to_be_contacted(library: FlowLibrary) -> None:
    token, talk = finished(library)
    close(talk)
    talk = conversation.find(library, token, NOW)
    assert conversation.leave_contact(talk, {"telephone": "905 555 0123"}, CLINIC, NOW).stored.status == "new"
    assert row(talk).status == "new"


def test_an_open_case_stays_where_its_review_is(library: FlowLibrary) -> None:
    token, talk = finished(library)
    review.take_step(talk.stored.id, "start", staff_id=new_staff(), seen=0, now=NOW)
    talk = conversation.find(library, token, NOW)
    conversation.leave_contact(talk, {"telephone": "905 555 0123"}, CLINIC, NOW)
    assert row(talk).status == "in_review"


def test_what_is_part_of_the_clinics_records_is_not_deleted_but_the_wish_is_passed_on(library: FlowLibrary) -> None:
    token, talk = finished(library)
    conversation.leave_contact(talk, {"telephone": "905 555 0123"}, CLINIC, NOW)
    talk = conversation.find(library, token, NOW)
    assert not conversation.delete(talk, CLINIC, NOW)
    case = cases.by_reference(talk.stored.reference)
    assert case is not None
    assert [step.step for step in case.steps] == ["asked_to_delete"]
    assert conversation.find(library, token, NOW).stored.contact is not None


def test_what_is_past_its_time_is_deleted_and_nothing_else(library: FlowLibrary) -> None:
    clinic = load_clinic(shipped("flows") / "clinic.yaml")
    begun(library)
    finished(library)
    assert retention.purge(clinic, NOW + 30 * DAY) == {}
    assert retention.purge(clinic, NOW + 31 * DAY) == {"unfinished": 1}
    assert retention.purge(clinic, NOW + 3649 * DAY) == {}
    assert retention.purge(clinic, NOW + 3651 * DAY) == {"completed": 1}


def test_a_danger_in_words_stays_on_top_of_the_queue_although_the_visitor_went_on(library: FlowLibrary) -> None:
    _, talk = begun(library)
    talk = say(talk, "me")
    talk = say(talk, text="i do not want to live anymore")
    assert talk.status == "crisis"
    assert (row(talk).outcome, row(talk).urgency) == ("crisis_now", "emergency")
    talk = step(talk, "mistake")
    while talk.interview.question is not None:
        talk = say(talk, *answer_to(talk.interview.question.id))
    assert talk.interview.outcome is not None
    assert row(talk).urgency == "emergency"
    case = cases.by_reference(talk.stored.reference)
    assert case is not None
    assert "crisis_in_words" in case.flags


def answer_to(question: str) -> tuple[str, ...]:
    usual = {
        "for_whom": "me",
        "age": "41",
        "attack_now": "no",
        "goal": "prevention",
        "headache_days": "4",
        "migraine_days": "2",
        "duration": "over_3_months",
        "headache_hours": "four_hours_to_three_days",
        "impairment": "none",
    }
    return (usual.get(question, "none"),)


def test_a_resume_code_is_short_spoken_and_gives_a_new_token(library: FlowLibrary) -> None:
    token, talk = begun(library)
    talk = say(talk, "me")
    code = conversation.later(talk, NOW)
    assert len(code) == 9
    assert not set(code) & set("01OIL")
    fresh, back = conversation.come_back(library, f" {code.lower().replace('-', ' ')} ", NOW + 30 * DAY)
    assert back.turn == 1
    assert conversation.find(library, fresh, NOW + 30 * DAY).turn == 1
    with pytest.raises(UnknownToken):
        conversation.find(library, token, NOW)


def test_a_resume_code_is_too_old_after_thirty_days(library: FlowLibrary) -> None:
    _, talk = begun(library)
    code = conversation.later(talk, NOW)
    with pytest.raises(Expired):
        conversation.come_back(library, code, NOW + 31 * DAY)


def test_an_unfinished_screening_is_too_old_after_thirty_days(library: FlowLibrary) -> None:
    token, _ = begun(library)
    conversation.find(library, token, NOW + 30 * DAY)
    with pytest.raises(Expired):
        conversation.find(library, token, NOW + 31 * DAY)


def test_deleted_answers_are_gone(library: FlowLibrary) -> None:
    token, talk = begun(library)
    assert conversation.delete(say(talk, "me"), CLINIC, NOW)
    with pytest.raises(UnknownToken):
        conversation.find(library, token, NOW)
    assert db.session.get(Screening, talk.stored.id) is None


def test_contact_details_are_kept_sealed_with_the_place_in_the_clear(library: FlowLibrary) -> None:
    token, talk = begun(library)
    conversation.leave_contact(talk, {"name": "Ada Test", "telephone": "905 555 0123", "place": "vaughan"}, CLINIC, NOW)
    again = conversation.find(library, token, NOW)
    assert again.stored.contact is not None
    assert again.stored.contact["name"] == "Ada Test"
    assert row(talk).place == "vaughan"


def test_a_screening_cannot_grow_without_end(library: FlowLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screener.conversation.turns.MOST_TURNS", 2)
    _, talk = begun(library)
    talk = step(say(talk, "me"), "undo")
    with pytest.raises(StepError):
        say(talk, "me")


# --- Anything at all ------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=120), answered=st.integers(min_value=0, max_value=9))
def test_any_text_at_any_question_is_read_or_unclear_and_never_a_failure(
    library: FlowLibrary, text: str, answered: int
) -> None:
    talk = begun(library)[1]
    for value in ("me", "34", "none", "none", "none", "none", "no", "prevention", "18")[:answered]:
        talk = say(talk, value)
    before = dict(talk.interview.counting)
    try:
        after = conversation.reply(talk, talk.turn, Reply("answer", text=text), CLINIC, NOW)
    except AnswerError:
        return
    if after.aside:
        assert dict(after.interview.counting) == before


@pytest.mark.parametrize(
    "typed", ["does it hurt?", "is it covered?", "dois-je arrêter mon topamax?", "why do you ask?"]
)
def test_a_side_question_never_changes_the_answers(library: FlowLibrary, typed: str) -> None:
    talk = say(say(begun(library)[1], "me"), "34")
    before = talk.interview
    after = say(talk, text=typed)
    assert (after.interview.counting, after.interview.state) == (before.counting, before.state)
