"""`screener export`: answers, columns and forms, as files. Imports stand inside the commands."""

from typing import Any

import click

from screener.cli_progress import progress_bar


@click.group()
def export() -> None:
    """Answers as CSV or JSON lines, what their columns hold, and a flow as a FHIR Questionnaire."""


@export.command("queue")
@click.option("--flow", "flow_id", default="migraine", show_default=True, help="Whose questions are the columns.")
@click.option(
    "--list", "list_", default="all", show_default=True, help="waiting, reached, anonymous, snoozed, done or all."
)
@click.option("--status", default="", help="Only cases with this status.")
@click.option("--urgency", default="", help="Only cases of this urgency.")
@click.option("--outcome", default="", help="Only cases with this outcome.")
@click.option("--place", default="", help="Only cases of this place.")
@click.option("--form", type=click.Choice(["csv", "ndjson"]), default="csv", show_default=True)
@click.option("--codes", is_flag=True, help="Options by their ids, not in words.")
@click.option(
    "--to", "out", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="A file; - is the terminal."
)
def export_queue(flow_id: str, form: str, codes: bool, out: Any, **asked: str) -> None:
    """Write a list of the queue, one screening a row. Names and contact details are not in it; answers are.

    \b
    Examples:
      screener export queue --to answers.csv
      screener export queue --list waiting --urgency today --form ndjson
    """
    from datetime import UTC, datetime

    from screener import exports
    from screener.app import create_app
    from screener.store import audit
    from screener.store.models import db
    from screener.web.parts import EXTENSION
    from screener.web.queue_address import read_address

    wanted = {"list": asked.pop("list_"), **asked}
    address = read_address(wanted, 0)
    ignored = [name for name, value in wanted.items() if value and _understood(address, name) != value]
    if ignored:
        raise click.ClickException(f"there is no such {ignored[0]}: '{wanted[ignored[0]]}'")
    app = create_app()
    with app.app_context():
        made, now = app.extensions[EXTENSION], datetime.now(UTC)
        if flow_id not in made.library.current:
            raise click.ClickException(f"there is no flow '{flow_id}': name one of {', '.join(made.library.current)}")
        found = exports.references(address.filters, now)
        detail = f"{flow_id}, {form}, {len(found)} listed: {address.query}"
        audit.append(audit.Entry(now, "queue.export", who="the command line", detail=detail))
        db.session.commit()
        with progress_bar("Exporting") as progress:
            for line in exports.lines(made.library, flow_id, found, form, codes, made.clinic.blanks(), progress):
                out.write(line)


def _understood(address: Any, name: str) -> str:
    """A part of what was asked for, as it was understood."""
    return str(address.filters.list if name == "list" else address.kept.get(name, ""))


@export.command("columns")
@click.argument("flow_name", metavar="FLOW")
def export_columns(flow_name: str) -> None:
    """Write what each column of an export holds, as CSV.

    \b
    Example:
      screener export columns migraine > columns.csv
    """
    from screener.cli_named import machine_of
    from screener.clinic import load_clinic
    from screener.config import Settings
    from screener.export.rows import dictionary_lines

    blanks = load_clinic(Settings.from_environment().flows / "clinic.yaml").blanks()
    click.echo("".join(dictionary_lines([machine_of(flow_name).flow], blanks)), nl=False)


@export.command("questionnaire")
@click.argument("flow_name", metavar="FLOW")
@click.option("--base", default="", help="Where this installation is reached; SCREENER_ADDRESS if not given.")
def export_questionnaire(flow_name: str, base: str) -> None:
    """Write a flow as a FHIR R4 Questionnaire, in JSON.

    \b
    Example:
      screener export questionnaire migraine --base https://chat.clinic.example > migraine.json
    """
    import json

    from screener.cli_named import machine_of
    from screener.clinic import load_clinic
    from screener.config import Settings
    from screener.export.fhir.questionnaire import questionnaire
    from screener.languages import HERE, read_languages
    from screener.publishing import published

    settings = Settings.from_environment()
    address = (base or settings.address).rstrip("/")
    if not address:
        raise click.ClickException("say where this installation is reached: --base https://chat.clinic.example")
    clinic = load_clinic(settings.flows / "clinic.yaml")
    languages = read_languages(HERE, settings.flows)
    made = questionnaire(published(machine_of(flow_name).flow, address, clinic, languages))
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))
