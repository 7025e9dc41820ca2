"""Sealed values open in their own place only, with their own key only, and only unaltered."""

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from screener.store.key_sources import key_file, read_keys
from screener.store.sealing import BadKeys, KeyRing, SealError

OLD, NEW = b"o" * 32, b"n" * 32
VALUE = {"question": "age", "value": 41, "words": "à peu près 41"}


def test_what_was_sealed_opens_in_its_place() -> None:
    ring = KeyRing([NEW])
    assert ring.open(ring.seal(VALUE, "turn/a.1/content"), "turn/a.1/content") == VALUE


def test_nothing_of_a_value_shows_and_no_two_seals_are_alike() -> None:
    ring = KeyRing([NEW])
    first, second = ring.seal(VALUE, "p"), ring.seal(VALUE, "p")
    assert b"age" not in first
    assert first != second


@pytest.mark.parametrize("place", ["turn/b.1/content", "turn/a.2/content", "screening/a/contact"])
def test_moved_to_another_row_or_column_it_does_not_open(place: str) -> None:
    ring = KeyRing([NEW])
    with pytest.raises(SealError):
        ring.open(ring.seal(VALUE, "turn/a.1/content"), place)


def test_altered_by_one_bit_anywhere_it_does_not_open() -> None:
    ring = KeyRing([NEW])
    sealed = ring.seal(1, "p")
    for place in range(len(sealed)):
        altered = bytes(byte ^ (1 if i == place else 0) for i, byte in enumerate(sealed))
        with pytest.raises(SealError):
            ring.open(altered, "p")


def test_an_older_key_still_opens_and_the_newest_seals() -> None:
    sealed = KeyRing([OLD]).seal(VALUE, "p")
    both = KeyRing([NEW, OLD])
    assert both.open(sealed, "p") == VALUE
    assert KeyRing([NEW]).open(both.seal(VALUE, "p"), "p") == VALUE
    with pytest.raises(SealError):
        KeyRing([NEW]).open(sealed, "p")


def test_derived_secrets_differ_by_purpose_and_key() -> None:
    secrets = {KeyRing([key]).derive(purpose) for key in (OLD, NEW) for purpose in ("a", "b")}
    assert len(secrets) == 4


def test_keys_are_read_from_base64_newest_first() -> None:
    text = ",".join(base64.b64encode(key).decode() for key in (NEW, OLD))
    assert KeyRing([NEW]).open(read_keys(text).seal(VALUE, "p"), "p") == VALUE


@pytest.mark.parametrize("text", ["", "not base64!", base64.b64encode(b"too short").decode()])
def test_keys_that_cannot_be_used_are_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(BadKeys) as caught:
        read_keys(text)
    assert not text or text not in str(caught.value)


def test_the_key_file_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "keys"
    sealed = key_file(path).seal(VALUE, "p")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert key_file(path).open(sealed, "p") == VALUE
    assert [file.name for file in path.parent.iterdir()] == ["keys"]


def test_two_that_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: key_file(tmp_path / "keys"), range(2))
    assert first.open(second.seal(VALUE, "p"), "p") == VALUE


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    key_file(tmp_path / "keys")
    (tmp_path / "keys").chmod(0o644)
    with pytest.raises(BadKeys, match="chmod 600"):
        key_file(tmp_path / "keys")
