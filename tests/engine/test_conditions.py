"""Three-valued truth: Kleene's tables, and what off the path, unsure and `none` do to comparisons."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

import pytest
from flow_texts import choice, flow_from, flow_text, number
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.engine.answers import Said, Value
from screener.engine.conditions import Always, And, Condition, Node, Not, Or, Truth, Unknown, questions_in
from screener.engine.errors import ConditionError
from screener.engine.flow import Flow
from screener.engine.grammar import Names, read


class Open(Node):
    """A part whose truth is unknown."""

    def truth(self, said: Said) -> Truth:
        return None


PARTS: dict[Truth, Node] = {True: Always(True), False: Always(False), None: Open()}

AND: dict[tuple[Truth, Truth], Truth] = {
    (True, True): True,
    (True, False): False,
    (True, None): None,
    (False, True): False,
    (False, False): False,
    (False, None): False,
    (None, True): None,
    (None, False): False,
    (None, None): None,
}


@pytest.mark.parametrize(("left", "right"), AND)
def test_and_or_and_not_follow_kleene(left: Truth, right: Truth) -> None:
    opposite: dict[Truth, Truth] = {True: False, False: True, None: None}
    both = AND[left, right]
    assert And((PARTS[left], PARTS[right])).truth({}) is both
    assert Or((Not(PARTS[left]), Not(PARTS[right]))).truth({}) is opposite[both]
    assert Not(And((PARTS[left], PARTS[right]))).truth({}) is opposite[both]


@pytest.mark.parametrize("truth", PARTS)
def test_unknown_is_itself_never_unknown(truth: Truth) -> None:
    assert Unknown(PARTS[truth]).truth({}) is (truth is None)


def test_nothing_said_of_nothing() -> None:
    assert And(()).truth({}) is True
    assert Or(()).truth({}) is False


@cache
def flow() -> Flow:
    return flow_from(
        flow_text(
            number("days", "unsure: true")
            + number("clear", "unsure: true")
            + choice("goal", "relief sport looks", "unsure: true")
            + choice("signs", "numb hot cold", "unsure: true", kind="some"),
            "given: [crisis]\nfacts:\n  many: {is: days >= 15}\n",
        )
    )


def tree(text: str) -> Node:
    facts = {name: fact.is_ for name, fact in flow().facts.items()}
    return read(text, Names(flow().by_id, facts, flow().given, {}))


def truth(text: str, **said: Value) -> Truth:
    return tree(text).truth(said)


@pytest.mark.parametrize("comparison", ["days == 5", "days != 5", "days < 5", "days <= 5", "days > 5", "days >= 5"])
def test_a_number_off_the_path_makes_its_comparison_false_and_unsure_makes_it_unknown(comparison: str) -> None:
    assert truth(comparison) is False
    assert truth(f"not ({comparison})") is True
    assert truth(comparison, days="unsure") is None
    assert truth(f"not ({comparison})", days="unsure") is None


@pytest.mark.parametrize(
    "comparison",
    ["goal == 'relief'", "goal != 'relief'", "goal in ['relief', 'sport']", "goal not in ['relief', 'sport']"],
)
def test_a_choice_off_the_path_makes_its_comparison_false_and_unsure_makes_it_unknown(comparison: str) -> None:
    assert truth(comparison) is False
    assert truth(f"not ({comparison})") is True
    assert truth(comparison, goal="unsure") is None


@pytest.mark.parametrize("comparison", ["'hot' in signs", "'hot' not in signs", "'none' in signs", "count(signs) < 9"])
def test_choices_off_the_path_make_their_comparison_false_and_unsure_makes_it_unknown(comparison: str) -> None:
    comparison = comparison.replace("9", "2")
    assert truth(comparison) is False
    assert truth(comparison, signs="unsure") is None


def test_unsure_itself_is_true_or_false_and_false_off_the_path() -> None:
    assert truth("days == unsure", days="unsure") is True
    assert truth("days != unsure", days="unsure") is False
    assert truth("days == unsure", days=3) is False
    assert truth("days != unsure", days=3) is True
    assert truth("days == unsure") is False
    assert truth("days != unsure") is False
    assert truth("unsure == goal", goal="unsure") is True
    assert truth("signs == unsure", signs=("none",)) is False


def test_count_ignores_none() -> None:
    assert truth("count(signs) == 0", signs=("none",)) is True
    assert truth("count(signs) == 2", signs=("numb", "cold")) is True
    assert truth("'none' in signs", signs=("none",)) is True
    assert truth("'hot' not in signs", signs=("none",)) is True


def test_a_question_off_the_path_beats_unsure_in_a_comparison_of_two() -> None:
    assert truth("days > clear", days="unsure") is False
    assert truth("days > clear", clear="unsure") is False
    assert truth("days + clear > 30", days="unsure") is False
    assert truth("days > clear", days="unsure", clear=3) is None
    assert truth("days + clear > 30", days=3, clear="unsure") is None
    assert truth("days - clear == -2", days=3, clear=5) is True


def test_a_chain_is_both_of_its_comparisons() -> None:
    assert [days for days in range(32) if truth("8 <= days <= 10", days=days)] == [8, 9, 10]
    assert truth("8 <= days < clear", days=9, clear="unsure") is None
    assert truth("8 <= days < clear", days=7, clear="unsure") is False


def test_what_is_given_is_true_or_false() -> None:
    assert truth("crisis", crisis=1) is True
    assert truth("crisis") is False
    assert truth("unknown(crisis)") is False


def test_an_optional_question_left_empty_reads_as_off_the_path() -> None:
    assert truth("count(signs) >= 0", signs=None) is False
    assert truth("signs != unsure", signs=None) is False


def test_a_fact_is_looked_through() -> None:
    assert truth("not many", days="unsure") is None
    assert questions_in(tree("many and goal == 'relief'")) == {"days", "goal"}


def test_a_condition_holds_only_when_true() -> None:
    condition = Condition("days >= 15")
    condition.become(tree("days >= 15"))
    assert [condition.holds({"days": value}) for value in (15, 14, "unsure", None)] == [True, False, False, False]


def test_a_condition_that_was_never_bound_says_so() -> None:
    with pytest.raises(ConditionError, match="never bound: days >= 15"):
        Condition("days >= 15").truth({})


# --- Against a second reading, as plain as can be --------------------------------------------------------------------

Reading = tuple[str, Callable[[dict[str, Value]], Truth]]
"""A condition's text, and its truth worked out without the engine."""

NUMBERS = ("days", "clear")
SIGNS: dict[str, Callable[[int, int], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def compared(question: str, answers: dict[str, Value], test: Callable[[Value], bool]) -> Truth:
    answer = answers[question]
    return False if answer is None else None if answer == "unsure" else test(answer)


def with_number(question: str, sign: str, bound: int) -> Reading:
    return (
        f"{question} {sign} {bound}",
        lambda said: compared(question, said, lambda answer: SIGNS[sign](int(str(answer)), bound)),
    )


def of_two(sign: str, bound: int) -> Reading:
    def value(said: dict[str, Value]) -> Truth:
        days, clear = said["days"], said["clear"]
        if days is None or clear is None:
            return False
        if isinstance(days, int) and isinstance(clear, int):
            return SIGNS[sign](days - clear, bound)
        return None

    return f"days - clear {sign} {bound}", value


def among(options: list[str], negated: bool) -> Reading:
    return (
        f"goal {'not ' * negated}in {options}",
        lambda said: compared("goal", said, lambda answer: (answer in options) != negated),
    )


def chosen(option: str, negated: bool) -> Reading:
    return (
        f"'{option}' {'not ' * negated}in signs",
        lambda said: compared("signs", said, lambda answer: (option in tuple(answer)) != negated),  # type: ignore[arg-type]
    )


def counted(sign: str, bound: int) -> Reading:
    def test(answer: Value) -> bool:
        return SIGNS[sign](len(set(answer) - {"none"}), bound)  # type: ignore[arg-type]

    return f"count(signs) {sign} {bound}", lambda said: compared("signs", said, test)


def unsure_at(question: str, negated: bool) -> Reading:
    return (
        f"{question} {'!=' if negated else '=='} unsure",
        lambda said: said[question] is not None and (said[question] == "unsure") != negated,
    )


def negation(part: Reading) -> Reading:
    flipped: dict[Truth, Truth] = {True: False, False: True, None: None}
    return f"not ({part[0]})", lambda said: flipped[part[1](said)]


def openness(part: Reading) -> Reading:
    return f"unknown({part[0]})", lambda said: part[1](said) is None


def together(word: str, parts: list[Reading]) -> Reading:
    order: list[Truth] = [False, None, True]
    pick = min if word == "and" else max
    text = f" {word} ".join(f"({part[0]})" for part in parts)
    return text, lambda said: order[pick(order.index(part[1](said)) for part in parts)]


leaf = st.one_of(
    st.builds(with_number, st.sampled_from(NUMBERS), st.sampled_from(list(SIGNS)), st.integers(0, 3)),
    st.builds(of_two, st.sampled_from(list(SIGNS)), st.integers(-2, 2)),
    st.builds(among, st.lists(st.sampled_from(["relief", "sport"]), min_size=1, max_size=2), st.booleans()),
    st.builds(chosen, st.sampled_from(["numb", "hot", "none"]), st.booleans()),
    st.builds(counted, st.sampled_from(list(SIGNS)), st.integers(0, 3)),
    st.builds(unsure_at, st.sampled_from(["days", "goal", "signs"]), st.booleans()),
)
readings = st.recursive(
    leaf,
    lambda below: st.one_of(
        st.builds(negation, below),
        st.builds(openness, below),
        st.builds(together, st.sampled_from(["and", "or"]), st.lists(below, min_size=2, max_size=3)),
    ),
    max_leaves=8,
)


def every_answer() -> Iterator[dict[str, Value]]:
    numbers: list[Value] = [None, "unsure", 0, 2, 3]
    goals: list[Value] = [None, "unsure", "relief", "looks"]
    signs: list[Value] = [None, "unsure", ("none",), ("numb",), ("numb", "hot")]
    for days, clear, goal, sign in product(numbers, numbers, goals, signs):
        yield {"days": days, "clear": clear, "goal": goal, "signs": sign}


@given(readings)
@settings(max_examples=120, deadline=None)
def test_every_condition_is_read_as_a_second_reading_has_it(reading: Reading) -> None:
    text, expected = reading
    read_tree = tree(text)
    for answers in every_answer():
        assert read_tree.truth(answers) is expected(answers), (text, answers)
