"""What stands in an item of a Questionnaire, read with care: nothing in a public file can be relied on."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from screener.engine.loader import RESERVED
from screener.export.fhir.terms import EXCLUSIVE, HIDDEN, ITEM_CONTROL, Element

LONGEST_ID: Final = 50
WEIGHTS: Final = ("/ordinalValue", "/itemWeight")
"""How the extensions are called by which an option has points."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that a flow cannot say, and why."""

    link_id: str
    reason: str


class Ids:
    """Ids that a flow allows, each used once."""

    def __init__(self, taken: Iterable[str] = RESERVED) -> None:
        self._taken = set(taken)

    def of(self, text: str, instead: str) -> str:
        """An id from a text: small letters, digits and _."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        words = "_".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_ID].strip("_")
        name = words if words[:1].isalpha() else f"{instead}_{words}".strip("_")
        free, number = name, 1
        while free in self._taken:
            number += 1
            free = f"{name}_{number}"
        self._taken.add(free)
        return free


def text_of(item: Element) -> str:
    """What an item says; its code's words or its linkId where it has no text."""
    coded = [str(code.get("display", "")) for code in _dicts(item.get("code"))]
    found = [str(item.get("text") or ""), *coded, str(item.get("linkId", ""))]
    return next((" ".join(one.split()) for one in found if one.strip()), "?")


def children(item: Element) -> list[Element]:
    return list(_dicts(item.get("item")))


def is_hidden(item: Element) -> bool:
    return any(one.get("valueBoolean") is True for one in extensions(item, HIDDEN))


def is_help(item: Element) -> bool:
    """Whether a text stands behind a help button."""
    return item.get("type") == "display" and control_of(item) in ("help", "flyover")


def control_of(item: Element) -> str:
    """How a form should draw the item; empty where it does not say."""
    for one in extensions(item, ITEM_CONTROL):
        for coding in _dicts((one.get("valueCodeableConcept") or {}).get("coding")):
            return str(coding.get("code", ""))
    return ""


def extensions(element: Element, url: str) -> Iterator[Element]:
    return (one for one in _dicts(element.get("extension")) if one.get("url") == url)


def value_of(element: Element, prefix: str = "value") -> Any:
    """The value[x] of an element, whatever its type; None where there is none."""
    return next((value for key, value in element.items() if key.startswith(prefix) and not key.startswith("_")), None)


def whole(value: object) -> int | None:
    """A number as a whole one, where it is one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        return None
    return int(value)


# --- Options --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: how it is called in conditions, and what it says."""

    code: str
    label: str
    alone: bool
    points: float | None


def choices_of(item: Element, contained: dict[str, Element]) -> list[Choice] | None:
    """The options of an item, its own or those of a value set in the same file; None where they are elsewhere."""
    if "answerOption" in item:
        return [_choice(option) for option in _dicts(item["answerOption"])]
    name = str(item.get("answerValueSet", ""))
    values = contained.get(name.removeprefix("#")) if name.startswith("#") else None
    if values is None:
        return None if name else []
    listed = [*_dicts((values.get("expansion") or {}).get("contains"))]
    for included in _dicts((values.get("compose") or {}).get("include")):
        listed += _dicts(included.get("concept")) if not listed else []
    return [_choice({"valueCoding": one}) for one in listed]


def _choice(option: Element) -> Choice:
    value = value_of(option)
    coding = value if isinstance(value, dict) else {"display": str(value)}
    code = str(coding.get("code") or coding.get("display") or "")
    scores = [*_dicts(option.get("extension")), *_dicts(coding.get("extension"))]
    return Choice(
        code=code,
        label=" ".join(str(coding.get("display") or code or "?").split()),
        alone=any(one.get("valueBoolean") is True for one in extensions(option, EXCLUSIVE)),
        points=next((value_of(one) for one in scores if str(one.get("url", "")).endswith(WEIGHTS)), None),
    )


def _dicts(value: object) -> Iterator[Element]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())
