"""What a flow's `faq.yaml` must hold before anybody is answered from it: topics, sources, blanks, and plain words."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path as FilePath
from typing import Final

from screener.engine.errors import FlowError, Problem
from screener.engine.flow import Flow
from screener.engine.overlay import digest_of
from screener.engine.wording import BLANK, CLINIC_BLANKS
from screener.engine.yaml import Path, read_text, read_yaml
from screener.understand.danger_text import word_set
from screener.understand.faq_file import FaqFile, read_file

FAQ_BLANKS: Final = CLINIC_BLANKS - {"how_soon"}
"""What can be filled in an answer: how soon somebody should come is only known at the end."""
MIGRAINE: Final = word_set(
    "what_is_it not_rescue how_works candidate chronic_definition evaluation_process cautions_safety pregnancy"
    " neuromuscular medication_interactions treatment_experience pain injection_sites units_dose side_effects downtime"
    " when_results how_long_lasts schedule_12_weeks benefits limits other_preventives lifestyle_triggers"
    " cosmetic_difference physician_led consultation_questions booking locations cost_insurance privacy"
    " what_is_this_bot emergency"
)
"""What visitors of a migraine screening ask: what a file must answer that says `must_answer: migraine`."""

FEWEST_WAYS: Final = 5
"""Fewer ways to ask in a language, and the topic is hardly ever found."""

SELLING_IN_FRENCH: Final = re.compile(
    r"\b(garanti\w*|meilleure?s?|miracle\w*|miraculeu\w+|prouvée?s?|guéri\w*|malheureusement|sans (?:risque|douleur)"
    r"|mieux que|supérieure?s?|incroyable|candidate?s?|admissibles?|vous avez (?:la|une) migraine)\b",
    re.IGNORECASE,
)
"""What promises, compares, diagnoses or sells, as `selling` does in English."""

Finding = tuple[Path, str]


def check_faq(path: FilePath, flow: Flow, selling: re.Pattern[str]) -> list[Problem]:
    """Everything that can be said against a flow's answers. `selling` finds words that promise, compare or sell."""
    try:
        text = read_text(path)
        file = read_file(text, str(path))
    except FlowError as error:
        return error.problems
    _, places = read_yaml(text, str(path))
    checks: tuple[Callable[[FaqFile], Iterable[Finding]], ...] = (
        _topics,
        lambda faq: _sources(faq, flow),
        _french,
        _blanks,
        lambda faq: _words_that_sell(faq, selling),
        _asked_twice,
    )
    return [places.problem(where, message) for check in checks for where, message in check(file)]


def _topics(faq: FaqFile) -> Iterator[Finding]:
    topics = MIGRAINE if faq.must_answer == "migraine" else frozenset(faq.must_answer)
    if not topics:
        return
    for missing in sorted(topics - set(faq.topics)):
        yield ("topics",), f"visitors ask about {missing}, and there is no answer"
    for extra in sorted(set(faq.topics) - topics):
        near = difflib.get_close_matches(extra, topics, 1)
        hint = f": did you mean '{near[0]}'?" if near else ""
        yield ("topics", extra), f"{extra} is no topic that is known{hint}"


def _sources(faq: FaqFile, flow: Flow) -> Iterator[Finding]:
    known = {*flow.sources, *faq.sources}
    for name, topic in faq.topics.items():
        if not topic.source or not topic.checked:
            yield ("topics", name), f"{name} needs its 'source:' and the date it was 'checked:'"
        for key in (topic.source or "").replace(",", " ").split():
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f": did you mean '{near[0]}'?" if near else ""
                yield ("topics", name, "source"), f"there is no source '{key}'{hint}"
    cited = {key for topic in faq.topics.values() for key in (topic.source or "").replace(",", " ").split()}
    for key in sorted(set(faq.sources) - cited):
        yield ("sources", key), f"no answer cites {key}: take it out"


def _french(faq: FaqFile) -> Iterator[Finding]:
    for block, said in (("closing", faq.closing), ("declined", faq.declined)):
        if not said.fr:
            yield (block,), f"{block} has no French: add 'fr:'"
    for name, topic in faq.topics.items():
        if not topic.answer_fr:
            yield ("topics", name), f"{name} has no answer in French: add 'answer_fr:'"
        elif topic.answer_fr_of != (digest := digest_of(topic.answer)):
            message = (
                f"the English answer on {name} is another now: look at the French, then write 'answer_fr_of: {digest}'"
            )
            yield ("topics", name, "answer_fr_of"), message
        for language, ways in (("en", topic.ask.en), ("fr", topic.ask.fr)):
            if len(ways) < FEWEST_WAYS:
                yield (
                    ("topics", name, "ask"),
                    f"{name} has {len(ways)} ways to ask in '{language}': {FEWEST_WAYS} or more",
                )


def spoken(faq: FaqFile) -> Iterator[tuple[Path, str]]:
    """Every text of the file that visitors see."""
    for block, said in (("closing", faq.closing), ("declined", faq.declined)):
        yield (block, "en"), said.en
        yield (block, "fr"), said.fr or ""
    for name, topic in faq.topics.items():
        yield ("topics", name, "answer"), topic.answer
        yield ("topics", name, "answer_fr"), topic.answer_fr or ""


def _blanks(faq: FaqFile) -> Iterator[Finding]:
    for path, text in spoken(faq):
        for blank in BLANK.findall(text):
            if blank not in FAQ_BLANKS:
                yield path, f"{{{blank}}} is none of {', '.join(sorted(FAQ_BLANKS))}"


def _words_that_sell(faq: FaqFile, selling: re.Pattern[str]) -> Iterator[Finding]:
    for path, text in spoken(faq):
        in_french = path[-1] in ("answer_fr", "fr")
        if found := (SELLING_IN_FRENCH if in_french else selling).search(text):
            yield path, f"'{found[0]}' may promise, compare, diagnose or sell: say it plainly"


def _asked_twice(faq: FaqFile) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name, topic in faq.topics.items():
        for language, ways in (("en", topic.ask.en), ("fr", topic.ask.fr)):
            for i, way in enumerate(ways):
                key = way.casefold().strip(" ?!.")
                if key in first:
                    yield ("topics", name, "ask", language, i), f"this way to ask already belongs to {first[key]}"
                first.setdefault(key, name)
