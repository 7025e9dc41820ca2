"""What staff read of the migraine flow: a summary for ten seconds, and notes where a limit is near."""

import random
import re

import pytest
from answers import CHRONIC
from oracle import random_answers

from screener.engine.interview import Interview
from screener.engine.wording import Wording
from screener.library import FlowLibrary, shipped
from screener.proof.examples import walk
from screener.web.present_decision import notes, summary

VERSION = FlowLibrary.read(shipped("flows")).current["migraine"]
TEN_SECONDS = 34
"""Words that somebody reads aloud in ten seconds. More than eight summaries in ten are no longer."""
LONGEST = 48


def summed_up(interview: Interview) -> str:
    wording = Wording(VERSION.flow, interview.said, other=True)
    return summary(VERSION.desk, interview, wording, interview.decision.codes, "Nothing is known")


def test_the_summary_is_two_or_three_short_sentences_whatever_is_answered() -> None:
    rng = random.Random("summaries")
    lengths = []
    for _ in range(400):
        said = summed_up(walk(VERSION.machine, random_answers(rng)))
        assert 1 <= len(re.findall(r"\.(?= |$)", said)) <= 3, said
        assert "{" not in said
        assert ".." not in said
        lengths.append(len(said.split()))
    assert max(lengths) <= LONGEST
    assert sum(length <= TEN_SECONDS for length in lengths) / len(lengths) >= 0.85


ANSWERS: dict[str, object] = {**CHRONIC, "age": 34, "symptoms": ["nausea_vomiting"], "health_conditions": ["none"]}
del ANSWERS["triggers"]


def interview(**changed: object) -> Interview:
    made = walk(VERSION.machine, {**ANSWERS, **changed})
    assert made.outcome is not None
    return made


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {},
            "Aged 34 years. Headache on 18 days a month, migraine on 10 days a month, for over 3 months. "
            "Hopes for fewer attacks.",
        ),
        (
            {"for_whom": "someone_else", "pregnancy": "pregnant", "pregnancy_signs": ["none"]},
            "Aged 34 years, and somebody else answered: pregnant. Headache on 18 days a month, migraine on 10 days a "
            "month, for over 3 months. Hopes for fewer attacks.",
        ),
        ({"danger_signs": ["thunderclap"]}, "Aged 34 years: thunderclap headache."),
        ({"goal": "cosmetic"}, "Aged 34 years. Asks about lines or looks, not headaches."),
    ],
)
def test_the_summary_says_who_then_what_then_what_for(changed: dict[str, object], said: str) -> None:
    assert summed_up(interview(**changed)) == said


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"headache_days": 14}, "just under 15"),
        ({"headache_days": 13, "clear_days": 17}, "just under 15"),
        ({"headache_days": 15}, "just over 15"),
        ({"headache_days": 12, "clear_days": 8}, "15 may be nearer than it looks"),
        ({"headache_days": 20, "clear_days": 20}, "more than a month has"),
        ({"migraine_days": 7}, "days that a triptan cut short"),
        ({"triptan_days": 9}, "close to its limit of 10"),
        ({"acute_medicines": ["simple_analgesic"], "simple_analgesic_days": 14}, "close to its limit of 15"),
    ],
)
def test_an_answer_near_a_limit_is_noted_and_a_clear_one_is_not(changed: dict[str, object], words: str) -> None:
    def noted(**answers: object) -> str:
        made = interview(**answers)
        return " ".join(note.say for note in notes(VERSION.desk, made, Wording(VERSION.flow, made.said, other=True)))

    assert words in noted(**changed)
    assert noted() == ""
