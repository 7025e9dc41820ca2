"""Messy visitors through the real chat, typing: what they come to, and what staff will see.

Each visitor types a reply to the questions named; the rest are answered by the list. A reading that is said back is
confirmed. `unread` replies must leave the question standing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from test_chat import Visitor, code_of

from screener import conversation
from screener.conversation import Conversation
from screener.library import shipped

BY_LIST = {
    "for_whom": "me",
    "age": "41",
    "attack_now": "no",
    "goal": "prevention",
    "headache_days": "18",
    "clear_days": "12",
    "migraine_days": "10",
    "duration": "over_3_months",
    "headache_hours": "four_hours_to_three_days",
    "impairment": "some",
    "triptan_days": "3",
    "simple_analgesic_days": "3",
    "combination_opioid_days": "2",
    "acute_days": "4",
    "acute_duration": "over_3_months",
    "rescue_works": "mostly",
    "triptan_relief": "yes",
    "daily_from_first_day": "no",
    "botulinum": "none",
}
LIST_OF_SEVERAL = {
    "pain_features": ("one_sided", "pulsating"),
    "symptoms": ("nausea_vomiting", "light_sensitive", "sound_sensitive"),
}


@dataclass(frozen=True)
class Session:
    """One visitor: replies in the order typed, and what they come to."""

    id: str
    typed: Sequence[tuple[str, str]]
    """The question that stands, and the reply to it."""
    outcome: str
    urgency: str
    flags: frozenset[str] = frozenset()
    """Flags that must be there."""
    absent: frozenset[str] = frozenset()
    answers: dict[str, object] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Replies after which the same question must stand."""


SESSIONS = [
    Session(
        "a typical chronic pattern, typed to the end",
        [
            ("for_whom", "its for me"),
            ("age", "im 45"),
            ("danger_signs", "none of that"),
            ("pregnancy", "no way"),
            ("urgent_signs", "nope nothing like that"),
            ("change_signs", "no same as always"),
            ("attack_now", "not at the moment"),
            ("goal", "i want fewer of them"),
            ("headache_days", "abt 16"),
            ("clear_days", "14"),
            ("migraine_days", "9 i think"),
            ("duration", "2 yrs"),
            ("headache_hours", "a day"),
            ("pain_features", "one side, pounding"),
            ("symptoms", "i puke, light and noise too"),
            ("acute_medicines", "imitrex"),
            ("triptan_days", "7"),
            ("preventives", "topamax didnt agree with me"),
            ("botulinum", "never"),
            ("neuromuscular", "none"),
            ("health_conditions", "nothing at all"),
            ("caution_medicines", "no"),
        ],
        "cm_pattern",
        "routine",
        answers={
            "age": 45,
            "headache_days": 16,
            "migraine_days": 9,
            "acute_medicines": ("triptan",),
            "preventives": ("anticonvulsant",),
        },
    ),
    Session(
        "a low frequency, given as a range that is too wide at first",
        [
            ("age", "60"),
            ("headache_days", "1 or 2 a week"),
            ("headache_days", "about 6 in a month"),
            ("migraine_days", "3 total"),
            ("symptoms", "noise and nausea"),
            ("neuromuscular", "no never"),
        ],
        "frequent_preventive",
        "routine",
        answers={"headache_days": 6, "migraine_days": 3, "neuromuscular": ("none",)},
        unread=frozenset({"1 or 2 a week"}),
    ),
    Session(
        "a correction inside the reply, and another number after it",
        [("headache_days", "15? no wait, 12"), ("migraine_days", "not 10, 9")],
        "frequent_preventive",
        "routine",
        answers={"headache_days": 12, "migraine_days": 9},
    ),
    Session(
        "a range on both sides of 15, then a better guess",
        [("headache_days", "somewhere from 12 to 18"), ("headache_days", "if i have to guess, 16")],
        "cm_pattern",
        "routine",
        answers={"headache_days": 16},
        unread=frozenset({"somewhere from 12 to 18"}),
    ),
    Session(
        "side questions in the middle change nothing",
        [
            ("goal", "is it covered by ohip?"),
            ("goal", "fewer attacks"),
            ("headache_days", "does it hurt?"),
            ("headache_days", "est-ce que ça fait mal?"),
            ("headache_days", "20"),
            ("migraine_days", "should i stop my topiramate?"),
            ("migraine_days", "8"),
        ],
        "cm_pattern",
        "routine",
        answers={"goal": "prevention", "headache_days": 20, "migraine_days": 8},
        unread=frozenset(
            {"is it covered by ohip?", "does it hurt?", "est-ce que ça fait mal?", "should i stop my topiramate?"}
        ),
    ),
    Session(
        "replies that say nothing, then the answer",
        [
            ("headache_days", "a lot lol"),
            ("headache_days", "for hours and hours"),
            ("headache_days", "15 days"),
            ("duration", "hmm"),
            ("duration", "years"),
        ],
        "cm_pattern",
        "routine",
        answers={"headache_days": 15, "duration": "over_3_months"},
        unread=frozenset({"a lot lol", "for hours and hours", "hmm"}),
    ),
    Session(
        "a daughter who answers for her mother with myasthenia",
        [
            ("for_whom", "for my mom"),
            ("age", "she's 63"),
            ("headache_days", "17 days"),
            ("neuromuscular", "my mom has myasthenia gravis"),
        ],
        "cm_pattern_caution",
        "days",
        flags=frozenset({"myasthenia_gravis"}),
        answers={"for_whom": "someone_else", "neuromuscular": ("myasthenia_gravis",)},
    ),
    Session(
        "a mother with myasthenia, who is not the visitor",
        [("neuromuscular", "no, but my mom has myasthenia gravis")],
        "cm_pattern",
        "routine",
        absent=frozenset({"myasthenia_gravis"}),
        answers={"neuromuscular": ("none",)},
    ),
    Session(
        "a blood thinner and a sleeping pill, by their brands",
        [("acute_medicines", "advil, and zomig if its bad"), ("caution_medicines", "eliquus and nyquil")],
        "cm_pattern",
        "routine",
        flags=frozenset({"anticoagulant"}),
        answers={
            "acute_medicines": ("triptan", "simple_analgesic"),
            "caution_medicines": ("anticoagulant", "sedating_cold_or_sleep_medicine"),
        },
    ),
    Session(
        "pregnant, and an infection on the scalp",
        [("pregnancy", "yes, 14 weeks pregnant"), ("health_conditions", "a skin infection")],
        "cm_pattern_caution",
        "days",
        flags=frozenset({"pregnant", "infection_at_site"}),
        answers={"pregnancy": "pregnant"},
    ),
    Session(
        "fifteen years old",
        [("age", "i'm fifteen")],
        "under_18",
        "routine",
        answers={"age": 15},
    ),
    Session(
        "looks rather than headaches",
        [("goal", "just my frown lines")],
        "other_service",
        "routine",
        answers={"goal": "cosmetic"},
    ),
    Session(
        "overuse of codeine with another painkiller",
        [
            ("headache_days", "every day"),
            ("acute_medicines", "tylenol 3s"),
            ("combination_opioid_days", "20 days"),
            ("acute_duration", "years"),
        ],
        "medication_overuse",
        "days",
        answers={"acute_medicines": ("combination_opioid",), "combination_opioid_days": 20},
    ),
    Session(
        "une visiteuse qui répond en français",
        [
            ("for_whom", "pour moi"),
            ("age", "j'ai 33 ans"),
            ("danger_signs", "rien de tout ça"),
            ("pregnancy", "j'allaite"),
            ("urgent_signs", "aucun"),
            ("attack_now", "pas maintenant"),
            ("goal", "en avoir moins"),
            ("headache_days", "vingt jours"),
            ("migraine_days", "deux fois par semaine"),
            ("duration", "depuis un an"),
            ("headache_hours", "toute la journée"),
            ("pain_features", "d'un côté, ça cogne"),
            ("symptoms", "mal au coeur et la lumière"),
            ("neuromuscular", "non"),
            ("caution_medicines", "je prends xarelto"),
        ],
        "cm_pattern_caution",
        "routine",
        flags=frozenset({"breastfeeding", "anticoagulant"}),
        answers={"age": 33, "pregnancy": "breastfeeding", "headache_days": 20},
    ),
    Session(
        "an emergency that was misread stays at the top, and the answers go on",
        [("goal", "my face just went numb and i cant speak"), ("goal", "no i mean at the dentist. prevention")],
        "cm_pattern",
        "routine",
        answers={"goal": "prevention"},
    ),
]


def typed(visitor: Visitor, question: str, text: str) -> None:
    """Come to the question by the list, then type."""
    while visitor.question != question:
        by_list(visitor)
    visitor.send(text=text, question=question)


def by_list(visitor: Visitor) -> None:
    for step in ("go_on", "keep"):
        if f'value="{step}"' in visitor.page.text:
            visitor.send(step)
            return
    question = visitor.question
    assert question, visitor.page.text
    if question in LIST_OF_SEVERAL:
        visitor.answer(*LIST_OF_SEVERAL[question])
    elif question in ("preventive_notes", "triggers"):
        visitor.answer()
    else:
        visitor.answer(BY_LIST.get(question, "none"))


def settle(visitor: Visitor) -> None:
    """Confirm a reading that was said back; say of an emergency that it was misread."""
    if 'value="confirm"' in visitor.page.text:
        visitor.send("confirm")
    elif 'value="mistake"' in visitor.page.text:
        visitor.send("mistake")


def finish(visitor: Visitor) -> None:
    while '<article class="now outcome' not in visitor.page.text:
        by_list(visitor)


def found(visitor: Visitor, app: Flask) -> Conversation:
    with app.app_context():
        library = app.extensions["screener"].library
        return conversation.find(library, visitor.hidden("token"), datetime.now(UTC))


@pytest.fixture
def flows() -> Path:
    return shipped("flows")


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.mark.parametrize("session", SESSIONS, ids=[session.id for session in SESSIONS])
def test_a_messy_visitor_comes_to_the_right_end(session: Session, visitor: Visitor, app: Flask) -> None:
    for question, text in session.typed:
        typed(visitor, question, text)
        if text in session.unread:
            assert visitor.question == question, text
        else:
            settle(visitor)
    finish(visitor)
    done = found(visitor, app)
    decision = done.interview.decision
    assert decision.outcome is not None
    assert (decision.outcome.id, decision.urgency) == (session.outcome, session.urgency)
    assert set(decision.codes) >= session.flags
    assert not set(decision.codes) & session.absent
    counting = done.interview.counting
    assert {name: counting[name] for name in session.answers} == session.answers


def test_whoever_typed_a_danger_stays_most_urgent_for_staff_although_it_was_called_a_mistake(
    visitor: Visitor, app: Flask
) -> None:
    typed(visitor, "goal", "my face just went numb and i cant speak")
    visitor.send("mistake")
    finish(visitor)
    assert found(visitor, app).stored.urgency == "emergency"


# --- Dangers in words that are no answer -----------------------------------------------------------------------------


CRISIS = "i dont want to live anymore"
EMERGENCY = "my face just went numb and i cant speak"
PAGES = {CRISIS: "tel:988", EMERGENCY: "tel:911"}


def main_part(visitor: Visitor) -> str:
    return visitor.page.text.partition("<main")[2].partition("</main>")[0]


def at_confirm(visitor: Visitor) -> None:
    typed(visitor, "headache_days", "once a week")
    assert 'value="confirm"' in visitor.page.text


def at_contradiction(visitor: Visitor) -> None:
    typed(visitor, "migraine_days", "25")
    assert 'value="keep"' in visitor.page.text


def at_urgent_card(visitor: Visitor) -> None:
    while visitor.question != "urgent_signs":
        by_list(visitor)
    visitor.answer("fever_headache")
    assert 'value="stop"' in visitor.page.text


@pytest.mark.parametrize("words", [CRISIS, EMERGENCY])
@pytest.mark.parametrize("place", [at_confirm, at_contradiction, at_urgent_card, finish])
def test_a_danger_typed_anywhere_is_answered_and_can_be_taken_back(
    visitor: Visitor, app: Flask, place: object, words: str
) -> None:
    assert callable(place)
    place(visitor)
    before = found(visitor, app)
    visitor.send(text=words)
    assert PAGES[words] in main_part(visitor)
    assert words not in visitor.page.text
    visitor.send("mistake")
    after = found(visitor, app)
    assert (after.status, after.interview.counting) == (before.status, before.interview.counting)


FILLED = {
    "name": "Test Person",
    "telephone": "905 555 0100",
    "email": "",
    "times": "",
    "place": "any",
    "agreed": "yes",
}


@pytest.mark.parametrize("words", [CRISIS, EMERGENCY])
def test_a_danger_in_the_good_times_is_answered_and_the_request_is_kept(
    visitor: Visitor, app: Flask, words: str
) -> None:
    finish(visitor)
    visitor.send("contact", **{**FILLED, "times": words})
    assert PAGES[words] in main_part(visitor)
    kept = found(visitor, app).stored.contact
    assert kept is not None
    assert (kept["name"], kept["times"]) == ("Test Person", words)
    visitor.send("mistake")
    assert "The clinic has your request" in visitor.page.text


def test_a_request_that_is_not_complete_is_filled_in_again_after_a_danger(visitor: Visitor, app: Flask) -> None:
    finish(visitor)
    visitor.send("contact", **{**FILLED, "telephone": "12", "times": EMERGENCY})
    assert "tel:911" in main_part(visitor)
    assert found(visitor, app).stored.contact is None
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)" form="steps">', visitor.page.text))
    visitor.send("mistake", **carried)
    assert 'value="Test Person"' in visitor.page.text
    assert 'value="12"' in visitor.page.text
    visitor.send("contact", **{**FILLED, "times": EMERGENCY})
    assert "The clinic has your request" in visitor.page.text


def test_a_danger_in_a_form_of_another_tab_is_not_lost(visitor: Visitor) -> None:
    typed(visitor, "age", "41")
    visitor.send(text=EMERGENCY, turn="0")
    assert "tel:911" in main_part(visitor)


# --- Two replies that were not understood -----------------------------------------------------------------------------


@pytest.mark.parametrize(("question", "field"), [("goal", 'type="radio"'), ("headache_days", 'type="number"')])
def test_after_two_unclear_replies_the_list_or_the_number_comes_first_and_has_the_focus(
    visitor: Visitor, question: str, field: str
) -> None:
    typed(visitor, question, "purple lamp")
    assert "autofocus" not in visitor.page.text
    assert "<summary>or tell me in your own words" not in visitor.page.text
    visitor.send(text="green lamp")
    assert code_of(visitor.page) == "not_understood_again"
    main = main_part(visitor)
    first = re.search(r"<input[^>]*autofocus[^>]*>", main)
    assert first is not None
    assert field in first[0]
    assert "notice" in first[0]
    assert "quickest way" in main
    assert main.index(first[0]) < main.index("<summary>or tell me in your own words") < main.index('id="text"')
    assert 'value="green lamp"' in main


def test_a_visitor_can_still_type_after_two_unclear_replies(visitor: Visitor) -> None:
    for text in ("purple lamp", "green lamp"):
        typed(visitor, "headache_days", text)
    visitor.send(text="18")
    assert visitor.question == "clear_days"


# --- In French --------------------------------------------------------------------------------------------------------


def test_a_question_in_french_is_answered_in_french(visitor: Visitor) -> None:
    typed(visitor, "headache_days", "est-ce que ça fait mal?")
    aside = main_part(visitor).partition('id="aside"')[2].partition("</div>")[0]
    assert 'lang="fr-CA"' in aside
    assert "Un médecin peut vous dire" in aside
    assert visitor.question == "headache_days"


def test_a_question_in_french_for_the_physician_is_declined_in_french(visitor: Visitor) -> None:
    typed(visitor, "headache_days", "dois-je arrêter mon topamax?")
    aside = main_part(visitor).partition('id="aside"')[2].partition("</div>")[0]
    assert 'lang="fr-CA"' in aside
    assert "Je ne peux pas répondre" in aside


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("j'ai le visage engourdi d'un côté et je n'arrive plus à parler", "tel:911"),
        ("je ne veux plus vivre", "tel:988"),
    ],
)
def test_a_danger_in_french_is_answered(visitor: Visitor, words: str, shown: str) -> None:
    typed(visitor, "goal", words)
    assert shown in main_part(visitor)
