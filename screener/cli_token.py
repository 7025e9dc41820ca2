"""`screener token`: tokens for other programs, from the command line. Imports stand inside the commands."""

import click


@click.group()
def token() -> None:
    """Tokens by which other programs read screenings as FHIR."""


@token.command("add")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, help="What it may do; may be given several times.")
@click.option("--days", default=90, show_default=True, help="After how many days it ends.")
def token_add(name: str, scopes: tuple[str, ...], days: int) -> None:
    """Make a token and print it, once. NAME says what it is for.

    \b
    Scopes: system/Questionnaire.read, system/QuestionnaireResponse.read, system/Patient.read, system/AuditEvent.read,
    system/QuestionnaireResponse.write
    \b
    Example:
      screener token add "Referral system" --scope system/QuestionnaireResponse.read --days 30
    """
    from datetime import UTC, datetime

    from screener import tokens
    from screener.app import create_app
    from screener.store.database import upgrade
    from screener.store.models import db

    with create_app().app_context():
        upgrade()
        made = tokens.make(name, scopes, days, None, datetime.now(UTC))
        _record("token.make", f"{name}, {' '.join(scopes)}")
        db.session.commit()
    click.echo(f"{made} (shown only this once: hand it over safely)")


@token.command("list")
def token_list() -> None:
    """List every token: its number, what it is for, what it may read, until when, and when it was last used.

    \b
    Example:
      screener token list
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.store import tokens as stored

    now = datetime.now(UTC)
    with create_app().app_context():
        for one in stored.listed():
            standing = f"until {one.until:%Y-%m-%d}" if one.stands(now) else "ended"
            used = f"used {one.used_at:%Y-%m-%d %H:%M}" if one.used_at else "never used"
            click.echo(f"{one.id}  {one.name}  {' '.join(sorted(one.scopes))}  {standing}, {used}")


@token.command("remove")
@click.argument("number", type=int)
def token_remove(number: int) -> None:
    """Take a token back: it opens nothing any more. NUMBER is as `screener token list` prints it.

    \b
    Example:
      screener token remove 3
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.store import tokens as stored
    from screener.store.models import db

    with create_app().app_context():
        name = stored.end(number, datetime.now(UTC))
        if name is None:
            raise click.ClickException(f"there is no token {number} that opens anything: see `screener token list`")
        _record("token.end", name)
        db.session.commit()
    click.echo(f"{name} opens nothing any more.")


def _record(action: str, detail: str) -> None:
    from datetime import UTC, datetime

    from screener.store import audit

    audit.append(audit.Entry(datetime.now(UTC), action, who="the command line", detail=detail))
