"""From a finished screening to the summary that the visitor takes to the visit."""

from dataclasses import dataclass, field

from screener.conversation import Conversation
from screener.web.case_page import Answer
from screener.web.language import blanks
from screener.web.page import Result
from screener.web.present import present, wording_of
from screener.web.present_answers import present_answers


@dataclass(frozen=True, slots=True)
class Stretch:
    """The answers of one section of the questionnaire."""

    title: str
    answers: tuple[Answer, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands on the page."""

    reference: str
    date: str
    flow: str
    title: str
    other: bool
    result: Result = field(repr=False)
    stretches: tuple[Stretch, ...] = field(repr=False)


def present_summary(conversation: Conversation) -> Summary:
    """The summary of a conversation that has an outcome, in its own language."""
    page, interview = present(conversation), conversation.spoken
    if page.result is None:
        raise ValueError("the asking has not ended")
    flow, wording = interview.flow, wording_of(interview, blanks())
    answers = dict(zip(interview.path, present_answers(interview, wording, conversation.stored.turns), strict=True))
    stretches = (
        Stretch(
            wording.of(section, "title"),
            tuple(answer for name, answer in answers.items() if flow.by_id[name].section == section.id),
        )
        for section in flow.sections
    )
    return Summary(
        reference=page.reference,
        date=page.date,
        flow=page.flow,
        title=page.title,
        other=page.other,
        result=page.result,
        stretches=tuple(stretch for stretch in stretches if stretch.answers),
    )
