"""What is tried is counted in windows of time, and what has run out is forgotten."""

import threading

import pytest
from limits import RateLimitItemPerHour
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from screener.web import counted
from screener.web.counted import Counted


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(counted.time, "time", lambda: now[0])
    return now


@pytest.fixture
def counts(clock: list[float]) -> Counted:
    made = storage_from_string("counted://")
    assert isinstance(made, Counted)
    return made


def test_an_hour_allows_so_many_and_the_next_hour_as_many_again(counts: Counted, clock: list[float]) -> None:
    limiter, item = FixedWindowRateLimiter(counts), RateLimitItemPerHour(2)
    assert [limiter.hit(item, "ada") for _ in range(3)] == [True, True, False]
    assert limiter.get_window_stats(item, "ada").reset_time == 1000 + 3600
    clock[0] += 3600
    assert limiter.test(item, "ada")
    assert limiter.hit(item, "ada")


def test_each_key_is_counted_for_itself_until_it_is_cleared(counts: Counted) -> None:
    assert [counts.incr("ada", 60), counts.incr("bob", 60), counts.incr("ada", 60)] == [1, 1, 2]
    counts.clear("ada")
    assert (counts.get("ada"), counts.get("bob")) == (0, 1)
    assert counts.reset() == 1
    assert counts.get("bob") == 0


def test_what_has_run_out_is_swept_out_and_what_still_runs_is_kept(counts: Counted, clock: list[float]) -> None:
    for visitor in range(100):
        counts.incr(f"visitor {visitor}", 30)
    counts.incr("staff", 3600)
    clock[0] += 61
    counts.incr("staff", 3600)
    assert counts.reset() == 1  # one window was left


def test_no_thread_is_started_to_count(counts: Counted) -> None:
    before = threading.active_count()
    for visitor in range(100):
        counts.incr(f"visitor {visitor}", 30)
    assert threading.active_count() == before


def test_no_try_is_lost_between_threads(counts: Counted) -> None:
    threads = [threading.Thread(target=lambda: [counts.incr("ada", 60) for _ in range(500)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts.get("ada") == 2000
