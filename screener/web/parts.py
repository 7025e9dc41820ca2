"""The parts that `create_app` put together, for the views."""

from dataclasses import dataclass
from typing import Final

from flask import current_app

from screener.clinic import Clinic
from screener.config import Settings
from screener.library import FlowLibrary
from screener.store.sealing import KeyRing

EXTENSION: Final = "screener"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the app was made of."""

    settings: Settings
    clinic: Clinic
    library: FlowLibrary
    keys: KeyRing


def parts() -> Parts:
    """The parts of the app at work."""
    made: Parts = current_app.extensions[EXTENSION]
    return made
