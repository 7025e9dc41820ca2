"""The commands of flows. Imports stand inside, so that each loads only what it needs."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from screener.engine.errors import FlowError, ScreenerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from screener.engine.flow import Flow
    from screener.engine.machine import FlowMachine
    from screener.engine.yaml import Places
    from screener.proof.check import Report
    from screener.proof.progress import Progress

T = TypeVar("T")


@click.group()
def flow() -> None:
    """Check, try, draw, count and walk through flows. FLOW is a flow's id, its folder, or its file."""


@flow.command("check")
@click.argument("flows", nargs=-1, metavar="[FLOW]...")
def flow_check(flows: tuple[str, ...]) -> None:
    """Look for mistakes, and prove what must hold over every possible set of answers.

    Mistakes: keys, names, types, dead ends, forgotten "unsure", words, examples that do not hold, and answers to side
    questions without a source, in one language only, or with blanks that nothing fills.
    Proofs: one outcome for everyone, nothing in the flow is dead or hidden, and each entry of `always`.

    Each finding is printed as file:line:column: message, with the smallest answers that show it, in words and as an
    entry for examples.yaml. Without FLOW, every flow is checked. Exit status 1 on any finding; 2 where nothing was
    found but the solver that proves is not installed.

    \b
    Examples:
      screener flow check
      screener flow check migraine
      screener flow check drafts/migraine/flow.yaml
    """
    from screener.proof.check import check_folder

    folders = [_flow_path(name) for name in flows] or _all_flow_paths()
    if not folders:
        raise click.ClickException("there are no flows to check: name a folder or file")
    reports = []
    for folder in folders:
        with _progress("Proving") as progress:
            reports.append(check_folder(folder, progress))
        _print_report(reports[-1])
    if any(report.problems for report in reports):
        sys.exit(1)
    sys.exit(2 if any(report.unproved for report in reports) else 0)


def _print_report(report: "Report") -> None:
    from screener.proof.structure import unreviewed

    for problem in report.problems:
        click.echo(problem)
        for line in report.shown.get(problem, []):
            click.echo(f"    {line}".rstrip())
    checked = report.flow
    if checked is None:
        return
    found = "nothing found" if not report.problems else f"{len(report.problems)} found"
    click.echo(
        f"{checked.id}: {len(checked.questions)} questions, {len(checked.facts)} facts, "
        f"{len(checked.outcomes)} outcomes: {'NOT PROVED' if report.unproved else found}. "
        f"{len(unreviewed(checked))} rules not yet reviewed by a physician. Version {checked.digest[:12]}."
    )
    for verdict in report.verdicts:
        click.echo(f"  {'proved' if verdict.proved else 'FAILED'} {verdict.seconds:6.2f} s  {verdict.name}")
    if report.unproved:
        click.echo("  The solver is not installed: pip install 'screener[verify]'. Without it, this is not known:")
        for name in report.unproved:
            click.echo(f"  not proved  {name}")


@contextmanager
def _progress(label: str) -> "Iterator[Progress]":
    """A bar on a terminal, nothing elsewhere."""
    from screener.proof.progress import silent

    if not sys.stderr.isatty():
        yield silent
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def show(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield show


@flow.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def flow_diff(old: str, new: str, as_json: bool) -> None:
    """Show which answers a change of a flow sends elsewhere, from OLD to NEW.

    Each is a flow's id, its folder or its file. Answers whose outcome, urgency or flags differ are grouped by what
    they were and are and by the rule responsible, each group with its smallest example; whatever is not shown is
    proved to be the same. Exit status 0 where nothing differs, 1 where something does, 2 where it cannot be known.

    \b
    Examples:
      screener flow diff migraine drafts/migraine
      screener flow diff migraine drafts/migraine --json
    """
    from screener.proof.check import solver_there

    if not solver_there():
        click.echo("Nothing is known: the solver is not installed. Run: pip install 'screener[verify]'", err=True)
        sys.exit(2)
    from screener.proof.diff import diff
    from screener.proof.diff_counts import counting
    from screener.proof.diff_words import as_data, words

    try:
        (before, old_places), (after, new_places) = _with_places(old), _with_places(new)
    except (FlowError, click.ClickException) as error:
        click.echo(error.message if isinstance(error, click.ClickException) else error, err=True)
        sys.exit(2)
    with _progress("Comparing") as progress:
        found = diff(before, after, counting(before, after), progress)
    places = (old_places, new_places)
    click.echo(json.dumps(as_data(found, places)) if as_json else "\n".join(words(found, places)))
    sys.exit(0 if found.same else 1)


def _with_places(name: str) -> "tuple[Flow, Places]":
    """A flow, and where its parts stand in its file."""
    from screener.engine.loader import FLOW_FILE, load_files, read_files
    from screener.engine.yaml import read_yaml

    path = _flow_path(name)
    file, files = str(path / FLOW_FILE if path.is_dir() else path), read_files(path)
    return load_files(files, file), read_yaml(files[FLOW_FILE], file)[1]


@flow.command("try")
@click.argument("flow_name", metavar="FLOW")
@click.option(
    "--answers",
    type=click.File("r", encoding="utf-8-sig", errors="replace"),
    default="-",
    help="JSON Lines; - reads standard input.",
)
def flow_try(flow_name: str, answers: Any) -> None:
    """Run rows of answers through a flow and print what comes of each.

    \b
    Each line in:   {"id": …, "answers": {question: value}}
    Each line out:  {"id", "outcome", "urgency", "flags", "asked", "because"}
    A number for a number, an option's name for one, a list for some (["none"] for none), or "unsure".
    A row that stops short has "outcome": null and "next": the question. A bad value gives "error";
    the run goes on, and the exit status is 1 at the end.

    \b
    Example:
      echo '{"id": 1, "answers": {"for_whom": "me", "age": 17}}' | screener flow try migraine --answers -
    """
    machine = _machine(flow_name)
    failed = False
    for line in answers:
        if line.strip():
            result = _try_line(machine, line)
            failed = failed or "error" in result
            click.echo(json.dumps(result))
    sys.exit(1 if failed else 0)


def _try_line(machine: "FlowMachine", line: str) -> dict[str, Any]:
    from screener.engine.wording import Wording
    from screener.proof.examples import walk

    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "this line is not JSON"}
    if not isinstance(row, dict) or not isinstance(row.get("answers"), dict):
        return {"id": row.get("id") if isinstance(row, dict) else None, "error": "a row needs 'answers': {…}"}
    unknown = [name for name in row["answers"] if name not in machine.flow.by_id]
    if unknown:
        return {"id": row.get("id"), "error": f"there is no question '{unknown[0]}'"}
    try:
        interview = walk(machine, row["answers"])
    except ScreenerError as error:
        return {"id": row.get("id"), "error": str(error)}
    decision = interview.decision
    wording = Wording(machine.flow, interview.said, interview.for_other_person)
    result: dict[str, Any] = {
        "id": row.get("id"),
        "outcome": decision.outcome.id if decision.outcome else None,
        "urgency": decision.urgency,
        "flags": list(decision.codes),
        "asked": [name for name, answer in interview.counting.items() if answer is not None],
        "because": [wording.of(reason, "say") for reason in decision.reasons],
    }
    if interview.question is not None:
        result["next"] = interview.question.id
    return result


@flow.command("draw")
@click.argument("flow_name", metavar="FLOW")
@click.option("--as", "form", type=click.Choice(["mermaid", "svg"]), default="mermaid", show_default=True)
def flow_draw(flow_name: str, form: str) -> None:
    """Draw the flow's state machine, as Mermaid text or as an SVG picture, to standard output.

    \b
    Examples:
      screener flow draw migraine > migraine.mmd
      screener flow draw migraine --as svg > migraine.svg
    """
    from screener.engine.diagram import mermaid, svg

    machine = _machine(flow_name)
    click.echo(mermaid(machine) if form == "mermaid" else svg(machine))


@flow.command("count")
@click.argument("flow_name", metavar="FLOW")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text, with every digit.")
def flow_count(flow_name: str, as_json: bool) -> None:
    """Count the sets of answers that a flow can be given, and how they end.

    A set of answers is a valid answer to each question on its path; words count as one answer. The count is exact, or,
    where a flow is too large for that, a lower and an upper bound, and says which.

    \b
    Examples:
      screener flow count migraine
      screener flow count migraine --json
    """
    from screener.proof.count import count, in_words, spoken

    counted = _machine(flow_name).flow
    counts = count(counted)
    if as_json:
        rows = [{"outcome": end.outcome, "urgency": end.urgency, "sets": n} for end, n in counts.endings.items()]
        sets: dict[str, Any] = {"flow": counted.id, "version": counted.digest, "exact": counts.exact}
        sets |= {"total": counts.total, "at_most": counts.at_most, "outcomes": counts.by_outcome}
        click.echo(json.dumps(sets | {"urgencies": counts.by_urgency, "endings": rows}))
        return
    click.echo(f"{counted.id}: {in_words(counts)} Version {counted.digest[:12]}.")
    for ending, number in counts.endings.items():
        share = number / counts.total
        part = "" if not counts.exact else f"{share:.2%}" if share >= 0.0001 else "under 0.01%"
        click.echo(f"  {ending.outcome:<24} {ending.urgency:<10} {spoken(number):>13}  {part:>11}".rstrip())


@flow.command("walk")
@click.argument("flow_name", metavar="FLOW")
def flow_walk(flow_name: str) -> None:
    """Print a small set of complete walks that visits every question, answer, rule and outcome at least once.

    They are JSON Lines as `flow try` reads them, and the same every time. No walk can be dropped without losing
    something. What no answer reaches is said on standard error, and the exit status is then 1; what only the program
    can be told (a crisis in free text) is named there too.

    \b
    Each line out:  {"id", "answers", "outcome", "urgency", "covers": [what it visits]}

    \b
    Example:
      screener flow walk migraine | screener flow try migraine --answers -
    """
    from screener.proof.decision_diagram import TooLarge
    from screener.proof.walks import find_walks

    walked = _machine(flow_name).flow
    try:
        found = _with_progress("Looking for walks", lambda progress: find_walks(walked, progress))
    except TooLarge:
        raise click.ClickException(f"{walked.id} is too large to look for its walks") from None
    for place, walk in enumerate(found.walks, 1):
        decision = walk.interview.decision
        outcome = decision.outcome.id if decision.outcome else None
        line = {"id": place, "answers": walk.answers, "outcome": outcome, "urgency": decision.urgency}
        click.echo(json.dumps(line | {"covers": walk.covers}))
    for name in found.left_out:
        click.echo(f"left out, since answers alone do not reach it: {name}", err=True)
    for name in found.out_of_reach:
        click.echo(f"never reached: {name}", err=True)
    sys.exit(1 if found.out_of_reach else 0)


def _with_progress(label: str, work: "Callable[[Callable[[int, int], None]], T]") -> "T":
    """Do the work; on a terminal, show how far it is."""
    if not sys.stderr.isatty():
        return work(lambda done, of: None)
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        return work(progress)


# --- Where flows are ------------------------------------------------------------------------------------------------


def _flow_path(name: str) -> Path:
    from screener.engine.loader import FLOW_FILE

    path = Path(name)
    if path.is_file() or (path / FLOW_FILE).is_file():
        return path
    from screener.config import Settings

    known = Settings.from_environment().flows / name
    if (known / FLOW_FILE).is_file():
        return known
    there = ", ".join(sorted(folder.name for folder in _all_flow_paths())) or "none"
    raise click.ClickException(f"there is no flow '{name}': name a folder or file that exists, or one of: {there}")


def _all_flow_paths() -> list[Path]:
    from screener.config import Settings
    from screener.engine.loader import FLOW_FILE

    return sorted(path.parent for path in Settings.from_environment().flows.glob(f"*/{FLOW_FILE}"))


def _machine(name: str) -> "FlowMachine":
    from screener.engine.loader import load
    from screener.engine.machine import FlowMachine

    try:
        return FlowMachine(load(_flow_path(name)))
    except FlowError as error:
        raise click.ClickException(str(error)) from None
