"""Answers that stand for all others: the numbers between two thresholds, each option, "unsure", no answer at all.

Every question becomes one variable, and a question where any number may be chosen one more for each option. The
values of a variable are cells: whatever a flow's conditions can ask of two answers of one cell has the same truth.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from screener.engine.answers import NONE, UNSURE, Value
from screener.engine.conditions import Chosen, Compare, Node, questions_in, walk
from screener.engine.flow import Flow, Question
from screener.engine.quantities import Constant, Quantity, Sum
from screener.proof.decision_diagram import TooLarge

SAID: Final = "said"
"""The value of a *some* question that is answered by options (or none of them), and of words."""

EACH: Final = 2_000
"""Numbers that may have a cell each, where a condition compares two questions."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The numbers from `low` to `high`, between which no condition tells a difference."""

    low: int
    high: int

    @property
    def size(self) -> int:
        return self.high - self.low + 1


CellValue = Cell | str | bool | None
"""None: the question is off the path, or optional and passed over."""


Key = tuple[str, ...]
"""A question's id and kind, with the option's id behind where the variable is one of its options."""


@dataclass(frozen=True)
class Variable:
    """What one question, one option of it, or one name that the program gives can be."""

    key: Key
    values: tuple[CellValue, ...]

    @property
    def weights(self) -> tuple[int, ...]:
        """How many answers each value stands for."""
        return tuple(value.size if isinstance(value, Cell) else 1 for value in self.values)


def question_key(question: Question) -> Key:
    """A question of another kind is another question, even where its id is the same."""
    return question.id, question.kind


def option_key(question: Question, option: str) -> Key:
    return *question_key(question), option


def given_key(name: str) -> Key:
    return name, "given"


def variables(
    flows: Sequence[Flow],
    read: Iterable[Node],
    narrow: int | None = None,
    alone: Mapping[str, Iterable[int]] | None = None,
) -> list[Variable]:
    """The variables of these flows together.

    `read` are the conditions that anybody will ask about. `narrow` leaves out all but so many cells and options of
    each question: what is counted then is a part of the whole. `alone` are numbers that have a cell to themselves.

    They stand in the flow's order, but for an option that decides whether a later question is asked: it stands just
    before that question. So a diagram need not remember it for longer, and stays small.
    """
    cuts = _cuts(read)
    for name, numbers in (alone or {}).items():
        if (begins := cuts.setdefault(name, set())) is not None:
            begins |= {begin for number in numbers for begin in (number, number + 1)}
    together = list(_together(flows))
    hung = _hung(together)
    given = dict.fromkeys(name for flow in flows for name in flow.given)
    found = [Variable(given_key(name), (False, True)) for name in given]
    for versions in together:
        key = question_key(versions[0])
        found += [Variable(option, (False, True)) for option, later in hung.items() if later == key]
        found.append(Variable(key, (None, *_values(versions, cuts.get(key[0], set()), narrow))))
        if versions[0].kind == "some":
            options = dict.fromkeys(option_key(one, option) for one in versions for option in one.option_ids)
            found += [Variable(option, (False, True)) for option in list(options)[:narrow] if option not in hung]
    return found


def _hung(together: Sequence[tuple[Question, ...]]) -> dict[Key, Key]:
    """Options that decide by themselves whether a later question is asked, with the first such question."""
    some = {versions[0].id: versions for versions in together if versions[0].kind == "some"}
    hung: dict[Key, Key] = {}
    for versions in together:
        for when in (version.when for version in versions if version.when is not None):
            for node in walk(when.tree):
                if isinstance(node, Chosen) and node.question in some:
                    hung.setdefault(option_key(some[node.question][0], node.option), question_key(versions[0]))
    return hung


def _together(flows: Sequence[Flow]) -> Iterator[tuple[Question, ...]]:
    """The versions of each question, in the order of the last flow; what only others have stands where they have it."""
    places: dict[Key, tuple[int, ...]] = {}
    versions: dict[Key, list[Question]] = {}
    for flow in reversed(flows):
        before: tuple[int, ...] = (-1,)
        for place, question in enumerate(flow.questions):
            key = question_key(question)
            if key not in places:
                places[key] = (place,) if flow is flows[-1] else (*before, place)
            before = places[key]
            versions.setdefault(key, []).append(question)
    for key in sorted(versions, key=places.__getitem__):
        yield tuple(versions[key])


def _values(versions: tuple[Question, ...], cuts: set[int] | None, narrow: int | None) -> Iterator[CellValue]:
    """What can be answered to any version of a question."""
    question = versions[0]
    if any(version.unsure for version in versions):
        yield UNSURE
    if question.kind == "number":
        yield from _number_cells(versions, cuts, narrow)
    elif question.kind == "one":
        yield from _narrowed(list(dict.fromkeys(option for one in versions for option in one.option_ids)), narrow)
    else:
        yield SAID


T = TypeVar("T")


def _narrowed(values: Sequence[T], narrow: int | None) -> Sequence[T]:
    """So many of the values, from both ends of them."""
    if narrow is None or len(values) <= narrow:
        return values
    return [*values[: (narrow + 1) // 2], *values[len(values) - narrow // 2 :]]


# --- Numbers --------------------------------------------------------------------------------------------------------


def _number_cells(versions: tuple[Question, ...], cuts: set[int] | None, narrow: int | None) -> Sequence[Cell]:
    low = min(version.min or 0 for version in versions)
    high = max(version.max or 0 for version in versions)
    if cuts is None:
        numbers = _narrowed(range(low, high + 1), narrow)
        if len(numbers) > EACH:
            raise TooLarge
        return [Cell(number, number) for number in numbers]
    bounds = {bound for one in versions for bound in (one.min or 0, (one.max or 0) + 1)}
    starts = sorted(start for start in cuts | bounds if low <= start <= high)
    return _narrowed([Cell(start, end - 1) for start, end in zip(starts, [*starts[1:], high + 1], strict=True)], narrow)


def thresholds(conditions: Iterable[Node]) -> dict[str, set[int]]:
    """For each number question, the numbers where another truth of a comparison with a constant begins."""
    found: dict[str, set[int]] = {}
    for comparison, questions in _comparisons(conditions):
        if len(questions) == 1:
            found.setdefault(questions[0], set()).update(_begins(comparison))
    return found


def _cuts(conditions: Iterable[Node]) -> dict[str, set[int] | None]:
    """Where the cells of each number question begin; None where it is compared with another: each number is one."""
    conditions = list(conditions)
    together = {name for _, questions in _comparisons(conditions) if len(questions) > 1 for name in questions}
    return {**thresholds(conditions), **dict.fromkeys(together)}


def _comparisons(conditions: Iterable[Node]) -> Iterator[tuple[Compare, list[str]]]:
    for condition in conditions:
        for node in walk(condition):
            if isinstance(node, Compare):
                yield node, sorted(questions_in(node))


def _begins(comparison: Compare) -> set[int]:
    """Where another truth begins, for a comparison of one question with constants."""
    left, right = _line(comparison.left), _line(comparison.right)
    slope, height = left[0] - right[0], left[1] - right[1]
    if slope == 0:
        return set()
    here, beyond = -(height // slope), -height // slope + 1  # the first numbers at the threshold, and after it
    if comparison.operator in ("==", "!="):
        return {here, beyond}
    return {here} if (comparison.operator in ("<", ">=")) is (slope > 0) else {beyond}


def _line(quantity: Quantity) -> tuple[int, int]:
    """A quantity over one question as (how often the question's number, what is added to it)."""
    match quantity:
        case Constant(value):
            return 0, value
        case Sum(left, right, sign):
            (slope, height), (more_slope, more_height) = _line(left), _line(right)
            return slope + sign * more_slope, height + sign * more_height
    return 1, 0


def value_of(question: Question, values: Mapping[Key, CellValue]) -> Value:
    """The answer that these values of the variables make; of a cell, its lowest number."""
    value = values[question_key(question)]
    if isinstance(value, Cell):
        return value.low
    if value == SAID and question.kind == "some":
        return tuple(option for option in question.option_ids if values[option_key(question, option)]) or (NONE,)
    return None if isinstance(value, bool) else value
