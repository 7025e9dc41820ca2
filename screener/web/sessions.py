"""The session of whoever is signed in at the desk: begun at the sign-in, looked at with each request, ended.

The cookie holds a random secret beside Flask-Security's own marks, and the table its hash: what was ended there opens
nothing, wherever the cookie was copied to.
"""

import secrets
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from flask import request, session
from flask_security import current_user, login_user
from sqlalchemy.exc import OperationalError

from screener.store import sessions
from screener.store.models import db
from screener.store.sessions import SignIn
from screener.web.devices import device
from screener.web.record import record

IDLE: Final = timedelta(minutes=30)
"""Without a request for so long, a session ends."""
LONGEST: Final = timedelta(hours=10)
"""However busy, a session ends after a working day."""
FRESH: Final = timedelta(minutes=10)
"""So long after signing in, somebody may change their security keys: nobody else sits at their desk yet."""
SEEN_EVERY: Final = timedelta(minutes=1)
"""How often it is written down that a session is in use."""
HELD: Final = "sign_in"
"""Where the secret stands in the cookie."""


def begin_session(user: Any, how: str = "") -> None:
    """Sign somebody in; `how`, beside the password, is for the record. Nothing of the session before lives on: somebody
    else may have planted it."""
    db.session.commit()  # what was only reading ends here
    session.clear()
    login_user(user, authn_via=["password"])
    session[HELD] = secrets.token_urlsafe(32)
    sessions.begin(
        session[HELD], user.id, request.remote_addr or "", device(request.user_agent.string), datetime.now(UTC)
    )
    record("sign_in", detail=how)
    db.session.commit()


def keep_session(used: bool = True) -> bool:
    """Let the session live on from this request; False where it was ended or has lasted long enough. A page that asks
    by itself whether there is news is not used by anybody: it lets the session end as if it did not ask."""
    found = this_session()
    if found is None or time.time() - session.get("fs_paa", 0) > LONGEST.total_seconds():
        session.clear()
        return False
    if used:
        session.modified = True  # signed anew, with the time from which idleness counts
        _saw(found, datetime.now(UTC))
    return True


def is_fresh() -> bool:
    """Whether they signed in a moment ago."""
    return time.time() - float(session.get("fs_paa", 0)) <= FRESH.total_seconds()


def this_session() -> SignIn | None:
    """The sign-in that the request at work belongs to."""
    return sessions.standing(session.get(HELD, ""), current_user.id)


def own_sessions(staff_id: int, now: datetime) -> list[SignIn]:
    """Somebody's sessions that are open still."""
    return sessions.open_of(staff_id, now - LONGEST, now - IDLE - SEEN_EVERY)


def _saw(found: SignIn, now: datetime) -> None:
    """Only where a page is read: after each step one is, and a step's own transaction would be waited for."""
    if request.method == "GET" and now - found.seen_at >= SEEN_EVERY:
        with suppress(OperationalError):  # a page is not refused because somebody else writes at length
            sessions.saw(found.id, now)
