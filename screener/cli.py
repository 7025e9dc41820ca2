"""The `screener` command. Imports stand inside the commands, so that each loads only what it needs."""

import os
import sys

import click

from screener import __version__
from screener.cli_audit import audit
from screener.cli_demo import demo
from screener.cli_export import export
from screener.cli_flow import flow
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
def serve(host: str, port: int, workers: int, working: bool) -> None:
    """Start the chat and the staff desk.

    Brings the database up to date and, at the first start, makes a key file and a first staff account, whose password
    is printed once. With several workers, each counts the limits on sign-ins and codes by itself.

    \b
    Examples:
      screener serve
      screener serve --port 8080 --workers 2
    """
    from screener.app import create_app
    from screener.serve import announce, prepare, refuse_unsigned, run

    app = create_app()
    first = prepare(app)
    refuse_unsigned(app, host)
    announce(app, f"http://{host}:{port}", first)
    try:
        run(app, host, port, workers, working)
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host}:{port}: {error.strerror}; choose another --port") from None


@main.command("worker")
def worker() -> None:
    """Send the mail that waits, watch promises, and delete what is past its time, until stopped.

    `screener serve` does the same inside, unless told --no-worker. Several of them share the work.

    \b
    Example:
      screener worker
    """
    import signal

    from screener.app import create_app
    from screener.store.database import upgrade
    from screener.worker import Worker

    app = create_app()
    with app.app_context():
        upgrade()
    at_work = Worker(app)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: at_work.stop())
    click.echo("At work. Stop with Ctrl+C.")
    at_work.run()


@main.command("purge")
def purge() -> None:
    """Delete what was kept as long as the clinic's file says. `screener serve` does so at its start.

    \b
    Example:
      screener purge
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.conversation import purge as purge_old
    from screener.web.parts import EXTENSION

    app = create_app()
    with app.app_context():
        gone = purge_old(app.extensions[EXTENSION].clinic, datetime.now(UTC))
    click.echo(f"{gone} screenings were past their time and are deleted.")


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


main.add_command(flow)
main.add_command(demo)
main.add_command(audit)
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
