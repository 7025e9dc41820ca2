"""Sealed values: AES-GCM, bound to the row and column they stand in, so that none can be read or moved."""

import base64
import hashlib
import json
import math
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
NAME_BYTES: Final = 4
"""Each sealed value begins with so many bytes that name its key."""
SOON: Final = 1.0
"""Seconds after which the keys are read again, where a value names one that is not here."""


class SealError(Exception):
    """A sealed value that cannot be opened: another key, another place, or altered."""


class BadKeys(Exception):
    """Keys that cannot be used. The message never holds one."""


class KeyRing:
    """The first key seals; every key opens.

    `again` reads the keys anew, so that one that was added while this runs is known: every so many seconds before
    something is sealed, and at once where a value names a key that is not here.
    """

    def __init__(
        self, keys: Sequence[bytes], again: Callable[[], Sequence[bytes]] | None = None, every: float = math.inf
    ) -> None:
        self._keys = _by_name(keys)
        self._again, self._every, self._looked = again, every, time.monotonic()

    @property
    def names(self) -> tuple[str, ...]:
        """What each key is called, the newest first. A name tells nothing of its key."""
        return tuple(name.hex() for name in self._keys)

    def seal(self, value: Any, place: str) -> bytes:
        """Seal a JSON value for its place, "table/row/column"."""
        return self.seal_bytes(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), place)

    def open(self, sealed: bytes, place: str) -> Any:
        """The value that was sealed for this place; SealError where it was not."""
        return json.loads(self.open_bytes(sealed, place))

    def seal_bytes(self, plain: bytes, place: str) -> bytes:
        """Seal what is already bytes."""
        self._look_again(self._every)
        name, key = next(iter(self._keys.items()))
        nonce = os.urandom(NONCE_BYTES)
        return name + nonce + _cipher(key).encrypt(nonce, plain, place.encode())

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """The bytes that were sealed for this place; SealError where they were not."""
        name = sealed[:NAME_BYTES]
        if name not in self._keys:
            self._look_again(SOON)
        if name not in self._keys:
            raise SealError(f"the key that sealed {place} is not here")
        nonce, locked = sealed[NAME_BYTES : NAME_BYTES + NONCE_BYTES], sealed[NAME_BYTES + NONCE_BYTES :]
        try:
            return _cipher(self._keys[name]).decrypt(nonce, locked, place.encode())
        except InvalidTag:
            raise SealError(f"{place} was sealed for another place, or was altered") from None

    def derive(self, purpose: str) -> str:
        """A secret of its own for another purpose, such as signing cookies, from the first key."""
        return self.derive_all(purpose)[0]

    def derive_all(self, purpose: str) -> tuple[str, ...]:
        """Such a secret from each key, the newest first: what was made before a rotation is still known."""
        return tuple(_derived(key, purpose) for key in self._keys.values())

    def _look_again(self, every: float) -> None:
        """Take the keys as they are now. Where they cannot be read, those that were known still serve."""
        if self._again is None or time.monotonic() - self._looked < every:
            return
        self._looked = time.monotonic()
        with suppress(BadKeys, OSError):
            self._keys = _by_name(self._again())


def key_name(sealed: bytes) -> str:
    """The name of the key that sealed a value."""
    return sealed[:NAME_BYTES].hex()


def _by_name(keys: Sequence[bytes]) -> dict[bytes, bytes]:
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise BadKeys(f"a sealing key is {KEY_BYTES} bytes")
    return {hashlib.sha256(b"screener key name" + key).digest()[:NAME_BYTES]: key for key in keys}


_cipher = lru_cache(maxsize=32)(AESGCM)
"""Ready to be used: a page opens a dozen values, and each would prepare the same key anew."""


def _derived(key: bytes, purpose: str) -> str:
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(key)
    return base64.urlsafe_b64encode(derived).decode()
