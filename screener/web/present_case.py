"""From one case to what its page shows, in the order of a telephone call."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from screener.clinic import Clinic
from screener.conversation import Conversation
from screener.engine.answers import Value
from screener.engine.decision import decide
from screener.engine.flow import Flow, Outcome
from screener.engine.interview import Interview
from screener.engine.wording import Wording
from screener.review import BY_VISITOR, LONGEST_NOTE, REASONS, STATUSES, STEPS, possible
from screener.store.cases import Case, StoredStep
from screener.store.screenings import StoredTurn
from screener.web.present import HOW_SOON, wording_of
from screener.web.present_staff import outcome_words, place_words, who
from screener.web.staff_page import (
    Answer,
    CaseView,
    Choice,
    Contact,
    FlagGroup,
    FlagView,
    Happened,
    Publication,
    StepForm,
    Why,
)
from screener.web.staff_words import (
    Clock,
    KnownFlag,
    first_clause,
    known_flags,
    plain,
    publications,
    source_of,
    urgency_of,
)

LANGUAGES: Final = {"en": "English", "fr": "French"}

RIGHT_PERSON: Final = "Make sure that you speak with the right person before you say what it is about."
OTHER_PERSON: Final = (
    "Somebody else gave these answers. Ask whom you are speaking with, and whether you may talk about this."
)
SAY_FIRST: Final = {
    "crisis": "Ask how they are now and whether they are safe. In danger now: 911. Otherwise 9-8-8, call or text.",
    "emergency": "Ask first whether they called 911 or are at a hospital, and whether somebody is with them.",
    "today": "Ask first whether somebody has seen them today. If not: emergency department, urgent care or 811 now.",
    "days": "Offer the first times there are: the physician should see them within days.",
    "routine": "Thank them for their answers, and offer times for an evaluation.",
}
"""By what the outcome recommends where that is an emergency, else by urgency."""

AT_URGENT_CARD: Final = "They are at the urgent page: the other questions were not answered."
ANSWERING_AGAIN: Final = (
    "They have opened their answers again and not finished. This is what the earlier answers meant; it may change."
)
TAKEN_BACK: Final = "An emergency was chosen or said here and then taken back: see “How it went”, and ask about it."
CHANGED_SINCE: Final = "Answers were changed after the review began."

GROUPS: Final = {
    "emergency": "Emergency signs",
    "today": "Signs for today",
    "days": "Signs for the next days",
    "A": "A · Hold",
    "B": "B · Discuss before the visit",
    "C": "C · Tell whoever treats",
    "other": "Also noted",
}

TURNS: Final = {
    "answer": "Answered",
    "undo": "Took back the last step",
    "change": "Opened an answer again",
    "mistake": "Said that the emergency was chosen by mistake",
    "keep": "Kept two answers that do not fit each other",
    "go_on": "Read the card and went on",
    "stop": "Stopped at the urgent page",
    "alarm": "Said a danger in words",
    "read": "Typed words that were read and said back",
    "reword": "Said that the reading was wrong",
    "narrow": "Typed a range that is too wide",
    "side": "Asked a question",
    "declined": "Asked what only a physician can answer",
    "unclear": "Typed words that were not understood",
}

EXTENSION: Final = re.compile(r"(?:x|ext)", re.IGNORECASE)


def present_case(
    case: Case,
    conversation: Conversation,
    clinic: Clinic,
    clock: Clock,
    staff_id: int,
    reviewers: Mapping[str, str],
    form: StepForm | None = None,
) -> CaseView:
    """The page of one case. `reviewers`: who has signed each part of its flow; `form`: a step to be mended."""
    interview, stored = conversation.interview, case.screening
    flow, outcome = interview.flow, interview.flow.outcome(case.outcome)
    wording = _wording(interview, clinic, case.urgency)
    about = replace(wording, other=True)  # staff read of the person what the visitor read of themselves
    why, flags = _why(interview, outcome, about, reviewers), _flag_groups(case.flags, about, reviewers)
    return CaseView(
        reference=stored.reference,
        flow=flow.title.get("en", flow.id),
        version=flow.digest[:12],
        language=LANGUAGES.get(stored.language, stored.language),
        status=STATUSES.get(case.status, case.status),
        urgency=urgency_of(case.urgency),
        standing=_standing(case, interview),
        contact=_contact(case, clinic, clock),
        say_first=tuple(_say_first(case, outcome, interview)),
        told=tuple(text for name in ("title", "say", "next") if (text := wording.of(outcome, name))),
        why=why,
        flags=flags,
        answers=tuple(_answer(name, interview, wording, stored.turns) for name in interview.path),
        turns=tuple(_turn(turn, wording, clock) for turn in stored.turns),
        review=tuple(_reviewed(step, clock, staff_id) for step in case.steps),
        form=form or step_form(case),
        sources=_sources(why, flags, flow),
        begun=clock.moment(stored.created_at),
        queued=clock.moment(case.queued_at),
        updated=clock.moment(stored.updated_at),
    )


def step_form(case: Case, note: str = "", problem: str = "", closing: bool = False) -> StepForm:
    """The form of the steps that are possible now."""
    steps = possible(case.status)
    return StepForm(
        seen=case.steps[-1].number if case.steps else 0,
        steps=tuple(Choice(name, STEPS[name].say) for name in steps if name != "close"),
        reasons=tuple(Choice(name, words) for name, words in REASONS.items()) if "close" in steps else (),
        longest=LONGEST_NOTE,
        note=note,
        problem=problem,
        closing=closing,
    )


def _wording(interview: Interview, clinic: Clinic, urgency: str) -> Wording:
    """As the visitor read it when this outcome stood, wherever they are now."""
    wording = wording_of(interview, clinic)
    return replace(wording, blanks={**(wording.blanks or {}), "how_soon": HOW_SOON.get(urgency, "")})


# --- Who, how urgent, what to say -----------------------------------------------------------------------------------


def _contact(case: Case, clinic: Clinic, clock: Clock) -> Contact | None:
    left = case.screening.contact
    if not left:
        return None
    telephone = left.get("telephone", "")
    return Contact(
        name=left.get("name", ""),
        telephone=telephone,
        dial=_dial(telephone),
        email=left.get("email", ""),
        place=place_words(left.get("place"), clinic),
        times=left.get("times", ""),
        left_at=clock.moment(case.screening.contact_at) if case.screening.contact_at else None,
    )


def _dial(telephone: str) -> str:
    """A number as a telephone dials it, without its extension."""
    number = EXTENSION.split(telephone, maxsplit=1)[0]
    return ("+" if number.strip().startswith("+") else "") + re.sub(r"\D", "", number)


def _standing(case: Case, interview: Interview) -> str:
    said = []
    if interview.outcome is None:
        urgent = interview.card is not None and interview.card.show == "urgent"
        said.append(AT_URGENT_CARD if urgent else ANSWERING_AGAIN)
    if any(turn.content["action"] == "mistake" for turn in case.screening.turns):
        said.append(TAKEN_BACK)
    if case.steps and case.screening.turns and case.screening.turns[-1].at > case.steps[0].at:
        said.append(CHANGED_SINCE)
    return " ".join(said)


def _say_first(case: Case, outcome: Outcome, interview: Interview) -> Iterator[str]:
    """What the flow says of its outcome, else what always goes with this urgency."""
    yield RIGHT_PERSON
    if interview.for_other_person:
        yield OTHER_PERSON
    of_the_flow = (outcome.staff or "")[len(first_clause(outcome.staff or "")) :].lstrip(" .;:")
    yield of_the_flow or SAY_FIRST.get(outcome.recommends or "") or SAY_FIRST.get(case.urgency, SAY_FIRST["routine"])


def _why(interview: Interview, outcome: Outcome, wording: Wording, reviewers: Mapping[str, str]) -> Why:
    reasons = decide(interview.flow, interview.said, outcome).reasons
    return Why(
        outcome=outcome_words(interview.flow, outcome.id),
        reasons=tuple(wording.of(reason, "say") for reason in reasons),
        source=source_of(outcome, reviewers.get(f"outcome:{outcome.id}", "")),
    )


# --- Flags ----------------------------------------------------------------------------------------------------------


def _flag_groups(codes: Iterable[str], wording: Wording, reviewers: Mapping[str, str]) -> tuple[FlagGroup, ...]:
    known = known_flags(wording.flow)
    raised = [known[code] for code in codes if code in known]
    groups = {group: [flag for flag in raised if (flag.sign or flag.level or "other") == group] for group in GROUPS}
    return tuple(
        FlagGroup(group, GROUPS[group], tuple(_flag(flag, wording, reviewers.get(flag.part, "")) for flag in flags))
        for group, flags in groups.items()
        if flags
    )


def _flag(flag: KnownFlag, wording: Wording, signed_by: str) -> FlagView:
    chosen = wording.of(flag.option, "label") if flag.option else ""
    return FlagView(
        short=flag.short,
        rest=flag.staff[len(flag.short) :] if flag.staff else "",
        chosen="" if chosen.casefold() == flag.short.casefold() else chosen,
        source=source_of(flag.rule, signed_by),
    )


def _sources(why: Why, groups: Iterable[FlagGroup], flow: Flow) -> tuple[Publication, ...]:
    """What the keys on this page stand for."""
    rules = [why.source, *(flag.source for group in groups for flag in group.flags)]
    return publications((key for rule in rules for key in rule.keys), flow)


# --- What was said --------------------------------------------------------------------------------------------------


def _answer(name: str, interview: Interview, wording: Wording, turns: Iterable[StoredTurn]) -> Answer:
    question, value = interview.flow.by_id[name], interview.counting[name]
    answer = wording.answer(question, value)
    typed = _typed(name, value, turns)
    return Answer(wording.short(question), wording.of(question, "ask"), answer, "" if typed == answer else typed)


def _typed(name: str, value: Value, turns: Iterable[StoredTurn]) -> str:
    """What the visitor typed for the answer that counts."""
    words = ""
    for turn in turns:
        content = turn.content
        if content["action"] == "answer" and content["question"] == name and _value(content["value"]) == value:
            words = content.get("words") or ""
    return words


def _value(kept: Any) -> Value:
    """A value as it was before it was stored: JSON has no tuples."""
    value: Value = tuple(kept) if isinstance(kept, list) else kept
    return value


def _turn(turn: StoredTurn, wording: Wording, clock: Clock) -> Happened:
    content: Mapping[str, Any] = turn.content
    question = wording.flow.by_id.get(content["question"] or "")
    detail = wording.short(question) if question else ""
    if question and content["action"] == "answer":
        detail = f"{detail}: {wording.answer(question, _value(content['value']))}"
    words = content.get("words") or ""
    what = TURNS.get(content["action"], content["action"])
    return Happened(turn.number + 1, clock.moment(turn.at), what, detail, "" if detail.endswith(words) else words)


def _reviewed(step: StoredStep, clock: Clock, staff_id: int) -> Happened:
    known = {**STEPS, **BY_VISITOR}.get(step.step)
    detail = REASONS.get(step.reason, step.reason) if step.reason else ""
    return Happened(
        number=step.number,
        at=clock.moment(step.at),
        what=known.said if known else plain(step.step),
        detail=detail,
        words=step.note or "",
        who=who(step.staff_id, step.staff_email, staff_id),
    )


def told(latest: StoredStep, staff_id: int) -> str:
    """That somebody was faster."""
    person = "You" if latest.staff_id == staff_id else who(latest.staff_id, latest.staff_email, staff_id)
    if latest.staff_id is None:
        return f"{BY_VISITOR[latest.step].said} meanwhile. Your step was not saved. Look again, then decide."
    done = STEPS[latest.step].said if latest.step in STEPS else plain(latest.step)
    return f"{person} took another step here meanwhile: {done}. Yours was not saved. Look again, then decide."
