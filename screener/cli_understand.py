"""The command that reads rows of free text as the chat would. Imports stand inside, so that it starts fast."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from screener.engine.flow import Flow
    from screener.understand.faq import Faq

Reader = Callable[[Mapping[str, Any]], object]
KINDS = ("frequency", "choices", "side_questions", "danger", "sessions")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.File("r", encoding="utf-8-sig", errors="replace"))
@click.option("--flow", "flow_name", metavar="FLOW", help="A flow whose synonyms are used where a row's qid is in it.")
def understand(kind: str, file: TextIO, flow_name: str | None) -> None:
    """Read free text as the chat does: rows in, predictions out, as JSON Lines.

    KIND is frequency, side_questions or danger (rows with id and text), choices (rows with id, question, options, multi
    and text), or sessions (rows with id and turns, each with its topic and text). Side questions are answered from the
    FAQ of --flow, migraine unless given. FILE may be - for standard input. Exit status 1 if a row cannot be read as
    JSON.

    \b
    Examples:
      screener understand frequency rows.jsonl
      screener understand choices rows.jsonl --flow tests/flows/understanding
    """
    reader = _reader(kind, flow_name)
    for number, row in _rows(file):
        try:
            click.echo(json.dumps({"id": row["id"], "prediction": reader(row)}))
        except KeyError as error:
            raise click.ClickException(f"line {number}: the row has no {error}") from None


def _rows(file: TextIO) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows, with their line numbers; empty lines are passed over."""
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise click.ClickException(f"line {number}: this is not JSON") from None
        if not isinstance(row, dict):
            raise click.ClickException(f"line {number}: a row is an object with id and text")
        yield number, row


def _reader(kind: str, flow_name: str | None) -> Reader:
    from screener.understand import rows
    from screener.understand.choices import read_choice
    from screener.understand.frequency import read_days
    from screener.understand.rows import choice_prediction, quantity_prediction, row_question

    if kind == "frequency":
        return lambda row: quantity_prediction(read_days(str(row["text"])))
    if kind == "danger":
        return rows.predict_danger
    if kind == "sessions":
        from screener.understand.sessions import read_session

        return lambda row: read_session(row["turns"])
    if kind == "side_questions":
        faq = _faq(flow_name or "migraine")
        return lambda row: rows.predict_side_question(row, faq)
    flow = _flow(flow_name) if flow_name else None
    return lambda row: choice_prediction(
        read_choice(str(row["text"]), row_question(row, flow)), several=bool(row.get("multi"))
    )


def _faq(name: str) -> "Faq":
    """The approved answers of a flow, by its id or its folder."""
    from screener.engine.loader import FAQ_FILE
    from screener.library import shipped
    from screener.understand.faq import Faq

    path = Path(name)
    return Faq.load((path if path.exists() else shipped("flows") / name) / FAQ_FILE)


def _flow(name: str) -> "Flow":
    """A flow by its id, its folder, or its file."""
    from screener.engine.loader import load
    from screener.library import shipped

    path = Path(name)
    return load(path if path.exists() else shipped("flows") / name)
