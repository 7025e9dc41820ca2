"""What a flow's own text shows, without a solver: dead ends, a forgotten "unsure", words for the wrong person."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, combinations, product
from math import prod
from typing import Final

from screener.engine.answers import NONE, UNSURE, Value
from screener.engine.conditions import Always, Compare, Condition, IsUnsure, Node, Unknown, questions_in, walk
from screener.engine.errors import Problem
from screener.engine.flow import Flow, Question, conditions, leaves
from screener.engine.part import Sourced
from screener.engine.quantities import Constant, Number
from screener.engine.wording import BLANK, CLINIC_BLANKS
from screener.engine.yaml import Path, Places

EXHAUSTIVE: Final = 20_000
"""Sets of answers tried one by one; a condition that has more is left to the solver."""

FEW_OPTIONS: Final = 7
FEW_NUMBERS: Final = 40
"""Up to so many, every set of a question's options, and every number where it is compared with another, is tried."""

SELLING: Final = re.compile(
    r"\b(you have(?! (?:been|had|let)\b)"
    r"|you qualify|you are eligible|eligible|candidate|guarantee\w*|cure[sd]?|proven|safest|best|better than"
    r"|superior|miracle|risk[- ]free|pain[- ]free|amazing|life[- ]changing|results are|will stop your|unfortunately"
    r"|invalid|you failed|diagnosed with)\b",
    re.IGNORECASE,
)
FIRST_OR_SECOND_PERSON: Final = re.compile(
    r"\b(you|your|yours|yourself|you're|you've|i|i'm|i've|my|me|mine)\b", re.IGNORECASE
)
SPOKEN: Final = frozenset({"ask", "help", "why", "label", "say", "title", "next"})
"""Keys whose texts visitors see."""


def check_structure(flow: Flow, places: Places) -> list[Problem]:
    """Every structural problem of a flow that loads."""
    checks: tuple[Callable[[Flow], Iterable[tuple[Path, str]]], ...] = (
        _endings,
        _conditions_that_never_hold,
        _forgotten_unsure,
        _questions_nobody_reads,
        _rules_without_source,
        _words_for_the_wrong_person,
        _unknown_blanks,
        _words_that_sell,
    )
    return [places.problem(path, message) for check in checks for path, message in check(flow)]


def unreviewed(flow: Flow) -> list[str]:
    """The rules that no physician has reviewed, by id."""
    return [name for name, rule in _rules(flow) if rule.reviewed_by is None]


def _rules(flow: Flow) -> Iterator[tuple[str, Sourced]]:
    for question in flow.questions:
        for option in question.options:
            if option.sign or option.caution:
                yield option.id, question.sourced(option)
    yield from chain(flow.facts.items(), flow.scores.items(), flow.cautions.items())
    for outcome in flow.outcomes:
        yield outcome.id, outcome


# --- Ends and dead ends ---------------------------------------------------------------------------------------------


def _endings(flow: Flow) -> Iterator[tuple[Path, str]]:
    """The last outcome takes everybody who is left, and no outcome stands behind one that takes everybody."""
    catching = [i for i, outcome in enumerate(flow.outcomes) if outcome.when.tree == Always(True)]
    if not catching:
        yield ("outcomes",), "some answers could end nowhere: give the last outcome 'when: true'"
    for i in range(catching[0] + 1 if catching else len(flow.outcomes), len(flow.outcomes)):
        yield ("outcomes", i, "when"), f"{flow.outcomes[i].id} is never reached: the outcome before it takes everybody"


def _conditions_that_never_hold(flow: Flow) -> Iterator[tuple[Path, str]]:
    turning = _turning_numbers(flow)
    cells = {question.id: _cells(question, turning.get(question.id, set())) for question in flow.questions}
    for path, condition in conditions(flow):
        if path[0] in ("consistent", "always") or condition.tree == Always(False) or not _told_apart(flow, condition):
            continue
        if not _can_hold(flow, condition, cells):
            yield path, "this can never be true, so what hangs on it is never reached"


def _told_apart(flow: Flow, condition: Condition) -> bool:
    """Whether the cells are all that this condition can tell apart; otherwise it is the solver's work."""
    read = [flow.by_id[name] for name in questions_in(condition.tree)]
    if any(question.kind == "some" and len(question.options) > FEW_OPTIONS for question in read):
        return False
    comparisons = (node for node in walk(condition.tree) if isinstance(node, Compare))
    return all(_has_constant(node) or _has_few_numbers(flow, node) for node in comparisons)


def _has_few_numbers(flow: Flow, comparison: Compare) -> bool:
    read = [flow.by_id[name] for name in questions_in(comparison)]
    return all(
        (question.max or 0) - (question.min or 0) <= FEW_NUMBERS for question in read if question.kind == "number"
    )


def _has_constant(comparison: Compare) -> bool:
    """Whether a number is compared with a constant."""
    sides = (comparison.left, comparison.right)
    return any(isinstance(side, Constant) for side in sides) and any(isinstance(side, Number) for side in sides)


def _can_hold(flow: Flow, condition: Condition, cells: dict[str, list[Value]]) -> bool:
    """Whether some answers to the questions that it reads make it true, as far as trying all of them can tell."""
    given = dict.fromkeys(flow.given, 1)
    read = sorted(questions_in(condition.tree))
    choices = [cells[name] for name in read]
    if prod(map(len, choices)) > EXHAUSTIVE:
        return True  # too many to try: the solver's work
    return any(
        condition.holds({**known, **dict(zip(read, values, strict=True))})
        for values in product(*choices)
        for known in (given, {})
    )


def _cells(question: Question, turning: set[int]) -> list[Value]:
    """Answers that stand for all others: either side of each threshold, each option, sets of options, unsure."""
    cells: list[Value] = [None]
    if question.unsure:
        cells.append(UNSURE)
    if question.kind == "number":
        low, high = question.min or 0, question.max or 0
        cells.extend(sorted(value for value in turning | {low, high} if low <= value <= high))
    elif question.kind == "one":
        cells.extend(question.option_ids)
    elif question.kind == "some":
        sizes = range(1, len(question.options) + 1) if len(question.options) <= FEW_OPTIONS else (1, 2)
        cells.append((NONE,))
        cells.extend(chosen for size in sizes for chosen in combinations(question.option_ids, size))
    return cells


def _turning_numbers(flow: Flow) -> dict[str, set[int]]:
    """For each number question, the numbers beside which some comparison may turn."""
    found: dict[str, set[int]] = {}
    for _, condition in conditions(flow):
        for comparison in (node for node in walk(condition.tree) if isinstance(node, Compare)):
            for name in questions_in(comparison):
                found.setdefault(name, set()).update(_beside(comparison, flow.by_id[name]))
    return found


def _beside(comparison: Compare, question: Question) -> Iterator[int]:
    """The constant that a number is compared with, and its neighbours; otherwise, many numbers."""
    if _has_constant(comparison):
        for side in (comparison.left, comparison.right):
            yield from (side.value - 1, side.value, side.value + 1) if isinstance(side, Constant) else ()
    else:
        low = question.min or 0
        yield from range(low, min(question.max or 0, low + FEW_NUMBERS) + 1)


# --- What every answer is for ---------------------------------------------------------------------------------------


def _forgotten_unsure(flow: Flow) -> Iterator[tuple[Path, str]]:
    """Whoever is not sure must not fall through: a rule looks at it, or the question says how it is taken."""
    rules = [condition for path, condition in conditions(flow) if path[0] != "always"]
    handled = {name for condition in rules for name in _unsure_handled(condition.tree)}
    for i, question in enumerate(flow.questions):
        if question.unsure and question.id not in handled and question.unsure_as is None:
            message = f"no rule handles unsure at {question.id}: use it in a rule, or say 'unsure_as:' and why"
            yield ("questions", i, "unsure"), message


def _unsure_handled(tree: Node) -> Iterator[str]:
    for node in walk(tree):
        if isinstance(node, IsUnsure):
            yield node.question
        elif isinstance(node, Unknown):
            yield from questions_in(node)


def _questions_nobody_reads(flow: Flow) -> Iterator[tuple[Path, str]]:
    read = {name for path, c in conditions(flow) if path[0] != "always" for name in questions_in(c.tree)}
    for i, question in enumerate(flow.questions):
        flagged = any(option.sign or option.caution for option in question.options)
        if question.id not in read and not flagged and not question.for_:
            yield ("questions", i), f"no rule reads {question.id}: take it out, or say what it is 'for:'"


def _rules_without_source(flow: Flow) -> Iterator[tuple[Path, str]]:
    if not flow.sources:
        return
    for name, rule in _rules(flow):
        if rule.source is None or rule.checked is None:
            yield _path_of_rule(flow, name), f"{name} is a rule: give its 'source:' and the date it was 'checked:'"


def _path_of_rule(flow: Flow, name: str) -> Path:
    for i, question in enumerate(flow.questions):
        for j, option in enumerate(question.options):
            if option.id == name and (option.sign or option.caution):
                return "questions", i, "options", j
    for block, names in (("facts", flow.facts), ("scores", flow.scores), ("cautions", flow.cautions)):
        if name in names:
            return block, name
    return "outcomes", [outcome.id for outcome in flow.outcomes].index(name)


# --- Words ----------------------------------------------------------------------------------------------------------


def _spoken(flow: Flow) -> Iterator[tuple[Path, str]]:
    """Every text that visitors see, with its path."""
    for path, leaf in leaves(flow):
        keys = [key for key in path if isinstance(key, str)]
        if isinstance(leaf, str) and path[0] != "always" and keys and keys[-1].removesuffix("_other") in SPOKEN:
            yield path, leaf


def _words_for_the_wrong_person(flow: Flow) -> Iterator[tuple[Path, str]]:
    if flow.other_person is None:
        return
    texts = dict(_spoken(flow))
    for path, text in texts.items():
        place = max(i for i, key in enumerate(path) if isinstance(key, str))
        key = str(path[place])
        if key.endswith("_other") or not FIRST_OR_SECOND_PERSON.search(text):
            continue
        other = (*path[:place], f"{key}_other")
        if not any(candidate[: len(other)] == other for candidate in texts):
            yield path, f"this speaks to the visitor: say it for someone else as '{key}_other:'"


def _unknown_blanks(flow: Flow) -> Iterator[tuple[Path, str]]:
    known = {*flow.by_id, *CLINIC_BLANKS}
    for path, text in _spoken(flow):
        for name in BLANK.findall(text):
            if name not in known:
                yield path, f"{{{name}}} is neither a question nor one of {', '.join(sorted(CLINIC_BLANKS))}"


def _words_that_sell(flow: Flow) -> Iterator[tuple[Path, str]]:
    for path, text in _spoken(flow):
        if found := SELLING.search(text):
            yield path, f"'{found[0]}' may promise, compare, diagnose or sell: say it plainly"
