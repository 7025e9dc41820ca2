"""What a machine carries, from what one worker took: the service times measured alone, put through the simulation,
which is held against the same server under turns that come at random."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Final

from tests.bench.beside import Beside
from tests.bench.growth import at_random, erlang_mean, most_per_second, simulate
from tests.bench.measure import ours
from tests.bench.visitors import Taken, walk_ours

WALKS: Final = 12
SHARE: Final = 0.5
"""Of what one worker can do, for the check: busy, and far from the end."""
WITHIN: Final = 0.25
"""Seconds within which 95 of 100 turns are to be answered: nobody calls that waiting."""
WORKERS: Final = (1, 2, 4, 8)


def carried(data: Path, database: str | None, seconds: float) -> list[Beside]:
    """One worker alone, the check, and what so many workers carry."""
    with ours(data, database, 1) as running:
        alone = Taken()
        for _ in range(WALKS):
            walk_ours(running.port, alone, perf_counter() + 60)
        mean = sum(alone.seconds) / len(alone.seconds)
        rate, really = at_random(running.port, SHARE / mean, seconds)
    thought = simulate(alone.seconds, rate, 1)
    turns, wire = len(alone.seconds) / WALKS, sum(alone.sizes) / WALKS
    kind = "PostgreSQL" if database else "SQLite"
    return [
        Beside(
            f"a screening, on {kind}",
            f"{turns:.0f} turns of {1000 * mean:.1f} ms, {wire / 1000:.0f} kB on the wire",
        ),
        Beside(
            f"turns at random on {kind}, {rate:.0f} a second, one worker: mean and p95",
            f"{1000 * really.mean:.1f} and {1000 * really.p95:.1f} ms; simulated {1000 * thought.mean:.1f} and "
            f"{1000 * thought.p95:.1f}; by theory {1000 * erlang_mean(mean, rate, 1):.1f}",
        ),
        *(_most(alone.seconds, turns) if database else []),
    ]


def _most(service: Sequence[float], turns: float) -> Iterator[Beside]:
    for workers in WORKERS:
        rate = most_per_second(service, workers, WITHIN)
        yield Beside(
            f"simulated: {workers} workers, each with a core of its own, p95 within {1000 * WITHIN:.0f} ms",
            f"{rate:.0f} turns a second, {3600 * rate / turns:,.0f} screenings an hour",
        )
