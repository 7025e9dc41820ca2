"""What is shown when something goes wrong: what happened, what to do, and the emergency lines. Never the input."""

import logging
import secrets
import traceback
from typing import Final

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from screener.web.fhir_reply import FhirProblem, asked_for_fhir, problem_reply

log = logging.getLogger("screener")

PAGES: Final = {
    400: ("We could not read that", "Something in what was sent could not be read. Go back and try once more."),
    403: ("This page is not open to you", "Go back to the start, or call the clinic."),
    404: ("There is nothing here", "The address may be mistyped, or what was here has gone."),
    405: ("There is nothing here", "This page works from the chat's own buttons. Begin at the start."),
    413: ("That is too long", "Please send less at once. Nothing that you answered before is lost."),
    429: ("One moment, please", "That was tried many times in a short while. Wait a few minutes, then try again."),
    500: ("Something went wrong here", "That was our mistake. What you answered before is kept. Please try again."),
    503: ("We could not save that", "Your last answer was not saved. Please go back and send it again in a minute."),
}
"""A title and what to do, by status."""


def init_errors(app: Flask) -> None:
    """Show our own pages for every error."""

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> ResponseReturnValue:
        return _shown(error.code or 500, say=error.say if isinstance(error, FhirProblem) else "")

    @app.errorhandler(OperationalError)
    def _database(error: OperationalError) -> ResponseReturnValue:
        log.error("the database did not answer: %s", type(error.orig).__name__)
        return _shown(503)

    @app.errorhandler(Exception)
    def _mistake(error: Exception) -> ResponseReturnValue:
        number = secrets.token_hex(4)
        log.error("error %s at %s: %s\n%s", number, request.endpoint, type(error).__name__, _trace(error))
        return _shown(500, number)


def _shown(status: int, number: str = "", say: str = "") -> ResponseReturnValue:
    """A page for people, an OperationOutcome for programs."""
    return problem_reply(status, say) if asked_for_fhir() else error_page(status, number)


def _trace(error: Exception) -> str:
    """Where it happened. An error's own words are left out: they could repeat what a visitor said."""
    return "".join(traceback.format_tb(error.__traceback__))


def error_page(status: int, number: str = "") -> tuple[str, int]:
    """The page for a status. `number` finds a mistake in the log."""
    title, say = PAGES.get(status, PAGES[400 if status < 500 else 500])
    return render_template("error.html", layout=layout(), title=title, say=say, number=number), status


def layout() -> str:
    """A whole page, or its main part where the script asked for that."""
    return "part.html" if request.headers.get("X-Part") == "main" else "base.html"
