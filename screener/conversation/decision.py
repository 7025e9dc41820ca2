"""What a screening means for staff: its outcome, its urgency, and the promise to be in touch."""

from dataclasses import replace
from datetime import datetime

from screener import notify, review, webhooks
from screener.clinic import Clinic
from screener.engine.flow import URGENCIES
from screener.engine.interview import Interview
from screener.promise import TIERS
from screener.store import promises, screenings
from screener.store.screenings import StoredScreening


def save_decision(stored: StoredScreening, after: Interview, clinic: Clinic, now: datetime) -> StoredScreening:
    """What staff sort by. A decision once made is replaced by the next, never cleared: staff must not lose sight of
    somebody who chose a danger sign and is now changing an answer. A danger said in words stays the most urgent, and
    flagged, even where the visitor went on. A case that was closed comes back where it means something else now; who is
    more urgent now, or comes back, is promised to be reached anew."""
    at_urgent_card = after.card is not None and after.card.show == "urgent"
    decided = after.stop() if at_urgent_card else after
    outcome = decided.outcome.id if decided.outcome else stored.outcome
    urgency = "emergency" if after.alarms and decided.outcome else decided.urgency or stored.urgency
    rises = _rises(stored.urgency, urgency)
    finished_at = now if after.outcome is not None else None
    if decided.outcome is not None or stored.finished_at is not None:  # else it was undecided, and still is
        screenings.save_decision(
            stored.id,
            outcome=outcome,
            urgency=urgency,
            tier=TIERS[urgency] if urgency else None,
            flags=[*sorted(after.alarms - set(decided.decision.codes)), *decided.decision.codes],
            queued=decided.outcome is not None,
            anew=rises,
            finished=after.outcome is not None,
            now=now,
        )
    changed = (outcome, urgency) != (stored.outcome, stored.urgency)
    status = come_back(stored, now) if changed else stored.status
    back = status != stored.status
    stored = replace(stored, outcome=outcome, urgency=urgency, status=status, finished_at=finished_at)
    if changed:
        notify.urgent_case(stored, now)
        webhooks.tell(webhooks.DECIDED, stored, now)
    return promise(stored, clinic, now) if rises or back else stored


def _rises(before: str | None, now: str | None) -> bool:
    """Whether somebody is more urgent now, or was not seen to wait before."""
    order: list[str | None] = [None, *URGENCIES]
    return order.index(now) > order.index(before)


def promise(stored: StoredScreening, clinic: Clinic, now: datetime) -> StoredScreening:
    """Promise whoever left a way to be reached that they will be, as soon as their urgency asks; an earlier promise
    that still runs holds."""
    if stored.contact is None or stored.urgency is None:
        return stored
    due_at = clinic.due(TIERS[stored.urgency], now)
    due_at = min(due_at, stored.due_at or due_at)
    promises.start(stored.id, due_at)
    return replace(stored, due_at=due_at)


def come_back(stored: StoredScreening, now: datetime) -> str:
    """The status of a case after its visitor did something that staff must not miss."""
    return review.take_by_visitor(stored.id, "changed", now) or stored.status
