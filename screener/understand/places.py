"""Options by their place: "the second one", "b", "1 and 3", "only the 5th", "the first two"."""

from typing import Final

from screener.understand.choice import Choice, Unclear
from screener.understand.durations import spans
from screener.understand.heard import Heard
from screener.understand.signals import STOPS

COUNTS: Final = {"two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4, "quatre": 4, "five": 5, "cinq": 5} | {
    str(count): count for count in range(2, 7)
}
MOST_LETTERS: Final = 10
_FILLERS: Final = (
    "and et & + , . ! ) ( the le la l' les option options choice answer letter lettre choix is it just only seulement "
    "both # number numbers no. numero please"
)
FILLERS: Final = frozenset(_FILLERS.split())
"""What may stand beside letters and figures that point at options."""
_BESIDE: Final = (
    "one ones and et & the le la les l' only just seulement it is option options choice choix un une that c' est on "
    "list answer i would say applies to me of these them please also fits in juste pick choose je prends choisis "
    "reponse"
)
BESIDE: Final = frozenset(_BESIDE.split())
"""What may stand beside "the second"."""


class Places(Heard):
    """Options that are pointed at."""

    def _by_place(self) -> Choice | None:
        """Options by their place: "the second one", "b", "1 and 3", "only the 5th", "the first two"."""
        if self.question.is_yes_no and not any(
            word in ("option", "choice", "choix", "#", "number") for word in self.words
        ):
            return None
        ids = self.question.ids
        places = self._letters() or self._digits() or self._ordinals()
        if not places:
            return None
        chosen = [
            ids[place - 1 if place > 0 else place] for place in places if -len(ids) <= place <= len(ids) and place
        ]
        if len(chosen) != len(places):
            return Unclear("no_such_option")
        if len(set(chosen)) > 1 and (self.question.kind == "one" or {"none", "unsure"} & set(chosen)):
            return Unclear("several")
        return self._chosen(chosen, literal=False)

    def _joined(self) -> list[str]:
        return [word for word in self.words if word not in FILLERS]

    def _letters(self) -> list[int]:
        rest = self._joined()
        last = chr(ord("a") + min(len(self.question.options), MOST_LETTERS) - 1)
        if rest and all(len(word) == 1 and "a" <= word <= last for word in rest) and rest != ["n"]:
            return [ord(word) - ord("a") + 1 for word in rest]
        return []

    def _digits(self) -> list[int]:
        rest = self._joined()
        if spans(self.question) or not rest:
            return []
        rest = [digits for word in rest for digits in word.split(".")]  # "1,2" looks like a decimal
        if not all(digits.isascii() and digits.isdigit() and len(digits) <= 2 for digits in rest):
            return []
        return [int(digits) for digits in rest]

    def _ordinals(self) -> list[int]:
        table = self.seen.table
        inside = {place for one in self.seen.mentions for place in range(one.start, one.end)}
        found = [one for one in table["ordinals"].anywhere(self.words) if one[0] not in inside]
        if not found or self.seen.meant:
            return []
        behind = self.words[found[0][1] : found[0][1] + 1]
        if found[0][2] in ("1", "-1") and len(found) == 1 and (count := COUNTS.get("".join(behind))):
            return list(range(1, count + 1)) if found[0][2] == "1" else list(range(-count, 0))
        known = {place for start, end, _ in found for place in range(start, end)}
        spare = [word for place, word in enumerate(self.words) if place not in known and word not in STOPS]
        if any(word not in BESIDE for word in spare):
            return []
        return [int(value) for _, _, value in found]
