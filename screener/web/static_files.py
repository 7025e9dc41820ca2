"""Static files: their addresses hold a digest of what is in them, so that a browser keeps them for good and still sees
an update at once. The visitor's style stands in the page itself: the first view waits for nothing else."""

import hashlib
import re
from base64 import b64encode
from typing import Any, Final

from flask import Flask, Response, send_from_directory
from markupsafe import Markup

from screener.library import PACKAGE

FOLDER: Final = PACKAGE / "static"
STYLE: Final = Markup(  # noqa: S704 (our own file)
    re.sub(r"[ \t]*/\*.*?\*/\n?", "", (FOLDER / "style.css").read_text("utf-8"), flags=re.DOTALL)
)
"""Without its comments, which are for whoever changes it."""
STYLE_SOURCE: Final = f"'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
"""How the content policy names the style in the page."""

FOR_GOOD: Final = "public, max-age=31536000, immutable"
ASK_EACH_TIME: Final = "no-cache"


def init_static_files(app: Flask) -> None:
    """Serve them, and give the templates `style`."""
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in FOLDER.iterdir()}
    app.jinja_env.globals["style"] = STYLE

    @app.url_defaults
    def _name_content(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("digest", digests.get(values["filename"], "none"))

    @app.get("/static/<digest>/<filename>", endpoint="static")
    def _static(digest: str, filename: str) -> Response:
        response = send_from_directory(FOLDER, filename)
        response.headers["Cache-Control"] = FOR_GOOD if digest == digests.get(filename) else ASK_EACH_TIME
        return response
