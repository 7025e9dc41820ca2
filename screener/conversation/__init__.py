"""A visitor's screening: begin, reply, undo, change, finish, come back later, delete.

Each function is one use case with one commit. What is stored are the visitor's turns; where the visitor is comes from
replaying them. A turn that is sent twice (a double click, a retry) is harmless; one that another tab has overtaken is
refused, and nothing is lost.
"""

from screener.conversation.aftercare import delete, give_feedback, leave_contact, speak
from screener.conversation.beginning import Caller, find, new_reference, start, start_with
from screener.conversation.resuming import RESUME_ALPHABET, RESUME_DAYS, come_back, later, resume_code
from screener.conversation.standing import Conversation, Expired, Status, UnknownToken, opened
from screener.conversation.turns import MOST_TURNS, NotThisTurn, TooManyTurns, alarm, reply

__all__ = [
    "MOST_TURNS",
    "RESUME_ALPHABET",
    "RESUME_DAYS",
    "Caller",
    "Conversation",
    "Expired",
    "NotThisTurn",
    "Status",
    "TooManyTurns",
    "UnknownToken",
    "alarm",
    "come_back",
    "delete",
    "find",
    "give_feedback",
    "later",
    "leave_contact",
    "new_reference",
    "opened",
    "reply",
    "resume_code",
    "speak",
    "start",
    "start_with",
]
