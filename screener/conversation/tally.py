"""What is counted of a screening, day by day; no one person is in it."""

from collections.abc import Iterable
from datetime import datetime

from screener.counting import Count
from screener.store import counts as counts_by_day
from screener.store.screenings import StoredScreening


def count(stored: StoredScreening, now: datetime, counts: Iterable[Count]) -> None:
    """`now` carries the clinic's time zone, which says when a day ends."""
    more = [counts_by_day.OneMore(*count) for count in counts]
    counts_by_day.add(now.date(), stored.flow_digest, stored.language, more)
