"""Days per month, from what was typed.

The measures of a text are found first (measures.py); here they are weighed against each other: the last correction
wins, the present wins over the past, a total wins over its part, good days are subtracted, attacks are multiplied by
their days. What remains is one range; where two different readings remain, it is asked again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from screener.understand.elapsed import read_weeks, read_years
from screener.understand.measures import BREAKS, MONTH, Measure, Scanner, bounded, rate
from screener.understand.quantity import OutOfRange, Quantity, Range, Unclear
from screener.understand.text import tokens, too_long
from screener.understand.words import lexicon

MOST_DAYS: Final = 31.0
DENIALS: Final = frozenset({"no", "not", "never", "none", "zero", "pas", "jamais", "aucun", "aucune"})
GOOD_WORDS: Final = frozenset(
    [
        "good",
        "fine",
        "ok",
        "okay",
        "clear",
        "free",
        "normal",
        "correct",
        "corrects",
        "correcte",
        "correctes",
        "libre",
        "libres",
        "bons",
        "bonnes",
        "tranquilles",
        "normaux",
        "clean",
        "decent",
        "painfree",
        "headachefree",
        "bien",
    ]
)
HABITS: Final = frozenset({"weekdays", "workdays"})
VAGUE: Final = frozenset({"daily", "almost_daily", "most_days", "mostly"})
NEAR: Final = 5
"""How many days a plain number may lie outside what the vague words beside it stand for."""
STRONG_PAST: Final = frozenset({"was", "were", "had", "said", "i said", "i put", "with"})


def read_days(text: str, clear: bool = False) -> Quantity:
    """Days per month. With `clear`, the question asks for good days, so they are not subtracted."""
    if too_long(text):
        return Unclear("too_long")
    return _Reply(text, clear).quantity() if tokens(text) else Unclear("empty")


# --- Days per month -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """A measure with what stands around it: the places [first, last) that speak of it alone."""

    measure: Measure
    first: int
    last: int


class _Reply:
    """One reply about days per month, narrowed step by step to one reading."""

    def __init__(self, text: str, clear: bool) -> None:
        self.tokens = tokens(text)
        self.scanner = Scanner(self.tokens)
        self.words = self.scanner.words
        self.table = lexicon("quantities")
        self.text = text
        self.clear = clear

    def quantity(self) -> Quantity:
        if self._asks():
            return Unclear("question")
        measures = self.scanner.scan()
        if any(measure.kind == "two_ways" for measure in measures) and not any(
            m.kind == "rate" and not m.special for m in measures
        ):
            return Unclear("two_readings")
        said = self._around([m for m in measures if m.kind in ("rate", "each", "window", "impossible", "other")])
        if cycle := self._on_and_off():
            return self._result([cycle], cycle.low, cycle.high, literal=False)
        said = self._last_correction(said)
        said = self._not_denied(said)
        said, past_only = self._present(said)
        if past_only:
            return Unclear("past")
        rates, each, windows = self._sorted(said)
        if not rates:
            return self._without_rate(said, windows)
        rates = self._in_window(rates, windows)
        rates = self._with_every(rates, each)
        rates = self._multiplied(rates, each)
        if good := self._without_good_days(rates):
            return good
        return self._one(rates)

    def _asks(self) -> bool:
        """A question back, even one with a number in it."""
        ends = bool(self.words) and self.words[-1] == "?"
        if self.words[1:2] == ["not"]:
            return False
        begins = self.table["asking"].at(self.words, 0)[0] or (ends and self.words[0] in ("is", "are", "do", "am"))
        return bool(begins) and (ends or not any(m.kind == "rate" for m in self.scanner.scan()))

    def _around(self, measures: Sequence[Measure]) -> list[_Said]:
        """Each measure with the words that speak of it: between two of them, up to a break, or else before the next."""
        said: list[_Said] = []
        first = 0
        for place, measure in enumerate(measures):
            following = measures[place + 1].start if place + 1 < len(measures) else len(self.words)
            last = self._break(measure.end, following)
            if last == following and place + 1 < len(measures):
                last = self._behind_its_time(measure.end, following)
            said.append(_Said(measure, min(first, measure.start), last))
            first = last
        return said

    def _behind_its_time(self, place: int, most: int) -> int:
        """Behind a time said right after a count: "4 last year 12 now"."""
        end = place + self.table["time_behind"].at(self.words, place)[0]
        return end if end <= most else place

    def _break(self, start: int, end: int) -> int:
        for place in range(start, end):
            if self.words[place] in BREAKS or self.words[place] in (
                "but",
                "mais",
                "though",
                "although",
                "whereas",
                "then",
                "and",
                "et",
            ):
                return place
        return end

    def _has(self, category: str, said: _Said) -> bool:
        """Whether a phrase of this category stands around the measure, outside it."""
        measure = said.measure
        spans = [(said.first, measure.start), (measure.end, said.last)]
        return any(self.table[category].anywhere(self.words, start, end) for start, end in spans)

    # Which of them count

    def _last_correction(self, said: list[_Said]) -> list[_Said]:
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

    def _same_period(self, one: _Said, earlier: Measure) -> _Said:
        """ "3 a week… actually 4": a small lone number keeps the week that it corrects."""
        measure = one.measure
        if measure.kind != "rate" or measure.period or measure.special or measure.noun or earlier.period != 7:
            return one
        if measure.count[1] > 7:
            return one
        low, high = rate(*measure.count, 7.0)
        return replace(one, measure=replace(measure, low=low, high=min(high, 31.0), period=7.0, literal=False))

    def _not_denied(self, said: list[_Said]) -> list[_Said]:
        """Without "not 10" where something else is said."""
        kept = [one for one in said if not self._denied(one.measure)]
        return kept if any(one.measure.kind in ("rate", "impossible") for one in kept) else said

    def _denied(self, measure: Measure) -> bool:
        before = self.words[max(0, measure.start - 1) : measure.start]
        return measure.kind == "rate" and measure.special != "zero" and before in (["not"], ["pas"], ["non"])

    def _present(self, said: list[_Said]) -> tuple[list[_Said], bool]:
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

    def _tense(self, one: _Said) -> str:
        measure = one.measure
        if self.words[measure.start] == "from" and measure.low == measure.high and measure.start > 0:
            return "past"
        lead = self.table["past"].anywhere(self.words, one.first, measure.start + 1)
        lead = [hit for hit in lead if self.words[hit[0] : measure.start] != ["in", "the", "past"]]
        lead_now = self.table["present"].anywhere(self.words, one.first, one.measure.start)
        trail = self.table["past"].anywhere(self.words, one.measure.end, one.last)
        trail_now = self.table["present"].anywhere(self.words, one.measure.end, one.last)
        if lead and (not lead_now or lead_now[-1][0] <= lead[-1][0]):
            return "now" if trail_now and not self._strong(lead) else "past"
        if trail and not lead_now and not trail_now:
            return "past"
        return "now" if lead_now or trail_now else ""

    def _strong(self, found: Sequence[tuple[int, int, str]]) -> bool:
        return any(" ".join(self.words[start:end]) not in STRONG_PAST for start, end, _ in found)

    def _strong_past(self, one: _Said) -> bool:
        found = self.table["past"].anywhere(self.words, one.first, one.measure.start)
        return self._strong([*found, *self.table["past"].anywhere(self.words, one.measure.end, one.last)])

    def _sorted(self, said: list[_Said]) -> tuple[list[_Said], list[Measure], list[Measure]]:
        """Rates, lengths of an attack, and windows of time. A weak length ("for 3 days") needs a count beside it."""
        rates = [one for one in said if one.measure.kind in ("rate", "impossible")]
        counted = [one for one in rates if one.measure.noun in ("attacks", "times") or one.measure.period]
        each = [one.measure for one in said if one.measure.kind == "each"]
        if not counted and not rates:
            weak = [one for one in said if one.measure.kind == "each" and one.measure.special == "weak"]
            rates = [
                _Said(self._as_count(one.measure), one.first, one.last) for one in weak if one.measure.noun == "days"
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

    def _without_rate(self, said: list[_Said], windows: list[Measure]) -> Quantity:
        """No count of days: what there was instead."""
        weeks = [w for w in windows if w.noun == "week" and not w.special and w.high <= 28]
        if len(weeks) == 1 and (weeks[0].good or self.table["good"].anywhere(self.words, weeks[0].end)):
            return self._result(weeks, 28 - weeks[0].high, 31 - weeks[0].low, literal=False)
        if self._never_good():
            return Range(28.0, MOST_DAYS, literal=False, said=self.text)
        if any(one.measure.kind in ("other", "each") for one in said):
            return Unclear("other_quantity")
        months = [w for w in windows if w.noun in ("week", "fortnight") and not w.special and w.high <= 29]
        if months and len(windows) == 1 and self._in_month(months[0]):
            return self._result(months, months[0].low, months[0].high, literal=False)
        return Unclear("other_quantity" if windows else "no_number")

    def _never_good(self) -> bool:
        """ "I haven't had a pain-free day in months", without any number."""
        denials = [place for place, word in enumerate(self.words) if word in DENIALS]
        good = self.table["goodness"].anywhere(self.words)
        return any(0 < start - place <= 6 for place in denials for start, _, _ in good)

    def _in_month(self, window: Measure) -> bool:
        """ "2 weeks of the month": a stretch of time that is the answer."""
        return bool(self.table["month_words"].anywhere(self.words, window.end))

    def _in_window(self, rates: list[_Said], windows: list[Measure]) -> list[_Said]:
        """A bare count, and apart from it the time it was counted over: "past 14 days: 8"."""
        usable = [one for one in windows if one.low == one.high and one.low > 0]
        window = usable[-1] if usable else self._leading_days(rates)
        bare = [one for one in rates if not one.measure.period and not one.measure.special]
        if window is None or len(bare) != 1 or (window.noun == "month" and window.special):
            return rates
        one = bare[0].measure
        low, high = rate(*one.count, window.low) if one.count != (0, 0) else rate(one.low, one.high, window.low)
        if low > MOST_DAYS:
            counted = replace(one, kind="impossible", period=window.low, literal=False)
        else:
            low, high = bounded(low, min(high, MOST_DAYS), one.bound)
            counted = replace(one, kind="rate", low=low, high=high, period=window.low, literal=False)
        others = [said for said in rates if said is not bare[0] and said.measure is not window]
        return [*others, replace(bare[0], measure=counted)]

    def _with_every(self, rates: list[_Said], each: list[Measure]) -> list[_Said]:
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

    def _leading_days(self, rates: list[_Said]) -> Measure | None:
        """ "past 14 days: 8": the count with "past" before it and another count behind is the window."""
        for one in rates:
            measure = one.measure
            start = measure.start
            before = self.words[max(0, start - 1) : start]
            windowed = self.table["window"].before(self.words, start) < start or before in (["of"], ["from"], ["sur"])
            days = measure.noun == "days" and not measure.period and measure.count[0] >= 7
            if windowed and days and len(rates) > 1 and before != ["les"]:
                rates.remove(one)
                return replace(measure, kind="window", low=measure.count[0], high=measure.count[0])
        return None

    def _multiplied(self, rates: list[_Said], each: list[Measure]) -> list[_Said]:
        """Attacks times the days that one lasts."""
        lengths = [measure for measure in each if measure.special != "weak" or measure.end]
        if not lengths:
            return rates
        length = lengths[-1]
        made = []
        for one in rates:
            measure = one.measure
            if measure.noun in ("attacks", "times", "") and not measure.special.startswith(
                ("daily", "almost", "alter", "zero")
            ):
                low, high = measure.low * length.low, measure.high * length.high
                if low > MOST_DAYS:
                    low = 28.0
                measure = replace(measure, low=low, high=min(high, MOST_DAYS), literal=False, noun="days")
            made.append(replace(one, measure=measure))
        return made

    # Good days

    def _without_good_days(self, rates: list[_Said]) -> Quantity | None:
        """Good days subtracted from a whole month, where only they are counted; "every day but 4" as well."""
        if self.clear:
            return None
        daily = [one for one in rates if one.measure.special == "daily"]
        good = [one for one in rates if self._is_good(one) and one.measure.special not in ("daily", "zero")]
        if good and all(one.measure.special in HABITS for one in good) and len(good) < len(rates):
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

    def _none_of(self, measure: Measure) -> bool:
        """ "not one day off", "havent had a single good day"."""
        before = self.words[max(0, measure.start - 4) : measure.start + 1]
        since = max((place + 1 for place, word in enumerate(before) if word in BREAKS), default=0)
        return bool(DENIALS & set(before[since:]))

    def _free_weekdays(self, one: _Said) -> bool:
        """ "weekends im good", "never on weekends"."""
        measure = one.measure
        before = self.words[max(one.first, measure.start - 3) : measure.start]
        if len(DENIALS & set(before)) == 1 and not BREAKS & set(before):
            return True
        spoiled = self.table["not_good"].anywhere(self.words, measure.end, one.last)
        return bool(self.table["good"].anywhere(self.words, measure.end, one.last)) and not spoiled

    def _is_good(self, one: _Said) -> bool:
        """Whether these are days without a headache."""
        measure, table = one.measure, self.table
        if measure.special in HABITS:
            return self._free_weekdays(one)
        end = self._rest(measure.start, self._next_start(one))
        if measure.special or measure.good:
            return measure.good
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
        behind = measure.end + (self.words[measure.end : measure.end + 1] in (["with"], ["of"], ["avec"], ["when"]))
        if measure.noun == "days" and table["zero"].at(self.words, behind)[0] > 1:
            return True
        found = table["good"].anywhere(self.words, measure.start, end)
        before = max([one.first, *(p + 1 for p in range(measure.start) if self.words[p] in BREAKS)])
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

    def _next_start(self, one: _Said) -> int:
        """How far the words behind a measure may speak of it."""
        return one.last

    def _rest(self, start: int, end: int) -> int:
        for place in range(start, end):
            if self.words[place] in ("rest", "otherwise", "reste", "sinon", "other"):
                return place
        return end

    def _excepted(self, daily: _Said, rest: list[_Said]) -> _Said | None:
        """ "every day except 3": what stands right behind the exception."""
        for one in rest:
            at = one.measure.start - (self.words[max(0, one.measure.start - 1)] in ("le", "la", "les", "on", "the"))
            start = self.table["except"].before(self.words, at)
            bad = self.table["part"].anywhere(self.words, one.measure.end, one.last)
            if one is not daily and start < at and start >= daily.measure.start and not bad:
                return one
        return None

    def _on_and_off(self) -> Measure | None:
        """ "3 days on, 4 days off": so many days out of each round."""
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

    # One reading

    def _one(self, rates: list[_Said]) -> Quantity:
        rates = [one for one in rates if not self._is_good(one) or len(rates) == 1]
        if len(rates) > 1:
            rates = self._narrowed(rates)
        with_period = [one for one in rates if one.measure.period]
        if with_period:  # "i'm 34 and get 12 a month"
            rates = [one for one in rates if one.measure.kind != "impossible" or one.measure.period]
        if any(one.measure.kind == "impossible" for one in rates):
            return OutOfRange()
        measures = [one.measure for one in rates]
        low, high = min(m.low for m in measures), max(m.high for m in measures)
        if len(measures) == 1:
            literal = measures[0].literal and self._is_bare(measures[0])
            return self._result(measures, low, high, literal)
        if self._same(measures):
            best = next((m for m in measures if m.period == MONTH or not m.period), measures[0])
            return self._result(measures, best.low, best.high, literal=False)
        if any(self._has("vary", one) for one in rates) or self.table["vary"].anywhere(self.words):
            return self._result(measures, low, high, literal=False)
        return Unclear("two_readings")

    def _least_and_most(self, rates: list[_Said]) -> list[_Said]:
        """ "at least 8, at most 12"."""
        least = [one for one in rates if one.measure.bound in ("at_least", "over")]
        most = [one for one in rates if one.measure.bound in ("under", "up_to")]
        if len(least) != 1 or len(most) != 1 or len(rates) != 2 or least[0].measure.low > most[0].measure.high:
            return []
        both = replace(least[0].measure, high=most[0].measure.high, end=max(one.measure.end for one in rates))
        return [replace(least[0], measure=replace(both, start=min(one.measure.start for one in rates)))]

    def _sometimes(self, rates: list[_Said]) -> list[_Said]:
        """ "3 days a week, sometimes 4": the second number is of the same kind."""
        first, second = rates[0], rates[-1]
        if len(rates) != 2 or second.measure.period or second.measure.special or not first.measure.count[1]:
            return []
        gap = self.words[max(first.measure.end, second.measure.start - 3) : second.measure.start + 1]
        if not {"sometimes", "maybe", "parfois", "fois", "peut", "or", "ou", "even"} & set(gap):
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
        return [_Said(both, first.first, second.last)]

    def _narrowed(self, rates: list[_Said]) -> list[_Said]:
        """A total before its parts, the usual before the unusual, parts added up where they are said to be parts."""
        for choose in (
            self._least_and_most,
            self._sometimes,
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

    def _total(self, rates: list[_Said]) -> list[_Said]:
        return [one for one in rates if self._has("total", one)][-1:]

    def _plain_number(self, rates: list[_Said]) -> list[_Said]:
        """ "most days, id say 22": the number says what the words mean."""
        vague = [one.measure for one in rates if one.measure.special in VAGUE]
        plain = [one for one in rates if one.measure.special not in VAGUE]
        if len(vague) != 1 or len(plain) != 1 or self._marked_part(plain[0]) or self._is_good(plain[0]):
            return []
        said = plain[0].measure
        days = said.kind == "rate" and not said.special and said.noun in ("", "days", "attacks")
        slack = 0 if vague[0].special == "daily" else NEAR
        fits = vague[0].low - slack <= said.low and said.high <= vague[0].high + slack
        return plain if days and fits and said.period in (0, MONTH) else []

    def _daily(self, rates: list[_Said]) -> list[_Said]:
        """A headache on all days, of which some are bad."""
        daily = [one for one in rates if one.measure.special in ("daily", "almost_daily")]
        return daily[:1] if (daily and len(daily) < len(rates)) or len(daily) > 1 else []

    def _usual(self, rates: list[_Said]) -> list[_Said]:
        usual = [one for one in rates if self._marked(one, "usual")]
        once = [one for one in rates if self._marked(one, "last_one")]
        return usual if len(usual) == 1 and (once or len(rates) == 2) and not self._part(rates) else []

    def _marked(self, one: _Said, category: str) -> bool:
        return bool(self.table[category].anywhere(self.words, one.first, one.last))

    def _part(self, rates: list[_Said]) -> bool:
        return any(self.table["part"].anywhere(self.words, one.first, one.last) for one in rates)

    def _added(self, rates: list[_Said]) -> list[_Said]:
        """ "5 migraines plus 10 regular headaches"."""
        first, second = rates[0], rates[-1]
        if len(rates) != 2 or first.measure.special or second.measure.special:
            return []
        gap = self.words[first.measure.end : second.measure.start]
        start = self.table["plus"].before(self.words, second.measure.start)
        plain_and = self.words[start : second.measure.start] in (["and"], ["et"], ["and", "about"])
        bad = self.table["part"].anywhere(
            self.words, first.measure.start, self._break(first.measure.end, second.measure.start)
        )
        mild = self.table["milder"].anywhere(self.words, second.measure.start, len(self.words))
        mild_first = self.table["milder"].anywhere(self.words, first.measure.start, second.measure.start)
        bad_second = self.table["part"].anywhere(self.words, second.measure.start, len(self.words))
        pair = bool((bad and mild) or (mild_first and bad_second))
        of_them = any(
            word in ("which", "those", "them", "these", "dont")
            for word in [*gap, *self.words[second.measure.end : second.measure.end + 3]]
        )
        if of_them or not ((start < second.measure.start and not plain_and and len(gap) < 10) or pair):
            return []
        low, high = first.measure.low + second.measure.low, first.measure.high + second.measure.high
        if low > MOST_DAYS:
            return []
        total = replace(first.measure, low=low, high=min(high, 31.0), literal=False, end=second.measure.end)
        return [_Said(total, first.first, second.last)]

    def _whole(self, rates: list[_Said]) -> list[_Said]:
        """ "15 headaches, 8 of them migraine": the larger one, of which the other is a part."""
        whole = max(rates, key=lambda one: one.measure.high)
        others = [one for one in rates if one is not whole]
        parts = [one for one in others if self._marked_part(one)]
        return [whole] if len(parts) == len(others) and whole.measure.low > 0 else []

    def _marked_part(self, one: _Said) -> bool:
        return bool(self.table["part"].anywhere(self.words, one.measure.start, one.last)) or bool(
            self.table["part"].anywhere(self.words, one.first, one.measure.start)
        )

    def _counted(self, rates: list[_Said]) -> list[_Said]:
        """A count said with its period, before a lone number that may be anything."""
        if any(one.measure.special == "zero" for one in rates):
            return [one for one in rates if one.measure.special != "zero"]
        return []

    def _with_now(self, rates: list[_Said]) -> list[_Said]:
        now = [one for one in rates if self.table["present"].anywhere(self.words, one.first, one.last)]
        strong = [
            one
            for one in now
            if any(w in ("now", "currently", "maintenant", "lately", "down") for w in self.words[one.first : one.last])
        ]
        return strong if len(strong) == 1 else []

    @staticmethod
    def _same(measures: Sequence[Measure]) -> bool:
        """Whether all of them can be true together: "3 a week, so about 12 a month"."""
        return max(m.low for m in measures) - 1 <= min(m.high for m in measures)

    def _is_bare(self, measure: Measure) -> bool:
        """Whether nothing but fillers stands beside the number, so that no confirmation is needed."""
        return measure.kind == "rate" and measure.special in ("", "zero")

    def _result(self, measures: Sequence[Measure], low: float, high: float, literal: bool) -> Quantity:
        if low > MOST_DAYS:
            return OutOfRange()
        start, end = min(m.start for m in measures), max(m.end for m in measures)
        said = (
            self.text[self.tokens[start].start : self.tokens[min(end, len(self.tokens)) - 1].end] if end > start else ""
        )
        return Range(float(low), float(min(high, MOST_DAYS)), literal, said)


__all__ = ["Quantity", "read_days", "read_weeks", "read_years"]
