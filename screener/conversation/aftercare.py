"""After the questions, or beside them: how to be reached, another language, feedback, and deleting it all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from screener import counting, notify, review, webhooks
from screener.clinic import Clinic
from screener.conversation import recent
from screener.conversation.decision import come_back, promise
from screener.conversation.standing import Conversation
from screener.conversation.tally import count
from screener.counting import Count
from screener.store import audit, cases, retention, screenings
from screener.store.audit import Entry
from screener.store.models import db

VISITOR: Final = "a visitor"


def leave_contact(
    conversation: Conversation, contact: Mapping[str, Any], clinic: Clinic, now: datetime
) -> Conversation:
    """Keep how to reach the visitor: from the outcome (a booking request) or from the urgent card. The promise to be in
    touch runs from now."""
    stored = conversation.stored
    screenings.save_contact(stored.id, dict(contact), contact.get("place") or None, now)
    status = come_back(stored, now)
    stored = promise(replace(stored, contact=dict(contact), contact_at=now, status=status), clinic, now)
    notify.booking_request(stored, now)
    webhooks.tell(webhooks.CONTACT, stored, now)
    db.session.commit()
    return replace(conversation, stored=stored)


def speak(conversation: Conversation, code: str, now: datetime) -> Conversation:
    """Go on in another language. Every answer stays, and is counted under the language that is spoken now."""
    stored = conversation.stored
    if code == stored.language:
        return conversation
    screenings.save_language(stored.id, code, now)
    spoken = replace(stored, language=code)
    began, stands = stored.created_at.astimezone(now.tzinfo), conversation.standing_since.astimezone(now.tzinfo)
    for number, one in ((-1, stored), (1, spoken)):
        count(one, began, counting.of_beginning((stored.outcome, stored.urgency), number))
        if conversation.standing:
            count(one, stands, [Count("shown", conversation.standing, number=number)])
    db.session.commit()
    return replace(conversation, stored=spoken)


def give_feedback(conversation: Conversation, given: Mapping[str, str], now: datetime) -> Conversation:
    """Count what the visitor says about the questions themselves, once. It is kept beside nobody."""
    stored = conversation.stored
    counted = list(counting.of_feedback(given))
    if counted and screenings.save_feedback(stored.id, now):
        count(stored, now, counted)
        stored = replace(stored, feedback_at=now)
    db.session.commit()
    return replace(conversation, stored=stored)


def delete(conversation: Conversation, clinic: Clinic, now: datetime) -> bool:
    """Delete everything that was said, or, where the visitor asked to be contacted or staff have begun a review, pass
    the wish on to staff, who answer it as they would a call: then it is part of the clinic's records. Whether it was
    deleted."""
    stored = conversation.stored
    case = cases.locked(stored.id)
    on_record = case is not None and (stored.contact is not None or case.latest is not None)
    kept = on_record or retention.is_held(stored.id)
    if kept:
        review.take_by_visitor(stored.id, "asked_to_delete", now)
        promise(stored, clinic, now)
    else:
        retention.erase([stored.id])
        recent.forget(stored.id)
        audit.append(Entry(now, "screening.delete", who=VISITOR, reference=stored.reference))
    db.session.commit()
    return not kept
