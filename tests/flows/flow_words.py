"""The texts of a flow as their readers meet them, and how hard a text is to read."""

import re
from collections.abc import Iterator

import textstat

from screener.engine.flow import Flow, leaves
from screener.engine.part import Part, Sourced

MEDICINE_EXAMPLES = re.compile(r" \((such as|gentamicin|Plaquenil)[^)]*\)")
"""Names of medicines, which visitors read off a packet, are no measure of how hard a sentence is."""
SILENT_END = re.compile(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxzcg]es$(?<!ches)(?<!shes)|[aeiouy]le$", re.IGNORECASE)
BLANKS = {"how_soon": "in the next few days", "treatment_name": "the treatment", "clinic_name": "the clinic"}
UNSEEN = frozenset(
    "id staff source text show synonyms sources unsure_as always intended_use recommends kind section for caution sign "
    "level with given change after code".split()
)
"""Keys of a flow file whose texts no visitor sees."""


def filled(text: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda blank: BLANKS.get(blank[1], "ten days a month"), text)


def syllables(word: str) -> int:
    """Groups of vowels. (textstat would fetch a dictionary over the network; over these texts the sums agree.)"""
    return max(1, len(re.findall(r"[aeiouy]+", word, re.IGNORECASE)) - bool(SILENT_END.search(word)))


def grade(text: str) -> float:
    """The Flesch-Kincaid grade, with textstat's words and sentences."""
    words = re.findall(r"[A-Za-z]+", text.replace("'", ""))
    per_word = sum(map(syllables, words)) / len(words)
    return float(0.39 * textstat.words_per_sentence(text) + 11.8 * per_word - 15.59)


def sentences(part: Part, *names: str, other: bool = False) -> str:
    """These texts of a part, each as a sentence, in the visitor's person or in the third."""
    texts = [text_of(part, name, other) for name in names]
    return " ".join(text if text[-1] in ".?!" else f"{text}." for text in texts if text)


def text_of(part: Part, name: str, other: bool) -> str:
    text = (other and getattr(part, f"{name}_other", None)) or getattr(part, name, None) or ""
    return filled(" ".join(text) if isinstance(text, tuple) else text)


def groups(flow: Flow, other: bool) -> Iterator[tuple[str, str]]:
    """Every text that visitors see, in groups long enough to be measured."""
    for question in flow.questions:
        yield question.id, sentences(question, "ask", "help", "why", other=other)
        options = " ".join(sentences(option, "label", "help", other=other) for option in question.options)
        yield f"options of {question.id}", MEDICINE_EXAMPLES.sub("", options)
        yield f"advice on {question.id}", " ".join(sentences(one, "say", other=other) for one in question.options)
    for outcome in flow.outcomes:
        yield outcome.id, sentences(outcome, "title", "say", "next", other=other)
        yield f"reasons of {outcome.id}", " ".join(sentences(one, "say", other=other) for one in outcome.because)
    for card in flow.cards:
        yield card.show, sentences(card, "title", "say", other=other)
    for name in ("consistent", "advice", "consultation"):
        yield name, " ".join(sentences(one, "say", other=other) for one in getattr(flow, name))
    raised = [*flow.cautions.values(), *flow.flags.values()]
    yield "what to tell the physician", " ".join(sentences(one, "say", other=other) for one in raised)
    yield "the welcome", filled(" ".join(flow.welcome))


def spoken(flow: Flow) -> Iterator[tuple[str, str]]:
    """Every text of the flow but ids, sources and what only staff see, with its path."""
    for path, text in leaves(flow):
        if isinstance(text, str) and not UNSEEN & set(map(str, path)):
            yield "/".join(map(str, path)), text


def texts_for_someone_else(flow: Flow) -> Iterator[tuple[str, str]]:
    """What whoever fills this in for someone else reads: the third person where there is one."""
    texts = dict(spoken(flow))
    for path, text in texts.items():
        at = path.split("/")
        key = max(i for i, name in enumerate(at) if not name.isdigit())
        other = "/".join([*at[:key], f"{at[key]}_other"])
        if not any(candidate == other or candidate.startswith(f"{other}/") for candidate in texts):
            yield path, text


def rules(flow: Flow) -> Iterator[tuple[str, Sourced]]:
    """Every rule; a sign or caution says by its question what it does not say itself."""
    for question in flow.questions:
        for option in question.options:
            if option.sign or option.caution:
                yield option.id, question.sourced(option)
    for block in (flow.facts, flow.cautions, flow.flags):
        yield from block.items()
    for outcome in flow.outcomes:
        yield outcome.id, outcome
