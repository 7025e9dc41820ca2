"""The second factor: codes that an app on somebody's telephone shows, or a security key; and recovery codes for when
it is lost.

What the codes are made from is sealed, bound to its row, with the last one that was used: none passes twice.
"""

import base64
import hashlib
from typing import Any, Final

from passlib.exc import TokenError
from passlib.totp import TOTP

from screener.staff import new_password
from screener.store import security_keys
from screener.store.database import sealing
from screener.store.models import User, db

RECOVERY_CODES: Final = 10
APP: Final = "authenticator"
KEY: Final = "security_key"
"""What stands in `tf_primary_method`: a key alone, or an app, beside which there may be keys."""


def is_on(user: Any) -> bool:
    """Whether somebody has confirmed a second factor, and so is asked for it."""
    return user.tf_primary_method in (APP, KEY)


def has_app(user: Any) -> bool:
    """Whether an app shows their codes; else a key is all they have, or nothing."""
    return bool(user.tf_primary_method == APP)


def is_missing(user: Any, wanted_of: str) -> bool:
    """Whether somebody must set one up before anything else. `wanted_of`: admins, all or none."""
    wanted = wanted_of == "all" or (wanted_of == "admins" and user.has_role("admin"))
    return wanted and not is_on(user)


def begin(user: Any) -> None:
    """Make what the codes are to come from. It counts once it is confirmed. The caller commits."""
    if not has_app(user):
        _keep(user, TOTP.new(), None)


def shown(user: Any) -> TOTP | None:
    """What is to be put into the app, while it is not confirmed; None before and after."""
    return _kept(user)[0] if user.tf_totp_secret and not has_app(user) else None


def confirm(user: Any, code: str) -> list[str]:
    """Switch it on, where the app shows the right code; recovery codes, to be shown once. The caller commits."""
    _lock(user)
    if has_app(user) or not _is_current(user, code):
        return []
    user.tf_primary_method = APP
    return new_recovery_codes(user)


def new_recovery_codes(user: Any) -> list[str]:
    """Codes that pass once each, in place of those before. The caller commits."""
    codes = [new_password() for _ in range(RECOVERY_CODES)]
    user.mf_recovery_codes = [_hash(code) for code in codes]
    return codes


def accepts(user: Any, code: str) -> bool:
    """Whether this is a code of the app or a recovery code, neither used before. The caller commits."""
    _lock(user)  # of two that send the same code at once, one passes
    return is_on(user) and ((has_app(user) and _is_current(user, code)) or _is_recovery(user, code))


def _lock(user: Any) -> None:
    """The row alone: PostgreSQL locks no row that is joined from outside."""
    db.session.refresh(user, with_for_update={"of": User})


def key_added(user: Any) -> list[str]:
    """A key counts from now on. Recovery codes, where nothing did before. The caller commits."""
    if is_on(user):
        return []
    user.tf_primary_method = KEY
    return new_recovery_codes(user)


def last_key_removed(user: Any) -> None:
    """No key is left: an app still counts; without one, it is off. The caller commits."""
    if not has_app(user):
        _forget(user)


def switch_off_app(user: Any) -> None:
    """Forget the app; where there is a key, that still counts. The caller commits."""
    if security_keys.count(user.id):
        user.tf_primary_method, user.tf_totp_secret = KEY, None
    else:
        _forget(user)


def _forget(user: Any) -> None:
    user.tf_primary_method = user.tf_totp_secret = user.mf_recovery_codes = None


def recovery_codes_left(user: Any) -> int:
    return len(user.mf_recovery_codes or [])


def _is_current(user: Any, code: str) -> bool:
    if not user.tf_totp_secret:
        return False
    source, used = _kept(user)
    try:
        match = source.match(code, last_counter=used)
    except TokenError:
        return False
    _keep(user, source, match.counter)
    return True


def _is_recovery(user: Any, code: str) -> bool:
    """Compared by hashes of 79 random bits: what is found of one tells nothing of the code."""
    hashed, left = _hash(code), user.mf_recovery_codes or []
    if hashed not in left:
        return False
    user.mf_recovery_codes = [one for one in left if one != hashed]
    return True


def _hash(code: str) -> str:
    """Of its letters and digits, however they were parted."""
    return hashlib.sha256("".join(filter(str.isalnum, code.casefold())).encode()).hexdigest()


def _kept(user: Any) -> tuple[TOTP, int | None]:
    kept = sealing().open(base64.b64decode(user.tf_totp_secret), _place(user))
    return TOTP(kept["key"]), kept["used"]


def _keep(user: Any, source: TOTP, used: int | None) -> None:
    sealed = sealing().seal({"key": source.base32_key, "used": used}, _place(user))
    user.tf_totp_secret = base64.b64encode(sealed).decode()


def _place(user: Any) -> str:
    return f"staff/{user.id}/tf_totp_secret"
