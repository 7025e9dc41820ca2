"""What guards the desk: Flask-Security with a password and nothing else of it, behind a cookie that only staff get."""

from datetime import timedelta
from typing import Any, Final

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import Security
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from screener.staff import SHORTEST_PASSWORD, datastore
from screener.store.database import read_only
from screener.store.sealing import KeyRing
from screener.web.entry import SignInForm, csrf, sign_in
from screener.web.parts import EXTENSION, Parts
from screener.web.sessions import IDLE

OURS: Final = ("staff", "security", "entry", "invitation", "fhir")
ELSEWHERE: Final = ("cross-site", "same-site")


def init_auth(app: Flask, keys: KeyRing) -> None:
    """Give the app its staff sign-in at /staff/sign-in."""
    made: Parts = app.extensions[EXTENSION]
    app.config.update(_configuration(keys, made.settings.https))
    app.before_request(_before)  # before Flask-Security looks for the user: whoever asks first opens the transaction
    csrf.init_app(app)
    security = Security(app, datastore(), login_form=SignInForm)
    security.want_json(lambda _request: False)
    security.unauthn_handler(_to_sign_in)
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]  # no token opens the desk
    app.view_functions["security.login"] = sign_in
    app.register_error_handler(CSRFError, _stale_form)


def _configuration(keys: KeyRing, https: bool) -> dict[str, Any]:
    return {
        "SECRET_KEY": keys.derive("screener staff session"),
        "SECRET_KEY_FALLBACKS": list(keys.derive_all("screener staff session")[1:]),  # a rotation signs nobody out
        "SESSION_COOKIE_NAME": "__Host-screener-staff" if https else "screener-staff",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "PERMANENT_SESSION_LIFETIME": IDLE,
        "WTF_CSRF_CHECK_DEFAULT": False,  # visitors carry no cookie; the staff pages ask for it
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session
        "WTF_CSRF_SSL_STRICT": False,  # it wants a Referer, which our pages do not send; Sec-Fetch-Site is checked
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],  # else passwords would be lost when the sealing key is rotated
        "SECURITY_PASSWORD_SALT": keys.derive("screener staff tokens"),
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        "SECURITY_URL_PREFIX": "/staff",
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_POST_LOGIN_VIEW": "/staff/",
        "SECURITY_LOGOUT_METHODS": None,  # signing out is our own
        "SECURITY_FRESHNESS": timedelta(seconds=-1),  # no page that asks again
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
    }


def _before() -> ResponseReturnValue | None:
    """Reading waits for no writer, and no other site may act for staff."""
    if request.blueprint not in OURS:
        return None
    if request.method in ("GET", "HEAD") or request.endpoint == "security.login":
        read_only()
    if request.method not in ("GET", "HEAD") and request.headers.get("Sec-Fetch-Site") in ELSEWHERE:
        return problem_page(403)
    return None


def to_sign_in() -> Response:
    """Sign in, then come back to the page that was asked for."""
    return redirect(url_for("security.login", next=request.path.removesuffix("/steps")))


def _to_sign_in(mechanisms: object = None, headers: object = None) -> Response:  # as Flask-Security calls it
    return to_sign_in()


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    return problem_page(400)


PROBLEMS: Final = {
    400: ("This page was open for too long", "Nothing was saved. Open it afresh, then try again."),
    403: ("This page is not open to you", "Ask whoever looks after the desk to change your role."),
    404: ("No such case", "The reference may be mistyped, or the visitor has deleted their answers."),
}


def problem_page(status: int) -> tuple[str, int]:
    """What went wrong at the desk, and the way on."""
    title, say = PROBLEMS[status]
    return render_template("staff/problem.html", title=title, say=say), status
