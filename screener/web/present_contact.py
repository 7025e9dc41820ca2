"""Who it is about, how to reach them, and which other cases may be of the same person."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from screener.clinic import Clinic
from screener.review_machine import STATUSES
from screener.store.cases import Case
from screener.store.same_contact import Alike
from screener.web.case_page import Contact, Said, Twin
from screener.web.present_queue import Showing
from screener.web.present_staff import outcome_words, place_words
from screener.web.staff_words import Clock, urgency_of

EXTENSION: Final = re.compile(r"(?:x|ext)", re.IGNORECASE)
MAY: Final = {
    (True, True): "A voice message, or a text",
    (True, False): "A voice message, but no text",
    (False, True): "A text, but no voice message",
    (False, False): "No message and no text: they did not agree to one",
}
"""By whether they agreed to a voice message, and to a text."""
SUSPECTED: Final[Mapping[str, str]] = {
    "unseen": "a field that nobody sees was filled in",
    "quick": "it came faster than anybody types",
    "link": "there is a link among the names",
    "often": "many came from the same address",
}
"""What makes a request look like a program's."""
BEEN_HERE: Final = {"yes": "Has been a patient here", "no": "Is new here"}


def present_contact(case: Case, clinic: Clinic, clock: Clock) -> Contact | None:
    """Whom to call and how; None where nothing was left."""
    left = case.screening.contact
    if not left:
        return None
    telephone = left.get("telephone", "")
    return Contact(
        name=left.get("name", ""),
        telephone=telephone,
        dial=_dial(telephone),
        email=left.get("email", ""),
        suspected="; ".join(SUSPECTED.get(sign, sign) for sign in left.get("suspected", ())),
        more=tuple(_more(left, clinic)),
        left_at=clock.moment(case.screening.contact_at) if case.screening.contact_at else None,
    )


def _more(left: Mapping[str, Any], clinic: Clinic) -> Iterator[Said]:
    named = (
        ("called", "Likes to be called"),
        ("person", "It is about"),
        ("caller", "Talks for them"),
        ("speaks", "Likes to speak"),
        ("times", "Good times"),
    )
    for field, name in named:
        if left.get(field):
            yield Said(name, left[field])
    if left.get("telephone") and left.get("agreed"):
        yield Said("May be left", MAY[left.get("message") == "yes", left.get("texts") == "yes"])
    if left.get("place"):
        yield Said("Place", place_words(left["place"], clinic))
    if left.get("patient") in BEEN_HERE:
        yield Said("Patient here", BEEN_HERE[left["patient"]])


def _dial(telephone: str) -> str:
    """A number as a telephone dials it, without its extension."""
    number = EXTENSION.split(telephone, maxsplit=1)[0]
    return ("+" if number.strip().startswith("+") else "") + re.sub(r"\D", "", number)


def present_twins(case: Case, alike: tuple[Alike, ...], showing: Showing) -> tuple[Twin, ...]:
    """This case and the others that can be reached in the same way, side by side; empty where there are none."""
    if not alike:
        return ()
    stored = case.screening
    flow, _ = showing.words_of(stored.flow_digest)
    own = Twin(
        reference=stored.reference,
        this=True,
        same="",
        name=str((stored.contact or {}).get("name") or ""),
        urgency=urgency_of(case.urgency),
        outcome=outcome_words(flow, case.outcome),
        status=STATUSES.get(case.status, case.status),
        at=showing.clock.moment(case.queued_at),
    )
    return (own, *(_twin(one, showing) for one in alike))


def _twin(one: Alike, showing: Showing) -> Twin:
    flow, _ = showing.words_of(one.flow_digest)
    same = [words for words, has in (("telephone", one.telephone), ("e-mail", one.email)) if has]
    return Twin(
        reference=one.reference,
        this=False,
        same=" and ".join(same),
        name=one.name,
        urgency=urgency_of(one.urgency),
        outcome=outcome_words(flow, one.outcome),
        status=STATUSES.get(one.status, one.status),
        at=showing.clock.moment(one.queued_at),
    )
