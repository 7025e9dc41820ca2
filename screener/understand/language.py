"""Whether a reply is written in French or in English, by its small words; so that a question is answered in kind."""

from typing import Final, Literal

from screener.understand.text import tokens

Language = Literal["en", "fr"]

FRENCH: Final = frozenset(
    """je j' tu il elle on nous vous ils elles le la les l' un une des du de d' au aux ce c' ca cela cette ces mon ma
    mes ton ta tes son sa ses votre vos notre nos qui que qu' quoi quel quelle quels quelles est es suis sont etes
    ai as ont avez avons pas ne n' et ou mais donc pour par avec sans sur dans chez en y plus moins tres bien
    comment combien pourquoi quand fait faut peut peux dois dois-je puis-je est-ce mal tete jours mois fois oui
    non merci bonjour rendez-vous piqure aiguille docteur medecin coute gratuit remboursement effet effets
    secondaires prix frais douleur traitement assurance grossesse enceinte allaitement""".split()
)
ENGLISH: Final = frozenset(
    """i you he she we they the a an of to in on at for from with without my your his her our their this that these
    those is are am was were be been do does did have has had not no yes and or but what which who how much many
    why when where can could should would will it its if about any some does hurt doctor cost need take get""".split()
)
SHARED: Final = FRENCH & ENGLISH

LOOKED_AT: Final = 600
"""Characters; by then it is clear."""


def language_of(text: str, otherwise: Language = "en") -> Language:
    """The language that more of the small words belong to; `otherwise` where neither leads."""
    found = tokens(text[:LOOKED_AT])
    words = [token.text for token in found if token.text not in SHARED]
    accented = sum(1 for token in found if token.accented != token.text and token.accented.isalpha())
    french = sum(1 for word in words if word in FRENCH) + accented
    english = sum(1 for word in words if word in ENGLISH)
    return otherwise if french == english else "fr" if french > english else "en"
