"""Denials: "no seizures", "no numbness, weakness or fainting", "fainted? no", and what only looks like one."""

from functools import cached_property
from itertools import dropwhile
from typing import Final

from screener.understand.danger_match import Match, Span
from screener.understand.danger_places import FIRST_PERSON, Places
from screener.understand.danger_text import word_set

DENIAL_REACH: Final = 8
"""Words that count, from "no" to what it denies."""

BARE_NO: Final = word_set("no non nope never jamais none negative nah not neither nothing aucun aucune pas rien")
SAYING: Final = word_set("i say said answer answered told him her them always je dis dit reponds ai")
NONE_OF_ALL: Final = word_set("none neither aucun aucune rien")
BARE_NO_WITH: Final = word_set("of them these those all that happened at the above really du tout ca tout de cela me")
ASKS_ONLY: Final = word_set("just only juste seulement mainly but plus")
HAVING: Final = word_set("have had get got feel experience any a an suffer")
FAILING: Final = word_set(
    "peux peut arrive arrives bouge repond marche sens sent vois voit fonctionne tient tiens comprends"
)
OWN_VERBS: Final = word_set(
    "is am are cannot went lost gave passed started got woke have feel stopped came fell keep keeps will just suis est"
    " ai sens peux arrive vois perdu fait"
)


class Denials(Places):
    """What is denied in a stretch."""

    @cached_property
    def _masked(self) -> frozenset[int]:
        """Negative words that deny nothing: "not sure", "no doubt"."""
        spans = self.stretch.found.get("@no_negation", ())
        return frozenset(i for a, b in spans for i in range(a, b + 1))

    @cached_property
    def _negators(self) -> list[int]:
        return [a for a, _ in self.stretch.found.get("@negators", ()) if a not in self._masked]

    def _is_denied(self, match: Match) -> bool:
        inside = {i for a, b in match.spans for i in range(a, b + 1)}
        clause = self._clause(match)
        for i in self._negators:
            if i in inside or i < clause[0] or i > match.end:
                continue
            if i > match.start or self._reaches(i, match.start, clause[1]):
                return True
        return self._is_denied_behind(match) or self._is_listed_in_a_denial(match)

    def _reaches(self, negator: int, target: int, end: int) -> bool:
        """Whether a negative word governs what stands at the target."""
        places = self.stretch.places
        if places[target] - places[negator] > DENIAL_REACH:
            return False
        if self._has("breaks_negation", (negator + 1, target - 1)):
            return False
        never = self.stretch.words[negator] in ("never", "jamais", "not", "no")
        return not (never and any(a > target for a, _ in self._like_this(target, end)))

    def _like_this(self, start: int, end: int) -> list[Span]:
        """ "Never weakness like this" says that there is weakness."""
        return [span for span in self.stretch.found.get("LIKE_THIS", ()) if start <= span[0] and span[1] <= end]

    def _is_denied_behind(self, match: Match) -> bool:
        """ "Seizures: no", "fainted? no", "stroke no"."""
        words, clauses = self.stretch.words, self.stretch.clauses
        after = match.end + 1
        clause = self._bounds[clauses[match.end]]
        if after <= clause[1] and words[after] in BARE_NO and words[clause[1]] in BARE_NO:
            return after not in self._masked
        following, items = clause[1] + 1, 0
        while following < len(words):
            clause = self._bounds[clauses[following]]
            crossed = self.stretch.sentences[following] != self.stretch.sentences[match.end]
            if crossed and self.stretch.sentences[match.end] not in self.stretch.asked:
                return False
            if self._is_bare_no(clause):
                return items == 0 or words[following] in NONE_OF_ALL or clause[1] == len(words) - 1
            if crossed or not self._goes_on(clause):
                return False
            following, items = clause[1] + 1, items + 1
        return False

    def _is_bare_no(self, clause: Span) -> bool:
        words = [*dropwhile(SAYING.__contains__, self._words(clause))] or [""]
        return words[0] in BARE_NO and all(word in BARE_NO or word in BARE_NO_WITH for word in words[1:])

    def _is_listed_in_a_denial(self, match: Match) -> bool:
        """ "No numbness, weakness or trouble speaking"."""
        clause = self._clause(match)
        sentence = self.stretch.sentences[match.start]
        while self._goes_on(clause) and clause[0] > 0 and self.stretch.sentences[clause[0] - 1] == sentence:
            before = self._bounds[self.stretch.clauses[clause[0] - 1]]
            negator = next((i for i in self._negators if before[0] <= i <= before[1] and self._denies_a_thing(i)), None)
            if negator is not None:
                denied = (negator + 1, before[1])
                return self._names_a_sign(denied) and not self._has("breaks_negation", denied)
            clause = before
        return False

    def _denies_a_thing(self, negator: int) -> bool:
        """ "No numbness", "do not have seizures"; "my hand will not open" denies a movement only."""
        before, word, *behind = [*([""] if not negator else []), *self.stretch.words[max(0, negator - 1) : negator + 4]]
        if word == "pas":
            return before not in FAILING
        if word != "not":
            return True
        if before in ("do", "does", "did"):
            return any(each in HAVING for each in behind)
        return before not in ("will", "would", "could", "can", "should") and not any(
            b.endswith("ing") for b in behind[:1]
        )

    def _goes_on(self, clause: Span) -> bool:
        """Whether a clause is a mere item of a list: no subject, no verb of its own, nothing that turns the sense."""
        words = self._words(clause)
        if words[0] in ASKS_ONLY or self._has("recent", clause):
            return False
        return not any(word in OWN_VERBS or word in FIRST_PERSON or word in ("it", "he", "she") for word in words)

    def _names_a_sign(self, span: Span) -> bool:
        return any(
            label.isupper() and any(span[0] <= a and b <= span[1] for a, b in spans)
            for label, spans in self.stretch.found.items()
        )
