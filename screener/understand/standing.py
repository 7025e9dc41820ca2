"""Which measures of a reply stand: what was corrected, denied, or is past, falls."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from screener.understand.measure import BREAKS, Measure, rate
from screener.understand.periods import MOVED
from screener.understand.said import Reply, Said

STRONG_PAST: Final = frozenset({"it was", "was", "were", "had", "said", "i said", "i put", "with"})


class Standing(Reply):
    """The last correction wins, and the present wins over the past."""

    def _last_correction(self, said: list[Said]) -> list[Said]:
        """Only what stands behind the last correction, where a quantity stands on both sides of it."""
        inside = {place for one in said for place in range(one.measure.start, one.measure.end)}
        cuts = [(start, end) for start, end, _ in self.table["correction"].anywhere(self.words) if start not in inside]
        cuts += [
            (p, p + 1)
            for p, word in enumerate(self.words)
            if word in ("no", "non", "nope") and p not in inside and self.words[max(0, p - 1)] not in ("et", "and")
        ]
        usable = [one for one in said if one.measure.kind in ("rate", "impossible")]
        for start, _end in sorted(cuts, reverse=True):
            before = [one for one in usable if one.measure.end <= start]
            after = [one for one in usable if one.measure.start >= start]
            trailing = [one for one in before if one.measure.end >= start - 1]
            if before and after:
                kept = [one for one in said if one.measure.start >= start]
                return [self._same_period(one, before[-1].measure) for one in kept]
            if len(before) >= 2 and not after and trailing and self.words[start] not in ("no", "non"):
                return [before[-1]]  # "15, 12 actually"
        return said

    def _same_period(self, one: Said, earlier: Measure) -> Said:
        """ "3 a week… actually 4": a small lone number keeps the week that it corrects."""
        measure = one.measure
        if measure.kind != "rate" or measure.period or measure.special or measure.noun or earlier.period != 7:
            return one
        if measure.count[1] > 7:
            return one
        low, high = rate(*measure.count, 7.0)
        return replace(one, measure=replace(measure, low=low, high=min(high, 31.0), period=7.0, literal=False))

    def _not_denied(self, said: list[Said]) -> list[Said]:
        """Without "not 10" where something else is said."""
        kept = [one for one in said if not self._denied(one.measure)]
        return kept if any(one.measure.kind in ("rate", "impossible") for one in kept) else said

    def _denied(self, measure: Measure) -> bool:
        before = self.words[max(0, measure.start - 1) : measure.start]
        if before == ["non"] and measure.start == 1:
            return False  # "non, 9": the answer by itself
        if measure.kind == "rate" and self.words[measure.end : measure.end + 2] == ["is", "not"]:
            return True  # "8 isn't typical, 5 is"
        return measure.kind == "rate" and measure.special != "zero" and before in (["not"], ["pas"], ["non"])

    def _present(self, said: list[Said]) -> tuple[list[Said], bool]:
        """Without what was, where something is said of what is; and whether only the past is spoken of."""
        marks = [(one, self._tense(one) if one.measure.kind in ("rate", "impossible") else "") for one in said]
        now = [one for one, tense in marks if tense != "past"]
        usable = [one for one in now if one.measure.kind in ("rate", "impossible")]
        if usable:
            return now, False
        past = [one for one, tense in marks if tense == "past" and one.measure.kind in ("rate", "impossible")]
        if past and all(self._strong_past(one) for one in past):
            return said, True
        return said, False

    def _tense(self, one: Said) -> str:
        measure = one.measure
        if self._moved_from(measure):
            return "past"
        if self.words[measure.start] == "from" and measure.low == measure.high and measure.start > 0:
            return "past"
        lead = self.table["past"].anywhere(self.words, one.first, measure.start + 1)
        lead = [hit for hit in lead if not self._counted_over(hit)]
        before = self.table["past"].before(self.words, one.first)
        if self.words[before : before + 2] == ["in", "my"] and before < one.first:  # "in my 20s", which is no count
            lead.insert(0, (before, one.first, "past"))
        lead_now = self.table["present"].anywhere(self.words, one.first, one.measure.start)
        trail = self.table["past"].anywhere(self.words, one.measure.end, one.last)
        trail = [hit for hit in trail if self.words[hit[0] : hit[0] + 2] not in (["before", "my"], ["avant", "mes"])]
        trail_now = self.table["present"].anywhere(self.words, one.measure.end, one.last)
        if lead and (not lead_now or lead_now[-1][0] <= lead[-1][0]):
            return "now" if trail_now and not self._strong(lead) else "past"
        if trail and not lead_now and not trail_now:
            return "past"
        return "now" if lead_now or trail_now else ""

    def _moved_from(self, measure: Measure) -> bool:
        """ "Went from every day to 3 a week"."""
        before = self.words[max(0, measure.start - 3) : measure.start]
        to = self.words[measure.end : measure.end + 1]
        return before[-1:] in (["from"], ["de"]) and bool(MOVED & set(before)) and to in (["to"], ["a"], ["down"])

    def _counted_over(self, hit: tuple[int, int, str]) -> bool:
        """ "In the past month", and "had" behind "last 30 days": a stretch up to now."""
        if self.words[hit[0] : hit[1]] == ["in", "the", "past"]:
            return hit[1] >= len(self.words) or self.words[hit[1]] not in BREAKS
        windows = self.table["window"].anywhere(self.words, 0, hit[0])
        return self.words[hit[0] : hit[1]] == ["had"] and any(
            self.words[end - 1] in ("last", "past") and self.scanner.unit(end)[0] != "year" for _, end, _ in windows
        )

    def _strong(self, found: Sequence[tuple[int, int, str]]) -> bool:
        return any(" ".join(self.words[start:end]) not in STRONG_PAST for start, end, _ in found)

    def _strong_past(self, one: Said) -> bool:
        found = self.table["past"].anywhere(self.words, one.first, one.measure.start)
        return self._strong([*found, *self.table["past"].anywhere(self.words, one.measure.end, one.last)])
