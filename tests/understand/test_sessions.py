"""Whole sessions: facts as they stand at the end, later corrections winning, and the flags that follow from them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.cli import main
from screener.understand.lasting import read_hours, read_months
from screener.understand.quantity import Range
from screener.understand.remedies import allergies, taken_now, tried
from screener.understand.session_topics import READERS, About
from screener.understand.sessions import read_session

ROWS = Path(__file__).parent / "data" / "sessions.jsonl"
SESSIONS: list[dict[str, Any]] = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
TOLERANCE = 0.5
"""Days that a number may be beside what is expected."""


def span_fits(expected: dict[str, Any], got: Any) -> bool:
    if "unclear" in expected:
        return bool(got == expected)
    low, high = got.get("low"), got.get("high")
    return (
        low is not None
        and high is not None
        and low >= expected["low"] - TOLERANCE
        and high <= expected["high"] + TOLERANCE
    )


def names(found: list[Any]) -> set[str]:
    return {one["name"] if isinstance(one, dict) else one for one in found}


def fits(topic: str, expected: Any, got: Any) -> bool:
    if topic in ("features", "meds", "prior_preventives"):
        return names(expected) == names(got)
    if topic in ("age", "goal", "infection", "neuromuscular", "red_flags", "pregnancy", "allergies"):
        return bool(expected == got)
    return span_fits(expected, got)


@pytest.mark.parametrize("row", SESSIONS, ids=[row["id"] for row in SESSIONS])
def test_a_session_comes_to_its_facts(row: dict[str, Any]) -> None:
    facts = read_session(row["turns"])["facts"]
    wrong = {topic for topic, expected in row["facts"].items() if not fits(topic, expected, facts[topic])}
    assert wrong == set()


@pytest.mark.parametrize("row", SESSIONS, ids=[row["id"] for row in SESSIONS])
def test_a_session_raises_its_flags_and_no_other(row: dict[str, Any]) -> None:
    flags = set(read_session(row["turns"])["flags"])
    assert flags >= set(row["flags"])
    assert flags <= set(row["flags"]) | set(row["optional_flags"])


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2 yrs", 24, 24),
        ("since I was 15", 348, 360),
        ("about a year and a half", 18, 18),
        ("a yr and a half i guess", 18, 18),
        ("depuis 3 mois", 3, 3),
        ("6 months? no wait 8 months", 8, 8),
        ("forever, 30 years", 360, 360),
        ("a few months", 3, 4),
    ],
)
def test_how_long_it_has_been_going_on_is_read_in_months(text: str, low: float, high: float) -> None:
    found = read_months(text, age=45)
    assert isinstance(found, Range)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("half a day", 12, 12),
        ("30 min to 2 hours", 0.5, 2),
        ("with imitrex 2 hrs, without it 2 days", 48, 48),
        ("une demi-journée", 12, 12),
        ("a day or two", 24, 48),
        ("nearly a whole day, so 14 hrs", 14, 14),
    ],
)
def test_how_long_one_attack_lasts_is_read_in_hours_as_if_left_alone(text: str, low: float, high: float) -> None:
    found = read_hours(text)
    assert isinstance(found, Range)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tylenol 3s and the pill", {"acetaminophen", "codeine", "oral contraceptive"}),
        ("i was on warfarin but stopped, now just advil", {"ibuprofen"}),
        ("my husband takes eliquis, i take nothing", set()),
        ("zarelto and immitrex", {"rivaroxaban", "sumatriptan"}),
        ("zavegepant", {"zavegepant"}),
    ],
)
def test_medicines_taken_now_are_known_by_their_generic_names(text: str, expected: set[str]) -> None:
    assert set(taken_now(text)) == expected


def test_what_came_of_a_medicine_stands_with_it() -> None:
    found = tried("elavil made me a zombie, botox two years ago worked great, aimovig no effect")
    assert {one["name"]: one["result"] for one in found} == {
        "amitriptyline": "side_effects",
        "onabotulinumtoxina": "helped",
        "erenumab": "no_benefit",
    }


@pytest.mark.parametrize(
    ("text", "botulinum", "other"),
    [
        ("just pollen", "no", ["pollen"]),
        ("not to botox, just latex", "no", ["latex"]),
        ("peanuts, and a bad reaction to botox once, my throat swelled", "yes", ["peanuts"]),
        ("allergique aux arachides et à la pénicilline", "no", ["arachides", "pénicilline"]),
        ("none that i know of", "no", []),
    ],
)
def test_allergies_keep_the_visitors_words_and_a_toxin_stands_apart(
    text: str, botulinum: str, other: list[str]
) -> None:
    assert allergies(text) == {"botulinum": botulinum, "other": other}


def test_a_later_reply_on_a_topic_wins_and_one_that_says_nothing_does_not() -> None:
    turns = [{"topic": "headache_days", "text": said} for said in ("20", "no wait, 12", "what do you mean?")]
    assert read_session(turns)["facts"]["headache_days"] == {"low": 12, "high": 12}


def test_the_command_gives_what_the_scorer_takes() -> None:
    done = CliRunner().invoke(main, ["understand", "sessions", str(ROWS)])
    assert done.exit_code == 0
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert [line["id"] for line in lines] == [row["id"] for row in SESSIONS]
    assert all(set(line["prediction"]) == {"facts", "flags"} for line in lines)


@settings(max_examples=60, deadline=None)
@given(topic=st.sampled_from(sorted(READERS)), text=st.text(max_size=80))
def test_any_text_on_any_topic_is_read_or_left_unclear(topic: str, text: str) -> None:
    assert READERS[topic](text, About(40)).value is not None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "no wait sorry i also take imitrex pregnant myasthenia 12 days of headache since my mom she is botox ? , . "
            "allergic to earlier said depuis jamais elle".split(" ")
        ),
        max_size=14,
    )
)
def test_any_words_in_any_order_make_a_session(words: list[str]) -> None:
    text = " ".join(words)
    prediction = read_session([{"topic": topic, "text": text} for topic in READERS])
    assert set(prediction["facts"]) == set(READERS)
