"""However a word is typed, drawn out, spaced out or disguised, it is read."""

import pytest

from screener.understand.danger import danger
from screener.understand.danger_letters import HIDDEN, plain


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("suic1de", "suicide"),
        ("k!ll mys3lf", "kill myself"),
        ("su*cide", "suicide"),
        ("S.U.I.C.I.D.E", "suicide"),
        ("s u i c i d e now", "suicide now"),
        ("ｋｉｌｌ", "kill"),
        ("кill", "kill"),
        ("i can’t", "i can't"),
        ("heeeelp", "heelp"),
    ],
)
def test_a_disguised_word_is_read_as_what_it_stands_for(typed: str, read: str) -> None:
    assert plain(typed) == read


@pytest.mark.parametrize("typed", ["15ish", "b12", "gr8", "help!", "no!i", "2x a week", "12-15", "t3s"])
def test_what_is_no_disguise_stays_as_it_is(typed: str) -> None:
    assert plain(typed) == typed


def test_a_picture_says_its_word() -> None:
    assert danger("i might just 🔫 myself").kind == "crisis"
    assert danger("💊💊💊 took the whole bottle of 💊")
    assert not danger("migraine again 😵‍💫🤕")
    assert not danger("im dead 💀😂")


@pytest.mark.parametrize(
    "text",
    [
        "HEEELP MY FACE IS NUMB",
        "i want to k1ll myself",
        "my arm wont moooove",
        "WORST. HEADACHE. EVER.",
        "i wanna d!e",
        "k m s",
    ],
)
def test_danger_is_found_through_how_it_is_typed(text: str) -> None:
    assert danger(text)


def test_hidden_words_are_plain_themselves() -> None:
    assert [word for word in HIDDEN if plain(word) != word] == []
