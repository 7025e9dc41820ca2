"""Beginning a screening, from the chat or the API: how often one may, and what else is done at that moment."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from screener import conversation, retention
from screener.conversation import Conversation
from screener.library import Version
from screener.store import screenings
from screener.web.language import language
from screener.web.parts import parts

BEGIN_LIMIT: Final = "200 per hour"
REPLY_LIMIT: Final = "60 per minute; 900 per hour"
"""For one screening: faster than anybody reads."""
RESUME_LIMIT: Final = "5 per minute; 20 per hour"
HOUR: Final = timedelta(hours=1)


def is_crowded() -> bool:
    """Whether so many have begun within an hour that something is amiss."""
    settings = parts().settings
    return settings.rate_limits and screenings.begun_since(now() - HOUR) >= settings.most_per_hour


def begin(version: Version) -> tuple[str, Conversation]:
    """A new screening in the language of the request, and its token. Call it once there is consent."""
    _purge_daily()
    return conversation.start(parts().library, version.flow.id, language().code, now())


def now() -> datetime:
    """With the clinic's time zone, by whose days things are counted."""
    return datetime.now(ZoneInfo(parts().clinic.time_zone))


_purged: dict[str, date] = {}
"""The day on which this process last deleted what was past its time."""


def _purge_daily() -> None:
    today = now().date()
    if _purged.get("on") != today:
        _purged["on"] = today
        retention.purge(parts().clinic, now())
