"""Days told in parts: added up, shared out over the months that were counted, or picked out of a week."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from screener.understand.measure import rate
from screener.understand.said import MOST_DAYS, Reply, Said
from screener.understand.whose_and_when import MONTHS

CYCLE: Final = frozenset(
    "period periods ovulation ovulate ovulating menstruation menses cycle pms regles menstruations ovule".split()
)
"""What comes round once a month."""
JOINED: Final = frozenset("and & + plus then n , puis et also another with a about on around".split())
TOGETHER: Final = frozenset("together total altogether combined all ensemble tout total".split())
AT_WORK: Final = frozenset("work working works travaille travaillent shifts shift school teach drive".split())
OF_THOSE: Final = (["of", "those"], ["of", "them"], ["of", "these"], ["of", "which"], ["de", "ces"], ["d'", "entre"])
CONCLUDES: Final = frozenset({"so", "that", "makes", "donc", "equals", "="})
OF_WHICH: Final = frozenset({"which", "those", "them", "these", "dont"})


class Parts(Reply):
    """ "5 migraines plus 10 regular headaches", "june, july and august together 12", "3 of those"."""

    def _put_together(self, rates: list[Said]) -> list[Said]:
        """One rate of the parts where they are plainly parts; otherwise the rates as they are."""
        for put in (self._of_working_days, self._weeks_of_month, self._over_named_months, self._around_cycle):
            made = put(rates)
            if made:
                return made
        return rates

    def _of_working_days(self, rates: list[Said]) -> list[Said]:
        """ "I work 5 days a week and get them on 3 of those": days of the week that the first count speaks of."""
        if len(rates) != 2:
            return []
        worked, counted = rates
        measure = counted.measure
        at_work = AT_WORK & set(self.words[worked.first : worked.measure.start])
        of_those = any(self.words[at : at + 2] in OF_THOSE for at in (measure.end - 2, measure.end))
        if not (at_work and of_those and worked.measure.period and measure.count[1] <= worked.measure.count[1]):
            return []
        low, high = rate(*measure.count, worked.measure.period)
        return [replace(counted, measure=replace(measure, low=low, high=high, period=worked.measure.period))]

    def _weeks_of_month(self, rates: list[Said]) -> list[Said]:
        """ "2 weeks out of the month I get it 5 days each week": so many weeks times so many days."""
        rates = [one for one in rates if not self._is_rest(one)]
        weeks = [one for one in rates if one.measure.noun == "week" and one.measure.count[0] >= 7]
        weekly = [one for one in rates if one.measure.period == 7 and one.measure.count[1] <= 7 and one not in weeks]
        if len(rates) != 2 or len(weeks) != 1 or len(weekly) != 1 or weeks[0].measure.count[1] > 3 * 7:
            return []
        counted, days = weeks[0].measure.count, weekly[0].measure.count
        low, high = counted[0] / 7 * days[0], counted[1] / 7 * days[1]
        return [replace(weekly[0], measure=replace(weekly[0].measure, low=low, high=high, literal=False))]

    def _is_rest(self, one: Said) -> bool:
        """ "Nothing the other 2"."""
        return one.measure.special == "zero" or self.words[max(0, one.measure.start - 1)] in ("other", "autres")

    def _over_named_months(self, rates: list[Said]) -> list[Said]:
        """ "june, july and august together 12": the total of all the months that are named, shared out."""
        months = [word for place, word in enumerate(self.words) if self._is_month(place)]
        one = rates[0].measure
        whole = len(rates) == 1 and len(set(months)) > 1 and bool(TOGETHER & set(self.words))
        if not whole or one.period or one.special or one.count == (0, 0):
            return []
        low, high = (round(count / len(set(months)), 1) for count in one.count)
        return [replace(rates[0], measure=replace(one, kind="rate", low=low, high=high, literal=False))]

    def _is_month(self, place: int) -> bool:
        """A month; "may" only where another month stands beside it."""
        beside = {*self.words[max(0, place - 2) : place], *self.words[place + 1 : place + 3]}
        return self.words[place] in MONTHS or (self.words[place] == "may" and bool(beside & MONTHS))

    def _around_cycle(self, rates: list[Said]) -> list[Said]:
        """ "3 days with my period, 2 around ovulation and 5 random ones": all of them are in the same month."""
        plain = all(
            one.measure.kind == "rate" and not one.measure.period and not one.measure.special and not one.measure.bound
            for one in rates
        )
        told = [one for one in rates if CYCLE & set(self.words[one.first : one.last])]
        apart = self.table["vary"].anywhere(self.words) or self.table["total"].anywhere(self.words)
        if len(rates) < 2 or not told or not plain or apart or not self._all_joined(rates):
            return []
        return self._sum(rates)

    def _all_joined(self, rates: list[Said]) -> bool:
        gaps = [self.words[one.measure.end : after.measure.start] for one, after in pairwise(rates)]
        return all(JOINED & set(gap) and not OF_WHICH & set(gap) for gap in gaps)

    def _itemised(self, rates: list[Said]) -> list[Said]:
        """ "Two a week, one on sunday and one midweek": the first number, and which ones they are."""
        whole, *parts = rates
        bare = all(not one.measure.period and not one.measure.special for one in parts)
        counts = [one.measure.count for one in parts]
        if len(parts) < 2 or not bare or not whole.measure.period or whole.measure.special:
            return []
        sums = sum(low for low, _ in counts), sum(high for _, high in counts)
        return [whole] if sums == whole.measure.count else []

    def _concluded(self, rates: list[Said]) -> list[Said]:
        """ "10 bad ones and 4 that are just annoying, so 14": the last number is what the others come to."""
        *parts, last = rates
        sums = sum(one.measure.low for one in parts), sum(one.measure.high for one in parts)
        before = set(self.words[max(0, last.measure.start - 3) : last.measure.start])
        said = bool(CONCLUDES & before) and len(parts) > 1
        return [last] if said and sums == (last.measure.low, last.measure.high) else []

    def _added(self, rates: list[Said]) -> list[Said]:
        """ "5 migraines plus 10 regular headaches"."""
        if self._of_each_kind(rates) or self._more_days_of_week(rates):
            return self._sum(rates)
        first, second = rates[0], rates[-1]
        if len(rates) != 2 or first.measure.special or second.measure.special:
            return []
        gap = self.words[first.measure.end : second.measure.start]
        start = self.table["plus"].before(self.words, second.measure.start)
        plain_and = self.words[start : second.measure.start] in (["and"], ["et"], ["and", "about"], ["n"])
        if {"other", "different", "autres"} & set(self.words[second.measure.start : second.measure.end]):
            return self._sum([first, second])  # "4 days on the left, 4 other days on the right"
        of_them = OF_WHICH & {*gap, *self.words[second.measure.end : second.measure.end + 3]}
        if of_them:
            return []
        more = start < second.measure.start and not plain_and and len(gap) < 10
        return self._sum([first, second]) if more or self._bad_and_mild(first, second) else []

    def _of_each_kind(self, rates: list[Said]) -> bool:
        """ "5 bad, 5 medium, 5 meh": every number with its kind, and more than one kind."""
        plain = all(not one.measure.special and not one.measure.period and not one.measure.bound for one in rates)
        kinds = [self._kind(one) for one in rates]
        of_them = any(OF_WHICH & set(self.words[one.first : one.last]) for one in rates)
        return plain and len(rates) > 1 and not of_them and all(kinds) and len(set(kinds)) > 1

    def _more_days_of_week(self, rates: list[Said]) -> bool:
        """ "Every weekend, both days, plus wednesdays"."""
        named = all(one.measure.special == "weekdays" and one.measure.period == 7 for one in rates)
        joined = all({"plus", "+"} & set(self.words[a.measure.end : b.measure.start]) for a, b in pairwise(rates))
        return named and joined and len(rates) > 1

    def _kind(self, one: Said) -> str:
        """How bad the counted headaches are: behind the number, or else before it."""
        for start, end in ((one.measure.start, one.last), (one.first, one.measure.start)):
            for kind in ("milder", "part"):
                if self.table[kind].anywhere(self.words, start, end):
                    return kind
        return ""

    def _bad_and_mild(self, first: Said, second: Said) -> bool:
        """Bad ones beside milder ones, in either order."""
        part, milder = self.table["part"], self.table["milder"]
        until = self._break(first.measure.end, second.measure.start)
        bad = part.anywhere(self.words, first.measure.start, until)
        mild = milder.anywhere(self.words, second.measure.start, len(self.words))
        mild_first = milder.anywhere(self.words, first.measure.start, second.measure.start)
        bad_second = part.anywhere(self.words, second.measure.start, len(self.words))
        return bool((bad and mild) or (mild_first and bad_second))

    def _sum(self, rates: list[Said]) -> list[Said]:
        first, last = rates[0], rates[-1]
        low, high = sum(one.measure.low for one in rates), sum(one.measure.high for one in rates)
        if low > MOST_DAYS:
            return []
        total = replace(first.measure, low=low, high=min(high, MOST_DAYS), literal=False, end=last.measure.end)
        return [Said(total, first.first, last.last)]
