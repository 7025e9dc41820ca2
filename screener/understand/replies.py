"""What people say for the answers that screening questions offer, found by what question and options say of themselves.

A flow may name its options' concepts. Where it says nothing, a yes-or-no question is known by its words, and an option
by its own id and label: "Blood thinners" is enough to find every blood thinner of the lexicons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from screener.understand.concepts import classes_of, concepts, known_names
from screener.understand.names import ChoiceOption, ChoiceQuestion
from screener.understand.text import tokens
from screener.understand.words import Phrases, lexicon_data, texts

ENOUGH: Final = 2
"""Options that a topic must know before it is taken for the question's topic."""
UNNAMED: Final = frozenset({"none", "unsure"})


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer of a topic."""

    key: str
    called: Phrases
    concepts: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a question may be about, with its answers by their ids."""

    asks: Phrases
    answers: Mapping[str, _Answer]


@lru_cache(maxsize=256)
def understood(question: ChoiceQuestion) -> ChoiceQuestion:
    """The question with all that its options are called: what its flow says, and what the lexicons know of it."""
    topic = _named(question)
    if topic is None and not any(option.concepts or option.synonyms for option in question.options):
        topic = _asked(question) if question.is_yes_no else _offered(question)
        options = tuple(_known(option, topic, question.is_yes_no) for option in question.options)
    else:
        options = tuple(_referred(option, topic) for option in question.options)
    return replace(question, options=options)


def _referred(option: ChoiceOption, topic: _Topic | None) -> ChoiceOption:
    """An option with the names of the answers that its flow refers to."""
    answers = [one for key in option.concepts if (one := _by_key().get(key))]
    if topic is not None and option.id in UNNAMED and option.id in topic.answers:
        answers.append(topic.answers[option.id])
    names = [name for answer in answers for name in answer.names]
    return replace(option, synonyms=(*option.synonyms, *names))


def _known(option: ChoiceOption, topic: _Topic | None, yes_no: bool) -> ChoiceOption:
    """An option of which its flow says nothing."""
    answer = _answer(option, topic) if topic is not None else None
    if answer is not None:
        return replace(option, synonyms=answer.names, concepts=answer.concepts)
    if yes_no or option.id in UNNAMED:
        return option
    return replace(option, concepts=_labelled(option))


def _labelled(option: ChoiceOption) -> tuple[str, ...]:
    """The concepts that an option's id or label names; its class where it names several, or no one in particular."""
    every = concepts()
    if option.id in every or option.id in classes_of():
        return (option.id,)
    found = [concept for _, _, concept in known_names().anywhere(texts(tokens(option.label)))]
    return tuple(dict.fromkeys(_widest(concept) for concept in found))


def _widest(concept: str) -> str:
    """A medicine stands for itself; "a triptan", "blood thinners" and the like for their whole class."""
    classes = concepts()[concept][0]
    return classes[0] if concept.startswith("some_") else concept


# --- Topics ---------------------------------------------------------------------------------------------------------


def _named(question: ChoiceQuestion) -> _Topic | None:
    """The topic that the flow itself refers to."""
    keys = {concept for option in question.options for concept in option.concepts}
    return next((one for one in _topics() if any(answer.key in keys for answer in one.answers.values())), None)


def _asked(question: ChoiceQuestion) -> _Topic | None:
    """The topic of a yes-or-no question: what it asks with most words. None where two fit as well."""
    words = texts(tokens(question.ask))
    scores = [sum(end - start for start, end, _ in topic.asks.anywhere(words)) for topic in _topics()]
    best = max(scores)
    return _topics()[scores.index(best)] if best and scores.count(best) == 1 else None


def _offered(question: ChoiceQuestion) -> _Topic | None:
    """The topic that knows most of the options."""
    scores = [sum(_answer(one, topic) is not None for one in question.options) for topic in _topics()]
    best = max(scores)
    if best < min(ENOUGH, len(question.options)) and best < 1:
        return None
    return _topics()[scores.index(best)] if scores.count(best) == 1 else None


def _answer(option: ChoiceOption, topic: _Topic) -> _Answer | None:
    """The answer of a topic that an option is, by its id or by its label."""
    if option.id in topic.answers:
        return topic.answers[option.id]
    label = texts(tokens(option.label))
    return next((one for one in topic.answers.values() if one.called.anywhere(label)), None)


@lru_cache(maxsize=1)
def _topics() -> Sequence[_Topic]:
    return tuple(_topic(name, entry) for name, entry in lexicon_data("replies").items())


def _topic(name: str, entry: Mapping[str, Any]) -> _Topic:
    answers = {
        answer: _Answer(
            f"{name}_{answer}",
            Phrases((phrase, answer) for phrase in about.get("called", ())),
            tuple(about.get("concepts", ())),
            tuple(about.get("names", ())),
        )
        for answer, about in entry["answers"].items()
    }
    return _Topic(Phrases((phrase, name) for phrase in entry.get("asks", ())), answers)


@lru_cache(maxsize=1)
def _by_key() -> Mapping[str, _Answer]:
    return {answer.key: answer for topic in _topics() for answer in topic.answers.values()}
