"""Visitors who answer as fast as they can, each with an address of their own, so that no limit is lifted for them."""

import http.client
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter
from urllib.parse import urlencode

from flask_compress.flask_compress import brotli

from tests.answers import CHRONIC

CHAT = "/chat/migraine"
OURS = {"X-Part": "main", "Accept-Encoding": "br", "Accept-Language": "en-CA"}
FORM = "application/x-www-form-urlencoded"
JSON = {"Content-Type": "application/json"}
FLOOR_TURNS = 12
_visitors = count(1)


@dataclass(slots=True)
class Page:
    status: int
    sent: int
    text: str
    seconds: float


@dataclass(slots=True)
class Taken:
    """What the turns of one measurement took."""

    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


def post(port: int, path: str, form: Mapping[str, object], headers: Mapping[str, str]) -> Page:
    """A form that is sent."""
    return _send(port, path, urlencode(form, doseq=True), {"Content-Type": FORM, **headers})


def _send(port: int, path: str, body: str, headers: Mapping[str, str]) -> Page:
    """One request on a connection of its own, as one of many visitors would come."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = perf_counter()
    connection.request("POST", path, body, dict(headers))
    reply = connection.getresponse()
    sent = reply.read()
    seconds = perf_counter() - began
    connection.close()
    text = brotli.decompress(sent) if reply.getheader("Content-Encoding") == "br" else sent
    return Page(reply.status, len(sent), text.decode(), seconds)


def _address() -> dict[str, str]:
    """Of the next visitor."""
    number = next(_visitors)
    return {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}


def walk_ours(port: int, taken: Taken, until: float, think: Callable[[], None] = lambda: None) -> None:
    """One visitor from the consent to the outcome, or until the time is over. `think`: what they do between turns."""
    headers = {**OURS, **_address()}
    page = post(port, CHAT, {"action": "begin", "consent": "yes"}, headers)
    while perf_counter() < until and (question := _hidden(page.text, "question")) is not None:
        given = {name: _hidden(page.text, name) for name in ("token", "turn")}
        answer = CHRONIC.get(question, "unsure")
        think()
        page = post(port, CHAT, {"action": "answer", "question": question, "answer": answer, **given}, headers)
        assert page.status == 200, f"{question}: {page.status}"
        taken.seconds.append(page.seconds)
        taken.sizes.append(page.sent)


def walk_api(port: int, taken: Taken, until: float) -> None:
    """The same visitor through the JSON API."""
    asked = {"flow": "migraine", "language": "en", "consent": True}
    begun = json.loads(_send(port, "/api/v1/screenings", json.dumps(asked), _address() | JSON).text)
    headers = JSON | {"Authorization": f"Bearer {begun['token']}"}
    state = begun
    while perf_counter() < until and state["question"] is not None:
        question = state["question"]["id"]
        reply = {"turn": state["turn"], "question": question, "answer": CHRONIC.get(question, "unsure")}
        page = _send(port, "/api/v1/screening/replies", json.dumps(reply), headers)
        assert page.status == 200, f"{question}: {page.status}"
        taken.seconds.append(page.seconds)
        taken.sizes.append(page.sent)
        state = json.loads(page.text)


def walk_floor(port: int, taken: Taken, until: float) -> None:
    """As many answers as a visit there has."""
    visit = post(port, "/visit", {"begin": 1}, {}).text
    for number in range(FLOOR_TURNS):
        if perf_counter() >= until:
            return
        page = post(port, f"/visit/{visit}", {"number": number, "answer": "a few"}, {})
        assert page.status == 200, page.status
        taken.seconds.append(page.seconds)
        taken.sizes.append(page.sent)


def _hidden(html: str, name: str) -> str | None:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', html)
    return found[1] if found else None
