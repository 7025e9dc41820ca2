"""The whole chat in a made-up language: every text that a visitor meets comes from its overlay or its file of words."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from answers import CHRONIC
from flask import Flask
from flask.testing import FlaskClient
from pseudo import CODE, pseudo, pseudo_flows
from test_chat import Visitor, code_of
from werkzeug.test import TestResponse

from screener.engine.loader import load_files, overlays, read_files
from screener.languages import read_languages
from screener.proof.overlay_check import check_overlays

CHAT = "/chat/migraine?lang=ur"
ELSEWHERE = re.compile(
    r"<(a|button|span|option)[^>]*\slang=\"(?:en|en-CA|fr-CA)\"[^>]*>.*?</\1>|<code>.*?</code>", re.DOTALL
)
"""What is marked as another language, or as code: emergency lines, names of languages, titles of sources."""
SPOKEN = re.compile(r"(?:aria-label|title|alt|placeholder|data-lost)=\"([^\"]*)\"")
NO_WORDS = re.compile(r"⟦|⟧|\b[A-Z0-9]{6}\b|\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
"""Brackets of the made-up language, references and codes."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pseudo_flows(tmp_path_factory.mktemp("pseudo"))


@pytest.fixture
def flows(made: Path) -> Path:
    return made


class Reader(Visitor):
    """Somebody who reads the made-up language, and looks at each page for words of plain English."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.address, self.seen = client, CHAT, 0
        self.page = self.look(client.post(CHAT, data={"action": "begin", "consent": "yes"}))

    def look(self, page: TestResponse, typed: str = "") -> TestResponse:
        self.seen += 1
        assert left_in_english(page.text.replace(typed, "") if typed else page.text) == []
        return page

    def send(self, action: str = "answer", typed: str = "", **form: object) -> TestResponse:
        return self.look(super().send(action, **form), typed)

    def to(self, question: str, **answers: object) -> "Reader":
        """Answer up to a question."""
        given = {**CHRONIC, **answers}
        while self.question and self.question != question:
            value = given[self.question]
            self.answer(*([str(one) for one in value] if isinstance(value, list) else [str(value)]))
        return self


@pytest.fixture
def reader(client: FlaskClient) -> Reader:
    return Reader(client)


def left_in_english(page: str) -> list[str]:
    """Words in plain letters that a visitor would see or hear."""
    heard = SPOKEN.findall(page)
    seen = re.sub(r"<style>.*?</style>|<[^>]+>", " ", ELSEWHERE.sub(" ", page), flags=re.DOTALL)
    return re.findall(r"[A-Za-z]{2,}", NO_WORDS.sub("", unescape(" ".join([seen, *heard]))))


def test_plain_english_would_be_seen() -> None:
    assert left_in_english('<p aria-label="Hear">See <span lang="en">Source</span></p>') == ["See", "Hear"]
    assert left_in_english(f"<p>{pseudo('Now see this')} ABC234</p>") == []


def test_it_is_long_accented_and_keeps_blanks_and_tags() -> None:
    made = pseudo('Call <a href="tel:911">now</a>, {name}: %(days)s')
    assert '<a href="tel:911">' in made
    assert "{name}" in made
    assert "%(days)s" in made
    assert len(pseudo("a headache")) > 1.3 * len("a headache")


def test_the_check_has_nothing_against_its_overlay(made: Path) -> None:
    files = read_files(made / "migraine")
    flow = load_files(files)
    assert [overlay.language for overlay in overlays(files, flow)] == [CODE]
    assert check_overlays(files, flow, "flow.yaml") == []


def test_a_page_says_its_language_and_direction(client: FlaskClient, made: Path) -> None:
    page = client.get(CHAT)
    assert '<html lang="ur" dir="rtl">' in page.text
    assert page.headers["Content-Language"] == "ur"
    assert 'dir="ltr" hreflang="en-CA">English</a>' in page.text
    assert read_languages(made)["ur"].direction == "rtl"


def test_the_pages_before_the_first_question(client: FlaskClient) -> None:
    pages = [client.get("/?lang=ur"), client.get(CHAT), client.post(CHAT, data={"action": "begin"})]
    pages += [client.post(CHAT, data={"action": "resume", "code": "no such code"}), client.get("/nothing?lang=ur")]
    pages += [client.post(CHAT, data={"action": "answer"}), client.post(CHAT, data={"action": "undo", "token": "x"})]
    for page in pages:
        assert left_in_english(page.text) == [], page.request.url


def test_the_pages_about_the_chat_and_the_loader(client: FlaskClient) -> None:
    for path in ("/accessibility", "/embed"):
        page = client.get(f"{path}?lang=ur")
        assert '<html lang="ur" dir="rtl">' in page.text
        assert left_in_english(page.text) == [], path
    loader = client.get("/embed.js").text
    assert (
        f'"ur":{{"dir":"rtl","clinic":"{pseudo("The name")}","open":"{pseudo("Questions about your headaches")}"'
        in loader
    )
    assert f'"migraine":{{"en":"Migraine screening","ur":"{pseudo("Migraine screening")}"}}' in loader


def test_no_more_may_begin_than_can_be_looked_after(app: Flask, client: FlaskClient) -> None:
    made = app.extensions["screener"]
    app.extensions["screener"] = replace(made, settings=replace(made.settings, rate_limits=True, most_per_hour=0))
    page = client.post(CHAT, data={"action": "begin", "consent": "yes"})
    assert page.status_code == 503
    assert left_in_english(page.text) == []


def test_a_whole_screening_with_everything_that_may_be_said_on_the_way(reader: Reader) -> None:
    assert code_of(reader.send()) == "missing"
    reader.to("attack_now").answer("yes")
    assert "bigcode" in reader.send("later").text
    reader.send("resume")
    reader.send("go_on")
    reader.to("headache_days")
    said = [said_of(reader, typed) for typed in ("99", "bla blub", "fff ggg", "between 10 and 20")]
    assert said == ["too_high", "not_understood", "not_understood_again", "narrow"]
    assert [said_of(reader, typed) for typed in ("does it hurt?", "should I stop my topamax?")] == ["aside", "aside"]
    assert pseudo("Is that right?")[1:-1] in reader.send(text="every other day", typed="every other day").text
    reader.send("reword")
    reader.answer("18")
    reader.answer("25")  # too many clear days
    assert "restated" in reader.page.text
    reader.send("keep")
    reader.to("")
    errors = reader.send("contact", name="ñ", telephone="1", email="1", place="1", patient="1").text
    assert errors.count('-error"') >= 10
    thanked = reader.send("contact", name="ñ", telephone="905-555-0100", agreed="yes", place="vaughan")
    assert 'id="thanks"' in thanked.text
    reader.send("delete")
    reader.send("delete", sure="yes")
    assert reader.seen > 40


def said_of(reader: Reader, typed: str) -> str:
    """What comes of typing something: the code of a notice, or an answer to the visitor's own question."""
    page = reader.send(question=reader.question, text=typed, typed=typed)
    return "aside" if 'id="aside"' in page.text else code_of(page)


def test_somebody_else_is_answered_for(reader: Reader) -> None:
    reader.to("goal", for_whom="someone_else", urgent_signs=["fever_headache"])
    assert code_of(reader.send("stop", name="ñ")) == "contact"
    reader.send("go_on")
    reader.to("", goal="rescue", headache_days=3, migraine_days=2)
    assert 'class="now outcome today"' in reader.page.text


@pytest.mark.parametrize("words", ["my face droops and I cannot speak", "I want to kill myself"])
def test_a_danger_in_words(reader: Reader, words: str) -> None:
    reader.send(text=words, typed=words)
    assert "card e" in reader.page.text or "card crisis" in reader.page.text
    reader.send("mistake")


def test_what_is_taken_along_on_paper(reader: Reader, client: FlaskClient) -> None:
    reader.to("")
    token = reader.hidden("token")
    reader.look(client.post("/chat/migraine/summary", data={"token": token}))
    reader.look(client.get("/diary?lang=ur"))


def test_deleting_what_nobody_works_with(reader: Reader) -> None:
    reader.send("delete", sure="yes")
    assert pseudo("Your answers are deleted") in reader.page.text
