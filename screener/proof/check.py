"""Everything that can be said against a flow's folder."""

from dataclasses import dataclass
from pathlib import Path

from screener.engine.errors import FlowError, Problem
from screener.engine.flow import Flow
from screener.engine.loader import FLOW_FILE, load_files, read_files
from screener.engine.machine import FlowMachine
from screener.engine.yaml import read_yaml
from screener.proof.examples import EXAMPLES_FILE, check_examples
from screener.proof.structure import check_structure


@dataclass(frozen=True, slots=True)
class Report:
    """The flow where it loads, and what was found."""

    flow: Flow | None
    problems: list[Problem]


def check_folder(folder: Path) -> Report:
    """Check a flow's folder (or its one file): shape, names, types, structure and examples."""
    name = str(folder / FLOW_FILE if folder.is_dir() else folder)
    try:
        files = read_files(folder)
        flow = load_files(files, name)
    except FlowError as error:
        return Report(None, error.problems)
    _, places = read_yaml(files[FLOW_FILE], name)
    examples = (folder if folder.is_dir() else folder.parent) / EXAMPLES_FILE
    problems = check_structure(flow, places)
    if examples.is_file():
        problems += check_examples(FlowMachine(flow), examples)
    return Report(flow, problems)
