"""What is over: "I stopped it", "had it as a child", "ruled out"."""

from dataclasses import replace
from functools import cached_property
from typing import Final

from screener.understand.names import Mention
from screener.understand.signals import Meant, Signals, ever

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
|gave birth|delivered|je prenais|prenais|j' utilisais
|lost it|lost the baby|lost my baby|lost the pregnancy|perdu le bebe|perdu mon bebe
|done now|all done|done with it|over now|all over now|over and done

|accouche|switched from|replaced|j' etais|quand j' etais|as a kid|as a child|when i was younger|regle|reglee""".replace(
        "\n", ""
    ).split("|")
)
_STARTED: Final = (
    "started start since depuis commence began still now toujours currently actuellement maintenant back again encore"
)
STARTED: Final = frozenset(_STARTED.split())
NEXT: Final = frozenset({"now", "started", "start", "began", "maintenant", "commence", "currently", "actuellement"})
"""What begins the next option rather than keeps the one before: "used to take imitrex, now maxalt"."""
GOES_ON: Final = frozenset({"still", "again", "restarted", "encore", "toujours", "recommence", "repris"})
YET: Final = frozenset({"yet", "though", "either", "encore", "finalement", "lol"})
UNSETTLED: Final = frozenset({"not", "yet", "pas", "encore", "might", "maybe", "if", "waiting", "never", "jamais"})


class Over(Signals):
    """Which options are said to be past."""

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
            another = ahead < clause[1] or any(one.start >= clause[1] for one in self.mentions)
            goes_on = STARTED - NEXT if another else STARTED
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
        inside = {place for start, end, _ in past for place in range(start, end)}
        around = {self.words[place] for place in range(*clause) if place not in inside}
        if past and not ever(self.question) and not STARTED & around:
            return self._over(found)
        return found

    def _untaken(self, clause: tuple[int, int], found: list[Meant]) -> list[Meant]:
        """ "Prescribed topamax but never took it": the last medicine named before it was not tried."""
        told = [one for one in self.found("untaken", *clause) if set(self.words[one[1] : clause[1]]) <= YET]
        before = [one for one in found if told and one.end <= told[0][0] and one.option != "none"]
        if not before or not ever(self.question):
            return found
        return [replace(one, how="other") if one is before[-1] else one for one in found]

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
