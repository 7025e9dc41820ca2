"""The contact form: how the clinic can reach a visitor, read and checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from screener.clinic import Clinic
from screener.languages import marked
from screener.understand.cleaning import cleaned
from screener.web.language import gettext

TELEPHONE: Final = re.compile(r"[+(]?[\d\s().+-]{7,24}(\s*(x|ext\.?)\s*\d{1,6})?", re.IGNORECASE)
EMAIL: Final = re.compile(r"[^\s@?&<>\"]+@[^\s@?&<>\"]+\.[^\s@.?&<>\"]{2,}")
LONGEST: Final = {
    "name": 100,
    "telephone": 40,
    "email": 200,
    "times": 300,
    "called": 100,
    "person": 100,
    "caller": 150,
    "speaks": 60,
}
"""Free words, and how many characters of each. `called`: the name that they like; `person`: whose headaches they are,
where somebody else answered; `caller`: who talks for them; `speaks`: the language that they prefer."""
TICKED: Final = ("agreed", "message", "texts")
"""Boxes: may be contacted; a message may be left; a text may be sent."""
PATIENT: Final = ("yes", "no")
ANY_PLACE: Final = "any"
CALL: Final = marked("Please give a number where we can call, or leave the name empty too.")


@dataclass(frozen=True, slots=True)
class ContactForm:
    """What was filled in; `errors` by field say what to do, and then nothing of it is kept."""

    filled: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def written(self) -> tuple[str, ...]:
        """What was typed, field by field, for a danger to be looked for."""
        return tuple(text for name in LONGEST if (text := self.filled.get(name, "")))

    @property
    def values(self) -> dict[str, str]:
        """What to keep; empty where something is wrong or nothing was filled in."""
        return {} if self.errors else {name: value for name, value in self.filled.items() if value}

    @property
    def more(self) -> bool:
        """Whether anything of what is folded away was filled in, so that it is not hidden."""
        folded = ("called", "person", "caller", "speaks", "patient", "message", "texts")
        return any(self.filled.get(name) or self.errors.get(name) for name in folded)


def read_contact(form: Mapping[str, str], clinic: Clinic, urgent: bool = False) -> ContactForm:
    """Read the booking request, or the urgent card's telephone field, which may stay empty."""
    filled = {name: " ".join(cleaned(form.get(name, "")).split()) for name in LONGEST}
    if urgent:
        filled = {name: filled[name] for name in ("name", "telephone")}
        missing = {"telephone": gettext(CALL)} if filled["name"] and not filled["telephone"] else {}
    else:
        filled |= {"place": form.get("place", ""), "patient": form.get("patient", "")}
        filled |= {name: "yes" if form.get(name) == "yes" else "" for name in TICKED}
        missing = _missing(filled)
    return ContactForm(filled, _errors(filled, clinic) | missing)


def carried(form: Mapping[str, str]) -> ContactForm | None:
    """What was filled in before another page came between; nothing of it is checked yet."""
    filled = {name: form[name] for name in (*LONGEST, "place", "patient", *TICKED) if form.get(name)}
    return ContactForm(filled) if filled else None


def _errors(filled: Mapping[str, str], clinic: Clinic) -> dict[str, str]:
    errors = {
        name: gettext("Please keep this to %(longest)s characters.", longest=longest)
        for name, longest in LONGEST.items()
        if len(filled.get(name, "")) > longest
    }
    telephone, email = filled.get("telephone", ""), filled.get("email", "")
    if telephone and not (TELEPHONE.fullmatch(telephone) and len(re.sub(r"\D", "", telephone)) >= 7):
        errors["telephone"] = gettext("Please check this number. It needs the area code, as in 905 555 0100.")
    if email and not EMAIL.fullmatch(email):
        errors["email"] = gettext("Please check this address. It should look like name@example.ca.")
    places = {"", ANY_PLACE, *(place.id for place in clinic.places)}
    if filled.get("place", "") not in places:
        errors["place"] = gettext("Please choose one of the places listed.")
    if filled.get("patient", "") not in ("", *PATIENT):
        errors["patient"] = gettext("Please choose yes or no, or leave it open.")
    return errors


def _missing(filled: Mapping[str, str]) -> dict[str, str]:
    """A name, one way to be reached, and the consent to be."""
    missing = {}
    if not filled["name"]:
        missing["name"] = gettext("Please tell us whom to ask for.")
    if not filled["telephone"] and not filled["email"]:
        missing["telephone"] = gettext("Please give a telephone number or an e-mail address, so that we can reach you.")
    if filled["agreed"] != "yes":
        missing["agreed"] = gettext("Please tick this box, so that we may contact you about this request.")
    return missing
