"""The way in: the password, then the second factor of whoever has one: a code, or a security key."""

import hashlib
import re
import time
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from flask_security import LoginForm, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response
from wtforms import Field

from screener import second_factor
from screener.staff import datastore
from screener.store.models import db
from screener.web.limits import address, limiter
from screener.web.record import record, record_view
from screener.web.security_key import asked_of, proved
from screener.web.sessions import begin_session

ADDRESS_LIMIT: Final = "30 per minute; 100 per hour"
"""Of failed sign-ins from one address: the clinic's people often share one."""
ACCOUNT_LIMIT: Final = "10 per minute; 20 per hour"
"""Of failed sign-ins to one account from one address. Those from elsewhere do not count: else anybody who knows an
e-mail could keep its owner out."""
HALFWAY: Final = 600
"""Seconds between the password and the code."""
OWN_PAGE: Final = re.compile(r"/staff/[A-Za-z0-9/_-]*")

WRONG: Final = "The e-mail or the password is wrong."
WRONG_KEY: Final = "That key did not fit. Try again, or give a code."
WRONG_CODE: Final = "This code is wrong, or was used already. Wait for the next one, then try again."

csrf = CSRFProtect()
entry = Blueprint("entry", __name__, url_prefix="/staff")


class SignInForm(LoginForm):
    """E-mail and password. Nobody is remembered for longer than their session: desks are shared."""

    remember = None  # type: ignore[assignment]

    def validate_next(self, field: Field) -> None:
        """Whatever stands there is no reason to refuse: `_asked_for` follows nothing but pages of the desk."""


@entry.before_request
def _only_our_forms() -> None:
    if request.method == "POST":
        csrf.protect()


def sign_in() -> ResponseReturnValue:
    """E-mail and password, with a limit on what fails. Whoever is signed in is sent on."""
    if current_user.is_authenticated:
        return redirect(_asked_for())
    if request.method == "POST":
        csrf.protect()
    try:
        reply: ResponseReturnValue = _try_password()
    except RateLimitExceeded:
        return render_template("security/login_user.html", too_many=True), 429
    return reply


@entry.get("/sign-in/code")
def code() -> ResponseReturnValue:
    """Ask for the second factor of somebody whose password was right."""
    user = _halfway()
    return _to_password() if user is None else _asking(user)


@entry.post("/sign-in/code")
def send_code() -> ResponseReturnValue:
    """Let them in whose code is right."""
    try:
        reply: ResponseReturnValue = _try_code()
    except RateLimitExceeded:
        return render_template("security/code.html", too_many=True), 429
    return reply


def _asking(user: Any, problem: str = "") -> str:
    return render_template(
        "security/code.html", problem=problem, has_app=second_factor.has_app(user), asked=asked_of(user)
    )


def failed(response: Response) -> bool:
    """Whether a form was refused: only those count towards a limit."""
    return response.status_code not in (302, 303)


def _account_here() -> str:
    """The account that is tried and the address it is tried from. The address alone stands in the open."""
    halfway = request.endpoint == "entry.send_code"
    tried = session.get("halfway", {}).get("who", "") if halfway else request.form.get("email", "").strip().casefold()
    return f"{address()} {hashlib.sha256(tried.encode()).hexdigest()}"


def _limited(view: Any) -> Any:
    """With both limits on what fails, the password's and the code's failures together."""
    by_account = limiter.shared_limit(
        ACCOUNT_LIMIT, "sign-in", key_func=_account_here, methods=["POST"], deduct_when=failed
    )
    return limiter.shared_limit(ADDRESS_LIMIT, "sign-in", methods=["POST"], deduct_when=failed)(by_account(view))


@_limited
def _try_password() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        if request.method == "POST":
            record_view("sign_in.failed", detail=_known_account())
        return render_template("security/login_user.html", login_user_form=form, problem=WRONG if form.errors else "")
    user: Any = form.user
    if second_factor.is_on(user):
        asked = _asked_for()
        session.clear()
        session["halfway"] = {"who": user.fs_uniquifier, "since": time.time(), "next": asked}
        return redirect(url_for("entry.code"))
    begin_session(user)
    return redirect(_asked_for())


@_limited
def _try_code() -> ResponseReturnValue:
    user = _halfway()
    if user is None:
        return _to_password()
    asked = session["halfway"]["next"]
    by_key = bool(request.form.get("key"))
    if not (proved(user) if by_key else second_factor.accepts(user, request.form.get("code", ""))):
        record("sign_in.key_failed" if by_key else "sign_in.code_failed", detail=user.email)
        db.session.commit()
        return _asking(user, WRONG_KEY if by_key else WRONG_CODE), 422
    begin_session(user, "with a security key" if by_key else "with a code")
    return redirect(asked, 303)


def _halfway() -> Any:
    """Whose password was right a moment ago; None where nobody's was, or it has changed since."""
    half = session.get("halfway", {})
    if time.time() - half.get("since", 0) > HALFWAY:
        return None
    user = datastore().find_user(fs_uniquifier=half.get("who", ""))
    return user if user is not None and user.active else None


def _to_password() -> Response:
    return redirect(url_for("security.login"))


def _known_account() -> str:
    """The account that somebody tried to sign in to. What is no account may be a password in the wrong field."""
    user = datastore().find_user(case_insensitive=True, email=request.form.get("email", "").strip()[:255])
    return user.email if user is not None else "no such account"


def _asked_for() -> str:
    asked = request.values.get("next", "")
    return asked if OWN_PAGE.fullmatch(asked) else url_for("staff.queue")
