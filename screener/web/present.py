"""From a conversation as it stands to what its page shows."""

from collections.abc import Mapping
from typing import Final

from screener.conversation import Conversation
from screener.engine.answers import NONE, UNSURE, Value
from screener.engine.flow import Card, Flow, Question, Reason
from screener.engine.interview import Interview
from screener.engine.wording import Wording
from screener.languages import marked
from screener.library import Version
from screener.replies import Reply
from screener.web.language import blanks, day, gettext, language, opening_hours
from screener.web.page import (
    Asked,
    CardView,
    Choice,
    Contradiction,
    Line,
    Page,
    Progress,
    Result,
    ToRaise,
    Welcome,
)
from screener.web.present_aside import present_aside

HOW_SOON: Final = {
    "routine": marked("in the next few weeks, at a time that suits you"),
    "days": marked("in the next few days"),
    "today": marked("today"),
    "emergency": marked("right now"),
}
NEWEST: Final = 3
"""Past answers shown in full above the question; earlier ones fold away."""

TEMPLATES: Final = {"asking": "question", "confirming": "confirm", "finished": "outcome"}
"""The template of a status, where it has another name."""
FORMS: Final = {"asking": "answering", "urgent": "reaching"}
"""The form of a status in which something may be filled in; else none is but the contact form's."""


def present_welcome(version: Version) -> Welcome:
    """The welcome of a flow, in the language of the request."""
    flow, filled = version.machine_in(language().code).flow, blanks()
    return Welcome(
        flow=flow.id,
        language=language().code,
        title=title_of(flow),
        lines=tuple(Wording(flow, {}, blanks=filled).lines(flow.welcome)),
        minutes=flow.minutes,
        keep_unfinished=filled["keep_unfinished"],
        keep_finished=filled["keep_finished"],
    )


def title_of(flow: Flow) -> str:
    """The flow's title in its own language."""
    return flow.title.get(flow.language, flow.id)


def present(conversation: Conversation, sent: Reply | None = None) -> Page:
    """The page of a conversation as it stands, in its own language. `sent`: a reply that could not be taken, to be
    mended."""
    interview, status = conversation.spoken, conversation.status
    wording = wording_of(interview, blanks())
    lines = tuple(_line(interview, wording, name) for name in interview.path)
    folded = len(lines) if interview.outcome else max(0, len(lines) - NEWEST)
    return Page(
        status=status,
        template=TEMPLATES.get(status, status),
        language=language().code,
        form="reaching" if bookable(conversation) else FORMS.get(status, "steps"),
        flow=interview.flow.id,
        title=title_of(interview.flow),
        turn=conversation.turn,
        date=day(conversation.stored.updated_at),
        reference=conversation.stored.reference,
        other=interview.for_other_person,
        progress=_progress(interview, wording),
        earlier=lines[:folded],
        newest=lines[folded:],
        asked=_asked(interview, wording, sent) if status in ("asking", "confirming") else None,
        aside=present_aside(conversation, wording),
        card=_card(interview.card, wording) if interview.card else None,
        contradiction=_contradiction(interview, wording) if status == "contradiction" else None,
        result=_result(interview, wording) if interview.outcome else None,
        can_undo=interview.before is not None,
        contact_left=reachable(conversation.stored.contact),
        feedback_given=conversation.stored.feedback_at is not None,
        opening_hours=tuple(opening_hours()) if bookable(conversation) else (),
        for_caller=conversation.stored.entered_by is not None,
    )


def reachable(contact: Mapping[str, str] | None) -> bool:
    """Whether somebody left a way to be reached."""
    return bool(contact and (contact.get("telephone") or contact.get("email")))


def bookable(conversation: Conversation) -> bool:
    """Whether the outcome has a form to ask for an appointment."""
    outcome = conversation.interview.outcome
    return outcome is not None and outcome.booking and outcome.recommends not in ("emergency", "crisis")


def wording_of(interview: Interview, filled: Mapping[str, str]) -> Wording:
    """The flow's words for whoever reads them, with the clinic's names in them."""
    urgency = interview.urgency or "routine"
    how_soon = {"how_soon": gettext(HOW_SOON[urgency])}
    return Wording(interview.flow, interview.said, interview.for_other_person, {**filled, **how_soon})


def _line(interview: Interview, wording: Wording, name: str) -> Line:
    question = interview.flow.by_id[name]
    return Line(name, wording.short(question), wording.answer(question, interview.counting[name]))


def _progress(interview: Interview, wording: Wording) -> Progress:
    flow, question = interview.flow, interview.question
    share = min(1.0, interview.reached / len(flow.questions))
    sections = [section.id for section in flow.sections]
    number = sections.index(question.section) if question and question.section in sections else len(sections) - 1
    return Progress(
        section=wording.of(flow.sections[number], "title") if sections else "",
        number=number + 1,
        sections=len(sections),
        percent=100 if interview.outcome else round(share * 100),
        minutes=max(1, round(flow.minutes * (1 - share))),
    )


def _asked(interview: Interview, wording: Wording, sent: Reply | None) -> Asked:
    question = interview.question
    if question is None:
        raise ValueError("no question stands")
    earlier = interview.earlier_answer
    before = set(sent.chosen) if sent else set(earlier if isinstance(earlier, tuple) else [str(earlier)])
    return Asked(
        id=question.id,
        kind=question.kind,
        ask=wording.of(question, "ask"),
        help=wording.of(question, "help"),
        why=wording.of(question, "why"),
        choices=_choices(interview, question, wording, before),
        unsure=wording.unsure(question) if question.unsure else "",
        unit=question.unit or "",
        low=question.min,
        high=question.max,
        longest=question.max if question.kind == "words" else None,
        optional=question.optional,
        value=_written(question, earlier, sent),
        returning=earlier is not None,
        text=sent.text if sent else "",
    )


def _written(question: Question, earlier: Value, sent: Reply | None) -> str:
    """What stands in a number or words field."""
    if question.kind not in ("number", "words"):
        return ""
    if sent:
        return next((value for value in sent.chosen if value != UNSURE), "")
    return "" if earlier in (None, UNSURE) else str(earlier)


def _choices(interview: Interview, question: Question, wording: Wording, before: set[str]) -> tuple[Choice, ...]:
    if question.kind not in ("one", "some"):
        return ()
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
    pair = interview.contradiction
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
        next=_next(interview, wording),
        now=_to_say_now(interview, wording),
        reasons=_said(decision.reasons, wording),
        to_raise=_to_raise(interview, wording),
        advice=_said(decision.advice, wording),
        consultation=_said(decision.consultation, wording),
        booking=outcome.booking and outcome.recommends not in ("emergency", "crisis"),
        recommends=outcome.recommends or "physician",
        diary=interview.flow.diary is not None and interview.flow.diary.holds(interview.said),
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
    items += [
        ToRaise("", wording.of(flag, "say")) for code, flag in derived if code in raised and flag.say and not flag.now
    ]
    return tuple(items)


def _to_say_now(interview: Interview, wording: Wording) -> tuple[str, ...]:
    """What cannot wait for the visit."""
    flow, raised = interview.flow, interview.decision.codes
    rules = {**flow.cautions, **flow.flags}
    return tuple(wording.of(rules[code], "say") for code in raised if code in rules and rules[code].now)


def _next(interview: Interview, wording: Wording) -> str:
    step = interview.decision.next
    return wording.of(step, "say") if isinstance(step, Reason) else wording.of(step, "next") if step else ""
