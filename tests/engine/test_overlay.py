"""A flow in other words: what an overlay says, what it lacks, and what has become of the English since."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from flow_texts import FULL, SMALL, answered

from screener.engine.errors import FlowError
from screener.engine.flow import Flow
from screener.engine.loader import FLOW_FILE, load_files, overlays
from screener.engine.machine import FlowMachine
from screener.engine.overlay import begun, heard

ENGLISH = load_files({FLOW_FILE: SMALL})


def shout(text: str) -> str:
    return "".join(part if part.startswith("{") else part.upper() for part in _parts(text))


def _parts(text: str) -> list[str]:
    return text.replace("{", "\0{").replace("}", "}\0").split("\0")


def written(change: Callable[[Any], object] | None = None) -> dict[str, str]:
    """The small flow and its overlay, in which every word is shouted; with a change."""
    said = begun(ENGLISH, shout)
    if change:
        change(said)
    return {FLOW_FILE: SMALL, "fr.yaml": yaml.safe_dump(said, sort_keys=False)}


def problems(change: Callable[[Any], object] | None = None, english: str = SMALL) -> list[str]:
    files = {**written(change), FLOW_FILE: english}
    flow = load_files(files)
    (overlay,) = overlays(files, flow)
    overlay.spoken()
    return [str(problem) for problem in overlay.problems]


@pytest.fixture(scope="module")
def spoken() -> Flow:
    return load_files(written()).translations["fr"]


def test_every_word_is_said_in_the_other_language(spoken: Flow) -> None:
    assert spoken.title == {"en": "Knee screening", "fr": "KNEE SCREENING"}
    assert spoken.by_id["goal"].ask == "WHAT WOULD HELP?"
    assert [option.label for option in spoken.by_id["features"].options] == ["SHARP", "SWOLLEN", "LOCKED"]
    assert spoken.outcome("careful").because[1].say == "YOU HURT {pain_days}."
    assert spoken.consistent[1].say == "MORE THAN THE DAYS WITH PAIN."
    assert spoken.cards[0].title == "BE SEEN TODAY"
    assert (spoken.by_id["features"].none, spoken.usual.not_sure) == ("NONE OF THESE", "I'M NOT SURE")


def test_it_goes_the_same_way_and_decides_the_same(spoken: Flow) -> None:
    here, there = answered(FlowMachine(ENGLISH), FULL), answered(FlowMachine(spoken), FULL)
    assert there.path == here.path
    assert there.decision.codes == here.decision.codes
    assert there.outcome is not None
    assert here.outcome is not None
    assert (there.outcome.id, there.outcome.say) == (here.outcome.id, here.outcome.say.upper())


def test_a_whole_overlay_lacks_nothing() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda said: said["questions"].pop("age"), "questions.age is missing here"),
        (lambda said: said["questions"]["age"].pop("ask"), "'ask:' is missing here: “How old are you?”"),
        (lambda said: said["questions"]["goal"]["options"].pop("sport"), "'sport:' is missing here"),
        (lambda said: said.pop("outcomes"), "'outcomes:' is missing here"),
        (lambda said: said["frame"]["usual"].pop("none"), "'none:' is missing here: “None of these”"),
        (lambda said: said["outcomes"]["careful"]["because"].pop(), "there are 2 of these in English, and 1 here"),
        (lambda said: said["questions"]["goal"].update(ask=""), "write what this says in the language"),
        (lambda said: said["questions"].update(weight={"ask": "x"}), "nothing of questions.weight is shown"),
        (
            lambda said: said["questions"]["goal"].update(colour="x"),
            "there is no 'colour' here in English: take it out",
        ),
        (lambda said: said.update(colours={}), "there is no 'colours' in knee: take it out"),
        (
            lambda said: said["outcomes"]["careful"]["because"][1].update(say="x"),
            "these blanks belong here: {pain_days}",
        ),
        (lambda said: said["questions"]["goal"].update(ask="{pain_days}"), "these blanks belong here: none"),
        (lambda said: said["questions"]["goal"].pop("of"), "the English of questions.goal is another now"),
    ],
)
def test_what_is_missing_or_too_much_is_named_with_its_place(change: Callable[[Any], object], said: str) -> None:
    (problem,) = problems(change)
    place, _, message = problem.partition(": ")
    assert message.startswith(said)
    assert place.startswith("fr.yaml:")
    assert all(part.isdigit() for part in place.split(":")[1:])


def test_an_edit_of_the_english_makes_its_translation_out_of_date_and_no_other() -> None:
    (problem,) = problems(english=SMALL.replace("What would help?", "What would help most?"))
    assert "the English of questions.goal is another now: look at these words, then write 'of: " in problem
    digest = problem.rpartition("of: ")[2].removesuffix("'")

    def looked_at(said: Any) -> None:
        said["questions"]["goal"]["of"] = digest

    assert problems(looked_at, SMALL.replace("What would help?", "What would help most?")) == []


def test_an_edit_of_a_rule_or_of_a_word_for_staff_leaves_it_in_date() -> None:
    assert (
        problems(english=SMALL.replace("over_65: {level: B, when: age > 65", "over_65: {level: B, when: age > 70"))
        == []
    )


def test_what_is_missing_stays_english() -> None:
    flow = load_files(written(lambda said: said["questions"]["goal"].pop("ask"))).translations["fr"]
    assert flow.by_id["goal"].ask == "What would help?"
    assert flow.by_id["age"].ask == "HOW OLD ARE YOU?"


@pytest.mark.parametrize("text", ["- a list", "{", "questions: {age: {ask: &a x}}"])
def test_an_overlay_that_cannot_be_read_stops_the_start(text: str) -> None:
    with pytest.raises(FlowError, match=r"fr\.yaml:\d+:\d+: "):
        load_files({FLOW_FILE: SMALL, "fr.yaml": text})


def test_answers_are_understood_by_what_they_are_called_there(spoken: Flow) -> None:
    questions = heard(ENGLISH, spoken)
    assert "SWOLLEN" in questions["features"].option("swollen").synonyms
    assert "NONE OF THESE" in questions["features"].none_synonyms
    assert questions["features"].option("swollen").label == "Swollen"
