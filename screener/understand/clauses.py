"""A reply to a choice, taken apart: its clauses, the options they name, and how each is meant.

An option may be affirmed, denied, doubted, said of somebody else, or said of what is over. How far a denial reaches
("not pregnant or breastfeeding", "no myasthenia but yes warfarin") is decided in scope.py, what is past in over.py.
"""

from functools import cached_property

from screener.understand.names import Mention
from screener.understand.scope import Scope
from screener.understand.signals import Meant


class Analysis(Scope):
    """One reply, seen with one question's names."""

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
            found = self._untaken(clause, found)
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
        if last.how == "past" and last.option != inside[0].option:
            return ""  # "stopped breastfeeding, trying": the one is over, the other is not
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
        lead = [p for p in range(start, inside[0].start) if self._particle(p) or self.negates(p)]
        if lead:
            return {}
        answers: dict[int, str] = {}
        for index, mention in enumerate(inside):
            ahead = inside[index + 1].start if index + 1 < len(inside) else end
            last = index + 1 == len(inside)
            for place in range(mention.end, ahead):
                if place in self.concluding:
                    break
                if self._particle(place) and (last or place < ahead - 1 or self._ends_with_particle(clause)):
                    answers[mention.start] = "no" if self._denies_particle(place) else "yes"
                    break
        return answers

    def _ends_with_particle(self, clause: tuple[int, int]) -> bool:
        return self._particle(clause[1] - 1)
