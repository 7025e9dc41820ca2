"""Counts of what is taken, and not of headaches: "I take Imitrex 9 times"."""

from collections.abc import Sequence
from typing import Final

from screener.understand.concepts import known_names
from screener.understand.measure import Measure
from screener.understand.said import Reply

_TAKING: Final = (
    "take takes took taking taken use uses used using pop pops popped popping need needed needing swallow prends prend "
    "prenais pris prendre utilise"
)
TAKING: Final = frozenset(_TAKING.split())


class Takings(Reply):
    """Whether medicine is counted, and no headache is spoken of."""

    def _counts_takings(self, measures: Sequence[Measure]) -> bool:
        rates = [one for one in measures if one.kind == "rate"]
        if not rates or any(one.special for one in rates) or self.table["attack"].anywhere(self.words):
            return False
        before = self.words[: rates[0].start]
        named = known_names().anywhere(self.words) or self.table["pill"].anywhere(before)
        opens = self.words[0] in TAKING or bool(known_names().at(self.words, 0)[0])
        counted = {"times", "time", "fois", "x"} & set(self.words[rates[0].start : rates[0].end + 1])
        return bool(named) and bool(counted) and (opens or bool(TAKING & set(before)))
