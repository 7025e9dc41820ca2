"""Keys of numbers and addresses: the same however they are written, and of no use without the app's keys."""

from collections.abc import Iterator

import pytest
from flask import Flask

from screener.store.contact_keys import email_key, telephone_key
from screener.store.database import SEALING
from screener.store.sealing import KeyRing


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.mark.parametrize(
    "written",
    ["9055550123", "905 555 0123", "(905) 555-0123", "+1 905.555.0123", "1-905-555-0123 ext. 4", "9055550123x4"],
)
def test_a_number_has_one_key_however_it_is_written(written: str) -> None:
    assert telephone_key(written) == telephone_key("905-555-0123")


@pytest.mark.parametrize("written", ["905-555-0124", "2 905 555 0123", "555-0123", "44 20 7946 0123"])
def test_another_number_has_another_key(written: str) -> None:
    assert telephone_key(written) not in (None, telephone_key("905-555-0123"))


def test_an_address_has_one_key_whatever_its_capitals() -> None:
    assert email_key(" Ana.Testa@Example.CA ") == email_key("ana.testa@example.ca")
    assert email_key("ana.testa@example.com") != email_key("ana.testa@example.ca")


@pytest.mark.parametrize("written", ["", "  ", "K7M2QX", "555", "@", "ana@", "@example.ca"])
def test_what_is_neither_has_no_key(written: str) -> None:
    assert (telephone_key(written), email_key(written)) == (None, None)


def test_without_the_keys_of_the_app_nobody_can_make_one(app: Flask) -> None:
    ours = telephone_key("905-555-0123")
    app.extensions[SEALING] = KeyRing([b"x" * 32])
    assert telephone_key("905-555-0123") != ours
