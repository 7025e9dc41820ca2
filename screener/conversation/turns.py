"""A visitor's turns: taken, kept and counted in one transaction."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from screener import counting
from screener.clinic import Clinic
from screener.conversation import recent
from screener.conversation.decision import save_decision
from screener.conversation.standing import Conversation
from screener.conversation.tally import count
from screener.engine.errors import ScreenerError, StepError
from screener.engine.interview import Interview, Turn
from screener.replies import Reply, Taken, alarm_of, lines_of_alarms, take
from screener.store import screenings
from screener.store.models import db

MOST_TURNS: Final = 300
"""Turns in one screening: far more than anybody needs, few enough to replay."""


class NotThisTurn(ScreenerError):
    """A reply to a turn that is not the one that stands; `conversation` is where the visitor really is."""

    def __init__(self, conversation: "Conversation") -> None:
        super().__init__("this reply belongs to another turn")
        self.conversation = conversation


class TooManyTurns(StepError):
    """No more can be kept of this screening."""


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
    stored = save_decision(stored, after, clinic, now)
    kept = screenings.StoredTurn(conversation.turn, now, content)
    stored = replace(stored, turn_count=stored.turn_count + 1, updated_at=now, turns=(*stored.turns, kept))
    then = Conversation(stored, conversation.version, after)
    _count_reply(conversation, then, now)
    db.session.commit()
    recent.keep(then)
    return then


def _count_reply(before: Conversation, then: Conversation, now: datetime) -> None:
    """Count what the reply did on its day, and how it ends now on the day on which the screening began."""
    stored, was = then.stored, before.stored
    seconds = (now - before.standing_since).total_seconds()
    count(stored, now, counting.of_reply(before.standing, then.standing, then.aside, seconds))
    began = stored.created_at.astimezone(now.tzinfo)
    count(stored, began, counting.of_decision((was.outcome, was.urgency), (stored.outcome, stored.urgency)))
    if then.aside and then.aside["action"] == "unclear" and before.standing:
        screenings.mark_unclear(stored, before.turn, before.standing, now)


def _content(after: Interview, turn: Turn | None) -> dict[str, Any]:
    """A step of the interview as it is kept: an answer as the question took it."""
    if turn is None:
        raise ValueError("neither a step nor an aside")
    value = after.counting.get(turn.question or "") if turn.action == "answer" else turn.value
    return {"action": turn.action, "question": turn.question, "value": value}
