"""Which words of a denial are accounted for: what is not understood may take it back."""

from collections.abc import Sequence
from typing import Final

from screener.understand.concepts import classes_of
from screener.understand.heard import Heard
from screener.understand.names import OUTSIDE
from screener.understand.signals import STOPS
from screener.understand.text import tokens
from screener.understand.words import texts

_MOMENTS: Final = (
    "when hits hit starts start comes come bad needed need as during attack attacks one gets get it i if only still "
    "for the a rescue sometimes quand frappe commence besoin au crise crises pendant une un des ca"
)
MOMENTS: Final = frozenset(_MOMENTS.split())
"""When a remedy is taken: "just Advil when it hits"."""


class Accounted(Heard):
    """Whether a denial is a plain one."""

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
                and not self._harmless(end)
            ):
                return True
        return False

    def _harmless(self, start: int) -> bool:
        """Whether every word from here on is known to be no caution: "nope, just carpal tunnel"."""
        inside = {place for begin, end, _ in self.seen.found("harmless", start) for place in range(begin, end)}
        return all(place in inside or self._all_known([self.words[place]]) for place in range(start, len(self.words)))

    def _all_known(self, words: Sequence[str]) -> bool:
        known = self._vocabulary() | self._remedies_named()
        return all(word in known or word in STOPS for word in words)

    def _remedies_named(self) -> set[str]:
        """Words of remedies that are named, where the options are remedies: "none yet, just Advil"."""
        if self.question.is_yes_no or not self._remedies():
            return set()
        moments = MOMENTS if not self.seen.found("present") else frozenset()
        beside = [one for one in self.seen.meant if one.option in (OUTSIDE, "none")]
        return {*moments} | {self.words[place] for one in beside for place in range(one.start, one.end)}

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

    def _denials(self) -> bool:
        return any(self.seen.negates(place) for place in range(len(self.words)) if not self._in_signal(place))

    def _own_accounted(self) -> bool:
        """Whether every word is that of a plain denial, what is said of relatives aside."""
        if self._accounted():
            return True
        own = [span for span in self.seen.clauses if not self.seen.found("kin", *span)]
        denied = any(self.seen.negates(place) for start, end in own for place in range(start, end))
        return denied and all(self._all_known(self.words[start:end]) for start, end in own)

    def _accounted_past(self) -> bool:
        past = {place for start, end, _ in self.seen.found("past") for place in range(start, end)}
        known = self._vocabulary()
        return all(place in past or word in known or word in STOPS for place, word in enumerate(self.words))
