"""A file of answers that lacks something is refused, or told about, by line and column."""

from pathlib import Path

import pytest

from screener.engine.errors import FlowError
from screener.engine.loader import load
from screener.proof.structure import SELLING
from screener.understand.faq import Faq
from screener.understand.faq_check import MIGRAINE, check_faq

FOLDER = Path(__file__).parents[2] / "flows" / "migraine"

SMALL = """\
closing: {en: A physician knows., fr: Un médecin le sait.}
declined: {en: I cannot answer that., fr: Je ne peux pas répondre.}
must_answer: [pain]
topics:
  pain:
    ask:
      en: [Does it hurt?, Is it sore?, Does it sting?, Is it painful?, How bad is it?]
      fr: [Ça fait mal?, Est-ce douloureux?, Ça pince-tu?, Est-ce pénible?, Ça brûle-tu?]
    answer: A pinch.
    answer_fr: Un pincement.
    source: SEED
    checked: 2026-11-23
"""


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (("    answer: A pinch.\n", ""), "5:3", "'answer:' is missing here"),
        (("answer: A pinch.", "answers: A pinch."), "7:5", "unknown key 'answers'"),
        (("closing: {en: A physician knows., fr: Un médecin le sait.}\n", ""), "1:1", "'closing:' is missing here"),
        (
            ("en: [Does it hurt?, Is it sore?, Does it sting?, Is it painful?, How bad is it?]", "en: []"),
            "7:11",
            "at least 1",
        ),
        (("  pain:", "  Pain here:"), "5:3", "pattern"),
    ],
)
def test_mistakes_in_the_file_are_reported_by_line_and_column(
    change: tuple[str, str], place: str, message: str
) -> None:
    with pytest.raises(FlowError) as caught:
        Faq.read(SMALL.replace(*change), "faq.yaml")
    texts = [str(problem) for problem in caught.value.problems]
    assert any(message in text for text in texts), texts


def test_a_file_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(FlowError):
        Faq.read("topics: [", "faq.yaml")


def test_the_check_finds_nothing_in_the_clinics_file() -> None:
    assert check_faq(FOLDER / "faq.yaml", load(FOLDER), SELLING) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("SEED", "SEEDS"), "there is no source 'SEEDS': did you mean 'SEED'?"),
        (("A pinch.", "It is the best cure."), "'best' may promise"),
        (("A pinch.", "Ask {doctor_name}."), "{doctor_name} is none of"),
        (("    source: SEED\n", ""), "pain needs its 'source:'"),
        (("  pain:", "  pains:"), "pains is no topic that is known: did you mean 'pain'?"),
        (("Is it sore?", "does it hurt"), "already belongs to pain"),
        (("    answer_fr: Un pincement.\n", ""), "pain has no answer in French"),
        (("A pinch.", "A sting."), "the English answer on pain is another now: look at the French, then write"),
        ((", fr: Je ne peux pas répondre.", ""), "declined has no French"),
        ((", Est-ce pénible?, Ça brûle-tu?", ""), "pain has 3 ways to ask in 'fr': 5 or more"),
        (("Un pincement.", "Le meilleur traitement."), "'meilleur' may promise"),
        (("    checked: 2026-11-23\n", ""), "the date it was 'checked:'"),
    ],
)
def test_the_check_says_what_is_wrong_and_where(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    file = tmp_path / "faq.yaml"
    file.write_text(SMALL.replace(*change), "utf-8")
    found = [str(problem) for problem in check_faq(file, load(FOLDER), SELLING)]
    assert len([text for text in found if message in text]) >= 1, found
    assert all(text.startswith(f"{file}:") for text in found)


def test_a_topic_without_an_answer_is_missed(tmp_path: Path) -> None:
    assert _missing(tmp_path, "must_answer: migraine") == len(MIGRAINE) - 1
    assert _missing(tmp_path, "must_answer: [pain, parking]") == 1


def test_a_flow_that_lists_no_topics_may_answer_whatever_it_is_asked(tmp_path: Path) -> None:
    assert _missing(tmp_path, "") == 0
    assert _missing(tmp_path, "must_answer: []") == 0


def test_only_a_list_that_is_known_can_be_named(tmp_path: Path) -> None:
    with pytest.raises(FlowError):
        Faq.read(SMALL.replace("must_answer: [pain]", "must_answer: everything"), "faq.yaml")


def _missing(folder: Path, line: str) -> int:
    """How many topics are missed in a file that answers one."""
    file = folder / "faq.yaml"
    file.write_text(SMALL.replace("must_answer: [pain]\n", f"{line}\n" if line else ""), "utf-8")
    found = [problem.message for problem in check_faq(file, load(FOLDER), SELLING)]
    return sum("there is no answer" in message for message in found)
