"""The visitors' API: the same conversation as the chat, as JSON, with a token in the header alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import PLAIN
from werkzeug.test import TestResponse

from screener.library import shipped
from screener.store.models import Screening, db

BEGIN = {"flow": "migraine", "language": "en", "consent": True}
HERE = "/api/v1/screening"
CANARY = "Zanzibar-canary-73"


@dataclass
class Program:
    """Somebody else's app that talks for a visitor."""

    client: FlaskClient
    state: dict[str, Any] = field(default_factory=dict)
    token: str = ""

    def begin(self, **changed: object) -> "Program":
        reply = self.client.post("/api/v1/screenings", json={**BEGIN, **changed})
        assert reply.status_code == 201, reply.text
        self.state = reply.get_json()
        self.token = self.state["token"]
        return self

    def send(self, step: str, **body: object) -> TestResponse:
        """A step at the turn that stands, unless told another."""
        turn = {} if step in ("contact", "language", "later", "feedback") else {"turn": self.state["turn"]}
        reply = self.client.post(f"{HERE}/{step}", json={**turn, **body}, headers=self.headers)
        if reply.status_code == 200 and "turn" in reply.get_json():
            self.state = reply.get_json()
        return reply

    def answer(self, answer: object) -> TestResponse:
        return self.send("replies", question=self.state["question"]["id"], answer=answer)

    def finish(self, **changed: object) -> "Program":
        answers = {**PLAIN, **changed}
        while self.state["status"] == "asking":
            assert self.answer(answers[self.state["question"]["id"]]).status_code == 200
        return self

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@pytest.fixture
def program(client: FlaskClient) -> Program:
    return Program(client).begin()


def code_of(reply: TestResponse) -> tuple[int, str]:
    assert reply.content_type == "application/problem+json"
    problem = reply.get_json()
    assert problem["status"] == reply.status_code
    assert problem["detail"]
    return reply.status_code, problem["code"]


def test_a_program_asks_to_the_end_and_the_clinic_has_the_case(app: Flask, program: Program) -> None:
    assert program.state["question"] == {
        "id": "for_whom",
        "kind": "one",
        "text": "Who are these answers about?",
        "help": "",
        "why": "",
        "options": [
            {"value": "me", "label": "Me", "help": "", "chosen": False, "alone": True},
            {"value": "someone_else", "label": "Someone else", "help": "", "chosen": False, "alone": True},
        ],
        "unsure": "",
        "unit": "",
        "bounds": {"low": None, "high": None},
        "optional": False,
        "earlier": "",
    }
    program.finish()
    assert program.state["status"] == "finished"
    assert program.state["outcome"]["id"] == "cm_pattern"
    assert program.state["answered"][1] == {"question": "age", "short": "Age", "answer": "34 years"}
    missing = program.send("contact", name=CANARY, telephone="12", agreed=True)
    assert code_of(missing) == (422, "contact")
    assert [one["pointer"] for one in missing.get_json()["errors"]] == ["/telephone"]
    assert CANARY not in missing.text
    assert program.send("contact", name="A. Visitor", telephone="905 555 0100", agreed=True).status_code == 200
    assert program.state["contact_left"]
    with app.app_context():
        [kept] = db.session.query(Screening).all()
        assert (kept.reference, kept.outcome) == (program.state["reference"], "cm_pattern")
    asked = program.client.delete(HERE, headers=program.headers)
    assert (asked.status_code, asked.get_json()) == (202, {"deleted": False})


def test_words_are_read_and_said_back_and_count_once_confirmed(program: Program) -> None:
    for answer in ("me", 34, ["none"], ["none"], "none"):
        program.answer(answer)
    program.send("replies", text="every other day")
    assert program.state["status"] == "confirming"
    assert program.state["messages"][0]["kind"] == "reading"
    assert "15 days" in program.state["messages"][0]["say"]
    program.send("reword")
    program.send("replies", text=CANARY)
    assert program.state["status"] == "asking"
    assert program.state["messages"][0]["kind"] == "notice"
    program.send("replies", text="every other day")
    program.send("confirm")
    assert program.state["question"]["id"] == "health_conditions"
    program.send("change", question="age")
    assert program.state["question"]["earlier"] == "34"
    program.send("undo")
    assert program.state["question"]["id"] == "health_conditions"
    program.send("undo")
    assert program.state["question"]["id"] == "headache_days"


def test_the_card_that_says_today_takes_a_number_and_stops_or_goes_on(program: Program) -> None:
    for answer in ("me", 34, ["none"], ["fever_headache"]):
        program.answer(answer)
    assert program.state["status"] == "urgent"
    refused = program.send("stop", name=CANARY, telephone="1")
    assert code_of(refused) == (422, "contact")
    assert CANARY not in refused.text
    program.send("go_on")
    assert program.state["question"]["id"] == "pregnancy"
    program.send("undo")
    program.answer(["fever_headache"])
    program.send("stop", name="A. Visitor", telephone="905 555 0100")
    assert program.state["status"] == "finished"
    assert program.state["contact_left"]


def test_a_turn_sent_twice_is_harmless_and_one_overtaken_is_refused(program: Program) -> None:
    twice = {"turn": 0, "question": "for_whom", "answer": "me"}
    first, second = (program.client.post(f"{HERE}/replies", json=twice, headers=program.headers) for _ in range(2))
    assert first.get_json() == second.get_json()
    late = program.client.post(f"{HERE}/replies", json={"turn": 0, "answer": "someone_else"}, headers=program.headers)
    assert code_of(late) == (409, "other_turn")
    assert code_of(program.send("confirm", turn=1)) == (409, "not_possible")


def test_feedback_is_counted_once_at_the_end(program: Program) -> None:
    program.begin()
    assert code_of(program.send("feedback", easy="yes")) == (409, "not_possible")
    program.finish()
    assert code_of(program.send("feedback")) == (422, "feedback")
    assert program.state["feedback_given"] is False
    assert program.send("feedback", easy="yes", next_step="no").status_code == 200
    assert program.state["feedback_given"] is True
    assert code_of(program.send("feedback", easy="perhaps"))[0] == 422


def test_later_gives_a_code_that_brings_back_with_a_new_token(program: Program) -> None:
    program.answer("me")
    code = program.send("later").get_json()["code"]
    back = program.client.post("/api/v1/screenings/resume", json={"code": code})
    assert back.get_json()["question"]["id"] == "age"
    assert code_of(program.client.get(HERE, headers=program.headers)) == (401, "unknown_token")
    unknown = program.client.post("/api/v1/screenings/resume", json={"code": "2222-2222"})
    assert code_of(unknown) == (404, "unknown_code")


def test_a_visitor_deletes_everything(app: Flask, program: Program) -> None:
    gone = program.client.delete(HERE, headers=program.headers)
    assert (gone.status_code, gone.get_json()) == (200, {"deleted": True})
    assert program.client.get(HERE, headers=program.headers).headers["WWW-Authenticate"].startswith("Bearer")
    with app.app_context():
        assert db.session.query(Screening).count() == 0


@pytest.mark.parametrize(
    ("path", "body", "wanted"),
    [
        ("replies", {"turn": 0, "answer": CANARY}, (422, "unknown_option")),
        ("replies", {"turn": CANARY}, (422, "invalid")),
        ("replies", {"turn": 0, "answer": {CANARY: CANARY}}, (422, "invalid")),
        ("replies", {"turn": 0, CANARY: CANARY}, (422, "invalid")),
        ("replies", {"turn": 0, "question": CANARY, "answer": "me"}, (422, "not_asked_now")),
        ("replies", {"turn": 0, "text": CANARY * 400}, (422, "invalid")),
        ("replies", {"turn": 0, "text": CANARY * 4000}, (413, "too_long")),
        ("change", {"turn": 0, "question": CANARY}, (409, "not_possible")),
        ("language", {"language": "xx"}, (422, "no_language")),
        (CANARY, {}, (404, "not_found")),
    ],
)
def test_problems_say_what_is_wrong_and_never_repeat_it(
    program: Program, path: str, body: dict[str, object], wanted: tuple[int, str], caplog: pytest.LogCaptureFixture
) -> None:
    reply = program.client.post(f"{HERE}/{path}", json=body, headers=program.headers)
    assert code_of(reply) == wanted
    assert CANARY not in reply.text + caplog.text
    assert program.token not in reply.text + caplog.text
    assert program.client.get(HERE, headers=program.headers).get_json()["turn"] == 0


def bad_beginnings() -> Iterator[tuple[dict[str, Any], tuple[int, str]]]:
    yield {"json": {**BEGIN, "consent": False}}, (422, "invalid")
    yield {"json": {**BEGIN, "flow": "none"}}, (404, "no_flow")
    yield {"json": {**BEGIN, "language": "xx"}}, (422, "no_language")
    yield {"data": b"{", "content_type": "application/json"}, (400, "unreadable")
    yield {"data": b'{"flow": "\xff"}', "content_type": "application/json"}, (400, "unreadable")
    yield {"data": {"flow": "migraine", "consent": "true"}}, (415, "not_json")


@pytest.mark.parametrize(("sent", "wanted"), list(bad_beginnings()))
def test_nothing_begins_without_consent_and_a_flow(
    app: Flask, client: FlaskClient, sent: dict[str, Any], wanted: tuple[int, str]
) -> None:
    assert code_of(client.post("/api/v1/screenings", **sent)) == wanted
    with app.app_context():
        assert db.session.query(Screening).count() == 0


def test_the_token_opens_from_its_header_alone(program: Program) -> None:
    assert code_of(program.client.get(f"{HERE}?token={program.token}")) == (401, "no_token")
    in_body = program.client.post(f"{HERE}/undo", json={"turn": 0, "token": program.token})
    assert code_of(in_body) == (401, "no_token")
    basic = program.client.get(HERE, headers={"Authorization": f"Basic {program.token}"})
    assert code_of(basic) == (401, "no_token")
    put = program.client.put(HERE, headers=program.headers)
    assert code_of(put) == (405, "not_possible")
    assert "DELETE" in put.headers["Allow"]


class TestOnTheClinicsOwnFlow:
    @pytest.fixture
    def flows(self) -> Path:
        return shipped("flows")

    def test_a_screening_speaks_french_from_the_start_or_from_here_on(self, client: FlaskClient) -> None:
        program = Program(client).begin(language="fr")
        assert program.state["language"] == "fr"
        french = program.state["question"]["text"]
        program.send("language", language="en")
        assert program.state["question"]["text"] != french

    def test_a_danger_goes_first_and_a_mistake_goes_on(self, client: FlaskClient) -> None:
        program = Program(client).begin()
        program.send("replies", text="I want to kill myself")
        assert program.state["status"] == "crisis"
        assert program.state["outcome"]["urgency"] == "emergency"
        program.send("mistake")
        assert program.state["status"] == "asking"
        program.answer("me")
        program.answer(34)
        program.answer(["thunderclap"])
        assert program.state["status"] == "emergency"
        assert code_of(program.send("replies", answer="me")) == (409, "not_possible")
