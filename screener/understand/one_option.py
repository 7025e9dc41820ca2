"""One option among several that exclude each other."""

from typing import Final

from screener.understand.choice import Choice, Unclear, Unsure
from screener.understand.durations import HOURS, read_age, read_duration, spans
from screener.understand.list_denied import ListDenied
from screener.understand.text import tokens

ADULT: Final = 18


class OneOption(ListDenied):
    """A reply that chooses one option."""

    def _one(self) -> Choice:
        meant = self._corrected(self._about_options())
        chosen = list(dict.fromkeys(one.option for one in meant if one.how == "yes"))
        kinds = self._kinds()
        if "unsettled" in {one.how for one in meant}:
            return Unclear("unsettled")
        duration, timed = read_duration(self.question, self.said)
        if timed and not chosen:
            return self._chosen([duration], literal=False) if duration else Unclear("two_readings")
        if timed and duration and chosen != [duration]:
            return Unclear("contradiction")
        if timed and duration is None and chosen:
            return Unclear("two_readings")
        if spans(self.question) and not chosen and any(word[0].isdigit() for word in self.words):
            return Unclear("unit")
        if chosen and self.seen.found("both") and len(self.words) > 1 and "any" not in chosen:
            return Unclear("several", tuple(chosen))
        if len(chosen) == 1 and not self._age_fits(chosen[0]):
            return self._grown_up() or Unclear("age")
        if len(chosen) == 1:
            if "unsure" in kinds and chosen != ["unsure"]:
                return Unsure()
            if chosen == ["unsure"]:
                return Unsure()
            return self._chosen(chosen, literal=self._named_only(meant))
        if len(chosen) > 1:
            return Unclear("several", tuple(chosen))
        if kinds & {"unsure"} or any(one.how == "maybe" for one in meant):
            return Unsure(literal=self._whole("unsure"))
        if not meant and kinds & {"maybe"}:
            return Unsure()
        if "none" in self.question.ids and self._says_none():
            return self._chosen(["none"], literal=False)
        return Unclear("not_understood")

    def _grown_up(self) -> Choice | None:
        """ "My 24 year old son" is another adult."""
        age = read_age(self.said)
        others = [one.id for one in self.question.options if "filled_in_for_other_adult" in one.concepts]
        if age is None or age.low < ADULT * HOURS["year"]:
            return None
        if not others and "other_adult" in self.question.ids:
            others = ["other_adult"]
        return self._chosen(others, literal=False) if len(others) == 1 else None

    def _age_fits(self, option_id: str) -> bool:
        """Whether an age that is said fits an option such as "my child under 18"."""
        option = next(one for one in self.question.options if one.id == option_id)
        if not any(letter.isdigit() for letter in option.label):
            return True
        allowed, said_age = read_age(tokens(option.label)), read_age(self.said)
        return allowed is None or said_age is None or allowed.holds(said_age)
