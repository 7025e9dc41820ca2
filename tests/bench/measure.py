"""Measuring one server under load: how many turns, how long each took, what they cost the processor."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from screener.servers import WARM_AFTER
from tests.bench.processes import cpu_seconds, rss_mib
from tests.bench.visitors import Taken, walk_floor, walk_ours
from tests.serving import Server, free_port

EVERYTHING_ON = {
    "SCREENER_PROXIES": "1",  # each visitor has an address of their own, so that the limits stay on
    "SCREENER_MOST_PER_HOUR": "1000000000",
    "SCREENER_LOG": "json",
    "SCREENER_METRICS_TOKEN": "a token for the measurement only",
    "PYTHONDONTWRITEBYTECODE": "",  # an installed program is compiled once, not at each start
}
IDLE = 0.05
"""Seconds of the processor within one, below which a server does nothing."""
Walk = Callable[[int, Taken, float], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is measured: which server, on which database, with how many processes and visitors at once."""

    server: str
    database: str
    workers: int
    clients: int


@dataclass(frozen=True, slots=True)
class Measured:
    setting: Setting
    turns_per_second: float
    p50: float
    p95: float
    p99: float
    cpu_ms: float
    rss_mib: float
    largest_page: int


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers: its first process, its port, and who walks through it."""

    pid: int
    port: int
    walk: Walk


@contextmanager
def ours(data: Path, database: str | None, workers: int, walk: Walk = walk_ours) -> Iterator[Running]:
    """`screener serve` with everything on."""
    settings = EVERYTHING_ON | ({"SCREENER_DATABASE_URL": database} if database else {})
    apart = ("--limits-apart",) if workers > 1 else ()
    server = Server(data, free_port(), workers=workers, settings=settings, more=apart).start()
    assert server.process is not None
    try:
        _wait_until_ready(server.process.pid)
        yield Running(server.process.pid, server.port, walk)
    finally:
        server.stop()


def _wait_until_ready(pid: int) -> None:
    """Until what is made ready behind the first answers is ready: it is no part of a turn."""
    time.sleep(WARM_AFTER)
    before, now = -1.0, cpu_seconds(pid)
    while now - before > IDLE:
        time.sleep(1)
        before, now = now, cpu_seconds(pid)


@contextmanager
def floor(data: Path, database: str | None, workers: int) -> Iterator[Running]:
    """The floor on gunicorn, one request at a time in each process."""
    data.mkdir(parents=True, exist_ok=True)
    port, environment = free_port(), {**os.environ, "FLOOR_DATABASE": database or f"sqlite:///{data / 'floor.db'}"}
    command = [sys.executable, "-m", "gunicorn", "tests.bench.floor:create_app()", "-b", f"127.0.0.1:{port}"]
    command += ["-w", str(workers), "--preload", "--no-control-socket", "--log-level", "error"]
    process = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield Running(process.pid, port, walk_floor)
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int) -> None:
    deadline = perf_counter() + 60
    while perf_counter() < deadline:
        try:
            walk_floor(port, Taken(), perf_counter() + 60)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the floor did not answer")


def measure(running: Running, setting: Setting, seconds: float) -> Measured:
    """Warm up with one walk in each process or so, then count."""
    for _ in range(2 * setting.workers):
        running.walk(running.port, Taken(), perf_counter() + 60)
    taken, began, used = Taken(), perf_counter(), cpu_seconds(running.pid)
    until = began + seconds
    with ThreadPoolExecutor(setting.clients) as clients:
        for done in [clients.submit(_walk_on, running, taken, until) for _ in range(setting.clients)]:
            done.result()
    took, cpu = perf_counter() - began, cpu_seconds(running.pid) - used
    ordered, turns = sorted(taken.seconds), len(taken.seconds)
    p50, p95, p99 = (1000 * ordered[int(turns * share)] for share in (0.50, 0.95, 0.99))
    rss = rss_mib(running.pid)
    return Measured(setting, turns / took, p50, p95, p99, 1000 * cpu / turns, rss, max(taken.sizes))


def _walk_on(running: Running, taken: Taken, until: float) -> None:
    while perf_counter() < until:
        running.walk(running.port, taken, until)
