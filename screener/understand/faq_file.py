"""A flow's `faq.yaml`: what visitors ask, the clinic's approved answers, and where they come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field, ValidationError

from screener.engine.errors import FlowError
from screener.engine.flow import Source
from screener.engine.overlay import OF, digest_of
from screener.engine.part import Id, Part, Sourced, Text
from screener.engine.yaml import read_yaml


class Asks(Part):
    """Several ways to ask for a topic, in each language."""

    en: tuple[Text, ...] = Field(min_length=1)
    fr: tuple[Text, ...] = ()


class Said(Part):
    """A line in each language."""

    en: Text
    fr: Text | None = None

    def said(self, language: str) -> str:
        """The line in a language; in English where there is no other."""
        return self.fr if language == "fr" and self.fr else self.en


class Topic(Sourced):
    """What visitors ask, and the approved answer."""

    ask: Asks
    answer: Text
    answer_fr: Text | None = None
    answer_fr_of: Text | None = None
    """A digest of the English that the French says."""
    promotes: bool = False
    """Whether it speaks for the drug, so that it is left out where the clinic does not name one."""

    def said(self, language: str) -> str:
        """The answer in a language; in English where there is no other."""
        return self.answer_fr if language == "fr" and self.answer_fr else self.answer


class FaqFile(Part):
    """A flow's `faq.yaml`."""

    closing: Said
    declined: Said
    must_answer: Literal["migraine"] | tuple[Id, ...] = ()
    """The topics that it must have an answer to: its own list, or the one of a name. Without it, any topics will do."""
    sources: Mapping[Text, Source] = {}
    topics: Mapping[Id, Topic]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The answers in one language, as far as they are there in it."""

    closing: str = ""
    declined: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def spoken(file: FaqFile, overlays: Mapping[str, Any]) -> dict[str, Spoken]:
    """The answers by language: English and French stand in the file, others under `faq:` in each overlay's data."""
    topics = file.topics.items()
    english = Spoken(file.closing.en, file.declined.en, {name: topic.answer for name, topic in topics})
    french = {name: topic.answer_fr for name, topic in topics if topic.answer_fr}
    said = {code: _overlaid(data.get("faq")) for code, data in overlays.items() if isinstance(data, dict)}
    return {**said, "en": english, "fr": Spoken(file.closing.fr or "", file.declined.fr or "", french)}


def begun(file: FaqFile, say: Callable[[str], str] = str) -> dict[str, Any]:
    """The answers for an overlay to begin from, in English or as `say` says it."""
    topics = {name: {OF: digest_of(one.answer), "answer": say(one.answer)} for name, one in file.topics.items()}
    return {"closing": say(file.closing.en), "declined": say(file.declined.en), "topics": topics}


def _overlaid(said: Any) -> Spoken:
    if not isinstance(said, dict):
        return Spoken()
    topics = said.get("topics")
    answers = topics.items() if isinstance(topics, dict) else ()
    return Spoken(
        str(said.get("closing") or ""),
        str(said.get("declined") or ""),
        {name: str(one["answer"]) for name, one in answers if isinstance(one, dict) and one.get("answer")},
    )


def read_file(text: str, name: str) -> FaqFile:
    """The file's data, checked; FlowError names every place that does not fit."""
    data, places = read_yaml(text, name)
    try:
        return FaqFile.model_validate(data)
    except ValidationError as error:
        raise FlowError([places.problem(_path(one), _message(one)) for one in error.errors()]) from None


def _path(detail: Any) -> tuple[str | int, ...]:
    return tuple(detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"])


def _message(detail: Any) -> str:
    if detail["type"] == "missing":
        return f"'{detail['loc'][-1]}:' is missing here"
    if detail["type"] == "extra_forbidden":
        return f"unknown key '{detail['loc'][-1]}': take it out"
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"
