"""Several options at once, all of them, all but some, or none."""

from typing import Final

from screener.understand.choice import Choice, Unclear, Unsure
from screener.understand.concepts import concepts, known_names
from screener.understand.left_open import LeftOpen, is_caution
from screener.understand.list_denied import ListDenied
from screener.understand.names import OUTSIDE
from screener.understand.signals import STOPS, Meant

DENIED: Final = frozenset("no non not none nope rien aucun aucune nothing neither ni".split())
TO: Final = frozenset({"to", "for", "pour", "a", "au"})
ARTICLES: Final = frozenset({"of", "the", "my", "these", "those", "les", "des", "mes", "ces"})
WELL: Final = [[word] for word in ("clear", "good", "fine", "ok", "okay", "healed", "negative", "well", "beau", "va")]
"""What follows "all" where no option is meant: "all clear", "tout va bien"."""
SUBJECTS: Final = frozenset({"everything", "tout", "all"})
OF_IT: Final = frozenset("is gets seems feels looks sounds smells hurts makes bothers est devient sonne me m'".split())
"""Behind "everything" where it is what the visitor speaks of: "everything is too bright"."""
ALL_OF: Final = frozenset(
    "yes yeah yep oui apply applies fit fits them those above list sadly unfortunately pretty much basically sont "
    "helas malheureusement actually literally honestly get check checked every one ouais vraiment presque".split()
)
"""What may stand beside "all of them"."""


class SeveralOptions(ListDenied, LeftOpen):
    """A reply that may choose more than one option."""

    def _some(self) -> Choice:
        meant = self._corrected(self.seen.meant)
        known = self._outweighed([one for one in meant if one.option != OUTSIDE])
        if "unsettled" in {one.how for one in known}:
            return Unclear("unsettled")
        chosen = [one.option for one in known if one.how == "yes"]
        if excepted := self._all_but(known):
            return excepted
        if any(one.how == "maybe" for one in known):
            return Unsure() if not [c for c in chosen if c not in ("none", "unsure")] else Unclear("doubt")
        if not chosen and (everything := self._everything()):
            return everything
        kinds = self._kinds()
        real = [option for option in chosen if option not in ("none", "unsure")]
        if real and self._taken_back_by_name(known):
            return Unclear("contradiction")
        if real:
            if "unsure" in kinds or "unsure" in chosen:
                return Unclear("doubt")
            said_none = "none" in chosen and not self._remedies() and not self._excepted(known)
            if said_none or self._none_without_exception(known):
                return Unclear("contradiction")
            return self._chosen(list(dict.fromkeys(real)), literal=self._named_only(known))
        if "unsure" in chosen or kinds & {"unsure", "maybe"}:
            return Unclear("contradiction") if "none" in chosen else Unsure(literal=self._whole("unsure"))
        return self._none_of_them(known, "none" in chosen)

    def _taken_back_by_name(self, known: list[Meant]) -> bool:
        """Whether an option is affirmed and denied by the same name; "nausea, no vomiting" names it by another."""
        called: dict[str, set[tuple[str, ...]]] = {"yes": set(), "no": set()}
        for one in known:
            if one.how in called:
                called[one.how].add((one.option, *self.words[one.start : one.end]))
        both = {option for option, *_ in called["yes"]} & {option for option, *_ in called["no"]}
        return bool(called["yes"] & called["no"]) or (bool(both) and is_caution(self.question))

    def _none_of_them(self, known: list[Meant], said_none: bool) -> Choice:
        if "none" not in self.question.ids:
            return Unclear("not_understood")
        if not known and not self._kinds() - {"no", "soft_no"} and self._past_childbearing():
            return self._chosen(["none"], literal=False)
        if self._outside() and not (self._remedies() and self._says_none()):
            return Unclear("not_offered")
        if is_caution(self.question) and self._yes_to_one():
            return Unclear("contradiction")
        if said_none or self._says_none():
            if self._taken_back():
                return Unclear("but")
            return self._chosen(["none"], literal=self._whole_none() or (bool(known) and self._named_only(known)))
        ways = {one.how for one in known}
        if ways and ways <= {"other", "past"}:
            return self._chosen(["none"], literal=False)
        denied = {one.option for one in known if one.how == "no"}
        real = [option for option in self.question.ids if option not in ("none", "unsure")]
        if ways and ways <= {"no", "other", "past"} and (real[0] in denied or len(denied) > 1):
            return self._chosen(["none"], literal=False)
        if not known and "soft_no" in self._kinds() and self._leads("soft_no"):
            return self._chosen(["none"], literal=False)
        return Unclear("not_understood")

    def _yes_to_one(self) -> bool:
        """ "No to 1, no to 2, yes to 3": one is affirmed that was not understood."""
        affirmed = [one for one in self._signals() if one.kind in ("yes", "soft_yes")]
        return any(self.words[one.end : one.end + 1] and self.words[one.end] in TO for one in affirmed)

    def _everything(self) -> Choice | None:
        """ "all of them", "both"."""
        real = [option for option in self.question.ids if option not in ("none", "unsure", "other")]
        table = self.seen.table
        negated = any(self.seen.negates(place) for place in range(len(self.words)))
        if negated:
            return None
        if table["all"].anywhere(self.words) and self._nearly_only("all"):
            return self._chosen(real, literal=False)
        if table["both"].anywhere(self.words) and len(real) == 2:
            return self._chosen(real, literal=False)
        return None

    def _nearly_only(self, category: str) -> bool:
        covered = {place for start, end, _ in self.seen.found(category) for place in range(start, end)}
        rest = [word for place, word in enumerate(self.words) if place not in covered and word not in STOPS]
        return len(rest) <= 3 and self._all_known([word for word in rest if word not in ALL_OF])

    def _all_but(self, known: list[Meant]) -> Choice | None:
        """ "all except noise": every option but those."""
        if others := self._everything_else(known):
            return others
        everything = self.seen.found("all")
        if not everything or everything[0][0] > 2 or self.words[everything[0][1] :][:1] in WELL:
            return None
        if self.seen.phrase(everything[0]) in SUBJECTS and set(self.words[everything[0][1] :][:1]) & OF_IT:
            return None
        exceptions = [one for one in self.seen.found("except") if one[0] >= everything[0][1]]
        if DENIED & set(self.words[: exceptions[0][0] if exceptions else 0]):
            return None  # "all no except blood thinner", "rien de tout ça, à part Eliquis"
        if exceptions and not [one for one in known if one.start >= exceptions[0][1]]:
            return Unclear("exception")
        named = [one.option for one in known if exceptions and one.start >= exceptions[0][1]]
        family = self._family(everything[0][1])
        if not named and not family:
            return None
        real = family or [option for option in self.question.ids if option not in ("none", "unsure", "other")]
        return self._chosen([option for option in real if option not in named], literal=False)

    def _everything_else(self, known: list[Meant]) -> Choice | None:
        """ "No nausea, everything else yes"."""
        denied = {one.option for one in known if one.how == "no"}
        rest = self.seen.found("all_else")
        if not rest or not denied or any(one.how != "no" for one in known):
            return None
        behind = self.words[rest[-1][1] :]
        if any(self.seen.negates(place) for place in range(rest[-1][1], len(self.words))) or len(behind) > 3:
            return None
        real = [option for option in self.question.ids if option not in ("none", "unsure", "other")]
        return self._chosen([option for option in real if option not in denied], literal=False)

    def _family(self, place: int) -> list[str]:
        """The options of a class that "all" is said of: "all of the CGRP shots"."""
        while place < len(self.words) and self.words[place] in ARTICLES:
            place += 1
        length, concept = known_names().at(self.words, place)
        if not length or not concept.startswith("some_"):
            return []
        wanted = concepts()[concept][0][0]
        return [
            option.id
            for option in self.question.options
            if any(wanted == name or wanted in concepts().get(name, ((), ()))[0] for name in option.concepts)
        ]
