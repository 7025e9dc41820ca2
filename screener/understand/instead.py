"""Denials that name what is there instead: "just vitamins", "only on my foot", "my skin is fine"."""

from typing import Final

from screener.understand.choice import Choice
from screener.understand.left_open import LeftOpen, is_caution
from screener.understand.signals import STOPS

ONLY: Final = frozenset({"just", "only", "juste", "seulement", "uniquement", "simplement"})
NOTHING_BUT: Final = (["nothing", "but"], ["nothing", "except"], ["rien", "que"], ["rien", "sauf"], ["none", "but"])
MORE: Final = frozenset("and & + plus also et aussi too pis maybe sometimes but mais not pas".split())
"""Words beside which "only" may not be all."""
_PARTS: Final = "skin scalp face neck shoulders head nerves muscles blood peau visage cou tete epaules nerfs sang"
PARTS: Final = frozenset(_PARTS.split())
_WELL: Final = (
    "fine clear ok okay good great perfect clean healthy normal intact flawless spotless lovely beautiful smooth well "
    "bien belle beau correct correcte correctes parfait parfaite saine sain propre nette normale impeccable super"
)
WELL: Final = frozenset(_WELL.split())
_JOINING: Final = (
    "my the is are looks look all everything of that as far very really perfectly thanks thank you and today now "
    "pretty still here there ma mon mes la le les est sont va vont tout toute tres a et merci doing just lol"
)
JOINING: Final = frozenset(_JOINING.split())
_TAKING: Final = (
    "no nope nah non i take am on je prends use it is c' est nothing but except rien que sauf none and & or my a an "
    "the for some et ou mes mon ma des de du un une pour la le every day daily now"
)
TAKING: Final = frozenset(_TAKING.split())
"""What may stand beside innocent medicines."""
LONGEST: Final = 8
"""Words up to which "only on my foot" is all that is said."""


class Instead(LeftOpen):
    """Whether what is said takes the place of the caution that is asked about."""

    def _instead(self) -> Choice | None:
        if not self.question.is_yes_no or not is_caution(self.question) or self._asks_change():
            return None
        if self._is_well() or self._only_innocent() or self._only_elsewhere():
            return self._chosen(["no"], literal=False)
        return None

    def _is_well(self) -> bool:
        """ "Skin's fine": the part that is asked about, and nothing but good of it."""
        said = {word for word in self.words if word not in STOPS}
        return bool(said & PARTS & set(self._asked())) and bool(said & WELL) and said <= PARTS | WELL | JOINING

    def _asked(self) -> list[str]:
        """The parts of the body that the question is about."""
        if any("skin_infection" in option.concepts for option in self.question.options):
            return ["skin", "scalp", "face", "neck", "shoulders", "head", "peau", "visage", "cou", "tete", "epaules"]
        if any("neuromuscular" in option.concepts for option in self.question.options):
            return ["nerves", "muscles", "nerfs"]
        return ["blood", "sang"] if any("anticoagulant" in option.concepts for option in self.question.options) else []

    def _only_innocent(self) -> bool:
        """ "Just blood pressure pills", where a blood thinner is asked about."""
        if not any("anticoagulant" in option.concepts for option in self.question.options):
            return False
        innocent = self.seen.found("innocent")
        if not innocent or not self._opens_with_only() or self._kinds() - {"no", "soft_no"}:
            return False
        spans = [*innocent, *self.seen.found("polite")]
        inside = {place for start, end, _ in spans for place in range(start, end)}
        return all(place in inside or word in STOPS | ONLY | TAKING for place, word in enumerate(self.words))

    def _opens_with_only(self) -> bool:
        """Whether nothing but "no", or "I take", goes before "only"."""
        lead = [word for word in self.words[:6] if word not in STOPS]
        if any(lead[place : place + 2] in NOTHING_BUT for place in range(2)):
            return True
        before = next((place for place, word in enumerate(lead) if word in ONLY), None)
        return before is not None and set(lead[:before]) <= TAKING

    def _only_elsewhere(self) -> bool:
        """ "Nope, only on my foot": skin far from where it matters, and nothing more."""
        if not any("skin_infection" in option.concepts for option in self.question.options):
            return False
        far = self.seen.found("far_skin")
        near = self.seen.found("asked_skin") or {place for place, _, _ in self.seen.found("other_skin")} - {
            place for place, _, _ in far
        }
        short = len(self.words) <= LONGEST and not MORE & set(self.words)
        said_no = self._leads("no") and bool(self.seen.found("but") or ONLY & set(self.words))
        return bool(far) and not near and short and (said_no or self._opens_with_only())
