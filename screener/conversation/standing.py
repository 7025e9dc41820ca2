"""A screening as it stands: the visitor's turns, replayed on the flow version that it began with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import takewhile
from typing import Any, Literal

from screener.engine.errors import ScreenerError
from screener.engine.interview import Interview, replay
from screener.engine.machine import FlowMachine
from screener.library import FlowLibrary, Version
from screener.replies import ASIDES, backwards, brought_in, turn_of
from screener.store import flows
from screener.store.screenings import StoredScreening

Status = Literal["asking", "confirming", "contradiction", "card", "urgent", "emergency", "crisis", "finished"]


class UnknownToken(ScreenerError):
    """No screening has this token: it was deleted, continued elsewhere, or never there."""


class Expired(ScreenerError):
    """A screening that was left too long ago."""


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
        return self.interview if machine is self.version.machine else replayed(machine, self.stored)

    @property
    def turn(self) -> int:
        return self.stored.turn_count

    @cached_property
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

    @cached_property
    def said(self) -> list[Mapping[str, Any]]:
        """What was kept of each turn, in order."""
        return [turn.content for turn in self.stored.turns]

    @cached_property
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


def opened(library: FlowLibrary, stored: StoredScreening) -> Conversation:
    """A stored screening, replayed on the flow version that it began with."""
    version = library.version(stored.flow_digest, flows.files)
    return Conversation(stored, version, replayed(version.machine, stored))


def replayed(machine: FlowMachine, stored: StoredScreening) -> Interview:
    """Where the visitor's turns lead."""
    contents = [kept.content for kept in stored.turns]
    turns = [turn for content in contents if (turn := turn_of(content))]
    return replay(machine, turns, brought_in(contents))
