"""Invitations to the desk: a link, for one person, once, for a week. Callers commit."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from screener.staff import ROLES, StaffError, create_account, email_address, has_account
from screener.store import invitations, outbox
from screener.store.database import mail_is_sent

VALID: Final = timedelta(days=7)


class InvitationOver(StaffError):
    """A link that was used, withdrawn or expired, or never was one."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a link is for, and as what."""

    email: str
    role: str


def invite(email: str, role: str, by: int, address: str, now: datetime) -> str:
    """A link that makes an account, in place of an earlier one for this e-mail; it is mailed too, where mail is sent.

    `address`: where links lead, up to the token.
    """
    if role not in ROLES:
        raise StaffError(f"there is no role '{role}': choose one of {', '.join(ROLES)}")
    whom = email_address(email)
    if has_account(whom):
        raise StaffError(f"{whom} has an account already")
    token = secrets.token_urlsafe(32)
    link, hashed = address + token, _hash(token)
    invitations.withdraw(whom)
    invitations.add(hashed, whom, role, by, now, now + VALID)
    if mail_is_sent():
        outbox.put("invitation", f"invitation:{hashed}", whom, {}, now, None, secret={"link": link})
    return link


def find(token: str, now: datetime) -> Invited:
    """Whom a link is for; InvitationOver where it opens nothing."""
    row = invitations.standing(_hash(token), now)
    if row is None:
        raise InvitationOver("this link was used, withdrawn or is past its time")
    return Invited(row.email, row.role)


def accept(token: str, password: str, now: datetime) -> Invited:
    """Make the account with a password of its owner's own."""
    invited = find(token, now)
    create_account(invited.email, invited.role, password)
    if not invitations.use(_hash(token), now):  # of two at once, one makes the account
        raise InvitationOver("this link was used already")
    return invited


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
