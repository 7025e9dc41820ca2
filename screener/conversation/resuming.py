"""Coming back later: a code for writing down or saying over the telephone."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from screener.conversation.standing import Conversation, Expired, UnknownToken, opened
from screener.library import FlowLibrary
from screener.store import screenings
from screener.store.models import db

RESUME_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not mistaken for one another when said over the telephone."""
RESUME_LENGTH: Final = 8
RESUME_DAYS: Final = 30


def later(conversation: Conversation, now: datetime, days: int = RESUME_DAYS) -> str:
    """A code that brings the visitor back for so many days, for writing down or saying over the telephone."""
    code = "".join(secrets.choice(RESUME_ALPHABET) for _ in range(RESUME_LENGTH))
    screenings.save_resume_code(conversation.stored.id, code, now + timedelta(days=days))
    db.session.commit()
    return f"{code[:4]}-{code[4:]}"


def come_back(library: FlowLibrary, code: str, now: datetime) -> tuple[str, Conversation]:
    """The screening that a resume code opens, with a new token; the old one opens it no more."""
    try:
        stored = screenings.by_resume_code(resume_code(code), now)
    except screenings.ResumeExpired:
        raise Expired("this code is over 30 days old") from None
    if stored is None:
        raise UnknownToken("no screening has this code")
    token = secrets.token_urlsafe(32)
    screenings.renew_token(stored.id, token, now)
    db.session.commit()
    return token, opened(library, stored)


def resume_code(typed: str) -> str:
    """A code as it is stored, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter in RESUME_ALPHABET)
