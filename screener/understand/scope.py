"""How far a denial or a doubt reaches, and whether somebody else is spoken of."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from screener.understand.names import Mention
from screener.understand.over import STARTED, Over
from screener.understand.signals import STOPS, Meant, ever

PARTICLES: Final = frozenset({"yes", "no", "oui", "non", "yep", "nope", "yeah", "nah", "yup", "ouais", "true", "false"})
PRONOUNS: Final = frozenset({"i", "je", "j'", "me", "myself", "moi"})
THEY: Final = frozenset({"she", "he", "they", "elle", "il", "ils", "elles", "who", "qui"})
IT: Final = frozenset({"it", "they", "she", "he", "y", "ca", "elle", "il"})
ABLE_TO: Final = frozenset({"will", "can", "could", "would", "does", "do", "y", "ca", "elle", "il"})
PLAIN_NOT: Final = frozenset({"not", "no", "non", "pas", "nope"})
NONE: Final = frozenset({"none", "nothing", "aucun", "aucune", "rien"})
_JOINING: Final = "or nor ni ou and et any a an the / & + de la le les du des d' l' my"
JOINING: Final = frozenset(_JOINING.split())

TO_WHERE: Final = frozenset("to in of at on my the from au a a la dans mon ma le".split())


class Scope(Over):
    """How one option is meant, by the words of its clause around it."""

    def _belongs(self, place: int, inside: Sequence[Mention]) -> bool:
        """Whether a word is part of a name, or joins names."""
        if any(one.start <= place < one.end for one in inside):
            return True
        return self.words[place] in JOINING

    def _particle(self, place: int) -> bool:
        return self.words[place] in PARTICLES and place not in self.masked and not self._is_number_sign(place)

    def _denies_particle(self, place: int) -> bool:
        return self.words[place] in ("no", "non", "nope", "nah", "n", "false")

    def _how(self, mention: Mention, clause: tuple[int, int], back: int, ahead: int, before: Meant | None) -> str:
        """How one mention is meant, by the words of its clause around it."""
        if self._of_other(mention, clause):
            return "other"
        if ever(self.question) and self._only_offered(back, mention.start, clause[1]):
            return "other"
        if self._is_past(mention, back, ahead, clause):
            return "past"
        denial = self._denied(mention, clause, back, before)
        if denial:
            return denial
        if self._of_people and self._at_keyboard(mention):
            return "other"
        if self.question.kind == "one" and not self.question.is_yes_no and self._unsuited(mention):
            return "no"
        aside = [
            one
            for one in self.table["sideways"].anywhere(self.words, mention.end, ahead)
            if one[0] not in self.masked | self.concluding and not self._is_number_sign(one[0])
        ]
        aside = [one for one in aside if not self._told_of_it(mention, one)]
        if ever(self.question):  # "topamax didn't": it was tried
            aside = [one for one in aside if self.phrase(one) in ("no", "non", "nope")]
        if aside and not self._plain_no_next(mention, ahead, clause):
            return "no"
        around = [one for one in self.signals if one.kind in ("maybe", "unsure") and clause[0] <= one.start < clause[1]]
        near = [one for one in around if back <= one.start < ahead]
        return "maybe" if near else "yes"

    def _unsuited(self, mention: Mention) -> bool:
        return self.table["unsuited"].at(self.words, mention.end)[0] > 0

    def _at_keyboard(self, mention: Mention) -> bool:
        """ "My wife is only typing": a helper, and not whom it is about."""
        for start, _, _ in self.found("typing", mention.end, mention.end + 4):
            between = set(self.words[mention.end : start])
            return not STOPS & between and not (PRONOUNS | PLAIN_NOT | {"can", "does"}) & between
        return False

    def _told_of_it(self, mention: Mention, aside: tuple[int, int, str]) -> bool:
        """ "My wife, she doesn't type English"; "mornings are fine": what is told of an option and denies it not."""
        between = set(self.words[mention.end : aside[0]])
        plain = self.phrase(aside) in PLAIN_NOT
        if self.question.kind == "one" and not self.question.is_yes_no:
            return not plain or bool((THEY | IT) & between) or (bool(between) and self._of_people)
        return plain and bool(IT & between) and bool(ABLE_TO & between)

    @cached_property
    def _of_people(self) -> bool:
        """Whether the options are people, of whom much may be told: "my dad doesn't own a computer"."""
        return any("filled_in_for" in name for option in self.question.options for name in option.concepts) or {
            "self",
            "child",
            "other_adult",
        } <= set(self.question.ids)

    def _only_offered(self, back: int, start: int, end: int) -> bool:
        """ "The doctor offered ajovy but I went with qulipta": what is offered is not yet tried."""
        offered = self.table["offered"].anywhere(self.words, back, start)
        return bool(offered) and not ({"tried", "started", "took", "taking", "accepted"} & set(self.words[back:end]))

    def _plain_no_next(self, mention: Mention, ahead: int, clause: tuple[int, int]) -> bool:
        """ "noise not light": the denial right before another option is that one's."""
        if ahead >= clause[1]:
            return False
        found = self.table["sideways"].anywhere(self.words, mention.end, ahead)
        return bool(found) and found[-1][1] >= ahead - 2

    def _denied(self, mention: Mention, clause: tuple[int, int], back: int, before: Meant | None) -> str:
        negators = [p for p in range(back, mention.start) if self.negates(p) and not self._answers(p, mention)]
        if negators and self._not_ruled_out(negators[-1]):
            return "unsettled"
        if negators:
            return "" if self._affirmed_since(negators[-1], mention.start) else "no"
        if before is None or not self._denial_before(before):
            return ""
        between = self.words[back : mention.start]
        if before.option == mention.option and between and set(between) <= TO_WHERE:
            return "no"  # "I don't get sick to my stomach"
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
            before.option == "no" and any(self.negates(place) for place in range(before.start, before.end))
        )

    def _answers(self, place: int, mention: Mention) -> bool:
        """Whether a "no" is the answer by itself: "no I take xarelto", but not "no asthma"."""
        if self.words[place] in NONE and mention.option in ("no", "none"):
            return bool(PRONOUNS & set(self.words[place + 1 : mention.end]))  # "none, I'm a man"
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
        kin = self._kin_of(clause)
        for start, end, _ in kin:
            if end <= mention.start and not self._self_between(end, mention.start):
                return True
            if start >= mention.end and not self._self_before(clause[0], mention.start):
                return True
        return bool(not kin and self.words[clause[0]] in THEY and self._kin_earlier(clause[0]))

    def _kin_of(self, clause: tuple[int, int]) -> list[tuple[int, int, str]]:
        """The relatives that a clause speaks of, looked for once."""
        if clause not in self._kin:
            named = {place for one in self.mentions for place in range(one.start, one.end)}
            found = self.found("kin", *clause)
            self._kin[clause] = [one for one in found if one[0] not in named and not self._doctor_at(one)]
        return self._kin[clause]

    @cached_property
    def _kin(self) -> dict[tuple[int, int], list[tuple[int, int, str]]]:
        return {}

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
