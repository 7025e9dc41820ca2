"""Options chosen in free words: yes, no and unsure in all their forms, one option or several.

The words are taken apart first (clauses.py); here it is decided what they come to. Where that is not plain, it is asked
again: a caution must never be recorded as absent because of a guess.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from screener.understand.clauses import STOPS, Analysis, Meant, Signal, ever
from screener.understand.durations import read_age, read_duration, spans
from screener.understand.names import (
    OUTSIDE,
    ChoiceOption,
    ChoiceQuestion,
    classes_beside,
    classes_of,
    concepts,
    known_names,
)
from screener.understand.replies import understood
from screener.understand.text import Token, tokens, too_long
from screener.understand.words import texts

COUNTS: Final = {"two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4, "quatre": 4, "five": 5, "cinq": 5} | {
    str(count): count for count in range(2, 7)
}
ASKED_OF: Final = frozenset("a an the my it this that these they i you u".split())
ARTICLES: Final = frozenset({"of", "the", "my", "these", "those", "les", "des", "mes", "ces"})
REMEDIES: Final = frozenset({"acute", "preventive", "botulinum"})
WELL: Final = [[word] for word in ("clear", "good", "fine", "ok", "okay", "healed", "negative", "well", "beau", "va")]
"""What follows "all" where no option is meant: "all clear", "tout va bien"."""
MOST_LETTERS: Final = 10
NEEDS_QUESTION_MARK: Final = frozenset(
    {"when", "where", "who", "which", "quand", "qui", "am", "are", "is", "do", "quel", "quelle", "does", "did"}
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Options chosen. `literal`: in so many words, so that nothing needs confirming."""

    values: tuple[str, ...]
    literal: bool


@dataclass(frozen=True, slots=True)
class Unsure:
    """The visitor does not know."""

    literal: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not to be read as an answer, why, and which options may have been meant: to offer, never to take."""

    reason: str
    suggestions: tuple[str, ...] = ()


Choice = Chosen | Unsure | Unclear


def read_choice(text: str, question: ChoiceQuestion) -> Choice:
    """What a reply chooses among a question's options."""
    if too_long(text):
        return Unclear("too_long")
    said = tokens(text)
    if not said:
        return Unclear("empty")
    question = understood(question)
    reply = _Reply(question, said)
    found = reply.choice()
    if isinstance(found, Unsure) and "unsure" not in question.ids:
        return Unclear("unsure")
    if isinstance(found, Chosen) and not set(found.values) <= set(question.ids):
        return Unclear("not_offered")
    if isinstance(found, Unclear) and not found.suggestions:
        return Unclear(found.reason, reply.suggestions())
    return found


@lru_cache(maxsize=256)
def _by_name(question: ChoiceQuestion) -> Mapping[str, str]:
    """The options of a question by what they are called. Made once for each question: it takes longer than a reply."""
    by_name: dict[str, str] = {}
    for option in question.options:
        for name in (option.label, *option.synonyms):
            by_name.setdefault(" ".join(texts(tokens(name))), option.id)
    return by_name


class _Reply:
    """One reply to one question."""

    def __init__(self, question: ChoiceQuestion, said: Sequence[Token]) -> None:
        self.question = question
        self.said = said
        self.words = texts(said)
        self.seen = Analysis(question, said)

    def choice(self) -> Choice:
        if self.words[0] in ("if", "si", "unless") or self.words[:2] == ["only", "if"]:
            return Unclear("condition")
        if self._wonders():
            return Unsure()
        if self._asks_back():
            return Unclear("question")
        if placed := self._by_place():
            return placed
        if self.question.is_yes_no:
            return self._yes_or_no()
        if self.question.kind == "some":
            return self._some()
        return self._one()

    def suggestions(self) -> tuple[str, ...]:
        """Options that sound like what was said."""
        by_name = _by_name(self.question)
        near = get_close_matches(" ".join(self.words[:20]), list(by_name), 3, 0.7)
        return tuple(dict.fromkeys(by_name[name] for name in near))

    # Questions back, places

    def _asks_back(self) -> bool:
        seen = self.seen
        begins = seen.table["asking"].at(self.words, 0)[0]
        ends = self.words[-1] == "?"
        answered = (
            bool(seen.signals)
            and seen.signals[0].start == 0
            and seen.signals[0].kind in ("yes", "no", "soft_no", "soft_yes", "unsure", "maybe")
        )
        if begins > 3 and answered:  # "none of your business"
            return True
        if answered and not (ends and len(self.words) == 2 and seen.signals[0].kind in ("yes", "soft_yes")):
            return ends and begins > 0
        if self.words[0] in ("is", "are", "does", "do", "am", "can") and self.words[1:2] and self.words[1] in ASKED_OF:
            return True
        if self.words[0] in ("is", "are", "does", "can") and self.words[1:2] != ["not"]:
            return True
        if begins and not ends and any(one.start == 0 and one.end > begins - 1 for one in seen.mentions):
            return False  # "c'est pour moi", "why not"
        if all(word in ("?", "!", ".") for word in self.words):
            return True
        if begins and self.words[0] in NEEDS_QUESTION_MARK and not ends:
            return self.words[1:2] in (
                ["is"],
                ["are"],
                ["do"],
                ["does"],
                ["can"],
                ["will"],
                ["you"],
                ["u"],
                ["would"],
                ["a"],
                ["an"],
                ["the"],
                ["my"],
                ["it"],
                ["this"],
                ["that"],
                ["these"],
                ["they"],
            )
        return bool(begins or ends)

    def _wonders(self) -> bool:
        """ "I think one of my pills is?": a doubt, not a question."""
        polite = self.seen.table["polite"].at(self.words, 0)[0]
        begins = self.seen.table["wonders"].at(self.words, polite)[0]
        asks = self.seen.found("asking", polite + begins)
        answered = {one.kind for one in self.seen.signals} & {"yes", "no", "soft_yes", "soft_no"}
        return self.words[-1] == "?" and begins > 0 and not asks and not answered

    def _by_place(self) -> Choice | None:
        """Options by their place: "the second one", "b", "1 and 3", "only the 5th", "the first two"."""
        if self.question.is_yes_no and not any(
            word in ("option", "choice", "choix", "#", "number") for word in self.words
        ):
            return None
        ids = self.question.ids
        places = self._letters() or self._digits() or self._ordinals()
        if not places:
            return None
        chosen = [
            ids[place - 1 if place > 0 else place] for place in places if -len(ids) <= place <= len(ids) and place
        ]
        if len(chosen) != len(places):
            return Unclear("no_such_option")
        if len(set(chosen)) > 1 and (self.question.kind == "one" or {"none", "unsure"} & set(chosen)):
            return Unclear("several")
        return self._chosen(chosen, literal=False)

    def _joined(self) -> list[str]:
        fillers = {
            "and",
            "et",
            "&",
            "+",
            ",",
            ".",
            "!",
            ")",
            "(",
            "the",
            "le",
            "la",
            "l'",
            "les",
            "option",
            "options",
            "choice",
            "answer",
            "letter",
            "lettre",
            "choix",
            "is",
            "it",
            "just",
            "only",
            "seulement",
            "both",
            "#",
            "number",
            "numbers",
            "no.",
            "numero",
            "please",
        }
        return [word for word in self.words if word not in fillers]

    def _letters(self) -> list[int]:
        rest = self._joined()
        last = chr(ord("a") + min(len(self.question.options), MOST_LETTERS) - 1)
        if rest and all(len(word) == 1 and "a" <= word <= last for word in rest) and rest != ["n"]:
            return [ord(word) - ord("a") + 1 for word in rest]
        return []

    def _digits(self) -> list[int]:
        rest = self._joined()
        if spans(self.question) or not rest:
            return []
        rest = [digits for word in rest for digits in word.split(".")]  # "1,2" looks like a decimal
        if not all(digits.isascii() and digits.isdigit() and len(digits) <= 2 for digits in rest):
            return []
        return [int(digits) for digits in rest]

    def _ordinals(self) -> list[int]:
        table = self.seen.table
        inside = {place for one in self.seen.mentions for place in range(one.start, one.end)}
        found = [one for one in table["ordinals"].anywhere(self.words) if one[0] not in inside]
        if not found or self.seen.meant:
            return []
        behind = self.words[found[0][1] : found[0][1] + 1]
        if found[0][2] in ("1", "-1") and len(found) == 1 and (count := COUNTS.get("".join(behind))):
            return list(range(1, count + 1)) if found[0][2] == "1" else list(range(-count, 0))
        known = {place for start, end, _ in found for place in range(start, end)}
        spare = [word for place, word in enumerate(self.words) if place not in known and word not in STOPS]
        allowed = {
            "one",
            "ones",
            "and",
            "et",
            "&",
            "the",
            "le",
            "la",
            "les",
            "l'",
            "only",
            "just",
            "seulement",
            "it",
            "is",
            "option",
            "options",
            "choice",
            "choix",
            "un",
            "une",
            "that",
            "c'",
            "est",
            "on",
            "list",
            "answer",
            "i",
            "would",
            "say",
            "applies",
            "to",
            "me",
            "of",
            "these",
            "them",
            "please",
            "also",
            "fits",
            "in",
            "juste",
            "pick",
            "choose",
            "je",
            "prends",
            "choisis",
            "reponse",
        }
        if any(word not in allowed for word in spare):
            return []
        return [int(value) for _, _, value in found]

    # Yes or no

    def _yes_or_no(self) -> Choice:
        kinds = self._kinds()
        meant = self._about_options()
        firm = {one.how for one in meant}
        duration, timed = read_duration(self.question, self.said)
        if timed and self._kin_only() and not {"i", "am", "je", "j'"} & set(self.words):
            return Unclear("other_person")
        if timed and "wish" in self.words:
            return Unclear("not_understood")
        if timed and not meant:
            return self._by_duration(duration, kinds)
        if meant:
            return self._with_mentions(kinds, firm, meant)
        if self._outside() and not kinds & {"yes", "no", "soft_no", "soft_yes"}:
            return Unclear("not_understood")
        return self._from_signals(kinds)

    def _kinds(self) -> set[str]:
        """Which words of answering stand, after the last correction."""
        return {one.kind for one in self._signals()} - {"neutral"}

    def _signals(self) -> list[Signal]:
        signals = [one for one in self.seen.signals if one.kind != "neutral"]
        corrections = self.seen.found("correction")
        for start, end, _ in reversed(corrections):
            after = [one for one in signals if one.start >= start and one.end > end]
            before = [one for one in signals if one.start <= start and one not in after]
            if before and after and {one.kind for one in after} & {"yes", "no", "unsure"}:
                return after
        return signals

    def _about_options(self) -> list[Meant]:
        """The options that are named: "no" words of the option no are turned into their sense."""
        return [one for one in self.seen.meant if one.option != OUTSIDE]

    def _outside(self) -> bool:
        return any(one.option == OUTSIDE and one.how == "yes" for one in self.seen.meant)

    def _with_mentions(self, kinds: set[str], firm: set[str], meant: list[Meant]) -> Choice:
        sides = {self._side(one) for one in self._outweighed(meant)}
        if {"?", "no"} <= sides and all(one.option == "no" for one in meant if self._side(one) == "?"):
            sides.discard("?")  # "not pregnant, not trying": the second takes nothing back
        if "?" in sides or "unsettled" in firm:
            return Unclear("unsettled")
        said_yes, said_no = bool(kinds & {"yes", "soft_yes"}), bool(self._own_no())
        if "maybe" in sides or ("unsure" in kinds and "yes" in sides) or "maybe" in kinds:
            return Unclear("contradiction") if said_no and "maybe" not in sides else Unsure()
        if "unsure" in sides:
            return Unsure()
        if {"yes", "no"} <= sides or (said_yes and "no" in sides) or (said_no and "yes" in sides):
            return Unclear("contradiction")
        if "yes" in sides:
            return self._chosen(["yes"], literal=False)
        if "no" in sides:
            return Unsure() if "unsure" in kinds and not said_no else self._chosen(["no"], literal=False)
        if said_yes:
            return Unclear("contradiction")
        if "unsure" in kinds:
            return Unsure()
        return self._chosen(["no"], literal=False)

    def _outweighed(self, meant: list[Meant]) -> list[Meant]:
        """Without what is denied of an option that another name affirms: "not ALS, I have myasthenia"."""
        affirmed = {(one.option, self._concept(one)) for one in meant if one.how == "yes" and self._concept(one)}
        return [
            one
            for one in meant
            if one.how not in ("no", "past")
            or not self._concept(one)
            or not any(option == one.option and concept != self._concept(one) for option, concept in affirmed)
        ]

    def _concept(self, one: Meant) -> str:
        return known_names().at(self.words, one.start)[1]

    def _side(self, one: Meant) -> str:
        """What a mention says for the question: an option named and affirmed, or its opposite when denied."""
        if one.option == "unsure":
            return "unsure"
        if one.how == "yes":
            return one.option
        if one.how == "no" and one.option == "yes" and self.words[one.start] in ("for", "pour"):
            return "?"  # "not for headaches" says nothing of other reasons
        if one.how == "no":
            denies_itself = any(
                self.seen.table["negators"].at(self.words, place)[0] for place in range(one.start, one.end)
            )
            return "no" if one.option == "yes" or denies_itself else "?"
        return one.how if one.how in ("maybe", "unsettled") else "aside"

    def _own_no(self) -> list[Signal]:
        """Words of denial that answer the question, and do not merely deny one of its names."""
        return [one for one in self._signals() if one.kind in ("no", "soft_no") and not self._before_mention(one)]

    def _before_mention(self, signal: Signal) -> bool:
        for one in self.seen.meant:
            if one.how == "no" and one.start >= signal.end and one.start - signal.end <= 4:
                return True
        return False

    def _by_duration(self, duration: str | None, kinds: set[str]) -> Choice:
        if duration is None:
            return Unclear("two_readings")
        if (kinds & {"no", "soft_no"} and duration == "yes") or (kinds & {"yes", "soft_yes"} and duration == "no"):
            return Unclear("contradiction")
        if kinds & {"maybe", "unsure"} and not kinds & {"yes", "no"} and "unsure" in kinds:
            return Unsure()
        return self._chosen([duration], literal=False)

    def _from_signals(self, kinds: set[str]) -> Choice:
        if kinds & {"unsure", "maybe"}:
            return Unsure(literal=self._whole("unsure"))
        said_yes, said_no = kinds & {"yes", "soft_yes"}, kinds & {"no", "soft_no"}
        if said_yes and said_no:
            return self._double()
        if said_yes:
            if self._finished() and not ever(self.question):
                return Unclear("past")
            others = self._kin_only() and not {"i", "me", "j'", "je", "moi"} & set(self.words)
            if self._denials() or (others and not self._doctor()):
                return Unclear("contradiction")
            return (
                self._chosen(["yes"], literal=self._whole("yes"))
                if self._leads("yes", "soft_yes") or self._short()
                else Unclear("not_understood")
            )
        if said_no:
            return self._denied()
        return self._without_signals()

    def _double(self) -> Choice:
        """Yes and no together: "of course not" is one phrase; whatever else says both is asked again."""
        first = self._signals()[0]
        rest = self._signals()[1:]
        if first.kind == "no" and all(
            one.kind in ("no", "soft_no")
            or self.words[one.start]
            in ("definitely", "absolutely", "certain", "certainly", "indeed", "correct", "exact", "true")
            for one in rest
        ):
            return self._chosen(["no"], literal=False)
        if first.kind == "yes" and all(one.kind in ("yes", "soft_yes") for one in rest):
            return self._chosen(["yes"], literal=False)
        return Unclear("contradiction")

    def _denied(self) -> Choice:
        """A denial. What follows "but" and is not understood may take it back, so then it is asked again."""
        if ever(self.question) and self._any_phrase("not anymore", "not any more", "no longer", "plus maintenant"):
            return (
                self._chosen(["yes"], literal=False)
                if not self._leads("no") or self.words[0] == "not"
                else Unclear("past")
            )
        if self._leads("no", "soft_no"):
            if self._taken_back():
                return Unclear("but")
            return self._chosen(["no"], literal=self._whole("no"))
        if self._own_accounted() or self.seen.found("concludes", len(self.words) - 3):
            return self._chosen(["no"], literal=False)
        return Unclear("not_understood")

    def _any_phrase(self, *phrases: str) -> bool:
        return any(phrase in " ".join(self.words) for phrase in phrases)

    def _leads(self, *kinds: str) -> bool:
        """Whether a word of this kind opens the reply, or a clause that nothing but politeness goes before."""
        polite = {place for start, end, _ in self.seen.found("polite") for place in range(start, end)}
        for one in self._signals():
            before = [
                p
                for p in range(one.start)
                if p not in polite
                and self.words[p] not in STOPS
                and self.words[p] not in ("i", "am", "is", "it", "je", "c'", "est", "would", "say", "that", "have")
            ]
            if one.kind in kinds and not before:
                return True
        return False

    def _short(self) -> bool:
        return len(self.words) <= 6 or self._accounted()

    def _taken_back(self) -> bool:
        """Whether a "but" is followed by something that is not understood."""
        for start, end, _ in self.seen.found("but"):
            rest = self.words[end:]
            if (
                rest
                and start > 0
                and self.words[start] not in ("still", "just", "only", "juste", "seulement")
                and not self._all_known(rest)
                and not self.seen.found("kin", end)
            ):
                return True
            strict = any(set(option.concepts) & classes_of() for option in self.question.options)
            if (
                rest
                and strict
                and start > 0
                and self.words[start] in ("just", "only", "juste", "seulement")
                and not self._all_known(rest)
            ):
                return True
        return False

    def _all_known(self, words: Sequence[str]) -> bool:
        known = self._vocabulary() | self._remedies_named()
        return all(word in known or word in STOPS for word in words)

    def _remedies_named(self) -> set[str]:
        """Words of remedies that are named, where the options are remedies: "none yet, just Advil"."""
        if self.question.is_yes_no or not self._remedies():
            return set()
        beside = [one for one in self.seen.meant if one.option in (OUTSIDE, "none")]
        return {self.words[place] for one in beside for place in range(one.start, one.end)}

    def _accounted(self) -> bool:
        """Whether every word is one that a plain denial is made of, or one of the question's own."""
        kin = {place for start, end, _ in self.seen.found("kin") for place in range(start, end)}
        return self._all_known([word for place, word in enumerate(self.words) if place not in kin])

    def _vocabulary(self) -> set[str]:
        table = self.seen.table
        known = {
            word
            for name in ("denial_words", "polite", "no", "soft_no", "neutral", "negators")
            for word in table[name].vocabulary()
        }
        return known | set(texts(tokens(self.question.ask)))

    def _whole(self, kind: str) -> bool:
        """Whether the reply is this word of answering and nothing else."""
        spans_of = [one for one in self.seen.signals if one.kind == kind]
        covered = {place for one in spans_of for place in range(one.start, one.end)}
        return all(place in covered or word in STOPS for place, word in enumerate(self.words))

    def _denials(self) -> bool:
        return any(self.seen._negates(place) for place in range(len(self.words)) if not self._in_signal(place))

    def _in_signal(self, place: int) -> bool:
        return any(one.start <= place < one.end for one in self.seen.signals)

    def _finished(self) -> bool:
        from screener.understand.clauses import FINISHED

        return any(self.seen.phrase(one) in FINISHED for one in self.seen.found("past"))

    def _kin_only(self) -> bool:
        return bool(self.seen.found("kin")) and not self.question.about_other

    def _doctor(self) -> bool:
        return bool({"doctor", "physician", "gp", "medecin", "neurologist"} & set(self.words))

    def _without_signals(self) -> Choice:
        """Neither yes nor no: a denial in other words, something that happened once, somebody else's."""
        negators = [place for place in range(len(self.words)) if self.seen._negates(place)]
        if negators:
            return self._chosen(["no"], literal=False) if self._own_accounted() else Unclear("not_understood")
        if self._kin_only() and not ever(self.question):
            return Unclear("other_person")
        if ever(self.question) and self.seen.found("occurrence") and not self._kin_only():
            return self._chosen(["yes"], literal=False)
        if self._finished() and self._accounted_past():
            return self._chosen(["yes" if ever(self.question) else "no"], literal=False)
        return Unclear("not_understood")

    def _own_accounted(self) -> bool:
        """Whether every word is that of a plain denial, what is said of relatives aside."""
        if self._accounted():
            return True
        own = [span for span in self.seen.clauses if not self.seen.found("kin", *span)]
        denied = any(self.seen._negates(place) for start, end in own for place in range(start, end))
        return denied and all(self._all_known(self.words[start:end]) for start, end in own)

    def _accounted_past(self) -> bool:
        past = {place for start, end, _ in self.seen.found("past") for place in range(start, end)}
        known = self._vocabulary()
        return all(place in past or word in known or word in STOPS for place, word in enumerate(self.words))

    # One option, or several

    def _one(self) -> Choice:
        meant = self._corrected(self._about_options())
        chosen = list(dict.fromkeys(one.option for one in meant if one.how == "yes"))
        kinds = self._kinds()
        if "unsettled" in {one.how for one in meant}:
            return Unclear("unsettled")
        duration, timed = read_duration(self.question, self.said)
        if timed and not chosen:
            return self._chosen([duration], literal=False) if duration else Unclear("two_readings")
        if timed and duration and chosen != [duration]:
            return Unclear("contradiction")
        if timed and duration is None and chosen:
            return Unclear("two_readings")
        if spans(self.question) and not chosen and any(word[0].isdigit() for word in self.words):
            return Unclear("unit")
        if len(chosen) == 1 and not self._age_fits(chosen[0]):
            return Unclear("age")
        if len(chosen) == 1:
            if "unsure" in kinds and chosen != ["unsure"]:
                return Unsure()
            if chosen == ["unsure"]:
                return Unsure()
            return self._chosen(chosen, literal=self._named_only(meant))
        if len(chosen) > 1:
            return Unclear("several", tuple(chosen))
        if kinds & {"unsure"} or any(one.how == "maybe" for one in meant):
            return Unsure(literal=self._whole("unsure"))
        if not meant and kinds & {"maybe"}:
            return Unsure()
        if "none" in self.question.ids and self._says_none():
            return self._chosen(["none"], literal=False)
        return Unclear("not_understood")

    def _age_fits(self, option_id: str) -> bool:
        """Whether an age that is said fits an option such as "my child under 18"."""
        option = next(one for one in self.question.options if one.id == option_id)
        allowed, said_age = read_age(tokens(option.label)), read_age(self.said)
        return allowed is None or said_age is None or allowed.holds(said_age)

    def _some(self) -> Choice:
        meant = self._corrected(self.seen.meant)
        known = self._outweighed([one for one in meant if one.option != OUTSIDE])
        if "unsettled" in {one.how for one in known}:
            return Unclear("unsettled")
        chosen = [one.option for one in known if one.how == "yes"]
        if excepted := self._all_but(known):
            return excepted
        if any(one.how == "maybe" for one in known):
            return Unsure() if not [c for c in chosen if c not in ("none", "unsure")] else Unclear("doubt")
        if not chosen and (everything := self._everything()):
            return everything
        kinds = self._kinds()
        real = [option for option in chosen if option not in ("none", "unsure")]
        denied = {one.option for one in known if one.how == "no"}
        if real and set(real) & denied:
            return Unclear("contradiction")
        if real:
            if "unsure" in kinds or "unsure" in chosen:
                return Unclear("doubt")
            said_none = "none" in chosen and not self._remedies() and not self._excepted(known)
            if said_none or self._none_without_exception(known):
                return Unclear("contradiction")
            return self._chosen(list(dict.fromkeys(real)), literal=self._named_only(known))
        if "unsure" in chosen or kinds & {"unsure", "maybe"}:
            return Unclear("contradiction") if "none" in chosen else Unsure(literal=self._whole("unsure"))
        return self._none_of_them(known, "none" in chosen)

    def _none_of_them(self, known: list[Meant], said_none: bool) -> Choice:
        if "none" not in self.question.ids:
            return Unclear("not_understood")
        if self._outside() and not (self._remedies() and self._says_none()):
            return Unclear("not_offered")
        if said_none or self._says_none():
            if self._taken_back():
                return Unclear("but")
            return self._chosen(["none"], literal=self._whole_none() or (bool(known) and self._named_only(known)))
        ways = {one.how for one in known}
        if ways and ways <= {"other", "past"}:
            return self._chosen(["none"], literal=False)
        denied = {one.option for one in known if one.how == "no"}
        real = [option for option in self.question.ids if option not in ("none", "unsure")]
        if ways and ways <= {"no", "other", "past"} and (real[0] in denied or len(denied) > 1):
            return self._chosen(["none"], literal=False)
        if not known and "soft_no" in self._kinds() and self._leads("soft_no"):
            return self._chosen(["none"], literal=False)
        return Unclear("not_understood")

    def _remedies(self) -> bool:
        """Whether the options are medicines for migraine: others, and sleep or ice, are then none of them."""
        real = [option for option in self.question.options if option.id not in ("none", "unsure")]
        named = [name for option in real for name in option.concepts if name in concepts() or name in classes_of()]
        return bool(named) and all(REMEDIES & classes_beside(name) for name in named)

    def _says_none(self) -> bool:
        """Whether "none", "no" or "nothing" answers for the whole list."""
        found = [one for one in self.seen.found("none") if not self._denies_a_name(one)]
        if not found:
            return False
        kinds = self._kinds()
        if kinds & {"yes"} and not {"no"} & kinds:
            return False
        polite = {place for start, end, _ in self.seen.found("polite") for place in range(start, end)}
        before = [p for p in range(found[0][0]) if p not in polite and self.words[p] not in STOPS]
        return self._all_known([self.words[p] for p in before]) if before else True

    def _denies_a_name(self, span: tuple[int, int, str]) -> bool:
        return any(one.how == "no" and 0 <= one.start - span[1] <= 4 for one in self.seen.meant)

    def _whole_none(self) -> bool:
        found = self.seen.found("none")
        covered = {place for start, end, _ in found for place in range(start, end)}
        return all(place in covered or word in STOPS for place, word in enumerate(self.words))

    def _none_without_exception(self, known: list[Meant]) -> bool:
        """ "none, xarelto": a denial of everything, and one option all the same, with no "except" between them."""
        none = [one for one in self.seen.found("none") if not self._denies_a_name(one)]
        none = [
            one
            for one in none
            if self.seen.phrase(one) not in ("no", "nope", "non", "nah", "nothing", "rien") or one[1] == len(self.words)
        ]
        inside = {place for one in self.seen.mentions for place in range(one.start, one.end)}
        behind = {one.end for one in self.seen.meant if one.how == "no"}
        none = [one for one in none if not self.seen._also_failed(one[0])]
        none = [one for one in none if one[0] not in inside and one[0] not in behind]
        if not none:
            return False
        first = min(one.start for one in known if one.how == "yes")
        between = self.seen.table["but"].anywhere(self.words, min(none[0][0], first), len(self.words))
        return not between

    def _excepted(self, known: list[Meant]) -> bool:
        """ "Otherwise healthy, but I take apixaban": what stands behind "but" is the exception."""
        none = [one for one in known if one.option == "none"]
        first = next(one.start for one in known if one.option != "none" and one.how == "yes")
        return bool(self.seen.found("but", min(one.end for one in none), first))

    def _everything(self) -> Choice | None:
        """ "all of them", "both"."""
        real = [option for option in self.question.ids if option not in ("none", "unsure", "other")]
        table = self.seen.table
        negated = any(self.seen._negates(place) for place in range(len(self.words)))
        if negated:
            return None
        if table["all"].anywhere(self.words) and self._nearly_only("all"):
            return self._chosen(real, literal=False)
        if table["both"].anywhere(self.words) and len(real) == 2:
            return self._chosen(real, literal=False)
        return None

    def _nearly_only(self, category: str) -> bool:
        covered = {place for start, end, _ in self.seen.found(category) for place in range(start, end)}
        rest = [word for place, word in enumerate(self.words) if place not in covered and word not in STOPS]
        return len(rest) <= 3

    def _all_but(self, known: list[Meant]) -> Choice | None:
        """ "all except noise": every option but those."""
        everything = self.seen.found("all")
        if not everything or everything[0][0] > 2 or self.words[everything[0][1] :][:1] in WELL:
            return None
        exceptions = [one for one in self.seen.found("except") if one[0] >= everything[0][1]]
        if {"no", "non", "not", "none", "nope"} & set(self.words[: exceptions[0][0] if exceptions else 0]):
            return None  # "all no except blood thinner"
        if exceptions and not [one for one in known if one.start >= exceptions[0][1]]:
            return Unclear("exception")
        named = [one.option for one in known if exceptions and one.start >= exceptions[0][1]]
        family = self._family(everything[0][1])
        if not named and not family:
            return None
        real = family or [option for option in self.question.ids if option not in ("none", "unsure", "other")]
        return self._chosen([option for option in real if option not in named], literal=False)

    def _family(self, place: int) -> list[str]:
        """The options of a class that "all" is said of: "all of the CGRP shots"."""
        while place < len(self.words) and self.words[place] in ARTICLES:
            place += 1
        length, concept = known_names().at(self.words, place)
        if not length or not concept.startswith("some_"):
            return []
        wanted = concepts()[concept][0][0]
        return [
            option.id
            for option in self.question.options
            if any(wanted == name or wanted in concepts().get(name, ((), ()))[0] for name in option.concepts)
        ]

    def _corrected(self, meant: list[Meant]) -> list[Meant]:
        """Only what stands behind a correction, where options stand on both sides of it."""
        for start, end, _ in reversed(self.seen.found("correction")):
            after = [one for one in meant if one.start >= end]
            before = [one for one in meant if one.end <= start]
            if before and after:
                return after
        return meant

    def _named_only(self, meant: Sequence[Meant]) -> bool:
        """Whether nothing but names stands there, joined by commas and the like, none of them misspelt."""
        covered = {place for one in meant for place in range(one.start, one.end)}
        joiners = {"and", "et", "&", "+"} | STOPS
        plain = all(place in covered or word in joiners for place, word in enumerate(self.words))
        return plain and all(one.literal and one.how == "yes" for one in meant)

    def _chosen(self, values: Sequence[str], literal: bool) -> Choice:
        order = {option: place for place, option in enumerate(self.question.ids)}
        unique = sorted(dict.fromkeys(values), key=lambda value: order.get(value, 0))
        return Chosen(tuple(unique), literal)


__all__ = ["Choice", "ChoiceOption", "ChoiceQuestion", "Chosen", "Unclear", "Unsure", "read_choice"]
