"""The sums of points in a Questionnaire: which items an expression adds up, where it does nothing else.

There are as many ways to write this as there are authors; these are the ones met in published forms. Any other
expression is left to whoever reads the list of what was not carried.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from screener.export.fhir.terms import CALCULATED, VARIABLE, Element
from screener.incoming.read import children, extensions

Summed = dict[str, dict[str, int | None] | None]
"""Items by linkId, each with the points of its codes; None where these stand at its options."""

DEEPEST: Final = 20
WEIGHED: Final = re.compile(
    r"%resource(?P<path>.*)\.answer(?:\.value)?\.(?:weight|ordinal)\(\)"
    r"(?P<sum>\.sum\(\)|\.aggregate\(\$this \+ \$total(?:, 0)?\))?"
)
LOOKED_UP: Final = re.compile(
    r"%questionnaire\.item\.where\(linkId = '(?P<item>[^']+)'\)\.answerOption"
    r"\.where\(valueCoding\.code ?= ?%resource\.item\.where\(linkId = '(?P=item)'\)\.answer\.valueCoding\.code\)"
    r"\.extension\.where\(url ?= ?(?:%\w+|'[^']*/(?:ordinalValue|itemWeight)')\)\.valueDecimal"
)
OURS: Final = re.compile(r"iif\((?P<least>%\w+) = %\w+, (?P=least), \{\}\)")
"""A score as our own forms have it: where the least that it can be is the most."""
LINK: Final = re.compile(r"linkId = '([^']+)'")
POINTS: Final = re.compile(r"= '([^']+)'\)?, (-?\d+)")
COMPARED: Final = re.compile(r"linkId ?(?P<sign>=|!=) ?'(?P<text>[^']+)'")
AMONG: Final = re.compile(r"linkId in \((?P<texts>'[^']+'(?: ?\| ?'[^']+')*)\)")
MATCHED: Final = re.compile(r"linkId\.(?P<how>matches|startsWith)\('(?P<text>[\w^$\-\[\]()|/.]+)'\)")
"""A pattern without repetitions, so that trying it takes no time."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Reads the expressions of one form, whose items and variables these are."""

    items: Sequence[Element]
    variables: Mapping[str, str]

    def of(self, text: str, deepest: int = DEEPEST) -> Summed | None:
        """The items that an expression adds up, each once; None where it does anything else."""
        text = " ".join(text.split())
        if deepest == 0:
            return None
        if (ours := OURS.fullmatch(text)) is not None:
            return self._ours(self.variables.get(ours["least"][1:], ""))
        if (inner := _arguments(text, "")) is not None:
            return self.of(inner[0], deepest - 1)
        if text[1:] in self.variables and text.startswith("%"):
            return self.of(self.variables[text[1:]], deepest - 1)
        if len(terms := _split(text, " + ")) > 1:
            return _together([self.of(term, deepest - 1) for term in terms])
        if (choice := _arguments(text, "iif")) is not None:
            where_answered = self._asks_for_answers(choice[0], deepest) and choice[2:] in ([], ["0"], ["{}"])
            return self.of(choice[1], deepest - 1) if where_answered and len(choice) > 1 else None
        return self._term(text)

    def _term(self, text: str) -> Summed | None:
        if (looked_up := LOOKED_UP.fullmatch(text)) is not None:
            return {looked_up["item"]: None}
        if (weighed := WEIGHED.fullmatch(text)) is None:
            return None
        found = _selected(self.items, _split(weighed["path"].removeprefix("."), "."))
        if found is None or (len(found) > 1 and not weighed["sum"]):
            return None
        return {str(item.get("linkId")): None for item in found}

    def _asks_for_answers(self, text: str, deepest: int) -> bool:
        """Whether a condition asks only whether something is answered."""
        text = " ".join(text.split())
        if text[1:] in self.variables and text.startswith("%"):
            return deepest > 0 and self._asks_for_answers(self.variables[text[1:]], deepest - 1)
        parts = [part for one in _split(text, " or ") for part in _split(one, " and ")]
        return all(part.endswith(".exists()") for part in parts)

    def _ours(self, text: str) -> Summed | None:
        found: Summed = {}
        for term in _split(text, " + "):
            answer = re.search(r"%(\w+)", term)
            link = LINK.search(self.variables.get(answer[1], "")) if answer else None
            if link is None:
                return None
            found[link[1]] = found.get(link[1]) or {}
            found[link[1]] = {**(found[link[1]] or {}), **{code: int(points) for code, points in POINTS.findall(term)}}
        return found


def variables_in(element: Element) -> dict[str, str]:
    """The variables that stand in a form or an item, by name."""
    found = (one.get("valueExpression") for one in extensions(element, VARIABLE))
    return {str(one.get("name")): str(one.get("expression")) for one in found if isinstance(one, dict)}


def calculation_of(item: Element) -> str | None:
    """The expression by which an item is worked out; None where it is not."""
    for one in extensions(item, CALCULATED):
        if isinstance(value := one.get("valueExpression"), dict):
            return str(value.get("expression", ""))
    return None


def _together(parts: list[Summed | None]) -> Summed | None:
    """All the items of several sums; None where one of them would count twice."""
    found: Summed = {}
    for part in parts:
        if part is None or found.keys() & part.keys():
            return None
        found |= part
    return found


# --- Which items ----------------------------------------------------------------------------------------------------


def _selected(items: Sequence[Element], steps: list[str]) -> list[Element] | None:
    """The items of a response that a path comes to; it has the very groups of its form."""
    found: list[Element] | None = None  # the response itself
    for step in steps:
        here = [{"item": list(items)}] if found is None else found
        condition = _arguments(step, "where")
        if condition is not None and found is not None:
            kept = [(item, _fits(condition[0], str(item.get("linkId")))) for item in found]
            if any(fits is None for _, fits in kept):
                return None
            found = [item for item, fits in kept if fits]
        elif step == "item":
            found = [child for one in here for child in children(one)]
        elif step in ("descendants()", "repeat(item)"):
            found = [child for one in here for child in below(one)]
        else:
            return None
    return found


def below(item: Element) -> Iterator[Element]:
    """Everything in a form, a group or a question, at any depth."""
    for child in children(item):
        yield child
        yield from below(child)


def _fits(condition: str, link_id: str) -> bool | None:
    """Whether an item's linkId fits a condition; None where the condition asks for anything else."""
    for word, joined in ((" or ", any), (" and ", all)):
        if len(parts := _split(condition, word)) > 1:
            fits = [_fits(part, link_id) for part in parts]
            return None if None in fits else joined(fits)
    if (compared := COMPARED.fullmatch(condition)) is not None:
        return (compared["text"] == link_id) is (compared["sign"] == "=")
    if (among := AMONG.fullmatch(condition)) is not None:
        return link_id in re.findall(r"'([^']+)'", among["texts"])
    if (matched := MATCHED.fullmatch(condition)) is not None:
        return _matches(matched["how"], matched["text"], link_id)
    return None


def _matches(how: str, text: str, link_id: str) -> bool | None:
    if how == "startsWith":
        return link_id.startswith(text)
    try:
        return re.search(text, link_id) is not None
    except re.error:
        return None


# --- Text in brackets -----------------------------------------------------------------------------------------------


def _split(text: str, separator: str) -> list[str]:
    """The parts of a text between separators that stand in no brackets and no quotes."""
    parts, depth, quoted, begin = [], 0, False, 0
    for place, letter in enumerate(text):
        if letter == "'":
            quoted = not quoted
        elif not quoted:
            depth += (letter in "({[") - (letter in ")}]")
            if depth == 0 and text.startswith(separator, place) and place >= begin:
                parts.append(text[begin:place].strip())
                begin = place + len(separator)
    return [*parts, text[begin:].strip()]


def _arguments(text: str, function: str) -> list[str] | None:
    """What stands in the brackets of a call that is the whole text; None where it is something else."""
    if not (text.startswith(f"{function}(") and text.endswith(")")):
        return None
    inside = text[len(function) + 1 : -1]
    depth = 0
    for letter in re.sub(r"'[^']*'", "", inside):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return None
    return _split(inside, ",")
