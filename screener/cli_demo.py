"""`screener demo`: a desk with invented screenings, on data of its own."""

import os
from pathlib import Path

import click
from flask import Flask

OWN = ("SCREENER_DATABASE_URL", "SCREENER_KEYS", "SCREENER_KEYS_FILE", "SCREENER_KEYS_COMMAND")
"""Settings that would lead to your own data."""
BANNER = "Demonstration: every screening here is invented."


@click.command()
@click.option("--data", default=".screener-demo", show_default=True, help="Folder for the demonstration's own data.")
@click.option("--screenings", default=500, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--seed", default=1, show_default=True, help="Another number makes other screenings.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--serve/--no-serve", "serving", default=True, help="Serve it afterwards, on this machine only.")
def demo(data: str, screenings: int, seed: int, port: int, serving: bool) -> None:
    """Show the desk at work: a separate database with invented screenings over 90 days.

    They are made by walking the real flow, and followed up as staff would. Nothing of your own data is read or
    changed. Delete the folder to be rid of it.

    \b
    Examples:
      screener demo
      screener demo --screenings 2000 --port 8080
    """
    from screener.app import create_app
    from screener.config import Settings
    from screener.serve import announce, prepare
    from screener.servers import run

    folder = Path(data).resolve()
    if (folder / "screener.db").exists() and not _marked(folder):
        raise click.ClickException(f"{folder} holds data that is no demonstration: choose another --data")
    own = {name: value for name, value in os.environ.items() if name not in OWN}
    own = {"SCREENER_SECOND_FACTOR": "none"} | own | {"SCREENER_DATA": str(folder)}
    app = create_app(Settings.from_environment(own))
    first = prepare(app)
    if not _marked(folder):
        _fill(app, screenings, seed)
        _mark(folder)
    announce(app, f"http://127.0.0.1:{port}", first)
    if serving:
        run(app, "127.0.0.1", port, 1)


def _marked(folder: Path) -> bool:
    return (folder / "demonstration").exists()


def _mark(folder: Path) -> None:
    (folder / "demonstration").write_text("Invented screenings. This folder can be deleted.\n", encoding="utf-8")


def _fill(app: Flask, screenings: int, seed: int) -> None:
    from datetime import UTC, datetime

    from screener import demo as invented
    from screener.staff import add_staff, new_password
    from screener.store import cases, settings
    from screener.store.models import db
    from screener.web.parts import EXTENSION, Parts

    made: Parts = app.extensions[EXTENSION]
    now = datetime.now(UTC)
    with app.app_context(), click.progressbar(length=screenings, label="Screening visitors") as bar:
        for email in invented.NURSES:
            add_staff(email, "reviewer", new_password())
        nurses = cases.staff_ids(invented.NURSES)
        settings.add("banner", BANNER, nurses[0], now)
        db.session.commit()
        invented.fill(
            made.library,
            next(iter(made.library.current)),
            made.clinic,
            dict(zip(nurses, invented.NURSES, strict=True)),
            now,
            number=screenings,
            seed=seed,
            done=lambda: bar.update(1),
        )
