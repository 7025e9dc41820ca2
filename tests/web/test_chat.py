"""The chat over HTTP: the right status, a clear message, a way on, nothing lost, nothing in a log."""

import hashlib
import logging
import re
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from screener.app import create_app
from screener.config import Settings
from screener.library import shipped
from screener.store.database import upgrade
from screener.store.models import Screening, db
from screener.web.limits import limiter

CHAT = "/chat/migraine"
TEMPLATES = Path(__file__).parent.parent.parent / "templates"


class Visitor:
    """Somebody who fills in the chat's forms as a browser without scripts does."""

    def __init__(self, client: FlaskClient, flow_id: str = "migraine") -> None:
        self.client, self.address = client, f"/chat/{flow_id}"
        self.page = client.post(self.address, data={"action": "begin", "consent": "yes"})

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page.text)
        assert found, self.page.text
        return found[1]

    @property
    def question(self) -> str:
        found = re.search(r'<input type="hidden" name="question" value="([^"]*)"', self.page.text)
        return found[1] if found else ""

    def send(self, action: str = "answer", **form: object) -> TestResponse:
        given = {"token": self.hidden("token"), "turn": self.hidden("turn"), "action": action} | form
        self.page = self.client.post(self.address, data=given)
        return self.page

    def answer(self, *values: str) -> TestResponse:
        return self.send(answer=list(values), question=self.question)


@pytest.fixture
def flows() -> Path:
    return shipped("flows")


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


def code_of(page: TestResponse) -> str:
    found = re.search(r'data-code="(\w+)"', page.text)
    return found[1] if found else ""


def test_nothing_is_kept_before_consent(client: FlaskClient, app: Flask) -> None:
    page = client.post(CHAT, data={"action": "begin"})
    assert page.status_code == 422
    assert code_of(page) == "consent"
    with app.app_context():
        assert db.session.query(Screening).count() == 0


def test_the_visitor_gets_no_cookie_ever(visitor: Visitor) -> None:
    assert "Set-Cookie" not in visitor.page.headers
    assert "Set-Cookie" not in visitor.answer("me").headers


def test_a_good_answer_brings_the_next_question(visitor: Visitor) -> None:
    assert visitor.question == "for_whom"
    assert visitor.answer("me").status_code == 200
    assert visitor.question == "age"


@pytest.mark.parametrize(
    ("answer", "code"),
    [("121", "too_high"), ("-1", "too_low"), ("forty-one", "not_a_number"), ("", "missing"), ("41.5", "not_a_number")],
)
def test_a_number_that_cannot_be_is_asked_again_with_what_to_do(visitor: Visitor, answer: str, code: str) -> None:
    visitor.answer("me")
    page = visitor.answer(answer)
    assert page.status_code == 422
    assert code_of(page) == code
    assert "from 0 to 120" in page.text
    assert visitor.question == "age"
    assert f'value="{answer}"' in page.text
    assert visitor.answer("41").status_code == 200


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (("headache",), "unknown_option"),
        (("possible_gca",), "unknown_option"),
        (("none", "thunderclap"), "none_with_others"),
        ((), "missing"),
    ],
)
def test_a_choice_that_is_not_there_is_asked_again(visitor: Visitor, values: tuple[str, ...], code: str) -> None:
    visitor.answer("me")
    visitor.answer("41")
    page = visitor.answer(*values)
    assert (page.status_code, code_of(page), visitor.question) == (422, code, "danger_signs")


def test_an_option_that_this_visitor_is_not_offered_is_refused(visitor: Visitor) -> None:
    for values in (("me",), ("41",), ("none",), ("none",)):
        visitor.answer(*values)
    page = visitor.answer("possible_gca")
    assert (page.status_code, code_of(page), visitor.question) == (422, "not_offered", "urgent_signs")


@pytest.mark.parametrize("turn", ["0", "2", "x", "", "-1", "99999999999999999999"])
def test_a_stale_future_or_malformed_turn_shows_where_the_visitor_really_is(visitor: Visitor, turn: str) -> None:
    visitor.answer("me")
    page = visitor.send(answer="41", turn=turn)
    assert (page.status_code, code_of(page), visitor.question) == (409, "other_turn", "age")


def test_the_same_form_sent_twice_counts_once(visitor: Visitor) -> None:
    form = {"token": visitor.hidden("token"), "turn": "0", "action": "answer", "answer": "me"}
    first, second = (visitor.client.post(CHAT, data=form) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert first.text == second.text


@pytest.mark.parametrize(
    ("token", "status", "code"),
    [
        ("", 400, "no_token"),
        ("short", 404, "unknown_token"),
        ("é" * 43, 404, "unknown_token"),
        ("a" * 43, 404, "unknown_token"),
    ],
)
def test_a_missing_or_malformed_token_has_a_way_on(client: FlaskClient, token: str, status: int, code: str) -> None:
    page = client.post(CHAT, data={"token": token, "turn": "0", "action": "answer", "answer": "me"})
    assert (page.status_code, code_of(page)) == (status, code)
    assert f'href="{CHAT}?lang=en"' in page.text
    assert token == "" or token not in page.text


def test_an_expired_token_says_so(visitor: Visitor, app: Flask) -> None:
    with app.app_context():
        row = db.session.query(Screening).one()
        row.updated_at -= timedelta(days=31)
        db.session.commit()
    page = visitor.answer("me")
    assert (page.status_code, code_of(page)) == (410, "expired")


def test_an_unknown_flow_is_a_page_with_a_way_on(client: FlaskClient) -> None:
    for page in (client.get("/chat/unknown"), client.post("/chat/unknown", data={"action": "begin"})):
        assert page.status_code == 404
        assert 'href="/"' in page.text


def test_a_body_of_a_hundred_kilobytes_is_refused_and_nothing_is_lost(visitor: Visitor) -> None:
    token = visitor.hidden("token")
    page = visitor.client.post(CHAT, data={"token": token, "turn": "0", "action": "answer", "text": "x" * 100_000})
    assert page.status_code == 413
    assert "Nothing that you answered before is lost" in page.text
    again = visitor.client.post(CHAT, data={"token": token, "action": "resume"})
    assert again.status_code == 200
    assert 'value="for_whom"' in again.text


@pytest.mark.parametrize("typed", [b"\xff\xfe", b"%80", b"ok%C3"])
def test_bytes_that_are_no_utf_8_are_asked_for_again(visitor: Visitor, typed: bytes) -> None:
    body = f"token={visitor.hidden('token')}&turn=0&action=answer&text=".encode() + typed
    page = visitor.client.post(CHAT, data=body, content_type="application/x-www-form-urlencoded")
    assert (page.status_code, code_of(page)) == (400, "unreadable")
    assert 'type="hidden" name="question" value="for_whom"' in page.text


def test_bytes_that_are_no_utf_8_without_a_token_have_a_way_on(client: FlaskClient) -> None:
    page = client.post(CHAT, data=b"action=begin&consent=\xff", content_type="application/x-www-form-urlencoded")
    assert page.status_code == 400
    assert f'href="{CHAT}?lang=en"' in page.text


def test_an_action_that_there_is_not_leaves_the_visitor_where_they_are(visitor: Visitor) -> None:
    page = visitor.send("explode")
    assert (page.status_code, code_of(page), visitor.question) == (409, "not_possible", "for_whom")


def test_another_site_cannot_send_forms_here(visitor: Visitor) -> None:
    form = {"token": visitor.hidden("token"), "turn": "0", "action": "answer", "answer": "me"}
    assert visitor.client.post(CHAT, data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert visitor.client.post(CHAT, data=form, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_what_a_visitor_types_is_shown_as_text_and_never_as_markup(visitor: Visitor) -> None:
    page = visitor.send(text="<script>alert(1)</script>\"'")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


def test_the_script_gets_the_main_part_only(visitor: Visitor) -> None:
    form = {"token": visitor.hidden("token"), "action": "resume"}
    page = visitor.client.post(CHAT, data=form, headers={"X-Part": "main"})
    assert "<html" not in page.text
    assert 'value="for_whom"' in page.text


def test_a_wrong_code_is_said_and_guessing_is_slowed_down(settings: Settings) -> None:
    app = create_app(replace(settings, rate_limits=True))
    with app.app_context():
        upgrade()
    limiter.reset()
    client = app.test_client()
    pages = [client.post(CHAT, data={"action": "resume", "code": f"AAAA-{n:04d}"}) for n in range(6)]
    assert [page.status_code for page in pages] == [404, 404, 404, 404, 404, 429]
    assert code_of(pages[0]) == "unknown_code"
    assert "Wait a few minutes" in pages[5].text


def test_the_booking_request_needs_a_name_one_way_to_be_reached_and_consent(visitor: Visitor) -> None:
    finish(visitor)
    page = visitor.send("contact", times="mornings")
    assert page.status_code == 422
    for field in ("name", "telephone", "agreed"):
        assert f'id="{field}-error"' in page.text
    assert 'value="mornings"' in page.text
    page = visitor.send("contact", name="Ada Test", email="ada@example.ca", place="vaughan", agreed="yes")
    assert page.status_code == 200
    assert "Thank you" in page.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("telephone", "call me"),
        ("telephone", "123"),
        ("email", "ada at example"),
        ("place", "mars"),
        ("name", "x" * 101),
        ("caller", "x" * 151),
        ("patient", "perhaps"),
    ],
)
def test_a_contact_field_that_cannot_be_right_says_what_to_do(visitor: Visitor, field: str, value: str) -> None:
    finish(visitor)
    form = {"name": "Ada Test", "telephone": "905 555 0123", "agreed": "yes"} | {field: value}
    page = visitor.send("contact", **form)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text


def test_what_would_make_the_call_easier_is_kept_and_can_stay_empty(visitor: Visitor) -> None:
    finish(visitor)
    least = {"name": "Ada Test", "telephone": "905 555 0123", "agreed": "yes"}
    folded = re.search(r'<details class="more-contact"[^>]*>', visitor.send("contact", **least).text)
    assert folded is not None
    assert "open" not in folded[0]
    more = {"called": "Addie", "caller": "My sister Rita", "speaks": "Portuguese", "message": "yes", "patient": "no"}
    page = visitor.send("contact", **least, **more)
    assert page.status_code == 200
    assert '<details class="more-contact" open>' in page.text
    for name in ("called", "caller", "speaks"):
        assert f'name="{name}" type="text" value="{more[name]}"' in page.text
    assert re.search(r'name="message" value="yes" checked', page.text)
    assert not re.search(r'name="texts" value="yes" checked', page.text)
    assert re.search(r'name="patient" value="no" checked', page.text)


def test_contact_is_not_taken_before_there_is_an_outcome(visitor: Visitor) -> None:
    page = visitor.send("contact", name="Ada Test", telephone="905 555 0123", agreed="yes")
    assert (page.status_code, code_of(page), visitor.question) == (409, "not_possible", "for_whom")


def test_contact_is_not_taken_where_there_is_nothing_to_book(visitor: Visitor) -> None:
    visitor.answer("me")
    visitor.answer("41")
    visitor.answer("thunderclap")
    page = visitor.send("contact", name="Ada Test", telephone="905 555 0123", agreed="yes")
    assert (page.status_code, code_of(page)) == (409, "not_possible")


@pytest.mark.parametrize(("answers", "code"), [(["me", "someone_else"], "one_only")])
def test_two_answers_where_one_is_asked_are_refused(visitor: Visitor, answers: list[str], code: str) -> None:
    page = visitor.answer(*answers)
    assert (page.status_code, code_of(page)) == (422, code)
    visitor.answer("me")
    page = visitor.answer("34", "99")
    assert (page.status_code, code_of(page)) == (422, "not_a_number")


def test_a_name_without_a_number_on_the_urgent_card_is_no_promise_to_call(visitor: Visitor) -> None:
    for values in (("me",), ("41",), ("none",), ("none",), ("fever_headache",)):
        visitor.answer(*values)
    page = visitor.send("stop", name="Ada Test")
    assert page.status_code == 422
    assert 'id="telephone-error"' in page.text
    page = visitor.send("stop")
    assert page.status_code == 200
    assert "will be in touch" not in page.text


def test_an_error_for_the_script_is_the_main_part_only(visitor: Visitor) -> None:
    page = visitor.client.get("/no-such-page", headers={"X-Part": "main"})
    assert page.status_code == 404
    assert "<html" not in page.text
    assert 'id="now"' in page.text


def test_what_must_not_wait_stands_with_the_next_step(visitor: Visitor) -> None:
    answers = {
        "pregnancy": "trying",
        "headache_days": "3",
        "migraine_days": "3",
        "duration": "over_3_months",
        "headache_hours": "four_hours_to_three_days",
        "impairment": "none",
        "preventives": "anticonvulsant",
        "goal": "prevention",
    }
    finish(visitor, **answers)
    box = visitor.page.text.partition('class="next"')[2].partition("</section>")[0]
    assert "Call your prescriber or pharmacist today" in box


def test_somebody_under_18_is_sent_to_their_own_doctor_and_gets_advice_for_an_attack(visitor: Visitor) -> None:
    finish(visitor, age="15", urgent_signs="fever_headache")
    assert "our physician" not in visitor.page.text
    assert "dark and quiet" in visitor.page.text


def test_no_answer_name_number_or_token_reaches_a_log(
    visitor: Visitor, caplog: pytest.LogCaptureFixture, app: Flask
) -> None:
    caplog.set_level(logging.DEBUG)
    token = visitor.hidden("token")
    visitor.send(text="my secret words")
    visitor.answer("me")
    visitor.answer("4711")
    finish(visitor)
    visitor.send("contact", name="Ada Test", telephone="905 555 0123", agreed="yes")
    for secret in ("secret words", "4711", "Ada", "0123", token):
        assert secret not in caplog.text


def test_a_mistake_of_ours_shows_a_number_and_logs_no_words(
    visitor: Visitor, app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "thunder" + "clap"

    def fail(*_: object) -> None:
        raise RuntimeError(said)

    monkeypatch.setattr("screener.conversation.reply", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    page = visitor.answer("me")
    assert page.status_code == 500
    number = re.search(r"the number is (\w+)", page.text)
    assert number
    assert number[1] in caplog.text
    assert said not in caplog.text + page.text


def test_the_emergency_lines_stand_in_the_footer_of_every_kind_of_page(client: FlaskClient) -> None:
    visitor = Visitor(client)
    pages = [client.get("/"), client.get(CHAT), visitor.page, client.get("/no-such-page"), client.get("/staff/sign-in")]
    pages += [visitor.send("later"), visitor.send("delete"), visitor.send("explode")]
    for page in pages:
        footer = page.text.partition("<footer")[2]
        for line in ("tel:911", "9-8-8", "Urgence", "suicide"):
            assert line in footer


def test_no_page_has_anything_inline_that_the_policy_would_block() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text("utf-8").replace("<style>{{ style }}</style>", "")
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", text), path


def test_every_reply_has_the_security_headers_and_is_kept_nowhere(visitor: Visitor) -> None:
    for page in (visitor.page, visitor.client.get("/"), visitor.client.get("/nothing")):
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_style_in_the_page_is_named_by_the_policy_letter_for_letter(client: FlaskClient) -> None:
    page = client.get("/")
    style = page.text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}'" in page.headers["Content-Security-Policy"]


def test_the_script_stays_below_three_kilobytes() -> None:
    script = TEMPLATES.parent / "screener" / "static" / "chat.js"
    assert script.stat().st_size <= 3 * 1024


def finish(visitor: Visitor, **changes: str) -> None:
    """To an outcome by the shortest way."""
    shortest = {
        "for_whom": "me",
        "age": "41",
        "danger_signs": "none",
        "pregnancy": "none",
        "urgent_signs": "none",
        "change_signs": "none",
        "attack_now": "no",
        "goal": "cosmetic",
    } | changes
    while "outcome" not in visitor.page.text.partition("<main")[2].partition("<h1")[0]:
        if 'value="go_on"' in visitor.page.text:
            visitor.send("go_on")
        elif visitor.question == "preventive_notes":
            visitor.answer()
        else:
            visitor.answer(shortest.get(visitor.question, "none"))


# --- Typed words ----------------------------------------------------------------------------------------------------


def at(visitor: Visitor, question: str, **changes: str) -> Visitor:
    """Answer up to a question."""
    usual = {"for_whom": "me", "age": "41", "attack_now": "no", "goal": "prevention", "headache_days": "18"} | changes
    while visitor.question != question:
        visitor.answer(usual.get(visitor.question, "none"))
    return visitor


def test_a_reading_is_said_back_and_counts_once_confirmed(visitor: Visitor) -> None:
    at(visitor, "headache_days")
    page = visitor.send(text="once a week")
    assert page.status_code == 200
    assert "I read that as about" in page.text
    assert "Is that right?" in page.text
    visitor.send("confirm")
    assert visitor.question == "migraine_days"


def test_a_reading_that_is_wrong_is_put_differently_and_never_counts(visitor: Visitor) -> None:
    at(visitor, "headache_days")
    visitor.send(text="once a week")
    visitor.send("reword")
    assert visitor.question == "headache_days"
    assert visitor.send("confirm").status_code == 409


def test_a_range_that_is_too_wide_is_asked_about_and_kept_in_the_field(visitor: Visitor) -> None:
    at(visitor, "headache_days")
    page = visitor.send(text="somewhere between 12 and 18")
    assert (page.status_code, code_of(page), visitor.question) == (422, "narrow", "headache_days")
    assert "15 and more" in page.text
    assert 'value="somewhere between 12 and 18"' in page.text


def test_a_question_of_the_visitors_own_is_answered_with_its_source_and_the_same_question_stands(
    visitor: Visitor,
) -> None:
    at(visitor, "headache_days")
    page = visitor.send(text="does it hurt?")
    assert page.status_code == 200
    assert "Source:" in page.text
    assert visitor.question == "headache_days"
    visitor.answer("18")
    assert visitor.question == "clear_days"


def test_a_question_that_only_a_physician_can_answer_is_declined_kindly(visitor: Visitor) -> None:
    at(visitor, "headache_days")
    page = visitor.send(text="should i stop my topiramate?")
    assert page.status_code == 200
    assert "I can't answer that here. A physician can" in page.text.replace("&#39;", "'")
    assert visitor.question == "headache_days"


def test_a_second_reply_that_is_not_understood_brings_the_options_to_the_front(visitor: Visitor) -> None:
    assert code_of(visitor.send(text="purple lamp")) == "not_understood"
    assert code_of(visitor.send(text="green lamp")) == "not_understood_again"


@pytest.mark.parametrize(
    ("typed", "shown", "hidden"),
    [
        ("i dont want to live anymore", "tel:988", "booking"),
        ("my face just went numb and i cant speak", "tel:911", "booking"),
    ],
)
def test_a_danger_said_in_words_is_answered_at_any_question_and_can_be_taken_back(
    visitor: Visitor, typed: str, shown: str, hidden: str
) -> None:
    at(visitor, "goal")
    page = visitor.send(text=typed)
    main = page.text.partition("<main")[2].partition("</main>")[0]
    assert shown in main
    assert hidden not in main
    assert typed not in page.text
    visitor.send("mistake")
    assert visitor.question == "goal"


def test_a_danger_in_the_notes_about_medicines_is_seen_too(visitor: Visitor) -> None:
    finishers = {"preventives": "beta_blocker", "migraine_days": "2", "headache_days": "4"}
    usual = {
        "duration": "over_3_months",
        "headache_hours": "four_hours_to_three_days",
        "impairment": "none",
        "triptan_days": "1",
    }
    at(visitor, "preventive_notes", **finishers, **usual)
    page = visitor.send(answer="it made me want to kill myself and i still do", question="preventive_notes")
    assert "tel:988" in page.text.partition("<main")[2].partition("</main>")[0]
