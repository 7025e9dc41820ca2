"""A count with its bound, its noun and its period: "at least 3 bad days a week"."""

from dataclasses import replace
from typing import Final

from screener.understand.measure import BREAKS, DAYS, MONTH, Measure, bounded, rate
from screener.understand.no_days import NoDays
from screener.understand.numerals import Number

SHORT: Final = frozenset({"hour", "minute"})
FLIPPED: Final = {"over": "up_to", "under": "at_least", "at_least": "under", "up_to": "over"}
"""What "never over 5" and "not less than 5" mean."""
SOLID: Final = frozenset({"straight", "full", "whole", "solid", "entire", "consecutive", "complete"})
"""What stands between a number and its unit: "3 straight weeks"."""
ENTIRE: Final = frozenset({"completes", "entieres", "pleines", "completement", "complets", "entiers"})
SHORTEST_MONTH: Final = 28
MORE: Final = frozenset({"another", "about", "maybe", "like", "around", "encore", "environ"})
"""What may stand between "plus" and the number that is added."""
RISEN: Final = frozenset({"am", "gone", "went", "now", "going", "shot", "crept", "back", "been", "moved", "jumped"})
GOOD_FIRST: Final = frozenset({
    "good", "clear", "pain", "headache", "migraine", "free", "symptom", "decent", "ok", "okay", "normal", "bon",
    "bons", "bonne", "bonnes", "belles", "beaux", "libres", "fine", "clean",
})  # fmt: skip


class Counts(NoDays):
    """Numbers with what stands around them."""

    def bounded(self, place: int) -> Measure | None:
        """A count that begins here with its number, or with words such as "at least", "about", "between"."""
        bound, start = "", place
        if negative := self.negative(place):
            return negative
        for _ in range(4):
            step, name = self.prefix(place)
            if not step:
                break
            bound, place = name or bound, place + step
        if bound in FLIPPED and {"never", "not", "jamais", "pas", "rarely"} & set(
            self.words[max(0, start - 3) : start]
        ):
            bound = FLIPPED[bound]
        if bound == "up_to" and self._has_risen(start):
            bound = ""
        number = self.range(place, strict=bound != "between")
        if number is None:
            return self.article(place) if place == start else None
        return self.count(number, start, "" if bound == "between" else bound)

    def _has_risen(self, place: int) -> bool:
        """ "I'm up to 14 now" is where it stands, not the most of it."""
        risen = self.words[place : place + 2] == ["up", "to"] and self.words_at(place - 1) in RISEN
        return risen and not (self.words_at(place - 1) in ("is", "are") and self.words_at(place - 2) == "it")

    def prefix(self, place: int) -> tuple[int, str]:
        names = ("almost", "just_over", "at_least", "up_to", "over", "under", "between")
        length, name = max((self.has(name, place), name) for name in names)
        hedged = self.has("hedge", place)
        if hedged >= length:
            return hedged, ""
        return length, name

    def negative(self, place: int) -> Measure | None:
        """A number below zero: "-1" with the sign at its number and nothing before it, "minus 3" alone."""
        sign = self.words[place]
        if sign not in ("-", "minus", "moins", "negative") or place + 1 >= len(self.words):
            return None
        number = self.numerals.single(place + 1)
        if number is None or number.low == 0:
            return None
        opens = place == 0 or self.words[place - 1] in BREAKS or self.words[place - 1] in ("is", "about", "say")
        at_sign = self.tokens[place + 1].glued if sign == "-" else place == 0
        if opens and at_sign:
            return Measure("impossible", -number.low, -number.low, place, number.end)
        return None

    def article(self, place: int) -> Measure | None:
        """ "a day a week", "a week every month", "a day or two": an article that counts."""
        if self.words[place] == "the" and self.words_at(place + 1) in SOLID:
            return self._whole(place)
        if self.words[place] not in ("a", "an"):
            return None
        unit, end = self.unit(place + 1)
        if unit not in DAYS and unit != "weekend":
            return None
        number = Number(1, 1, place, place + 1, digits=False)
        before = self.table["lasting"].before(self.words, place)
        if (
            before < place
            and self.words[before] not in ("for", "of", "last")
            and not self.period(end)[0]
            and unit in ("day", "week")
        ):
            return Measure("each", DAYS[unit], DAYS[unit], place, end, unit)
        behind = self.has("to", end)
        second = self.numerals.single(end + behind) if behind and self.words[end] in ("or", "to", "-") else None
        if second is not None:
            _unit_again, after = self.unit(second.end)
            return self.count(Number(1, second.high, place, end, digits=False), place, "", resume=after)
        if self.period(end)[0] and unit in ("day", "week", "weekend"):
            return self.count(number, place, "")
        return None

    def _whole(self, place: int) -> Measure | None:
        """ "It takes the whole week": how long one lasts."""
        unit, end = self.unit(place + 2)
        lasting = self.table["lasting"].before(self.words, place)
        if unit not in ("day", "week") or lasting == place or self.words[lasting] in ("for", "of", "last"):
            return None
        return Measure("each", DAYS[unit], DAYS[unit], place, end, unit)

    def count(self, number: Number, start: int, bound: str, resume: int | None = None) -> Measure:
        """A number with its noun, its period, and a bound said behind it."""
        if number.share and self._is_change(number):
            return Measure("other", number.low, number.high, start, number.end, "change")
        if number.share:
            low, high = (round(share * 30.0, 1) for share in (number.low, number.high))
            kind = "rate" if high <= 30 else "other"
            if low == 30:
                low, high = 28, 31
            return Measure(kind, low, high, start, number.end, "days", MONTH, bound=bound)
        place, bound = self.suffix(resume or number.end, bound)
        if other := self.other(number, place):
            return other
        length = self.numerals.single(place + 1) if self.words_at(place) == "x" else None
        if length is not None and self.unit(length.end)[0] == "day":  # "5 x 2 days"
            days = number.low * length.low, number.high * length.high
            return self.made(days, MONTH, start, self.unit(length.end)[1], "days", bound, bare=True)
        good = self.good(place) if resume is None else 0
        noun, place = (
            (self._good_noun(place, good), good) if good else self.noun(number, place if resume is None else resume)
        )
        if resume is not None:
            noun = "days"
        place, bound = self.suffix(place, bound)
        if other := self.each(number, start, noun, place):
            return other
        if noun == "days" and number.low >= SHORTEST_MONTH and self.words_at(start - 1) in ("has", "have", "a"):
            return Measure("window", number.low, number.high, start, place, noun)  # "june has 30 days"
        if noun in SHORT:
            return Measure("other", number.low, number.high, start, place, noun)
        if noun == "age":
            return Measure("other", number.low, number.high, start, place, noun)
        return replace(self.rated(number, start, noun, place, bound), good=bool(good))

    def noun(self, number: Number, place: int) -> tuple[str, int]:
        """What is counted, and the place behind it."""
        if self.words_at(place) == "-" and self.unit(place + 1)[0] == "day":
            place += 1
        french = self.words_at(place) in ("derniers", "dernieres")
        if french or (self.words_at(place) in ("last", "past") and self.words_at(place + 1).endswith("s")):
            place += 1
        place = self.adjectives(place)
        place += self.words_at(place) in SOLID and bool(self.unit(place + 1)[0])
        unit, end = self.unit(place)
        if unit == "day":
            if self._is_day_of(place) and number.low > 1:
                return "days", end
            behind = self.skip(self.adjectives(end), "attack")
            return "days", behind if behind > end and self.period(behind)[0] else end
        if unit:
            return unit, end
        if length := self.has("times", place):
            return "times", place + length
        if length := self.has("attack", place):
            end = place + length
            if self.unit(end)[0] == "day" and self.words_at(end) not in ("d", "j"):
                return "days", self.unit(end)[1]
            return "attacks", end
        return ("times" if number.occasions else ""), place

    def _good_noun(self, place: int, end: int) -> str:
        return "week" if self.unit(end - 1)[0] == "week" else "days"

    def good(self, place: int) -> int:
        """The place behind "good days", "pain-free days" right behind a number; 0 where there is none."""
        if self.words_at(place) not in GOOD_FIRST:
            return 0
        length = self.has("good", place) or (
            1 if self.words_at(place) in ("good", "fine", "ok", "okay", "clear") else 0
        )
        end = self.unit(place + length)[1]
        if end == place + length and self.has("attack", end):
            return 0
        return end if length else 0

    def rated(self, number: Number, start: int, noun: str, place: int, bound: str) -> Measure:
        place += self.words_at(place) in ENTIRE
        period, end = self.period(place, noun)
        if noun in ("days", "attacks") and not period:  # "9 days headache in a month"
            behind = self.skip(place, "attack")
            if behind > place and self.period(behind)[0]:
                period, end = self.period(behind)
        if noun == "month" and (out_of := self.has("out_of", place)) and self.numerals.single(place + out_of):
            return Measure("other", number.low, number.high, start, place + out_of + 1, "months")
        if noun in ("week", "month", "year", "fortnight", "season") and not (
            period > DAYS[noun] and self.words_at(place) not in ("-",)
        ):
            return Measure("window", number.low * DAYS[noun], number.high * DAYS[noun], start, place, noun)
        scale = {"week": 7.0, "fortnight": 14.0, "month": MONTH, "weekend": 2.0}.get(noun, 1.0)
        count = number.low * scale, number.high * scale
        exact = number.low == number.high and not number.slip
        if not period:
            literal = exact and not bound and noun in ("", "days")
            end, bound = self.suffix(place, bound)
            return self.made(count, MONTH, start, end, noun, bound, bare=True, literal=literal)
        end, bound = self.suffix(end, bound)
        return self.made(count, period, start, end, noun, bound, literal=period == MONTH and exact)

    def made(
        self,
        count: tuple[float, float],
        period: float,
        start: int,
        end: int,
        noun: str,
        bound: str,
        bare: bool = False,
        literal: bool = False,
    ) -> Measure:
        """A rate in days per month, with its bound applied; impossible where no month has so many days."""
        low, high = self.per_day(count) if period == 1.0 else rate(*count, period)
        said = 0.0 if bare else period
        if (low > 31 or (low == 31 and bound == "over")) and bound not in ("up_to", "under"):
            if noun == "times" and period not in (MONTH, 0):
                return Measure("other", low, high, start, end, noun)
            return Measure("impossible", low, high, start, end, noun, said, count)
        low, high = bounded(low, min(high, 31.0), bound)
        return Measure("rate", low, high, start, end, noun, said, count, bound, literal and not bound)

    @staticmethod
    def per_day(count: tuple[float, float]) -> tuple[float, float]:
        """So many times a day is every day."""
        return (28.0, 31.0) if count[0] >= 1 else (0.0, 31.0)

    def suffix(self, place: int, bound: str) -> tuple[int, str]:
        """ "15ish", "10 or more", "20 max", "10+"."""
        for _ in range(3):
            least, most = self.has("at_least_after", place), self.has("up_to_after", place)
            hedged = self.has("hedge", place)
            if most and self.numerals.single(place + most):
                most = 0
            if (
                least
                and self.words_at(place) in ("plus", "min", "minimum", "+")
                and self.numerals.single(place + least + (self.words_at(place + least) in MORE))
            ):
                least = 0
            if most > max(least, hedged):
                place, bound = place + most, "up_to"
            elif least > hedged:
                place, bound = place + least, "at_least"
            elif hedged and self.numerals.single(place + hedged) is None:
                place += hedged
            else:
                break
        return place, bound
