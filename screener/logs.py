"""The log: one JSON object a line, or plain lines. It says what happened where, and nothing of anybody.

An error's own words are left out: they could repeat what a visitor said. What is kept of it is its kind, and where in
the program it happened. Line breaks cannot forge an entry: JSON escapes them, and plain lines lose them.
"""

import json
import logging
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request at work, so that all its lines are found by it."""

OTHERS: Final = ("waitress", "gunicorn", "sqlalchemy", "alembic", "werkzeug", "flask_limiter")
"""Programs below ours, of which only warnings are of use."""


class JsonLines(logging.Formatter):
    """Each entry as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_entry(record), ensure_ascii=False)


class PlainLines(logging.Formatter):
    """Each entry as one line for people."""

    def format(self, record: logging.LogRecord) -> str:
        said = _entry(record)
        more = " ".join(f"{name}={value}" for name, value in said.items() if name not in ("at", "level", "says"))
        line = f"{said['at']} {said['level']} {said['says']} {more}".rstrip()
        return line.replace("\r", " ").replace("\n", " | ")


def _entry(record: logging.LogRecord) -> dict[str, Any]:
    said: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "from": record.name,
        "says": record.getMessage(),
    }
    if request_id.get():
        said["request"] = request_id.get()
    more: Mapping[str, Any] = getattr(record, "more", {})
    said |= more
    if record.exc_info and record.exc_info[0] is not None:
        said["error"] = record.exc_info[0].__name__
        said["where"] = "".join(traceback.format_tb(record.exc_info[2]))
    return said


def init_logging(kind: str) -> None:
    """Write the log of this process to its error output. `kind`: json or plain; plain leaves out single requests."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if kind == "json" else PlainLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO if kind == "json" else logging.WARNING)
    for name in OTHERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that a request waits a moment is no event
