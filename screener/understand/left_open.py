"""What a denial leaves open: words beside it that nothing accounts for, where a caution is asked about.

"No" is taken at its word; "no, my throat gets tight" is not. A caution must never be recorded as absent because a word
of the reply was not understood, so every word must be one of answering, a name, of somebody else, of what is over, or
known to be harmless.
"""

import itertools
from functools import lru_cache
from typing import Final

from screener.understand.accounted import Accounted
from screener.understand.choice import Choice, Chosen, Unclear
from screener.understand.harmless import common_beside
from screener.understand.names import ChoiceQuestion
from screener.understand.over import FINISHED
from screener.understand.signals import STOPS
from screener.understand.words import lexicon_data

CHANGED: Final = frozenset({"changed_headache", "changed_headache_yes"})
CAUTIONS: Final = frozenset(
    {"neuromuscular", "anticoagulant", "swallowing", "breathing", "skin_infection", "botulinum_allergy"}
    | {"pregnant", "trying", "breastfeeding"}
    | CHANGED
)
AND: Final = frozenset({"and", "&", "+", "plus", "also", "et", "aussi", "too", "pis"})
CHILDLESS_FROM: Final = 58
OLDEST: Final = 110
ALMOST: Final = frozenset("almost nearly mostly partly partially half getting not still presque quasiment pas".split())
"""What is almost over is not over."""
OWN: Final = frozenset({"i", "me", "my", "mine", "je", "j'", "m'", "moi", "mon", "ma", "mes"})
LITTLE: Final = frozenset(
    "on my the a an one in at of behind under sur mon ma mes le la les l' au a un une dans".split()
)
SPOKEN_FOR: Final = (
    "polite",
    "past",
    "kin",
    "none",
    "concludes",
    "disproved",
    "present",
    "harmless",
    "all",
    "both",
    "sureness",
)


class LeftOpen(Accounted):
    """Whether a denial is plain enough to stand."""

    def _checked(self, choice: Choice) -> Choice:
        """A denial of a caution only where nothing of the reply is left open."""
        denies = isinstance(choice, Chosen) and choice.values in (("no",), ("none",)) and not choice.literal
        if isinstance(choice, Chosen) and self._elsewhere(choice.values):
            return Unclear("elsewhere")
        if denies and (self._never_so_far() or self._near_skin_only()):
            return Unclear("left_open")
        if self._second_thought(choice):
            return Unclear("left_open")
        if denies and is_caution(self.question) and self._left_open():
            return Unclear("left_open")
        return choice

    def _asks_change(self) -> bool:
        """Whether it is asked what has changed: what used to be is then no denial."""
        return any(CHANGED & set(option.concepts) for option in self.question.options)

    def _never_so_far(self) -> bool:
        """ "I never get these" says that this headache is new, where that is asked."""
        named = any(one.option == "no" for one in self.seen.mentions)
        return (
            self._asks_change()
            and bool({"never", "jamais"} & set(self.words[1:]))
            and not named
            and (self.words[0] not in ("no", "non", "nope", "nah"))
        )

    def _near_skin_only(self) -> bool:
        """ "No, just my shoulder": an exception that is the very place that is asked about."""
        if not any("skin_infection" in option.concepts for option in self.question.options):
            return False
        near = {start for start, _, _ in self.seen.found("asked_skin")}
        return any(
            next((p for p in range(end, len(self.words)) if self.words[p] not in LITTLE), None) in near
            for _, end, _ in self.seen.found("but")
        )

    def _second_thought(self, choice: Choice) -> bool:
        """ "Myasthenia. Also my voice goes at night": a clause that may name a further caution."""
        if not isinstance(choice, Chosen) or self.question.kind != "some" or not is_caution(self.question):
            return False
        named = {one.start for one in self.seen.mentions}
        return any(
            not named & set(range(*part)) and not self._circumstance(part[0]) and self._left_open(*part)
            for part in self._parts()
        )

    def _circumstance(self, place: int) -> bool:
        """ "Winded just going to the mailbox": when it comes, said right behind its name."""
        before = self.words[max(0, place - 2) : place]
        return self.words[place].endswith("ing") and before[1:] in (["just"], ["only"]) and before[0] not in STOPS

    def _parts(self) -> list[tuple[int, int]]:
        """The clauses, cut at words such as "and" and "also"."""
        inside = {place for one in self.seen.mentions for place in range(one.start, one.end)}
        joints = {place for place, word in enumerate(self.words) if word in AND} - inside
        parts = []
        for start, end in self.seen.clauses:
            cuts = [start, *sorted(place for place in joints if start < place < end), end]
            parts += list(itertools.pairwise(cuts))
        return parts

    def _past_childbearing(self) -> bool:
        """ "I'm 63 dear", where pregnancy is asked about: an age from which nobody is pregnant."""
        if not any("pregnant" in option.concepts for option in self.question.options):
            return False
        return any(self._is_age(place) for place, word in enumerate(self.words) if word.isascii() and word.isdigit())

    def _is_age(self, place: int) -> bool:
        before, behind = self.words[max(0, place - 1) : place], self.words[place + 1 : place + 2]
        told = before in (["am"], ["age"], ["aged"], ["turned"], ["turning"], ["ai"], ["at"]) or place == 0
        years = behind in (["year"], ["years"], ["yo"], ["yrs"], ["ans"])
        alone = behind in ([], ["."], [","], ["!"], ["dear"], ["and"], ["here"], ["so"])
        return CHILDLESS_FROM <= int(self.words[place]) <= OLDEST and (years or (told and alone))

    def _over_and_done(self) -> bool:
        """ "Had one in the summer but that's healed up": a caution that is past, with nothing left open."""
        return is_caution(self.question) and not self._asks_change() and not self._left_open()

    def _elsewhere(self, values: tuple[str, ...]) -> bool:
        """ "An infected toe": the skin that is asked about is not the only skin."""
        skin = {option.id for option in self.question.options if "skin_infection" in option.concepts}
        near = self.seen.found("asked_skin")
        return bool(skin & set(values)) and bool(self.seen.found("other_skin")) and not near

    def _left_open(self, start: int = 0, end: int | None = None) -> list[str]:
        """The words that nothing accounts for."""
        known = self._vocabulary() | _generics()
        if not self._asks_change():
            known |= common_beside(self.words)
        covered = self._spoken_for()
        return [
            word
            for place, word in enumerate(self.words[:end])
            if place >= start and place not in covered and word not in known and word not in STOPS and word[0].isalpha()
        ]

    def _spoken_for(self) -> set[int]:
        """The places of names, of words of answering, and of clauses about somebody else or about what is over."""
        spans = [(one.start, one.end) for one in self.seen.all_signals]
        spans += [(one.start, one.end) for one in self.seen.mentions]
        spans += [(start, end) for name in SPOKEN_FOR for start, end, _ in self.seen.found(name)]
        for clause in self.seen.clauses:
            almost = ALMOST & set(self.words[slice(*clause)])
            over = not almost and any(self.seen.phrase(one) in FINISHED for one in self.seen.found("past", *clause))
            if (over and not self._asks_change()) or self._of_kin_alone(*clause):
                spans.append(clause)
        disproved = self.seen.found("disproved")
        if disproved:
            spans.append((0, disproved[-1][1]))
        return {place for start, end in spans for place in range(start, end)}

    def _of_kin_alone(self, start: int, end: int) -> bool:
        """Whether a clause tells of a relative, and not what they say of the visitor: "my wife says my face droops"."""
        kin = self.seen.found("kin", start, end)
        return bool(kin) and not OWN & set(self.words[kin[0][1] : end])


@lru_cache(maxsize=256)
def is_caution(question: ChoiceQuestion) -> bool:
    """Whether an option of the question is a caution, so that a wrong denial would hide it."""
    return any(CAUTIONS & set(option.concepts) for option in question.options)


@lru_cache(maxsize=1)
def _generics() -> frozenset[str]:
    """Words of medicines that no caution is about: those are read as names."""
    data = lexicon_data("generics")
    safe = [(name, entry) for name, entry in data.items() if entry.get("class") not in CAUTIONS]
    return frozenset(word for name, entry in safe for word in (*name.split(), *_words(entry)))


def _words(entry: object) -> list[str]:
    if isinstance(entry, str):
        return entry.split()
    if isinstance(entry, dict):
        return [word for key, value in entry.items() for word in (*str(key).split(), *_words(value))]
    return [word for one in entry for word in _words(one)] if isinstance(entry, list) else []
