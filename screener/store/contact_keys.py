"""Keyed hashes of how somebody can be reached, so that a number is found, and seen to come twice, while it is sealed.

They need the app's keys: nobody can try out numbers on a copy of the database alone.
"""

import hashlib
import hmac
import re
from typing import Final

from screener.store.database import sealing

PURPOSE: Final = "screener contact keys"
EXTENSION: Final = re.compile(r"(x|ext\.?|extension|poste)\s*[0-9]+\s*$", re.IGNORECASE)
FEWEST_DIGITS: Final = 7
NORTH_AMERICAN: Final = 11
"""Digits with the leading 1, which some write and some do not."""


def telephone_key(text: str) -> str | None:
    """The key of a telephone number, however it is written; None where this is none. Extensions do not count."""
    return next(iter(telephone_keys(text)), None)


def email_key(text: str) -> str | None:
    """The key of an e-mail address; None where this is none. Capitals do not count."""
    return next(iter(email_keys(text)), None)


def telephone_keys(text: str) -> tuple[str, ...]:
    """The keys of a number by each sealing key, the newest first: it is found while the keys are being rotated, too."""
    digits = re.sub(r"[^0-9]", "", EXTENSION.sub("", text))
    if len(digits) < FEWEST_DIGITS:
        return ()
    return _keys("telephone", digits[1:] if len(digits) == NORTH_AMERICAN and digits[0] == "1" else digits)


def email_keys(text: str) -> tuple[str, ...]:
    """The keys of an address by each sealing key, the newest first."""
    name, at, host = text.strip().casefold().rpartition("@")
    return _keys("email", f"{name}@{host}") if at and name and host else ()


def _keys(kind: str, plain: str) -> tuple[str, ...]:
    said = f"{kind}:{plain}".encode()
    return tuple(
        hmac.new(secret.encode(), said, hashlib.sha256).hexdigest() for secret in sealing().derive_all(PURPOSE)
    )
