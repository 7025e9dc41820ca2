"""The sealing keys in use: where they come from, whether all are here, and changing to a new one."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import create_engine, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from screener.config import SettingError, Settings
from screener.engine.errors import ScreenerError
from screener.store import audit, keys, screenings
from screener.store.audit import Entry
from screener.store.key_sources import FRESH, add_key, key_command, key_file, read_keys, remove_key
from screener.store.models import Turn, db
from screener.store.models_desk import SealingKey
from screener.store.sealing import BadKeys, KeyRing, SealError

COMMAND_LINE = "the command line"


class KeyInUse(ScreenerError):
    """A key that cannot be taken away, because something is still sealed by it."""


def file_of(settings: Settings) -> Path:
    """The key file, where the keys come from one."""
    return settings.keys_file or settings.data / "keys"


def from_file(settings: Settings) -> bool:
    return not settings.keys and not settings.keys_command


def place_of_keys(settings: Settings) -> str:
    """Where the keys come from, in words."""
    if settings.keys:
        return "SCREENER_KEYS"
    return "SCREENER_KEYS_COMMAND" if settings.keys_command else str(file_of(settings))


def open_ring(settings: Settings) -> KeyRing:
    """The keys that the settings name; those of a key file, which is made where there is no data yet."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = file_of(settings)
    if from_file(settings) and not path.exists() and _holds_data(settings.database_url):
        raise SettingError(
            f"the database holds sealed answers, but its key file {path} is not there: bring it back from your copy, "
            "or set SCREENER_KEYS, SCREENER_KEYS_FILE or SCREENER_KEYS_COMMAND. Without the key nobody can read them"
        )
    try:
        if settings.keys:
            return read_keys(settings.keys)
        return key_command(settings.keys_command) if settings.keys_command else key_file(path)
    except (BadKeys, OSError) as error:
        said = str(error) if isinstance(error, BadKeys) else type(error).__name__
        raise SettingError(f"{place_of_keys(settings)}: {said}") from None


def _holds_data(url: str) -> bool:
    """Whether anything was sealed in the database already. Where that cannot be known, it is taken to be so."""
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        return False
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            there = inspect(connection).get_table_names()
            return any(
                table.__tablename__ in there and connection.execute(select(table).limit(1)).first() is not None
                for table in (SealingKey, Turn)
            )
    except SQLAlchemyError as error:
        raise SettingError(f"the database cannot be read: {type(error).__name__}") from None
    finally:
        engine.dispose()


def require(ring: KeyRing, settings: Settings, now: datetime) -> None:
    """Refuse to start on data that these keys do not open; SettingError says how to recover."""
    if gone := _missing(ring):
        db.session.rollback()
        raise SettingError(
            f"the keys of {place_of_keys(settings)} do not open all that is in the database: {gone} is missing. Bring "
            "back the key file, or the keys, that it was sealed with. Nothing was changed"
        )
    keys.remember(ring, now)
    db.session.commit()


def _missing(ring: KeyRing) -> str:
    """Which key is missing, in words; empty where none is."""
    sealed = screenings.any_sealed()
    try:
        if names := keys.missing(ring):
            return f"the key {', '.join(names)}"
        if sealed is not None:
            ring.open(*sealed)
    except SealError:
        return "the key of some of it"
    return ""


# --- Changing to a new key ------------------------------------------------------------------------------------------


def begin_rotation(ring: KeyRing, settings: Settings, now: datetime) -> tuple[KeyRing, bool]:
    """The keys to rotate with, and whether a new one was made: one that was begun before is gone on with. Keys that do
    not come from a file are added where they come from."""
    made = from_file(settings) and not keys.older(ring)
    if made:
        add_key(file_of(settings))
        ring = open_ring(settings)
    keys.remember(ring, now)
    audit.append(Entry(now, "keys.rotate", who=COMMAND_LINE, detail=f"to {ring.names[0]}"))
    db.session.commit()
    return ring, made


def rotate(ring: KeyRing, settle: float = 2 * FRESH) -> Iterator[int]:
    """Seal everything with the newest key, a batch at a time; how many each was. A server that runs goes on sealing
    with the key that it knows for a moment: so it is gone through again until nothing is left."""
    began = time.monotonic()
    while True:
        late = time.monotonic() - began >= settle
        number = 0
        for batch in keys.seal_anew(ring):
            db.session.commit()
            number += batch
            yield batch
        db.session.commit()
        if late and not number:
            return
        time.sleep(0 if number or late else settle)


def forget(name: str, settings: Settings, now: datetime) -> None:
    """Take a key away, where nothing is sealed by it any more. Backups that it sealed need it still."""
    left = keys.counts()[name]
    if left:
        raise KeyInUse(f"{left} values are sealed by the key {name}: run `screener keys rotate` first")
    if name not in keys.remembered():
        raise KeyInUse(f"no key here has the name {name}: see `screener keys list`")
    try:
        if from_file(settings):
            remove_key(file_of(settings), name)
    except BadKeys as error:
        raise KeyInUse(str(error)) from None
    keys.forget(name)
    audit.append(Entry(now, "keys.forget", who=COMMAND_LINE, detail=name))
    db.session.commit()
