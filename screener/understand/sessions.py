"""A whole session, reply by reply: the facts as they stand at its end, and what staff should see.

Each reply is read on the topic that was asked. A sentence in it that turns back to another topic sets that one right
instead. A later reply on a topic wins where it says something; one that says nothing leaves what stood.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from screener.understand.danger import danger
from screener.understand.session_flags import flags
from screener.understand.session_topics import READERS, About, Fact, cues, hedged, says
from screener.understand.text import tokens
from screener.understand.words import texts

SENTENCE: Final = re.compile(
    r"(?<=[.!?;\n])\s+|\s+(?:-|–|—)+\s+|…|\.\.+|\s*[,;]\s+(?=(?:oh|also|wait|sorry|actually|btw)\b)", re.IGNORECASE
)
LISTS: Final = ("meds", "features", "prior_preventives")
"""Topics to which a later word adds."""


@dataclass
class Session:
    """One visitor's session as it is read."""

    facts: dict[str, Any] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)
    """Flags that words raise by themselves."""
    unclear: set[str] = field(default_factory=set)
    hedged: bool = False
    """The headache days were given as about so many."""
    about: About = field(default_factory=About)

    def take(self, topic: str, text: str) -> None:
        """One reply."""
        self._notice(topic, text)
        parts = sentences(text)
        own = self._own(topic, parts) if says("back", text) else parts
        if topic in READERS and (own or topic not in self.facts):
            self._answer(topic, text if own == parts else " ".join(own), own)

    def prediction(self) -> dict[str, Any]:
        """In the form that the scorer of whole sessions takes."""
        unclear = [f"unclear:{topic}" for topic in READERS if topic in self.unclear]
        return {
            "facts": self.facts,
            "flags": list(dict.fromkeys([*flags(self.facts, self.hedged), *self.marks, *unclear])),
        }

    def _notice(self, topic: str, text: str) -> None:
        """What a reply says beside its answer: a danger, that it is about somebody else, that it will not tell."""
        alarm = danger(text).kind
        if alarm:
            self.marks.append("crisis" if alarm == "crisis" else "emergency_now")
        if says("other_person", text) or (topic == "age" and says("other_at_first", text)):
            self.about = About(self.about.age, other=True)
            self.marks.append("filled_by_other_person")
        if topic == "meds" and says("declined", text):
            self.marks.append("declined_meds")
        if topic in ("red_flags", "features") and says("motor_aura", text):
            self.marks.append("motor_aura_history")
        if (
            topic == "red_flags"
            and READERS[topic](text, self.about).value["answer"] == "yes"
            and says("new_headache", text)
        ):
            self.marks.append("new_headache")

    def _own(self, topic: str, parts: list[str]) -> list[str]:
        """The sentences that are about this topic, once those that set another one right are taken out."""
        own: list[str] = []
        place = 0
        while place < len(parts):
            about = self._other_topics(topic, parts[place])
            used = next((n for n in (1, 2) if about and self._sets_right(about, " ".join(parts[place : place + n]))), 0)
            own += [] if used else [parts[place]]
            place += used or 1
        return own

    def _other_topics(self, topic: str, part: str) -> list[str]:
        """Topics asked before to which a sentence turns back."""
        named = dict.fromkeys(value for _, _, value in cues().anywhere(texts(tokens(part))))
        return [other for other in named if other != topic and other in self.facts]

    def _sets_right(self, about: Sequence[str], words: str) -> bool:
        for other in about:
            fact = READERS[other](words, self.about)
            if fact.clear and fact.value not in ([], {}):
                self._settle(other, fact, words, adds=other in LISTS)
                return True
        return False

    def _answer(self, topic: str, text: str, parts: Sequence[str]) -> None:
        read = READERS[topic]
        fact = read(text, self.about)
        told = [part for part in parts if not part.endswith("?")]
        if not fact.clear and len(told) < len(parts) and told:
            fact = read(" ".join(told), self.about)
        if not fact.clear and len(told) > 1:
            fact = next((one for part in told if (one := read(part, self.about)).clear), fact)
        if topic in self.facts and not fact.clear:
            return
        self._settle(topic, fact, text, adds=topic in LISTS and topic in self.facts)

    def _settle(self, topic: str, fact: Fact, text: str, adds: bool = False) -> None:
        if topic == "headache_days":
            self.hedged = hedged(text)
        before = self.facts.get(topic)
        self.facts[topic] = (
            [*before, *(one for one in fact.value if one not in before)] if adds and before else fact.value
        )
        (self.unclear.discard if fact.clear else self.unclear.add)(topic)
        if topic == "age" and isinstance(fact.value, int):
            self.about = About(fact.value, self.about.other)


def sentences(text: str) -> list[str]:
    """The sentences of a reply, as people type them."""
    return [part for piece in SENTENCE.split(text) if piece and (part := piece.strip())]


def read_session(turns: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The facts and flags of one session's turns, each with its `topic` and `text`."""
    session = Session()
    for turn in turns:
        session.take(str(turn["topic"]), str(turn["text"]))
    return session.prediction()


__all__ = ["Session", "read_session", "sentences"]
