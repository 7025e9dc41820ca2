"""Exports of the queue: which screenings, in which columns. Whoever asks writes it on the record first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from screener.conversation import opened
from screener.engine.errors import ScreenerError
from screener.engine.flow import Flow
from screener.export.rows import Screened, csv_lines, ndjson_lines, questions_of
from screener.library import FlowLibrary
from screener.store import cases, flows, queue
from screener.store.cases import Case
from screener.store.queue import Filters

FORMS: Final = {"csv": "text/csv", "ndjson": "application/x-ndjson"}
"""As what rows can be written, and what that is called."""
AT_ONCE: Final = 200


def references(filters: Filters, now: datetime) -> list[str]:
    """The cases of a list, in its order, as they are now: what moves meanwhile is neither twice in it nor lost."""
    found: list[str] = []
    after = None
    while True:
        page = queue.page(filters, now, after, AT_ONCE)
        found += [row.reference for row in page.rows]
        after = page.next
        if after is None:
            return found


def versions_of(library: FlowLibrary, flow_id: str) -> list[Flow]:
    """A flow as it is now, then each version that somebody answered and that can be read still."""
    current = library.current[flow_id].flow
    found = [current]
    for digest in flows.answered(flow_id):
        if digest != current.digest:
            try:
                found.append(library.version(digest, flows.files).flow)
            except ScreenerError:
                continue
    return found


def lines(
    library: FlowLibrary,
    flow_id: str,
    wanted: Sequence[str],
    form: str,
    coded: bool,
    blanks: Mapping[str, str],
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Iterator[str]:
    """The export of these cases, line by line, as far as they are of this flow. `blanks`: the clinic's own facts."""
    rows = _screened(library, flow_id, wanted, progress)
    if form == "ndjson":
        return ndjson_lines(rows)
    return csv_lines(rows, questions_of(versions_of(library, flow_id)), coded, blanks)


def _screened(
    library: FlowLibrary, flow_id: str, wanted: Iterable[str], progress: Callable[[int, int], None]
) -> Iterator[Screened]:
    every = list(wanted)
    for done, reference in enumerate(every, 1):
        case = cases.by_reference(reference)
        if case is not None and case.screening.flow_id == flow_id:
            yield _row(library, case)
        progress(done, len(every))


def _row(library: FlowLibrary, case: Case) -> Screened:
    stored = case.screening
    fixed = {
        "reference": stored.reference,
        "flow_version": stored.flow_digest[:12],
        "language": stored.language,
        "begun": _moment(stored.created_at),
        "finished": _moment(stored.finished_at) if stored.finished_at else "",
        "status": case.status,
        "urgency": case.urgency,
        "outcome": case.outcome,
        "flags": " ".join(case.flags),
        "place": case.place or "",
    }
    try:
        interview = opened(library, stored).interview
    except (ScreenerError, LookupError):
        return Screened(fixed)
    return Screened(fixed, interview.counting, interview.flow)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
