"""A counter-example in words: the answers, what comes of them and why, and an example ready to paste."""

import json
import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from screener.engine.answers import Value
from screener.engine.flow import Flow
from screener.engine.wording import CLINIC_BLANKS, Wording
from screener.engine.yaml import Places
from screener.proof.case import Case, unusual

WIDTH: Final = 116
TIED: Final = "\0"
BLANKS: Final = {name: f"({name.replace('_', ' ')})" for name in CLINIC_BLANKS}


def shown(flow: Flow, places: Places, name: str, cases: tuple[Case, ...]) -> list[str]:
    """The lines that stand under a finding. With two cases, the second is told by what it adds."""
    if not cases:
        return []
    first, *others = cases
    lines = [_heading(flow, first), *shown_answers(flow, first), *_result(flow, places, first)]
    for other in others:
        added = [one for one in other.answers if other.answers[one] != first.answers.get(one)]
        lines += ["With this changed:", *_spoken(flow, other, added), *_result(flow, places, other)]
    lines.append("As an example for examples.yaml, once its outcome is what it should be:")
    for case in cases:
        lines += ["", *example(name, case)]
    return lines


def _heading(flow: Flow, case: Case) -> str:
    number = len(unusual(flow, case)) + len(case.given)
    return f"The smallest answers that show it ({number} of them say more than none, no or the least):"


def shown_answers(flow: Flow, case: Case) -> Iterator[str]:
    """The answers that say most, each on its line, and all others together."""
    telling = unusual(flow, case)
    yield from (f"  given: {name}" for name in case.given)
    yield from _spoken(flow, case, telling)
    rest = [name for name in case.answers if name not in telling]
    little = _wrapped("and as little as can be: ", _listed(case, rest))
    yield from (line.replace(TIED, " ") for line in little)


def _spoken(flow: Flow, case: Case, names: list[str]) -> Iterator[str]:
    wording = Wording(flow, case.said, blanks=BLANKS)
    for name in names:
        question = flow.by_id[name]
        yield f"  {wording.short(question)} ({name}): {wording.answer(question, case.answers[name])}"


def _result(flow: Flow, places: Places, case: Case) -> Iterator[str]:
    if case.stuck_at:
        yield f"They come to {case.stuck_at}, where nothing can be answered."
    elif case.decision.outcome is None:
        yield "They end in no outcome."
    else:
        outcome = case.decision.outcome
        place = [one.id for one in flow.outcomes].index(outcome.id)
        line = places.problem(("outcomes", place, "when"), "").line
        yield f"They end in {outcome.id}, {case.urgency}, by its rule in line {line}:"
        yield from _wrapped("when: ", " ".join(outcome.when.text.split()))
        wording = Wording(flow, case.said, blanks=BLANKS)
        yield from _wrapped("why: ", " ".join(wording.of(reason, "say") for reason in case.decision.reasons))
        yield from _wrapped("flags: ", ", ".join(case.decision.codes) or "none")


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(label + text, WIDTH, initial_indent="  ", subsequent_indent="    ") if text else []


def _listed(case: Case, names: Iterable[str]) -> str:
    """Answers as a flow's files spell them. A name and its value stay together when the list is wrapped."""
    return ", ".join(f"{name}:{TIED}{plain(case.answers[name])}" for name in names)


def example(name: str, case: Case) -> list[str]:
    """An entry for examples.yaml. It states what comes of the answers now, for a clinician to put right."""
    lines = [f"  - name: {json.dumps(name, ensure_ascii=False)}", "    answers:"]
    answers = "{" + _listed(case, case.answers) + "}"
    wrapped = textwrap.wrap(answers, WIDTH, initial_indent="      ", subsequent_indent="       ")
    lines += [line.replace(TIED, " ") for line in wrapped]
    if case.given:
        lines.append(f"    given: [{', '.join(case.given)}]")
    if case.decision.outcome is not None:
        lines.append(f"    outcome: {case.outcome}  # what it is now")
        lines.append(f"    urgency: {case.urgency}")
    return lines


def plain(value: Value) -> str:
    """An answer as a flow's files spell it."""
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    return str(value)
