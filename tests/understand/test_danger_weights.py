"""What is learned from rows holds for rows it was not learned from, and belongs to the rows that are there."""

from functools import cache
from importlib.resources import files

from learn_danger import Row, background, digest, learn, read, told

from screener.understand.danger import BY_ITS_WORDS, danger, danger_by_signs
from screener.understand.danger_weights import FILE, HEAD, MOST_WORDS, Weights, weights

PARTS = 5
"""Every fifth heading is kept aside: whole ways of saying things, as rows of one heading resemble each other. That is
harder than what visitors write, as many headings hold nothing but the rarest ways."""


@cache
def kept_aside() -> tuple[Weights, list[Row]]:
    """Weights of the rows under most headings, and the rows under the others."""
    every_row = told()
    headings = sorted({(expected, heading) for expected, heading, _ in every_row})
    held = set(headings[::PARTS])
    taught = [(expected, text) for expected, heading, text in every_row if (expected, heading) not in held]
    aside = [(expected, text) for expected, heading, text in every_row if (expected, heading) in held]
    learned = learn([row for expected, text in taught + background() for row in read(expected, text)])
    return learned, [row for expected, text in aside for row in read(expected, text)]


def test_the_weights_belong_to_the_rows_that_are_there() -> None:
    first = files("screener.understand").joinpath("lexicon", FILE).read_text("utf-8").splitlines()[0]
    assert first == f"{HEAD}{digest()}", "rows of danger have changed: run tests/understand/learn_danger.py"


def test_of_headings_kept_aside_most_dangers_are_found() -> None:
    learned, aside = kept_aside()
    dangers = [learned.is_alarm(seen, signs) for expected, seen, signs in aside if expected != "none"]
    assert sum(dangers) >= 0.95 * len(dangers)


def test_of_headings_kept_aside_few_cry_wolf() -> None:
    learned, aside = kept_aside()
    others = [learned.is_alarm(seen, signs) for expected, seen, signs in aside if expected == "none"]
    assert sum(others) <= 0.07 * len(others)


def test_of_headings_kept_aside_a_crisis_is_told_from_an_emergency() -> None:
    learned, aside = kept_aside()
    dangers = [(expected, learned.leans_to_crisis(seen)) for expected, seen, _ in aside if expected != "none"]
    assert sum((expected == "crisis") == (leaning > 0) for expected, leaning in dangers) >= 0.95 * len(dangers)


def test_where_no_pattern_stands_an_alarm_says_that_it_goes_by_the_words() -> None:
    text = "my lip and cheek belong to somebody else since i woke"
    assert not danger_by_signs(text)
    assert danger(text).sign == BY_ITS_WORDS


def test_what_was_read_and_denied_raises_no_alarm_by_its_words() -> None:
    assert not danger("no numbness, no weakness, no trouble speaking, my face is not drooping")


def test_a_text_longer_than_the_rows_is_read_by_patterns_alone() -> None:
    long = "so " + "i came to ask about my insurance and my bookings and " * 5 + "i want to kill myself"
    assert len(long.split()) > MOST_WORDS
    assert danger(long) == danger_by_signs(long)


def test_every_feature_of_danger_has_a_weight_for_crisis_too() -> None:
    assert set(weights().danger) == set(weights().crisis)
