"""Proving a version of a flow at the desk: what holds, how many answers end where, and what it changes."""

from datetime import datetime
from typing import Any

from screener.engine.errors import FlowError, ScreenerError
from screener.engine.flow import Flow
from screener.engine.loader import FLOW_FILE, load_files
from screener.engine.yaml import read_yaml
from screener.library import Version
from screener.store import flows
from screener.store.models import db


class NoSolver(ScreenerError):
    """Nothing can be proved: the solver is not installed."""


def prove(version: Version, now: datetime) -> None:
    """Prove all claims of a version and keep the result; NoSolver where that cannot be done here."""
    from screener.proof.check import judged, solver_there  # all that proves: no visitor waits for it

    if not solver_there():
        raise NoSolver("the solver is not installed: pip install 'screener[verify]'")
    flow = version.flow
    verdicts = [{"name": one.name, "proved": one.proved, "seconds": one.seconds} for one in judged(flow)]
    before = flows.before(flow.digest, flow.id)
    differences = _differences(before, version) if before else []
    report = {"verdicts": verdicts, "counts": _counts(flow), "before": before, "differences": differences}
    flows.keep(flow.digest, flow.id, version.files, now)
    flows.save_proof(flow.digest, report, now)
    db.session.commit()


def _counts(flow: Flow) -> dict[str, Any]:
    """How many sets of answers there are, in words, and how many end in each outcome: exactly, or at least so many."""
    from screener.proof.count import count, in_words, spoken

    counts = count(flow)
    ends = {outcome: spoken(number) for outcome, number in counts.by_outcome.items()}
    return {"words": in_words(counts), "exact": counts.exact, "outcomes": ends}


def _differences(before: str, version: Version) -> list[str]:
    """What the version sends elsewhere than the one before, in words."""
    from screener.proof.diff import diff
    from screener.proof.diff_counts import counting
    from screener.proof.diff_words import words

    try:
        old = load_files(flows.files(before), f"version {before[:12]}")
    except FlowError:
        return ["The version before can no longer be read by this program, so nothing is known of the difference."]
    found = diff(old, version.flow, counting(old, version.flow))
    places: Any = (_places(flows.files(before)[FLOW_FILE]), _places(version.files[FLOW_FILE]))
    return list(words(found, places))


def _places(text: str) -> Any:
    return read_yaml(text, FLOW_FILE)[1]
