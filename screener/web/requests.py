"""Each request gets an id of its own, and one line in the log and one measurement when it has ended."""

import logging
import secrets
import time
from typing import Final

from flask import Flask, Response, g, request

from screener.logs import request_id
from screener.web.metrics import took

log = logging.getLogger("screener.requests")

NOWHERE: Final = "nowhere"
"""What is logged of an address that is no page: what somebody typed there may be anything."""


def init_requests(app: Flask) -> None:
    """Count and log every request of the app: its page and not its address, which could hold anything."""

    @app.before_request
    def _begin() -> None:
        g.request_began = time.perf_counter()
        request_id.set(secrets.token_hex(8))

    @app.after_request
    def _end(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("request_began", time.perf_counter())
        page = request.endpoint or NOWHERE
        took(page, request.method, response.status_code, seconds)
        more = {"page": page, "method": _method(), "status": response.status_code, "ms": round(seconds * 1000, 1)}
        log.info("request", extra={"more": more})
        response.headers["X-Request-Id"] = request_id.get()
        return response


def _method() -> str:
    """One that is known: any word can be sent."""
    return request.method if request.method in ("GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT") else "other"
