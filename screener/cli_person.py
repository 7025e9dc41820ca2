"""`screener person` and `screener export`: one person's wishes about what is kept of them."""

import json
from pathlib import Path

import click


@click.group()
def person() -> None:
    """What is kept of one person: held, released, or deleted at their wish."""


@person.command("hold")
@click.argument("reference")
@click.option("--reason", prompt=True, help="Why; kept sealed.")
def person_hold(reference: str, reason: str) -> None:
    """Keep a screening whatever its age: nothing deletes it until it is released.

    \b
    Example:
      screener person hold K7M2QX --reason "Complaint of 3 November"
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.retention import hold

    with create_app().app_context():
        hold(reference, reason, datetime.now(UTC))
    click.echo("It is on hold.")


@person.command("release")
@click.argument("reference")
def person_release(reference: str) -> None:
    """Let a screening that was on hold be deleted when its time has come.

    \b
    Example:
      screener person release K7M2QX
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.retention import release

    with create_app().app_context():
        release(reference, datetime.now(UTC))
    click.echo("It is on hold no more.")


@person.command("delete")
@click.argument("reference")
@click.confirmation_option(prompt="Nothing can bring it back. Delete it?")
def person_delete(reference: str) -> None:
    """Delete a screening at its person's wish. An entry in the record is all that stays: the reference, and when.

    \b
    Example:
      screener person delete K7M2QX
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.retention import delete

    with create_app().app_context():
        delete(reference, datetime.now(UTC))
    click.echo("It is deleted.")


@click.command("person")
@click.argument("reference")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else it is printed.")
def export_person(reference: str, to: Path | None) -> None:
    """Write out all that is kept of one screening, opened, as JSON: for the person whom it is about.

    It also names other screenings with the same telephone or e-mail, and everybody who opened this one. That it was
    exported is on record.

    \b
    Example:
      screener export person K7M2QX --to K7M2QX.json
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.retention import COMMAND_LINE, find
    from screener.store import audit
    from screener.store.cases import plain_reference
    from screener.store.models import db
    from screener.store.person import everything

    with create_app().app_context():
        found = find(reference)
        entry = audit.Entry(datetime.now(UTC), "person.export", who=COMMAND_LINE, reference=plain_reference(reference))
        audit.append(entry)
        text = json.dumps(everything(found), ensure_ascii=False, indent=2)
        db.session.commit()
    if to is None:
        click.echo(text)
    else:
        to.write_text(text + "\n", encoding="utf-8")
        to.chmod(0o600)
        click.echo(f"Written to {to}. It is in the clear: hand it over safely.")
