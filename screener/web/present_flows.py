"""From a flow and its signatures to what the desk's pages of flows show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from screener.engine.chart import adds_up
from screener.engine.flow import Flow
from screener.library import FlowLibrary, Version
from screener.proof.signable import KINDS, Change
from screener.proof.structure import unreviewed
from screener.signing import Standing, standing
from screener.store.flows import StoredProof
from screener.web.staff_page import Moment
from screener.web.staff_words import Clock

DIGEST: Final = 12
"""Letters of a digest that are shown."""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One flow in the list."""

    id: str
    title: str
    version: str
    parts: int
    unsigned: int


@dataclass(frozen=True, slots=True)
class PartView:
    """One part to be signed. `says` are its texts and conditions, each with where it stands."""

    id: str
    title: str
    says: tuple[tuple[str, str], ...]
    signed_by: str
    signed_at: Moment | None
    note: str
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PartGroup:
    """The parts of one kind."""

    id: str
    title: str
    unsigned: int
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class OutlineStep:
    """One question in the text outline beside the picture."""

    section: str
    id: str
    short: str
    when: str


@dataclass(frozen=True, slots=True)
class CountsView:
    """How many sets of answers there are, and how many end in each outcome: exactly, or at least so many."""

    words: str
    exact: bool
    outcomes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProofView:
    """What was proved of a version, when, how its answers end, and what it changes against the version before."""

    at: Moment
    proved: tuple[str, ...]
    failed: tuple[str, ...]
    seconds: str
    counts: CountsView | None
    before: str
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlowView:
    """The page of one flow."""

    id: str
    title: str
    version: str
    digest: str
    intended_use: str
    questions: int
    outcomes: tuple[tuple[str, str], ...]
    unsigned: int
    unreviewed: int
    groups: tuple[PartGroup, ...]
    outline: tuple[OutlineStep, ...]
    scores: tuple[tuple[str, str], ...]
    """Each score, and what it adds up."""
    proof: ProofView | None
    may_sign: bool
    may_prove: bool


def present_flows(library: FlowLibrary) -> list[FlowLine]:
    """The list of flows."""
    return [_line(version) for version in library.current.values()]


def present_flow(
    version: Version, clock: Clock, proof: StoredProof | None, may_sign: bool, may_prove: bool
) -> FlowView:
    """The page of one flow."""
    flow, signed = version.flow, standing(version.flow)
    return FlowView(
        id=flow.id,
        title=flow.title.get("en", flow.id),
        version=flow.digest[:DIGEST],
        digest=flow.digest,
        intended_use=flow.intended_use or "",
        questions=len(flow.questions),
        outcomes=tuple((outcome.id, outcome.when.text) for outcome in flow.outcomes),
        unsigned=sum(one.signature is None for one in signed),
        unreviewed=len(unreviewed(flow)),
        groups=tuple(_groups(signed, clock)),
        outline=tuple(_outline(flow)),
        scores=tuple((one.title or name, adds_up(flow, one)) for name, one in flow.scores.items()),
        proof=_proof(flow, proof, clock) if proof else None,
        may_sign=may_sign,
        may_prove=may_prove,
    )


def _proof(flow: Flow, stored: StoredProof, clock: Clock) -> ProofView:
    verdicts = stored.report["verdicts"]
    return ProofView(
        at=clock.moment(stored.at),
        proved=tuple(one["name"] for one in verdicts if one["proved"]),
        failed=tuple(one["name"] for one in verdicts if not one["proved"]),
        seconds=f"{sum(one['seconds'] for one in verdicts):.1f}",
        counts=_counts(flow, stored.report["counts"]) if "counts" in stored.report else None,
        before=(stored.report["before"] or "")[:DIGEST],
        differences=tuple(stored.report["differences"]),
    )


def _counts(flow: Flow, counted: Mapping[str, Any]) -> CountsView:
    """The outcomes in the flow's own order, in the words that visitors see; those that nobody's answers reach too."""
    ends = counted["outcomes"]
    rows = ((outcome.title or outcome.id, ends.get(outcome.id, "none")) for outcome in flow.outcomes)
    return CountsView(counted["words"], counted["exact"], tuple(rows))


def _line(version: Version) -> FlowLine:
    flow, signed = version.flow, standing(version.flow)
    return FlowLine(
        id=flow.id,
        title=flow.title.get("en", flow.id),
        version=flow.digest[:DIGEST],
        parts=len(signed),
        unsigned=sum(one.signature is None for one in signed),
    )


def _groups(signed: list[Standing], clock: Clock) -> Iterable[PartGroup]:
    for kind, ones in groupby(signed, key=lambda one: one.part.kind):
        parts = list(ones)
        unsigned = sum(one.signature is None for one in parts)
        yield PartGroup(kind, KINDS[kind], unsigned, tuple(_part(one, clock) for one in parts))


def _part(one: Standing, clock: Clock) -> PartView:
    signature = one.signature
    return PartView(
        id=one.part.id,
        title=one.part.title,
        says=tuple(one.part.says.items()),
        signed_by=signature.signed_by if signature else "",
        signed_at=clock.moment(signature.at) if signature else None,
        note=signature.note if signature else "",
        changed=one.changed,
    )


def _outline(flow: Flow) -> Iterable[OutlineStep]:
    titles = {section.id: section.title for section in flow.sections}
    for question in flow.questions:
        when = question.when.text if question.when else ""
        yield OutlineStep(titles.get(question.section, ""), question.id, question.short or question.ask, when)
