"""The chat on the clinic's own website: the loader, and a page that shows how it is put there."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, render_template, request

from screener.clinic import Clinic
from screener.languages import Language, marked
from screener.library import Version
from screener.web.language import gettext, language, offered
from screener.web.parts import parts
from screener.web.present import title_of
from screener.web.static_files import FOLDER

embed = Blueprint("embed", __name__)

LOADER: Final = (FOLDER / "embed.js").read_text("utf-8").rstrip()
"""A function, to be called with what it needs to know of the clinic."""
KEPT: Final = "public, max-age=600, stale-while-revalidate=86400"
"""Ten minutes: a new telephone number is soon on every page."""

WORDS: Final[Mapping[str, str]] = {
    "open": marked("Questions about your headaches"),
    "close": marked("Close"),
    "late": marked("The chat does not answer yet. You can wait, or call us:"),
    "again": marked("Try again"),
}
"""What the loader itself says."""


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
    flows = made.library.current
    return render_template(
        "embed.html",
        home=made.settings.address or request.host_url.rstrip("/"),
        flows={name: title_of(version.machine_in(language().code).flow) for name, version in flows.items()},
        spoken={"": gettext("as the page around it")} | {one.code: one.name for one in offered()},
        tried=_tried(request.args, flows),
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """What somebody tries out on the page: by the names of the attributes."""

    flow: str
    attributes: Mapping[str, str]


CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "position": ("right", "left", "here"),
    "mode": ("dialog", "inline"),
}
"""By attribute; the first of each goes without saying."""
FREE: Final = ("label", "colour")
LONGEST: Final = 60


def _tried(asked: Mapping[str, str], flows: Mapping[str, Version]) -> Tried:
    """Only what can be shown; anything else counts as not asked."""
    flow, choices = asked.get("flow", ""), {"lang": ("", *(one.code for one in offered())), **CHOICES}
    chosen = {name: asked[name] for name, values in choices.items() if asked.get(name) in values[1:]}
    written = {name: asked[name].strip()[:LONGEST] for name in FREE if asked.get(name, "").strip()}
    return Tried(flow if flow in flows else next(iter(flows), ""), chosen | written)


def _given() -> dict[str, object]:
    made = parts()
    return {
        "telephone": made.clinic.telephone,
        "titles": {name: _titles(version) for name, version in made.library.current.items()},
        "words": {one.code: _words(one, made.clinic.said_in(one.code)) for one in offered()},
    }


def _titles(version: Version) -> dict[str, str]:
    return {code: title_of(machine.flow) for code, machine in version.machines.items()}


def _words(spoken: Language, clinic: Clinic) -> dict[str, str]:
    """What the loader says in this language, and the way it is written."""
    return {"dir": spoken.direction, "clinic": clinic.name, **{name: spoken.say(text) for name, text in WORDS.items()}}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
