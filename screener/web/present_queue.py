"""From the queue as it is stored to what its pages show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flask import url_for

from screener.clinic import Clinic
from screener.engine.errors import FlowError
from screener.engine.flow import Flow
from screener.library import FlowLibrary
from screener.review_machine import STATUSES
from screener.store import flows
from screener.store.models_desk import SavedView
from screener.store.queue import LOOKED_THROUGH, ORDERS, QueuePage, QueueRow
from screener.store.queue_counts import MOST_COUNTED, Counts
from screener.web.contact import ANY_PLACE
from screener.web.present_staff import ANY_PLACE_WORDS, outcome_words, place_words
from screener.web.queue_address import ME, NOBODY, USUAL_LIST, Address, moment_words, position_words
from screener.web.queue_page import (
    AssignView,
    Count,
    Due,
    FilterField,
    ListLink,
    QueueView,
    Row,
    ShortFlag,
    ViewLink,
)
from screener.web.staff_page import Choice
from screener.web.staff_words import URGENCY_WORDS, Clock, KnownFlag, known_flags, plain, urgency_of

MOST_FLAGS: Final = 3
"""Flags on one line of the queue."""
NO_CONTACT: Final = "none left"
AT_ONCE: Final = "call at once"
EMERGENCY: Final = "emergency"

LISTS: Final = {
    "waiting": "To call",
    "reached": "Under way",
    "anonymous": "No contact left",
    "snoozed": "Snoozed",
    "done": "Done",
    "all": "All",
}
EMPTY: Final = {
    "waiting": "When a visitor leaves a way to be reached, their case appears here: the most urgent first, then "
    "whoever is due first. It stays until somebody has reached them.",
    "reached": "Cases whose person was reached stand here until they were seen, or somebody closes them.",
    "anonymous": "Visitors who finished without leaving a way to be reached stand here. They may call: their reference "
    "finds their answers. None of them is ever late.",
    "snoozed": "Cases that were put off until a date stand here, and come back by themselves.",
    "done": "Cases that were seen or closed stand here.",
    "all": "Every case stands here, whatever became of it.",
}
NOBODY_HERE: Final = {"waiting": "Nobody is waiting.", "snoozed": "Nobody is put off."}
SORTS: Final = {
    "urgency": "Most urgent first",
    "due": "Due first",
    "oldest": "Longest waiting first",
    "newest": "Newest first",
    "back": "Back soonest first",
}


@dataclass
class Showing:
    """What lines of the queue are shown with: the words of flows, each version read once, the people, the time."""

    library: FlowLibrary
    clinic: Clinic
    clock: Clock
    me: int
    people: Mapping[int, str]
    _known: dict[str, tuple[Flow | None, dict[str, KnownFlag]]] = field(default_factory=dict)

    def words_of(self, digest: str) -> tuple[Flow | None, dict[str, KnownFlag]]:
        if digest not in self._known:
            flow = self._flow(digest)
            self._known[digest] = flow, known_flags(flow) if flow else {}
        return self._known[digest]

    def _flow(self, digest: str) -> Flow | None:
        """None where this program can no longer read an old version: the queue must still open."""
        try:
            return self.library.version(digest, flows.files).flow
        except (FlowError, LookupError):
            return None

    def whose(self, staff_id: int | None) -> str:
        """Whose a case is, in a word."""
        if staff_id is None:
            return ""
        return "mine" if staff_id == self.me else self.people.get(staff_id, "somebody else").partition("@")[0]


def present_queue(
    page: QueuePage, counts: Counts, address: Address, views: Iterable[SavedView], showing: Showing
) -> QueueView:
    """The queue's page."""
    name = address.filters.list
    return QueueView(
        caption=_caption(address),
        rows=present_rows(page.rows, showing),
        counts=_counts(counts, address),
        late=_late(counts, address),
        lists=_lists(counts, name),
        filters=_filter_fields(address, showing),
        narrowed=address.narrowed,
        kept=address.kept,
        query=address.query,
        everything=_href({"list": name} if name != USUAL_LIST else {}),
        next=_href({**address.kept, "after": position_words(page.next)}) if page.next else "",
        first=_href(address.kept) if address.after else "",
        stopped=f"These are all among the {LOOKED_THROUGH} cases looked through for this page." if page.stopped else "",
        views=tuple(ViewLink(view.id, view.name, f"{_href({})}?{view.query}") for view in views),
        nobody=NOBODY_HERE.get(name, "There is nobody here."),
        empty=EMPTY[name],
        since="_".join(moment_words(at) for at in counts.newest),
    )


def _caption(address: Address) -> str:
    """The list and its order: "To call, most urgent first"."""
    name = address.filters.list
    order = SORTS[address.filters.sort or next(iter(ORDERS[name]))]
    late = ", late" if address.filters.late else ""
    return f"{LISTS[name]}{late}, {order[0].lower()}{order[1:]}"


def present_rows(rows: Iterable[QueueRow], showing: Showing) -> tuple[Row, ...]:
    """Cases, one line each."""
    return tuple(_row(row, showing) for row in rows)


def _row(row: QueueRow, showing: Showing) -> Row:
    flow, known = showing.words_of(row.flow_digest)
    flags = _short_flags(row.flags, known)
    return Row(
        reference=row.reference,
        urgency=urgency_of(row.urgency),
        outcome=outcome_words(flow, row.outcome),
        flags=flags[:MOST_FLAGS],
        more_flags=max(0, len(flags) - MOST_FLAGS),
        place=place_words(row.place, showing.clinic),
        since=showing.clock.iso(row.queued_at),
        waiting=showing.clock.ago(row.queued_at),
        due=_due(row, showing.clock),
        contact=_reached_by(row.contact),
        status=STATUSES.get(row.status, row.status),
        whose=showing.whose(row.assigned_to),
        take=f"{row.reference}." if row.assigned_to is None else "",
    )


def _due(row: QueueRow, clock: Clock) -> Due | None:
    """What was promised, or until when the case is put off. Nothing where nothing was."""
    if row.snoozed_until is not None and row.snoozed_until > clock.now:
        return Due(clock.iso(row.snoozed_until), clock.until(row.snoozed_until), late=False)
    if row.due_at is None:
        return None
    words = AT_ONCE if row.urgency == EMERGENCY else clock.due(row.due_at)
    return Due(clock.iso(row.due_at), words, late=row.due_at <= clock.now)


def _short_flags(codes: Iterable[str], known: Mapping[str, KnownFlag]) -> tuple[ShortFlag, ...]:
    """Signs, then what cannot wait, then cautions to hold, then to discuss. The rest stands on the case's own page."""
    raised = [known[code] for code in codes if code in known]
    signs = [ShortFlag("", flag.short) for flag in raised if flag.sign]
    cautions = [ShortFlag(level, flag.short) for level in ("A", "B") for flag in raised if flag.level == level]
    at_once = [ShortFlag("", flag.short) for flag in raised if flag.now]
    return (*signs, *at_once, *cautions)


def _reached_by(contact: Mapping[str, str] | None) -> str:
    ways = {"telephone": "telephone", "email": "e-mail", "suspected": "perhaps spam"}
    found = [words for name, words in ways.items() if contact and contact.get(name)]
    return ", ".join(found) or NO_CONTACT


# --- Counts and lists -----------------------------------------------------------------------------------------------


def number_words(number: int) -> str:
    """A count, as far as it goes: "200+" where there are more."""
    return str(number) if number <= MOST_COUNTED else f"{MOST_COUNTED}+"


def _counts(counts: Counts, address: Address) -> tuple[Count, ...]:
    chosen = address.filters.tier if address.filters.list == USUAL_LIST else None
    return tuple(
        Count(urgency_of(name), number_words(number), _href({"urgency": name}), tier == chosen)
        for tier, (name, number) in enumerate(zip(URGENCY_WORDS, counts.tiers, strict=True))
    )


def _late(counts: Counts, address: Address) -> ListLink | None:
    if not counts.late:
        return None
    return ListLink("late", number_words(counts.late), _href({"sort": "due", "late": "1"}), address.filters.late)


def _lists(counts: Counts, shown: str) -> tuple[ListLink, ...]:
    numbers = {name: number_words(number) for name, number in counts.lists.items()}
    more = any(number > MOST_COUNTED for number in counts.tiers)
    numbers[USUAL_LIST] = f"{sum(min(number, MOST_COUNTED) for number in counts.tiers)}{'+' if more else ''}"
    return tuple(
        ListLink(label, numbers.get(name, ""), _href({"list": name} if name != USUAL_LIST else {}), name == shown)
        for name, label in LISTS.items()
    )


def _href(query: Mapping[str, str]) -> str:
    return url_for("staff.queue", **query)  # type: ignore[arg-type]


# --- The filter form ------------------------------------------------------------------------------------------------


def _filter_fields(address: Address, showing: Showing) -> tuple[FilterField, ...]:
    kept, name = address.kept, address.filters.list
    places = {place.id: place.name for place in showing.clinic.places} | {ANY_PLACE: ANY_PLACE_WORDS}
    others = {str(staff_id): email for staff_id, email in showing.people.items() if staff_id != showing.me}
    usual, *sorts = ORDERS[name]
    fields = [
        _field("urgency", "Urgency", "Any", URGENCY_WORDS, kept),
        _field("outcome", "Outcome", "Any", _outcome_choices(showing.library), kept),
        _field("place", "Place", "Any", places, kept),
        _field("status", "Status", "Any", STATUSES, kept),
        _field("assigned", "Whose", "Anybody's", {ME: "Mine", NOBODY: "Nobody's", **others}, kept),
        _field("sort", "Order", SORTS[usual], {sort: SORTS[sort] for sort in sorts}, kept),
    ]
    return tuple(fields)


def _field(name: str, label: str, otherwise: str, choices: Mapping[str, str], kept: Mapping[str, str]) -> FilterField:
    chosen = kept.get(name, "")
    options = {"": otherwise} | dict(choices)
    if chosen not in options:  # of an older flow, a place that is gone, somebody who left: still what is shown
        options[chosen] = plain(chosen)
    return FilterField(name, label, tuple(Choice(value, words, value == chosen) for value, words in options.items()))


def _outcome_choices(library: FlowLibrary) -> dict[str, str]:
    """Every outcome of the flows as they are now, in words for staff."""
    current = [version.flow for version in library.current.values()]
    return {outcome.id: outcome_words(flow, outcome.id) for flow in current for outcome in flow.outcomes}


# --- Whose case it is -----------------------------------------------------------------------------------------------


def present_assign(reference: str, assigned: int | None, showing: Showing, back: str) -> AssignView:
    """The form that gives a case to somebody. The page of one case can show it too: `staff/assign_form.html`."""
    people: Sequence[tuple[int, str]] = sorted(showing.people.items(), key=lambda one: one[0] != showing.me)
    chosen = showing.me if assigned is None else assigned
    return AssignView(
        reference=reference,
        now=showing.whose(assigned) or "nobody’s",
        was=str(assigned or ""),
        people=(
            *(Choice(str(one), "Me" if one == showing.me else email, one == chosen) for one, email in people),
            Choice("", "Nobody"),
        ),
        back=back,
    )
