"""A visitor's screening: begin, reply, undo, change, finish, come back later, delete.

Each function is one use case with one commit. What is stored are the visitor's turns; where the visitor is comes from
replaying them. A turn that is sent twice (a double click, a retry) is harmless; one that another tab has overtaken is
refused, and nothing is lost.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import takewhile
from typing import Any, Final, Literal

from screener import counting, notify, review, webhooks
from screener.clinic import Clinic
from screener.counting import Count
from screener.engine.answers import Said
from screener.engine.errors import ScreenerError, StepError
from screener.engine.flow import URGENCIES
from screener.engine.interview import Interview, Turn, begin, replay
from screener.engine.machine import FlowMachine
from screener.library import FlowLibrary, Version
from screener.promise import TIERS
from screener.replies import (
    ASIDES,
    BROUGHT,
    Reply,
    Taken,
    alarm_of,
    backwards,
    brought_in,
    lines_of_alarms,
    take,
    turn_of,
)
from screener.store import audit, cases, flows, promises, retention, screenings
from screener.store import counts as counts_by_day
from screener.store.audit import Entry
from screener.store.models import db
from screener.store.screenings import StoredScreening

Status = Literal["asking", "confirming", "contradiction", "card", "urgent", "emergency", "crisis", "finished"]

RESUME_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not mistaken for one another when said over the telephone."""
RESUME_LENGTH: Final = 8
RESUME_DAYS: Final = 30
VISITOR: Final = "a visitor"
MOST_TURNS: Final = 300
"""Turns in one screening: far more than anybody needs, few enough to replay."""


class UnknownToken(ScreenerError):
    """No screening has this token: it was deleted, continued elsewhere, or never there."""


class Expired(ScreenerError):
    """A screening that was left too long ago."""


class NotThisTurn(ScreenerError):
    """A reply to a turn that is not the one that stands; `conversation` is where the visitor really is."""

    def __init__(self, conversation: "Conversation") -> None:
        super().__init__("this reply belongs to another turn")
        self.conversation = conversation


class TooManyTurns(StepError):
    """No more can be kept of this screening."""


@dataclass(frozen=True)
class Conversation:
    """One screening as it stands now."""

    stored: StoredScreening
    version: Version
    interview: Interview

    @cached_property
    def spoken(self) -> Interview:
        """The interview in the visitor's own language: the same turns, in other words."""
        machine = self.version.machine_in(self.stored.language)
        return self.interview if machine is self.version.machine else _replayed(machine, self.stored)

    @property
    def turn(self) -> int:
        return self.stored.turn_count

    @property
    def status(self) -> Status:
        """What stands before the visitor. An emergency goes before all else; answers that cannot both be right are
        raised even where the asking has ended."""
        outcome, card = self.interview.outcome, self.interview.card
        if outcome is not None and outcome.recommends in ("emergency", "crisis"):
            return outcome.recommends
        if card is not None:
            return "urgent" if card.show == "urgent" else "card"
        if self.interview.contradiction:
            return "contradiction"
        if outcome is not None:
            return "finished"
        return "confirming" if self.pending else "asking"

    @property
    def said(self) -> list[Mapping[str, Any]]:
        """What was kept of each turn, in order."""
        return [turn.content for turn in self.stored.turns]

    @property
    def aside(self) -> Mapping[str, Any] | None:
        """What was said last, where that was no step: a reading to confirm, a side question, unclear words."""
        last = next(iter(backwards(self.said)), None)
        return last if last and last["action"] in ASIDES else None

    @property
    def pending(self) -> Mapping[str, Any] | None:
        """A reading that waits to be confirmed."""
        return self.aside if self.aside and self.aside["action"] == "read" else None

    @property
    def standing(self) -> str | None:
        """The id of the question that stands, where nothing else stands before it."""
        question = self.interview.question
        return question.id if question is not None and self.status in ("asking", "confirming") else None

    @property
    def standing_since(self) -> datetime:
        """When what stands came to stand: at the last turn that was no aside."""
        steps = (turn.at for turn in reversed(self.stored.turns) if turn.content["action"] not in ASIDES)
        return next(steps, self.stored.created_at)

    @property
    def unclear_replies(self) -> int:
        """How often in a row words were not understood here."""
        turns = (content["action"] for content in backwards(self.said))
        return sum(1 for action in takewhile(lambda action: action in ASIDES, turns) if action in ("unclear", "narrow"))


# --- Beginning and finding ------------------------------------------------------------------------------------------


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
    _count(stored, now, [Count("begun"), *counting.of_reply(None, begun.standing, None, 0)])
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
    _count(stored, now, [Count("begun"), *counting.of_reply(None, begun.standing, None, 0)])
    db.session.commit()
    return begun


def find(library: FlowLibrary, token: str, now: datetime, keep_days: int = RESUME_DAYS) -> Conversation:
    """The screening that a token opens; UnknownToken or Expired where it opens none."""
    stored = screenings.by_token(token, lock=True)
    if stored is None:
        raise UnknownToken("no screening has this token")
    if stored.finished_at is None and now - stored.updated_at > timedelta(days=keep_days):
        raise Expired("this screening was left too long ago")
    return opened(library, stored)


def opened(library: FlowLibrary, stored: StoredScreening) -> Conversation:
    """A stored screening, replayed on the flow version that it began with."""
    version = library.version(stored.flow_digest, flows.files)
    return Conversation(stored, version, _replayed(version.machine, stored))


def _replayed(machine: FlowMachine, stored: StoredScreening) -> Interview:
    contents = [kept.content for kept in stored.turns]
    turns = [turn for content in contents if (turn := turn_of(content))]
    return replay(machine, turns, brought_in(contents))


def come_back(library: FlowLibrary, code: str, now: datetime) -> tuple[str, Conversation]:
    """The screening that a resume code opens, with a new token; the old one opens it no more."""
    try:
        stored = screenings.by_resume_code(resume_code(code), now)
    except screenings.ResumeExpired:
        raise Expired("this code is over 30 days old") from None
    if stored is None:
        raise UnknownToken("no screening has this code")
    token = secrets.token_urlsafe(32)
    screenings.renew_token(stored.id, token, now)
    db.session.commit()
    return token, opened(library, stored)


# --- A visitor's turns ----------------------------------------------------------------------------------------------


def reply(conversation: Conversation, turn: int, sent: Reply, clinic: Clinic, now: datetime) -> Conversation:
    """Take one reply: an answer or a step. A danger in its words comes before all else, wherever the visitor is.

    AnswerError or StepError say why it cannot be taken, NotThisTurn that it came too late; then nothing is changed.
    Words that are no plain answer are kept as said beside the question, which stands as before.
    """
    sent = sent.cleaned()
    if turn != conversation.turn and _is_repeat(conversation, turn, sent):
        return conversation
    taken = alarm(conversation, sent) or _taken(conversation, turn, sent)
    after = conversation.interview.take(taken.turn) if taken.turn else conversation.interview
    return _keep(conversation, after, taken, sent, clinic, now)


def alarm(conversation: Conversation, sent: Reply) -> Taken | None:
    """A danger in what was typed, if it is not being answered already."""
    return alarm_of(conversation.interview, sent, taken_back=lines_of_alarms(conversation.said))


def _taken(conversation: Conversation, turn: int, sent: Reply) -> Taken:
    if turn != conversation.turn:
        raise NotThisTurn(conversation)
    if turn >= MOST_TURNS:
        raise TooManyTurns("this screening has too many turns")
    asking = conversation.status == "asking"
    version = conversation.version
    heard = version.heard.get(conversation.stored.language, {})
    return take(conversation.interview, asking, conversation.aside, sent, lambda: version.faq, heard)


def _is_repeat(conversation: Conversation, turn: int, sent: Reply) -> bool:
    earlier = [stored for stored in conversation.stored.turns if stored.number == turn]
    return bool(earlier) and earlier[0].content.get("sent") == sent.fingerprint


def _keep(
    conversation: Conversation, after: Interview, taken: Taken, sent: Reply, clinic: Clinic, now: datetime
) -> Conversation:
    """Store a turn and what it means now, in one transaction."""
    stored = conversation.stored
    content = {"question": None, "value": None, "words": taken.words or None, "sent": sent.fingerprint}
    content |= taken.aside or _content(after, taken.turn)
    screenings.append_turn(stored.id, conversation.turn, content, now)
    stored = _save_decision(stored, after, clinic, now)
    kept = screenings.StoredTurn(conversation.turn, now, content)
    stored = replace(stored, turn_count=stored.turn_count + 1, updated_at=now, turns=(*stored.turns, kept))
    then = Conversation(stored, conversation.version, after)
    _count_reply(conversation, then, now)
    db.session.commit()
    return then


def _count_reply(before: Conversation, then: Conversation, now: datetime) -> None:
    """Count what the reply did on its day, and how it ends now on the day on which the screening began."""
    stored, was = then.stored, before.stored
    seconds = (now - before.standing_since).total_seconds()
    _count(stored, now, counting.of_reply(before.standing, then.standing, then.aside, seconds))
    began = stored.created_at.astimezone(now.tzinfo)
    _count(stored, began, counting.of_decision((was.outcome, was.urgency), (stored.outcome, stored.urgency)))
    if then.aside and then.aside["action"] == "unclear" and before.standing:
        screenings.mark_unclear(stored, before.turn, before.standing, now)


def _count(stored: StoredScreening, now: datetime, counts: Iterable[Count]) -> None:
    """`now` carries the clinic's time zone, which says when a day ends."""
    more = [counts_by_day.OneMore(*count) for count in counts]
    counts_by_day.add(now.date(), stored.flow_digest, stored.language, more)


def _content(after: Interview, turn: Turn | None) -> dict[str, Any]:
    """A step of the interview as it is kept: an answer as the question took it."""
    if turn is None:
        raise ValueError("neither a step nor an aside")
    value = after.counting.get(turn.question or "") if turn.action == "answer" else turn.value
    return {"action": turn.action, "question": turn.question, "value": value}


def _save_decision(stored: StoredScreening, after: Interview, clinic: Clinic, now: datetime) -> StoredScreening:
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
    status = _come_back(stored, now) if changed else stored.status
    back = status != stored.status
    stored = replace(stored, outcome=outcome, urgency=urgency, status=status, finished_at=finished_at)
    if changed:
        notify.urgent_case(stored, now)
        webhooks.tell(webhooks.DECIDED, stored, now)
    return _promise(stored, clinic, now) if rises or back else stored


def _rises(before: str | None, now: str | None) -> bool:
    """Whether somebody is more urgent now, or was not seen to wait before."""
    order: list[str | None] = [None, *URGENCIES]
    return order.index(now) > order.index(before)


def _promise(stored: StoredScreening, clinic: Clinic, now: datetime) -> StoredScreening:
    """Promise whoever left a way to be reached that they will be, as soon as their urgency asks; an earlier promise
    that still runs holds."""
    if stored.contact is None or stored.urgency is None:
        return stored
    due_at = clinic.due(TIERS[stored.urgency], now)
    due_at = min(due_at, stored.due_at or due_at)
    promises.start(stored.id, due_at)
    return replace(stored, due_at=due_at)


def _come_back(stored: StoredScreening, now: datetime) -> str:
    """The status of a case after its visitor did something that staff must not miss."""
    return review.take_by_visitor(stored.id, "changed", now) or stored.status


# --- Contact, later, delete -----------------------------------------------------------------------------------------


def leave_contact(
    conversation: Conversation, contact: Mapping[str, Any], clinic: Clinic, now: datetime
) -> Conversation:
    """Keep how to reach the visitor: from the outcome (a booking request) or from the urgent card. The promise to be in
    touch runs from now."""
    stored = conversation.stored
    screenings.save_contact(stored.id, dict(contact), contact.get("place") or None, now)
    status = _come_back(stored, now)
    stored = _promise(replace(stored, contact=dict(contact), contact_at=now, status=status), clinic, now)
    notify.booking_request(stored, now)
    webhooks.tell(webhooks.CONTACT, stored, now)
    db.session.commit()
    return replace(conversation, stored=stored)


def later(conversation: Conversation, now: datetime, days: int = RESUME_DAYS) -> str:
    """A code that brings the visitor back for so many days, for writing down or saying over the telephone."""
    code = "".join(secrets.choice(RESUME_ALPHABET) for _ in range(RESUME_LENGTH))
    screenings.save_resume_code(conversation.stored.id, code, now + timedelta(days=days))
    db.session.commit()
    return f"{code[:4]}-{code[4:]}"


def speak(conversation: Conversation, code: str, now: datetime) -> Conversation:
    """Go on in another language. Every answer stays, and is counted under the language that is spoken now."""
    stored = conversation.stored
    if code == stored.language:
        return conversation
    screenings.save_language(stored.id, code, now)
    spoken = replace(stored, language=code)
    began, stands = stored.created_at.astimezone(now.tzinfo), conversation.standing_since.astimezone(now.tzinfo)
    for number, one in ((-1, stored), (1, spoken)):
        _count(one, began, counting.of_beginning((stored.outcome, stored.urgency), number))
        if conversation.standing:
            _count(one, stands, [Count("shown", conversation.standing, number=number)])
    db.session.commit()
    return replace(conversation, stored=spoken)


def give_feedback(conversation: Conversation, given: Mapping[str, str], now: datetime) -> Conversation:
    """Count what the visitor says about the questions themselves, once. It is kept beside nobody."""
    stored = conversation.stored
    counted = list(counting.of_feedback(given))
    if counted and screenings.save_feedback(stored.id, now):
        _count(stored, now, counted)
        stored = replace(stored, feedback_at=now)
    db.session.commit()
    return replace(conversation, stored=stored)


def resume_code(typed: str) -> str:
    """A code as it is stored, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter in RESUME_ALPHABET)


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
        _promise(stored, clinic, now)
    else:
        retention.erase([stored.id])
        audit.append(Entry(now, "screening.delete", who=VISITOR, reference=stored.reference))
    db.session.commit()
    return not kept


def new_reference() -> str:
    """Six letters and digits by which staff find a screening."""
    return "".join(secrets.choice(RESUME_ALPHABET) for _ in range(6))
