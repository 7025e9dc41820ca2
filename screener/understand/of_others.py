"""Somebody else has it, and the visitor has not: "my aunt yes, me no", "ma tante oui, moi non"."""

from typing import Final

from screener.understand.choice import Choice
from screener.understand.heard import Heard
from screener.understand.signals import STOPS

SELF: Final = frozenset({"i", "me", "myself", "moi", "je", "j'"})
DENIED: Final = frozenset(
    {"no", "not", "never", "none", "nope", "nothing", "non", "pas", "jamais", "rien", "aucun", "aucune"}
)
_BESIDE: Final = (
    "but mais and et though tho have has had am do did is are was ai n' l' suis ever of it any that this them those y "
    "en at all du tout de ca au eu thankfully luckily fortunately heureusement personally anything myself one though "
    "dieu merci thank god"
)
BESIDE: Final = SELF | DENIED | frozenset(_BESIDE.split())
"""What the visitor's own part may be made of, so that it says nothing but no."""


class OfOthers(Heard):
    """A denial for oneself behind what is said of a relative."""

    def _others_only(self) -> Choice | None:
        kin = self.seen.found("kin")
        if not kin or self.question.about_other or not {"no", "none"} & set(self.question.ids):
            return None
        own = self._own_part(kin[-1][1])
        before = self.words[: kin[0][0]]
        if own is None or {"i", "me", "moi", "j'", "je", "yes", "oui"} & set(before):
            return None
        rest = {word for word in self.words[own:] if word not in STOPS}
        if not rest <= BESIDE or not rest & DENIED or not rest & SELF:
            return None
        return self._chosen(["no" if self.question.is_yes_no else "none"], literal=False)

    def _own_part(self, start: int) -> int | None:
        """Where the visitor speaks of themselves again: "me no", "not me", "pas moi"."""
        own = next((place for place in range(start, len(self.words)) if self.words[place] in SELF), None)
        if own is not None and self.words[own - 1] in DENIED and own - 1 >= start:
            return own - 1
        return own
