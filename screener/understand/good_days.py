"""Days without a headache, which are subtracted from a whole month."""

from dataclasses import replace
from typing import Final

from screener.understand.measure import BREAKS, Measure, rate
from screener.understand.quantity import OutOfRange, Quantity
from screener.understand.said import DENIALS, MOST_DAYS, Reply, Said

_GOOD_WORDS: Final = (
    "good fine ok okay clear free normal correct corrects correcte correctes libre libres bons bonnes tranquilles "
    "normaux clean decent painfree headachefree bien"
)
TURNS: Final = (("one day", "next day"), ("one day", "the next"), ("un jour", "le lendemain"))
LONGEST_TURN: Final = 6
"""Words from one day to the next."""
GOOD_WORDS: Final = frozenset(_GOOD_WORDS.split())
LONGEST_ROUND: Final = 12
"""Days that bad and good ones may come to together where they take turns."""
_ANNOUNCING: Final = ", . : - on one hand there is are it they i have get about only just il y en a j' ai environ"
ANNOUNCING: Final = frozenset(_ANNOUNCING.split())
"""What may stand between good days and their number."""
WHOLE_MONTH: Final = 28
HABITS: Final = frozenset({"weekdays", "workdays"})
ROUND: Final = frozenset({"repeat", "repeats", "again", "cycle", "recommence"})
"""What says that bad and good ones take turns."""


class GoodDays(Reply):
    """ "8 good days, the rest suck", "every day but 4", "not one day off", "3 days on, 4 days off"."""

    def _without_good_days(self, rates: list[Said]) -> Quantity | None:
        """Good days subtracted from a whole month, where only they are counted; "every day but 4" as well."""
        if self.clear:
            return None
        daily = [one for one in rates if one.measure.special == "daily" or self._whole_month(one)]
        good = [one for one in rates if self._is_good(one) and one.measure.special not in ("daily", "zero")]
        if good and not daily and all(one.measure.special in HABITS for one in good) and len(good) < len(rates):
            return None
        rest = [one for one in rates if one not in good]
        if daily and len(rest) > len(daily) and (excepted := self._excepted(daily[0], rest)):
            good = [excepted]
            rest = daily
        zero = [one for one in rest if one.measure.special == "zero"]
        if len(zero) == len(rest) and zero and len(good) == 0 and len(rates) > len(zero):
            return None
        if not good or (rest and not daily and len(zero) < len(rest)):
            return None
        measure = good[-1].measure
        if measure.kind == "impossible":
            return OutOfRange()
        if measure.high <= 1 and self._none_of(measure):
            return self._result([measure], 28.0, MOST_DAYS, literal=False)
        low, high = measure.low, measure.high
        if measure.special == "workdays":
            return self._result([measure], 8.0, 9.0, literal=False)
        if measure.period == 7 and measure.count != (0, 0):
            low, high = rate(7 - measure.count[1], 7 - measure.count[0], 7.0)
            return self._result([measure], max(0.0, low), min(31.0, high), literal=False)
        return self._result([measure], max(0.0, 28 - high), max(0.0, 31 - low), literal=False)

    def _whole_month(self, one: Said) -> bool:
        """ "31 minus 2": a bare number of all days, from which others are taken."""
        measure = one.measure
        bare = measure.kind == "rate" and not measure.special and not measure.period and not measure.bound
        taken = self.table["except"].at(self.words, measure.end)[0]
        return bare and measure.low >= WHOLE_MONTH and taken > 0

    def _cycle(self, rates: list[Said]) -> Measure | None:
        """ "3 bad days then 1 good": so many out of each round, where both together are no month."""
        plain = [one for one in rates if not one.measure.period and not one.measure.special and not one.measure.bound]
        good = [one for one in plain if self._is_good(one)]
        bad = [one for one in plain if one not in good]
        if (
            len(rates) != 2
            or len(good) != 1
            or len(bad) != 1
            or ("attacks" in (bad[0].measure.noun, good[0].measure.noun) and not ROUND & set(self.words))
        ):
            return None
        first, second = bad[0].measure, good[0].measure
        whole = first.high + second.high
        if not 2 <= whole <= LONGEST_ROUND:
            return None
        low, high = rate(first.low, first.high, first.low + second.high)
        return replace(first, low=low, high=max(low, high), literal=False)

    def _rest_is_mild(self) -> bool:
        """ "8 full blown, the rest of the month a dull ache": a headache on every day."""
        for start, end, _ in self.table["rest_of_month"].anywhere(self.words):
            ache = self.table["milder"].anywhere(self.words, end) or self.table["attack"].anywhere(self.words, end)
            good = self.table["good"].anywhere(self.words, start) or DENIALS & set(self.words[end:])
            if ache and not good:
                return True
        return False

    def _none_of(self, measure: Measure) -> bool:
        """ "not one day off", "havent had a single good day"."""
        before = self.words[max(0, measure.start - 4) : measure.start + 1]
        since = max((place + 1 for place, word in enumerate(before) if word in BREAKS), default=0)
        return bool(DENIALS & set(before[since:]))

    def _free_weekdays(self, one: Said) -> bool:
        """ "weekends im good", "never on weekends"."""
        measure = one.measure
        before = self.words[max(one.first, measure.start - 3) : measure.start]
        if len(DENIALS & set(before)) == 1 and not BREAKS & set(before):
            return True
        if self._is_off(measure.end):
            return True
        spoiled = self.table["not_good"].anywhere(self.words, measure.end, one.last)
        return bool(self.table["good"].anywhere(self.words, measure.end, one.last)) and not spoiled

    def _is_good(self, one: Said) -> bool:
        """Whether these are days without a headache."""
        measure, table = one.measure, self.table
        if measure.special in HABITS:
            return self._free_weekdays(one)
        end = self._rest(measure.start, self._next_start(one))
        if measure.special or measure.good:
            return measure.good
        if table["part"].at(self.words, measure.end)[0]:
            return False  # "5 good days, 3 bad"
        return self._called_good(one, end)

    def _called_good(self, one: Said, end: int) -> bool:
        """Whether the words around a plain count call its days good."""
        measure, table = one.measure, self.table
        if measure.noun == "days" and self._is_off(measure.end):
            return True
        if self.words[max(0, measure.start - 2) : measure.start] == ["all", "but"]:
            return True
        if (
            measure.noun == "days"
            and self.words[measure.end : measure.end + 1]
            and self.words[measure.end] in GOOD_WORDS
        ):
            return True
        start = measure.start - 1
        if start > 0 and self.words[start] in (":", ",", "-") and table["goodness"].before(self.words, start) < start:
            return True
        if self._announced(one):
            return True
        behind = measure.end + (self.words[measure.end : measure.end + 1] in (["with"], ["of"], ["avec"], ["when"]))
        if measure.noun == "days" and table["zero"].at(self.words, behind)[0] > 1:
            return True
        found = table["good"].anywhere(self.words, measure.start, end)
        before = next(
            (p + 1 for p in range(measure.start - 1, one.first - 1, -1) if self.words[p] in BREAKS), one.first
        )
        found += table["good"].anywhere(self.words, before, measure.start)
        little = measure.start - (
            self.words[max(0, measure.start - 1)] in ("on", "for", "pendant", "les", "about", "in")
        )
        if table["zero"].before(self.words, little) < little and measure.noun == "days":
            return True
        spoiled = table["not_good"].anywhere(self.words, before, end)
        found = [hit for hit in found if not any(s <= hit[0] < e for s, e, _ in spoiled)]
        plain_free = [h for h in found if self.words[h[0] : h[1]] not in (["break"], ["off"], ["relief"])]
        return bool(plain_free or (found and measure.noun == "days"))

    def _announced(self, one: Said) -> bool:
        """ "I count my good days, there are 3": named in the clause before, with nothing but little words between."""
        named = self.table["goodness"].anywhere(self.words, 0, one.measure.start)
        return bool(named) and set(self.words[named[-1][1] : one.measure.start]) <= ANNOUNCING

    def _is_off(self, place: int) -> bool:
        """ "One day off a week", and not "off and on" or "off work"."""
        behind = self.words[place + 1 : place + 2]
        return self.words[place : place + 1] == ["off"] and behind not in (["and"], ["work"], ["on"], ["or"], ["the"])

    def _next_start(self, one: Said) -> int:
        """How far the words behind a measure may speak of it."""
        return one.last

    def _rest(self, start: int, end: int) -> int:
        for place in range(start, end):
            if self.words[place - 1 : place + 1] == ["of", "rest"]:
                continue  # "5 days of rest"
            if self.words[place] in ("rest", "otherwise", "reste", "sinon", "other"):
                return place
        return end

    def _excepted(self, daily: Said, rest: list[Said]) -> Said | None:
        """ "every day except 3": what stands right behind the exception."""
        for one in rest:
            at = one.measure.start - (self.words[max(0, one.measure.start - 1)] in ("le", "la", "les", "on", "the"))
            start = self.table["except"].before(self.words, at)
            bad = self.table["part"].anywhere(self.words, one.measure.end, one.last)
            if one is not daily and start < at and start >= daily.measure.start and not bad:
                return one
        return None

    def _on_and_off(self) -> Measure | None:
        """ "3 days on, 4 days off": so many days out of each round; "one day pain, next day okay"."""
        if turns := self._day_by_day():
            return turns
        numbers = self.scanner.numerals
        for place, word in enumerate(self.words):
            if word != "on" or place < 1:
                continue
            back = place - 2 if self.scanner.unit(place - 1)[0] == "day" else place - 1
            first = numbers.single(back) if back >= 0 else None
            ahead = place + 1
            while ahead < len(self.words) and self.words[ahead] in (",", "and", "then", "/", "-"):
                ahead += 1
            second = numbers.single(ahead)
            if first is None or second is None:
                continue
            _, behind = self.scanner.unit(second.end)
            if self.words[behind : behind + 1] == ["off"] and first.low + second.low > 0:
                low, high = rate(first.low, first.high, first.low + second.low)
                return Measure("rate", low, high, back, behind + 1)
        return None

    def _day_by_day(self) -> Measure | None:
        """ "One day pain, next day okay"."""
        text = " ".join(self.words)
        for first, second in TURNS:
            begin, end = text.find(first), text.find(second)
            if 0 <= begin < end and text.count(" ", begin, end) <= LONGEST_TURN:
                start = text.count(" ", 0, begin)
                return Measure("rate", 15.0, 15.0, start, text.count(" ", 0, end) + 2)
        return None

    def _never_good(self) -> bool:
        """ "I haven't had a pain-free day in months", without any number."""
        denials = [place for place, word in enumerate(self.words) if word in DENIALS]
        good = self.table["goodness"].anywhere(self.words)
        return any(0 < start - place <= 6 for place in denials for start, _, _ in good)
