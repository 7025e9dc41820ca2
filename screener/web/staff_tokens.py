"""The desk's page of tokens for other programs: what each may read, until when, and when it was used. For admins."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user, roles_accepted

from screener import tokens as made
from screener.store import tokens as stored
from screener.store.models import db
from screener.store.tokens import StoredToken
from screener.tokens import SCOPES, TokenError
from screener.web.staff import clock, staff
from screener.web.staff_secrets import Secret, ended, shown_once

MAY_CHANGE: Final = ("admin",)
USUAL_DAYS: Final = "90"
TOKEN: Final = Secret(
    kind="token",
    title="Token",
    warning="It is shown only this once. Whoever has it can read what it opens: hand it over safely.",
    label="Sent as “Authorization: Bearer …”",
    page="staff.tokens",
    back="Back to the tokens",
    ended="“{}” opens nothing any more.",
)


@staff.get("/tokens")
@roles_accepted(*MAY_CHANGE)
def tokens() -> str:
    """Every token that was made."""
    return _shown({"days": USUAL_DAYS})


@staff.post("/tokens")
@roles_accepted(*MAY_CHANGE)
def make_token() -> ResponseReturnValue:
    """Make one, and show it this once."""
    name, scopes, days = request.form.get("name", ""), request.form.getlist("scope"), request.form.get("days", "")
    try:
        token = made.make(name, scopes, _whole(days), current_user.id, datetime.now(UTC))
    except TokenError as error:
        db.session.rollback()
        return _shown({"name": name, "scopes": scopes, "days": days}, str(error)), 422
    return shown_once(TOKEN, name, token, f", {' '.join(scopes)}")


@staff.post("/tokens/<int:token_id>/end")
@roles_accepted(*MAY_CHANGE)
def end_token(token_id: int) -> ResponseReturnValue:
    """Take one back."""
    return ended(TOKEN, stored.end(token_id, datetime.now(UTC)))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _shown(filled: Mapping[str, object], problem: str = "") -> str:
    return render_template(
        "staff/tokens.html",
        tokens=[_line(one) for one in stored.listed()],
        scopes=SCOPES,
        filled=filled,
        problem=problem,
    )


def _line(one: StoredToken) -> dict[str, object]:
    now = clock()
    return {
        "id": one.id,
        "name": one.name,
        "may": [SCOPES.get(scope, scope) for scope in SCOPES if scope in one.scopes],
        "made_by": one.made_by,
        "made": now.moment(one.made_at),
        "until": now.moment(one.until),
        "used": now.moment(one.used_at) if one.used_at else None,
        "stands": one.stands(now.now),
    }
