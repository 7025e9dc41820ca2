"""Sealed values: AES-GCM, bound to the row and column they stand in, so that none can be read or moved."""

import base64
import binascii
import hashlib
import json
import os
import secrets
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
NAME_BYTES: Final = 4
"""Each sealed value begins with so many bytes that name its key."""


class SealError(Exception):
    """A sealed value that cannot be opened: another key, another place, or altered."""


class BadKeys(Exception):
    """Keys that cannot be used. The message never holds one."""


class KeyRing:
    """The first key seals; every key opens."""

    def __init__(self, keys: list[bytes]) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise BadKeys(f"a sealing key is {KEY_BYTES} bytes")
        self._first = _key_name(keys[0])
        self._ciphers = {_key_name(key): AESGCM(key) for key in keys}
        self._secret = keys[0]

    def seal(self, value: Any, place: str) -> bytes:
        """Seal a JSON value for its place, "table/row/column"."""
        nonce = os.urandom(NONCE_BYTES)
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return self._first + nonce + self._ciphers[self._first].encrypt(nonce, plain, place.encode())

    def open(self, sealed: bytes, place: str) -> Any:
        """The value that was sealed for this place; SealError where it was not."""
        cipher = self._ciphers.get(sealed[:NAME_BYTES])
        if cipher is None:
            raise SealError(f"the key that sealed {place} is not here")
        nonce, locked = sealed[NAME_BYTES : NAME_BYTES + NONCE_BYTES], sealed[NAME_BYTES + NONCE_BYTES :]
        try:
            return json.loads(cipher.decrypt(nonce, locked, place.encode()))
        except InvalidTag:
            raise SealError(f"{place} was sealed for another place, or was altered") from None

    def derive(self, purpose: str) -> str:
        """A secret of its own for another purpose, such as signing cookies, from the first key."""
        derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(self._secret)
        return base64.urlsafe_b64encode(derived).decode()


def _key_name(key: bytes) -> bytes:
    return hashlib.sha256(b"screener key name" + key).digest()[:NAME_BYTES]


def read_keys(text: str) -> KeyRing:
    """Keys in base64, parted by commas or lines, the newest first."""
    try:
        keys = [base64.b64decode(part, validate=True) for part in text.replace(",", " ").split()]
    except (binascii.Error, ValueError):
        raise BadKeys("the sealing keys are not base64") from None
    return KeyRing(keys)


def key_file(path: Path) -> KeyRing:
    """The keys of a file, which is made with one new key, readable by its owner only, where there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
    if path.stat().st_mode & 0o077:
        raise BadKeys(f"{path} can be read by others: chmod 600 it")
    return read_keys(path.read_text(encoding="ascii"))


def _write_once(path: Path, content: bytes) -> None:
    """Written whole or not at all; of two that start at once, the first one's key stays."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
