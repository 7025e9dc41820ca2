"""The commands of flows. Imports stand inside, so that each loads only what it needs."""

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from screener.cli_answers import flow_count, flow_diff, flow_walk
from screener.cli_check import flow_check
from screener.cli_import import flow_import
from screener.cli_named import flow_path, machine_of
from screener.cli_sign import flow_sign
from screener.engine.errors import ScreenerError

if TYPE_CHECKING:
    from screener.engine.machine import FlowMachine


@click.group()
def flow() -> None:
    """Check, try, draw, count and walk through flows. FLOW is a flow's id, its folder, or its file."""


@flow.command("words")
@click.argument("flow_name", metavar="FLOW")
def flow_words(flow_name: str) -> None:
    """Print an overlay to begin from: every word of a flow that visitors see, to be put into another language.

    \b
    Save it beside the flow under the two letters of the language. The check says what it lacks later.

    \b
    Example:
      screener flow words migraine > flows/migraine/pa.yaml
    """
    import yaml

    from screener.engine.loader import FAQ_FILE, load_files, read_files
    from screener.engine.overlay import FAQ, begun
    from screener.understand.faq_file import begun as begun_answers
    from screener.understand.faq_file import read_file

    files = read_files(flow_path(flow_name))
    said = begun(load_files(files))
    if FAQ_FILE in files:
        said[FAQ] = begun_answers(read_file(files[FAQ_FILE], FAQ_FILE))
    click.echo(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=120))


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
    machine = machine_of(flow_name)
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

    machine = machine_of(flow_name)
    click.echo(mermaid(machine) if form == "mermaid" else svg(machine))


for command in (flow_check, flow_diff, flow_count, flow_walk, flow_import, flow_sign):
    flow.add_command(command)
