"""A flow as this clinic publishes it for other programs, in every language that it is there in."""

from typing import Final

from screener.clinic import Clinic
from screener.engine.flow import Flow
from screener.export.fhir.edition import Edition
from screener.languages import ENGLISH, Language, Languages

SOON: Final = {"en": "soon", "fr": "bientôt"}
"""How soon, in a form: it does not know how urgent it will be."""


def published(flow: Flow, base: str, clinic: Clinic, languages: Languages) -> Edition:
    """The edition of a flow at this address."""
    others = {
        code: (spoken, _blanks(clinic, languages[code]))
        for code, spoken in flow.translations.items()
        if code in languages
    }
    return Edition(flow, base, clinic.name, _blanks(clinic, ENGLISH), translations=others)


def _blanks(clinic: Clinic, language: Language) -> dict[str, str]:
    return {**clinic.blanks(language), "how_soon": SOON.get(language.code, SOON["en"])}
