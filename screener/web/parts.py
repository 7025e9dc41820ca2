"""The parts that `create_app` put together, for the views."""

from dataclasses import dataclass
from typing import Final

from flask import current_app

from screener.clinic import Clinic
from screener.clinic_settings import CurrentClinic
from screener.config import Settings
from screener.languages import Languages
from screener.library import FlowLibrary
from screener.store.sealing import KeyRing

EXTENSION: Final = "screener"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the app was made of."""

    settings: Settings
    clinic_now: CurrentClinic
    library: FlowLibrary
    languages: Languages
    keys: KeyRing

    @property
    def clinic(self) -> Clinic:
        """The clinic's facts as they are now."""
        return self.clinic_now.now()


def parts() -> Parts:
    """The parts of the app at work."""
    made: Parts = current_app.extensions[EXTENSION]
    return made
