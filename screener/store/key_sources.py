"""Where the sealing keys come from: the environment, a file, or a command that fetches them."""

import base64
import binascii
import os
import secrets
import shlex
import subprocess
from pathlib import Path
from typing import Final

from screener.store.sealing import KEY_BYTES, BadKeys, KeyRing

FRESH: Final = 1.0
"""Seconds after which a running server has noticed that the key file was changed."""
PATIENCE: Final = 30.0
"""Seconds that a command may take to print the keys."""


def read_keys(text: str) -> KeyRing:
    """Keys in base64, parted by commas or lines, the newest first."""
    return KeyRing(_decoded(text))


def key_file(path: Path) -> KeyRing:
    """The keys of a file, which is made with one new key, readable by its owner only, where there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, _line(secrets.token_bytes(KEY_BYTES)))
    return KeyRing(_of_file(path), again=lambda: _of_file(path), every=FRESH)


def key_command(command: str) -> KeyRing:
    """The keys that a command prints, such as one that asks a key management service. No shell reads it."""
    return KeyRing(_of_command(command), again=lambda: _of_command(command))


def add_key(path: Path) -> None:
    """Put a new key before the others of a file, whole or not at all."""
    _replace(path, _line(secrets.token_bytes(KEY_BYTES)) + path.read_bytes())


def remove_key(path: Path, name: str) -> None:
    """Take one key out of a file. The last one stays."""
    kept = [key for key in _of_file(path) if KeyRing([key]).names != (name,)]
    if not kept:
        raise BadKeys("the only key of the file is not taken out")
    _replace(path, b"".join(_line(key) for key in kept))


def _decoded(text: str) -> list[bytes]:
    try:
        return [base64.b64decode(part, validate=True) for part in text.replace(",", " ").split()]
    except (binascii.Error, ValueError):
        raise BadKeys("the sealing keys are not base64") from None


def _line(key: bytes) -> bytes:
    return base64.b64encode(key) + b"\n"


def _of_file(path: Path) -> list[bytes]:
    if path.stat().st_mode & 0o077:
        raise BadKeys(f"{path} can be read by others: chmod 600 it")
    return _decoded(path.read_text(encoding="ascii"))


def _of_command(command: str) -> list[bytes]:
    """What it prints elsewhere than to its output is left out: it could repeat a key."""
    try:
        ran = subprocess.run(  # noqa: S603 (whoever installs this chose it)
            shlex.split(command), capture_output=True, timeout=PATIENCE, check=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise BadKeys(f"the command for the keys failed: {type(error).__name__}") from None
    return _decoded(ran.stdout.decode("ascii", "replace"))


def _write_once(path: Path, content: bytes) -> None:
    """Written whole or not at all; of two that start at once, the first one's key stays."""
    draft = _draft(path, content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _replace(path: Path, content: bytes) -> None:
    _draft(path, content).replace(path)


def _draft(path: Path, content: bytes) -> Path:
    """A file beside it, its owner's alone, that is on the disk."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft
