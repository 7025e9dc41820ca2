"""What is counted as visitors go along: by visit to a question, by how it ends, and about nobody."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from people import Visitor

from screener.counting import MINUTES, SECONDS, Count, bucket, median, of_decision, of_reply
from screener.store import counts
from screener.store.counts import Between

DAY = date(2026, 11, 25)
EVER = Between(date(2000, 1, 1), date(2100, 1, 1))


def test_an_answer_leaves_one_question_and_shows_the_next_with_the_time_it_took() -> None:
    assert list(of_reply("age", "danger_signs", None, 7)) == [
        Count("left_by", "age"),
        Count("seconds", "age", bucket(7, SECONDS)),
        Count("shown", "danger_signs"),
    ]


@pytest.mark.parametrize(
    ("aside", "counted"),
    [
        ({"action": "unclear", "value": "nothing_read"}, [Count("unclear", "age")]),
        ({"action": "side", "value": "cost"}, [Count("side", "cost")]),
        ({"action": "declined"}, [Count("declined")]),
        ({"action": "read", "value": 15}, []),
    ],
)
def test_what_is_said_beside_a_question_neither_shows_nor_leaves_it(
    aside: dict[str, object], counted: list[Count]
) -> None:
    assert list(of_reply("age", "age", aside, 7)) == counted


def test_another_outcome_takes_the_place_of_the_one_before() -> None:
    counted = list(of_decision(("cm_pattern", "routine"), ("urgent_review", "days")))
    assert Counter({(c.measure, c.name): c.number for c in counted}) == {
        ("outcome", "cm_pattern"): -1,
        ("urgency", "routine"): -1,
        ("outcome", "urgent_review"): 1,
        ("urgency", "days"): 1,
    }
    assert list(of_decision(("cm_pattern", "routine"), ("cm_pattern", "routine"))) == []


@given(st.lists(st.floats(0, 599), min_size=1))
def test_the_median_is_in_the_bucket_of_the_real_one(values: list[float]) -> None:
    found = median(Counter(bucket(value, SECONDS) for value in values), SECONDS)
    real = sorted(values)[(len(values) - 1) // 2]
    assert found is not None
    assert bucket(found, SECONDS) == bucket(real, SECONDS)


def test_the_median_of_nothing_is_unknown_and_of_the_longest_the_last_bound() -> None:
    assert median({}, MINUTES) is None
    assert median({len(MINUTES): 3}, MINUTES) == MINUTES[-1]


def test_counts_add_up_over_days_versions_and_languages(app: Flask) -> None:
    with app.app_context():
        for day, digest, language in ((DAY, "a", "en"), (DAY, "b", "en"), (date(2026, 11, 26), "a", "fr")):
            counts.add(day, digest, language, [counts.OneMore("shown", "age", 0, 1)] * 2)
        assert counts.sums(EVER, "shown") == {("age", 0): 6}
        assert counts.sums(Between(DAY, DAY, ("a",)), "shown") == {("age", 0): 2}
        assert counts.by_day(EVER, "shown") == {(DAY, "age"): 4, (date(2026, 11, 26), "age"): 2}
        assert counts.by_language(EVER, "shown") == {"en": 4, "fr": 2}


def test_those_who_left_are_those_shown_a_question_less_those_who_went_on(
    app: Flask, visitor: Callable[..., Visitor], finished: Callable[..., Visitor]
) -> None:
    finished()
    finished(pregnancy="pregnant", pregnancy_signs=["none"])
    left = visitor().answer("me").answer(40).act("undo").answer(41)
    standing = left.current.standing
    with app.app_context():
        shown, left_by = counts.sums(EVER, "shown"), counts.sums(EVER, "left_by")
        assert counts.sums(EVER, "begun") == {("", 0): 3}
        assert sum(counts.sums(EVER, "outcome").values()) == 2
    assert {name for (name, _), number in shown.items() if number > left_by.get((name, 0), 0)} == {standing}


def test_a_days_end_is_the_clinics_and_not_that_of_utc(app: Flask, visitor: Callable[..., Visitor]) -> None:
    from zoneinfo import ZoneInfo

    evening = datetime(2026, 11, 26, 1, 0, tzinfo=UTC).astimezone(ZoneInfo("America/Toronto"))
    visitor(evening)
    with app.app_context():
        assert counts.by_day(EVER, "begun") == {(DAY, ""): 1}
