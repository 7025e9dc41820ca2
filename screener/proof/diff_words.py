"""A comparison of two versions of a flow, as text that a clinician signs off and as plain data."""

from collections.abc import Iterator
from typing import Any

from screener.engine.yaml import Places
from screener.proof.case import Case
from screener.proof.changes import Change
from screener.proof.diff import Diff, Difference, Elsewhere, Part
from screener.proof.explain import plain, shown_answers

SAME = "No difference, and this is proved: no answers have another outcome, urgency or flag, or are asked otherwise."
COMPLETE = "These are all, and this is proved: any other answers that both versions take have the same of all three."


def words(found: Diff, places: tuple[Places, Places]) -> Iterator[str]:
    """The comparison, line by line. `places`: where the parts of each file stand."""
    yield f"{found.old.id}: from version {found.old.digest[:12]} to {found.new.digest[:12]}"
    if found.changes:
        yield "\nWritten differently:"
        for change in found.changes:
            yield from _change(change, places)
    if found.same:
        yield f"\n{SAME}"
        return
    for title, differences in (("Another outcome or urgency", found.endings), ("Another flag", found.flags)):
        if differences:
            yield f"\n{title}:"
        for difference in differences:
            yield from _difference(found, difference, places)
    if found.elsewhere:
        yield "\nAsked or taken otherwise:"
        for one in found.elsewhere:
            yield f"  {one.question} {one.what}, for instance of:"
            case, flow = (one.after, found.new) if one.after else (one.before, found.old)
            yield from (f"  {line}" for line in shown_answers(flow, case)) if case else ()
    yield f"\n{COMPLETE}"


def _change(change: Change, places: tuple[Places, Places]) -> Iterator[str]:
    yield f"  {change.what}"
    for sign, text, path, where in zip("-+", change.texts, change.paths, places, strict=True):
        if text is not None and path is not None:
            yield f"    {sign} {text}  ({where.file}:{where.problem(path, '').line})"


def _difference(found: Diff, difference: Difference, places: tuple[Places, Places]) -> Iterator[str]:
    count = f"{difference.count} sets of answers" if difference.count else "count not known"
    yield f"\n  {_title(difference)}  ({count})"
    for part in difference.parts:
        yield f"    by {_rule(part, places)}"
        if part.shared:
            yield f"    all of them answer {'; '.join(map(str, part.shared))}"
        yield "    the smallest:"
        yield from (f"    {line}" for line in shown_answers(found.new, part.after))
        only_before = [name for name in part.before.answers if name not in part.after.answers]
        if only_before:
            yield f"      and before: {', '.join(f'{one}: {plain(part.before.answers[one])}' for one in only_before)}"


def _title(difference: Difference) -> str:
    if difference.flag is not None:
        return f"{'+' if difference.raised else '-'} flag {difference.flag}"
    return f"{difference.old} → {difference.new}"


def _rule(part: Part, places: tuple[Places, Places]) -> str:
    if part.rule is None:
        return "several changes together"
    sides = [(path, where) for path, where in zip(part.rule.paths, places, strict=True) if path is not None]
    path, where = sides[-1]
    return f"{part.rule.what} ({where.file}:{where.problem(path, '').line})"


# --- Plain data -----------------------------------------------------------------------------------------------------


def as_data(found: Diff, places: tuple[Places, Places]) -> dict[str, Any]:
    """The comparison for a program. Everything in it is proved, and complete for the answers that both take."""
    return {
        "flow": found.new.id,
        "old": found.old.digest,
        "new": found.new.digest,
        "same": found.same,
        "proved": True,
        "changes": [_change_data(change, places) for change in found.changes],
        "endings": [
            {"from": _ending(one.old), "to": _ending(one.new), **_difference_data(one, places)} for one in found.endings
        ],
        "flags": [
            {"flag": one.flag, "change": "raised" if one.raised else "lost", **_difference_data(one, places)}
            for one in found.flags
        ],
        "elsewhere": [_elsewhere(one) for one in found.elsewhere],
    }


def _ending(ending: Any) -> dict[str, str | None]:
    return {"outcome": ending.outcome, "urgency": ending.urgency}


def _change_data(change: Change, places: tuple[Places, Places]) -> dict[str, Any]:
    return {
        "what": change.what,
        "old": change.texts[0],
        "new": change.texts[1],
        "places": [
            path and f"{where.file}:{where.problem(path, '').line}"
            for path, where in zip(change.paths, places, strict=True)
        ],
    }


def _difference_data(difference: Difference, places: tuple[Places, Places]) -> dict[str, Any]:
    count = difference.count
    return {
        "count": count and {"number": count.number, "exact": count.exact},
        "rules": [
            {
                "rule": part.rule and _change_data(part.rule, places),
                "shared": {
                    one.question: list(one.options) if one.least is None else {"least": one.least, "most": one.most}
                    for one in part.shared
                },
                "example": {"before": _answers(part.before), "after": _answers(part.after)},
            }
            for part in difference.parts
        ],
    }


def _elsewhere(one: Elsewhere) -> dict[str, Any]:
    examples = {"before": one.before and _answers(one.before), "after": one.after and _answers(one.after)}
    return {"question": one.question, "what": one.what, "example": examples}


def _answers(case: Case) -> dict[str, Any]:
    """Answers as `flow try` reads them, and what comes of them."""
    answers = {name: list(value) if isinstance(value, tuple) else value for name, value in case.answers.items()}
    flags = list(case.decision.codes)
    given = {"given": list(case.given)} if case.given else {}
    return {"answers": answers, **given, "outcome": case.outcome, "urgency": case.urgency, "flags": flags}
