"""What is shown when something goes wrong: what happened, what to do, and the emergency lines. Never the input."""

import logging
import secrets
import traceback
from typing import Final

from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from screener.languages import marked
from screener.web.api_reply import asked_for_api, problem_details
from screener.web.fhir_reply import FhirProblem, asked_for_fhir, problem_reply
from screener.web.language import gettext
from screener.web.parts import parts

log = logging.getLogger("screener")

RETRY_SECONDS: Final = 30
PAGES: Final = {
    400: (
        marked("We could not read that"),
        marked("Something in what was sent could not be read. Go back and try once more."),
    ),
    403: (marked("This page is not open to you"), marked("Go back to the start, or call the clinic.")),
    404: (marked("There is nothing here"), marked("The address may be mistyped, or what was here has gone.")),
    405: (marked("There is nothing here"), marked("This page works from the chat's own buttons. Begin at the start.")),
    413: (marked("That is too long"), marked("Please send less at once. Nothing that you answered before is lost.")),
    429: (
        marked("One moment, please"),
        marked("That was tried many times in a short while. Wait a few minutes, then try again."),
    ),
    500: (
        marked("Something went wrong here"),
        marked("That was our mistake. What you answered before is kept. Please try again."),
    ),
    503: (
        marked("We could not save that"),
        marked(
            "Your last answer was not saved. Please go back and send it again in a minute. What you said before is "
            "kept."
        ),
    ),
}
"""A title and what to do, by status."""


def init_errors(app: Flask) -> None:
    """Show our own pages for every error."""

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> ResponseReturnValue:
        if asked_for_api():
            made = problem_details(error.code or 500, error)
        else:
            made = make_response(_shown(error.code or 500, say=error.say if isinstance(error, FhirProblem) else ""))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            made.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return made

    @app.errorhandler(OperationalError)
    @app.errorhandler(InternalError)
    @app.errorhandler(InterfaceError)
    @app.errorhandler(PoolTimeout)
    def _database(error: SQLAlchemyError) -> Response:
        """Full, read-only, locked, or gone: nothing was saved, and nothing more is asked of it for this page."""
        cause = getattr(error, "orig", None) or error
        log.error("the database did not answer: %s", type(cause).__name__)
        parts().clinic_now.keep()
        reply = make_response(_shown(503))
        reply.headers["Retry-After"] = str(RETRY_SECONDS)
        return reply

    @app.errorhandler(Exception)
    def _mistake(error: Exception) -> ResponseReturnValue:
        number = secrets.token_hex(4)
        log.error("error %s at %s: %s\n%s", number, request.endpoint, type(error).__name__, _trace(error))
        return _shown(500, number)


def _shown(status: int, number: str = "", say: str = "") -> ResponseReturnValue:
    """A page for people, problem details or an OperationOutcome for programs."""
    if asked_for_api():
        return problem_details(status)
    return problem_reply(status, say) if asked_for_fhir() else error_page(status, number)


def _trace(error: Exception) -> str:
    """Where it happened. An error's own words are left out: they could repeat what a visitor said."""
    return "".join(traceback.format_tb(error.__traceback__))


def error_page(status: int, number: str = "") -> tuple[str, int]:
    """The page for a status. `number` finds a mistake in the log."""
    title, say = PAGES.get(status, PAGES[400 if status < 500 else 500])
    return render_template("error.html", layout=layout(), title=gettext(title), say=gettext(say), number=number), status


def crowded() -> dict[str, str]:
    """What to say where more begin than can be looked after."""
    say = gettext(
        "Many people are answering right now. Please try again in an hour, or call us. We are glad to hear from you."
    )
    return {"title": gettext("We cannot start just now"), "say": say}


def layout() -> str:
    """A whole page, or its main part where the script asked for that."""
    return "part.html" if request.headers.get("X-Part") == "main" else "base.html"
