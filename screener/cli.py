"""The `screener` command. Imports stand inside the commands, so that each loads only what it needs."""

import os
import sys
import tempfile

import click

from screener import __version__
from screener.cli_audit import audit
from screener.cli_backup import backup, restore
from screener.cli_demo import demo
from screener.cli_export import export
from screener.cli_flow import flow
from screener.cli_keys import keys
from screener.cli_operations import doctor, hazards, sbom
from screener.cli_person import export_person, person
from screener.cli_staff import staff
from screener.cli_token import token
from screener.cli_understand import understand
from screener.engine.errors import ScreenerError

EXAMPLES = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=EXAMPLES)
@click.version_option(__version__)
def main() -> None:
    """An eligibility screening chat for a clinic's website.

    \b
    screener serve                 start the chat and the staff desk
    screener flow check migraine   look for mistakes in a flow
    """


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option("--worker/--no-worker", "working", default=True, help="Send mail and delete old data in here, too.")
@click.option("--limits-apart", is_flag=True, help="Let each process count limits by itself, where there is no Redis.")
def serve(host: str, port: int, workers: int, working: bool, limits_apart: bool) -> None:
    """Start the chat and the staff desk.

    Brings the database up to date and, at the first start, makes a key file and a first staff account, whose password
    is printed once. Told to stop, it ends what it has begun. With several workers, `kill -HUP` brings new ones, with
    the flows and settings read anew, and no request is lost.

    \b
    Examples:
      screener serve
      screener serve --port 8080 --workers 2
    """
    measure_together(workers)
    from screener.app import create_app
    from screener.logs import init_logging
    from screener.serve import announce, prepare, refuse_limits_apart, refuse_unsigned
    from screener.servers import run
    from screener.web.parts import EXTENSION

    app = create_app()
    init_logging(app.extensions[EXTENSION].settings.log)
    if not limits_apart:
        refuse_limits_apart(app.extensions[EXTENSION].settings, workers)
    first = prepare(app)
    refuse_unsigned(app, host)
    announce(app, f"http://{host}:{port}", first)
    try:
        run(app, host, port, workers, working)
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host}:{port}: {error.strerror}; choose another --port") from None


def measure_together(workers: int) -> None:
    """Several processes sum their measurements in a folder, which must be named before anything is measured."""
    if workers > 1:
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="screener-metrics-"))


@main.command("worker")
def worker() -> None:
    """Send the mail that waits, watch promises, and delete what is past its time, until stopped.

    `screener serve` does the same inside, unless told --no-worker. Several of them share the work.

    \b
    Example:
      screener worker
    """
    import signal
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.keys import require
    from screener.logs import init_logging
    from screener.store.database import upgrade
    from screener.web.parts import EXTENSION
    from screener.worker import Worker

    app = create_app()
    made = app.extensions[EXTENSION]
    init_logging(made.settings.log)
    with app.app_context():
        upgrade()
        require(made.keys, made.settings, datetime.now(UTC))
    at_work = Worker(app)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: at_work.stop())
    click.echo("At work. Stop with Ctrl+C.")
    at_work.run()


@main.command("purge")
def purge() -> None:
    """Delete what was kept as long as the clinic's file says, and write to the record how much. What is on hold stays.

    `screener serve` does so daily.

    \b
    Example:
      screener purge
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.retention import in_words, purge_in_batches
    from screener.web.parts import EXTENSION

    app = create_app()
    number = 0
    with app.app_context():
        for gone in purge_in_batches(app.extensions[EXTENSION].clinic, datetime.now(UTC)):
            number += gone.total()
            click.echo(f"Deleted: {in_words(gone)}")
    click.echo(f"{number} screenings were past their time and are deleted.")


@main.group()
def db() -> None:
    """The database's tables."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the tables up to date, as `screener serve` does at its start.

    \b
    Example:
      screener db upgrade
    """
    from screener.app import create_app
    from screener.store.database import upgrade

    with create_app().app_context():
        upgrade()
    click.echo("The tables are up to date.")


@main.command()
@click.argument("locale")
def words(locale: str) -> None:
    """Print a file of words: every text of the pages, translated as far as it is. LOCALE is such as pa or fr_CA.

    \b
    Save it as its two letters, such as pa.po, beside clinic.yaml.

    \b
    Example:
      screener words pa > flows/pa.po
    """
    from babel import UnknownLocaleError

    from screener.languages.extract import as_po
    from screener.library import PACKAGE, shipped

    try:
        click.echo(as_po(PACKAGE, shipped("templates"), locale), nl=False)
    except (UnknownLocaleError, ValueError):
        raise click.ClickException(f"there is no language '{locale}': write it as pa or fr_CA") from None


@main.command("openapi")
def openapi() -> None:
    """Print the description of the API, as /openapi.json gives it.

    \b
    Example:
      screener openapi > openapi.json
    """
    from screener.app import create_app
    from screener.web.api_openapi import openapi as described

    with create_app().app_context():
        click.echo(described())


main.add_command(flow)
main.add_command(demo)
main.add_command(audit)
main.add_command(doctor)
main.add_command(hazards)
main.add_command(sbom)
main.add_command(backup)
main.add_command(restore)
main.add_command(keys)
main.add_command(person)
export.add_command(export_person)
main.add_command(export)
main.add_command(staff)
main.add_command(token)
main.add_command(understand)


def run() -> None:
    """The command's entry: mistakes of configuration end with one clear line."""
    os.umask(0o077)  # what it writes, the database above all, is its owner's alone
    try:
        main()
    except ScreenerError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    run()
