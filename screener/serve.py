"""Serving: what is printed at the start, and the server itself."""

from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any, Final

import click
from flask import Flask

from screener import keys, retention
from screener.config import SettingError, Settings
from screener.signing import unsigned
from screener.staff import first_staff
from screener.store.database import upgrade
from screener.store.models import db
from screener.web.parts import EXTENSION, Parts
from screener.worker import Worker

THREADS: Final = 4
"""On SQLite, which lets one writer in at a time, more of them are slower."""

LARGEST_REQUEST: Final = 1024 * 1024
"""Bytes that the server reads before it hangs up; the app refuses far less, with a page that says so."""

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
    left = unsigned_flows(app)
    if left and not is_loopback(host) and not made.settings.allow_unsigned:
        raise SettingError(
            f"{'; '.join(left)}. Sign them (screener flow sign --help), serve on 127.0.0.1, "
            "or set SCREENER_ALLOW_UNSIGNED=1"
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


def run(app: Flask, host: str, port: int, workers: int, working: bool = True) -> None:
    """Serve until stopped; OSError where the address cannot be had. `working`: send mail and delete old data, too."""
    with app.app_context():
        db.engine.dispose()  # a connection must not be carried into the workers: SQLite forbids it
    if workers > 1:
        _gunicorn(app, host, port, workers, working)
    else:
        if working:
            Worker(app).start()
        _waitress(app, host, port)


def _waitress(app: Flask, host: str, port: int) -> None:
    from waitress import serve

    made: Parts = app.extensions[EXTENSION]
    serve(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST_REQUEST,
        clear_untrusted_proxy_headers=not made.settings.proxies,  # the app itself trusts as many as there are
    )


def _gunicorn(app: Flask, host: str, port: int, workers: int, working: bool) -> None:
    from gunicorn.app.base import BaseApplication

    class Workers(BaseApplication):  # type: ignore[misc]
        """Several processes with threads."""

        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": workers,
                "worker_class": "gthread",
                "threads": THREADS,
                "control_socket_disable": True,  # else it opens one below the home folder
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            if working:
                Worker(app).start()  # in each process: they share the work
            return app

    Workers().run()
