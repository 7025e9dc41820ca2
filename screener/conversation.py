"""A visitor's screening: begin, reply, undo, change, finish, come back later, delete.

Each function is one use case with one commit. What is stored are the visitor's turns; where the visitor is comes from
replaying them. A turn that is sent twice (a double click, a retry) is harmless; one that another tab has overtaken is
refused, and nothing is lost.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from screener.engine.errors import AnswerError, ScreenerError, StepError
from screener.engine.interview import ACTIONS, Interview, Turn, begin, replay
from screener.library import FlowLibrary, Version
from screener.store import flows, screenings
from screener.store.models import db
from screener.store.screenings import StoredScreening
from screener.understand.reply import read_text

Status = Literal["asking", "contradiction", "card", "urgent", "emergency", "crisis", "finished"]

RESUME_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not mistaken for one another when said over the telephone."""
RESUME_LENGTH: Final = 8
RESUME_DAYS: Final = 30
WHOLE_NUMBER: Final = re.compile(r"[+-]?[0-9]+")
DIGITS: Final = 10
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


class NotUnderstood(ScreenerError):
    """Typed words that are no plain answer to the question that stands."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a visitor sent: chosen values, typed text, or a step such as undo."""

    action: str
    question: str | None = None
    chosen: tuple[str, ...] = ()
    text: str = ""

    @property
    def fingerprint(self) -> str:
        """Tells a repeat of the same reply from another one."""
        sent = json.dumps([self.action, self.question, self.chosen, self.text])
        return hashlib.sha256(sent.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Conversation:
    """One screening as it stands now."""

    stored: StoredScreening
    version: Version
    interview: Interview

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
        return "asking" if outcome is None else "finished"


# --- Beginning and finding ------------------------------------------------------------------------------------------


def start(library: FlowLibrary, flow_id: str, language: str, now: datetime) -> tuple[str, Conversation]:
    """A new screening, with the token that alone opens it. Call it once the visitor has consented."""
    version = library.current[flow_id]
    token = secrets.token_urlsafe(32)
    stored = screenings.create(
        flow_id=flow_id,
        flow_digest=version.flow.digest,
        files=version.files,
        language=language,
        token=token,
        reference=_reference(),
        now=now,
    )
    db.session.commit()
    return token, Conversation(stored, version, begin(version.machine))


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
    turns = [_turn(turn.content) for turn in stored.turns]
    return Conversation(stored, version, replay(version.machine, turns))


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


def reply(conversation: Conversation, turn: int, sent: Reply, now: datetime) -> Conversation:
    """Take one reply: an answer or a step.

    AnswerError, StepError or NotUnderstood say why it cannot be taken, NotThisTurn that it came too late; then nothing
    is changed.
    """
    if turn != conversation.turn:
        if _is_repeat(conversation, turn, sent):
            return conversation
        raise NotThisTurn(conversation)
    if turn >= MOST_TURNS:
        raise StepError("this screening has too many turns")
    taken = _turn_for(conversation, sent)
    return _keep(conversation, conversation.interview.take(taken), taken, sent, now)


def _is_repeat(conversation: Conversation, turn: int, sent: Reply) -> bool:
    earlier = [stored for stored in conversation.stored.turns if stored.number == turn]
    return bool(earlier) and earlier[0].content.get("sent") == sent.fingerprint


def _turn_for(conversation: Conversation, sent: Reply) -> Turn:
    """What a reply means where the visitor is. Steps cannot be skipped: a card or contradiction comes first."""
    if sent.action not in ACTIONS:
        raise StepError("there is no such step")
    if sent.action == "change":
        return Turn("change", sent.question)
    if sent.action == "answer":
        if conversation.status != "asking":
            raise StepError("no question stands here")
        return _answer(conversation.interview, sent)
    return Turn(sent.action)


def _answer(interview: Interview, sent: Reply) -> Turn:
    question = interview.question
    if question is None or sent.question not in (None, question.id):
        raise AnswerError(sent.question or "?", "not_asked_now")
    chosen = [value for value in sent.chosen if value.strip()]
    if "unsure" in chosen and question.kind == "number":
        return Turn("answer", question.id, "unsure")
    if not chosen and sent.text.strip():
        value = read_text(question, interview.offered(question), sent.text)
        if value is None:
            raise NotUnderstood("these words are no plain answer")
        return Turn("answer", question.id, value)  # type: ignore[arg-type]
    if not chosen:
        return Turn("answer", question.id, None)
    if question.kind == "number":
        return Turn("answer", question.id, _whole_number(question.id, chosen[0]))
    return Turn("answer", question.id, chosen if question.kind == "some" else chosen[0])


def _whole_number(question_id: str, text: str) -> int:
    """A number as a field sends it. What no question's bounds allow need not be read to its end."""
    match = WHOLE_NUMBER.fullmatch(text.strip())
    if match is None:
        raise AnswerError(question_id, "not_a_number")
    return int(match[0][:DIGITS])


def _keep(conversation: Conversation, after: Interview, turn: Turn, sent: Reply, now: datetime) -> Conversation:
    """Store a turn and what it means now, in one transaction."""
    stored = conversation.stored
    value = after.counting.get(turn.question or "") if turn.action == "answer" else None
    content: dict[str, Any] = {
        "action": turn.action,
        "question": turn.question,
        "value": value,
        "words": sent.text.strip() or None,
        "sent": sent.fingerprint,
    }
    screenings.append_turn(stored.id, conversation.turn, content, now)
    _save_decision(conversation, after, now)
    db.session.commit()
    kept = screenings.StoredTurn(conversation.turn, now, content)
    stored = replace(stored, turn_count=stored.turn_count + 1, updated_at=now, turns=(*stored.turns, kept))
    return Conversation(stored, conversation.version, after)


def _save_decision(conversation: Conversation, after: Interview, now: datetime) -> None:
    """What staff sort by. A decision once made is replaced by the next, never cleared: staff must not lose sight of
    somebody who chose a danger sign and is now changing an answer."""
    at_urgent_card = after.card is not None and after.card.show == "urgent"
    decided = after.stop().decision if at_urgent_card else after.decision
    screenings.save_decision(
        conversation.stored.id,
        outcome=decided.outcome.id if decided.outcome else None,
        urgency=decided.urgency,
        flags=decided.codes,
        queued=decided.outcome is not None,
        finished=after.outcome is not None,
        now=now,
    )


def _turn(content: Mapping[str, Any]) -> Turn:
    return Turn(content["action"], content["question"], content["value"])


# --- Contact, later, delete -----------------------------------------------------------------------------------------


def leave_contact(conversation: Conversation, contact: Mapping[str, Any], now: datetime) -> Conversation:
    """Keep how to reach the visitor: from the outcome (a booking request) or from the urgent card."""
    screenings.save_contact(conversation.stored.id, dict(contact), contact.get("place") or None, now)
    db.session.commit()
    return replace(conversation, stored=replace(conversation.stored, contact=dict(contact), contact_at=now))


def later(conversation: Conversation, now: datetime) -> str:
    """A code that brings the visitor back within 30 days, for writing down or saying over the telephone."""
    code = "".join(secrets.choice(RESUME_ALPHABET) for _ in range(RESUME_LENGTH))
    screenings.save_resume_code(conversation.stored.id, code, now + timedelta(days=RESUME_DAYS))
    db.session.commit()
    return f"{code[:4]}-{code[4:]}"


def resume_code(typed: str) -> str:
    """A code as it is stored, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter in RESUME_ALPHABET)


def delete(conversation: Conversation) -> None:
    """Delete everything that was said."""
    screenings.delete(conversation.stored.id)
    db.session.commit()


def _reference() -> str:
    return "".join(secrets.choice(RESUME_ALPHABET) for _ in range(6))
