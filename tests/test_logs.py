"""Check 18: the log says what happened where and nothing of anybody, and no line break can forge an entry."""

import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from screener.logs import JsonLines, PlainLines, init_logging, request_id

FORGED = "first\r\n2026-01-01T00:00:00.000+00:00 error forged"


def entry(message: str, **more: object) -> logging.LogRecord:
    record = logging.LogRecord("screener", logging.INFO, "file", 1, message, (), None)
    record.more = more
    return record


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def test_an_entry_is_one_json_object_on_one_line() -> None:
    line = JsonLines().format(entry(FORGED, page="chat.act", status=200))
    assert "\n" not in line
    said = json.loads(line)
    assert (said["says"], said["page"], said["status"]) == (FORGED, "chat.act", 200)


def test_check_18_a_line_break_in_a_plain_line_forges_no_entry() -> None:
    assert len(PlainLines().format(entry(FORGED, page="x\ny")).splitlines()) == 1


def test_an_errors_own_words_are_left_out() -> None:
    words = " ".join(("my", "secret", "words"))  # the line of the program that raised it is shown
    try:
        raise ValueError(words)
    except ValueError as error:
        record = entry("it failed")
        record.exc_info = (ValueError, error, error.__traceback__)
    for kind in (JsonLines(), PlainLines()):
        line = kind.format(record)
        assert words not in line
        assert "ValueError" in line
        assert "test_logs.py" in line


def test_each_request_has_an_id_that_its_lines_and_its_reply_name(
    log: None, app: Flask, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    init_logging("json")
    replies = [client.get("/"), client.get("/Zebulon?name=Quillfeather", headers={"X-Request-Id": "mine"})]
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(one["page"], one["status"]) for one in lines] == [("chat.start_page", 200), ("nowhere", 404)]
    assert [one["request"] for one in lines] == [reply.headers["X-Request-Id"] for reply in replies]
    assert len({one["request"] for one in lines} | {"mine"}) == 3
    assert "Zebulon" not in str(lines)
    assert "Quillfeather" not in str(lines)


def test_plain_lines_leave_single_requests_out(
    log: None, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    init_logging("plain")
    client.get("/")
    logging.getLogger("screener").warning("a mail was not taken")
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "warning a mail was not taken from=screener" in err
    assert f"request={request_id.get()}" in err
