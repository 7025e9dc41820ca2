"""The figures as one table, with the machine and the day."""

import os
import platform
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from tests.bench.beside import Beside
from tests.bench.measure import Measured

README = Path(__file__).parent.parent.parent / "README.md"
BEGINS, ENDS = "<!-- measured by tests.bench -->", "<!-- /measured -->"
HEAD = (
    "| server | database | workers | clients | turns/s | p50 ms | p95 ms | p99 ms | CPU ms a turn | × floor | RSS MiB |"
)


def table(measured: Sequence[Measured], beside: Sequence[Beside]) -> str:
    """Ours and the floor in one table, and below it what was measured without load."""
    return "\n".join([_machine(), "", *_rows(measured), "", *_beside(measured, beside)])


def write(text: str, readme: Path = README) -> None:
    """Put the table in the place of the one before."""
    written = readme.read_text("utf-8")
    anew = f"{BEGINS}\n{text}\n{ENDS}"
    found = re.compile(re.escape(BEGINS) + ".*?" + re.escape(ENDS), re.S)
    if not found.search(written):
        raise SystemExit(f"{readme} has no place for it: write {BEGINS} and {ENDS} into it")
    readme.write_text(found.sub(lambda _: anew, written), "utf-8")


def _machine() -> str:
    load, day = os.getloadavg()[0], datetime.now().astimezone().date()
    return (
        f"Measured {day} on {os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}, "
        f"load {load:.1f} at the end, by `python -m tests.bench`:"
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _rows(measured: Sequence[Measured]) -> Iterator[str]:
    yield HEAD
    yield "|---|---|" + "---:|" * 9
    for one in measured:
        setting = one.setting
        yield (
            f"| {setting.server} | {setting.database} | {setting.workers} | {setting.clients} "
            f"| {one.turns_per_second:.0f} | {one.p50:.1f} | {one.p95:.1f} | {one.p99:.1f} "
            f"| {one.cpu_ms:.2f} | {_ratio(one, measured)} | {one.rss_mib:.0f} |"
        )


def _ratio(one: Measured, measured: Sequence[Measured]) -> str:
    """How many times the floor's processor time a turn took, in the same setting."""
    same = (one.setting.database, one.setting.workers, one.setting.clients)
    for other in measured:
        setting = other.setting
        if setting.server == "floor" and (setting.database, setting.workers, setting.clients) == same:
            return f"{one.cpu_ms / other.cpu_ms:.2f}"
    return ""


def _beside(measured: Sequence[Measured], beside: Sequence[Beside]) -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    largest = max(one.largest_page for one in measured if one.setting.server == "screener")
    for one in [Beside("the largest turn's page, on the wire", f"{largest / 1000:.1f} kB"), *beside]:
        yield f"| {one.name} | {one.figure} |"
