"""Days per month, from what was typed.

The measures of a text are found first (measures.py); here they are weighed against each other: the last correction
wins, the present wins over the past, a total wins over its part, good days are subtracted, attacks are multiplied by
their days. What remains is one range; where two different readings remain, it is asked again.
"""

from collections.abc import Sequence
from typing import Final

from screener.understand.day_spans import date_span
from screener.understand.elapsed import read_weeks, read_years
from screener.understand.measure import MONTH, Measure
from screener.understand.narrowing import Narrowing
from screener.understand.over_time import OverTime
from screener.understand.quantity import OutOfRange, Quantity, Range, Unclear
from screener.understand.said import MOST_DAYS, Said
from screener.understand.standing import Standing
from screener.understand.takings import Takings
from screener.understand.text import tokens, too_long
from screener.understand.whose_and_when import WhoseAndWhen

SUMS: Final = frozenset({"adding", "added", "summed", "sum", "together", "additionne"})
LONG_RUN: Final = 28
"""Days on end from which it is a headache on every day."""


def read_days(text: str, clear: bool = False) -> Quantity:
    """Days per month. With `clear`, the question asks for good days, so they are not subtracted."""
    if too_long(text):
        return Unclear("too_long")
    return _Reply(text, clear).quantity() if tokens(text) else Unclear("empty")


class _Reply(Takings, Standing, OverTime, Narrowing, WhoseAndWhen):
    """One reply about days per month, narrowed step by step to one reading."""

    def quantity(self) -> Quantity:
        if self._asks():
            return Unclear("question")
        measures = self.scanner.scan()
        if any(measure.kind == "two_ways" for measure in measures) and not any(
            m.kind == "rate" and not m.special for m in measures
        ):
            return Unclear("two_readings")
        if self._counts_takings(measures):
            return Unclear("other_quantity")
        if self._retracted(measures):
            return Unclear("no_number")
        if self._whenever(measures):
            return Unclear("no_number")
        if self._half_a_week():
            return Unclear("two_readings")
        said = self._around([m for m in measures if m.kind in ("rate", "each", "window", "impossible", "other")])
        if sum(one.measure.special == "shares" for one in said) > 1:
            return Unclear("two_readings")  # "half the time it's this, half the time it's that"
        if span := date_span(self.words):
            return Range(span[0], span[1], literal=False, said=self.text)
        if cycle := self._on_and_off():
            return self._result([cycle], cycle.low, cycle.high, literal=False)
        said = self._last_correction(self._without_takings(self._own(said)))
        said = self._not_denied(said)
        said, past_only = self._present(said)
        if past_only:
            return Unclear("past")
        rates, each, windows = self._sorted(said)
        if not rates:
            return self._without_rate(said, windows)
        rates = self._named_months(self._in_window(rates, windows))
        if len(rates) == 1 and self._since_month(rates[0].measure):
            return Unclear("two_readings")
        rates = self._with_every(rates, each)
        rates = self._put_together(self._multiplied(rates, each))
        if cycle := None if self.clear else self._cycle(rates):
            return self._result([cycle], cycle.low, cycle.high, literal=False)
        if good := self._without_good_days(rates):
            return good
        if self._rest_is_mild():
            return Range(28.0, MOST_DAYS, literal=False, said=self.text)
        return self._one(rates)

    def _asks(self) -> bool:
        """A question back, even one with a number in it."""
        ends = bool(self.words) and self.words[-1] == "?"
        if self.words[1:2] == ["not"]:
            return False
        begins = self.table["asking"].at(self.words, 0)[0] or (ends and self.words[0] in ("is", "are", "do", "am"))
        return bool(begins) and (ends or not any(m.kind == "rate" for m in self.scanner.scan()))

    def _retracted(self, measures: Sequence[Measure]) -> bool:
        """ "12? no, forget it", "scratch the 12, I couldn't tell you": taken back, with nothing in its place."""
        last = max((one.end for one in measures if one.kind == "rate"), default=0)
        taken_back = self.table["retracted"].anywhere(self.words, last)
        before = self.words[: taken_back[-1][0]] if taken_back else []
        return bool(taken_back) and bool({"no", "non", "not", "nope", "scratch", "?"} & set(before))

    def _summed_up(self, measure: Measure) -> bool:
        """ "Adding up 3 months I get 42": too many for a month, and no month is meant."""
        return measure.kind == "impossible" and bool(SUMS & set(self.words))

    def _whenever(self, measures: Sequence[Measure]) -> bool:
        """ "Every time the weather turns": what brings one on, and not how often that is."""
        return bool(self.table["whenever"].anywhere(self.words)) and all(
            one.special for one in measures if one.kind == "rate"
        )

    def _half_a_week(self) -> bool:
        """ "Half a week" may be half of each week, or of one."""
        found = [place for place in range(len(self.words)) if self.words[place : place + 3] == ["half", "a", "week"]]
        return any(self.words[max(0, place - 1) : place] not in (["a"], ["and"]) for place in found)

    def _without_rate(self, said: list[Said], windows: list[Measure]) -> Quantity:
        """No count of days: what there was instead."""
        weeks = [w for w in windows if w.noun == "week" and self._counted_weeks(w) and w.high <= 28]
        if len(weeks) == 1 and (weeks[0].good or self.table["good"].anywhere(self.words, weeks[0].end)):
            return self._result(weeks, 28 - weeks[0].high, 31 - weeks[0].low, literal=False)
        if self._never_good():
            return Range(28.0, MOST_DAYS, literal=False, said=self.text)
        if any(one.measure.kind == "each" and one.measure.low >= LONG_RUN for one in said):
            return Range(28.0, MOST_DAYS, literal=False, said=self.text)
        if any(one.measure.kind in ("other", "each") for one in said):
            return Unclear("other_quantity")
        months = [w for w in windows if w.noun in ("week", "fortnight") and not w.special and w.high <= 29]
        if months and len(windows) == 1 and self._in_month(months[0]):
            return self._result(months, months[0].low, months[0].high, literal=False)
        return Unclear("other_quantity" if windows else "no_number")

    def _counted_weeks(self, window: Measure) -> bool:
        """ "2 weeks", "a week", and not "the week" or "per week"."""
        return not window.special or self.words[max(0, window.start - 1)] in ("a", "one", "une")

    def _one(self, rates: list[Said]) -> Quantity:
        rates = self._asked_for(rates)
        if len(rates) > 1:
            rates = self._narrowed(rates)
        if any(one.measure.period for one in rates):  # "i'm 34 and get 12 a month"
            rates = [one for one in rates if one.measure.kind != "impossible" or one.measure.period]
        if any(one.measure.kind == "impossible" for one in rates):
            summed = any(self._summed_up(one.measure) or self._since_month(one.measure) for one in rates)
            return Unclear("two_readings") if summed else OutOfRange()
        return self._together([one.measure for one in rates]) if rates else Unclear("two_readings")

    def _asked_for(self, rates: list[Said]) -> list[Said]:
        """Without the good days where bad ones are asked for, or without the bad ones where it is the other way."""
        if len(rates) < 2:
            return rates
        asked = [one for one in rates if self._is_good(one) == self.clear]
        return rates if self.clear and not asked else asked

    def _together(self, measures: Sequence[Measure]) -> Quantity:
        """One reading of all that is left, where they agree, or where the months are said to differ."""
        low, high = min(m.low for m in measures), max(m.high for m in measures)
        if len(measures) == 1:
            return self._result(measures, low, high, measures[0].literal and self._is_bare(measures[0]))
        if self._same(measures):
            best = next((m for m in measures if m.period == MONTH or not m.period), measures[0])
            return self._result(measures, best.low, best.high, literal=False)
        if self.table["vary"].anywhere(self.words):
            return self._result(measures, low, high, literal=False)
        return Unclear("two_readings")

    @staticmethod
    def _same(measures: Sequence[Measure]) -> bool:
        """Whether all of them can be true together: "3 a week, so about 12 a month"."""
        return max(m.low for m in measures) - 1 <= min(m.high for m in measures)

    def _is_bare(self, measure: Measure) -> bool:
        """Whether nothing but fillers stands beside the number, so that no confirmation is needed."""
        return measure.kind == "rate" and measure.special in ("", "zero")


__all__ = ["Quantity", "read_days", "read_weeks", "read_years"]
