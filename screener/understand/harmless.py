"""Common words that leave a denial as plain as it was: "no, I play hockey three times a week".

They count only where nothing is said of what one can no longer do, of what is bad, or of what one takes: "no, evenings
are bad" and "no, a needle every morning" are asked again.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from screener.understand.words import lexicon, lexicon_data

_QUALIFIED: Final = (
    "can could able cannot peux pouvais peut capable anymore hardly barely stopped quit lost arrete perdu bad "
    "worse worst hard harder tough trouble difficult mal pire difficile dur moins less weaker slower almost "
    "nearly presque except unless sauf pill pills tablet tablets capsule capsules shot shots needle needles "
    "injection injections dose doses hospital emergency er emerg ambulance hopital urgence pilule pilules "
    "comprime comprimes piqure piqures treatment treatments traitement traitements test tests wait waiting"
)
QUALIFIED: Final = frozenset(_QUALIFIED.split())
"""Words beside which common words may tell of a caution."""


def common_beside(words: Sequence[str]) -> frozenset[str]:
    """The common words that account for themselves in this reply."""
    told = set(words)
    if QUALIFIED & told or _body() & told or words[-1] in ("not", "pas"):
        return frozenset()
    return _common_words()


@lru_cache(maxsize=1)
def _body() -> frozenset[str]:
    """Parts of the body: what happens to them is not for common words to tell."""
    table = lexicon("words")
    parts = (word for name in ("asked_skin", "other_skin", "far_skin") for word in table[name].vocabulary())
    return frozenset(parts) - {"joue"} | {
        "eyes",
        "throat",
        "chest",
        "heart",
        "muscle",
        "muscles",
        "voice",
        "coeur",
        "gorge",
        "yeux",
    }


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(word for group in lexicon_data("harmless").values() for phrase in group for word in phrase.split())
