"""What the pages say around a flow: every sentence as plain as the flow's own, in English and in French."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from babel.messages.pofile import read_po
from flow_words import grade
from test_french_words import PLAIN, plainness

from screener.languages import HERE

BLANK = re.compile(r"%\(\w+\)[sd]")
SHORT = 5
"""Words of a sentence that cannot be measured alone: one long word sways it."""


def said() -> Iterator[tuple[str, str, list[str]]]:
    """Every text in English and in French, and the files that say it. That none is missing is under test elsewhere."""
    with (HERE / "fr.po").open("rb") as file:
        messages: list[Any] = [message for message in read_po(file) if message.id]
    for message in messages:
        several = isinstance(message.id, tuple)
        pairs = zip(message.id, message.string, strict=True) if several else [(message.id, message.string)]
        yield from ((english, french, [name for name, _ in message.locations]) for english, french in pairs)


def plain(text: str, blank: str) -> str:
    """Without tags, and with a word for each blank."""
    return BLANK.sub(blank, re.sub(r"<[^>]+>", "", text))


def ended(text: str) -> str:
    return text if text[-1] in ".?:" else f"{text}."


SAID = list(said())
SENTENCES = [(english, french) for english, french, _ in SAID if english[-1] in ".?:" and len(english.split()) > SHORT]
FILES = sorted({file for _, _, files in SAID for file in files})


def test_there_are_sentences_to_measure() -> None:
    assert len(SENTENCES) > 100
    assert {"accessibility.html", "embed.html", "diary.html", "summary.html", "notices.py"} <= set(FILES)


@pytest.mark.parametrize(("english", "french"), SENTENCES)
def test_a_sentence_is_at_reading_grade_eight_or_below_and_plain_in_french(english: str, french: str) -> None:
    assert grade(plain(english, "ten")) <= 8
    assert plainness(plain(french, "dix")) >= PLAIN


@pytest.mark.parametrize("file", FILES)
def test_the_words_of_each_page_are_at_grade_eight_with_its_buttons_and_labels(file: str) -> None:
    text = " ".join(ended(plain(english, "ten")) for english, _, files in SAID if file in files)
    assert len(text.split()) <= SHORT or grade(text) <= 8
