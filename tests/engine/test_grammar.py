"""The condition language: what it takes, what it refuses, and where it says that the mistake is."""

import re
from functools import cache

import pytest
from flow_texts import choice, flow_from, flow_text, number, problems_of

from screener.engine.conditions import And, Chosen, Compare, IsUnsure, Named, Not, OneOf, Or
from screener.engine.errors import ConditionError
from screener.engine.flow import Flow
from screener.engine.grammar import LONGEST, Names, read
from screener.engine.quantities import Constant, Count, Number

QUESTIONS = (
    number("days", "unsure: true")
    + number("weeks")
    + choice("goal", "relief sport", "unsure: true")
    + choice("signs", "numb hot", kind="some")
    + "- {id: notes, section: a, kind: words, optional: true, ask: More?}\n"
)


@cache
def flow() -> Flow:
    return flow_from(flow_text(QUESTIONS, "given: [crisis]\nfacts:\n  many: {is: days >= 15}\n"))


def names() -> Names:
    return Names(flow().by_id, {name: fact.is_ for name, fact in flow().facts.items()}, flow().given, {})


def refusal(text: str) -> ConditionError:
    with pytest.raises(ConditionError) as caught:
        read(text, names())
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "True",
        "many",
        "crisis",
        "not many",
        "days == 5",
        "5 == days",
        "days>=5",
        "5 <= days < 15",
        "days + weeks > 30",
        "days - weeks >= -5",
        "days + 3 - weeks < 1 + 1",
        "10 * days <= 7 * weeks",
        "2 * (days + weeks) > 3",
        "count(signs) >= 1",
        "count(signs) + days == weeks",
        "days == unsure",
        "unsure != goal",
        "goal == 'relief'",
        'goal != "sport"',
        "goal in ['relief', 'sport']",
        "goal in ('relief',)",
        "goal not in ['relief']",
        "'hot' in signs",
        "'none' in signs",
        "'hot' not in signs",
        "unknown(days >= 5)",
        "unknown(many or crisis)",
        "caution(A)",
        "caution(A, B, C)",
        "sign(days)",
        "sign(today) or sign(emergency)",
        "((many))",
        "  many",
        "many\n  and crisis",
        "\tmany and\tcrisis\n",
    ],
)
def test_it_takes_this(text: str) -> None:
    read(text, names())


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("signs.count", 5, "'.' has no place in a condition"),
        ("__import__('os').system('x')", 16, "'.' has no place in a condition"),
        ("days * 2 > 10", 0, "this is not a number"),
        ("days * weeks > 10", 0, "this is not a number"),
        ("2 ** 3 > days", 0, "this is not a number"),
        ("1 * days > 10", 0, "multiply by a number from 2 to 20"),
        ("21 * days > 10", 0, "multiply by a number from 2 to 20"),
        ("2 * 3 > days", 4, "this multiplies two fixed numbers"),
        ("2 * days > 63", 11, "63 is impossible here"),
        ("count(*signs) > 1", 6, "write the name of a question here"),
        ("days / 2 > 10", 5, "'/' has no place in a condition"),
        ("days % 2 == 0", 5, "'%' has no place in a condition"),
        ("days > 1.5", 8, "'.' has no place in a condition"),
        ("(x := 5) > 3", 3, "':' has no place in a condition"),
        ("lambda: days > 3", 6, "':' has no place in a condition"),
        ("{days} == 3", 0, "'{' has no place in a condition"),
        ("many & crisis", 5, "'&' has no place in a condition"),
        ("~days > 3", 0, "'~' has no place in a condition"),
        ("days > 3 # really", 9, "'#' has no place in a condition"),
        ("goal == 'rel\\x69ef'", 12, "'\\' has no place in a condition"),
        ("many; crisis", 4, "';' has no place in a condition"),
        ("gоal == 'relief'", 1, "'о' has no place in a condition"),  # a Cyrillic о
        ("goal == ’relief’", 8, "'’' has no place in a condition"),
        ("days\u00a0> 3", 4, "has no place in a condition"),
        ("many\rand crisis", 4, "has no place in a condition"),
        ("f'days' == 3", 0, "this is not a number"),
        ("goal == f'relief'", 0, "goal is a choice of one"),
        ("[x for x in signs]", 0, "this cannot be true or false"),
        ("(x for x in signs)", 0, "this cannot be true or false"),
        ("many if crisis else many", 0, "this cannot be true or false"),
        ("goal is 'relief'", 8, "write == or !="),
        ("goal is not 'relief'", 12, "write == or !="),
        ("signs[0] == 'hot'", 0, "this is not a number"),
        ("len(signs) > 1", 0, "this is not a number"),
        ("len(signs)", 0, "len(…) is not a condition"),
        ("count(signs)", 0, "count(…) is not a condition"),
        ("count(signs, goal) > 1", 0, "this is not a number"),
        ("count(signs=1) > 1", 0, "this is not a number"),
        ("unknown(many, crisis)", 0, "unknown(…) is not a condition"),
        ("unknown(days)", 0, "write days == unsure"),
        ("caution()", 0, "caution(…) is not a condition"),
        ("caution(A, D)", 11, "write one of A, B, C here"),
        ("caution('A')", 8, "write one of A, B, C here"),
        ("sign(soon)", 5, "write one of days, today, emergency, routine here"),
        ("await many", 0, "this cannot be true or false"),
        ("yield", 0, "this"),
        ("'relief'", 0, "this cannot be true or false"),
        ("5", 0, "this cannot be true or false"),
        ("None", 0, "this cannot be true or false"),
        ("...", 0, "'.' has no place in a condition"),
        ("days", 0, "days is a question: compare it with something, as in days == …"),
        ("not days", 4, "days is a question"),
        ("relief", 0, "there is no question, fact or given name 'relief'; an option is written in quotes: 'relief'"),
        ("mnay", 0, "there is no question, fact or given name 'mnay': did you mean many?"),
        ("dasy >= 5", 0, "'dasy' is not a question of this flow: did you mean days?"),
        ("many >= 5", 0, "'many' is a fact, not a question"),
        ("goal == 'releif'", 8, "goal has no option 'releif': did you mean 'relief'?"),
        ("goal == 'xyz'", 8, "goal has no option 'xyz'; it has relief, sport"),
        ("goal == 'unsure'", 8, "goal has no option 'unsure': write goal == unsure, without quotes"),
        ("goal in ['relief', 'hot']", 19, "goal has no option 'hot'"),
        ("goal in ['relief', unsure]", 19, "unsure stands only beside == and !="),
        ("goal in []", 8, "this list is empty"),
        ("goal in 'relief'", 8, "write the name of a question here"),
        ("goal == 'rel' 'ief'", 8, "write an option of goal in quotes"),
        ("goal == '''relief'''", 8, "write an option of goal in quotes"),
        ("goal == b'relief'", 0, "goal is a choice of one"),
        ("goal < 'relief'", 7, "options have no order"),
        ("goal > 3", 0, "goal is a choice of one: write goal == 'option' or goal in ['option', …]"),
        ("signs == 'hot'", 0, "signs is a choice of any number: write 'option' in signs or count(signs) >= 1"),
        ("signs in ['hot']", 0, "signs is a choice of any number"),
        ("'hot' in goal", 9, "goal is a choice of one"),
        ("hot in signs", 0, "write an option of signs in quotes, one of: numb, hot, none"),
        ("unsure in signs", 0, "unsure stands only beside == and !="),
        ("days in [1, 2]", 0, "days is a number: compare it with a number"),
        ("days > 'relief'", 7, "options have no order"),
        ("days == 'relief'", 0, "days is a number"),
        ("days > unsure", 7, "unsure stands only beside == and !="),
        ("weeks == unsure", 0, "weeks does not offer unsure: give it 'unsure: true' or take this out"),
        ("unsure == unsure", 0, "'unsure' is not a question of this flow"),
        ("notes == 'x'", 0, "notes is free words, which no rule reads"),
        ("days >= 32", 8, "32 is impossible here: the value lies between 0 and 31"),
        ("days == -1", 8, "-1 is impossible here: the value lies between 0 and 31"),
        ("32 > days", 0, "32 is impossible here"),
        ("count(signs) >= 3", 16, "3 is impossible here: the value lies between 0 and 2"),
        ("days + weeks > 63", 15, "63 is impossible here: the value lies between 0 and 62"),
        ("days - weeks > 32", 15, "32 is impossible here: the value lies between -31 and 31"),
        ("1 < days < 40", 11, "40 is impossible here"),
        ("3 > 2", 0, "this compares two fixed numbers"),
        ("1 + 1 == 2", 0, "this compares two fixed numbers"),
        ("days >= 0x10", 8, "this is not a number"),
        ("days >= 1_0", 8, "this is not a number"),
        ("days >= True", 8, "this is not a number"),
        ("days >= -True", 8, "this is not a number"),
        ("days >= 012", 8, "this is not a condition"),
        ("days >=", 7, "this is not a condition"),
        ("  days >=", 9, "this is not a condition"),
        ("many and (crisis", 9, "this is not a condition"),
        ("", 0, "this is not a condition"),
        ("   ", 3, "this is not a condition"),
        ("  many and dasy > 3", 11, "'dasy' is not a question"),
        ("many\n  and dasy > 3", 11, "'dasy' is not a question"),
    ],
)
def test_it_refuses_this_and_says_where(text: str, offset: int, message: str) -> None:
    error = refusal(text)
    assert message in error.message
    assert error.offset == offset


def test_a_condition_becomes_a_typed_tree() -> None:
    tree = read("not (goal in ['relief', 'sport'] or 'hot' not in signs) and days != unsure and many", names())
    assert isinstance(tree, And)
    assert tree.all[0] == Not(Or((OneOf("goal", ("relief", "sport"), False), Chosen("signs", "hot", True))))
    assert tree.all[1] == IsUnsure("days", True)
    assert isinstance(tree.all[2], Named)
    assert tree.all[2].name == "many"


def test_numbers_stand_on_either_side() -> None:
    left, right = read("3 <= count(signs) + 1", names()), read("days < 3 - 1", names())
    assert isinstance(left, Compare)
    assert isinstance(right, Compare)
    assert left.left == Constant(3)
    assert left.operator == "<="
    assert (right.left, right.right) == (Number("days"), Constant(2))
    assert Count("signs") in left.right.parts()


def test_signs_and_cautions_stand_for_their_options_and_rules() -> None:
    text = flow_text(
        "- {id: danger, section: a, kind: some, ask: Any?, options: [{id: numb, label: Numb, sign: today},"
        " {id: hot, label: Hot, sign: days}, {id: ill, label: Ill, caution: A}]}\n"
        "- {id: one, section: a, kind: one, ask: One?, options: [{id: bad, label: Bad, sign: today},"
        " {id: good, label: Good}]}\n" + number("age"),
        "cautions:\n  young: {level: B, when: age < 5}\n"
        "facts:\n  today: {is: sign(today)}\n  any: {is: 'caution(A, B)'}\n  none_c: {is: caution(C)}\n",
    )
    facts = {name: fact.is_ for name, fact in flow_from(text).facts.items()}
    assert facts["today"].truth({"danger": ("hot",)}) is False
    assert facts["today"].truth({"danger": ("numb", "hot")}) is True
    assert facts["today"].truth({"one": "bad"}) is True
    assert facts["any"].truth({"danger": ("ill",)}) is True
    assert facts["any"].truth({"age": 4}) is True
    assert facts["any"].truth({"age": 5, "danger": ("numb",)}) is False
    assert facts["none_c"].truth({"danger": ("ill",)}) is False


def test_a_condition_may_not_be_longer_than_a_page() -> None:
    assert read("many or " * ((LONGEST - 4) // 8) + "many", names())
    assert "over 2000 characters" in refusal("many or " * (LONGEST // 8) + "many").message


@pytest.mark.parametrize("text", ["not " * 150 + "many", "not (" * 99 + "many" + ")" * 99])
def test_a_condition_nested_too_deeply_is_refused_rather_than_met_by_visitors(text: str) -> None:
    assert "nested too deeply" in refusal(text).message


def test_parentheses_alone_do_not_nest() -> None:
    assert read("(" * 150 + "many" + ")" * 150, names()) == read("many", names())


def test_facts_that_double_at_every_step_are_refused() -> None:
    steps = "".join(f"  f{n}: {{is: f{n - 1} and f{n - 1}}}\n" for n in range(1, 40))
    problems = problems_of(flow_text(number("days"), "facts:\n  f0: {is: days > 1}\n" + steps))
    assert len(problems) == 1
    assert re.match(r"flow\.yaml:\d+:\d+: this condition is too large", problems[0])
