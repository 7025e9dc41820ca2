"""Whether a question is about the treatment or says itself that it is about something else."""

import re
from typing import Final

from screener.understand.danger_text import word_set

MATTER: Final = word_set(
    "ados adults aiguille aiguilles anyone appointment attack attacks bleus botox botulinum ca ce ceci cela ces"
    " cette chaque children chronic clinic complications consult consultation cosmetic cou crise crises doctor doing"
    " drug each elle enfants eux every everyone eyelid eyelids femmes first forehead gens getting having head"
    " headache headaches hommes injecting injection injections interaction it jab jabs kids lui mal maux me medical"
    " medicament medicine men migraine migraines moi my nausea neck needle needles nerves nous older"
    " onabotulinumtoxina one our pain patients paupiere people person personnes physician piqure piqures pregnancy"
    " preventing prevention problems procedure product question questions reaction reactions receiving referral"
    " rendez round rounds seance seances second seniors session sessions shot shots someone teenagers teens tete"
    " that them therapy these this those time times tous tout toute toxin toxine traitement traitements treatment"
    " treatments us use using visit visite visits vous women wrinkles you young your"
)
"""What the clinic's answers are about, and words that only point at it."""

ABOUT: Final = re.compile(
    r"\b(?:side effects?|benefits?|upsides?|downsides?|risks?|dangers?|effets (?:secondaires|indesirables)"
    r"|bienfaits?|avantages?|risques?|dangers)"
    r" (?:of|with|from|de|du|des|d|avec) (?:the |a |an |l |la |le |les |un |une )?(?P<what>[a-z]+)"
    r"|\b(?:price|cost|prix|cout) (?:of|for|de|du|des|d) (?:the |a |an |l |la |le |les |un |une )?(?P<priced>[a-z]+)"
    r"|\b(?:cures?|treatments?|remed(?:y|ies)|traitements?|remedes?) (?:for|of|pour|contre) "
    r"(?:the |a |an |my |l |la |le |les |un |une )?(?P<cured>[a-z]+)"
    r"|\b(?:what (?:causes|triggers)|(?:you|vous|tu) (?:treat|traite[rsz]?|soigne[rsz]?)) (?:the |a |l |la |le |les )?"
    r"(?P<treated>[a-z]+)"
)
"""Frames that name what they are about."""


def about_something_else(words: list[str]) -> bool:
    """Whether a question names a matter of its own: "side effects of aspirin", "the cure for baldness"."""
    return any(found not in MATTER for match in ABOUT.finditer(" ".join(words)) for found in match.groups() if found)
