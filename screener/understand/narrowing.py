"""One rate where a reply gives several: a total before its parts, the usual before the unusual."""

from dataclasses import replace
from typing import Final

from screener.understand.good_days import GoodDays
from screener.understand.measure import MONTH, rate
from screener.understand.parts import Parts
from screener.understand.said import MOST_DAYS, Said

VAGUE: Final = frozenset({"shares", "daily", "almost_daily", "most_days", "mostly"})
NEAR: Final = 6
"""How many days a plain number may lie outside what the vague words beside it stand for."""
MOST_OF_WEEK: Final = 3
"""Days a week up to which "just 2" after "5 a week" is taken for days of a week too."""
SOMETIMES: Final = frozenset({"sometimes", "maybe", "parfois", "fois", "peut", "or", "ou", "even", "occasionally"})


class Narrowing(GoodDays, Parts):
    """Each rule keeps the rates that hold, or none where it has nothing to say."""

    def _narrowed(self, rates: list[Said]) -> list[Said]:
        """A total before its parts, the usual before the unusual, parts added up where they are said to be parts."""
        for choose in (
            self._least_and_most,
            self._give_or_take,
            self._nearer,
            self._sometimes,
            self._concluded,
            self._itemised,
            self._total,
            self._plain_number,
            self._daily,
            self._usual,
            self._added,
            self._whole,
            self._counted,
            self._with_now,
        ):
            chosen = choose(rates)
            if chosen:
                return chosen
        return rates

    def _least_and_most(self, rates: list[Said]) -> list[Said]:
        """ "at least 8, at most 12"."""
        least = [one for one in rates if one.measure.bound in ("at_least", "over")]
        most = [one for one in rates if one.measure.bound in ("under", "up_to")]
        if len(least) != 1 or len(most) != 1 or len(rates) != 2 or least[0].measure.low > most[0].measure.high:
            return []
        both = replace(least[0].measure, high=most[0].measure.high, end=max(one.measure.end for one in rates))
        return [replace(least[0], measure=replace(both, start=min(one.measure.start for one in rates)))]

    def _give_or_take(self, rates: list[Said]) -> list[Said]:
        """ "14 days a month, give or take a couple"."""
        first, second = rates[0].measure, rates[-1].measure
        around = self.words[max(0, second.start - 3) : second.end]
        phrases = ("give or take", "plus or minus", "plus ou moins")
        if len(rates) != 2 or not any(phrase in " ".join(around) for phrase in phrases):
            return []
        slack = second.count[1]
        both = replace(first, low=max(0.0, first.low - slack), high=min(MOST_DAYS, first.high + slack), literal=False)
        return [replace(rates[0], measure=replace(both, end=second.end))]

    def _nearer(self, rates: list[Said]) -> list[Said]:
        """ "Single digits, eight I think": the second guess lies within the first."""
        first, second = rates[0].measure, rates[-1].measure
        bare = not first.period and not second.period and not first.special and not second.special
        within = first.low < second.low == second.high < first.high
        return [rates[-1]] if len(rates) == 2 and bare and within and not first.bound and not second.bound else []

    def _sometimes(self, rates: list[Said]) -> list[Said]:
        """ "3 days a week, sometimes 4": the second number is of the same kind."""
        first, second = rates[0], rates[-1]
        if len(rates) != 2 or second.measure.special or not first.measure.count[1]:
            return []
        if second.measure.period not in (0, first.measure.period):
            return []
        gap = self.words[max(first.measure.end, second.measure.start - 3) : second.measure.start + 1]
        behind = self.words[second.measure.end : second.measure.end + 1]
        most = second.measure.bound == "up_to" and second.measure.count[1] > first.measure.count[1]
        unusual = first.measure.period == 7 and behind in (["if"], ["when"], ["on"], ["quand"])
        if not (SOMETIMES & set(gap) or most or unusual):
            return []
        low, high = rate(*second.measure.count, first.measure.period or MONTH)
        if high > MOST_DAYS or high < first.measure.low:
            return []
        both = replace(
            first.measure,
            low=min(first.measure.low, low),
            high=max(first.measure.high, high),
            literal=False,
            end=second.measure.end,
        )
        return [Said(both, first.first, second.last)]

    def _total(self, rates: list[Said]) -> list[Said]:
        return [one for one in rates if self._has("total", one) and not self._is_milder(one)][-1:]

    def _is_milder(self, one: Said) -> bool:
        """ "10 regular headache days" beside the bad ones are no total."""
        return bool(self.table["milder"].anywhere(self.words, one.measure.start, one.measure.end + 1))

    def _plain_number(self, rates: list[Said]) -> list[Said]:
        """ "most days, id say 22": the number says what the words mean."""
        weekdays = [one for one in rates if one.measure.special == "workdays"]
        weekly = [one for one in rates if one.measure.special == "every" and one.measure.period == 7]
        if len(rates) == 2 and weekdays and weekly:
            return weekdays  # "monday to friday, every week"
        if len(rates) == 2 and len(weekdays) == 1 and any(one.measure.count == (5, 5) for one in rates):
            return weekdays  # "weekdays, all five"
        named = [one for one in rates if one.measure.special == "weekdays"]
        if len(rates) == 2 and weekdays and named and self.table["vary"].anywhere(self.words):
            high = weekdays[0].measure.high + named[0].measure.high  # "every weekday and sometimes saturday"
            return [replace(weekdays[0], measure=replace(weekdays[0].measure, high=min(high, MOST_DAYS)))]
        vague = [one.measure for one in rates if one.measure.special in VAGUE]
        plain = [one for one in rates if one.measure.special not in VAGUE]
        if len(vague) != 1 or len(plain) != 1 or self._marked_part(plain[0]) or self._is_good(plain[0]):
            return []
        said = plain[0].measure
        days = said.kind == "rate" and not said.special and said.noun in ("", "days", "attacks")
        slack = 0 if vague[0].special == "daily" else NEAR
        fits = vague[0].low - slack <= said.low and said.high <= vague[0].high + slack
        periods = (0, MONTH) if vague[0].special == "daily" else (0, 7, MONTH)
        return plain if days and fits and said.period in periods else []

    def _daily(self, rates: list[Said]) -> list[Said]:
        """A headache on all days, of which some are bad."""
        daily = [one for one in rates if one.measure.special in ("daily", "almost_daily")]
        if any(one.measure.kind == "impossible" and one.measure.noun == "days" for one in rates):
            return []
        weeks = [one for one in rates if one.measure.noun == "week" and one.measure.period]
        if daily and len(weeks) == 1:
            return weeks  # "3 weeks out of 4, no break"
        return daily[:1] if (daily and len(daily) < len(rates)) or len(daily) > 1 else []

    def _usual(self, rates: list[Said]) -> list[Said]:
        usual = [one for one in rates if self._marked(one, "usual")]
        once = [one for one in rates if self._marked(one, "last_one")]
        return usual if len(usual) == 1 and (once or len(rates) == 2) and not self._part(rates) else []

    def _marked(self, one: Said, category: str) -> bool:
        return bool(self.table[category].anywhere(self.words, one.first, one.last))

    def _part(self, rates: list[Said]) -> bool:
        return any(self.table["part"].anywhere(self.words, one.first, one.last) for one in rates)

    def _whole(self, rates: list[Said]) -> list[Said]:
        """ "15 headaches, 8 of them migraine": the larger one, of which the other is a part."""
        whole = max(rates, key=lambda one: one.measure.high)
        others = [one for one in rates if one is not whole]
        parts = [one for one in others if self._marked_part(one)]
        return [whole] if len(parts) == len(others) and whole.measure.low > 0 else []

    def _counted(self, rates: list[Said]) -> list[Said]:
        """A count said with its period, before a lone number that may be anything."""
        if any(one.measure.special == "zero" for one in rates):
            return [one for one in rates if one.measure.special != "zero"]
        return []

    def _with_now(self, rates: list[Said]) -> list[Said]:
        now = [one for one in rates if self.table["present"].anywhere(self.words, one.first, one.last)]
        strong = [
            one
            for one in now
            if any(w in ("now", "currently", "maintenant", "lately", "down") for w in self.words[one.first : one.last])
        ]
        return [self._in_same_week(strong[0], rates)] if len(strong) == 1 else []

    def _in_same_week(self, now: Said, rates: list[Said]) -> Said:
        """ "5 a week but lately just 2": the week goes on, as long as both readings lie on one side."""
        weekly = any(one.measure.period == 7 for one in rates if one is not now)
        measure = now.measure
        bare = not measure.period and not measure.special and not measure.noun and not measure.bound
        if not weekly or not bare or not 0 < measure.count[1] <= MOST_OF_WEEK:
            return now
        low, high = rate(*measure.count, 7.0)
        return replace(now, measure=replace(measure, low=low, high=high, period=7.0, literal=False))
