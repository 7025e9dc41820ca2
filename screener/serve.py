"""Before serving: what must hold, and what is printed."""

from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Final

import click
from flask import Flask

from screener import keys, retention
from screener.config import SettingError, Settings
from screener.signing import unsigned
from screener.staff import first_staff
from screener.store.database import upgrade
from screener.web.parts import EXTENSION, Parts

PLACEHOLDER_TELEPHONE: Final = "905-555-0100"


def prepare(app: Flask) -> tuple[str, str] | None:
    """Bring the tables up to date; a first staff account's e-mail and password, where there was none."""
    made: Parts = app.extensions[EXTENSION]
    with app.app_context():
        upgrade()
        keys.require(made.keys, made.settings, datetime.now(UTC))
        retention.purge(made.clinic, datetime.now(UTC))
        return first_staff()


def unsigned_flows(app: Flask) -> list[str]:
    """What no physician has signed yet, a line for each flow."""
    made: Parts = app.extensions[EXTENSION]
    with app.app_context():
        left = {name: len(unsigned(version.flow)) for name, version in made.library.current.items()}
    return [f"{name}: {count} parts are not signed by a physician" for name, count in left.items() if count]


def refuse_unsigned(app: Flask, host: str) -> None:
    """Visitors from elsewhere get signed flows only, unless the settings say otherwise; SettingError says so."""
    made: Parts = app.extensions[EXTENSION]
    if is_loopback(host) or made.settings.allow_unsigned:
        return
    if left := unsigned_flows(app):
        raise SettingError(
            f"{'; '.join(left)}. Sign them (screener flow sign --help), serve on 127.0.0.1, "
            "or set SCREENER_ALLOW_UNSIGNED=1"
        )


def refuse_limits_apart(settings: Settings, workers: int) -> None:
    """Limits that each process counts by itself are as many times higher; SettingError says so."""
    if workers > 1 and settings.rate_limits and settings.redis is None:
        raise SettingError(
            f"each of {workers} processes would count the limits on sign-ins and codes by itself and so let "
            f"{workers} times as many through: set SCREENER_REDIS, or serve with --limits-apart"
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def announce(app: Flask, address: str, first: tuple[str, str] | None) -> None:
    """Say where everything is, and what to do before going live."""
    made: Parts = app.extensions[EXTENSION]
    click.echo(f"The chat:          {address}/")
    click.echo(f"The staff desk:    {address}/staff/")
    if first:
        click.echo(f"First sign-in:     {first[0]}   {first[1]}   (shown only this once: write it down)")
    click.echo(f"Data:              {made.settings.data}")
    click.echo(f"Key:               {_key_place(made.settings)}")
    for line in unsigned_flows(app):
        click.echo(f"Unsigned:          {line}")
    with app.app_context():
        for line in _before_going_live(made):
            click.echo(f"Before going live: {line}")
    click.echo("Stop with Ctrl+C.")


def _key_place(settings: Settings) -> str:
    place = keys.place_of_keys(settings)
    return f"{place} (keep a copy elsewhere, and keep it secret)" if keys.from_file(settings) else f"from {place}"


def _before_going_live(made: Parts) -> list[str]:
    lines = []
    if made.clinic.telephone == PLACEHOLDER_TELEPHONE:
        lines.append(f"write the clinic's name, telephone and hours into {made.settings.flows / 'clinic.yaml'}")
    if not made.settings.https:
        lines.append("put it behind https and set SCREENER_HTTPS=true and SCREENER_PROXIES=1")
    return lines
