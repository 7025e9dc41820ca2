"""One reply to one question, with what every way of reading it asks."""

from collections.abc import Sequence
from typing import Final

from screener.understand.choice import Choice, Chosen
from screener.understand.clauses import Analysis
from screener.understand.concepts import classes_beside, classes_of, concepts, known_names
from screener.understand.names import OUTSIDE, ChoiceQuestion
from screener.understand.over import FINISHED
from screener.understand.signals import STOPS, Meant, Signal
from screener.understand.text import Token
from screener.understand.words import texts

REMEDIES: Final = frozenset({"acute", "preventive", "botulinum"})


class Heard:
    """One reply to one question."""

    def __init__(self, question: ChoiceQuestion, said: Sequence[Token]) -> None:
        self.question = question
        self.said = said
        self.words = texts(said)
        self.seen = Analysis(question, said)

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

    def _any_phrase(self, *phrases: str) -> bool:
        return any(phrase in " ".join(self.words) for phrase in phrases)

    def _whole(self, kind: str) -> bool:
        """Whether the reply is this word of answering and nothing else."""
        spans_of = [one for one in self.seen.signals if one.kind == kind]
        covered = {place for one in spans_of for place in range(one.start, one.end)}
        return all(place in covered or word in STOPS for place, word in enumerate(self.words))

    def _in_signal(self, place: int) -> bool:
        return any(one.start <= place < one.end for one in self.seen.signals)

    def _finished(self) -> bool:
        return any(self.seen.phrase(one) in FINISHED for one in self.seen.found("past"))

    def _kin_only(self) -> bool:
        return bool(self.seen.found("kin")) and not self.question.about_other

    def _doctor(self) -> bool:
        return bool({"doctor", "physician", "gp", "medecin", "neurologist"} & set(self.words))

    def _remedies(self) -> bool:
        """Whether the options are medicines for migraine: others, and sleep or ice, are then none of them."""
        real = [option for option in self.question.options if option.id not in ("none", "unsure")]
        named = [name for option in real for name in option.concepts if name in concepts() or name in classes_of()]
        return bool(named) and all(REMEDIES & classes_beside(name) for name in named)

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
