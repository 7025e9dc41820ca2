"""Flow files as data: what is read, what is refused, and where every value stands."""

from textwrap import dedent

import pytest

from screener.engine.errors import FlowError
from screener.engine.yaml import DEEPEST, LARGEST, Plain, read_yaml


def data(text: str) -> Plain:
    return read_yaml(text, "f.yaml")[0]


def problems(text: str) -> list[str]:
    with pytest.raises(FlowError) as caught:
        read_yaml(text, "f.yaml")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("1000000", 1_000_000),
        ("no", "no"),
        ("No", "No"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("True", "True"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        ("12:30", "12:30"),
        (".inf", ".inf"),
        ("99999999999999", "99999999999999"),
        ("2026-11-23", "2026-11-23"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("''", ""),
        ("<<", "<<"),
    ],
)
def test_only_true_false_null_and_whole_numbers_are_more_than_text(written: str, value: Plain) -> None:
    assert data(f"key: {written}") == {"key": value}


def test_keys_stay_text() -> None:
    assert data("yes: 1\n012: 2\ntrue: 3\n'': 4") == {"yes": 1, "012": 2, "true": 3, "": 4}


def test_lists_and_mappings_nest() -> None:
    assert data("a: [1, {b: [no]}]\nc:\n- d\n") == {"a": [1, {"b": ["no"]}], "c": ["d"]}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3:1: 'a' stands here twice, first in line 1"),
        ("a:\n  b: 1\n  'b': 2\n", "f.yaml:3:3: 'b' stands here twice, first in line 2"),
        ("a: !!str 5", "f.yaml:1:4: take the tag tag:yaml.org,2002:str out"),
        ("a: !here [1]", "f.yaml:1:4: take the tag !here out"),
        ("a:\n- !!python/object/apply:os.system ['x']", "f.yaml:2:3: take the tag tag:yaml.org,2002:python/object"),
        ("a: ! 5", "f.yaml:1:4: take the tag ! out"),
        ("a: &here 5", "f.yaml:1:4: write it out again: '&here' and '*here' are not read here"),
        ("a: [1]\nb: *here", "f.yaml:2:4: write it out again"),
        ("? [a, b]\n: 1", "f.yaml:1:3: a key must be plain text"),
        ("a: [1, 2", "f.yaml:2:1: this is not YAML"),
        ("a: 1\n b: 2", "f.yaml:2:3: this is not YAML"),
        ("a: b: c", "f.yaml:1:5: this is not YAML"),
        ("a: 1\n---\nb: 2", "f.yaml:2:1: this is not YAML"),
        ("a: x\nb: \x07", "f.yaml:2:4: take this control character out: '\\x07'"),
        ("a: \ud800", "f.yaml:1:4: take this control character out: '\\ud800'"),
        ("", "f.yaml:1:1: this file is empty"),
        ("# only this\n", "f.yaml:1:1: this file is empty"),
    ],
)
def test_it_says_where_a_file_cannot_be_read(text: str, problem: str) -> None:
    (found,) = problems(text)
    assert found.startswith(problem)


def test_every_doubled_key_is_named_at_once() -> None:
    assert len(problems("a: 1\na: 2\nb: {c: 1, c: 2}\n")) == 2


def test_nesting_has_an_end() -> None:
    assert data("[" * DEEPEST + "]" * DEEPEST)
    deeper = DEEPEST + 1
    (found,) = problems("[" * deeper + "]" * deeper)
    assert found.startswith(f"f.yaml:1:{deeper}: this is nested over {DEEPEST} deep")


def test_enormous_nesting_is_refused_and_not_tried() -> None:
    assert "nesting" in problems("[" * 500_000)[0]


def test_a_file_has_an_end() -> None:
    assert data("a: " + "x" * (LARGEST - 3))
    assert problems("a: " + "x" * (LARGEST - 2)) == [
        "f.yaml:1:1: this file has over 1,000,000 characters: split the flow"
    ]


FOLDED = dedent(
    """\
    plain: one two
    single: 'it''s two'
    double: "say \\"two\\""
    folded: >-
      one
      two
        three
    kept: |
      one

      two
    several: one
      two
      three
    quoted: "one
      two \\
      three"
    list: [a, 'two']
    escaped: "one\\ntwo"
    """
)


@pytest.mark.parametrize(
    ("key", "word", "line", "column"),
    [
        ("plain", "one", 1, 8),
        ("plain", "two", 1, 12),
        ("single", "it", 2, 10),
        ("single", "two", 2, 16),
        ("double", "say", 3, 10),
        ("double", "two", 3, 16),
        ("folded", "one", 5, 3),
        ("folded", "two", 6, 3),
        ("folded", "three", 7, 5),
        ("kept", "one", 9, 3),
        ("kept", "two", 11, 3),
        ("several", "one", 12, 10),
        ("several", "two", 13, 3),
        ("several", "three", 14, 3),
        ("quoted", "one", 15, 10),
        ("quoted", "two", 16, 3),
        ("quoted", "three", 17, 3),
        ("escaped", "two", 19, 16),
    ],
)
def test_a_word_within_a_value_is_found_in_spite_of_quotes_and_folds(
    key: str, word: str, line: int, column: int
) -> None:
    read, places = read_yaml(FOLDED, "f.yaml")
    value = read[key]  # type: ignore[index, call-overload]
    problem = places.problem((key,), "here", str(value).index(word))
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize(("key", "line", "column"), [("plain", 1, 15), ("single", 2, 19), ("folded", 7, 10)])
def test_the_end_of_a_value_is_behind_its_last_letter(key: str, line: int, column: int) -> None:
    read, places = read_yaml(FOLDED, "f.yaml")
    problem = places.problem((key,), "here", len(str(read[key])))  # type: ignore[index, call-overload]
    assert (problem.line, problem.column) == (line, column)


def test_a_place_that_the_file_lacks_is_the_nearest_above_it() -> None:
    _, places = read_yaml("a:\n  b:\n    - c: 1\n", "f.yaml")
    assert str(places.problem(("a", "b", 0, "d", 5), "gone")) == "f.yaml:3:7: gone"
    assert str(places.problem(("a", "z"), "gone")) == "f.yaml:2:3: gone"
    assert str(places.problem(("z",), "gone")) == "f.yaml:1:1: gone"


def test_a_key_has_a_place_of_its_own() -> None:
    _, places = read_yaml("a:\n  'b': c\n", "f.yaml")
    assert str(places.problem(("a", "b"), "here", key=True)) == "f.yaml:2:3: here"
    assert str(places.problem(("a", "b"), "here")) == "f.yaml:2:8: here"
