"""Everything that can be said against a flow's folder, and what is proved about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Final

from screener.engine.desk import read_desk
from screener.engine.errors import FlowError, Problem
from screener.engine.flow import Flow
from screener.engine.loader import DESK_FILE, FAQ_FILE, FLOW_FILE, load_files, read_files
from screener.engine.machine import FlowMachine
from screener.engine.yaml import Path, Places, read_yaml
from screener.proof.count import Counts, count
from screener.proof.examples import EXAMPLES_FILE, check_examples
from screener.proof.explain import shown
from screener.proof.overlay_check import check_overlays
from screener.proof.progress import Progress, silent
from screener.proof.structure import SELLING, check_structure
from screener.understand.faq_check import check_faq

if TYPE_CHECKING:
    from screener.proof.prove import Finding, Verdict

SOLVER: Final = "z3"


@dataclass(frozen=True)
class Report:
    """The flow where it loads, what was found, what was proved and what could not be, and how many answers there are.

    `shown` are the lines to print under a problem: the smallest answers that show it.
    """

    flow: Flow | None
    problems: list[Problem]
    verdicts: "tuple[Verdict, ...]" = ()
    unproved: tuple[str, ...] = ()
    shown: dict[Problem, list[str]] = field(default_factory=dict)
    counts: Counts | None = None


def solver_there() -> bool:
    """Whether the solver is installed: the extra `verify`."""
    return find_spec(SOLVER) is not None


def check_folder(folder: FilePath, progress: Progress = silent) -> Report:
    """Check a flow's folder (or its one file): shape, names, types, structure, examples, answers and proofs."""
    name = str(folder / FLOW_FILE if folder.is_dir() else folder)
    try:
        files = read_files(folder)
        flow = load_files(files, name)
        if DESK_FILE in files:
            read_desk(files[DESK_FILE], flow, str(folder / DESK_FILE))
    except FlowError as error:
        return Report(None, error.problems)
    _, places = read_yaml(files[FLOW_FILE], name)
    examples = (folder if folder.is_dir() else folder.parent) / EXAMPLES_FILE
    problems = [*check_structure(flow, places), *check_overlays(files, flow, name)]
    if examples.is_file():
        problems += check_examples(FlowMachine(flow), examples)
    if examples.with_name(FAQ_FILE).is_file():
        problems += check_faq(examples.with_name(FAQ_FILE), flow, SELLING)
    if not solver_there():
        return Report(flow, problems, unproved=tuple(_unproved(flow)), counts=count(flow))
    verdicts = tuple(judged(flow, progress))
    report = Report(flow, problems, verdicts, counts=count(flow))
    said: set[tuple[Path, str]] = set()
    for name, finding in ((verdict.name, one) for verdict in verdicts for one in verdict.findings):
        if (finding.path, finding.message) not in said:
            said.add((finding.path, finding.message))
            _tell(report, name, finding, places)
    return report


def judged(flow: Flow, progress: Progress = silent) -> "Iterator[Verdict]":
    """Every claim about a flow, with whether it is proved. It needs the solver."""
    from screener.proof.prove import Prover, claims

    prover, wanted = Prover(flow), claims(flow)
    for judged, claim in enumerate(wanted):
        progress(judged, len(wanted))
        yield claim.judge(prover)
    progress(len(wanted), len(wanted))


def _tell(report: Report, name: str, finding: "Finding", places: Places) -> None:
    """Add what speaks against a claim. Where something is said of the same place already, add the answers to that."""
    assert report.flow is not None
    problem = places.problem(finding.path, finding.message)
    place = (problem.file, problem.line, problem.column)
    for one in report.problems:
        if one not in report.shown and (one.file, one.line, one.column) == place:
            problem = one
            break
    else:
        report.problems.append(problem)
    report.shown[problem] = shown(report.flow, places, name, finding.cases)


def _unproved(flow: Flow) -> list[str]:
    """What is left unproved without the solver, in the flow's own words."""
    return [ANY_FLOW, *(rule.name for rule in flow.always)]


ANY_FLOW: Final = "Every set of answers has one outcome, and every question, option, fact and rule can matter"
