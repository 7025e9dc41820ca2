"""This installation's database, for commands that read it where there is one and make nothing where there is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from screener.config import Settings
from screener.engine.errors import ScreenerError

SQLITE: Final = "sqlite:///"


class UnreadableDatabase(ScreenerError):
    """There is a database, but it cannot be read."""


@contextmanager
def database_there() -> Iterator[bool]:
    """Within this, the database can be read, if this is true; UnreadableDatabase where it is there and cannot be."""
    url = Settings.from_environment().database_url
    if url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).is_file():
        yield False
        return
    from flask import Flask
    from sqlalchemy.exc import SQLAlchemyError

    from screener.store.database import open_database, read_only
    from screener.store.models import db

    app = Flask("screener")
    open_database(app, url, keys=None)
    with app.app_context():
        try:
            read_only()
            yield True
        except SQLAlchemyError:
            message = "the database cannot be read: is it there, and has `screener db upgrade` been run?"
            raise UnreadableDatabase(message) from None
        finally:
            db.session.remove()
            db.engine.dispose()
