"""When an item is shown, as a condition of a flow.

FHIR's "is not" and "does not exist" are true before anything is answered; a flow's comparisons are false then. So the
one becomes a `not` around the other.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from screener.export.fhir.terms import Element
from screener.incoming.read import LeftOut, value_of

OPERATORS: Final = frozenset(("=", "!=", "<", "<=", ">", ">=", "exists"))


@dataclass(frozen=True, slots=True)
class Known:
    """A question or a score that was carried: how conditions speak of it. `codes`: its options' ids, by their codes."""

    id: str
    kind: str
    codes: Mapping[str, str] = field(default_factory=dict)
    least: int = 0
    most: int | None = None
    unsure: bool = False


def condition_of(item: Element, known: Mapping[str, Known], left_out: list[LeftOut]) -> str:
    """The condition of an item; empty where it is always shown, or where none of it can be said."""
    rows = [row for row in item.get("enableWhen") or [] if isinstance(row, dict)]
    said = [_said(row, known, left_out, str(item.get("linkId"))) for row in rows]
    found = [one for one in said if one]
    joined = (" or " if item.get("enableBehavior") == "any" else " and ").join(found)
    return f"({joined})" if len(found) > 1 else joined


def _said(row: Element, known: Mapping[str, Known], left_out: list[LeftOut], link_id: str) -> str:
    asked, operator = known.get(str(row.get("question"))), row.get("operator")
    if asked is None:
        left_out.append(LeftOut(link_id, f"depends on {row.get('question')}, which is not carried: asked of everybody"))
        return ""
    text = _row(asked, operator, value_of(row, "answer")) if operator in OPERATORS else ""
    if not text:
        left_out.append(LeftOut(link_id, f"depends on {row.get('question')} as no condition can: asked of everybody"))
    return text


def _row(asked: Known, operator: object, answer: object) -> str:
    if operator == "exists":
        exists = _exists(asked)
        return exists if answer is True or not exists else f"not ({exists})"
    if operator == "!=":
        equal = _compared(asked, "=", answer)
        return f"not ({equal})" if equal else ""
    return _compared(asked, str(operator), answer)


def _exists(asked: Known) -> str:
    unsure = f" or {asked.id} == unsure" if asked.unsure else ""
    match asked.kind:
        case "number":
            return f"({asked.id} >= {asked.least}{unsure})" if unsure else f"{asked.id} >= {asked.least}"
        case "one":
            return f"{asked.id} in [{', '.join(repr(one) for one in dict.fromkeys(asked.codes.values()))}]"
        case "some":
            return f"count({asked.id}) >= 1"
    return ""


def _compared(asked: Known, operator: str, answer: object) -> str:
    if asked.kind in ("number", "score"):
        value = answer.get("value") if isinstance(answer, dict) else answer
        return _number(asked, operator, value) if isinstance(value, int | float) else ""
    if operator != "=" or asked.kind not in ("one", "some"):
        return ""
    if isinstance(answer, dict):
        code = str(answer.get("code") or answer.get("display") or "")
    else:
        code = str(answer).lower() if isinstance(answer, bool) else str(answer)
    option = asked.codes.get(code)
    if option == "unsure":
        return f"{asked.id} == unsure"
    if option is None:
        return ""
    return f"{asked.id} == {option!r}" if asked.kind == "one" else f"{option!r} in {asked.id}"


def _number(asked: Known, operator: str, value: float) -> str:
    """A comparison with a number that may not be whole, for answers that are."""
    if asked.most is not None and not asked.least <= value <= asked.most:
        return ""  # no flow compares a score with what it cannot be
    if value == int(value):
        return f"{asked.id} {'==' if operator == '=' else operator} {int(value)}"
    if operator == "=":
        return ""
    return f"{asked.id} >= {math.ceil(value)}" if operator[0] == ">" else f"{asked.id} <= {math.floor(value)}"
