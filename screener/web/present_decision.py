"""What a visitor's answers mean, for the page of their case: summary, reasons, rules, flags, notes, other ends."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from screener.engine.answers import Said as Answers
from screener.engine.conditions import Given, Named, Node, Truth, questions_in
from screener.engine.decision import decide
from screener.engine.desk import Desk
from screener.engine.flow import Flow, Outcome
from screener.engine.interview import Interview
from screener.engine.quantities import span
from screener.engine.scores import points_of
from screener.engine.tracing import Tried, tried
from screener.engine.wording import Wording
from screener.proof.otherwise import Change, Otherwise
from screener.web.case_page import FlagGroup, FlagView, NoteView, OtherEnd, OtherwiseView, Rule, Said, Why
from screener.web.present_staff import outcome_words
from screener.web.staff_page import Publication, RuleSource
from screener.web.staff_words import KnownFlag, known_flags, plain, publications, source_of, urgency_of

GROUPS: Final = {
    "emergency": "Emergency signs",
    "today": "Signs for today",
    "days": "Signs for the next days",
    "A": "A · Hold",
    "B": "B · Discuss before the visit",
    "C": "C · Tell whoever treats",
    "other": "Also noted",
}
MEANS: Final = {
    "emergency": "Care right now: 911, or an emergency department.",
    "today": "Somebody has to see them today.",
    "days": "A doctor has to see them within days.",
    "A": "Nothing is booked for treatment until the physician has decided.",
    "B": "The physician has to know before the visit.",
    "C": "Whoever treats has to know; it holds nothing up.",
    "other": "",
}
"""What each level means."""
NAMED: Final = 2
"""Signs and cautions that the summary names."""
CAME: Final[Mapping[Truth, str]] = {True: "holds", False: "does not hold", None: "cannot be told"}
SHOWN_CHANGES: Final = 4
"""Changes of answers that are shown for each other end."""


# --- In short -------------------------------------------------------------------------------------------------------


def summary(desk: Desk, interview: Interview, wording: Wording, flags: Iterable[str], outcome: str) -> str:
    """Two or three sentences to be read aloud: who, with which signs and cautions; the headaches; what matters most."""
    first, *others = [wording.fill(sentence) for sentence in desk.summed_up(interview.said)] or [outcome]
    named = _named(flags, wording.flow)
    return " ".join(f"{sentence}." for sentence in (f"{first}: {named}" if named else first, *others))


def _named(codes: Iterable[str], flow: Flow) -> str:
    known = known_flags(flow)
    raised = [known[code] for code in codes if code in known]
    urgent = [flag for flag in raised if flag.sign] or [flag for flag in raised if flag.level in ("A", "B")]
    short = [f"{flag.short[:1].lower()}{flag.short[1:]}" for flag in urgent[:NAMED]]
    more = len(urgent) - len(short)
    return "; ".join(short) + (f"; and {more} more" if more else "")


def notes(desk: Desk, interview: Interview, wording: Wording) -> tuple[NoteView, ...]:
    """Answers that are close to a limit, or counted too low."""
    return tuple(NoteView(wording.fill(note.say), source_of(note)) for note in desk.noted(interview.said))


# --- Why ------------------------------------------------------------------------------------------------------------


def why(interview: Interview, outcome: Outcome, wording: Wording, reviewers: Mapping[str, str]) -> Why:
    """The outcome, its reasons and its source."""
    reasons = decide(interview.flow, interview.said, outcome).reasons
    return Why(
        outcome=outcome_words(interview.flow, outcome.id),
        reasons=tuple(wording.of(reason, "say") for reason in reasons),
        source=source_of(outcome, reviewers.get(f"outcome:{outcome.id}", "")),
    )


def scores(interview: Interview) -> Iterator[Said]:
    """What each score comes to: a range as long as an answer is missing or not sure."""
    for name, score in interview.flow.scores.items():
        parts = points_of(score, interview.flow.by_id)
        (low, high), (_, most) = span(parts, interview.said), span(parts, {})
        number = f"{low} of {most}" if low == high else f"from {low} to {high} of {most}: not all is answered"
        yield Said(score.title or plain(name), number)


def rules(interview: Interview, wording: Wording) -> tuple[Rule, ...]:
    """The outcomes' rules in the order in which they were tried, as far as the one that holds."""
    return tuple(_rule(one, interview, wording) for one in tried(interview.flow, interview.said))


def _rule(one: Tried, interview: Interview, wording: Wording) -> Rule:
    flow, said = interview.flow, interview.said
    return Rule(
        outcome=outcome_words(flow, one.outcome.id),
        code=one.outcome.id,
        came=CAME[one.truth],
        held=one.held,
        facts=tuple(dict.fromkeys(_facts(one.because, flow, said))),
        answers=tuple(_answers(one.because, wording, said)),
        when=" ".join(one.outcome.when.text.split()),
    )


def _facts(because: Iterable[Node], flow: Flow, said: Answers) -> Iterator[str]:
    for node in because:
        if isinstance(node, Named) and node.name in flow.facts:
            yield f"{flow.facts[node.name].title or plain(node.name)}: {CAME[node.truth(said)]}"
        elif isinstance(node, Given):
            yield f"{plain(node.name)}: {'yes' if node.truth(said) else 'no'}"


def _answers(because: Iterable[Node], wording: Wording, said: Answers) -> Iterator[Said]:
    """The answers that settled a rule, in the order of the questionnaire."""
    read = {name for node in because if not isinstance(node, Named) for name in questions_in(node)}
    for name in sorted(read, key=wording.flow.order.__getitem__):
        question, asked = wording.flow.by_id[name], name in said
        yield Said(wording.short(question), wording.answer(question, said[name]) if asked else "not asked")


# --- Flags ----------------------------------------------------------------------------------------------------------


def flag_groups(codes: Iterable[str], wording: Wording, reviewers: Mapping[str, str]) -> tuple[FlagGroup, ...]:
    """The flags that stand, by level, the most serious first."""
    known = known_flags(wording.flow)
    raised = [known[code] for code in codes if code in known]
    groups = {group: [flag for flag in raised if (flag.sign or flag.level or "other") == group] for group in GROUPS}
    return tuple(
        FlagGroup(
            group,
            GROUPS[group],
            MEANS[group],
            tuple(_flag(flag, wording, reviewers.get(flag.part, "")) for flag in flags),
        )
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


def sources(named: Iterable[RuleSource], flow: Flow) -> tuple[Publication, ...]:
    """What the keys on a page stand for."""
    return publications((key for rule in named for key in rule.keys), flow)


# --- Other ends -----------------------------------------------------------------------------------------------------


def other_ends(found: Otherwise, wording: Wording) -> OtherwiseView:
    """What would have changed the outcome, each other end once, in the flow's order."""
    ends = dict.fromkeys(change.end for change in found.changes)
    order = {outcome.id: place for place, outcome in enumerate(wording.flow.outcomes)}
    return OtherwiseView(
        tuple(_other_end(end, found.to(end), wording) for end in sorted(ends, key=lambda end: order[end[0]])),
        found.complete,
    )


def _other_end(end: tuple[str, str], changes: tuple[Change, ...], wording: Wording) -> OtherEnd:
    """The nearest change of each question, and how many more there are."""
    nearest = list({tuple(change.answers): change for change in reversed(changes)}.values())[::-1]
    shown = sorted(nearest, key=lambda change: len(change.asked))[:SHOWN_CHANGES]
    return OtherEnd(
        outcome_words(wording.flow, end[0]),
        urgency_of(end[1]),
        tuple(_change_words(change, wording) for change in shown),
        len(changes) - len(shown),
    )


def _change_words(change: Change, wording: Wording) -> str:
    flow = wording.flow
    parts = [
        f"{wording.short(flow.by_id[name])}: {wording.answer(flow.by_id[name], value)}"
        for name, value in change.answers.items()
    ]
    asked = f" ({len(change.asked)} more questions would be asked)" if change.asked else ""
    return " and ".join(parts) + asked.replace("1 more questions", "1 more question")
