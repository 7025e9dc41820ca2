"""A whole list denied: "none of them", "no to all", "nothing except asthma"."""

from screener.understand.accounted import Accounted
from screener.understand.signals import STOPS, Meant


class ListDenied(Accounted):
    """Whether none of the options is meant."""

    def _says_none(self) -> bool:
        """Whether "none", "no" or "nothing" answers for the whole list."""
        found = [one for one in self.seen.found("none") if not self._denies_a_name(one)]
        if not found:
            return False
        kinds = self._kinds()
        if kinds & {"yes"} and not {"no"} & kinds:
            return False
        polite = {place for start, end, _ in self.seen.found("polite") for place in range(start, end)}
        before = [p for p in range(found[0][0]) if p not in polite and self.words[p] not in STOPS]
        return self._all_known([self.words[p] for p in before]) if before else True

    def _denies_a_name(self, span: tuple[int, int, str]) -> bool:
        return any(one.how == "no" and 0 <= one.start - span[1] <= 4 for one in self.seen.meant)

    def _whole_none(self) -> bool:
        found = self.seen.found("none")
        covered = {place for start, end, _ in found for place in range(start, end)}
        return all(place in covered or word in STOPS for place, word in enumerate(self.words))

    def _none_without_exception(self, known: list[Meant]) -> bool:
        """ "none, xarelto": a denial of everything, and one option all the same, with no "except" between them."""
        none = [one for one in self.seen.found("none") if not self._denies_a_name(one)]
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
