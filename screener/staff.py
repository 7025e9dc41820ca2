"""The people of the desk: who may sign in, and as what. Each function is one use case with one commit.

They need the app's context: passwords are hashed by Flask-Security.
"""

import secrets
from datetime import UTC, datetime
from typing import Any, Final

from email_validator import EmailNotValidError, validate_email
from flask_security import SQLAlchemyUserDatastore, hash_password
from sqlalchemy.exc import IntegrityError

from screener.engine.errors import ScreenerError
from screener.store import cases, people, security_keys, sessions
from screener.store.models import Role, User, db

ROLES: Final = {
    "reviewer": "reviews screenings and calls people back",
    "clinician": "reviews screenings, and signs the flow's rules",
    "admin": "reviews screenings, and looks after the desk",
}
"""What somebody may be, and what for."""

FIRST_EMAIL: Final = "admin@example.org"
SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 200
EASILY_READ: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that are not mistaken for one another."""
FEWEST_LETTERS: Final = 5
"""Different letters in a password: "aaaaaaaaaaaa" is long and guessed at once."""


class StaffError(ScreenerError):
    """An account that cannot be made or changed. The message says what to do, and never holds a password."""


def datastore() -> SQLAlchemyUserDatastore:
    """The accounts, as Flask-Security sees them."""
    return SQLAlchemyUserDatastore(db, User, Role)


def add_staff(email: str, role: str, password: str) -> None:
    """A new account; StaffError says why it cannot be."""
    create_account(email, role, password)
    db.session.commit()


def create_account(email: str, role: str, password: str) -> None:
    """A new account, in the caller's transaction; StaffError says why it cannot be."""
    address = email_address(email)
    require_strong(password, address)
    try:
        datastore().create_user(email=address, password=hash_password(password), roles=[_role(role)])
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        raise StaffError(f"{address} has an account already") from None


def first_staff(email: str = FIRST_EMAIL) -> tuple[str, str] | None:
    """An admin's e-mail and password, made where nobody has an account yet; None where somebody has."""
    if cases.staff_count():
        return None
    password = new_password()
    try:
        add_staff(email, "admin", password)
    except StaffError:
        if cases.staff_count():  # of two that start at once, the other was faster
            return None
        raise
    return email, password


def reset_password(email: str, password: str) -> None:
    """Another password for somebody who has lost theirs. Whoever was signed in with the old one no longer is."""
    user = _found(email)
    require_strong(password, user.email)
    user.password = hash_password(password)
    _end_sessions(user)


def change_password(user: Any, old: str, new: str) -> None:
    """Another password for somebody who knows theirs. They are signed out everywhere."""
    if not user.verify_and_update_password(old):
        raise StaffError("the password that you have now is another one")
    require_strong(new, user.email)
    user.password = hash_password(new)
    _end_sessions(user)


def change_role(staff_id: int, role: str) -> None:
    """Let somebody do other things; StaffError where nobody would be left who looks after the desk."""
    user, given = _account(staff_id), _role(role)
    if role != "admin":
        _require_another_admin(user)
    user.roles = [given]
    db.session.commit()


def reopen(staff_id: int) -> None:
    """Let somebody sign in again, with the password that they had."""
    _account(staff_id).active = True
    db.session.commit()


def reset_second_factor(email: str) -> None:
    """Forget the second factor of somebody who has lost it. They are signed out everywhere."""
    user = _found(email)
    security_keys.remove_all(user.id)
    user.tf_primary_method = user.tf_totp_secret = user.mf_recovery_codes = None
    _end_sessions(user)


def switch_off(email: str) -> None:
    """Close an account. What its owner did stays in the history of the cases; they are signed out at once."""
    user = _found(email)
    _require_another_admin(user)
    user.active = False
    _end_sessions(user)


def has_account(email: str) -> bool:
    """Whether somebody has an account with this e-mail, open or closed."""
    return datastore().find_user(case_insensitive=True, email=email) is not None


def end_sessions(staff_id: int) -> None:
    """Sign somebody out everywhere: a cookie that was copied opens nothing afterwards."""
    user = db.session.get(User, staff_id)
    if user is not None:
        _end_sessions(user)


def _end_sessions(user: User) -> None:
    datastore().set_uniquifier(user)
    sessions.end_all(user.id, datetime.now(UTC))
    db.session.commit()


def new_password() -> str:
    """Four groups that can be read aloud, such as k7mp-2qxn-hw4t-9rbc: 79 bits."""
    groups = ("".join(secrets.choice(EASILY_READ) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _role(name: str) -> Any:
    if name not in ROLES:
        raise StaffError(f"there is no role '{name}': choose one of {', '.join(ROLES)}")
    return datastore().find_or_create_role(name, description=ROLES[name])


def _require_another_admin(user: Any) -> None:
    if [user.id] == people.active_admins():
        raise StaffError(f"{user.email} is the last admin: make somebody else an admin first")


def _account(staff_id: int) -> Any:
    user = db.session.get(User, staff_id)
    if user is None:
        raise StaffError("there is no such account")
    return user


def _found(email: str) -> Any:
    user = datastore().find_user(case_insensitive=True, email=email.strip())
    if user is None:
        raise StaffError("nobody has an account with this e-mail")
    return user


def email_address(email: str) -> str:
    try:
        return validate_email(email.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise StaffError("this is not an e-mail address: write it as name@clinic.ca") from None


def require_strong(password: str, email: str) -> None:
    """Long is what counts. No rules of capitals and signs: they make passwords worse."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise StaffError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    if len(set(password.casefold())) < FEWEST_LETTERS:
        raise StaffError(f"this password is guessed at once: use at least {FEWEST_LETTERS} different characters")
    if email.partition("@")[0] in password.casefold():
        raise StaffError("this password holds the e-mail's own name: choose another")
