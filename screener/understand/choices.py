"""Options chosen in free words: yes, no and unsure in all their forms, one option or several.

The words are taken apart first (clauses.py); here it is decided what they come to. Where that is not plain, it is asked
again: a caution must never be recorded as absent because of a guess.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from screener.understand.asked_back import AskedBack
from screener.understand.choice import Choice, Chosen, Unclear, Unsure
from screener.understand.names import ChoiceOption, ChoiceQuestion
from screener.understand.one_option import OneOption
from screener.understand.places import Places
from screener.understand.replies import understood
from screener.understand.several_options import SeveralOptions
from screener.understand.text import tokens, too_long
from screener.understand.words import texts
from screener.understand.yes_or_no import YesOrNo


def read_choice(text: str, question: ChoiceQuestion) -> Choice:
    """What a reply chooses among a question's options."""
    if too_long(text):
        return Unclear("too_long")
    said = tokens(text)
    if not said:
        return Unclear("empty")
    question = understood(question)
    reply = _Reply(question, said)
    found = reply.choice()
    if isinstance(found, Unsure) and "unsure" not in question.ids:
        return Unclear("unsure")
    if isinstance(found, Chosen) and not set(found.values) <= set(question.ids):
        return Unclear("not_offered")
    if isinstance(found, Unclear) and not found.suggestions:
        return Unclear(found.reason, reply.suggestions())
    return found


@lru_cache(maxsize=256)
def _by_name(question: ChoiceQuestion) -> Mapping[str, str]:
    """The options of a question by what they are called. Made once for each question: it takes longer than a reply."""
    by_name: dict[str, str] = {}
    for option in question.options:
        for name in (option.label, *option.synonyms):
            by_name.setdefault(" ".join(texts(tokens(name))), option.id)
    return by_name


class _Reply(AskedBack, Places, YesOrNo, OneOption, SeveralOptions):
    """One reply to one question, read in the way its question is answered."""

    def choice(self) -> Choice:
        if self.words[0] in ("if", "si", "unless") or self.words[:2] == ["only", "if"]:
            return Unclear("condition")
        if self._wonders():
            return Unsure()
        if self._asks_back():
            return Unclear("question")
        if placed := self._by_place():
            return placed
        if self.question.is_yes_no:
            return self._checked(self._yes_or_no())
        if self.question.kind == "some":
            return self._checked(self._some())
        return self._one()

    def suggestions(self) -> tuple[str, ...]:
        """Options that sound like what was said."""
        by_name = _by_name(self.question)
        near = get_close_matches(" ".join(self.words[:20]), list(by_name), 3, 0.7)
        return tuple(dict.fromkeys(by_name[name] for name in near))


__all__ = ["Choice", "ChoiceOption", "ChoiceQuestion", "Chosen", "Unclear", "Unsure", "read_choice"]
