"""What is said of words that were not understood: what was missing, and what would help. Kindly, and in few words."""

from collections.abc import Mapping
from typing import Final

from screener.engine.flow import Question
from screener.languages import marked
from screener.web.language import gettext

BY_UNIT: Final[Mapping[str, str]] = {
    "days a month": marked(
        "I could not find a number of days in that. You could write it like “12”, “3 days a week” or “every other day”."
    ),
    "weeks": marked(
        "I could not find a number of weeks in that. You could write it like “8”, “2 months” or “a year ago”."
    ),
    "years": marked("I could not find an age in that. You could write it in years, like “34”."),
}
"""By the unit of a number."""

BY_KIND: Final[Mapping[str, str]] = {
    "number": marked("I could not find a number in that. You could write it in figures, like “12”."),
    "yes_no": marked(
        "I could not tell if that means yes or no. You could start with one of the two, or choose it below."
    ),
    "one": marked(
        "I could not tell which answer that is. You could use the words of one answer below, or choose it there."
    ),
    "some": marked("I could not tell which of these you mean. You could name each one that fits, or write “%(none)s”."),
    "words": marked("I could not read that. Please write it again in a few words."),
}

BY_REASON: Final[Mapping[str, str]] = {
    "too_long": marked("That is more than I can read at once, and I am sorry. A few words are enough."),
    "past": marked("That sounds like how it was before. Please tell me how it is now."),
    "question": marked(
        "I could not answer that here, and I am sorry. Your physician can. The question below still stands."
    ),
}
"""Why words were not understood, whatever was asked."""

NUMBER_REASONS: Final[Mapping[str, str]] = {
    "two_readings": marked("I could read that in two ways. Please write just one number. Your best guess is fine."),
    "other_quantity": marked(
        "That seems to count something else, such as hours or tablets. Here it is about %(unit)s."
    ),
    "date": marked("I can't count from a date. About how many %(unit)s is that?"),
    "birthday": marked("Please write the age as it is today, in years."),
}
CHOICE_REASONS: Final[Mapping[str, str]] = {
    "contradiction": marked("I read both a yes and a no in that. Which one is it?"),
    "several": marked("That names more than one answer, and here just one fits. Please choose what comes closest."),
    "unsure": marked("It is fine not to be sure. Please choose the answer that comes closest."),
    "other_person": marked("That seems to be about somebody else. Please answer for the person this is about."),
    "not_offered": marked("That is not one of the answers here. Please choose what comes closest."),
    "no_such_option": marked("There is no answer with that place in the list. Please choose one that stands there."),
}

AGAIN: Final[Mapping[str, str]] = {
    "number": marked(
        "I still can't read that, and I am sorry. A number in the box below is the quickest way. "
        "Your best guess is fine."
    ),
    "choice": marked(
        "I still can't read that, and I am sorry. Choosing from the list is the quickest way. "
        "You can still type below it."
    ),
}
"""After a second reply that was not understood: the list or the number comes first."""


def not_understood(question: Question, spoken: Question, reason: str, again: bool) -> str:
    """What to say about a reply to this question that was not understood. `spoken`: it, in the visitor's language."""
    number = question.kind == "number"
    if again and question.kind != "words":
        once_more = AGAIN["number" if number else "choice"]
        return gettext(once_more)
    special = {**BY_REASON, **(NUMBER_REASONS if number else CHOICE_REASONS)}.get(reason)
    text = special or BY_UNIT.get(question.unit or "" if number else "") or BY_KIND[_kind(question)]
    return gettext(text, unit=spoken.unit or gettext("a number"), none=spoken.none)


def _kind(question: Question) -> str:
    yes_no = question.kind == "one" and {"yes", "no"} <= set(question.option_ids)
    return "yes_no" if yes_no else question.kind
