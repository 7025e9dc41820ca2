"""What is wrong with a Questionnaire: every invariant of R4 that validators pass over or keep, and what forms trip on.

No validator at hand keeps them all (a repeated linkId, an enableWhen to nowhere, two enableWhen without a behaviour):
what goes out is held against these. que-12 is read as it is meant: the published expression lets two rows pass.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from screener.export.fhir.lint_enabling import enabling_problems
from screener.export.fhir.terms import EXCLUSIVE, GREATEST, LEAST, ORDINAL, Element

TYPES: Final = frozenset(
    "group display boolean decimal integer date dateTime time string text url choice open-choice attachment reference "
    "quantity".split()
)
WITH_OPTIONS: Final = frozenset(
    "choice open-choice decimal integer date dateTime time string quantity".split()
)  # as que-5 has it
WITH_LENGTH: Final = frozenset("boolean decimal integer string text url open-choice".split())
STATUSES: Final = frozenset("draft active retired unknown".split())
BOUNDS: Final = {
    "integer": "valueInteger",
    "decimal": "valueDecimal",
    "date": "valueDate",
    "dateTime": "valueDateTime",
    "time": "valueTime",
}
NAME: Final = re.compile(r"[A-Z][A-Za-z0-9_]{0,254}")


def problems(form: Element) -> list[str]:
    """Everything that is wrong, each with the invariant or the linkId that it is about."""
    items = list(walk(form.get("item", [])))
    return [
        *_root(form),
        *_repeated(items),
        *(problem for item in items for problem in _item(item)),
        *enabling_problems(items),
        *emptiness(form),
    ]


def walk(items: list[Element]) -> Iterator[Element]:
    """Every item, those within others after the one that holds them."""
    for item in items:
        yield item
        yield from walk(item.get("item", []))


def _root(form: Element) -> Iterator[str]:
    if form.get("resourceType") != "Questionnaire":
        yield "resourceType is not Questionnaire"
    if form.get("status") not in STATUSES:
        yield f"status: {form.get('status')!r} is none of {', '.join(sorted(STATUSES))}"
    if "name" in form and not NAME.fullmatch(str(form["name"])):
        yield f"que-0: {form['name']!r} is no name for programs"


def _repeated(items: list[Element]) -> Iterator[str]:
    for link_id, number in Counter(item.get("linkId") for item in items).items():
        if number > 1:
            yield f"que-2: {number} items are called {link_id!r}"


# --- One item -------------------------------------------------------------------------------------------------------


def _item(item: Element) -> Iterator[str]:
    name, kind = item.get("linkId"), item.get("type")
    if not name or kind not in TYPES:
        yield f"{name}: an item needs a linkId and one of FHIR's types"
        return
    for rule, broken in _rules(item, kind).items():
        if broken:
            yield f"{rule}: {name} ({kind})"
    yield from _options(item)
    yield from _bounds(item)


def _rules(item: Element, kind: str) -> dict[str, bool]:
    """The invariants that one item can break, and whether it does."""
    display, options = kind == "display", "answerOption" in item
    initial = item.get("initial", [])
    return {
        "que-1": (kind == "group" and not item.get("item")) or (display and "item" in item),
        "que-3": display and "code" in item,
        "que-4": options and "answerValueSet" in item,
        "que-5": (options or "answerValueSet" in item) and kind not in WITH_OPTIONS,
        "que-6": display and ("required" in item or "repeats" in item),
        "que-8": (display or kind == "group") and bool(initial),
        "que-9": display and "readOnly" in item,
        "que-10": "maxLength" in item and kind not in WITH_LENGTH,
        "que-11": options and bool(initial),
        "que-12": len(item.get("enableWhen", [])) > 1 and "enableBehavior" not in item,
        "que-13": len(initial) > 1 and not item.get("repeats"),
    }


def _options(item: Element) -> Iterator[str]:
    seen = set()
    for option in item.get("answerOption", []):
        values = [key for key in option if key.startswith("value")]
        coding = option.get("valueCoding", {})
        if len(values) != 1:
            yield f"{item['linkId']}: an option needs exactly one value"
        elif "valueCoding" in option and not (coding.get("system") and coding.get("code")):
            yield f"{item['linkId']}: a coded option needs a system and a code, or nothing can be compared with it"
        key = repr(sorted(coding.items())) if coding else repr(option)
        if key in seen:
            yield f"{item['linkId']}: an option is there twice"
        seen.add(key)
        if any(one["url"] == ORDINAL for one in coding.get("extension", [])):
            yield f"{item['linkId']}: a score stands on the option, not on its coding"


def _bounds(item: Element) -> Iterator[str]:
    found: dict[str, Any] = {}
    for one in item.get("extension", []):
        if one["url"] in (LEAST, GREATEST):
            wanted = BOUNDS.get(item["type"])
            if wanted not in one:
                yield f"{item['linkId']}: a bound is of the item's own type"
            else:
                found[one["url"]] = one[wanted]
        if one["url"] == EXCLUSIVE:
            yield f"{item['linkId']}: what excludes all others is an option, not an item"
    if LEAST in found and GREATEST in found and found[LEAST] > found[GREATEST]:
        yield f"{item['linkId']}: the least is above the greatest"


# --- Any JSON -------------------------------------------------------------------------------------------------------


def emptiness(value: Any, path: str = "") -> Iterator[str]:
    """FHIR's JSON has no nulls, nothing empty, and no text without words or with blanks at its edges."""
    if value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip()):
        yield f"{path}: nothing empty may be written"
    elif isinstance(value, str) and value != value.strip() and not path.endswith(".expression"):
        yield f"{path}: a blank at the edge of a text"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from emptiness(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from emptiness(inner, f"{path}[{place}]")
