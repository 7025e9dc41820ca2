"""Words about cases that several pages of the desk show."""

from typing import Final

from screener.clinic import Clinic
from screener.engine.flow import Flow
from screener.web.contact import ANY_PLACE
from screener.web.staff_words import first_clause, plain

ANY_PLACE_WORDS: Final = "Any place"


def outcome_words(flow: Flow | None, outcome_id: str) -> str:
    """An outcome in a few words for staff."""
    if flow is not None:
        staff = next((outcome.staff for outcome in flow.outcomes if outcome.id == outcome_id), None)
        if staff:
            return first_clause(staff)
    return plain(outcome_id)


def place_words(place: str | None, clinic: Clinic) -> str:
    """A place's name, or what it was called when it was chosen."""
    if not place:
        return ""
    return ANY_PLACE_WORDS if place == ANY_PLACE else clinic.place_name(place) or plain(place)


def who(staff_id: int | None, email: str, me: int) -> str:
    """Who took a step: "you", or the name before the @."""
    if staff_id is None:
        return "the visitor"
    return "you" if staff_id == me else email.partition("@")[0]
