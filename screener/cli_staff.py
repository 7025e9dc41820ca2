"""`screener staff`: the people who review screenings, from the command line. Imports stand inside the commands."""

import click


@click.group()
def staff() -> None:
    """The people who review screenings."""


@staff.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(["reviewer", "clinician", "admin"]), default="reviewer", show_default=True)
def staff_add(email: str, role: str) -> None:
    """Add somebody to the staff and print a password for them, once.

    \b
    Example:
      screener staff add nurse@clinic.example --role reviewer
    """
    from screener.app import create_app
    from screener.staff import add_staff, new_password
    from screener.store.database import upgrade

    password = new_password()
    with create_app().app_context():
        upgrade()
        _record("person.add", email)
        add_staff(email, role, password)
    click.echo(
        f"{email} can sign in as {role} with the password {password} (shown only this once: hand it over safely)"
    )


@staff.command("password")
@click.argument("email")
def staff_password(email: str) -> None:
    """Give somebody a new password and print it, once. Wherever they are signed in, they no longer are.

    \b
    Example:
      screener staff password nurse@clinic.example
    """
    from screener.app import create_app
    from screener.staff import new_password, reset_password

    password = new_password()
    with create_app().app_context():
        _record("person.password", email)
        reset_password(email, password)
    click.echo(f"{email} can sign in with the password {password} (shown only this once: hand it over safely)")


@staff.command("remove")
@click.argument("email")
def staff_remove(email: str) -> None:
    """Close somebody's account. What they did stays in the history of the cases.

    \b
    Example:
      screener staff remove nurse@clinic.example
    """
    from screener.app import create_app
    from screener.staff import switch_off

    with create_app().app_context():
        _record("person.close", email)
        switch_off(email)
    click.echo(f"{email} can no longer sign in.")


@staff.command("reset-second-factor")
@click.argument("email")
def staff_reset_second_factor(email: str) -> None:
    """Forget somebody's second factor, so that the password alone signs them in: for the last admin, who has nobody
    to do it at the desk. Wherever they are signed in, they no longer are.

    \b
    Example:
      screener staff reset-second-factor admin@clinic.example
    """
    from screener.app import create_app
    from screener.staff import reset_second_factor

    with create_app().app_context():
        _record("person.second_factor", email)
        reset_second_factor(email)
    click.echo(f"{email} signs in with the password alone, and can set up another second factor.")


def _record(action: str, email: str) -> None:
    """Write down what is done here, with the commit of what is done."""
    from datetime import UTC, datetime

    from screener.store import audit

    audit.append(audit.Entry(datetime.now(UTC), action, who="the command line", detail=email))
