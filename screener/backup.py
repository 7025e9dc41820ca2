"""Backups: one sealed file with everything that is in the database, made while it is in use, and taken in again.

The file is compressed, cut into pieces, and each piece is sealed and bound to its place, the last one to being the
last. So a file that was cut short, mixed up or altered is refused. The sealing keys are not in it.
"""

import os
import secrets
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from screener.engine.errors import ScreenerError
from screener.store import audit, dump
from screener.store.audit import Entry
from screener.store.dump import Contents, NotEmpty
from screener.store.models import db
from screener.store.sealing import KeyRing, SealError

MAGIC: Final = b"screener backup 1\n"
ID_BYTES: Final = 16
LENGTH_BYTES: Final = 4
PIECE: Final = 1024 * 1024
"""Bytes sealed together."""
COMMAND_LINE: Final = "the command line"

Step = Callable[[int, int], None]
"""Told how many rows of how many are done."""


class BadBackup(ScreenerError):
    """A file that is no whole backup, or one that these keys do not open."""


def make(path: Path, ring: KeyRing, now: datetime, step: Step) -> Contents:
    """Write a backup beside the file, read it back, and only then put it in its place."""
    audit.append(Entry(now, "backup.make", who=COMMAND_LINE))
    db.session.commit()
    draft = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            _write(file, ring, step)
            file.flush()
            os.fsync(file.fileno())
        contents = check(draft, ring)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return contents


def check(path: Path, ring: KeyRing) -> Contents:
    """Read a backup from the first byte to the last; BadBackup says what is wrong with it."""
    lines = _lines(path, ring)
    contents = _contents(lines)
    _whole(sum(1 for _ in lines), contents)
    return contents


def restore(path: Path, ring: KeyRing, now: datetime, step: Step) -> Contents:
    """Take a backup into an empty database: all of it, or nothing."""
    contents = check(path, ring)
    lines = _lines(path, ring)
    next(lines)
    done = 0
    try:
        for number in dump.take_in(contents, lines):
            done += number
            step(done, contents.total)
    except NotEmpty:
        raise BadBackup(
            "the database already holds something: restore into an empty one, such as another SCREENER_DATA"
        ) from None
    audit.append(Entry(now, "backup.restore", who=COMMAND_LINE, detail=f"{contents.total} rows"))
    db.session.commit()
    return contents


def _contents(lines: Iterator[str]) -> Contents:
    try:
        return dump.read_contents(next(lines))
    except (StopIteration, ValueError, TypeError):
        raise BadBackup("the backup does not say what is in it") from None


def _whole(number: int, contents: Contents) -> None:
    if number != contents.total:
        raise BadBackup(f"the backup has {number} rows and says that it has {contents.total}")


# --- The file -------------------------------------------------------------------------------------------------------


def _write(file: BinaryIO, ring: KeyRing, step: Step) -> None:
    backup_id = secrets.token_bytes(ID_BYTES)
    file.write(MAGIC + backup_id)
    pieces = _pieces(dump.lines(), step)
    number, piece = 0, next(pieces)
    for following in pieces:
        _write_piece(file, ring.seal_bytes(piece, _place(backup_id, number, last=False)))
        number, piece = number + 1, following
    _write_piece(file, ring.seal_bytes(piece, _place(backup_id, number, last=True)))


def _pieces(lines: Iterator[str], step: Step) -> Iterator[bytes]:
    """Compressed, and cut into pieces; the last one may be shorter, and there is always one."""
    packer, waiting = zlib.compressobj(), bytearray()
    of = 0
    for number, line in enumerate(lines):
        of = of or dump.read_contents(line).total
        step(number, of)
        waiting += packer.compress(f"{line}\n".encode())
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    yield bytes(waiting + packer.flush())


def _write_piece(file: BinaryIO, sealed: bytes) -> None:
    file.write(len(sealed).to_bytes(LENGTH_BYTES, "big") + sealed)


def _lines(path: Path, ring: KeyRing) -> Iterator[str]:
    unpacker, rest = zlib.decompressobj(), b""
    for piece in _opened(path, ring):
        *whole, rest = (rest + unpacker.decompress(piece)).split(b"\n")
        yield from (line.decode() for line in whole)
    if rest or not unpacker.eof:
        raise BadBackup("the backup is cut short")


def _opened(path: Path, ring: KeyRing) -> Iterator[bytes]:
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise BadBackup(f"{path} is no backup of this program")
        backup_id, number = file.read(ID_BYTES), 0
        sealed = _read_piece(file)
        while sealed:
            following = _read_piece(file)
            try:
                yield ring.open_bytes(sealed, _place(backup_id, number, last=not following))
            except SealError as error:
                raise BadBackup(f"the backup cannot be opened: {error}") from None
            sealed, number = following, number + 1


def _read_piece(file: BinaryIO) -> bytes:
    length = int.from_bytes(file.read(LENGTH_BYTES), "big")
    return file.read(length)


def _place(backup_id: bytes, number: int, last: bool) -> str:
    return f"backup/{backup_id.hex()}.{number}/{'last' if last else 'piece'}"
