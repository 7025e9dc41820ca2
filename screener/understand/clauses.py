"""A reply to a choice, taken apart: its clauses, the options they name, and how each is meant.

An option may be affirmed, denied, doubted, said of somebody else, or said of what is over. How far a denial reaches
("not pregnant or breastfeeding", "no myasthenia but yes warfarin") is decided here.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from screener.understand.names import ChoiceQuestion, Mention, classes_of, names_of
from screener.understand.text import Token
from screener.understand.words import Phrases, lexicon, texts

STOPS: Final = frozenset({".", ";", ",", "!", "?", "...", ":", "(", ")"})
PARTICLES: Final = frozenset({"yes", "no", "oui", "non", "yep", "nope", "yeah", "nah", "yup", "ouais", "true", "false"})
PRONOUNS: Final = frozenset({"i", "je", "j'", "me", "myself", "moi"})
THEY: Final = frozenset({"she", "he", "they", "elle", "il", "ils", "elles", "who", "qui"})
SIGNALS: Final = ("neutral", "unsure", "soft_no", "soft_yes", "maybe", "yes", "no")
FINISHED: Final = frozenset(
    """healed up|all healed up|healed over|all cleared up|dried up|long gone|behind me|outgrew|outgrew it
|grew out of it|used|used to|used to be|used to have|used to take|used to get|previously|formerly|in the past|was on
|was taking|was pregnant|was trying
|was breastfeeding|was nursing|stopped|stopped taking|quit|came off|went off|got off|off it|off them
|off it now|finished|done with
|no longer|not anymore|not any more|weaned|cleared up|healed|all healed|gone|gone now|gone away|went away
|resolved|cured|all better
|better now|got over|just got over|took me off|cleared|recovered|over it|ended|autrefois|auparavant
|par le passe|dans le passe|j' ai deja eu|j' ai arrete|arrete
|j' ai cesse|cesse|n' en prends plus|ne prends plus|prends plus|n' ai plus|ai plus|ne suis plus|suis plus
|gueri|guerie|guerit|parti
|partie|disparu|disparue|fini|finie|termine|terminee|plus maintenant|miscarried|miscarriage|fausse couche
|gave birth|delivered
|accouche|switched from|replaced|j' etais|quand j' etais|as a kid|as a child|when i was younger|regle|reglee""".replace(
        "\n", ""
    ).split("|")
)
BEGINNINGS: Final = frozenset(
    f"{who}{what}"
    for who, verbs in {"i ": "do am have did", "it ": "is does", "they ": "are do", "there ": "is"}.items()
    for verb in verbs.split()
    for what in (verb, f"{verb} not")
)
"""What answers alone ("I do not") but begins a statement otherwise ("I do not like needles")."""
STARTED: Final = frozenset(
    {
        "started",
        "start",
        "since",
        "depuis",
        "commence",
        "began",
        "still",
        "now",
        "toujours",
        "currently",
        "actuellement",
        "maintenant",
        "back",
        "again",
        "encore",
    }
)
NEXT: Final = frozenset({"now", "started", "start", "began", "maintenant", "commence", "currently", "actuellement"})
"""What begins the next option rather than keeps the one before: "used to take imitrex, now maxalt"."""
GOES_ON: Final = frozenset({"still", "again", "restarted", "encore", "toujours", "recommence", "repris"})
ABLE: Final = frozenset({"can", "could", "peux", "peut"})
UNSETTLED: Final = frozenset({"not", "yet", "pas", "encore", "might", "maybe", "if", "waiting", "never", "jamais"})


@dataclass(frozen=True, slots=True)
class Meant:
    """An option as it is meant: `yes`, `no`, `maybe`, `other` (of somebody else) or `past`; `unsettled` where a denial
    may or may not reach it."""

    option: str
    how: str
    literal: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signal:
    """A word of answering at the tokens [start, end): yes, no, unsure and so on."""

    kind: str
    start: int
    end: int


class Analysis:
    """One reply, seen with one question's names."""

    def __init__(self, question: ChoiceQuestion, tokens: Sequence[Token]) -> None:
        self.question = question
        self.tokens = tokens
        self.words = texts(tokens)
        self.table = lexicon("words")

    def found(self, category: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
        return self.table[category].anywhere(self.words, start, end)

    def phrase(self, span: tuple[int, int, str]) -> str:
        return " ".join(self.words[span[0] : span[1]])

    @cached_property
    def all_signals(self) -> list[Signal]:
        """Words of answering, the longest at each place, not inside a name."""
        found: list[Signal] = []
        if self.words in (["y"], ["n"]):
            return [Signal("yes" if self.words == ["y"] else "no", 0, 1)]
        place = 0
        while place < len(self.words):
            length, kind = max(
                ((self.table[name].at(self.words, place)[0], name) for name in SIGNALS), key=lambda one: one[0]
            )
            if length and kind in ("yes", "no") and self._goes_on(place, place + length):
                length = 0
            if length:
                found.append(Signal(kind, place, place + length))
            place += length or 1
        return found

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether "I am" or "I do not" is no answer by itself, but the beginning of a statement."""
        if " ".join(self.words[start:end]) not in BEGINNINGS or end >= len(self.words) or self.words[end] in STOPS:
            return False
        return not self.table["polite"].at(self.words, end)[0] and self.words[end] not in ("but", "mais", "though")

    @cached_property
    def mentions(self) -> list[Mention]:
        passed = [(one.start, one.end) for one in self.all_signals if one.end - one.start > 1 or one.kind == "neutral"]
        return names_of(self.question).mentions(self.words, passed)

    @cached_property
    def signals(self) -> list[Signal]:
        """Words of answering outside the names."""
        inside = {place for one in self.mentions for place in range(one.start, one.end)}
        return [
            one
            for one in self.all_signals
            if not inside & set(range(one.start, one.end)) and not self._also_failed(one.start)
        ]

    @cached_property
    def masked(self) -> frozenset[int]:
        """Places whose words are spoken for: doubt, relief that failed and the like hold no denial of an option."""
        return frozenset(
            p for one in self.signals if one.kind in ("neutral", "unsure", "maybe") for p in range(one.start, one.end)
        )

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Stretches between stops and words such as "but"."""
        inside = {place for one in self.mentions for place in range(one.start + 1, one.end)}
        cuts = {place for place, word in enumerate(self.words) if word in STOPS and place not in inside}
        mention_starts = {one.start for one in self.mentions}
        for start, _, _ in self.found("but"):
            if self.words[start - 1] in ("anything", "anytime", "time") and self.words[start] in ("but", "except"):
                continue  # "anything but evenings" denies, and "nothing but evenings" does not
            if start not in inside and start not in mention_starts and start not in self.masked:
                cuts.add(start)
        edges = [-1, *sorted(cuts), len(self.words)]
        return [(low + 1, high) for low, high in itertools.pairwise(edges) if high > low + 1]

    # How each option is meant

    @cached_property
    def meant(self) -> list[Meant]:
        found: list[Meant] = []
        previous: tuple[int, int] | None = None
        for clause in self.clauses:
            inside = [one for one in self.mentions if clause[0] <= one.start < clause[1]]
            carried = self._carried(clause, inside, previous, found)
            found += self._in_clause(clause, inside, carried)
            if not inside:
                found = self._afterwards(clause, found)
            previous = clause
        return found

    def _carried(
        self, clause: tuple[int, int], inside: list[Mention], previous: tuple[int, int] | None, found: list[Meant]
    ) -> str:
        """What a list carries on: "no myasthenia, ALS or allergies" denies all three; without "or" it is unsettled."""
        if not inside or previous is None or not found or self.words[clause[0] - 1] != ",":
            return ""
        last = found[-1]
        bare = not [p for p in range(clause[0], clause[1]) if not self._belongs(p, inside)]
        if last.how in ("other", "past") and bare:
            return last.how
        if last.how not in ("no", "unsettled") or not bare:
            return ""
        if last.start < previous[0]:
            return ""
        if self.words[last.start - 1] in ("not", "pas") and not {"or", "nor", "ni", "ou"} & set(
            self.words[clause[0] :]
        ):
            return ""  # "not imitrex, maxalt"
        rest = self.words[clause[0] :]
        return "no" if {"or", "nor", "ni", "ou"} & set(rest) else "unsettled"

    def _belongs(self, place: int, inside: Sequence[Mention]) -> bool:
        """Whether a word is part of a name, or joins names."""
        if any(one.start <= place < one.end for one in inside):
            return True
        return self.words[place] in {
            "or",
            "nor",
            "ni",
            "ou",
            "and",
            "et",
            "any",
            "a",
            "an",
            "the",
            "/",
            "&",
            "+",
            "de",
            "la",
            "le",
            "les",
            "du",
            "des",
            "d'",
            "l'",
            "my",
        }

    def _in_clause(self, clause: tuple[int, int], inside: list[Mention], carried: str) -> list[Meant]:
        start, end = clause
        found: list[Meant] = []
        postfix = self._postfix(clause, inside)
        for index, mention in enumerate(inside):
            back = inside[index - 1].end if index else start
            ahead = inside[index + 1].start if index + 1 < len(inside) else end
            how = postfix.get(mention.start) or self._how(mention, clause, back, ahead, found[-1] if found else None)
            if how == "yes" and carried and index == 0:
                how = carried
            if (
                how == "yes"
                and index
                and found[-1].how in ("other", "past")
                and not self._self_between(back, mention.start)
            ):
                joined = not self._present_between(back, mention.start)
                how = found[-1].how if joined else how
            found.append(Meant(mention.option, how, mention.literal, mention.start, mention.end))
        return found

    def _postfix(self, clause: tuple[int, int], inside: list[Mention]) -> dict[int, str]:
        """ "myasthenia no, xarelto yes": answers that stand behind their option."""
        if not inside:
            return {}
        start, end = clause
        lead = [p for p in range(start, inside[0].start) if self._particle(p) or self._negates(p)]
        if lead:
            return {}
        answers: dict[int, str] = {}
        for index, mention in enumerate(inside):
            ahead = inside[index + 1].start if index + 1 < len(inside) else end
            last = index + 1 == len(inside)
            for place in range(mention.end, ahead):
                if self._particle(place) and (last or place < ahead - 1 or self._ends_with_particle(clause)):
                    answers[mention.start] = "no" if self._denies_particle(place) else "yes"
                    break
        return answers

    def _ends_with_particle(self, clause: tuple[int, int]) -> bool:
        return self._particle(clause[1] - 1)

    def _particle(self, place: int) -> bool:
        return self.words[place] in PARTICLES and place not in self.masked

    def _denies_particle(self, place: int) -> bool:
        return self.words[place] in ("no", "non", "nope", "nah", "n", "false")

    def _negates(self, place: int) -> bool:
        if self._unable(place):
            return False
        return (
            place not in self.masked
            and not self._also_failed(place)
            and bool(self.table["negators"].at(self.words, place)[0])
        )

    def _unable(self, place: int) -> bool:
        """ "I can't do stairs" affirms a symptom, where the options are symptoms."""
        symptoms = self.question.kind == "some" and not any(
            set(option.concepts) & classes_of() for option in self.question.options
        )
        begins = place if self.words[place] in ABLE else place - 1
        return (
            symptoms
            and begins >= 0
            and self.words[begins] in ABLE
            and self.words[begins + 1 :][:1] in (["not"], ["pas"])
        )

    def _also_failed(self, place: int) -> bool:
        """ "Elavil didn't work, depakote neither": both were tried."""
        failed = any(one.kind == "neutral" and one.end <= place for one in self.all_signals)
        return ever(self.question) and failed and self.words[place] in ("neither", "nor", "either", "ni")

    def _how(self, mention: Mention, clause: tuple[int, int], back: int, ahead: int, before: Meant | None) -> str:
        """How one mention is meant, by the words of its clause around it."""
        if self._of_other(mention, clause):
            return "other"
        if self._is_past(mention, back, ahead, clause):
            return "past"
        denial = self._denied(mention, clause, back, before)
        if denial:
            return denial
        aside = [
            one for one in self.table["sideways"].anywhere(self.words, mention.end, ahead) if one[0] not in self.masked
        ]
        if ever(self.question):  # "topamax didn't": it was tried
            aside = [one for one in aside if self.phrase(one) in ("no", "non", "nope")]
        if aside and not self._plain_no_next(mention, ahead, clause):
            return "no"
        around = [one for one in self.signals if one.kind in ("maybe", "unsure") and clause[0] <= one.start < clause[1]]
        near = [one for one in around if back <= one.start < ahead]
        return "maybe" if near else "yes"

    def _plain_no_next(self, mention: Mention, ahead: int, clause: tuple[int, int]) -> bool:
        """ "noise not light": the denial right before another option is that one's."""
        if ahead >= clause[1]:
            return False
        found = self.table["sideways"].anywhere(self.words, mention.end, ahead)
        return bool(found) and found[-1][1] >= ahead - 2

    def _denied(self, mention: Mention, clause: tuple[int, int], back: int, before: Meant | None) -> str:
        negators = [p for p in range(back, mention.start) if self._negates(p) and not self._answers(p, mention)]
        if negators and self._not_ruled_out(negators[-1]):
            return "unsettled"
        if negators:
            return "" if self._affirmed_since(negators[-1], mention.start) else "no"
        if before is None or not self._denial_before(before):
            return ""
        between = self.words[back : mention.start]
        if {"or", "nor", "ni", "ou", "/"} & set(between) and not PRONOUNS & set(between):
            return "no"
        bare = all(self._belongs(place, ()) for place in range(back, mention.start))
        if bare and (before.option == mention.option or (before.option == "no" and before.how == "yes")):
            return "no"
        return "unsettled" if bare else ""

    def _not_ruled_out(self, place: int) -> bool:
        """ "They never ruled out ALS" denies nothing."""
        before = self.words[max(0, place - 3) : place]
        return self.words[place] == "ruled" and bool({"not", "never", "pas", "yet"} & set(before))

    def _denial_before(self, before: Meant) -> bool:
        """Whether the option before was denied, by its own name too: "no infection or sores"."""
        return before.how in ("no", "unsettled") or (
            before.option == "no" and any(self._negates(place) for place in range(before.start, before.end))
        )

    def _answers(self, place: int, mention: Mention) -> bool:
        """Whether a "no" is the answer by itself: "no I take xarelto", but not "no asthma"."""
        if self.words[place] not in ("no", "non", "nope", "nah"):
            return False
        if mention.option in ("no", "none"):
            return True
        if self.words[place] in ("nope", "nah") or (self.words[place] == "non" and place + 1 < mention.start):
            return True
        between = self.words[place + 1 : mention.start]
        return bool(PRONOUNS & set(between)) or any(word in PARTICLES for word in between)

    def _affirmed_since(self, negator: int, place: int) -> bool:
        """Whether a "yes" or a new "I have" stands between a denial and the option."""
        between = self.words[negator + 1 : place]
        if any(word in ("yes", "oui", "yep", "yeah") for word in between):
            return True
        joined = [p for p, word in enumerate(between) if word in ("and", "et", "so", "since", "because", "now")]
        return bool(joined) and bool(PRONOUNS & set(between[joined[-1] :]))

    def _of_other(self, mention: Mention, clause: tuple[int, int]) -> bool:
        if self.question.about_other:
            return False
        kin = [one for one in self.found("kin", clause[0], clause[1]) if not mention.start <= one[0] < mention.end]
        named = {place for one in self.mentions for place in range(one.start, one.end)}
        kin = [one for one in kin if one[0] not in named and not self._doctor_at(one)]
        for start, end, _ in kin:
            if end <= mention.start and not self._self_between(end, mention.start):
                return True
            if start >= mention.end and not self._self_before(clause[0], mention.start):
                return True
        return bool(not kin and self.words[clause[0]] in THEY and self._kin_earlier(clause[0]))

    def _doctor_at(self, span: tuple[int, int, str]) -> bool:
        """ "family doctor" is nobody's family."""
        return {"doctor", "physician", "gp", "medecin", "practice", "md"} & set(
            self.words[max(0, span[0] - 2) : span[1] + 1]
        ) != set()

    def _kin_earlier(self, place: int) -> bool:
        return bool(self.found("kin", 0, place))

    def _self_between(self, start: int, end: int) -> bool:
        return bool({"i", "je", "j'", "myself", "moi", "we"} & set(self.words[start:end]))

    def _self_before(self, start: int, end: int) -> bool:
        return bool({"i", "je", "j'"} & set(self.words[start:end])) and not {"think", "know", "lost", "believe"} & set(
            self.words[start:end]
        )

    def _present_between(self, start: int, end: int) -> bool:
        return bool((STARTED | {"to", "i", "je", "j'"}) & set(self.words[start:end]))

    def _is_past(self, mention: Mention, back: int, ahead: int, clause: tuple[int, int]) -> bool:
        """Said of what is over. "Since" and "started" say that it goes on."""
        if self.question.kind == "one" and not self.question.is_yes_no:
            return False  # a wish, a place or a time of day is never over
        if mention.option in self._lasting:
            return False
        lead = [one for one in self.found("past", back, mention.end) if one[0] < mention.start]
        trail = self.found("past", mention.end, ahead)
        if ever(self.question):
            return False
        if self.words[mention.start - 1] == "off" and mention.start:
            return True
        if STARTED & set(self.words[back : mention.start]) and not any(
            self.phrase(one) in ("used to", "stopped") for one in lead
        ):
            return False
        if self.words[mention.end : mention.end + 1] in (["before"], ["avant"]) and self._replaced(mention.end):
            return True
        strong = [one for one in [*lead, *trail] if self.phrase(one) in FINISHED]
        if strong:
            goes_on = STARTED - NEXT if ahead < clause[1] else STARTED
            return not (
                goes_on & set(self.words[mention.end : ahead]) and not [o for o in trail if self.phrase(o) in FINISHED]
            )
        weak = {self.phrase(one) for one in [*lead, *trail]}
        began = {"took", "had", "was", "were", "avant", "j' avais", "j' ai eu", "deja eu", "etait", "c' etait"} & weak
        return bool(began) and len(weak) > 1 and not STARTED & set(self.words[clause[0] : clause[1]])

    @cached_property
    def _lasting(self) -> frozenset[str]:
        """Options that are never over: an allergy that showed itself once is one still."""
        return frozenset(option.id for option in self.question.options if "botulinum_allergy" in option.concepts)

    def _replaced(self, place: int) -> bool:
        """Whether something else has come since: "imitrex before, now maxalt"."""
        return bool({"now", "maintenant", "these"} & set(self.words[place:]))

    def _afterwards(self, clause: tuple[int, int], found: list[Meant]) -> list[Meant]:
        """A clause without an option says of the last one that it is over, or not so: "warfarin, stopped in 2020"."""
        if found and found[-1].how == "past" and GOES_ON & set(self.words[max(0, clause[0] - 1) : clause[1]]):
            return [*found[:-1], replace(found[-1], how="yes")]
        if not found or found[-1].how != "yes" or found[-1].option in self._lasting:
            return found
        if self._disproved(clause):
            return self._over(found)
        past = [one for one in self.found("past", clause[0], clause[1]) if self.phrase(one) in FINISHED]
        if past and not ever(self.question) and not STARTED & set(self.words[clause[0] : clause[1]]):
            return self._over(found)
        return found

    def _over(self, found: list[Meant]) -> list[Meant]:
        """The last option is over, with all that its clause calls it: "shingles on my face"."""
        last = found[-1]
        start = next(low for low, high in self.clauses if low <= last.start < high)
        return [replace(one, how="past") if one.option == last.option and one.start >= start else one for one in found]

    def _disproved(self, clause: tuple[int, int]) -> bool:
        """ "The neurologist ruled it out", with nothing in doubt about it."""
        told = self.found("disproved", *clause)
        inside = {place for start, end, _ in told for place in range(start, end)}
        rest = {self.words[place] for place in range(*clause) if place not in inside}
        return bool(told) and not rest & UNSETTLED


def ever(question: ChoiceQuestion) -> bool:
    """Whether the past counts: "have you ever had", "which have you tried"."""
    return _ever(question.ask)


def _ever(ask: str) -> bool:
    from screener.understand.text import tokens as read

    words = texts(read(ask))
    table: dict[str, Phrases] = dict(lexicon("words"))
    return bool(table["ever"].anywhere(words)) and not table["ever_not"].anywhere(words)
