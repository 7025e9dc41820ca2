"""Counts of somebody else, of months that are named, and since one of them."""

from dataclasses import replace
from typing import Final

from screener.understand.measure import Measure
from screener.understand.said import Reply, Said
from screener.understand.words import lexicon

_SAYING: Final = "says say said thinks thought swears claims guesses reckons insists dit pense jure"
LITTLE: Final = frozenset({"en", "he", "she", "il", "elle"})
HAVING: Final = frozenset(
    {"has", "had", "have", "gets", "get", "got", "suffers", "a", "avait", "ont", "fait", "used", *_SAYING.split()}
)
_MONTHS: Final = (
    "january february march april june july august september october november december jan feb apr aug sept sep oct "
    "nov dec janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
)
MONTHS: Final = frozenset(_MONTHS.split())


class WhoseAndWhen(Reply):
    """ "My mom had 20, I get 8", "september 11, august 13", "18 since may"."""

    def _own(self, said: list[Said]) -> list[Said]:
        """Without what relatives have: "my mom had 20"."""
        return [one for one in said if not self._of_kin(one)]

    def _of_kin(self, one: Said) -> bool:
        kin = lexicon("words")["kin"].anywhere(self.words, one.first, one.measure.start)
        if not kin:
            return False
        if self.words[kin[-1][0] - 2 : kin[-1][0] - 1] == ["no"]:
            return False  # "11? No, my wife says 4": whose count holds is asked
        end = kin[-1][1]
        between = [
            word for word in self.words[end : one.measure.start] if word not in ("en", "he", "she", "il", "elle")
        ]
        return between[:1] != [] and between[0] in HAVING and not {"i", "je", "j'", "me"} & set(between)

    def _named_months(self, rates: list[Said]) -> list[Said]:
        """Counts of two or more months that are named: from the least of them to the most."""
        if len(rates) < 2 or any(one.measure.special or not self._month_of(one) for one in rates):
            return rates
        counts = [one.measure for one in rates]
        both = replace(
            counts[0],
            low=min(m.low for m in counts),
            high=max(m.high for m in counts),
            end=counts[-1].end,
            literal=False,
        )
        return [Said(both, rates[0].first, rates[-1].last)]

    def _month_of(self, one: Said) -> bool:
        return bool(MONTHS & set(self.words[one.first : one.last]))

    def _since_month(self, measure: Measure) -> bool:
        """ "18 since september" may be all of them, or so many a month."""
        behind = self.words[measure.end : measure.end + 2]
        return (
            not measure.period
            and not measure.special
            and behind[:1] in (["since"], ["depuis"])
            and behind[1:] != []
            and behind[1] in MONTHS
        )
