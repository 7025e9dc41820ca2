"""The servers themselves: one process with threads, or several. Each ends what it has begun before it stops."""

import gc
import os
import signal
import threading
import time
from typing import Any, Final

from flask import Flask

from screener.app import create_app
from screener.engine.errors import ScreenerError
from screener.memory import share_one_arena
from screener.store.models import db
from screener.web.parts import EXTENSION, Parts
from screener.worker import Worker

THREADS: Final = 4
"""On SQLite, which lets one writer in at a time, more of them are slower."""

LARGEST_REQUEST: Final = 1024 * 1024
"""Bytes that the server reads before it hangs up; the app refuses far less, with a page that says so."""

WARM_AFTER: Final = 3.0
"""Seconds from the start until what reads words is made ready, unless somebody types some before: the first answers go
first."""

GRACE: Final = 15
"""Seconds that requests get which were begun when the server was told to stop."""


def run(app: Flask, host: str, port: int, workers: int, working: bool = True) -> None:
    """Serve until stopped; OSError where the address cannot be had. `working`: send mail and delete old data, too."""
    made: Parts = app.extensions[EXTENSION]
    share_one_arena()
    with app.app_context():
        db.engine.dispose()  # a connection must not be carried into the workers: SQLite forbids it
    if workers > 1:
        made.library.warm()  # once, in memory that all of them share
        gc.freeze()
        _gunicorn(app, host, port, workers, working)
    else:
        if working:
            Worker(app).start()
        warming = threading.Timer(WARM_AFTER, made.library.warm)
        warming.daemon = True
        warming.start()
        _waitress(app, host, port)


# --- One process ----------------------------------------------------------------------------------------------------


def _waitress(app: Flask, host: str, port: int) -> None:
    from waitress import create_server

    made: Parts = app.extensions[EXTENSION]
    server = create_server(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST_REQUEST,
        clear_untrusted_proxy_headers=not made.settings.proxies,  # the app itself trusts as many as there are
    )
    signal.signal(signal.SIGTERM, lambda *_: _stop_softly(server))
    server.run()


def _stop_softly(server: Any) -> None:
    """Take no new connection, end what was begun, then stop. Told twice, stop at once."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    threading.Thread(target=_stop_when_idle, args=[server], daemon=True).start()


def _stop_when_idle(server: Any) -> None:
    deadline = time.monotonic() + GRACE
    for listener in _listeners(server):
        listener.accepting = False
    while time.monotonic() < deadline and any(
        channel.requests or channel.total_outbufs_len
        for listener in _listeners(server)
        for channel in list(listener.active_channels.values())
    ):
        time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGTERM)


def _listeners(server: Any) -> list[Any]:
    """Its sockets: a host can have an address of each kind."""
    several = getattr(server, "map", {}).values()
    return [one for one in several if hasattr(one, "active_channels")] or [server]


# --- Several --------------------------------------------------------------------------------------------------------


def _gunicorn(app: Flask, host: str, port: int, workers: int, working: bool) -> None:
    from gunicorn.app.base import BaseApplication

    class Workers(BaseApplication):  # type: ignore[misc]
        """Several processes with threads. A hang-up signal brings new ones, with settings and flows read anew."""

        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": workers,
                "worker_class": "gthread",
                "threads": THREADS,
                "graceful_timeout": GRACE,
                "loglevel": "warning",
                "keepalive": 2,
                "post_worker_init": self._begin_work,
                "child_exit": _measured_no_more,
                "control_socket_disable": True,  # else it opens one below the home folder
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

        def reload(self) -> None:
            """What cannot be used is told, and those that run go on with what they have."""
            super().reload()
            try:
                anew = create_app()
                with anew.app_context():
                    db.engine.dispose()
                anew.extensions[EXTENSION].library.warm()
                self.callable = anew
            except ScreenerError as error:
                print(f"Not read anew: {error}", flush=True)  # noqa: T201

        def _begin_work(self, _worker: Any) -> None:
            if working:
                Worker(self.callable).start()  # in each process: they share the work

    Workers().run()


def _measured_no_more(_server: Any, worker: Any) -> None:
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
