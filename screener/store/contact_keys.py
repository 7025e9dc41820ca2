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
    digits = re.sub(r"[^0-9]", "", EXTENSION.sub("", text))
    if len(digits) < FEWEST_DIGITS:
        return None
    return _key("telephone", digits[1:] if len(digits) == NORTH_AMERICAN and digits[0] == "1" else digits)


def email_key(text: str) -> str | None:
    """The key of an e-mail address; None where this is none. Capitals do not count."""
    name, at, host = text.strip().casefold().rpartition("@")
    return _key("email", f"{name}@{host}") if at and name and host else None


def _key(kind: str, plain: str) -> str:
    secret = sealing().derive(PURPOSE)
    return hmac.new(secret.encode(), f"{kind}:{plain}".encode(), hashlib.sha256).hexdigest()
