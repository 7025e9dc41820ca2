"""Visitors' pages go out compressed: they are on a telephone, often with a poor connection."""

from typing import Final

from flask import Flask, Response, request
from flask_compress import Compress

COMPRESSED: Final = frozenset({None, "about", "chat", "embed"})
"""Blueprints; None is that of static files. Never the desk: what it shows goes by a cookie, so that another site could
ask for it again and again, and learn a secret from how well the reply compresses. A visitor's token is in no cookie."""


def init_compression(app: Flask) -> None:
    """Compress what may be, by what the browser can read."""
    app.config.update(
        COMPRESS_REGISTER=False, COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_ALGORITHM_STREAMING=["br", "gzip"]
    )
    compress = Compress(app)

    @app.after_request
    def _compress(response: Response) -> Response:
        return compress.after_request(response) if request.blueprint in COMPRESSED else response
