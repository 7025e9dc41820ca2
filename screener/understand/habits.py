"""Rates that are said without a number: "every day", "half the month", "mondays and fridays", "weekly"."""

from typing import Final

from screener.understand.counts import Counts
from screener.understand.measure import BREAKS, DAYS, MONTH, Measure, rate

_FILLERS: Final = (
    "i do not have get any at all none never zero no really ever them they headache migraine migraines of it is days "
    "day a per month these those honestly thankfully lol j' n' en ai je pas de du tout mal tete la maux aucun aucune "
    "jamais merci thanks thank god luckily currently now right usually well actually so far knock on wood my in the "
    "mois par"
)
FILLERS: Final = frozenset(_FILLERS.split())
SHORT_DAYS: Final = frozenset({"sun", "mon", "sat", "mar"})
"""Words that also mean something else."""
_JOINERS: Final = "and & , et or / - to through a au + the le les on every n pis puis then again also plus aussi chaque"
DAY_JOINERS: Final = frozenset(_JOINERS.split())
ABOUT: Final = frozenset({"of", "before", "after", "around", "when", "i", "during", "leading"})
"""What follows "the week" where it is a time of the month."""


class Habits(Counts):
    """Phrases, days of the week and periods that stand for a rate by themselves."""

    SPECIAL: Final = (
        "alternating", "daily", "almost_daily", "most_days", "mostly", "with_none", "zero", "shares", "workdays",
        "two_ways", "sayings", "not_good",
    )  # fmt: skip

    def special(self, place: int) -> Measure | None:
        """The longest phrase at this place that stands for a rate by itself."""
        best, length, value = "", 0, ""
        for category in self.SPECIAL:
            found, meaning = self.table[category].at(self.words, place)
            if found > length:
                best, length, value = category, found, meaning
        if not length:
            return None
        end = place + length
        named = self.unit(end)[0] or self.has("weekdays", end)
        if self.words[end - 1] in ("other", "alternate") and named:
            return None
        if best in ("daily", "almost_daily") and self._names_days(end):
            return None
        if best == "alternating" and self.words_at(end) in ("or", "ou", "to", "-") and self.numerals.single(end + 1):
            return None
        made = self._special_rate(best, value, place, end)
        if made is not None or best in ("sayings", "not_good"):
            return made or Measure("", 0, 0, place, end, special=best)
        return None

    def _names_days(self, place: int) -> bool:
        """Whether days of the week follow, which say when: "always on sundays" is no day but those."""
        while self.words_at(place) in DAY_JOINERS:
            place += 1
        return self.has("weekdays", place) > 0 or self.unit(place)[0] == "weekend"

    def _special_rate(self, category: str, value: str, place: int, end: int) -> Measure | None:
        rates = {
            "daily": (28.0, 31.0), "almost_daily": (26.0, 29.0), "most_days": (20.0, 27.0), "mostly": (16.0, 31.0),
            "alternating": (15.0, 15.0),
            "zero": (0.0, 0.0), "workdays": (20.0, 22.0),
        }  # fmt: skip
        if category in rates:
            if self._denied(place) and category != "zero":
                return Measure("", 0, 0, place, end, special="sayings")
            if category == "zero" and not self._all_fillers(place, end):
                return Measure("zero", 0, 0, place, end, special="sayings" if end - place == 1 else "zero")
            low, high = rates[category]
            return Measure("rate", low, high, place, end, "days", MONTH, special=category, literal=category == "zero")
        if category == "shares":
            days = round(float(value) * 0.3, 1)
            if self.unit(end)[0] in DAYS and self.words_at(end) in ("week", "weeks", "semaine"):
                return Measure("", 0, 0, place, end, special="sayings")
            after = end + (self.words_at(end) in ("a", "an"))
            if self._is_of_attacks(end) or self.words_at(place - 1) in ("other", "autre"):
                return Measure("", 0, 0, place, end, special="sayings")
            if value == "50" and self.unit(after)[0] in ("day", "hour", "minute"):
                return Measure("", 0, 0, place, after + 1, special="sayings")
            return Measure("rate", days, days, place, end, "days", MONTH, special=category)
        if category == "with_none" and self.unit(place - 1)[0] == "day":
            return Measure("", 0, 0, place, end, special="not_good")
        if category == "two_ways":
            return Measure("two_ways", 0, 0, place, end)
        return None

    def _is_of_attacks(self, place: int) -> bool:
        """ "Half of them are migraines": a share of the headaches, and not of the days."""
        place += self.words_at(place) in ("of", "de")
        return self.words_at(place) in ("them", "those", "these", "em", "mine") or (
            self.words_at(place) in ("my", "the", "mes") and self.has("attack", place + 1) > 0
        )

    def _denied(self, place: int) -> bool:
        return self.words_at(place - 1) in ("not", "pas", "isnt") or self.words_at(place - 2) in ("not", "pas")

    def _all_fillers(self, start: int, end: int) -> bool:
        """Whether "never" or "none" is the whole answer: a zero is too much to guess from half a sentence."""
        return all(word in FILLERS or word in BREAKS for word in [*self.words[:start], *self.words[end:]])

    def weekdays(self, place: int) -> Measure | None:
        """ "mondays and fridays", "every weekend", "tuesday to thursday"."""
        start = place
        place += self.has("every", place) if not self.has("weekdays", place) else 0
        alternate = place > start and self.table["ordinals"].at(self.words, place)[1] == "2"
        place += alternate
        days, place = self._named_days(place)
        if not days or not self._is_habit(start, place, len(days)):
            return None
        period, end = self.period(place)
        end = end if period >= MONTH or period == 7.0 else place
        period = 14.0 if alternate else period if period >= MONTH else 7.0
        count = float(len(days))
        low, high = rate(count, count, period)
        return Measure("rate", low, high, start, end, "days", period, (count, count), special="weekdays")

    def _named_days(self, place: int) -> tuple[set[int], int]:
        """The days of the week named from here on, and the place behind the last of them."""
        days: set[int] = set()
        while True:
            length, day = self.table["weekdays"].at(self.words, place)
            unit, end = self.unit(place)
            if length and not days and self._is_other_word(place):
                break
            if length:
                days |= self._through(place, int(day)) if days else {int(day)}
                place += length
            elif unit == "weekend":
                days, place = days | {5, 6}, end
            else:
                break
            following = place
            while self.words_at(following) in DAY_JOINERS:
                following += 1
            if not (self.has("weekdays", following) or self.unit(following)[0] == "weekend"):
                break
            place = following
        return days, place

    def _is_other_word(self, place: int) -> bool:
        """ "mon" and the like before a word such as "par", but not before another day: "mon/wed/fri"."""
        joined = self.has("per", place + 1)
        return self.words[place] in SHORT_DAYS and joined > 0 and not self.has("weekdays", place + 1 + joined)

    def _is_habit(self, start: int, end: int, days: int) -> bool:
        """Whether a day of the week means every such day: not "last tuesday", not the French "mon"."""
        if self.words_at(start - 1) in ("last", "this", "next", "since", "depuis", "past", "until", "by", "was"):
            return False
        if self.words_at(end) in ("dernier", "passe", "prochain", "derniere"):
            return False
        return days > 1 or len(self.words[end - 1]) > 4 or self.has("every", start) > 0

    def _through(self, place: int, last: int) -> set[int]:
        """The days from the one before "to" to this one."""
        if self.words_at(place - 1) not in ("-", "to", "through", "a", "au"):
            return {last}
        back = place - 1
        while back >= 0 and not self.has("weekdays", back):
            back -= 1
        first = int(self.table["weekdays"].at(self.words, back)[1]) if back >= 0 else last
        return {day % 7 for day in range(first, first + (last - first) % 7 + 1)}

    def every(self, place: int) -> Measure | None:
        """ "every 3 days", "every third day", "chaque semaine", "once every two weeks" without a count."""
        if not self.has("every", place):
            return None
        period, end = self.period(place)
        if not period:
            return None
        if self._is_length(place):
            return None
        if self.counts_next(end):
            return Measure("window", period, period, place, end, "month" if period == MONTH else "", special="named")
        low, high = self._interval(place) or (period, period)
        made = [rate(1, 1, days) for days in (low, high)]
        ends = min(made[0][0], made[1][0]), max(made[0][1], made[1][1])
        return Measure("rate", *ends, place, end, "times", period, (1, 1), special="every")

    def _is_length(self, place: int) -> bool:
        """ "2 a month, each 3 days": how long one lasts, behind the count of them."""
        number = self.numerals.single(place + 1)
        counted = any(self.period_behind(at + 1) for at in range(place))
        return self.words[place] == "each" and number is not None and counted

    def counts_next(self, place: int) -> bool:
        """Whether a count follows: "every month 8 days", "weekly 3 times"."""
        for ahead in range(place, min(place + 5, len(self.words))):
            if self.words[ahead] in BREAKS and self.words[ahead] not in (":", ","):
                return False
            if self.numerals.single(ahead) is not None:
                counted = self.bounded(ahead)
                return not self.is_lasting(ahead) and (counted is None or counted.kind != "each")
        return False

    def _interval(self, place: int) -> tuple[float, float] | None:
        """ "every 3 to 4 days" as its two periods."""
        place += self.has("every", place)
        ordinal, first = self.table["ordinals"].at(self.words, place)
        second_at = place + ordinal + 1
        if ordinal and self.words_at(place + ordinal) in ("or", "ou", "to", "a", "-"):
            length, second = self.table["ordinals"].at(self.words, second_at)
            unit = self.unit(second_at + length)[0]
            return (float(second) * DAYS[unit], float(first) * DAYS[unit]) if length and unit in DAYS else None
        number = self.range(place)
        if number is None or number.low == number.high or not number.low:
            return None
        unit, _ = self.unit(number.end)
        return (number.high * DAYS[unit], number.low * DAYS[unit]) if unit in DAYS else None

    def named_rate(self, place: int) -> Measure | None:
        """ "weekly" alone: once a week. "per week" before its number: "per week 3"."""
        length, unit = self.table["rates"].at(self.words, place)
        if length and unit != "day" and self.counts_next(place + length):
            return Measure("window", DAYS[unit], DAYS[unit], place, place + length, unit, special="named")
        if length and unit != "day":
            low, high = rate(1, 1, DAYS[unit])
            return Measure("rate", low, high, place, place + length, "times", DAYS[unit], (1, 1), special="named")
        unit, end = self.unit(place)
        if unit == "year" and self.words_at(place - 1) in ("last", "this", "next", "past", "cette"):
            return None
        if unit == "week" and self.words_at(place - 1) == "the" and self.words_at(end) in ABOUT:
            return None  # "the week of my period" is a time, not a rate
        if unit == "year" and self.words_at(end) in ("derniere", "dernier", "passe", "passee"):
            return None
        if self.words[place] in ("weeks", "semaines") and self.words_at(place - 1) in ("most", "plupart"):
            return Measure("window", 7, 7, place, end, "week", special="named")
        if unit in ("week", "year", "season", "fortnight") and not self.words[place].endswith("s"):
            return Measure("window", DAYS[unit], DAYS[unit], place, end, unit, special="named")
        return None
