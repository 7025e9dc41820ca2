"""Another program that reads here: its token, and what is on the record of it."""

from datetime import UTC, datetime

from flask import Flask

from screener import tokens
from screener.store import audit
from screener.store.models import db


def made_token(app: Flask, *scopes: str, days: int = 30) -> str:
    with app.app_context():
        made = tokens.make("Referral system", scopes, days, None, datetime.now(UTC))
        db.session.commit()
    return made


def recorded(app: Flask) -> list[tuple[str, str, str]]:
    """Action, who and reference of everything on the record."""
    with app.app_context():
        return [(one.entry.action, one.entry.who, one.entry.reference) for one in audit.entries()]
