"""Conversations of the last minutes, so that the next turn need not be opened and replayed from its beginning.

Kept in this process alone, beside the sealed rows that they come from. The database is asked at each turn how many
turns there are; where another process or another tab has added one, they are read and replayed anew. Turns are only
ever added, so as many turns are the same turns.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Final

from screener.conversation.standing import Conversation, replayed
from screener.library import FlowLibrary
from screener.store import flows
from screener.store.screenings import StoredScreening, StoredTurn

MOST: Final = 200
MINUTES: Final = 10


@dataclass(slots=True)
class _Recent:
    kept: OrderedDict[str, tuple[float, Conversation]] = field(default_factory=OrderedDict, repr=False)
    lock: Lock = field(default_factory=Lock, repr=False)

    def get(self, screening_id: str) -> Conversation | None:
        with self.lock:
            since, found = self.kept.get(screening_id, (0.0, None))
            return found if monotonic() - since < MINUTES * 60 else None

    def keep(self, conversation: Conversation) -> None:
        now = monotonic()
        with self.lock:
            self.kept[conversation.stored.id] = now, conversation
            self.kept.move_to_end(conversation.stored.id)
            while len(self.kept) > MOST or now - next(iter(self.kept.values()))[0] > MINUTES * 60:
                self.kept.popitem(last=False)

    def forget(self, screening_id: str) -> None:
        with self.lock:
            self.kept.pop(screening_id, None)


_recent: Final = _Recent()
keep, forget = _recent.keep, _recent.forget


def turns_of(screening_id: str, turn_count: int) -> tuple[StoredTurn, ...] | None:
    """The turns of a screening that has so many; None where they must be read."""
    found = _recent.get(screening_id)
    return found.stored.turns if found is not None and found.turn == turn_count else None


def continued(library: FlowLibrary, stored: StoredScreening) -> Conversation:
    """A screening as it stands: where it was left a moment ago, or else replayed."""
    version = library.version(stored.flow_digest, flows.files)
    found = _recent.get(stored.id)
    if found is not None and found.stored.turns is stored.turns and found.version is version:
        return Conversation(stored, version, found.interview)
    conversation = Conversation(stored, version, replayed(version.machine, stored))
    keep(conversation)
    return conversation
