"""What so many workers carry: a simulation of visitors who queue for them, beside the queueing theory it must agree
with and the load that was measured.

A worker does one turn at a time: Python lets one thread run. Turns come whenever visitors are ready, so at random, each
takes as long as one of those that were measured alone, and waits for the first worker that is free.
"""

import heapq
import math
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from time import perf_counter
from typing import Final

from tests.bench.visitors import Taken, walk_ours

TURNS: Final = 20_000
"""Simulated for one figure: the 95th of a hundred then moves by a few in a hundred."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from a turn's coming to its answer."""

    mean: float
    p95: float


def simulate(service: Sequence[float], per_second: float, workers: int, seed: int = 1) -> Times:
    """Turns that come at random, so many a second, each as long as one of `service`."""
    chance = Random(seed)
    free, now, took = [0.0] * workers, 0.0, []
    for _ in range(TURNS):
        now += chance.expovariate(per_second)
        done = max(now, heapq.heappop(free)) + chance.choice(service)
        heapq.heappush(free, done)
        took.append(done - now)
    return _times(took)


def erlang_mean(service: float, per_second: float, workers: int) -> float:
    """The mean of the same by theory (M/M/c), where turns are as uneven as can be."""
    load = per_second * service
    if load >= workers:
        return math.inf
    last = load**workers / math.factorial(workers) * workers / (workers - load)
    waits = last / (sum(load**k / math.factorial(k) for k in range(workers)) + last)
    return service + waits * service / (workers - load)


def most_per_second(service: Sequence[float], workers: int, within: float) -> float:
    """How many turns a second so many workers carry with the 95th of a hundred answered within so many seconds."""
    low, high = 0.0, workers / (sum(service) / len(service))
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if simulate(service, middle, workers).p95 <= within else (low, middle)
    return low


def at_random(port: int, per_second: float, seconds: float, seed: int = 1) -> tuple[float, Times]:
    """The same with a server: visitors begin at random, and think at random between their turns. How many turns came
    each second, and what they took."""
    chance, taken, until = Random(seed), Taken(), perf_counter() + seconds
    thinking = _Thinking(chance)
    visitors = max(4, round(per_second * thinking.mean))
    with ThreadPoolExecutor(visitors) as several:
        for done in [several.submit(_visit, port, taken, until, thinking) for _ in range(visitors)]:
            done.result()
    return len(taken.seconds) / seconds, _times(taken.seconds)


class _Thinking:
    """Pauses between turns: as long as whoever answers fast, and never two alike."""

    mean = 1.0

    def __init__(self, chance: Random) -> None:
        self._chance, self._lock = chance, threading.Lock()

    def pause(self) -> None:
        with self._lock:
            seconds = self._chance.expovariate(1 / self.mean)
        time.sleep(seconds)


def _visit(port: int, taken: Taken, until: float, thinking: _Thinking) -> None:
    while perf_counter() < until:
        thinking.pause()
        walk_ours(port, taken, until, thinking.pause)


def _times(took: Sequence[float]) -> Times:
    ordered = sorted(took)
    return Times(sum(ordered) / len(ordered), ordered[int(len(ordered) * 0.95)])
