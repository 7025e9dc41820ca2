"""What is measured without load: the start, pages on the wire, a reply read from text, and a proof."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from urllib.request import Request, urlopen

from screener.library import FlowLibrary, shipped
from screener.proof.check import check_folder
from screener.proof.progress import silent
from screener.understand.reading import read
from tests.bench.measure import EVERYTHING_ON
from tests.bench.processes import cpu_seconds
from tests.serving import Server, free_port

PAGES: Mapping[str, str] = {
    "start page": "/",
    "welcome": "/chat/migraine",
}
TYPED = "about 4 or 5 days a week, sometimes more"
READINGS = 50


@dataclass(frozen=True, slots=True)
class Beside:
    """One more figure, with its unit."""

    name: str
    figure: str


def start(data: Path) -> list[Beside]:
    """From the command to the first answer: on an empty folder, and again on what is there."""
    found = []
    for name in ("first start, with a new database", "start"):
        server, began = Server(data, free_port(), settings=EVERYTHING_ON), perf_counter()
        server.start()
        seconds = perf_counter() - began
        assert server.process is not None
        used = cpu_seconds(server.process.pid)
        found.append(Beside(f"{name}, to the first answer", f"{seconds:.2f} s ({used:.2f} s of the processor)"))
        if name == "start":
            found += [Beside(f"{page}, on the wire", _size(server.url + path)) for page, path in PAGES.items()]
        server.stop()
    return found


def _size(url: str) -> str:
    with urlopen(Request(url, headers={"Accept-Encoding": "br"})) as reply:
        return f"{len(reply.read()) / 1000:.1f} kB"


def understood() -> Beside:
    """A number of days, read from a sentence."""
    flow = FlowLibrary.read(shipped("flows")).current["migraine"].flow
    question = flow.by_id["headache_days"]
    read(question, [], TYPED)
    began = process_time()
    for _ in range(READINGS):
        read(question, [], TYPED)
    return Beside("a reply read from text", f"{1000 * (process_time() - began) / READINGS:.2f} ms of the processor")


def proved() -> Beside:
    """All that must hold of the migraine flow."""
    began, used = perf_counter(), time.process_time()
    report = check_folder(shipped("flows") / "migraine", silent)
    wall, cpu = perf_counter() - began, time.process_time() - used
    return Beside(f"{len(report.verdicts)} claims proved", f"{wall:.1f} s ({cpu:.1f} s of the processor)")
