"""The queue's address: which list, filters, order and page it asks for. What it does not understand, it leaves out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import parse_qsl, urlencode

from screener.promise import TIERS
from screener.review_machine import STATUSES
from screener.store.cases import plain_reference
from screener.store.queue import ORDERS, Filters, Position

NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,59}")
TIER: Final = re.compile(r"[0-3]")
REFERENCE: Final = re.compile(r"[A-Z0-9]{1,12}")
NUMBER: Final = re.compile(r"[0-9]{1,9}")
MICROSECONDS: Final = re.compile(r"[0-9]{1,17}")
ME: Final = "me"
NOBODY: Final = "nobody"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
USUAL_LIST: Final = "waiting"


@dataclass(frozen=True, slots=True)
class Address:
    """What was asked for. `kept` is the same as it stands in an address, without what is usual anyway."""

    filters: Filters
    kept: dict[str, str]
    after: Position | None = None
    reference: str = ""

    @property
    def query(self) -> str:
        return urlencode(self.kept)

    @property
    def narrowed(self) -> bool:
        return bool(set(self.kept) - {"list", "sort"})


def read_address(args: Mapping[str, str], me: int) -> Address:
    """The address of a request, for the person who asks."""
    name = args.get("list", "")
    name = name if name in ORDERS else USUAL_LIST
    asked = {
        "list": name if name != USUAL_LIST else "",
        "sort": _one_of(args.get("sort", ""), list(ORDERS[name])[1:]),
        "urgency": _one_of(args.get("urgency", ""), TIERS),
        "status": _one_of(args.get("status", ""), STATUSES),
        "outcome": _fitting(args.get("outcome", ""), NAME),
        "place": _fitting(args.get("place", ""), NAME),
        "assigned": _one_of(args.get("assigned", ""), (ME, NOBODY)) or _fitting(args.get("assigned", ""), NUMBER),
        "late": "1" if args.get("late") == "1" and name == USUAL_LIST else "",
    }
    kept = {key: value for key, value in asked.items() if value}
    filters = Filters(
        list=name,
        sort=asked["sort"],
        tier=TIERS.get(asked["urgency"]),
        status=asked["status"],
        outcome=asked["outcome"],
        place=asked["place"],
        assigned=_assigned(asked["assigned"], me),
        late=bool(asked["late"]),
    )
    after = read_position(args.get("after", ""), len(filters.order.columns))
    return Address(filters, kept, after, plain_reference(args.get("reference", "")))


def read_query(query: str, me: int) -> Address:
    """The same, of what was saved or sent along."""
    return read_address(dict(parse_qsl(query)), me)


def _one_of(value: str, known: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    return value if value in known else ""


def _fitting(value: str, pattern: re.Pattern[str]) -> str:
    return value if pattern.fullmatch(value) else ""


def _assigned(value: str, me: int) -> int | None:
    if not value:
        return None
    return {ME: me, NOBODY: 0}.get(value) if value in (ME, NOBODY) else int(value)


# --- Positions and moments ------------------------------------------------------------------------------------------


def position_words(position: Position) -> str:
    """Where a page ended, as it stands in an address: "1.1764086400000000.K7M2QX"."""
    return ".".join(moment_words(part) if isinstance(part, datetime) else str(part) for part in position)


def read_position(words: str, columns: int) -> Position | None:
    """The same read again: a tier where there are two columns, a moment, a reference. None where it is nonsense."""
    *tier, moment, reference = words.split(".") if words.count(".") == columns else ["", "", ""]
    at = read_moment(moment)
    if at is None or not REFERENCE.fullmatch(reference) or not all(TIER.fullmatch(part) for part in tier):
        return None
    return (*(int(part) for part in tier), at, reference)


def moment_words(at: datetime | None) -> str:
    return str((at - EPOCH) // timedelta(microseconds=1)) if at else "0"


def read_moment(words: str) -> datetime | None:
    return EPOCH + timedelta(microseconds=int(words)) if MICROSECONDS.fullmatch(words) else None
