"""A whole list denied: "none of them", "no to all", "nothing except asthma"."""

from typing import Final

from screener.understand.accounted import Accounted
from screener.understand.left_open import is_caution
from screener.understand.signals import STOPS, Meant

WHOLE_PHRASE: Final = 3
"""Words of a denial that can only be of the list: "none of those"."""


class ListDenied(Accounted):
    """Whether none of the options is meant."""

    def _says_none(self) -> bool:
        """Whether "none", "no" or "nothing" answers for the whole list."""
        found = self._denials_of_all()
        if not found:
            return False
        kinds = self._kinds()
        if kinds & {"yes"} and not {"no"} & kinds:
            return False
        polite = {place for start, end, _ in self.seen.found("polite") for place in range(start, end)}
        if not is_caution(self.question) and found[-1][1] - found[-1][0] >= WHOLE_PHRASE:
            return True  # "a steady squeeze on both sides, none of those"
        before = [p for p in range(found[0][0]) if p not in polite and self.words[p] not in STOPS]
        return self._all_known([self.words[p] for p in before]) if before else True

    def _denials_of_all(self) -> list[tuple[int, int, str]]:
        """ "None" and the like, where they deny neither one name nor the rest: "coumadin, otherwise nothing"."""
        found = self.seen.found("none")
        return [one for one in found if one[0] not in self.seen.masked and not self._denies_a_name(one)]

    def _denies_a_name(self, span: tuple[int, int, str]) -> bool:
        return any(
            one.how == "no" and one.option != "none" and 0 <= one.start - span[1] <= 4 for one in self.seen.meant
        )

    def _whole_none(self) -> bool:
        found = self.seen.found("none")
        covered = {place for start, end, _ in found for place in range(start, end)}
        return all(place in covered or word in STOPS for place, word in enumerate(self.words))

    def _none_without_exception(self, known: list[Meant]) -> bool:
        """ "none, xarelto": a denial of everything, and one option all the same, with no "except" between them."""
        none = self._denials_of_all()
        none = [
            one
            for one in none
            if self.seen.phrase(one) not in ("no", "nope", "non", "nah", "nothing", "rien") or one[1] == len(self.words)
        ]
        inside = {place for one in self.seen.mentions for place in range(one.start, one.end)}
        behind = {one.end for one in self.seen.meant if one.how == "no"}
        none = [one for one in none if not self.seen.also_failed(one[0])]
        none = [one for one in none if one[0] not in inside and one[0] not in behind]
        if not none:
            return False
        first = min(one.start for one in known if one.how == "yes")
        between = self.seen.table["but"].anywhere(self.words, min(none[0][0], first), len(self.words))
        return not between

    def _excepted(self, known: list[Meant]) -> bool:
        """ "Otherwise healthy, but I take apixaban": what stands behind "but" is the exception."""
        none = [one for one in known if one.option == "none"]
        first = next(one.start for one in known if one.option != "none" and one.how == "yes")
        return bool(self.seen.found("but", min(one.end for one in none), first))
