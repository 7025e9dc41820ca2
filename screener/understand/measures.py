"""What a text says in numbers: counts with their period, lengths of an attack, windows of time, and other quantities.

A small grammar over tokens. Each rule looks at one place and answers with what it read there, or None; the scan goes
from left to right and never back, so its time grows with the length of the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from screener.understand.numerals import Number, Numerals
from screener.understand.text import Token
from screener.understand.words import lexicon

MONTH: Final = 30.44
"""Days in a mean month."""
DAYS: Final = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": MONTH, "season": 3 * MONTH, "year": 12 * MONTH}
SHORT: Final = frozenset({"hour", "minute"})
BREAKS: Final = frozenset({".", ";", ",", "!", "?", ":", "...", "(", ")"})
MOVED: Final = frozenset(
    {
        "went",
        "gone",
        "going",
        "increased",
        "decreased",
        "dropped",
        "jumped",
        "changed",
        "passe",
        "moved",
        "grew",
        "up",
        "down",
    }
)
FLIPPED: Final = {"over": "up_to", "under": "at_least", "at_least": "under", "up_to": "over"}
"""What "never over 5" and "not less than 5" mean."""
GOOD_FIRST: Final = frozenset(
    [
        "good",
        "clear",
        "pain",
        "headache",
        "migraine",
        "free",
        "symptom",
        "decent",
        "ok",
        "okay",
        "normal",
        "bon",
        "bons",
        "bonne",
        "bonnes",
        "belles",
        "beaux",
        "libres",
        "fine",
        "clean",
    ]
)
FILLERS: Final = frozenset(
    [
        "i",
        "do",
        "not",
        "have",
        "get",
        "any",
        "at",
        "all",
        "none",
        "never",
        "zero",
        "no",
        "really",
        "ever",
        "them",
        "they",
        "headache",
        "migraine",
        "migraines",
        "of",
        "it",
        "is",
        "days",
        "day",
        "a",
        "per",
        "month",
        "these",
        "those",
        "honestly",
        "thankfully",
        "lol",
        "j'",
        "n'",
        "en",
        "ai",
        "je",
        "pas",
        "de",
        "du",
        "tout",
        "mal",
        "tete",
        "la",
        "maux",
        "aucun",
        "aucune",
        "jamais",
        "merci",
        "thanks",
        "thank",
        "god",
        "luckily",
        "currently",
        "now",
        "right",
        "usually",
        "well",
        "actually",
        "so",
        "far",
        "knock",
        "on",
        "wood",
        "my",
        "in",
        "the",
        "mois",
        "par",
    ]
)
LETTER_UNITS: Final = frozenset({"d", "j", "h", "w", "an"})


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantity, by the tokens [start, end) that say it.

    `rate`: days or attacks per month · `each`: days that one attack lasts · `window`: a stretch of time in days ·
    `other`: hours, tablets, an age and the like · `impossible`: a number of days that cannot be.
    """

    kind: str
    low: float
    high: float
    start: int
    end: int
    noun: str = ""
    period: float = 0
    """The period in days that the count was said for; 0 for a bare count."""
    count: tuple[float, float] = (0, 0)
    bound: str = ""
    literal: bool = False
    good: bool = False
    """Counted are days without a headache."""
    special: str = ""
    """Which phrase stood for the number: daily, alternating …"""


def rate(low: float, high: float, period: float) -> tuple[float, float]:
    """Counts in a period of so many days, as days per month. Weeks follow the labelling rule: 4 to 4.35 of them."""
    if period == MONTH:
        return low, high
    weeks = period / 7
    if weeks == int(weeks):
        return round(low * 4 / weeks, 1), float(ceil(round(high * MONTH / period, 3)))
    month = low * MONTH / period, high * MONTH / period
    if period > MONTH and period % MONTH < 1e-6:
        month = low / (period / MONTH), high / (period / MONTH)
    low, high = round(month[0], 1), round(month[1], 1)
    return (0.0, 1.0) if low == high and high < 0.95 else (low, high)


class Scanner:
    """Reads the measures of one text."""

    SPECIAL: Final = [
        "alternating",
        "daily",
        "almost_daily",
        "most_days",
        "mostly",
        "with_none",
        "zero",
        "shares",
        "workdays",
        "two_ways",
        "sayings",
        "not_good",
    ]

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.numerals = Numerals(tokens)
        self.words = self.numerals.words
        self.table = lexicon("quantities")

    def has(self, category: str, place: int) -> int:
        """The length of this category's phrase at this place."""
        return self.table[category].at(self.words, place)[0]

    def skip(self, place: int, *categories: str) -> int:
        """The first place behind any phrases of these categories."""
        while length := max((self.has(category, place) for category in categories), default=0):
            place += length
        return place

    def scan(self) -> list[Measure]:
        found: list[Measure] = []
        place = 0
        while place < len(self.words):
            measure = self.measure(place)
            if measure is None:
                place += 1
                continue
            if measure.kind:
                found.append(measure)
            place = max(measure.end, place + 1)
        return found

    def measure(self, place: int) -> Measure | None:
        """What is said at this place. A measure without a kind is a phrase that means no quantity: it is passed."""
        bounded = self.bounded(place)
        special = self.special(place)
        if special is not None and (
            bounded is None
            or (
                special.end > bounded.start + 1
                and (special.end >= bounded.end or special.special in ("sayings", "not_good"))
            )
        ):
            return special
        return bounded or special or self.weekdays(place) or self.every(place) or self.named_rate(place)

    # Numbers with what stands around them

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
        number = self.range(place, strict=bound != "between")
        if number is None:
            return self.article(place) if place == start else None
        return self.count(number, start, "" if bound == "between" else bound)

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

    def range(self, place: int, strict: bool = True) -> Number | None:
        """A number, or two of them with "to", "or", "-" (or "and" behind "between")."""
        first = self.numerals.single(place)
        if first is None:
            return None
        fraction = self.fraction(first)
        if fraction is not None:
            return fraction
        if tolerance := self._tolerance(first):
            return tolerance
        joint = (
            self.skip(first.end, "times") if self.words_at(first.end) in ("fois", "times", "x", "time") else first.end
        )
        unit, behind_unit = self.unit(first.end)
        for after in sorted(
            {first.end, joint, behind_unit if unit == "day" else first.end, self._behind_ish(first.end)}
        ):
            second = self._second(first, after, strict)
            if second is not None and self._moved(place):
                return replace(second, start=place)
            if second is not None:
                low, high = sorted((first.low, second.high))
                return Number(low, high, place, second.end, first.digits, occasions=second.occasions)
        return first

    def _tolerance(self, first: Number) -> Number | None:
        """ "15 give or take 2"."""
        for phrase in (["plus", "or", "minus"], ["give", "or", "take"], ["+", "/", "-"], ["plus", "ou", "moins"]):
            end = first.end + len(phrase)
            if self.words[first.end : end] == phrase and (second := self.numerals.single(end)):
                return Number(
                    max(0.0, first.low - second.low), first.high + second.high, first.start, second.end, digits=False
                )
        return None

    def _behind_ish(self, place: int) -> int:
        """ "20-ish to 25"."""
        return place + (2 if self.words_at(place) == "-" else 1) if "ish" in self.words[place : place + 2] else place

    def _moved(self, place: int) -> bool:
        """ "went from 4 to 15": the second number holds."""
        return self.words_at(place - 1) in ("from", "de") and self.words_at(place - 2) in MOVED

    def words_at(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""

    def _second(self, first: Number, after: int, strict: bool) -> Number | None:
        """The upper end of a range whose lower end was read."""
        joiner = self.has("to", after)
        if not joiner and not strict:
            joiner = 1 if self.words_at(after) in ("and", "et", "&", "n", "puis") else 0
        if not joiner and after > first.end:
            return None
        if not joiner and self.words_at(after) in BREAKS:
            return None
        place = self.skip(after + joiner, "hedge") if joiner else after
        second = self.numerals.single(place)
        if second is None or self._is_day_of(second.end):
            return None
        if not joiner and not (second.low == first.high + 1 and second.digits == first.digits and second.low <= 31):
            return None
        return second if second.low != first.low or joiner else None

    def _is_day_of(self, place: int) -> bool:
        """ "three 2-day attacks", "one 5 day attack": the second number belongs to the length."""
        place += self.words_at(place) == "-"
        return (
            self.words_at(place) in ("day", "dayer", "dayers")
            and self.unit(place)[0] == "day"
            and bool(self.has("attack", place + 1))
        ) or self.words_at(place) in ("dayer", "dayers")

    def fraction(self, first: Number) -> Number | None:
        """ "1/2", "15/30", "50%": a share of the month. "8/10" is a score, which the count reads."""
        if self.words_at(first.end) == "%" or self.words_at(first.end) in ("percent", "pourcent"):
            return Number(first.low / 100, first.high / 100, first.start, first.end + 1, digits=True, share=True)
        if self.words_at(first.end) in ("per", "pour") and self.words_at(first.end + 1) in ("cent", "cents"):
            return Number(first.low / 100, first.high / 100, first.start, first.end + 2, digits=True, share=True)
        if self.words_at(first.end) != "/":
            return None
        second = self.numerals.single(first.end + 1)
        if second is None or not second.digits or not first.digits or not second.low:
            return None
        top, bottom = first.low, second.low
        unit, end = self.unit(second.end)
        named = unit if unit in DAYS else ""
        of_time = self.words_at(second.end) in ("the", "of", "du", "le", "des", "my", "a") and bottom in (2, 3, 4)
        if (of_time and self.words_at(second.end) != "a") or (named and named != "day" and bottom in (2, 3, 4)):
            return Number(
                top / bottom, top / bottom, first.start, self.skip(second.end, "month_words"), digits=True, share=True
            )
        if self.period(second.end)[0] and bottom <= 31 and top < bottom and bottom not in (28, 30, 31):
            return Number(top, bottom, first.start, second.end, digits=True)
        if bottom in (28, 29, 30, 31) and top <= bottom:
            return Number(top, top, first.start, end if named == "day" else second.end, digits=True)
        if named == "day" and top <= bottom and bottom not in (1, 10) and (top != bottom - 1 or bottom in (2, 3, 7)):
            return Number(top / bottom, top / bottom, first.start, end, digits=True, share=True)
        if bottom in (2, 3, 4, 7) and top <= bottom:
            return Number(top / bottom, top / bottom, first.start, second.end, digits=True, share=True)
        if top == bottom - 1 and bottom != 10:
            return Number(top, bottom, first.start, second.end, digits=True)
        return None

    # The count behind a number

    def count(self, number: Number, start: int, bound: str, resume: int | None = None) -> Measure:
        """A number with its noun, its period, and a bound said behind it."""
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
        if noun in SHORT:
            return Measure("other", number.low, number.high, start, place, noun)
        if noun == "age":
            return Measure("other", number.low, number.high, start, place, noun)
        return replace(self.rated(number, start, noun, place, bound), good=bool(good))

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
                and self.numerals.single(place + least)
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

    def other(self, number: Number, place: int) -> Measure | None:
        """Tablets, a score, an age, a year of the calendar: numbers that count no days."""
        for category in ("pill", "score", "age_after"):
            length = self.has(category, place)
            if length and not (category == "score" and self.unit(place + length)[0]):
                return Measure("other", number.low, number.high, number.start, place + length, category)
        for category in ("score", "age_before"):
            before = self.table[category].before(self.words, number.start)
            if before < number.start and not self.unit(place)[0] and not self.has("times", place):
                return Measure("other", number.low, number.high, number.start, place, category)
        of_ten = self.words_at(number.end) in ("/", "sur") and self.words_at(number.end + 1) in ("10", "dix")
        if of_ten and not self.unit(number.end + 2)[0] and not self.period(number.end + 2)[0]:
            return Measure("other", number.low, number.high, number.start, number.end + 2, "score")
        if number.digits and 1900 <= number.low <= 2100:
            return Measure("other", number.low, number.high, number.start, place, "year")
        unit, end = self.unit(place)
        if found := self._something_else(number, place):
            return found
        since = self.words[max(0, number.start - 3) : number.start]
        if since in (["il", "y", "a"], ["ca", "fait"]) and unit in DAYS and not self.period(end)[0]:
            return Measure("other", number.low, number.high, number.start, end, "ago")
        if unit == "day" and (length := self.has("ago", end)):
            return Measure("other", number.low, number.high, number.start, end + length, "ago")
        if unit in DAYS and (length := self.has("ago", end)) and self.words_at(end) in ("ago", "back"):
            return Measure("other", number.low, number.high, number.start, end + length, "ago")
        if unit in ("year", "month", "week", "season") and self.is_duration(number.start):
            return Measure("other", number.low, number.high, number.start, end, "duration")
        if unit == "year" and not self.is_window(number.start):
            return Measure("other", number.low, number.high, number.start, end, "year")
        return None

    def _something_else(self, number: Number, place: int) -> Measure | None:
        """Minutes, an age as "my 20s", a telephone number, "a 7", tablets behind an adjective."""
        word = self.words_at(number.end)
        plain = Measure("other", number.low, number.high, number.start, number.end, "number")
        if word == "min" and (number.low > 31 or "max" not in self.words) and number.start + 1 == number.end:
            return replace(plain, end=number.end + 1)
        if number.digits and word == "s" and self.tokens[number.end].glued:
            return replace(plain, end=number.end + 1)
        if number.digits and number.low >= 100 and self.words_at(number.start - 1) == "-" and number.start > 1:
            return plain
        if number.digits and number.low != number.high and number.low >= 100:
            return plain
        alone = place >= len(self.words)
        english = self.words_at(number.start - 2) in ("", "about", "like", "is", "say", "around", "maybe", "probably")
        if self.words_at(number.start - 1) in ("a", "an") and number.digits and alone and english:
            return plain
        for ahead in range(place, min(place + 3, len(self.words))):
            if (
                self.words[ahead] in BREAKS
                or self.unit(ahead)[0]
                or self.has("attack", ahead)
                or self.has("times", ahead)
            ):
                break
            if self.has("pill", ahead) and not self.has("per", ahead):
                return replace(plain, end=ahead + 1)
        return None

    def is_duration(self, place: int) -> bool:
        """Whether "for" or "since" stands before this place: how long it has been so, not how often."""
        start = self.table["since"].before(self.words, place)
        return start < place and not self.is_window(place)

    def is_window(self, place: int) -> bool:
        start = self.table["window"].before(self.words, place)
        return start < place

    def noun(self, number: Number, place: int) -> tuple[str, int]:
        """What is counted, and the place behind it."""
        if self.words_at(place) == "-" and self.unit(place + 1)[0] == "day":
            place += 1
        french = self.words_at(place) in ("derniers", "dernieres")
        if french or (self.words_at(place) in ("last", "past") and self.words_at(place + 1).endswith("s")):
            place += 1
        place = self.adjectives(place)
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

    def adjectives(self, place: int) -> int:
        """Behind words such as "bad", "mild", "total" before the noun, where a noun follows them."""
        behind = place
        for _ in range(3):
            length = max(self.has("milder", behind), self.has("part", behind), self.has("total", behind))
            if not length or self.has("attack", behind) == length:
                break
            behind += length
        if behind > place and (self.unit(behind)[0] or self.has("attack", behind) or self.has("times", behind)):
            return behind
        return place

    def unit(self, place: int) -> tuple[str, int]:
        """The unit of time at this place, and the place behind it."""
        length, unit = self.table["units"].at(self.words, place)
        if not length:
            if self.words_at(place) == "with" and self.words_at(place - 1) == "/":
                return "week", place + 1
            return "", place
        word = self.words[place]
        if word in LETTER_UNITS and length == 1 and not self._after_number(place):
            return "", place
        if word in ("mouth", "moi", "date", "mon", "sun", "sat", "tree") and not self._after_number(place - 1):
            return "", place
        return unit, place + length

    def _after_number(self, place: int) -> bool:
        before = self.words_at(place - 1)
        return bool(before) and (
            before in ("/", "x", "par", "per", "a", "each") or self.numerals.single(place - 1) is not None
        )

    def period(self, place: int, noun: str = "") -> tuple[float, int]:
        """The period that a count is for, in days, and the place behind it; 0 where none is said here."""
        if noun in ("attacks", "times") and self.words_at(place) in ("of", "de", "@"):
            return (0, place)
        place = self._behind_little_words(place)
        if self.words_at(place) == "last" and self.unit(place + 1)[0] == "year":
            return (0, place)  # "8 last year" speaks of the past; "8 in the last year" counts over it
        for category in ("rates",):
            length, unit = self.table[category].at(self.words, place)
            if length:
                return DAYS[unit], place + length
        joiner = max(
            self.has("per", place), self.has("every", place), self.has("window", place), self.has("out_of", place)
        )
        for length in range(joiner, 0, -1):
            if not any(self._spans(name, place, length) for name in ("per", "every", "window", "out_of")):
                continue
            found = self._period_unit(place + length, place, noun)
            if found[0]:
                return found
        return (0, place)

    def _spans(self, category: str, place: int, length: int) -> bool:
        """Whether a phrase of exactly this length stands here."""
        if self.has(category, place) == length:
            return True
        return self.table[category].before(self.words, place + length, length) == place

    def _behind_little_words(self, place: int) -> int:
        """ "3 headaches or so per week", "2 (per week)", "10 headache days"."""
        for _ in range(2):
            if self.words_at(place) == "(":
                place += 1
            hedged = self.has("hedge", place)
            if hedged and not self.numerals.single(place + hedged):
                place += hedged
        return place

    def _period_unit(self, place: int, joiner: int, noun: str = "") -> tuple[float, int]:
        """ "week", "2 weeks", "last 3 months", "other week", "third day" behind a word such as "per" or "every"."""
        place = self.skip(place, "hedge") if self.has("hedge", place) else place
        if self.words_at(place) in (
            "last",
            "past",
            "typical",
            "average",
            "given",
            "normal",
            "usual",
            "full",
            "whole",
            "single",
        ):
            place += 1
        times, end = 1.0, place
        length, ordinal = self.table["ordinals"].at(self.words, place)
        number = self.numerals.single(place)
        if length and self.words_at(place + length) in ("or", "ou", "to", "a", "-"):
            again, second_one = self.table["ordinals"].at(self.words, place + length + 1)
            if again:
                ordinal, length = str((float(ordinal) + float(second_one)) / 2), length + 1 + again
        if length:
            times, end = float(ordinal), place + length
        elif number is not None:
            second = self.range(place) or number
            times, end = (second.low + second.high) / 2, second.end
        if self.words_at(end) in ("last", "past", "dernieres", "derniers"):
            end += 1
        unit, behind = self.unit(end)
        if unit == "weekend" and times == 1:
            return 7.0, behind
        if unit not in DAYS or not times:
            return self._bare_period(number, joiner, noun) or (0, place)
        if (
            unit == "day"
            and times == 1
            and number is None
            and self.words_at(joiner)
            in ("the", "this", "that", "le", "la", "du", "de", "of", "on", "my", "during", "in", "au", "aux")
        ):
            return 0, place
        if times in (28, 29, 30, 31) and unit == "day":
            return MONTH, behind
        behind += self.has("window_after", behind)
        return times * DAYS[unit], behind

    def _bare_period(self, number: Number | None, joiner: int, noun: str) -> tuple[float, int] | None:
        """ "15 out of 30", "un jour sur trois", "1 week out of 4": the unit is not said again."""
        if number is None or not self.has("out_of", joiner):
            return None
        if noun == "week" and 2 <= number.low <= 5:
            return number.low * 7, number.end
        if number.low in (28, 29, 30, 31):
            return MONTH, number.end
        whole = self.words_at(joiner) in ("out", "sur", "in", "on", "of", "/", "outta", "every", "a", "de")
        if number.low in (7, 60, 90, 365) or (noun == "days" and 2 <= number.low <= 31 and whole):
            wide = self.range(number.start) or number
            return (wide.low + wide.high) / 2, wide.end
        return None

    # An attack's length

    def each(self, number: Number, start: int, noun: str, place: int) -> Measure | None:
        """How long one attack goes on: "lasting 3 days", "2-day attacks", "for 48 hours each"."""
        if noun not in ("days", "hour", "week", "minute"):
            return None
        _unit, _unit_end = self.unit(place)
        lengths = {"days": 1.0, "hour": 1 / 24, "week": 7.0, "minute": 1 / 1440}
        low, high = (max(1.0, ceil(value * lengths[noun] - 0.001)) for value in (number.low, number.high))
        measure = Measure("each", low, high, start, place, noun)
        before = self.table["lasting"].before(self.words, start)
        if before == start:
            before, start = self.table["lasting"].before(self.words, number.start), number.start
        word = self.words_at(before) if before < start else ""
        long = word not in ("", "last", "for", "of", "de", "pendant", "run", "@", "each", "durant")
        weak = word in ("for", "of", "de", "pendant", "@", "durant", "run") and not self.period(place)[0] and before > 0
        if word == "last":
            long = self.words_at(before - 1) not in (
                "the",
                "in",
                "over",
                "past",
                "these",
                "this",
                "within",
                "during",
                "",
            )
        if word.startswith("each"):
            long = not self.period(place)[0]
        if word in ("of", "de") and self.table["attack"].before(self.words, before) < before:
            return replace(measure, special="weak")
        if self.words_at(start - 2 if word == "for" else start - 1) in ("except", "apart", "aside", "but", "save"):
            return None
        if long or (self.has("each", place) and not self.period(place)[0]):
            return replace(measure, end=place + self.has("each", place))
        if noun in ("days", "hour") and place < len(self.words):
            glued = self.words_at(number.end) == "-" or self.words_at(place - 1) in ("dayer", "dayers")
            attack = self.has("attack", place)
            joined = (glued or self.words_at(place - 1) == "day") and (attack or self.words_at(place - 1) == "dayer")
            if joined and number.low > 1 and (glued or self.words_at(place - 1) in ("day", "dayer")):
                return measure
        if self.words_at(place - 1) in ("dayer", "dayers"):
            return measure
        return replace(measure, special="weak") if weak else None

    # Phrases that stand for a number

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
        if self.words[end - 1] in ("other", "alternate") and self.unit(end)[0]:
            return None
        if best == "alternating" and self.words_at(end) in ("or", "ou", "to", "-") and self.numerals.single(end + 1):
            return None
        made = self._special_rate(best, value, place, end)
        if made is not None or best in ("sayings", "not_good"):
            return made or Measure("", 0, 0, place, end, special=best)
        return None

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
                return Measure("zero", 0, 0, place, end, special="sayings" if length_one(place, end) else "zero")
            low, high = rates[category]
            return Measure("rate", low, high, place, end, "days", MONTH, special=category, literal=category == "zero")
        if category == "shares":
            days = round(float(value) * 0.3, 1)
            if self.unit(end)[0] in DAYS and self.words_at(end) in ("week", "weeks", "semaine"):
                return Measure("", 0, 0, place, end, special="sayings")
            after = end + (self.words_at(end) in ("a", "an"))
            if value == "50" and self.unit(after)[0] in ("day", "hour", "minute"):
                return Measure("", 0, 0, place, after + 1, special="sayings")
            return Measure("rate", days, days, place, end, "days", MONTH, special=category)
        if category == "with_none" and self.unit(place - 1)[0] == "day":
            return Measure("", 0, 0, place, end, special="not_good")
        if category == "two_ways":
            return Measure("two_ways", 0, 0, place, end)
        return None

    def _denied(self, place: int) -> bool:
        return self.words_at(place - 1) in ("not", "pas", "isnt") or self.words_at(place - 2) in ("not", "pas")

    def _all_fillers(self, start: int, end: int) -> bool:
        """Whether "never" or "none" is the whole answer: a zero is too much to guess from half a sentence."""
        return all(word in FILLERS or word in BREAKS for word in [*self.words[:start], *self.words[end:]])

    def weekdays(self, place: int) -> Measure | None:
        """ "mondays and fridays", "every weekend", "tuesday to thursday"."""
        start = place
        place += self.has("every", place) if not self.has("weekdays", place) else 0
        days: set[int] = set()
        while True:
            length, day = self.table["weekdays"].at(self.words, place)
            unit, end = self.unit(place)
            if (
                length
                and self.words[place] in ("sun", "mon", "sat", "mar")
                and not days
                and place + 1 < len(self.words)
                and self.has("per", place + 1)
            ):
                break
            if length:
                days |= self._through(place, int(day)) if days else {int(day)}
                place += length
            elif unit == "weekend":
                days |= {5, 6}
                place = end
            else:
                break
            joiner = place
            while self.words_at(joiner) in (
                "and",
                "&",
                ",",
                "et",
                "or",
                "/",
                "-",
                "to",
                "through",
                "a",
                "au",
                "+",
                "the",
                "le",
                "les",
                "on",
                "every",
            ):
                joiner += 1
            if not (self.has("weekdays", joiner) or self.unit(joiner)[0] == "weekend"):
                break
            place = joiner
        if not days:
            return None
        period, end = self.period(place)
        same_week = period == 7.0
        period = period if period >= MONTH else 7.0
        if not self._is_habit(start, place, len(days)):
            return None
        low, high = rate(len(days), len(days), period)
        end = end if period >= MONTH or same_week else place
        count = (float(len(days)), float(len(days)))
        return Measure("rate", low, high, start, end, "days", period, count, special="weekdays")

    def _is_habit(self, start: int, end: int, days: int) -> bool:
        """Whether a day of the week means every such day: not "last tuesday", not the French "mon"."""
        if self.words_at(start - 1) in ("last", "this", "next", "since", "depuis", "past", "until", "by"):
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
        if self.counts_next(end):
            return Measure("window", period, period, place, end, "month" if period == MONTH else "", special="named")
        low, high = self._interval(place) or (period, period)
        made = [rate(1, 1, days) for days in (low, high)]
        ends = min(made[0][0], made[1][0]), max(made[0][1], made[1][1])
        return Measure("rate", *ends, place, end, "times", period, (1, 1), special="every")

    def counts_next(self, place: int) -> bool:
        """Whether a count follows: "every month 8 days", "weekly 3 times"."""
        for ahead in range(place, min(place + 5, len(self.words))):
            if self.words[ahead] in BREAKS and self.words[ahead] not in (":", ","):
                return False
            if self.numerals.single(ahead) is not None:
                return not self.is_lasting(ahead)
        return False

    def is_lasting(self, place: int) -> bool:
        """Whether the number here is how long an attack goes on."""
        start = self.table["lasting"].before(self.words, place)
        return start < place

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
        if unit == "year" and self.words_at(end) in ("derniere", "dernier", "passe", "passee"):
            return None
        if self.words[place] in ("weeks", "semaines") and self.words_at(place - 1) in ("most", "plupart"):
            return Measure("window", 7, 7, place, end, "week", special="named")
        if unit in ("week", "year", "season", "fortnight") and not self.words[place].endswith("s"):
            return Measure("window", DAYS[unit], DAYS[unit], place, end, unit, special="named")
        return None


def length_one(start: int, end: int) -> bool:
    return end - start == 1


def bounded(low: float, high: float, bound: str) -> tuple[float, float]:
    """A range with "at least", "under" and the like applied."""
    match bound:
        case "at_least" | "over":
            return low, 31.0
        case "under" | "up_to":
            return 0.0, high
        case "almost":
            return max(0.0, low - 1), max(0.0, high - 1)
        case "just_over":
            return min(31.0, low + 1), min(31.0, high + 1)
    return low, high
