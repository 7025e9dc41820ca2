"""Counts of what is taken, and not of headaches: "I take Imitrex 9 times"."""

from collections.abc import Sequence
from typing import Final

from screener.understand.concepts import known_names
from screener.understand.measure import Measure
from screener.understand.said import Reply, Said

_TAKING: Final = (
    "take takes took taking taken use uses used using pop pops popped popping need needed needing swallow prends prend "
    "prenais pris prendre utilise"
)
TAKING: Final = frozenset(_TAKING.split())
BESIDE: Final = 3
"""Words that a medicine may stand before the count of its days: "Advil on about 10 days"."""
COUNTED: Final = frozenset({"times", "time", "fois", "x", "day", "days", "jour", "jours"})


class Takings(Reply):
    """Whether medicine is counted, and no headache is spoken of."""

    def _counts_takings(self, measures: Sequence[Measure]) -> bool:
        rates = [one for one in measures if one.kind == "rate"]
        if not rates or any(one.special for one in rates) or self.table["attack"].anywhere(self.words):
            return False
        before = self.words[: rates[0].start]
        named = known_names().anywhere(self.words) or self.table["pill"].anywhere(before)
        opens = self.words[0] in TAKING or bool(known_names().at(self.words, 0)[0])
        counted = COUNTED & set(self.words[rates[0].start : rates[0].end + 1])
        return bool(named) and bool(counted) and (opens or bool(TAKING & set(before)))

    def _without_takings(self, said: list[Said]) -> list[Said]:
        """ "I take Advil on 10 days, the headache is there on 14": without the days of a medicine, where both stand."""
        kept = [one for one in said if not self._is_taking(one)]
        return kept if any(one.measure.kind == "rate" for one in kept) else said

    def _is_taking(self, one: Said) -> bool:
        before = self.words[one.first : one.measure.start]
        named = known_names().anywhere(before)
        spoken_of = self.table["attack"].anywhere(self.words, one.first, one.measure.start)
        counted = one.measure.noun in ("days", "times") and bool(named) and len(before) - named[-1][1] < BESIDE
        takes = bool(TAKING & set(before)) or before[-1:] == ["on"]
        return counted and takes and not spoken_of
