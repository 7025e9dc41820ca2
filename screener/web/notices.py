"""What is said when a reply cannot be taken: what happened, and what to do. Never the answer itself."""

from dataclasses import dataclass
from typing import Final

from screener.conversation import Conversation
from screener.engine.errors import AnswerError
from screener.engine.flow import Question
from screener.languages import marked
from screener.web.language import gettext
from screener.web.unclear import not_understood


@dataclass(frozen=True, slots=True)
class Notice:
    """`code` tells tests and scripts which one it is; `field` is the part of the form that it is about."""

    code: str
    say: str
    field: str = ""


NOTICES: Final = {
    "consent": (marked("Please tick the box to agree before you begin. Nothing is kept until you do."), "consent"),
    "full": (
        marked("These answers were changed so often that no more can be kept here. Please call us, or begin again."),
        "",
    ),
    "not_possible": (marked("That step is not possible here. Your answers are kept. Please go on from this page."), ""),
    "other_turn": (
        marked(
            "This was answered before, perhaps in another tab or by a second click. Nothing is lost: here is where you "
            "are now."
        ),
        "",
    ),
    "unreadable": (marked("Some letters in that could not be read. Please type it again."), ""),
    "contact": (marked("Please look at the fields marked below. Nothing else is lost."), ""),
    "unknown_code": (
        marked("We do not know this code. Please check each letter and number, then try once more."),
        "code",
    ),
    "expired_code": (
        marked(
            "This code is more than 30 days old, so it no longer opens anything. Please begin again: it takes about "
            "five minutes."
        ),
        "code",
    ),
    "unknown_token": (
        marked("We cannot find these answers any more. They may have been deleted, or gone on with in another place."),
        "",
    ),
    "feedback": (marked("Please choose one of the answers below. You can also leave it at that."), "easy"),
    "expired": (marked("These answers were left more than 30 days ago, so they can no longer be opened."), ""),
    "not_finished": (
        marked("There is a summary once the questions have come to their end. Please go on with them first."),
        "",
    ),
    "no_token": (marked("This page has lost its thread, so we cannot tell which answers it belongs to."), ""),
}
"""What to say and the field it is about, by code."""

ANSWERS: Final = {
    "unknown_question": marked("That question is not part of this. Please answer the one that stands here."),
    "not_asked_now": marked("That question is not the one that stands now. Please answer this one."),
    "missing": marked("Please choose an answer, or write one in your own words."),
    "not_a_number": marked("Please give a whole number, from %(low)s to %(high)s."),
    "too_low": marked("That is less than this can be. Please give a number from %(low)s to %(high)s."),
    "too_high": marked("That is more than this can be. Please give a number from %(low)s to %(high)s."),
    "unknown_option": marked("That is not one of the answers here. Please choose from the list."),
    "not_offered": marked("That answer is not offered here. Please choose from the list."),
    "not_a_list": marked("Please choose from the list. You may choose more than one."),
    "one_only": marked("Please choose just one answer."),
    "none_with_others": marked("“%(none)s” goes alone. Please choose either that, or the others that fit."),
    "unsure_not_offered": marked("Please choose the answer that comes closest."),
    "not_text": marked("Please write this in words."),
    "too_long": marked("That is longer than we can keep. Please use at most %(longest)s characters."),
}
"""By the codes of AnswerError."""

MONTH: Final = marked("That is more days than a month has. How many days, from %(low)s to %(high)s?")


def notice(code: str) -> Notice:
    """The notice of this code."""
    say, field = NOTICES[code]
    return Notice(code, gettext(say), field)


NARROW: Final = marked(
    "I read that as somewhere from %(low)s to %(high)s. Is it rather below %(at)s, or %(at)s and more? "
    "Your best guess is fine."
)


def aside_notice(conversation: Conversation) -> Notice:
    """What to say about words that gave no answer."""
    said = conversation.aside or {}
    if said.get("action") == "narrow":
        low, high, turns_at = said["value"]
        return Notice("narrow", gettext(NARROW, low=low, high=high, at=turns_at), "text")
    question = conversation.interview.question
    if question is None:
        return notice("not_possible")
    again = conversation.unclear_replies > 1
    spoken = conversation.spoken.question or question
    say = not_understood(question, spoken, str(said.get("value") or ""), again)
    return Notice("not_understood_again" if again else "not_understood", say, "text")


def answer_notice(error: AnswerError, conversation: Conversation) -> Notice:
    """What to say about an answer that the question cannot take."""
    question = conversation.interview.question
    if question is None or question.id != error.question:
        elsewhere = ANSWERS["not_asked_now"]
        return Notice(error.problem, gettext(elsewhere))
    spoken = conversation.spoken.question or question
    return Notice(error.problem, _said(error.problem, question, spoken.none), "answer")


def _said(problem: str, question: Question, none: str) -> str:
    if problem == "missing" and question.kind == "number":
        problem = "not_a_number"
    days = problem == "too_high" and (question.unit or "").startswith("days")
    text = MONTH if days else ANSWERS[problem]
    return gettext(text, low=question.min, high=question.max, longest=question.max, none=none)
