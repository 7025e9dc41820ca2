"""What a visitor takes along: the summary for the visit, and the diary, as pages, as PDFs and for a calendar."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from answers import CHRONIC
from flask.testing import FlaskClient
from icalendar import Calendar
from people import text_of
from pypdf import PdfReader
from test_chat import Visitor

from screener.export import paper
from screener.library import shipped

SUMMARY = "/chat/migraine/summary"


@pytest.fixture
def flows() -> Path:
    return shipped("flows")


@pytest.fixture
def needs_pdf() -> None:
    if not paper.pdf_there():
        assert not os.environ.get("SCREENER_REQUIRE_BROWSER"), "WeasyPrint or its libraries are missing"
        pytest.skip("WeasyPrint or its libraries are missing")


def finished(client: FlaskClient, answers: Mapping[str, object] = CHRONIC) -> Visitor:
    """Somebody who has answered everything, with typed words for the age."""
    visitor = Visitor(client)
    while question := visitor.question:
        if question == "age":
            visitor.send(text="I'm thirty five", question=question)
            if 'value="confirm"' in visitor.page.text:
                visitor.send("confirm")
            continue
        value = answers[question]
        visitor.answer(*(map(str, value) if isinstance(value, list) else [str(value)]))
    return visitor


def read(pdf: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(BytesIO(pdf))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_summary_holds_answers_reasons_what_to_raise_and_what_to_ask(client: FlaskClient) -> None:
    visitor = finished(client)
    page = client.post(SUMMARY, data={"token": visitor.hidden("token")})
    said = text_of(page.text)
    assert page.status_code == 200
    for words in ("Summary for the visit", "Questions worth asking", "My answers", "Headache days", "call 911"):
        assert words in said, words
    assert "I'm thirty five" in said
    assert not re.search(r"<style|\sstyle=|\son\w+=", page.text)


@pytest.mark.usefixtures("needs_pdf")
def test_the_pdf_says_what_the_page_says_and_is_tagged(client: FlaskClient) -> None:
    token = finished(client).hidden("token")
    page = client.post(SUMMARY, data={"token": token})
    reply = client.post(f"{SUMMARY}.pdf", data={"token": token})
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    reader, text = read(reply.data)
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/StructTreeRoot"]["/K"]
    assert str(catalog["/Lang"]).startswith("en")
    assert reader.metadata
    assert "Summary" in str(reader.metadata.title)
    main = re.search(r"<main>(.*?)</main>", page.text, re.DOTALL)
    assert main
    spoken = set(re.findall(r"[a-z]{3,}", text_of(main[1]).casefold()))
    assert spoken <= set(re.findall(r"[a-z]{3,}", text.casefold().replace("- ", ""))) | {"nbsp"}


def test_there_is_no_summary_before_the_end_and_none_for_strangers(client: FlaskClient) -> None:
    begun = Visitor(client)
    early = client.post(SUMMARY, data={"token": begun.hidden("token")})
    assert early.status_code == 409
    assert "once the questions have come to their end" in text_of(early.text)
    for token in ("", "A" * 43):
        assert client.post(SUMMARY, data={"token": token}).status_code == 404
        assert client.post(f"{SUMMARY}.pdf", data={"token": token}).status_code == 404


def test_without_the_means_for_pdf_the_page_serves(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screener.web.paper.pdf_there", lambda: False)
    token = finished(client).hidden("token")
    reply = client.post(f"{SUMMARY}.pdf", data={"token": token})
    assert (reply.status_code, reply.mimetype) == (200, "text/html")
    assert "Save as PDF" not in reply.text
    assert client.get("/diary.pdf").mimetype == "text/html"


def test_the_diary_has_four_weeks_and_says_how_to_fill_it_in(client: FlaskClient) -> None:
    page = client.get("/diary")
    assert page.status_code == 200
    assert page.text.count('<th scope="row">') == 28
    assert "How to fill it in" in page.text


@pytest.mark.usefixtures("needs_pdf")
def test_the_diary_as_pdf_is_tagged_and_fits_two_sheets(client: FlaskClient) -> None:
    reader, text = read(client.get("/diary.pdf").data)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Week 4" in text
    assert len(reader.pages) == 2


def test_the_reminder_rings_on_twenty_eight_evenings_and_says_nothing_of_headaches(client: FlaskClient) -> None:
    reply = client.get("/diary.ics")
    assert reply.mimetype == "text/calendar"
    event = next(iter(Calendar.from_ical(reply.data).walk("VEVENT")))
    assert dict(event["rrule"]) == {"FREQ": ["DAILY"], "COUNT": [28]}
    assert next(iter(event.walk("VALARM")))["action"] == "DISPLAY"
    assert event["dtstart"].dt.hour == 20
    assert timedelta(0) < event["dtstart"].dt - datetime.now(UTC) < timedelta(days=1, minutes=5)
    assert "headache" not in reply.text.casefold()
    assert "migraine" not in reply.text.casefold()


@pytest.mark.parametrize(("days", "offered"), [("13", True), ("unsure", True), ("25", False)])
def test_a_diary_is_offered_where_days_are_near_a_limit_or_not_known(
    client: FlaskClient, days: str, offered: bool
) -> None:
    more = {"headache_days": days, "clear_days": "unsure", "migraine_days": "12", "daily_from_first_day": "no"}
    visitor = finished(client, {**CHRONIC, **more})
    assert ('id="diary"' in visitor.page.text) == offered
