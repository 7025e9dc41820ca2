"""`screener person` and `screener export`: one person's wishes about what is kept of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click


@contextmanager
def _app(said: str = "") -> Iterator[datetime]:
    """The app at work, and now; `said` once all is done."""
    from datetime import UTC

    from screener.app import create_app

    with create_app().app_context():
        yield datetime.now(UTC)
    if said:
        click.echo(said)


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
    from screener.retention import hold

    with _app("It is on hold.") as now:
        hold(reference, reason, now)


@person.command("release")
@click.argument("reference")
def person_release(reference: str) -> None:
    """Let a screening that was on hold be deleted when its time has come.

    \b
    Example:
      screener person release K7M2QX
    """
    from screener.retention import release

    with _app("It is on hold no more.") as now:
        release(reference, now)


@person.command("delete")
@click.argument("reference")
@click.confirmation_option(prompt="Nothing can bring it back. Delete it?")
def person_delete(reference: str) -> None:
    """Delete a screening at its person's wish. An entry in the record is all that stays: the reference, and when.

    \b
    Example:
      screener person delete K7M2QX
    """
    from screener.retention import delete

    with _app("It is deleted.") as now:
        delete(reference, now)


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
    from screener.retention import export

    with _app() as now:
        text = export(reference, now)
    if to is None:
        click.echo(text)
    else:
        to.write_text(text + "\n", encoding="utf-8")
        to.chmod(0o600)
        click.echo(f"Written to {to}. It is in the clear: hand it over safely.")
