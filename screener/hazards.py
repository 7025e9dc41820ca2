"""The hazard log: what could harm somebody, how it is prevented, and which test shows that it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from screener.engine.yaml import read_text, read_yaml

FILE: Final = Path(__file__).parent / "hazards.yaml"

Severity = Literal["minor", "significant", "considerable", "major", "catastrophic"]
Likelihood = Literal["very low", "low", "medium", "high", "very high"]
RISKS: Final = (
    (1, 1, 2, 2, 3),
    (1, 2, 2, 3, 4),
    (2, 2, 3, 3, 4),
    (2, 3, 3, 4, 5),
    (3, 4, 4, 5, 5),
)
"""From 1, acceptable, to 5, unacceptable: a row for each likelihood, a column for each severity."""
SEVERITIES: Final[tuple[str, ...]] = ("minor", "significant", "considerable", "major", "catastrophic")
LIKELIHOODS: Final[tuple[str, ...]] = ("very low", "low", "medium", "high", "very high")


class Hazard(BaseModel):
    """One way in which somebody could come to harm."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^H\d{2}$")]
    hazard: str
    cause: str
    harm: str
    severity: Severity
    before: Likelihood
    controls: tuple[str, ...]
    after: Likelihood
    tests: tuple[str, ...]
    clinic: str = ""
    """What the clinic must do itself."""

    @property
    def risk_before(self) -> int:
        return _risk(self.before, self.severity)

    @property
    def risk_after(self) -> int:
        return _risk(self.after, self.severity)


class Log(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hazards: tuple[Hazard, ...]


def _risk(likelihood: str, severity: str) -> int:
    return RISKS[LIKELIHOODS.index(likelihood)][SEVERITIES.index(severity)]


def hazards() -> tuple[Hazard, ...]:
    """Every hazard in the file; FlowError or ValidationError where it cannot be read."""
    data, _places = read_yaml(read_text(FILE), str(FILE))
    return Log.model_validate(data).hazards


def lines(hazard: Hazard) -> Iterator[str]:
    """One hazard for reading."""
    yield f"{hazard.id}  {hazard.hazard}"
    yield f"     Cause: {hazard.cause}"
    yield f"     Harm: {hazard.harm} ({hazard.severity})"
    yield f"     Risk: {hazard.risk_before} before ({hazard.before}), {hazard.risk_after} after ({hazard.after})"
    for control in hazard.controls:
        yield f"     Control: {control}"
    if hazard.clinic:
        yield f"     The clinic: {hazard.clinic}"
    for test in hazard.tests:
        yield f"     Test: {test}"
