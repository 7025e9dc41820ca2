"""Counts over a stretch of time, and attacks times their days, as days per month."""

from dataclasses import replace

from screener.understand.measure import MONTH, Measure, bounded, rate
from screener.understand.said import MOST_DAYS, Reply, Said


class OverTime(Reply):
    """ "past 14 days: 8", "5 days around my period each month", "3 attacks of 2 days"."""

    def _sorted(self, said: list[Said]) -> tuple[list[Said], list[Measure], list[Measure]]:
        """Rates, lengths of an attack, and windows of time. A weak length ("for 3 days") needs a count beside it."""
        rates = [one for one in said if one.measure.kind in ("rate", "impossible")]
        counted = [one for one in rates if one.measure.noun in ("attacks", "times") or one.measure.period]
        each = [one.measure for one in said if one.measure.kind == "each"]
        if not counted and not rates:
            weak = [one for one in said if one.measure.kind == "each" and one.measure.special == "weak"]
            rates = [
                Said(self._as_count(one.measure), one.first, one.last) for one in weak if one.measure.noun == "days"
            ]
            each = [measure for measure in each if measure.special != "weak"]
        windows = [one.measure for one in said if one.measure.kind == "window"]
        return rates, each, windows

    def _as_count(self, measure: Measure) -> Measure:
        low, high = measure.low, measure.high
        kind = "impossible" if low > MOST_DAYS else "rate"
        return replace(
            measure, kind=kind, low=low, high=min(high, MOST_DAYS), count=(low, high), noun="days", special=""
        )

    def _in_window(self, rates: list[Said], windows: list[Measure]) -> list[Said]:
        """A bare count, and apart from it the time it was counted over: "past 14 days: 8"."""
        usable = [one for one in windows if one.low == one.high and one.low > 0]
        window = usable[-1] if usable else self._leading_days(rates)
        bare = [one for one in rates if not one.measure.period and not one.measure.special]
        if window is None or len(bare) != 1 or (window.noun == "month" and window.special):
            return rates
        one = bare[0].measure
        days = MONTH if 28 <= window.low <= MOST_DAYS else window.low
        low, high = rate(*one.count, days) if one.count != (0, 0) else rate(one.low, one.high, days)
        if low > MOST_DAYS:
            counted = replace(one, kind="impossible", period=window.low, literal=False)
        else:
            low, high = bounded(low, min(high, MOST_DAYS), one.bound)
            counted = replace(one, kind="rate", low=low, high=high, period=window.low, literal=False)
        others = [said for said in rates if said is not bare[0] and said.measure is not window]
        return [*others, replace(bare[0], measure=counted)]

    def _with_every(self, rates: list[Said], each: list[Measure]) -> list[Said]:
        """ "5 days around my period each month": the period stands apart from its count."""
        every = [one for one in rates if one.measure.special in ("every", "named") and one.measure.count == (1, 1)]
        bare = [one for one in rates if not one.measure.period and not one.measure.special]
        if len(every) != 1 or len(bare) != 1 or len(rates) != 2 or every[0].measure.period < 7:
            return rates
        one = bare[0].measure
        low, high = rate(*one.count, every[0].measure.period)
        if high > MOST_DAYS + 1 or (bare[0].measure.noun == "" and not each):
            return rates
        low, high = bounded(low, min(high, MOST_DAYS), one.bound)
        return [
            replace(bare[0], measure=replace(one, low=low, high=high, period=every[0].measure.period, literal=False))
        ]

    def _leading_days(self, rates: list[Said]) -> Measure | None:
        """ "past 14 days: 8": the count with "past" before it and another count behind is the window."""
        for one in rates:
            measure = one.measure
            start = measure.start
            before = self.words[max(0, start - 1) : start]
            windowed = self.table["window"].before(self.words, start) < start or before in (
                ["of"],
                ["from"],
                ["sur"],
                ["has"],
            )
            days = measure.noun == "days" and not measure.period and measure.count[0] >= 7
            if windowed and days and len(rates) > 1 and before != ["les"]:
                rates.remove(one)
                return replace(measure, kind="window", low=measure.count[0], high=measure.count[0])
        return None

    def _multiplied(self, rates: list[Said], each: list[Measure]) -> list[Said]:
        """Attacks times the days that one lasts."""
        lengths = [measure for measure in each if measure.special != "weak" or measure.end]
        if not lengths:
            return rates
        length = lengths[-1]
        apart = [one for one in rates if one.measure.start >= length.end]
        if len(apart) == len(rates):
            apart = []  # "each 2 days, 4 a month"; but in "2 of 4 days each plus 2 short ones" the last two are not
        made = []
        for one in rates:
            measure = one.measure
            if (
                one not in apart
                and measure.noun in ("attacks", "times", "")
                and not measure.special.startswith(("daily", "almost", "alter", "zero"))
            ):
                low, high = self._days_of(measure, length)
                if low > MOST_DAYS:
                    low = 28.0
                measure = replace(measure, low=low, high=min(high, MOST_DAYS), literal=False, noun="days")
            made.append(replace(one, measure=measure))
        return made

    @staticmethod
    def _days_of(measure: Measure, length: Measure) -> tuple[float, float]:
        """Attacks of so many days as days; those of a week before they become a month's."""
        low, high = measure.count[0] * length.low, measure.count[1] * length.high
        if measure.period == 7 and measure.count != (0, 0) and high <= 7 and not measure.bound:
            return rate(low, high, 7.0)
        return measure.low * length.low, measure.high * length.high

    def _in_month(self, window: Measure) -> bool:
        """ "2 weeks of the month": a stretch of time that is the answer."""
        return bool(self.table["month_words"].anywhere(self.words, window.end))
