"""Writing down what staff do, from the request at work: who, from where, what, to whose screening."""

from datetime import UTC, datetime

from flask import request
from flask_security import current_user

from screener.store import audit
from screener.store.audit import Entry


def record(action: str, *, reference: str = "", detail: str = "") -> None:
    """Write one entry in the transaction at work, with the change that it tells of. The caller commits."""
    audit.append(_entry(action, reference, detail))


def record_view(action: str, *, reference: str = "", detail: str = "") -> None:
    """Write one entry at once, before anything is shown: where that fails, nothing is. For requests that only read:
    one that writes would wait for itself."""
    audit.append_alone(_entry(action, reference, detail))


def record_shown(action: str, *, reference: str = "", detail: str = "") -> None:
    """Write that something was shown: at once in a request that reads, else with what the request writes. Then the
    caller commits before it shows anything."""
    (record_view if request.method in ("GET", "HEAD") else record)(action, reference=reference, detail=detail)


def record_program(name: str, action: str, *, reference: str = "", detail: str = "") -> None:
    """Write at once what another program does with its token, before anything is read."""
    address = request.remote_addr or ""
    audit.append_alone(Entry(datetime.now(UTC), action, None, f"program: {name}", address, reference, detail))


def _entry(action: str, reference: str, detail: str) -> Entry:
    signed_in = current_user.is_authenticated
    return Entry(
        at=datetime.now(UTC),
        action=action,
        staff_id=current_user.id if signed_in else None,
        who=current_user.email if signed_in else "",
        address=request.remote_addr or "",
        reference=reference,
        detail=detail,
    )
