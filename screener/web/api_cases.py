"""The lists of the queue for other programs, with a token that an admin makes: no answer, and no name."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from pydantic import BaseModel

from screener.export.fhir.terms import version_of
from screener.promise import TIERS
from screener.store import queue
from screener.store.queue import ORDERS, Filters, QueueRow
from screener.store.tokens import StoredToken
from screener.tokens import LISTS
from screener.web.api import api
from screener.web.api_given import CaseList, ListedCase
from screener.web.api_operation import operation
from screener.web.api_reply import ApiProblem
from screener.web.api_sent import CasesAsked
from screener.web.queue_address import position_words, read_position
from screener.web.record import record_program


@api.get("/api/v1/cases")
@operation(CaseList, asks=CasesAsked, opens="program", scope=LISTS)
def cases(token: StoredToken, asked: CasesAsked) -> BaseModel:
    """List the cases of the queue, a page at a time."""
    filters = _filters(asked)
    after = read_position(asked.after, len(filters.order.columns)) if asked.after else None
    if asked.after and after is None:
        raise ApiProblem(422, "no_such_page", "Follow the `next` of the page before, in the same list and order.")
    record_program(token.name, "api.list", detail=urlencode(asked.model_dump(exclude_defaults=True)))
    page = queue.page(filters, datetime.now(UTC), after, asked.count)
    return CaseList(
        cases=[_listed(row) for row in page.rows],
        next=position_words(page.next) if page.next else None,
        stopped=page.stopped,
    )


def _filters(asked: CasesAsked) -> Filters:
    if asked.sort and asked.sort not in ORDERS[asked.list]:
        raise ApiProblem(422, "no_such_order", f"This list is sorted by {', '.join(ORDERS[asked.list])}.")
    return Filters(
        list=asked.list,
        sort=asked.sort,
        tier=TIERS.get(asked.urgency),
        status=asked.status,
        outcome=asked.outcome,
        place=asked.place,
        late=bool(asked.late),
    )


def _listed(row: QueueRow) -> ListedCase:
    return ListedCase(
        reference=row.reference,
        flow_version=version_of(row.flow_digest),
        outcome=row.outcome,
        urgency=row.urgency,
        status=row.status,
        place=row.place or "",
        reachable=row.contact is not None,
        since=row.queued_at,
        due_at=row.due_at,
        snoozed_until=row.snoozed_until,
    )
