"""A conversation of the last minutes goes on where it was left; the database says whether it still holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic

import pytest
from flask import Flask
from sqlalchemy import event

from screener import conversation
from screener.clinic import load_clinic
from screener.conversation import Conversation, recent
from screener.library import FlowLibrary, shipped
from screener.replies import Reply
from screener.store import screenings
from screener.store.models import db

NOW = datetime(2026, 7, 15, 12, tzinfo=UTC)
CLINIC = load_clinic(shipped("flows") / "clinic.yaml")
LIBRARY = FlowLibrary.read(shipped("flows"))


@pytest.fixture(autouse=True)
def in_app(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def begun() -> tuple[str, Conversation]:
    token, talk = conversation.start(LIBRARY, "migraine", "en", NOW)
    return token, conversation.reply(talk, 0, Reply("answer", chosen=("me",)), CLINIC, NOW)


@contextmanager
def asked() -> Iterator[list[str]]:
    """What the database is asked."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield said
    event.remove(db.engine, "before_cursor_execute", note)


def reads_turns(said: list[str]) -> bool:
    return any("FROM turn" in statement for statement in said)


def test_the_next_turn_reads_and_replays_no_turn_again() -> None:
    token, talk = begun()
    with asked() as said:
        found = conversation.find(LIBRARY, token, NOW)
    assert found.interview is talk.interview
    assert not reads_turns(said)


def test_a_turn_that_another_process_kept_is_read_and_replayed() -> None:
    token, talk = begun()
    undone = {"action": "undo", "question": None, "value": None, "words": None, "sent": "x"}
    screenings.append_turn(talk.stored.id, talk.turn, undone, NOW)
    db.session.commit()
    found = conversation.find(LIBRARY, token, NOW)
    assert (found.turn, found.standing) == (2, "for_whom")


def test_after_ten_minutes_it_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    token, talk = begun()
    later = monotonic() + 601
    monkeypatch.setattr(recent, "monotonic", lambda: later)
    with asked() as said:
        assert conversation.find(LIBRARY, token, NOW).interview == talk.interview
    assert reads_turns(said)


def test_of_many_visitors_those_of_longest_ago_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "MOST", 2)
    talks = [begun()[1] for _ in range(3)]
    assert [recent.turns_of(talk.stored.id, 1) is not None for talk in talks] == [False, True, True]


def test_what_was_deleted_is_kept_nowhere() -> None:
    _, talk = begun()
    assert conversation.delete(talk, CLINIC, NOW)
    assert recent.turns_of(talk.stored.id, talk.turn) is None
