"""What a visitor's page shows, as plain values: templates decide nothing and see no database."""

from dataclasses import dataclass
from typing import Final

from screener.clinic import Clinic
from screener.conversation import RESUME_DAYS, Conversation
from screener.engine.answers import NONE, UNSURE, Value
from screener.engine.flow import Card, Consistency, Question, Reason
from screener.engine.interview import Interview
from screener.engine.wording import Wording

HOW_SOON: Final = {
    "routine": "at a time that suits you",
    "days": "in the next few days",
    "today": "today",
    "emergency": "right now",
}
NEWEST: Final = 3
"""Past answers shown in full above the question; earlier ones fold away."""


@dataclass(frozen=True, slots=True)
class Line:
    """One past turn: the question in a few words and the answer."""

    question: str
    short: str
    answer: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    help: str
    chosen: bool
    alone: bool
    """Chosen, it leaves room for no other."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that stands."""

    id: str
    kind: str
    ask: str
    help: str
    why: str
    choices: tuple[Choice, ...]
    unsure: str
    unit: str
    low: int | None
    high: int | None
    longest: int | None
    optional: bool
    value: str
    """What was answered before, in a number or words field."""
    returning: bool
    """Answered before, and to be confirmed."""


@dataclass(frozen=True, slots=True)
class Progress:
    section: str
    sections: tuple[str, ...]
    percent: int
    minutes: int


@dataclass(frozen=True, slots=True)
class CardView:
    show: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    say: str
    change: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ToRaise:
    """Something to tell the physician."""

    label: str
    say: str


@dataclass(frozen=True, slots=True)
class Result:
    """How the questionnaire ended."""

    id: str
    urgency: str
    title: str
    say: str
    next: str
    reasons: tuple[str, ...]
    to_raise: tuple[ToRaise, ...]
    advice: tuple[str, ...]
    consultation: tuple[str, ...]
    booking: bool
    recommends: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that a visitor's page shows."""

    status: str
    flow: str
    title: str
    turn: int
    reference: str
    other: bool
    progress: Progress
    earlier: tuple[Line, ...]
    newest: tuple[Line, ...]
    asked: Asked | None
    card: CardView | None
    contradiction: Contradiction | None
    result: Result | None
    can_undo: bool
    contact_left: bool


def present(conversation: Conversation, clinic: Clinic) -> Page:
    """The page of a conversation as it stands."""
    interview, status = conversation.interview, conversation.status
    wording = wording_of(interview, clinic)
    lines = tuple(_line(interview, wording, name) for name in interview.path)
    folded = len(lines) if interview.outcome else max(0, len(lines) - NEWEST)
    return Page(
        status=status,
        flow=interview.flow.id,
        title=interview.flow.title.get("en", interview.flow.id),
        turn=conversation.turn,
        reference=conversation.stored.reference,
        other=interview.for_other_person,
        progress=_progress(interview),
        earlier=lines[:folded],
        newest=lines[folded:],
        asked=_asked(interview, wording) if status == "asking" else None,
        card=_card(interview.card, wording) if interview.card else None,
        contradiction=_contradiction(interview, wording) if status == "contradiction" else None,
        result=_result(interview, wording) if interview.outcome else None,
        can_undo=interview.before is not None,
        contact_left=conversation.stored.contact is not None,
    )


def wording_of(interview: Interview, clinic: Clinic) -> Wording:
    """The flow's words for this visitor, with the clinic's names in them."""
    urgency = interview.decision.urgency or "routine"
    blanks = {
        "clinic_name": clinic.name,
        "treatment_name": clinic.treatment_name,
        "telephone": clinic.telephone,
        "how_soon": HOW_SOON[urgency],
    }
    return Wording(interview.flow, interview.said, interview.for_other_person, blanks)


def _line(interview: Interview, wording: Wording, name: str) -> Line:
    question = interview.flow.by_id[name]
    return Line(name, wording.short(question), wording.answer(question, interview.counting[name]))


def _progress(interview: Interview) -> Progress:
    flow = interview.flow
    share = min(1.0, interview.reached / len(flow.questions))
    titles = {section.id: section.title for section in flow.sections}
    question = interview.question
    return Progress(
        section=titles.get(question.section, "") if question else "",
        sections=tuple(titles.values()),
        percent=100 if interview.outcome else round(share * 100),
        minutes=max(1, round(flow.minutes * (1 - share))),
    )


def _asked(interview: Interview, wording: Wording) -> Asked:
    question = interview.question
    if question is None:
        raise ValueError("no question stands")
    earlier = interview.earlier_answer
    return Asked(
        id=question.id,
        kind=question.kind,
        ask=wording.of(question, "ask"),
        help=wording.of(question, "help"),
        why=wording.of(question, "why"),
        choices=_choices(interview, question, wording, earlier),
        unsure=wording.unsure(question) if question.unsure else "",
        unit=question.unit or "",
        low=question.min,
        high=question.max,
        longest=question.max if question.kind == "words" else None,
        optional=question.optional,
        value=str(earlier) if question.kind in ("number", "words") and earlier not in (None, UNSURE) else "",
        returning=earlier is not None,
    )


def _choices(interview: Interview, question: Question, wording: Wording, earlier: Value) -> tuple[Choice, ...]:
    if question.kind not in ("one", "some"):
        return ()
    before = earlier if isinstance(earlier, tuple) else (earlier,)
    one = question.kind == "one"
    choices = [
        Choice(option.id, wording.of(option, "label"), wording.of(option, "help"), option.id in before, one)
        for option in interview.offered(question)
    ]
    if question.kind == "some":
        choices.append(Choice(NONE, question.none, "", NONE in before, True))
    if question.unsure:
        choices.append(Choice(UNSURE, wording.unsure(question), "", UNSURE in before, True))
    return tuple(choices)


def _card(card: Card, wording: Wording) -> CardView:
    lines = card.say_other if wording.other and card.say_other else card.say
    return CardView(card.show, wording.of(card, "title"), tuple(wording.lines(lines)))


def _contradiction(interview: Interview, wording: Wording) -> Contradiction:
    pair: Consistency | None = interview.contradiction
    if pair is None:
        raise ValueError("no answers contradict each other")
    change = tuple(_line(interview, wording, name) for name in pair.change if name in interview.counting)
    return Contradiction(wording.of(pair, "say"), change)


def _result(interview: Interview, wording: Wording) -> Result:
    decision = interview.decision
    outcome = decision.outcome
    if outcome is None or decision.urgency is None:
        raise ValueError("the asking has not ended")
    return Result(
        id=outcome.id,
        urgency=decision.urgency,
        title=wording.of(outcome, "title") or wording.of(outcome, "say"),
        say=wording.of(outcome, "say"),
        next=wording.of(outcome, "next"),
        reasons=_said(decision.reasons, wording),
        to_raise=_to_raise(interview, wording),
        advice=_said(decision.advice, wording),
        consultation=_said(decision.consultation, wording),
        booking=outcome.booking and outcome.recommends not in ("emergency", "crisis"),
        recommends=outcome.recommends or "physician",
    )


def _said(reasons: tuple[Reason, ...], wording: Wording) -> tuple[str, ...]:
    return tuple(wording.of(reason, "say") for reason in reasons)


def _to_raise(interview: Interview, wording: Wording) -> tuple[ToRaise, ...]:
    """Cautions and flags that the visitor should bring up, the chosen ones by their own words."""
    flow, raised = interview.flow, set(interview.decision.codes)
    items = [
        ToRaise(wording.of(option, "label"), wording.of(option, "say"))
        for question in flow.questions
        for option in question.options
        if option.caution and option.id in raised
    ]
    derived = [*flow.cautions.items(), *flow.flags.items()]
    items += [ToRaise("", wording.of(flag, "say")) for code, flag in derived if code in raised and flag.say]
    return tuple(items)


RESUME_VALID: Final = f"{RESUME_DAYS} days"
