"""From the queue as it is stored to what its page shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from screener.clinic import Clinic
from screener.engine.errors import FlowError
from screener.engine.flow import Flow
from screener.library import FlowLibrary
from screener.review import OPEN, STATUSES
from screener.store import flows
from screener.store.cases import Filters, QueuePage, QueueRow, plain_reference
from screener.web.contact import ANY_PLACE
from screener.web.staff_page import Choice, Count, FilterField, QueueView, Row, ShortFlag
from screener.web.staff_words import (
    URGENCY_WORDS,
    Clock,
    KnownFlag,
    first_clause,
    known_flags,
    plain,
    urgency_of,
)

MOST_FLAGS: Final = 3
"""Flags on one line of the queue."""
ALL: Final = "all"
NO_CONTACT: Final = "none left"
ANY_PLACE_WORDS: Final = "Any place"


def read_filters(args: Mapping[str, str]) -> Filters:
    """The filters of an address. Open cases unless it says otherwise; a reference is looked for among all."""
    reference = plain_reference(args.get("reference", ""))
    status = args.get("status", "")
    if status in STATUSES:
        statuses: tuple[str, ...] = (status,)
    else:
        statuses = () if reference or status == ALL else OPEN
    return Filters(
        statuses=statuses,
        urgency=args.get("urgency", "") if args.get("urgency") in URGENCY_WORDS else "",
        outcome=args.get("outcome", "")[:60],
        place=args.get("place", "")[:60],
        reference=reference,
    )


@dataclass
class Words:
    """The words of every flow version that the listed cases began with, each read once."""

    library: FlowLibrary
    _known: dict[str, tuple[Flow | None, dict[str, KnownFlag]]] = field(default_factory=dict)

    def of(self, digest: str) -> tuple[Flow | None, dict[str, KnownFlag]]:
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


def present_queue(
    page: QueuePage,
    counts: Mapping[str, int],
    outcomes: Iterable[str],
    filters: Filters,
    *,
    library: FlowLibrary,
    clinic: Clinic,
    clock: Clock,
    staff_id: int,
) -> QueueView:
    """The queue's page."""
    words = Words(library)
    kept = _kept(filters)
    return QueueView(
        rows=tuple(_row(row, words, clinic, clock, staff_id) for row in page.rows),
        counts=tuple(Count(urgency_of(name), counts.get(name, 0)) for name in URGENCY_WORDS),
        filters=_filter_fields(filters, kept, outcomes, library, clinic),
        reference=filters.reference,
        filtered=bool(kept),
        kept=kept,
        total=page.total,
        page=page.page,
        pages=page.pages,
    )


def _row(row: QueueRow, words: Words, clinic: Clinic, clock: Clock, staff_id: int) -> Row:
    flow, known = words.of(row.flow_digest)
    flags = _short_flags(row.flags, known)
    return Row(
        reference=row.reference,
        urgency=urgency_of(row.urgency),
        outcome=outcome_words(flow, row.outcome),
        flags=flags[:MOST_FLAGS],
        more_flags=max(0, len(flags) - MOST_FLAGS),
        place=place_words(row.place, clinic),
        waiting=clock.moment(row.queued_at),
        contact=_reached_by(row.contact),
        status=STATUSES.get(row.status, row.status),
        who=who(row.staff_id, row.staff_email, staff_id),
    )


def _short_flags(codes: Iterable[str], known: Mapping[str, KnownFlag]) -> tuple[ShortFlag, ...]:
    """Signs, then what cannot wait, then cautions to hold, then to discuss. The rest stands on the case's own page."""
    raised = [known[code] for code in codes if code in known]
    signs = [ShortFlag("", flag.short) for flag in raised if flag.sign]
    cautions = [ShortFlag(level, flag.short) for level in ("A", "B") for flag in raised if flag.level == level]
    at_once = [ShortFlag("", flag.short) for flag in raised if flag.now]
    return (*signs, *at_once, *cautions)


def _reached_by(contact: Mapping[str, str] | None) -> str:
    ways = {"telephone": "telephone", "email": "e-mail"}
    found = [words for name, words in ways.items() if contact and contact.get(name)]
    return ", ".join(found) or NO_CONTACT


def outcome_words(flow: Flow | None, outcome_id: str) -> str:
    """An outcome in a few words for staff."""
    if flow is not None:
        staff = next((outcome.staff for outcome in flow.outcomes if outcome.id == outcome_id), None)
        if staff:
            return first_clause(staff)
    return plain(outcome_id)


def place_words(place: str | None, clinic: Clinic) -> str:
    """A place's name, or what it was called when it was chosen."""
    if not place:
        return ""
    return ANY_PLACE_WORDS if place == ANY_PLACE else clinic.place_name(place) or plain(place)


def who(staff_id: int | None, email: str, me: int) -> str:
    """Who took a step: "you", or the name before the @."""
    if staff_id is None:
        return "the visitor"
    return "you" if staff_id == me else email.partition("@")[0]


# --- The filter form ------------------------------------------------------------------------------------------------


def _kept(filters: Filters) -> dict[str, str]:
    statuses = filters.statuses
    status = "" if statuses == OPEN else statuses[0] if statuses else ALL
    given = {
        "urgency": filters.urgency,
        "outcome": filters.outcome,
        "place": filters.place,
        "status": status,
        "reference": filters.reference,
    }
    return {name: value for name, value in given.items() if value}


def _filter_fields(
    filters: Filters, kept: Mapping[str, str], outcomes: Iterable[str], library: FlowLibrary, clinic: Clinic
) -> tuple[FilterField, ...]:
    places = {place.id: place.name for place in clinic.places} | {ANY_PLACE: ANY_PLACE_WORDS}
    return (
        _field("urgency", "Urgency", "Any", URGENCY_WORDS, kept),
        _field("outcome", "Outcome", "Any", _outcome_choices(outcomes, library), kept),
        _field("place", "Place", "Any", places, kept),
        _field("status", "Status", "Open", {ALL: "All"} | STATUSES, kept),
    )


def _field(name: str, label: str, otherwise: str, choices: Mapping[str, str], kept: Mapping[str, str]) -> FilterField:
    chosen = kept.get(name, "")
    options = {"": otherwise} | dict(choices)
    return FilterField(name, label, tuple(Choice(value, words, value == chosen) for value, words in options.items()))


def _outcome_choices(outcomes: Iterable[str], library: FlowLibrary) -> dict[str, str]:
    """Every outcome that some case has, in the words of the newest flow that has it."""
    flows = [version.flow for version in library.current.values()]
    named = {outcome.id: outcome_words(flow, outcome.id) for flow in flows for outcome in flow.outcomes}
    return {outcome: named.get(outcome, plain(outcome)) for outcome in outcomes}
