"""Questions back instead of an answer: "what is that?", "does asthma count?"."""

from typing import Final

from screener.understand.heard import Heard

ASKED_OF: Final = frozenset("a an the my it this that these they i you u".split())
NEEDS_QUESTION_MARK: Final = frozenset(
    {"when", "where", "who", "which", "quand", "qui", "am", "are", "is", "do", "quel", "quelle", "does", "did"}
)
ASKED_FURTHER: Final = frozenset("is are do does can will you u would a an the my it this that these they".split())
"""What follows a word such as "who" where it asks."""


class AskedBack(Heard):
    """Whether the visitor asks rather than answers."""

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
            return bool(ASKED_FURTHER & set(self.words[1:2]))
        return bool(begins or ends)

    def _wonders(self) -> bool:
        """ "I think one of my pills is?": a doubt, not a question."""
        polite = self.seen.table["polite"].at(self.words, 0)[0]
        begins = self.seen.table["wonders"].at(self.words, polite)[0]
        asks = self.seen.found("asking", polite + begins)
        answered = {one.kind for one in self.seen.signals} & {"yes", "no", "soft_yes", "soft_no"}
        return self.words[-1] == "?" and begins > 0 and not asks and not answered
