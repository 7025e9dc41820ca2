"""Signs that a program sent a booking request. It is kept and answered as any other, and marked for staff: no puzzle
locks a person out, and nobody is told no."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from screener.conversation import Conversation
from screener.web.limits import is_often

UNSEEN: Final = "website"
"""A field of the form that no person sees. Programs fill in whatever they find."""
LEAST: Final = timedelta(seconds=3)
"""Nobody reads the page and fills the form in before. Its beginning is kept here, so no sender can write another."""
LEAST_FOR_A_TURN: Final = timedelta(seconds=1)
"""Nobody reads questions faster, one after another."""
MOST: Final = "20 per hour"
"""Requests from one address: a waiting room shares one, and sends fewer."""
NAMES: Final = ("name", "called", "person", "caller", "speaks", "times")
LINK: Final = re.compile(
    r"://|\bwww\.|\[url|<a\b|(?<![\w@.-])(?:[\w-]+\.)+(?:com|net|org|info|biz|ru|cn|xyz|top|site|shop|online|click)\b",
    re.IGNORECASE,
)


def marked(values: Mapping[str, str], found: Conversation, now: datetime, unseen: str = "") -> dict[str, Any]:
    """What to keep of a request: with it, under `suspected`, what makes it look like a program's."""
    if found.stored.entered_by is not None:  # by staff, for a caller
        return dict(values)
    signs = list(_signs(values, found, now, unseen))
    return {**values, "suspected": signs} if signs else dict(values)


def _signs(values: Mapping[str, str], found: Conversation, now: datetime, unseen: str) -> Iterator[str]:
    stored = found.stored
    if unseen:
        yield "unseen"
    if now - stored.turns[-1].at < LEAST or now - stored.created_at < LEAST_FOR_A_TURN * stored.turn_count:
        yield "quick"
    if any(LINK.search(values.get(name, "")) for name in NAMES):
        yield "link"
    if is_often(MOST):
        yield "often"
