"""The command that checks flows. Imports stand inside, so that it loads only what it needs."""

import sys
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from screener.cli_named import all_flow_paths, flow_path
from screener.cli_progress import progress_bar

if TYPE_CHECKING:
    from screener.engine.flow import Flow
    from screener.proof.check import Report


@click.command("check")
@click.argument("flows", nargs=-1, metavar="[FLOW]...")
def flow_check(flows: tuple[str, ...]) -> None:
    """Look for mistakes, and prove what must hold over every possible set of answers.

    Mistakes: keys, names, types, dead ends, forgotten "unsure", words, examples that do not hold, and answers to side
    questions without a source, in one language only, or with blanks that nothing fills. In other languages: what is
    missing, and what the English no longer says.
    Proofs: one outcome for everyone, nothing in the flow is dead or hidden, and each entry of `always`.

    Each finding is printed as file:line:column: message, with the smallest answers that show it, in words and as an
    entry for examples.yaml. What is not reviewed or not signed is told, and is no finding. Without FLOW, every flow is
    checked. Exit status 1 on any finding; 2 where nothing was found but the solver that proves is not installed.

    \b
    Examples:
      screener flow check
      screener flow check migraine
      screener flow check drafts/migraine/flow.yaml
    """
    from screener.proof.check import check_folder

    folders = [flow_path(name) for name in flows] or all_flow_paths()
    if not folders:
        raise click.ClickException("there are no flows to check: name a folder or file")
    reports = []
    for folder in folders:
        with progress_bar("Proving") as progress:
            reports.append(check_folder(folder, progress))
        _print_report(reports[-1])
    if any(report.problems for report in reports):
        sys.exit(1)
    sys.exit(2 if any(report.unproved for report in reports) else 0)


def _print_report(report: "Report") -> None:
    for problem in report.problems:
        click.echo(problem)
        for line in report.shown.get(problem, []):
            click.echo(f"    {line}".rstrip())
    if report.flow is not None:
        for line in (*_said_of(report, report.flow), *_reviews(report.flow), *_signatures(report.flow)):
            click.echo(line)


def _said_of(report: "Report", flow: "Flow") -> Iterator[str]:
    """What was found, proved and counted."""
    from screener.proof.count import in_words
    from screener.proof.structure import unreviewed

    found = "nothing found" if not report.problems else f"{len(report.problems)} found"
    yield (
        f"{flow.id}: {len(flow.questions)} questions, {len(flow.facts)} facts, "
        f"{len(flow.outcomes)} outcomes: {'NOT PROVED' if report.unproved else found}. "
        f"{len(unreviewed(flow))} rules not yet reviewed by a physician. Version {flow.digest[:12]}."
    )
    for verdict in report.verdicts:
        yield f"  {'proved' if verdict.proved else 'FAILED'} {verdict.seconds:6.2f} s  {verdict.name}"
    if report.unproved:
        yield "  The solver is not installed: pip install 'screener[verify]'. Without it, this is not known:"
        yield from (f"  not proved  {name}" for name in report.unproved)
    if report.counts is not None:
        yield f"  There are {in_words(report.counts)} `screener flow count` says how they end."


def _reviews(flow: "Flow") -> Iterator[str]:
    """The rules that their own file calls unreviewed."""
    from screener.proof.structure import unreviewed

    if names := unreviewed(flow):
        yield f"  Not yet reviewed by a physician, as the file says: {len(names)} rules"
        yield from _listed(names)


def _signatures(flow: "Flow") -> Iterator[str]:
    """The parts that nobody has signed as they are now. That is no mistake in a flow, so it is told and no more."""
    from screener.cli_database import UnreadableDatabase, database_there
    from screener.proof.signable import KINDS, signables
    from screener.signing import unsigned

    parts = len(signables(flow))
    try:
        with database_there() as there:
            waiting = unsigned(flow) if there else []
    except UnreadableDatabase as error:
        yield f"  It is not known who has signed this: {error}"
        return
    if not there or len(waiting) == parts:
        yield f"  Nobody has signed any of its {parts} parts here. See: screener flow sign --help"
        return
    yield f"  Signed as they are now: {parts - len(waiting)} of {parts} parts{'. Not signed:' if waiting else ''}"
    for kind, ones in groupby(waiting, key=lambda one: one.part.kind):
        yield f"    {KINDS[kind]}:"
        yield from _listed(one.part.id + (" (edited since)" if one.changed else "") for one in ones)


def _listed(names: Iterable[str]) -> list[str]:
    indent = " " * 6
    return textwrap.wrap(", ".join(names), 116, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
