"""The accounts as lists, as plain functions and values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from screener.store import sessions
from screener.store.models import Role, User, db


@dataclass(frozen=True, slots=True)
class Account:
    """One account, as admins see it."""

    id: int
    email: str
    roles: Sequence[str]
    active: bool
    second_factor: bool
    last_sign_in: datetime | None


def accounts() -> list[Account]:
    """Everybody's, those that are open first."""
    last = sessions.last_began()
    users = db.session.scalars(select(User).options(selectinload(User.roles)).order_by(User.active.desc(), User.email))
    return [
        Account(
            id=user.id,
            email=user.email,
            roles=[role.name for role in user.roles],
            active=user.active,
            second_factor=user.tf_primary_method is not None,
            last_sign_in=last.get(user.id),
        )
        for user in users
    ]


def email_of(staff_id: int) -> str | None:
    """The e-mail of an account; None where there is none."""
    return db.session.scalar(select(User.email).where(User.id == staff_id))


def active_admins() -> list[int]:
    """The ids of admins who can sign in, held until the transaction ends: two cannot close each other at once."""
    query = select(User.id).where(User.active, User.roles.any(Role.name == "admin")).order_by(User.id)
    return list(db.session.scalars(query.with_for_update()))
