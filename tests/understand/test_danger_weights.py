"""What is learned from rows holds for rows it was not learned from, and never speaks over what was read."""

from functools import cache

from learn_danger import Row, learn, rows

from screener.understand.danger import BY_ITS_WORDS, danger, danger_by_patterns
from screener.understand.danger_weights import ALARM, MOST_WORDS, SILENCE, Weights, weights

PARTS = 4


@cache
def kept_aside() -> tuple[Weights, list[Row]]:
    """Weights of three rows in four, and the fourth."""
    every_row = rows()
    taught = [row for number, row in enumerate(every_row) if number % PARTS]
    return learn(taught), every_row[::PARTS]


def test_of_rows_kept_aside_the_weights_alone_find_most_dangers() -> None:
    learned, aside = kept_aside()
    dangers = [learned.resembles_danger(seen) for expected, seen in aside if expected != "none"]
    assert sum(likeness > ALARM for likeness in dangers) >= 0.75 * len(dangers)
    assert sum(likeness > SILENCE for likeness in dangers) >= 0.98 * len(dangers)


def test_of_rows_kept_aside_the_weights_alone_seldom_cry_wolf() -> None:
    learned, aside = kept_aside()
    others = [learned.resembles_danger(seen) for expected, seen in aside if expected == "none"]
    assert sum(likeness <= ALARM for likeness in others) >= 0.95 * len(others)


def test_of_rows_kept_aside_a_crisis_is_told_from_an_emergency() -> None:
    learned, aside = kept_aside()
    dangers = [(expected, learned.kind(seen)) for expected, seen in aside if expected != "none"]
    assert sum(expected == kind for expected, kind in dangers) >= 0.95 * len(dangers)


def test_where_no_pattern_stands_an_alarm_says_that_it_goes_by_the_words() -> None:
    text = "my lip and cheek belong to somebody else since i woke"
    assert not danger_by_patterns(text)
    assert danger(text).sign == BY_ITS_WORDS


def test_what_was_read_and_denied_raises_no_alarm_by_its_words() -> None:
    assert not danger("no numbness, no weakness, no trouble speaking, my face is not drooping")


def test_a_text_longer_than_the_rows_is_read_by_patterns_alone() -> None:
    long = "so " + "i came to ask about my insurance and my bookings and " * 5 + "i want to kill myself"
    assert len(long.split()) > MOST_WORDS
    assert danger(long) == danger_by_patterns(long)


def test_every_feature_of_danger_has_a_weight_for_crisis_too() -> None:
    assert set(weights().danger) == set(weights().crisis)
