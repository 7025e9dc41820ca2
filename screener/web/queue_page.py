"""What the queue's pages show, as plain values."""

from dataclasses import dataclass

from screener.web.staff_page import Choice, Urgency


@dataclass(frozen=True, slots=True)
class ShortFlag:
    """A flag in a word or two. `level` is A, B, or empty for a sign."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Due:
    """By when somebody is to be reached, in words: "due in 40 min", "late 2 h"."""

    iso: str
    words: str
    late: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One case, one line."""

    reference: str
    urgency: Urgency
    outcome: str
    flags: tuple[ShortFlag, ...]
    more_flags: int
    place: str
    since: str
    waiting: str
    """How long ago that was, in words."""
    due: Due | None
    contact: str
    status: str
    whose: str
    """Empty where it is nobody's."""
    take: str
    """What the button that takes the case sends; empty where it is somebody's already."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many wait, and the address that lists them."""

    urgency: Urgency
    number: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ListLink:
    """One of the queue's lists. `number` is empty where it is not counted."""

    label: str
    number: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FilterField:
    """One choice of the filter form."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A saved view."""

    id: int
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class QueueView:
    caption: str
    rows: tuple[Row, ...]
    counts: tuple[Count, ...]
    late: ListLink | None
    lists: tuple[ListLink, ...]
    filters: tuple[FilterField, ...]
    narrowed: bool
    """Whether filters leave some of the list out."""
    kept: dict[str, str]
    """The list, filters and order as they stand, for forms that come back here."""
    query: str
    everything: str
    """The address of the whole list."""
    next: str
    first: str
    """Addresses of the next and the first page; empty where there is none, or this is it."""
    stopped: str
    """Why a page is not full although there may be more; mostly empty."""
    views: tuple[ViewLink, ...]
    nobody: str
    empty: str
    """What will appear here, where nothing does."""
    since: str
    """What the script asks news with."""


@dataclass(frozen=True, slots=True)
class FoundView:
    """What a search found, where it was not one case alone."""

    said: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class AssignView:
    """Whose case it is, and to whom it can be given."""

    reference: str
    now: str
    was: str
    people: tuple[Choice, ...]
    back: str
