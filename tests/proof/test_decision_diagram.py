"""Decision diagrams: equal functions are one node, operations follow Kleene, and counts are right."""

import pytest

from screener.proof.decision_diagram import AND, OR, Diagram, Diagrams, TooLarge

TRUTHS = (True, None, False)


@pytest.fixture
def diagrams() -> Diagrams:
    """Over a variable that stands for 1, 2 and 3 answers and two that are yes or no."""
    return Diagrams([(1, 2, 3), (1, 1), (1, 1)])


def yes(diagrams: Diagrams, level: int) -> Diagram:
    return diagrams.node(level, (diagrams.false, diagrams.true))


def test_equal_functions_are_the_same_node(diagrams: Diagrams) -> None:
    one, other = yes(diagrams, 1), yes(diagrams, 2)
    neither = diagrams.opposite(diagrams.either(one, other))
    assert neither == diagrams.both(diagrams.opposite(one), diagrams.opposite(other))


def test_a_variable_that_makes_no_difference_is_not_tested(diagrams: Diagrams) -> None:
    one = yes(diagrams, 2)
    assert diagrams.node(0, (one, one, one)) == one


def test_true_and_1_are_different_leaves(diagrams: Diagrams) -> None:
    assert diagrams.leaf(1) != diagrams.true
    assert diagrams.leaf(0) != diagrams.false


@pytest.mark.parametrize("left", TRUTHS)
@pytest.mark.parametrize("right", TRUTHS)
def test_and_and_or_follow_kleene(diagrams: Diagrams, left: bool | None, right: bool | None) -> None:
    rank = {True: 2, None: 1, False: 0}
    sides = diagrams.leaf(left), diagrams.leaf(right)
    assert diagrams.combine(AND, *sides) == diagrams.leaf(min(left, right, key=rank.__getitem__))
    assert diagrams.combine(OR, *sides) == diagrams.leaf(max(left, right, key=rank.__getitem__))


def test_only_true_chooses_then(diagrams: Diagrams) -> None:
    leaves = diagrams.leaf("then"), diagrams.leaf("otherwise")
    assert diagrams.choose(diagrams.leaf(True), *leaves) == leaves[0]
    assert diagrams.choose(diagrams.leaf(None), *leaves) == leaves[1]
    assert diagrams.opposite(diagrams.leaf(None)) == diagrams.true


def test_every_answer_is_counted_also_to_what_is_not_tested(diagrams: Diagrams) -> None:
    where = diagrams.node(0, (diagrams.false, yes(diagrams, 2), diagrams.true))
    assert diagrams.count(where) == {True: (2 * 1 + 3 * 2) * 2, False: (1 * 2 + 2 * 1) * 2}
    assert diagrams.count(diagrams.true) == {True: 24}


def test_forgetting_changes_no_diagram(diagrams: Diagrams) -> None:
    before = diagrams.both(yes(diagrams, 1), yes(diagrams, 2))
    diagrams.forget()
    assert diagrams.both(yes(diagrams, 1), yes(diagrams, 2)) == before


def test_what_grows_beyond_the_limit_is_given_up() -> None:
    diagrams = Diagrams([(1, 1)] * 20, limit=30)
    with pytest.raises(TooLarge):
        diagrams.all_of(yes(diagrams, level) for level in range(20))
