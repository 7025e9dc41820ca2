"""A flow in another language: the same flow with other words, from an overlay file such as `fr.yaml`.

An overlay has the flow's ids and, under each, every word that visitors see. `of:` is a digest of the English that was
translated: where the English is changed, the check says which words to look at again. What is missing stays English.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from screener.engine.errors import FlowError, Problem
from screener.engine.flow import Flow, Option, Question, Raised
from screener.engine.part import Part
from screener.engine.yaml import Path, Places, read_yaml

OVERLAY_FILE: Final = re.compile(r"([a-z]{2})\.yaml")
"""The name of an overlay: the two letters of its language."""
OF: Final = "of"
TEXTS: Final = frozenset(
    f"{name}{person}"
    for name in ("title", "short", "ask", "help", "why", "none", "unsure", "unit", "unit_one", "label", "say", "next")
    for person in ("", "_other")
)
"""What visitors read of a part of a flow."""
HEARD: Final = ("synonyms", "none_synonyms", "unsure_synonyms")
"""What is understood when a visitor types it. A language adds its own to the English."""
REASONS: Final = ("because", "next_if")
BY_ID: Final = ("questions", "outcomes", "cautions", "flags", "cards")
"""Blocks whose parts have a name, and a digest each."""
LISTS: Final = ("consistent", "advice", "consultation")
"""Blocks whose parts have a place only, and a digest together."""
FAQ: Final = "faq"

Words = Mapping[str, Any]
"""The words of a part, as an overlay holds them."""
P = TypeVar("P", bound=Part)


def words_of(part: Part) -> dict[str, Any]:
    """Every word that visitors see of one part of a flow."""
    said: dict[str, Any] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in TEXTS and not (name == "label" and isinstance(part, Raised)):
            said |= {name: value} if _is_said(part, name, value) else {}
        elif name == "options" and value:
            said[name] = {option.id: words_of(option) for option in value}
        elif name in REASONS and value:
            said[name] = [words_of(reason) for reason in value]
    return said


def _is_said(part: Part, name: str, value: Any) -> bool:
    """Whether a text is there, and is no usual one, which the frame has."""
    usual = name == "none" and isinstance(part, Question) and not part.has_own_none
    return bool(value) and not isinstance(value, bool) and not usual


def english(flow: Flow) -> dict[str, Any]:
    """All words of a flow in the shape of an overlay, without the digests."""
    frame = {
        "title": flow.title["en"],
        "welcome": list(flow.welcome),
        "sections": {section.id: words_of(section) for section in flow.sections},
        "usual": flow.usual.model_dump(),
    }
    blocks = {
        block: {name: said for name, part in named(flow, block).items() if (said := words_of(part))} for block in BY_ID
    }
    lists = {
        block: {"each": [words_of(part) for part in getattr(flow, block)]} for block in LISTS if getattr(flow, block)
    }
    return {"frame": frame, **{block: said for block, said in blocks.items() if said}, **lists}


def named(flow: Flow, block: str) -> Mapping[str, Part]:
    """The parts of a block by their ids."""
    parts = getattr(flow, block)
    if isinstance(parts, Mapping):
        return parts
    return {getattr(part, "show" if block == "cards" else "id"): part for part in parts}


def digest_of(said: Any) -> str:
    """What stands behind `of:` for these English words: letters alone, which YAML never takes for a number."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:8].translate(LETTERS)


# --- Reading --------------------------------------------------------------------------------------------------------


@dataclass
class Overlay:
    """One overlay over its flow. `problems` are what it lacks, what is out of date, and what has no place in it."""

    flow: Flow
    language: str
    data: Any
    places: Places
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, text: str, flow: Flow, language: str, name: str) -> "Overlay":
        """The overlay in this text; FlowError where it cannot be read."""
        data, places = read_yaml(text, name)
        if not isinstance(data, dict):
            raise FlowError([places.problem((), "an overlay has the flow's blocks, such as 'questions:'")])
        return cls(flow, language, data, places)

    def spoken(self) -> Flow:
        """The flow in this language."""
        wanted = english(self.flow)
        self._compare(wanted)
        frame = _mapping(self.data.get("frame"))
        said = {
            "language": self.language,
            "title": {**self.flow.title, self.language: _text(frame.get("title"), self.flow.title["en"])},
            "welcome": _texts(frame.get("welcome"), self.flow.welcome),
            "sections": tuple(_said(one, _mapping(frame.get("sections")).get(one.id)) for one in self.flow.sections),
            "usual": self.flow.usual.model_copy(update=_only_texts(frame.get("usual"))),
        }
        for block in BY_ID:
            said[block] = self._block(block)
        for block in LISTS:
            each = _list(_mapping(self.data.get(block)).get("each"))
            said[block] = tuple(_said(part, _at(each, place)) for place, part in enumerate(getattr(self.flow, block)))
        return with_usual(self.flow.but(**said))

    def _block(self, block: str) -> Any:
        words = _mapping(self.data.get(block))
        parts = {name: _said(part, words.get(name)) for name, part in named(self.flow, block).items()}
        return parts if isinstance(getattr(self.flow, block), Mapping) else tuple(parts.values())

    # What speaks against it

    def _compare(self, wanted: Mapping[str, Any]) -> None:
        for block in self.data:
            if block not in wanted and block != FAQ:
                self._tell((block,), f"there is no '{block}' in {self.flow.id}: take it out", key=True)
        for block, said in wanted.items():
            self._compare_block(block, said, self.data.get(block))

    def _compare_block(self, block: str, wanted: Mapping[str, Any], words: Any) -> None:
        if not isinstance(words, dict):
            self._tell((), f"'{block}:' is missing here")
        elif block in BY_ID:
            for name in [*words, *(name for name in wanted if name not in words)]:
                self._compare_entry((block, name), wanted.get(name), words.get(name))
        else:
            self._compare_entry((block,), wanted, words)

    def _compare_entry(self, path: Path, wanted: Any, words: Any) -> None:
        """One entry with a digest of its own."""
        what = ".".join(map(str, path))
        if wanted is None:
            self._tell(path, f"nothing of {what} is shown to visitors: take it out", key=True)
        elif not isinstance(words, dict):
            self._tell(path, f"{what} is missing here")
        else:
            self._compare_words(path, wanted, {name: one for name, one in words.items() if name != OF})
            if words.get(OF) != digest_of(wanted):
                message = (
                    f"the English of {what} is another now: look at these words, then write 'of: {digest_of(wanted)}'"
                )
                self._tell((*path, OF) if OF in words else path, message, key=OF not in words)

    def _compare_words(self, path: Path, wanted: Any, words: Any) -> None:
        """Words beside the English ones: the same keys, as many in a list, the same blanks."""
        if isinstance(wanted, Mapping) and isinstance(words, dict):
            for name in wanted:
                if name not in words:
                    self._tell(path, f"'{name}:' is missing here: {_short(wanted[name])}")
            for name, said in words.items():
                if name in wanted:
                    self._compare_words((*path, name), wanted[name], said)
                elif name not in HEARD and name not in TEXTS:
                    self._tell((*path, name), f"there is no '{name}' here in English: take it out", key=True)
        elif isinstance(wanted, list | tuple) and isinstance(words, list):
            if len(words) != len(wanted):
                self._tell(path, f"there are {len(wanted)} of these in English, and {len(words)} here")
            for place, (one, said) in enumerate(zip(wanted, words, strict=False)):
                self._compare_words((*path, place), one, said)
        elif isinstance(wanted, str) and isinstance(words, str) and words:
            if _blanks(words) != _blanks(wanted):
                self._tell(path, f"these blanks belong here: {', '.join(sorted(_blanks(wanted))) or 'none'}")
        else:
            self._tell(path, f"write what this says in the language: {_short(wanted)}")

    def _tell(self, path: Path, message: str, key: bool = False) -> None:
        self.problems.append(self.places.problem(path, message, key=key))


LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")
BLANK: Final = re.compile(r"\{\w+\}")


def _blanks(text: str) -> set[str]:
    return set(BLANK.findall(text))


def _short(said: Any) -> str:
    text = said if isinstance(said, str) else json.dumps(said)
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"


# --- Saying it ------------------------------------------------------------------------------------------------------


def _said(part: P, words: Any) -> P:
    """A part with these words in the place of its own."""
    words = _mapping(words)
    said: dict[str, Any] = {}
    for name, value in words.items():
        if name in TEXTS and name in type(part).model_fields:
            said[name] = tuple(value) if isinstance(value, list) else value
        elif name in HEARD and isinstance(value, list):
            said[name] = (*getattr(part, name, ()), *map(str, value))
        elif name in REASONS:
            each = _list(value)
            said[name] = tuple(_said(one, _at(each, place)) for place, one in enumerate(getattr(part, name)))
        elif name == "options":
            options = _mapping(value)
            said[name] = tuple(_said(one, options.get(one.id)) for one in getattr(part, "options", ()))
    return part.model_copy(update=said)


def with_usual(flow: Flow) -> Flow:
    """The flow with its usual "none" at every question that has none of its own."""
    usual = {"none": flow.usual.none}
    questions = (one if one.has_own_none else one.model_copy(update=usual) for one in flow.questions)
    return flow.but(questions=tuple(questions))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _at(each: list[Any], place: int) -> Any:
    return each[place] if place < len(each) else None


def _text(value: Any, otherwise: str) -> str:
    return value if isinstance(value, str) and value else otherwise


def _texts(value: Any, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    texts = tuple(text for text in _list(value) if isinstance(text, str))
    return texts if len(texts) == len(otherwise) else otherwise


def _only_texts(value: Any) -> dict[str, str]:
    return {name: text for name, text in _mapping(value).items() if isinstance(text, str) and name != OF}


# --- Hearing it -----------------------------------------------------------------------------------------------------


def heard(flow: Flow, spoken: Flow) -> dict[str, Question]:
    """The flow's questions, by id, as they are understood when somebody reads them in another language: each answer is
    called what it is called there too."""
    unsure = (spoken.usual.not_sure, spoken.usual.not_sure_other)
    return {
        question.id: question.model_copy(
            update={
                "options": tuple(_heard(*pair) for pair in zip(question.options, said.options, strict=True)),
                "none_synonyms": (*said.none_synonyms, said.none),
                "unsure_synonyms": (*said.unsure_synonyms, *unsure),
            }
        )
        for question, said in zip(flow.questions, spoken.questions, strict=True)
    }


def _heard(option: Option, said: Option) -> Option:
    called = [name for name in (said.label, said.label_other) if name]
    return option.model_copy(update={"synonyms": (*said.synonyms, *called)})


# --- Beginning one --------------------------------------------------------------------------------------------------


def begun(flow: Flow, say: Callable[[str], str] = str) -> dict[str, Any]:
    """An overlay to begin from: every word, in English or as `say` says it, with the digests."""
    made: dict[str, Any] = {}
    for block, said in english(flow).items():
        entries = said if block in BY_ID else {block: said}
        each = {name: {OF: digest_of(words), **_each(words, say)} for name, words in entries.items()}
        made[block] = each if block in BY_ID else each[block]
    return made


def _each(words: Any, say: Callable[[str], str]) -> Any:
    if isinstance(words, str):
        return say(words)
    if isinstance(words, Mapping):
        return {name: _each(one, say) for name, one in words.items()}
    return [_each(one, say) for one in words]
