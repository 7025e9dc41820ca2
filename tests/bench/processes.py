"""What the processes of a server have used: seconds of the processor, and memory."""

import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
MIB = 1024


def cpu_seconds(pid: int) -> float:
    """Of a process and all below it, in user and in system."""
    return sum(_ticks(one) for one in _family(pid)) / TICKS


def rss_mib(pid: int) -> float:
    """Of the largest process below it, or of itself where there is none: one worker."""
    below = list(_family(pid))[1:] or [pid]
    return max(_resident(one) for one in below) / MIB


def _family(pid: int) -> Iterator[int]:
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from _family(int(child))


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _resident(pid: int) -> int:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])
