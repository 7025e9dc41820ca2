"""`screener audit`: the record of who did what, looked through and checked."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import click


@click.group()
def audit() -> None:
    """The record of who did what, with whose screening."""


@audit.command("verify")
@click.option("--expect", metavar="NUMBER:HASH", help="The last entry that an earlier look printed.")
def audit_verify(expect: str | None) -> None:
    """Check that no entry was changed, taken out or put in.

    Prints the last entry's number and hash: keep them elsewhere, and give them to --expect the next time, so that
    entries cut off at the end show too. Ends with 1 where something is wrong.

    \b
    Examples:
      screener audit verify
      screener audit verify --expect 4711:9f2c…
    """
    from screener.app import create_app
    from screener.audit import broken
    from screener.store import audit as stored

    with create_app().app_context():
        last = stored.newest()
        number = last.number if last else 0
        with click.progressbar(stored.entries(), length=number, label="Checking") as entries:
            problem = broken(entries)
        problem = problem or _cut_off(expect)
    if problem:
        click.echo(f"NOT WHOLE: {problem}")
        sys.exit(1)
    click.echo(f"Whole: {number} entries. The last is {number}:{last.hash if last else '-'}")


def _cut_off(expect: str | None) -> str:
    """What is wrong with the entry that is expected; empty where it is there as it was."""
    from screener.store import audit as stored

    if not expect:
        return ""
    number, _, hash_then = expect.partition(":")
    if not number.isdigit() or not hash_then:
        raise click.BadParameter("write it as an earlier look printed it: number:hash", param_hint="--expect")
    kept = next(iter(stored.entries(int(number) - 1)), None)
    if kept is None or kept.number != int(number):
        return f"entry {number} is no longer there"
    return "" if kept.hash == hash_then else f"entry {number} is not the one that was there"


@audit.command("opened")
@click.option("--who", default="", help="E-mail of somebody of the staff.")
@click.option("--address", default="", help="Network address.")
@click.option("--from", "first", type=click.DateTime(), help="From this time on, in the clinic's time zone.")
@click.option("--to", "last", type=click.DateTime(), help="Up to this time.")
def audit_opened(who: str, address: str, first: datetime | None, last: datetime | None) -> None:
    """List which screenings an account or an address opened, exported or changed: whom a breach may concern.

    \b
    Example:
      screener audit opened --who nurse@clinic.example --from 2026-11-01 --to 2026-11-08
      screener audit opened --address 203.0.113.7
    """
    from screener.app import create_app
    from screener.store import audit as stored
    from screener.web.parts import EXTENSION

    app = create_app()
    with app.app_context():
        zone = ZoneInfo(app.extensions[EXTENSION].clinic.time_zone)
        times = [None if at is None else at.replace(tzinfo=zone) for at in (first, last)]
        found = stored.opened(stored.Search(who, address, first=times[0], last=times[1]))
        for one in found:
            at = (moment.astimezone(zone).isoformat(" ", "seconds") for moment in (one.first, one.last))
            click.echo(f"{one.reference}  {one.times} entries  {'  '.join(at)}")
    click.echo(f"{len(found)} screenings.")


@audit.command("list")
@click.option("--who", default="", help="E-mail of somebody of the staff.")
@click.option("--address", default="", help="Network address.")
@click.option("--screening", default="", help="A screening's reference.")
@click.option("--action", default="", help="Such as case.view, or case for all that begin so.")
@click.option("--from", "first", type=click.DateTime(), help="From this time on, in the clinic's time zone.")
@click.option("--to", "last", type=click.DateTime(), help="Up to this time.")
def audit_list(
    who: str, address: str, screening: str, action: str, first: datetime | None, last: datetime | None
) -> None:
    """List entries, the newest first: which screenings did somebody open, and when?

    \b
    Examples:
      screener audit list --who nurse@clinic.example --action case --from 2026-11-01 --to 2026-11-08
      screener audit list --screening K7M2QX
    """
    from screener.app import create_app
    from screener.store import audit as stored
    from screener.web.parts import EXTENSION

    app = create_app()
    with app.app_context():
        zone = ZoneInfo(app.extensions[EXTENSION].clinic.time_zone)
        times = [None if at is None else at.replace(tzinfo=zone) for at in (first, last)]
        search = stored.Search(who, address, screening, action, *times)
        before: int | None = None
        while page := stored.found(search, before):
            for one in page:
                said = one.entry
                at = said.at.astimezone(zone).isoformat(" ", "seconds")
                click.echo(
                    f"{one.number}  {at}  {said.who or '-'}  {said.address or '-'}  {said.action}  "
                    f"{said.reference or '-'}  {said.detail}"
                )
            before = page[-1].number
