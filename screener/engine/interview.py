"""One visitor's way through a flow: frozen, a new one per step, and always derivable by replaying the turns.

An answer is in one of three places. It *counts* while it lies on the path walked so far. It *waits* while an earlier
question is being answered again, and counts on when the walk reaches it. It is *dormant* once it has left the path (or
was taken back): it never counts, and is offered again, to be confirmed, if its question returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, Literal, get_args

from screener.engine.answers import Said, Value, read_value
from screener.engine.conditions import Chosen, OneOf, questions_in, walk
from screener.engine.decision import Decision, decide, urgency_of
from screener.engine.errors import AnswerError, StepError
from screener.engine.flow import Card, Consistency, Flow, Option, Outcome, Question, Urgency
from screener.engine.machine import BEGIN, OUTCOME, FlowMachine

Action = Literal["answer", "undo", "change", "mistake", "keep", "go_on", "stop", "alarm"]
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing a visitor did. `question` stands with `answer` and `change`, `value` with `answer` and, as the name of
    what was said in words, with `alarm`."""

    action: Action
    question: str | None = None
    value: Value | list[str] = field(default=None, repr=False)


@dataclass(frozen=True)
class Interview:
    """Where a visitor is, and the answers that brought them there.

    `reached` is the furthest place in the questionnaire so far: progress never goes backwards. What was answered is
    left out of the `repr`, which may be logged.
    """

    machine: FlowMachine
    state: str = field(repr=False)
    counting: Mapping[str, Value] = field(default_factory=dict, repr=False)
    waiting: Mapping[str, Value] = field(default_factory=dict, repr=False)
    dormant: Mapping[str, Value] = field(default_factory=dict, repr=False)
    given: Mapping[str, Value] = field(default_factory=dict, repr=False)
    kept: frozenset[object] = field(default=frozenset(), repr=False)
    seen: frozenset[object] = field(default=frozenset(), repr=False)
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    alarms: frozenset[str] = frozenset()
    reached: int = 0
    before: Interview | None = field(default=None, repr=False, compare=False)

    # Where the visitor is

    @property
    def flow(self) -> Flow:
        return self.machine.flow

    @cached_property
    def said(self) -> Said:
        """The answers that count, and what the program knows."""
        return {**self.given, **self.counting} if self.given else self.counting

    @property
    def question(self) -> Question | None:
        """The question that stands, or None when the asking has ended."""
        return self.flow.by_id.get(self.state)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome, once the asking has ended."""
        return None if self.question else self.flow.outcome(self.state.removeprefix(OUTCOME))

    @cached_property
    def decision(self) -> Decision:
        return decide(self.flow, self.said, self.outcome)

    @property
    def urgency(self) -> Urgency | None:
        """The urgency of the outcome, once the asking has ended."""
        return urgency_of(self.outcome, self.said) if self.outcome else None

    @property
    def path(self) -> tuple[str, ...]:
        """The questions whose answers count, in order."""
        return tuple(self.counting)

    def offered(self, question: Question) -> tuple[Option, ...]:
        """The options of a question that this visitor is offered."""
        return tuple(o for o in question.options if o.offered is None or o.offered.holds(self.said))

    @property
    def earlier_answer(self) -> Value:
        """What was answered before to the question that stands, to be confirmed or changed; None where nothing was."""
        return self.waiting.get(self.state, self.dormant.get(self.state))

    @cached_property
    def contradiction(self) -> Consistency | None:
        """The first pair of answers that cannot both be right and that the visitor has not chosen to keep."""
        for place, pair in enumerate(self.flow.consistent):
            if pair.when.holds(self.said) and self._keeping(place, pair) not in self.kept:
                return pair
        return None

    @cached_property
    def card(self) -> Card | None:
        """The first card that should be shown now: one not yet seen, or seen for less than what holds now."""
        if self.outcome:
            return None
        return next(
            (c for c in self.flow.cards if c.when.holds(self.said) and not self._shown_for(c) <= self.seen), None
        )

    def _shown_for(self, card: Card) -> frozenset[object]:
        """What calls for a card: each choice that it speaks of and that was made."""
        holding = [node for node in walk(card.when.tree) if isinstance(node, OneOf | Chosen) and node.truth(self.said)]
        return frozenset((card.show, node) for node in [None, *holding])

    @cached_property
    def for_other_person(self) -> bool:
        """Whether somebody fills this in for someone else."""
        return self.flow.other_person is not None and self.flow.other_person.holds(self.said)

    # Steps

    def answer(self, question_id: str, raw: object) -> Interview:
        """Answer the question that stands; AnswerError where the value does not fit it, or it is not the one."""
        question = self.question
        if question is None or question.id != question_id:
            known = question_id in self.flow.by_id
            raise AnswerError(question_id if known else "?", "not_asked_now" if known else "unknown_question")
        offered = tuple(option.id for option in self.offered(question))
        value = read_value(question, raw, offered)
        counting = {**self.counting, question_id: value}
        waiting = {name: answer for name, answer in self.waiting.items() if name != question_id}
        dormant = {name: answer for name, answer in self.dormant.items() if name != question_id}
        offers = {**self.offers, question_id: offered}
        taken: dict[str, Any] = {"counting": counting, "waiting": waiting, "dormant": dormant, "offers": offers}
        if waiting:
            return replace(self, **taken, before=self)._walk()
        state = self.machine.after(question_id, {**self.given, **counting})
        return replace(self, **taken, before=self, state=state, reached=self._furthest(state))

    def undo(self) -> Interview:
        """Take back the last answer or change; what was answered is offered again."""
        if self.before is None:
            raise StepError("there is nothing to take back")
        before = self.before
        taken_back = {name: value for name, value in self.counting.items() if name == before.state}
        left = {
            name: value
            for name, value in {**self.dormant, **taken_back}.items()
            if name not in before.counting and name not in before.waiting
        }
        return self._back_at(replace(before, dormant={**before.dormant, **left}))

    def mistake(self) -> Interview:
        """Leave an emergency that was chosen by mistake: back to the question that led to it, offered afresh."""
        if self.before is None or self.outcome is None or self.outcome.recommends not in ("emergency", "crisis"):
            raise StepError("only an emergency can have been chosen by mistake")
        last = self.path[-1] if self.path else None
        if last is None or self.before.state == last or self.given != self.before.given:
            return self._back_at(self.before)
        opened = self.change(last)  # an earlier answer was changed, and the walk came upon this one again
        waiting = {name: value for name, value in opened.waiting.items() if name != last}
        return replace(opened, waiting=waiting, before=self.before)

    def change(self, question_id: str) -> Interview:
        """Open an answered question again. What comes after it waits."""
        if question_id not in self.counting:
            raise StepError("only an answered question can be changed")
        if self.given.keys() & self.alarms:
            raise StepError("what was said in words must be taken back first")
        path = self.path
        place = path.index(question_id)
        return replace(
            self,
            state=question_id,
            counting={name: self.counting[name] for name in path[:place]},
            waiting={**{name: self.counting[name] for name in path[place:]}, **self.waiting},
            before=self,
        )

    def keep(self) -> Interview:
        """Keep two answers that cannot both be right."""
        for place, pair in enumerate(self.flow.consistent):
            if pair is self.contradiction:
                return replace(self, kept=self.kept | {self._keeping(place, pair)})
        raise StepError("no answers contradict each other here")

    def go_on(self) -> Interview:
        """Leave the card that is shown and go on."""
        if self.card is None:
            raise StepError("no card is shown here")
        return replace(self, seen=self.seen | self._shown_for(self.card))

    def stop(self) -> Interview:
        """End the asking at the urgent card, with the outcome that the answers so far have."""
        if self.card is None or self.card.show != "urgent":
            raise StepError("the questions can be left at the urgent card only")
        return self._at(self.machine.decided(self.said))._end()

    def alarm(self, name: str) -> Interview:
        """End the asking for something said in words: one of the flow's given names is true from here on."""
        if name not in self.flow.given:
            raise StepError("the flow knows nothing of this name")
        given: dict[str, Value] = {**self.given, name: 1}
        said = replace(self, given=given, alarms=self.alarms | {name}, before=self)
        return said._at(self.machine.decided(said.said))._end()

    def take(self, turn: Turn) -> Interview:
        """The step that a turn stands for."""
        match turn:
            case Turn("answer", str() as question, value):
                return self.answer(question, value)
            case Turn("change", str() as question):
                return self.change(question)
            case Turn("alarm", None, str() as name):
                return self.alarm(name)
            case Turn("undo" | "mistake" | "keep" | "go_on" | "stop" as action):
                step: Interview = getattr(self, action)()
                return step
        raise StepError("this turn names no question")

    def _back_at(self, earlier: Interview) -> Interview:
        """An earlier step again, with what is never taken back."""
        return replace(earlier, reached=self.reached, alarms=self.alarms)

    # How answers move

    def _walk(self) -> Interview:
        """Go on from the question just answered as far as the waiting answers lead."""
        here = self._without_stale()
        while True:
            state = self.machine.after(here.path[-1], here.said)
            if state not in here.waiting:
                here = here._at(state)
                return here._end() if here.outcome else here
            waiting = dict(here.waiting)
            here = replace(here, counting={**here.counting, state: waiting.pop(state)}, waiting=waiting)

    def _at(self, state: str) -> Interview:
        return replace(self, state=state, reached=self._furthest(state))

    def _furthest(self, state: str) -> int:
        return max(self.reached, self.flow.order.get(state, len(self.flow.order)))

    def _without_stale(self) -> Interview:
        """Waiting answers that are off the path now become dormant, and so do those to a question that offers other
        options now: what was not offered then was never answered."""
        trial, waiting, dormant = dict(self.said), {}, dict(self.dormant)
        for name in sorted(self.waiting, key=self.flow.order.__getitem__):
            value = self.waiting[name]
            if _fits(self.flow.by_id[name], value, trial, self.offers.get(name, ())):
                trial[name] = waiting[name] = value
            else:
                dormant[name] = value
        return replace(self, waiting=waiting, dormant=dormant)

    def _end(self) -> Interview:
        """At an outcome, whatever still waits has left the path."""
        return replace(self, waiting={}, dormant={**self.dormant, **self.waiting})

    def _keeping(self, place: int, pair: Consistency) -> object:
        """A contradiction with the very values that are kept: other values raise it anew."""
        read = questions_in(pair.when.tree).union(pair.change)
        return place, tuple(self.counting.get(name) for name in sorted(read))


def _fits(question: Question, value: Value, said: Said, offered: tuple[str, ...]) -> bool:
    """Whether an earlier answer is still on the path, among what is offered, and nothing is offered that was not."""
    if question.when is not None and not question.when.holds(said):
        return False
    now = {option.id for option in question.options if option.offered is None or option.offered.holds(said)}
    chosen = value if isinstance(value, tuple) else (value,)
    return now <= set(offered) and all(option in now for option in question.option_ids if option in chosen)


def begin(machine: FlowMachine, given: Iterable[str] = (), brought: Said | None = None) -> Interview:
    """An interview at its first question. `given`: what the program knows beforehand, by name. `brought`: what was
    answered elsewhere, to be confirmed as its question comes."""
    known: dict[str, Value] = dict.fromkeys(given, 1)
    return Interview(machine, BEGIN, given=known, dormant=brought or {})._at(machine.after(BEGIN, known))


def replay(machine: FlowMachine, turns: Iterable[Turn], brought: Said | None = None) -> Interview:
    """The interview after these turns, from the beginning."""
    interview = begin(machine, brought=brought)
    for turn in turns:
        interview = interview.take(turn)
    return interview
