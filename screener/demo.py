"""A desk to look around in: invented screenings over ninety days, made by walking the real flow, some followed up.

Nobody in them exists: names are "Demo visitor 17", numbers and addresses are ones that belong to nobody.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from screener import conversation
from screener.clinic import Clinic
from screener.conversation import Conversation
from screener.demo_desk import Desk
from screener.engine.answers import UNSURE
from screener.engine.flow import Question
from screener.library import FlowLibrary
from screener.replies import Reply

SCREENINGS: Final = 500
DAYS: Final = 90
NURSES: Final = ("nurse.one@demo.example", "nurse.two@demo.example")

SIGNS: Final = ("danger_signs", "urgent_signs", "change_signs", "pregnancy_signs")
RARELY: Final = 0.97
"""How often somebody has none of the signs that a question lists."""
MOSTLY: Final = 0.75
"""How often somebody has none of what another question lists."""
USUAL: Final[Mapping[str, tuple[str, float]]] = {
    "for_whom": ("me", 0.93),
    "pregnancy": ("none", 0.85),
    "attack_now": ("no", 0.85),
    "goal": ("prevention", 0.7),
    "duration": ("over_3_months", 0.9),
    "headache_hours": ("four_hours_to_three_days", 0.85),
    "daily_from_first_day": ("no", 0.9),
    "botulinum": ("none", 0.75),
    "acute_duration": ("over_3_months", 0.8),
    "triptan_relief": ("yes", 0.7),
}
"""What most people choose, and how many of them."""
MANY: Final = ("pain_features", "symptoms")
"""Of these, most people have several."""
NUMBERS: Final[Mapping[str, tuple[int, int, int]]] = {
    "age": (16, 78, 38),
    "headache_days": (3, 31, 17),
    "clear_days": (0, 24, 12),
    "migraine_days": (1, 20, 9),
    "botulinum_weeks": (8, 60, 14),
}
"""Lowest, highest and commonest of what people say; of other numbers, a dozen days a month at most."""
TYPED: Final = {
    "headache_days": ("every other day", "about 15, it used to be 4", "3 or 4 times a week", "most days i guess"),
    "goal": ("i just want fewer of them", "both please", "is it going to hurt?"),
    "for_whom": ("me", "for myself"),
    "attack_now": ("nope", "not right now"),
    "duration": ("years", "since i was a teenager"),
    "botulinum": ("never", "what does it cost?"),
}
"""What people type instead of choosing, some of it a question of their own."""
LEAVES: Final = 0.006
"""How likely somebody leaves at any one question."""


@dataclass
class Visitor:
    """One invented visitor, from the welcome to wherever they leave."""

    chance: random.Random
    number: int
    now: datetime
    current: Conversation
    clinic: Clinic
    typed: bool = False

    def walk(self) -> None:
        """Answer until the outcome stands, or leave half-way."""
        while self.current.interview.outcome is None:
            if self.chance.random() < LEAVES:
                return
            self._step()

    def _step(self) -> None:
        status, question = self.current.status, self.current.interview.question
        if status == "urgent":
            self._take(Reply(self.chance.choice(["stop", "go_on"])))
        elif status == "card":
            self._take(Reply("go_on"))
        elif status == "contradiction":
            self._take(Reply("keep"))
        elif status == "confirming":
            self._take(Reply(self.chance.choice(["confirm", "confirm", "reword"])))
        elif question is not None:
            self._take(self._reply(question))

    def _reply(self, question: Question) -> Reply:
        if not self.typed and self.chance.random() < 0.2 and question.id in TYPED:
            self.typed = True
            return Reply("answer", question.id, text=self.chance.choice(TYPED[question.id]))
        self.typed = False
        return Reply("answer", question.id, tuple(str(one) for one in self._chosen(question)))

    def _chosen(self, question: Question) -> Iterable[Any]:
        if question.optional and self.chance.random() < 0.4:
            return ()
        if question.unsure and self.chance.random() < 0.04 and question.id not in SIGNS:
            return (UNSURE,)
        if question.kind == "number":
            return (self._number(question),)
        if question.kind == "words":
            return ("It helped for a while.",)
        offered = [option.id for option in self.current.interview.offered(question)]
        if question.kind == "one":
            return (self._one(question.id, offered),)
        return self._some(question.id, offered)

    def _one(self, question_id: str, offered: list[str]) -> str:
        usual, share = USUAL.get(question_id, ("", 0.0))
        return usual if usual in offered and self.chance.random() < share else self.chance.choice(offered)

    def _some(self, question_id: str, offered: list[str]) -> Iterable[str]:
        if question_id in MANY:
            return [option for option in offered if self.chance.random() < 0.8] or ("none",)
        none = RARELY if question_id in SIGNS else 0.1 if question_id == "acute_medicines" else MOSTLY
        if self.chance.random() < none:
            return ("none",)
        return self.chance.sample(offered, k=min(len(offered), 1 + int(self.chance.random() * 2.2)))

    def _number(self, question: Question) -> int:
        low, high, commonest = NUMBERS.get(question.id, (1, 16, 5))
        value = round(self.chance.triangular(low, high, commonest))
        return max(question.min or 0, min(question.max or value, value))

    def _take(self, reply: Reply) -> None:
        self.now += timedelta(seconds=self.chance.randint(4, 25))
        self.current = conversation.reply(self.current, self.current.turn, reply, self.clinic, self.now)

    def leave_contact(self) -> None:
        """What about two in three leave, once they have an outcome."""
        self.now += timedelta(seconds=self.chance.randint(20, 90))
        digits = f"{self.number % 100:02d}"
        contact = {
            "name": f"Demo visitor {self.number}",
            "telephone": f"905 555 01{digits}",
            "place": self.chance.choice([*(place.id for place in self.clinic.places), ""]),
        }
        self.current = conversation.leave_contact(self.current, contact, self.clinic, self.now)


def fill(
    library: FlowLibrary,
    flow_id: str,
    clinic: Clinic,
    nurses: Mapping[int, str],
    now: datetime,
    *,
    number: int = SCREENINGS,
    seed: int = 1,
    done: Callable[[], object] = lambda: None,
) -> None:
    """Make so many screenings, and follow up the older ones. `done` is called after each. The same seed makes the same
    answers again."""
    chance = random.Random(seed)  # noqa: S311 (nothing here is secret)
    desk = Desk(chance, clinic, nurses, now)
    for begun in sorted(now - timedelta(days=chance.random() * DAYS) for _ in range(number)):
        at = min(_by_day(begun, chance), now - timedelta(hours=1))
        _, current = conversation.start(library, flow_id, "en", at)
        visitor = Visitor(chance, chance.randint(1, 999), at, current, clinic)
        visitor.walk()
        if visitor.current.status == "finished" and chance.random() < 0.66:
            visitor.leave_contact()
        if visitor.current.stored.outcome:
            desk.follow_up(visitor.current.stored, visitor.now)
        done()
    desk.write_down()


def _by_day(moment: datetime, chance: random.Random) -> datetime:
    """The same day between seven in the morning and eleven at night in Ontario, give or take an hour."""
    return moment.replace(hour=12, minute=0) + timedelta(minutes=chance.randint(0, 15 * 60))
