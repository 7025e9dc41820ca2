"""The files of words: whole, with the same blanks and tags, and in words that are plain and kind."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from screener.engine.errors import FlowError
from screener.languages import ENGLISH, HERE, in_english, read_languages
from screener.languages.extract import as_po, texts
from screener.library import PACKAGE, shipped

FRENCH = read_languages(HERE)["fr"]
BLANK = re.compile(r"%\(\w+\)[sd]|<[^>]*>")


def messages() -> Iterator[Any]:
    with (HERE / "fr.po").open("rb") as file:
        yield from (message for message in read_po(file, abort_invalid=True) if message.id)


def pairs() -> Iterator[tuple[str, str]]:
    """Every English text and its French."""
    for message in messages():
        several = isinstance(message.id, tuple)
        yield from zip(message.id, message.string, strict=True) if several else [(message.id, message.string)]


def test_every_text_of_the_pages_is_there_in_french_and_nothing_else() -> None:
    wanted = {found for found, _ in texts(PACKAGE, shipped("templates"))}
    assert {message.id for message in messages()} == wanted
    assert [english for english, french in pairs() if not french] == []


def test_nothing_is_marked_as_a_guess() -> None:
    assert [message.id for message in messages() if message.fuzzy] == []


def test_a_translation_has_the_blanks_and_tags_of_the_english() -> None:
    for english, french in pairs():
        assert sorted(BLANK.findall(french)) == sorted(BLANK.findall(english)), english


def test_french_is_written_as_in_canada() -> None:
    for english, french in pairs():
        assert not re.search(r" [?!;:»]|« ", french), french  # a hard space before a colon and in guillemets, else none
        assert not re.search(r"\b(e-mails?|mails?|mél|week-ends?|SMS)\b", french, re.IGNORECASE), french
        assert "!" not in french, french
        assert ("911" in english, "9-8-8" in english, "811" in english) == (
            "911" in french,
            "9-8-8" in french,
            "811" in french,
        )


def test_a_text_says_who_does_not_promise_or_blame_in_french() -> None:
    refused = re.compile(r"\b(malheureusement|invalide|échoué|garanti\w*|vous devez)\b", re.IGNORECASE)
    assert [french for _, french in pairs() if refused.search(french)] == []


def test_the_shipped_file_is_as_the_command_gathers_it() -> None:
    def lines(text: str) -> list[str]:
        return [line for line in text.splitlines() if "POT-Creation-Date" not in line]

    assert lines((HERE / "fr.po").read_text("utf-8")) == lines(as_po(PACKAGE, shipped("templates"), "fr_CA"))


# --- Days, numbers and lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        (date(2026, 11, 25), "25 November 2026", "25 novembre 2026"),
        (date(2027, 1, 1), "1 January 2027", "1er janvier 2027"),
    ],
)
def test_a_day_is_written_as_people_there_write_it(day: date, english: str, french: str) -> None:
    assert (ENGLISH.day(day), FRENCH.day(day)) == (english, french)


def test_languages_call_themselves_by_their_own_name() -> None:
    assert (FRENCH.name, FRENCH.tag, FRENCH.direction, in_english("fr")) == ("Français", "fr-CA", "ltr", "French")
    assert (in_english("pa"), in_english("xx")) == ("Punjabi", "xx")


def test_names_stand_in_a_row() -> None:
    names = ["Brampton", "Vaughan", "Caledon"]
    assert (ENGLISH.listed(names), FRENCH.listed(names)) == (
        "Brampton, Vaughan and Caledon",
        "Brampton, Vaughan et Caledon",
    )
    assert FRENCH.listed(names[:1]) == "Brampton"


def test_french_says_none_and_one_alike() -> None:
    said = [FRENCH.several("%(num)d day", "%(num)d days", number) for number in (0, 1, 2)]
    assert said == ["0 jour", "1 jour", "2 jours"]


# --- A clinic's own -------------------------------------------------------------------------------------------------


def test_a_language_is_one_more_file_of_words(tmp_path: Path) -> None:
    written = as_po(PACKAGE, shipped("templates"), "pa").replace(
        'msgid "Back"\nmsgstr ""', 'msgid "Back"\nmsgstr "ਪਿੱਛੇ"'
    )
    (tmp_path / "pa.po").write_text(written, encoding="utf-8")
    punjabi = read_languages(HERE, tmp_path)["pa"]
    assert (punjabi.say("Back"), punjabi.say("Yes"), punjabi.name) == ("ਪਿੱਛੇ", "Yes", "ਪੰਜਾਬੀ")


@pytest.mark.parametrize("text", ['msgid "Back', 'msgid ""\nmsgstr "Language: \\n"\n', 'msgid "a"\nmsgstr "b"\n'])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "pa.po").write_text(text, encoding="utf-8")
    with pytest.raises(FlowError, match=r"pa\.po:\d+:1: "):
        read_languages(tmp_path)
