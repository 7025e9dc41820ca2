"""Promises in opening hours: what was promised is what passes while the clinic is open, whatever clocks do."""

from datetime import UTC, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from screener.promise import DAYS, NotReadable, Opening, Promise, due, read_hours

TORONTO = ZoneInfo("America/Toronto")
WEEK = Opening.read(dict.fromkeys(DAYS[:5], "9:00 to 17:00"), TORONTO)
ALWAYS = Opening.read({}, TORONTO)
MINUTE = timedelta(minutes=1)


def local(text: str) -> datetime:
    return datetime.strptime(text, "%d %b %Y %H:%M").replace(tzinfo=TORONTO).astimezone(UTC)


def kept_by(promise: str, since: str, opening: Opening = WEEK) -> str:
    return f"{Promise.read(promise).due(local(since), opening).astimezone(TORONTO):%a %d %b %H:%M}"


# --- What is written ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "since", "kept"),
    [
        ("2 hours", "25 Nov 2026 10:00", "Wed 25 Nov 12:00"),
        ("2 hours", "25 Nov 2026 06:00", "Wed 25 Nov 11:00"),
        ("2 hours", "25 Nov 2026 16:30", "Thu 26 Nov 10:30"),
        ("2 hours", "27 Nov 2026 16:00", "Mon 30 Nov 10:00"),
        ("8 hours", "28 Nov 2026 12:00", "Mon 30 Nov 17:00"),
        ("90 minutes", "25 Nov 2026 15:30", "Wed 25 Nov 17:00"),
        ("1 day", "25 Nov 2026 10:00", "Thu 26 Nov 17:00"),
        ("1 day", "25 Nov 2026 00:30", "Wed 25 Nov 17:00"),
        ("1 day", "27 Nov 2026 18:00", "Mon 30 Nov 17:00"),
        ("3 days", "25 Nov 2026 10:00", "Mon 30 Nov 17:00"),
    ],
)
def test_a_promise_is_counted_while_the_clinic_is_open(promise: str, since: str, kept: str) -> None:
    assert kept_by(promise, since) == kept


def test_a_break_at_noon_is_not_counted() -> None:
    opening = Opening.read({"Wednesday": "9:00 to 12:00, 13 to 17"}, TORONTO)
    assert kept_by("2 hours", "25 Nov 2026 11:00", opening) == "Wed 25 Nov 14:00"
    assert kept_by("1 day", "25 Nov 2026 11:00", opening) == "Wed 02 Dec 17:00"


def test_an_hour_is_an_hour_when_clocks_change() -> None:
    assert kept_by("4 hours", "08 Mar 2026 00:00", ALWAYS) == "Sun 08 Mar 05:00"
    assert kept_by("4 hours", "01 Nov 2026 00:00", ALWAYS) == "Sun 01 Nov 03:00"
    assert kept_by("25 hours", "01 Nov 2026 00:00", ALWAYS) == "Mon 02 Nov 00:00"


def test_a_clinic_that_says_no_hours_counts_round_the_clock() -> None:
    assert Opening.read(dict.fromkeys(DAYS), TORONTO) == ALWAYS
    assert kept_by("2 hours", "28 Nov 2026 23:00", ALWAYS) == "Sun 29 Nov 01:00"


@pytest.mark.parametrize(
    "text", ["", "9-17", "9 to 5", "9:60 to 17:00", "17:00 to 9:00", "9 to 25", "9 to 12 to 17", "13 to 17, 9 to 12"]
)
def test_hours_that_are_not_hours_are_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        read_hours(text)


@pytest.mark.parametrize("text", ["", "soon", "0 hours", "-1 day", "1.5 hours", "2 weeks", "61 days", "501 hours", "1"])
def test_promises_that_cannot_be_counted_are_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        Promise.read(text)


# --- What always holds ----------------------------------------------------------------------------------------------

MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda passed: local("01 Jan 2026 00:00") + passed * MINUTE
) | st.sampled_from(
    [local(f"{day} {hour}:30") for day in ("08 Mar 2026", "01 Nov 2026", "07 Nov 2027") for hour in ("00", "01", "03")]
)
CLOCK = st.integers(3 * 4, 24 * 4).map(lambda quarter: quarter * 15)
"""Nobody opens or closes within the hour that a change of clocks repeats or leaves out."""


@st.composite
def one_day(draw: st.DrawFn) -> str | None:
    times = sorted(draw(st.sets(CLOCK, max_size=4)))
    spans = list(zip(times[::2], times[1::2], strict=False))
    return ", ".join(f"{a // 60}:{a % 60:02} to {b // 60}:{b % 60:02}" for a, b in spans) or None


OPENINGS = st.just(ALWAYS) | st.lists(one_day(), min_size=7, max_size=7).map(
    lambda days: Opening.read(dict(zip(DAYS, days, strict=True)), TORONTO)
)
PROMISES = st.builds(Promise, minutes=st.integers(1, 1500)) | st.builds(Promise, days=st.integers(1, 9))


def is_open(opening: Opening, at: datetime) -> bool:
    """Told from the clock on the wall, by itself."""
    wall = at.astimezone(TORONTO)
    minutes = wall.hour * 60 + wall.minute
    return any(opens <= minutes < closes for opens, closes in opening.week[wall.weekday()])


@settings(max_examples=40, deadline=None)
@given(MOMENTS, st.integers(1, 300), OPENINGS)
def test_exactly_the_promised_minutes_pass_while_it_is_open(since: datetime, minutes: int, opening: Opening) -> None:
    kept = Promise(minutes=minutes).due(since, opening)
    assume(kept - since <= timedelta(days=4))
    walked = takewhile(lambda at: at < kept, (since + number * MINUTE for number in range(10_000)))
    assert sum(is_open(opening, at) for at in walked) == minutes
    assert is_open(opening, kept - MINUTE)


@settings(max_examples=60, deadline=None)
@given(MOMENTS, PROMISES, OPENINGS)
def test_no_promise_ends_before_it_began_and_each_ends_while_it_is_open(
    since: datetime, promise: Promise, opening: Opening
) -> None:
    kept = promise.due(since, opening)
    assert kept > since
    assert is_open(opening, kept - MINUTE)


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=9)), PROMISES, OPENINGS)
def test_whoever_comes_later_is_never_due_before(
    since: datetime, passed: timedelta, promise: Promise, opening: Opening
) -> None:
    assert promise.due(since, opening) <= promise.due(since + passed, opening)


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.tuples(PROMISES, PROMISES, PROMISES), OPENINGS)
def test_the_more_urgent_is_never_due_later(
    since: datetime, promises: tuple[Promise, Promise, Promise], opening: Opening
) -> None:
    ends = [due(tier, since, promises, opening) for tier in range(4)]
    assert ends == sorted(ends)
    assert ends[0] == since
