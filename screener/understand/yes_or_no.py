"""Yes or no: by words of answering, by what either answer is called, by a length of time, or by a plain denial."""

from typing import Final

from screener.understand.choice import Choice, Unclear, Unsure
from screener.understand.durations import read_duration
from screener.understand.left_open import LeftOpen
from screener.understand.signals import Meant, Signal, ever

SURE: Final = frozenset("sure certain certaine positive confident convinced sur convaincue convaincu".split())
_HOW_SURE: Final = (
    "i am pretty fairly quite almost very nearly reasonably absolutely totally completely mostly % percent je suis "
    "presque quasi tres assez vraiment oh well um ok yeah lol"
)
HOW_SURE: Final = frozenset(_HOW_SURE.split())
OF_MYSELF: Final = frozenset("that i am do have did it is its que je qu' c' est".split())
"""What may stand between how sure somebody is and what they deny."""
DENIALS: Final = frozenset({"not", "no", "nope", "non"})


class YesOrNo(LeftOpen):
    """A reply to a question that yes or no answers."""

    def _yes_or_no(self) -> Choice:
        kinds = self._kinds()
        meant = self._about_options()
        firm = {one.how for one in meant}
        duration, timed = read_duration(self.question, self.said)
        if timed and not meant and self._kin_only() and not {"i", "am", "je", "j'"} & set(self.words):
            return Unclear("other_person")
        if timed and "wish" in self.words:
            return Unclear("not_understood")
        if self._sure_of_no() and not self._kinds() & {"maybe", "unsure"}:
            return self._chosen(["no"], literal=False)
        if timed and not meant:
            return self._by_duration(duration, kinds)
        if meant:
            return self._with_mentions(kinds, firm, meant)
        if not kinds - {"no", "soft_no"} and self._past_childbearing():
            return self._chosen(["no"], literal=False)
        if self._outside() and not kinds & {"yes", "no", "soft_no", "soft_yes"}:
            return Unclear("not_understood")
        return self._from_signals(kinds)

    def _with_mentions(self, kinds: set[str], firm: set[str], meant: list[Meant]) -> Choice:
        sides = {self._side(one) for one in self._outweighed(meant)}
        if {"?", "no"} <= sides and all(one.option == "no" for one in meant if self._side(one) == "?"):
            sides.discard("?")  # "not pregnant, not trying": the second takes nothing back
        if "?" in sides or "unsettled" in firm:
            return Unclear("unsettled")
        said_yes, said_no = bool(kinds & {"yes", "soft_yes"}), bool(self._own_no())
        if "maybe" in sides or ("unsure" in kinds and "yes" in sides) or "maybe" in kinds:
            return Unclear("contradiction") if said_no and "maybe" not in sides else Unsure()
        if "unsure" in sides:
            return Unsure()
        if {"yes", "no"} <= sides or (said_yes and "no" in sides) or (said_no and "yes" in sides):
            return Unclear("contradiction")
        if "yes" in sides:
            return self._chosen(["yes"], literal=False)
        if "no" in sides:
            return Unsure() if "unsure" in kinds and not said_no else self._chosen(["no"], literal=False)
        if said_yes:
            return Unclear("contradiction")
        if "unsure" in kinds:
            return Unsure()
        return self._chosen(["no"], literal=False)

    def _side(self, one: Meant) -> str:
        """What a mention says for the question: an option named and affirmed, or its opposite when denied."""
        if one.option == "unsure":
            return "unsure"
        if one.how == "yes":
            return one.option
        if one.how == "no" and one.option == "yes" and self.words[one.start] in ("for", "pour"):
            return "?"  # "not for headaches" says nothing of other reasons
        if one.how == "no":
            denies_itself = any(
                self.seen.table["negators"].at(self.words, place)[0] for place in range(one.start, one.end)
            )
            return "no" if one.option == "yes" or denies_itself else "?"
        return one.how if one.how in ("maybe", "unsettled") else "aside"

    def _own_no(self) -> list[Signal]:
        """Words of denial that answer the question, and do not merely deny one of its names."""
        return [one for one in self._signals() if one.kind in ("no", "soft_no") and not self._before_mention(one)]

    def _before_mention(self, signal: Signal) -> bool:
        for one in self.seen.meant:
            if one.how == "no" and one.start >= signal.end and one.start - signal.end <= 4:
                return True
        return False

    def _by_duration(self, duration: str | None, kinds: set[str]) -> Choice:
        if duration is None:
            return Unclear("two_readings")
        if (kinds & {"no", "soft_no"} and duration == "yes") or ("yes" in kinds and duration == "no"):
            return Unclear("contradiction")
        if kinds & {"maybe", "unsure"} and not kinds & {"yes", "no"} and "unsure" in kinds:
            return Unsure()
        return self._chosen([duration], literal=False)

    def _from_signals(self, kinds: set[str]) -> Choice:
        if kinds & {"unsure", "maybe"}:
            return Unsure(literal=self._whole("unsure"))
        said_yes, said_no = kinds & {"yes", "soft_yes"}, kinds & {"no", "soft_no"}
        if said_yes and said_no:
            return self._double()
        if said_yes == {"soft_yes"} and self.words[-1] == "?":
            return Unsure()  # "I think so?"
        if said_yes:
            if self._finished() and not ever(self.question):
                return Unclear("past")
            others = self._kin_only() and not {"i", "me", "j'", "je", "moi"} & set(self.words)
            if self._denials() or (others and not self._doctor()):
                return Unclear("contradiction")
            return (
                self._chosen(["yes"], literal=self._whole("yes"))
                if self._leads("yes", "soft_yes") or self._short()
                else Unclear("not_understood")
            )
        if said_no:
            return self._denied()
        return self._without_signals()

    def _double(self) -> Choice:
        """Yes and no together: "of course not" is one phrase; whatever else says both is asked again."""
        first = self._signals()[0]
        rest = self._signals()[1:]
        if first.kind == "no" and all(
            one.kind in ("no", "soft_no")
            or self.words[one.start]
            in ("definitely", "absolutely", "certain", "certainly", "indeed", "correct", "exact", "true")
            for one in rest
        ):
            return self._chosen(["no"], literal=False)
        if first.kind == "yes" and all(one.kind in ("yes", "soft_yes") for one in rest):
            return self._chosen(["yes"], literal=False)
        return Unclear("contradiction")

    def _sure_of_no(self) -> bool:
        """ "Pretty sure I'm not": how sure somebody is of a denial, with nothing in doubt before it or left open."""
        sure = next((place for place, word in enumerate(self.words) if word in SURE), None)
        if sure is None or not all(word in HOW_SURE or word[0].isdigit() for word in self.words[:sure]):
            return False
        denied = next((p for p in range(sure + 1, len(self.words)) if self.words[p] in DENIALS), None)
        if denied is None or not set(self.words[sure + 1 : denied]) <= OF_MYSELF:
            return False
        rest = self.words[denied + 1 :]
        return not {"not", "no", "but", "if", "mais", "non", "pas"} & set(rest) and self._all_known(rest)

    def _denied(self) -> Choice:
        """A denial. What follows "but" and is not understood may take it back, so then it is asked again."""
        if ever(self.question) and self._any_phrase("not anymore", "not any more", "no longer", "plus maintenant"):
            return (
                self._chosen(["yes"], literal=False)
                if not self._leads("no") or self.words[0] == "not"
                else Unclear("past")
            )
        if self._leads("no", "soft_no"):
            if self._taken_back():
                return Unclear("but")
            return self._chosen(["no"], literal=self._whole("no"))
        if self._own_accounted() or self.seen.found("concludes", len(self.words) - 3):
            return self._chosen(["no"], literal=False)
        return Unclear("not_understood")

    def _without_signals(self) -> Choice:
        """Neither yes nor no: a denial in other words, something that happened once, somebody else's."""
        negators = [place for place in range(len(self.words)) if self.seen.negates(place)]
        if negators:
            return self._chosen(["no"], literal=False) if self._own_accounted() else Unclear("not_understood")
        if self._kin_only() and not ever(self.question):
            return Unclear("other_person")
        if ever(self.question) and self.seen.found("occurrence") and not self._kin_only():
            return self._chosen(["yes"], literal=False)
        if self._finished() and (self._accounted_past() or self._over_and_done()):
            return self._chosen(["yes" if ever(self.question) else "no"], literal=False)
        return Unclear("not_understood")
