"""`screener backup` and `screener restore`. Imports stand inside the commands."""

from pathlib import Path

import click

from screener.cli_progress import progress_bar


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything that is in the database into one sealed file, while it is in use.

    The file is read back before it is called done. The sealing keys are not in it: keep a copy of them elsewhere, or
    nobody can read it. It can be restored into SQLite or PostgreSQL, whichever it came from.

    \b
    Example:
      screener backup /backups/screener-$(date +%F)
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.backup import make
    from screener.store.database import upgrade
    from screener.web.parts import EXTENSION

    app = create_app()
    with app.app_context(), progress_bar("Writing") as step:
        upgrade()
        contents = make(file, app.extensions[EXTENSION].keys, datetime.now(UTC), step)
    click.echo(f"{file}: {contents.total} rows, {file.stat().st_size} bytes, read back and whole.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Only read it, from the first byte to the last.")
def restore(file: Path, only_check: bool) -> None:
    """Take a backup into an empty database: all of it, or nothing.

    Put the keys that sealed it in place first.

    \b
    Examples:
      screener restore --check /backups/screener-2026-11-25
      SCREENER_DATA=/srv/fresh SCREENER_KEYS_FILE=/safe/keys screener restore /backups/screener-2026-11-25
    """
    from datetime import UTC, datetime

    from screener import backup, keys
    from screener.app import create_app
    from screener.web.parts import EXTENSION

    app = create_app()
    made = app.extensions[EXTENSION]
    with app.app_context():
        if only_check:
            contents = backup.check(file, made.keys)
            click.echo(f"{file}: whole, {contents.total} rows, tables of version {contents.revision}.")
            return
        with progress_bar("Restoring") as step:
            contents = backup.restore(file, made.keys, datetime.now(UTC), step)
        keys.require(made.keys, made.settings, datetime.now(UTC))
    click.echo(f"Restored: {contents.total} rows.")
