"""The desk's sign-in: Flask-Security with a password and nothing else of it, behind a cookie that only staff get."""

import re
import time
from datetime import timedelta
from typing import Any, Final

from flask import Flask, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from flask_security import LoginForm, Security
from flask_security.views import login
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response
from wtforms import Field

from screener.staff import SHORTEST_PASSWORD, datastore
from screener.store.database import read_only
from screener.store.sealing import KeyRing
from screener.web.limits import limiter
from screener.web.parts import EXTENSION, Parts
from screener.web.record import record_view

IDLE: Final = timedelta(minutes=30)
"""Without a request for so long, a session ends."""
LONGEST: Final = timedelta(hours=10)
"""However busy, a session ends after a working day."""
SIGN_IN_LIMIT: Final = "10 per minute; 50 per hour"
"""Of failed sign-ins from one address: the clinic's people often share one, and none of them can be locked out."""

OWN_PAGE: Final = re.compile(r"/staff/[A-Za-z0-9/_-]*")

WRONG: Final = "The e-mail or the password is wrong."
ELSEWHERE: Final = ("cross-site", "same-site")

csrf = CSRFProtect()


class SignInForm(LoginForm):
    """E-mail and password. Nobody is remembered for longer than their session: desks are shared."""

    remember = None  # type: ignore[assignment]

    def validate_next(self, field: Field) -> None:
        """Whatever stands there is no reason to refuse: `_asked_for` follows nothing but pages of the desk."""


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
        "SECURITY_MSG_GENERIC_AUTHN_FAILED": (WRONG, "error"),
    }


def _before() -> ResponseReturnValue | None:
    """Reading waits for no writer, and no other site may act for staff."""
    if request.blueprint not in ("staff", "security"):
        return None
    if request.method in ("GET", "HEAD") or request.endpoint == "security.login":
        read_only()
    if request.method not in ("GET", "HEAD") and request.headers.get("Sec-Fetch-Site") in ELSEWHERE:
        return problem_page(403)
    return None


def sign_in() -> ResponseReturnValue:
    """Flask-Security's view, with a limit on what fails. It answers with a redirect to whoever is signed in."""
    try:
        reply = _try_sign_in()
    except RateLimitExceeded:
        return render_template("security/login_user.html", too_many=True), 429
    if not isinstance(reply, Response):
        if request.method == "POST":
            record_view("sign_in.failed", detail=_known_account())
        return reply
    if request.method == "POST":
        record_view("sign_in")
    session.pop("csrf_token", None)  # whoever planted the session before the sign-in must not know its token after
    return redirect(_asked_for())


def _known_account() -> str:
    """The account that somebody tried to sign in to. What is no account may be a password in the wrong field."""
    user = datastore().find_user(case_insensitive=True, email=request.form.get("email", "").strip()[:255])
    return user.email if user is not None else "no such account"


def _asked_for() -> str:
    asked = request.values.get("next", "")
    return asked if OWN_PAGE.fullmatch(asked) else url_for("staff.queue")


def _failed(response: Response) -> bool:
    return response.status_code != 302


@limiter.limit(SIGN_IN_LIMIT, methods=["POST"], deduct_when=_failed)
def _try_sign_in() -> ResponseReturnValue:
    shown: ResponseReturnValue = login()
    return shown


def keep_session(used: bool = True) -> bool:
    """Let the session live on from this request; False where it has lasted long enough. A page that asks by itself
    whether there is news is not used by anybody: it lets the session end as if it did not ask."""
    if time.time() - session.get("fs_paa", 0) > LONGEST.total_seconds():
        session.clear()
        return False
    if used:
        session.modified = True  # signed anew, with the time from which idleness counts
    return True


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
