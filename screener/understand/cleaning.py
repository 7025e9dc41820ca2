"""Typed text without what nobody can see: control characters, marks that turn the direction of writing, and letters of
no width. What stands on the screen is what is kept, read and shown to staff."""

import re
import unicodedata
from typing import Final

DIRECTION: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
NO_WIDTH: Final = "\u00ad\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
CONTROLS: Final = "\u0000-\u0008\u000e-\u001f\u007f-\u009f\ud800-\udfff"
UNSEEN: Final = re.compile(f"[{DIRECTION}{NO_WIDTH}{CONTROLS}]")
LINE_ENDS: Final = re.compile("\r\n|[\r\u000b\u000c\u0085\u2028\u2029]")
JOINERS: Final = re.compile("(?<=[^\\W_])[\u200c\u200d]+|[\u200c\u200d]+(?=[^\\W_])")
"""Joiners hold emoji together and are kept there; beside a letter they only hide it from being read."""

CODE: Final = re.compile(
    r"<[a-z/!?]|[{}\[\]\\|`]|\S=\S|^\s*[=@]|^\s*[+-]\s*\d+\s*[+*-]|[a-z]\(\d|://|\.\./|%[0-9a-f]{2}|;\s*--",
    re.IGNORECASE,
)
"""Signs that stand in markup, templates, formulas, queries and paths, and in nobody's answer."""


def is_code(text: str) -> bool:
    """Whether the text is written for a machine: the numbers in it are then no answer."""
    return bool(CODE.search(text))


def cleaned(text: str) -> str:
    """The text as it is seen, with plain line ends."""
    if text.isascii() and text.isprintable():
        return text
    seen = UNSEEN.sub("", LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", JOINERS.sub("", seen))
