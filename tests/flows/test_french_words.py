"""What the French of every shipped flow promises: as plain as the English, as kind, and about the right person."""

import re
from collections.abc import Iterator

import pytest
import textstat
from flow_words import groups
from test_flow_words import ALL

from screener.engine.flow import Flow
from screener.engine.overlay import FAQ, english
from screener.library import shipped
from screener.understand.faq_check import SELLING_IN_FRENCH
from screener.understand.faq_file import read_file

PLAIN = 60
"""Of Kandel and Moles' scale, Flesch's for French: 60 and more is read with ease at the end of primary school."""
EXAMPLES = re.compile(r" \((comme|gentamicine|Plaquenil|comme la|comme l)[^)]*\)")
"""Names of medicines, which visitors read off a packet, are no measure of how hard a sentence is."""
VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
SILENT = re.compile(rf"(?<=[^{VOWELS}])e(s|nt)?$|(?<=[{VOWELS}])es?$")
TO_THE_VISITOR = re.compile(r"(?<!rendez-)(?<!s'il )\b(vous|votre|vos|je|j'ai|mon|ma|mes|moi)\b", re.IGNORECASE)
FRENCH = [flow.translations["fr"] for flow in ALL]
GROUPS = [
    pytest.param(text, id=f"{flow.id}: {name}{' for someone else' * other}")
    for flow in FRENCH
    for other in (False, True)
    for name, text in groups(flow, other)
    if text.strip()
]
each_flow = pytest.mark.parametrize("flow", FRENCH, ids=[flow.id for flow in FRENCH])


def syllables(word: str) -> int:
    """Groups of vowels, without an e that is not said."""
    return max(1, len(re.findall(rf"[{VOWELS}]+", SILENT.sub("", word.casefold()))))


def plainness(text: str) -> float:
    """Kandel and Moles' score: the higher, the easier."""
    words = re.findall(rf"[a-z{VOWELS}ç]+", text.casefold())
    per_word = sum(map(syllables, words)) / len(words)
    return float(207 - 1.015 * textstat.words_per_sentence(text) - 73.6 * per_word)


def test_syllables_are_counted_as_a_reader_would() -> None:
    counts = {"tête": 1, "migraine": 2, "médecin": 3, "jours": 1, "vérifié": 3, "prenez": 2, "boissons": 2, "vue": 1}
    assert {word: syllables(word) for word in counts} == counts
    assert plainness("Le chat dort sur le lit. Le chien court dans la rue.") > 100
    assert plainness("L'administration prophylactique nécessite une consultation neurologique préalable.") < 20


@pytest.mark.parametrize("text", GROUPS)
def test_its_words_are_plain(text: str) -> None:
    assert plainness(EXAMPLES.sub("", text)) >= PLAIN, text


@each_flow
def test_texts_neither_shout_nor_sell(flow: Flow) -> None:
    for path, text in _said(flow):
        assert not re.search(r"[!—]", text), path
        assert not SELLING_IN_FRENCH.search(text), path


@each_flow
def test_texts_for_someone_else_do_not_speak_to_the_patient(flow: Flow) -> None:
    said = dict(_said(flow))
    for path, text in said.items():
        alone = not path.endswith("_other") and f"{path}_other" not in said
        if alone and not path.startswith(("frame", "cards")):
            assert not TO_THE_VISITOR.search(text), (path, text)


@each_flow
def test_what_a_question_is_called_in_the_record_is_short(flow: Flow) -> None:
    assert [question.short for question in flow.questions if len(question.short or "") > 40] == []


@each_flow
def test_the_emergency_page_says_911_first_and_the_crisis_page_9_8_8(flow: Flow) -> None:
    emergency, crisis = flow.outcome("emergency_now"), flow.outcome("crisis_now")
    assert emergency.say.startswith("Appelez le 911, et ne prenez pas le volant.")
    assert str(crisis.next).startswith("Appelez ou textez le 9-8-8, jour et nuit.")
    assert "911" in str(crisis.next)


@each_flow
def test_every_number_of_the_english_is_in_the_french(flow: Flow) -> None:
    original = next(one for one in ALL if one.id == flow.id)
    there = dict(_said(flow))
    for path, text in _said(original):
        assert _numbers(there[path]) == _numbers(text), path


def test_the_answers_to_visitors_questions_are_plain_too() -> None:
    file = read_file((shipped("flows") / "migraine" / f"{FAQ}.yaml").read_text("utf-8"), FAQ)
    hard = {name: plainness(topic.answer_fr or "") for name, topic in file.topics.items()}
    assert {name: score for name, score in hard.items() if score < PLAIN} == {}


def _said(flow: Flow) -> Iterator[tuple[str, str]]:
    """Every word that visitors see, with its path."""
    yield from _texts(english(flow.but(title={"en": flow.title[flow.language]})), ())


def _texts(said: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(said, str):
        yield "/".join(path), said
    below = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list | tuple) else ()
    for key, one in below:
        yield from _texts(one, (*path, str(key)))


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", re.sub(r"9-8-8", "988", text)))
