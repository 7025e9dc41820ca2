"""The chat on the clinic's own website: the loader, and a page that shows how it is put there."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, render_template, request

from screener.library import Version
from screener.web.parts import parts
from screener.web.static_files import FOLDER

embed = Blueprint("embed", __name__)

LOADER: Final = (FOLDER / "embed.js").read_text("utf-8").rstrip()
"""A function, to be called with what it needs to know of the clinic."""
KEPT: Final = "public, max-age=600, stale-while-revalidate=86400"
"""Ten minutes: a new telephone number is soon on every page."""

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "open": "Questions about your headaches",
        "close": "Close",
        "late": "The chat does not answer yet. You can wait, or call us:",
        "again": "Try again",
    },
    "fr": {
        "open": "Questions sur vos maux de tête",
        "close": "Fermer",
        "late": "Le clavardage ne répond pas encore. Vous pouvez attendre ou nous appeler :",
        "again": "Réessayer",
    },
}
"""What the loader itself says, by language."""


@embed.get("/embed.js")
def loader() -> Response:
    """The script for the clinic's pages. It asks nothing of the chat until somebody opens it."""
    response = Response(f"{LOADER}({_json(_given())});\n", mimetype="text/javascript")
    response.headers["Cache-Control"] = KEPT
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # it is there for other sites
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:16])
    response.make_conditional(request)
    return response


@embed.get("/embed")
def how() -> str:
    """What to write into a page, and how it then looks. Open to all: whoever makes the website has no account here."""
    made = parts()
    return render_template(
        "embed.html",
        home=made.settings.address or request.host_url.rstrip("/"),
        flows=_titles(made.library.current),
        languages=tuple(WORDS),
        tried=_tried(request.args, made.library.current),
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """What somebody tries out on the page: by the names of the attributes."""

    flow: str
    attributes: Mapping[str, str]


CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "lang": tuple(WORDS),
    "position": ("right", "left", "here"),
    "mode": ("dialog", "inline"),
}
FREE: Final = ("label", "colour")
LONGEST: Final = 60


def _tried(asked: Mapping[str, str], flows: Mapping[str, Version]) -> Tried:
    """Only what can be shown; anything else counts as not asked."""
    flow = asked.get("flow", "")
    chosen = {name: asked[name] for name, values in CHOICES.items() if asked.get(name) in values[1:]}
    written = {name: asked[name].strip()[:LONGEST] for name in FREE if asked.get(name, "").strip()}
    return Tried(flow if flow in flows else next(iter(flows), ""), chosen | written)


def _given() -> dict[str, object]:
    made = parts()
    return {
        "clinic": made.clinic.name,
        "telephone": made.clinic.telephone,
        "titles": _titles(made.library.current),
        "words": WORDS,
    }


def _titles(flows: Mapping[str, Version]) -> dict[str, Mapping[str, str]]:
    return {name: version.flow.title for name, version in flows.items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
