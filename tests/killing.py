"""A server under load that is killed again and again, by `kill -9`, and what must be found afterwards."""

import http.client
import random
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from serving import Server
from sqlalchemy import create_engine, text

from screener import conversation
from screener.app import create_app
from screener.config import Settings
from screener.store.models import db

ANSWERS: Final = ("me", "34", "none", "none", "none", "18", "none", "")
"""A walk through the small flow, to its end."""
KEPT: Final[list[Any]] = ["me", 34, ["none"], ["none"], "none", 18, ["none"], None]
CONTACT: Final = {"name": "Ada Test", "telephone": "905-555-0123", "agreed": "yes", "place": "any"}
HIDDEN: Final = re.compile(r'type="hidden" name="(token|turn|question)" value="([^"]*)"')


@dataclass
class Walk:
    """What one visitor was told is kept."""

    token: str
    kept: int = 0
    """So many turns were acknowledged."""
    asked: bool = False
    """Whether the request to be contacted was."""


@dataclass
class Load:
    """Visitors who answer without a pause, and send again what was not acknowledged, as people do."""

    server: Server
    visitors: int
    walks: list[Walk] = field(default_factory=list)
    kills: int = 0
    sent_again: int = 0
    wrong: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> "Load":
        self._threads = [threading.Thread(target=self._visit, daemon=True) for _ in range(self.visitors)]
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def _visit(self) -> None:
        while not self._stop.is_set():
            page = self.acknowledged({"action": "begin", "consent": "yes"})
            if page is None:
                return
            walk = Walk(dict(HIDDEN.findall(page))["token"])
            self.walks.append(walk)
            for answer in ANSWERS:
                hidden = dict(HIDDEN.findall(page))
                page = self.acknowledged({**hidden, "token": walk.token, "action": "answer", "answer": answer})
                if page is None:
                    return
                walk.kept += 1
            walk.asked = self.acknowledged({"token": walk.token, "action": "contact", **CONTACT}) is not None

    def acknowledged(self, form: dict[str, str]) -> str | None:
        """The page that says that it is kept; None where the load ended before."""
        while not self._stop.is_set():
            try:
                data = urllib.parse.urlencode(form).encode()
                with urllib.request.urlopen(f"{self.server.url}/chat/migraine", data, timeout=20) as reply:
                    page: str = reply.read().decode()
                    return page
            except urllib.error.HTTPError as error:
                if error.code != 503:
                    self.wrong.append(f"{error.code} {form['action']}")
                    return None
            except (OSError, http.client.HTTPException):
                pass
            self.sent_again += 1
            time.sleep(0.1)
        return None


def kill_again_and_again(server: Server, kills: int, visitors: int, seed: int = 1) -> Load:
    """Kill a server under load so many times, at moments of chance, then stop it."""
    chance = random.Random(seed)
    load = Load(server.start(), visitors).start()
    with suppress(KeyboardInterrupt):  # told to stop before: what was done until then is looked at
        for _ in range(kills):
            time.sleep(chance.uniform(0.3, 1.5))
            server.kill()
            load.kills += 1
            server.start()
    time.sleep(1)
    load.stop()
    server.stop()
    return load


def faults(load: Load, settings: Settings) -> Iterator[str]:
    """What was acknowledged and is not there, or is there twice. An answer that was on its way may be kept."""
    app = create_app(settings)
    yield from load.wrong
    with app.app_context():
        made = app.extensions["screener"]
        for walk in load.walks:
            found = conversation.find(made.library, walk.token, datetime.now(UTC))
            stored = found.stored
            numbers = [turn.number for turn in stored.turns]
            given = [turn.content["value"] for turn in stored.turns]
            if not walk.kept <= len(numbers) <= walk.kept + 1:
                yield f"{walk.kept} turns were acknowledged and {len(numbers)} are kept"
            if numbers != list(range(len(numbers))) or stored.turn_count != len(numbers):
                yield f"turns are numbered {numbers} of {stored.turn_count}"
            if given != KEPT[: len(given)]:
                yield f"kept: {given}"
            told = db.session.execute(
                text("SELECT count(*) FROM outbox_mail WHERE key LIKE :about"), {"about": f"booking:{stored.id}:%"}
            ).scalar_one()
            if walk.asked and not (stored.contact and told == 1):
                yield f"a request was acknowledged, and {told} mails tell of it"
            if told > 1:
                yield f"{told} mails tell of one request"
        db.session.remove()
        db.engine.dispose()
    yield from _corrupt(settings.database_url)


def _corrupt(url: str) -> Iterator[str]:
    if url.startswith("sqlite:"):
        engine = create_engine(url)
        with engine.connect() as connection:
            said = connection.execute(text("PRAGMA integrity_check")).scalar_one()
            if said != "ok":
                yield f"the database file: {said}"
        engine.dispose()
