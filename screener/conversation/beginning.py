"""Beginning a screening, and finding the one that a token opens."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from screener import counting
from screener.conversation import recent
from screener.conversation.resuming import RESUME_ALPHABET, RESUME_DAYS
from screener.conversation.standing import Conversation, Expired, UnknownToken, opened
from screener.conversation.tally import count
from screener.counting import Count
from screener.engine.answers import Said
from screener.engine.interview import begin
from screener.library import FlowLibrary
from screener.replies import BROUGHT
from screener.store import screenings
from screener.store.models import db


@dataclass(frozen=True, slots=True)
class Caller:
    """A screening that somebody of the staff enters for whoever called, under a reference that is known beforehand."""

    reference: str
    staff_id: int


def start(
    library: FlowLibrary, flow_id: str, language: str, now: datetime, caller: Caller | None = None
) -> tuple[str, Conversation]:
    """A new screening, with the token that alone opens it. Call it once the visitor, or the caller, has consented."""
    version = library.current[flow_id]
    token = secrets.token_urlsafe(32)
    stored = screenings.create(
        flow_id=flow_id,
        flow_digest=version.flow.digest,
        files=version.files,
        language=language,
        token=token,
        reference=caller.reference if caller else new_reference(),
        now=now,
        entered_by=caller.staff_id if caller else None,
    )
    begun = Conversation(stored, version, begin(version.machine))
    count(stored, now, [Count("begun"), *counting.of_reply(None, begun.standing, None, 0)])
    db.session.commit()
    return token, begun


def start_with(
    library: FlowLibrary, flow_id: str, language: str, brought: Said, reference: str, now: datetime
) -> Conversation:
    """A new screening with answers from elsewhere. A code (`later`) brings the visitor to it; each answer counts once
    they have confirmed it."""
    version = library.current[flow_id]
    stored = screenings.create(
        flow_id=flow_id,
        flow_digest=version.flow.digest,
        files=version.files,
        language=language,
        token=secrets.token_urlsafe(32),
        reference=reference,
        now=now,
    )
    content = {"action": BROUGHT, "question": None, "value": dict(brought), "words": None, "sent": None}
    screenings.append_turn(stored.id, 0, content, now)
    stored = replace(stored, turn_count=1, turns=(screenings.StoredTurn(0, now, content),))
    begun = opened(library, stored)
    count(stored, now, [Count("begun"), *counting.of_reply(None, begun.standing, None, 0)])
    db.session.commit()
    return begun


def find(library: FlowLibrary, token: str, now: datetime, keep_days: int = RESUME_DAYS) -> Conversation:
    """The screening that a token opens; UnknownToken or Expired where it opens none."""
    stored = screenings.by_token(token, lock=True, known=recent.turns_of)
    if stored is None:
        raise UnknownToken("no screening has this token")
    if stored.finished_at is None and now - stored.updated_at > timedelta(days=keep_days):
        raise Expired("this screening was left too long ago")
    return recent.continued(library, stored)


def new_reference() -> str:
    """Six letters and digits by which staff find a screening."""
    return "".join(secrets.choice(RESUME_ALPHABET) for _ in range(6))
