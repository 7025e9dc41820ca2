"""What a flow file holds, as frozen models. Conditions are bound to the flow's names by the loader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, StrictBool, StrictInt

from screener.engine.always import Property
from screener.engine.conditions import Condition
from screener.engine.part import URGENCIES as URGENCIES
from screener.engine.part import Code, FlowId, Id, Part, Sourced, Text
from screener.engine.part import Level as Level
from screener.engine.part import Urgency as Urgency
from screener.engine.scores import Score

Recommends = Literal["physician", "other_physician", "emergency", "crisis"]


class Usual(Part):
    """What is called the same at every question, where a question does not call it otherwise."""

    none: Text = "None of these"
    not_sure: Text = "I'm not sure"
    not_sure_other: Text = "Not sure"
    passed_over: Text = "Passed over"


class Source(Part):
    """A publication that rules cite by its key."""

    title: Text
    published: Text | None = None
    link: Text | None = None
    seen: Literal["source", "copy", "recalled", "own design"] = "source"


class Section(Part):
    """A named stretch of the questionnaire, as the progress bar shows it."""

    id: Id
    title: Text
    title_other: Text | None = None
    minutes: float = 1


class Option(Sourced):
    """One of the answers that a question offers."""

    id: Id
    label: Text
    label_other: Text | None = None
    help: Text | None = None
    help_other: Text | None = None
    synonyms: tuple[Text, ...] = ()
    concepts: tuple[Id, ...] = ()
    offered: Condition | None = None
    sign: Urgency | None = None
    caution: Level | None = None
    say: Text | None = None
    say_other: Text | None = None
    staff: Text | None = None
    code: Code | None = None


USUAL: Final = Usual()


def _unsure(value: Any) -> Any:
    """YAML's old words for true and false are text here, and would become what "unsure" is called."""
    if isinstance(value, str) and value.lower() in ("yes", "no", "on", "off", "true", "false"):
        raise ValueError("write true or false here, or what it is called")
    return value


class Question(Sourced):
    """One question. `none` and `unsure` may be given their own words instead of the usual ones."""

    id: Id
    section: Id
    kind: Literal["one", "some", "number", "words"]
    short: Text | None = None
    ask: Text
    ask_other: Text | None = None
    help: Text | None = None
    help_other: Text | None = None
    why: Text | None = None
    why_other: Text | None = None
    options: tuple[Option, ...] = ()
    none: Text = USUAL.none
    none_synonyms: tuple[Text, ...] = ()
    unsure: Annotated[StrictBool | Text, BeforeValidator(_unsure)] = False
    unsure_synonyms: tuple[Text, ...] = ()
    unsure_as: Text | None = None
    unit: Text | None = None
    unit_one: Text | None = None
    min: StrictInt | None = None
    max: StrictInt | None = None
    optional: StrictBool = False
    when: Condition | None = None
    for_: tuple[Literal["physician", "advice", "consistency"], ...] = Field(default=(), alias="for")
    code: Code | None = None

    @property
    def has_own_none(self) -> bool:
        """Whether "none" is called something of its own here."""
        return self.none != USUAL.none

    @cached_property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    def sourced(self, option: Option) -> Sourced:
        """Where an option's rule comes from: what it does not say itself, its question says."""
        return Sourced(
            source=option.source or self.source,
            checked=option.checked or self.checked,
            reviewed_by=option.reviewed_by or self.reviewed_by,
        )

    def option(self, option_id: str) -> Option:
        """The option with this id; KeyError where there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


class Fact(Sourced):
    """A named condition."""

    is_: Condition = Field(alias="is")
    title: Text | None = None


class Raised(Sourced):
    """Something that staff should see where it is true."""

    when: Condition
    label: Text | None = None
    staff: Text | None = None
    say: Text | None = None
    say_other: Text | None = None
    now: StrictBool = False
    """Said with the next step, since it cannot wait for the visit."""


class Flag(Raised):
    """Raised whatever the outcome, or with the outcomes in `with` only."""

    with_: tuple[Id, ...] = Field(default=(), alias="with")


class Caution(Raised):
    """A flag with a level: A hold, B discuss, C inform."""

    level: Level


class Reason(Part):
    """One sentence of why, shown where `when` is true."""

    when: Condition | None = None
    say: Text
    say_other: Text | None = None


def _reasons(value: Any) -> Any:
    """A plain sentence stands for one reason that always applies."""
    return [{"say": value}] if isinstance(value, str) else value


def _urgency(value: Any) -> Any:
    """A plain level stands for one that always applies."""
    return [{value: True}] if isinstance(value, str) else value


def _english(value: Any) -> Any:
    return {"en": value} if isinstance(value, str) else value


Reasons = Annotated[tuple[Reason, ...], BeforeValidator(_reasons)]


class Outcome(Sourced):
    """One way for the questionnaire to end. The first whose `when` is true wins."""

    id: Id
    when: Condition
    urgency: Annotated[tuple[Mapping[Urgency, Condition], ...], BeforeValidator(_urgency)]
    staff: Text | None = None
    title: Text | None = None
    title_other: Text | None = None
    say: Text
    say_other: Text | None = None
    next: Text | None = None
    next_other: Text | None = None
    next_if: Reasons = ()
    """Said in the place of `next`: the first that applies."""
    because: Reasons = ()
    recommends: Recommends | None = None
    booking: StrictBool = True


class Stop(Part):
    """What ends the asking: at once, or after a whole section."""

    when: Condition
    after: Id | None = None


class Card(Part):
    """A page shown once, between two questions, when its condition becomes true."""

    when: Condition
    show: Id
    title: Text | None = None
    title_other: Text | None = None
    say: tuple[Text, ...] = ()
    say_other: tuple[Text, ...] | None = None


class Consistency(Part):
    """Answers that cannot both be right, and which of them to offer to change."""

    when: Condition
    say: Text
    say_other: Text | None = None
    change: tuple[Id, ...]


class Flow(Part):
    """A whole flow: what is asked, what it means, and what must always hold."""

    id: FlowId
    language: Literal["en"] = "en"
    title: Annotated[Mapping[str, Text], BeforeValidator(_english)]
    intended_use: Text | None = None
    welcome: tuple[Text, ...] = ()
    minutes: StrictInt = 5
    place: StrictInt = 1
    """Its place among the clinic's flows: the lowest stands first wherever several are listed."""
    sources: Mapping[str, Source] = {}
    sections: tuple[Section, ...] = ()
    given: tuple[Id, ...] = ()
    other_person: Condition | None = None
    questions: tuple[Question, ...]
    facts: Mapping[Id, Fact] = {}
    scores: Mapping[Id, Score] = {}
    cautions: Mapping[Id, Caution] = {}
    flags: Mapping[Id, Flag] = {}
    outcomes: tuple[Outcome, ...]
    stops: tuple[Stop, ...] = ()
    cards: tuple[Card, ...] = ()
    consistent: tuple[Consistency, ...] = ()
    advice: Reasons = ()
    consultation: Reasons = ()
    diary: Condition | None = None
    """Who is offered a headache diary to fill in: those whose days are close to a limit, or not known."""
    always: tuple[Property, ...] = ()
    digest: str = ""
    usual: Usual = USUAL
    _translations: dict[str, Flow] = PrivateAttr(default_factory=dict)

    @property
    def translations(self) -> Mapping[str, Flow]:
        """The same flow in other languages, by their two letters."""
        return self._translations

    def translated(self, translations: Mapping[str, Flow]) -> Flow:
        """This flow, which is there in these other languages too."""
        flow = self.but()
        flow._translations = dict(translations)
        return flow

    def but(self, **changed: Any) -> Flow:
        """This flow with something of it changed. What was worked out from it before is worked out anew."""
        flow = self.model_copy(update=changed)
        for name in ("by_id", "order"):
            flow.__dict__.pop(name, None)
        return flow

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each question in the questionnaire, from 0."""
        return {question.id: place for place, question in enumerate(self.questions)}

    def outcome(self, outcome_id: str) -> Outcome:
        """The outcome with this id; KeyError where there is none."""
        for outcome in self.outcomes:
            if outcome.id == outcome_id:
                return outcome
        raise KeyError(outcome_id)


Leaf = tuple[tuple[str | int, ...], Any]
"""A text, a number or a condition, behind its path in the file."""


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[Leaf]:
    """Every text, number and condition below a part of a flow, with its path in the file."""
    found: list[Leaf] = []
    _gather(value, path, found)
    return found


def _gather(value: Any, path: tuple[str | int, ...], found: list[Leaf]) -> None:
    """Into one list: the start goes through thousands of parts, and generators within each other would be slow."""
    if value is None or value == ():
        return
    if isinstance(value, Part):
        for name, key in _keys(type(value)):
            _gather(getattr(value, name), (*path, key), found)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            _gather(item, (*path, place), found)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _gather(item, (*path, key), found)
    else:
        found.append((path, value))


@cache
def _keys(part: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of a part, each with its key in the file."""
    return tuple((name, info.alias or name) for name, info in part.model_fields.items())


def conditions(flow: Flow) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
    """Every condition of a flow, with its path in the file."""
    return ((path, leaf) for path, leaf in leaves(flow) if isinstance(leaf, Condition))
