"""The simulation that the growth plan rests on agrees with what queueing theory knows exactly."""

from random import Random

import pytest

from tests.bench.growth import erlang_mean, most_per_second, simulate

MEAN = 0.01
UNEVEN = [Random(seed).expovariate(1 / MEAN) for seed in range(4000)]


@pytest.mark.parametrize(("workers", "per_second"), [(1, 50.0), (2, 120.0), (4, 320.0)])
def test_uneven_turns_take_as_long_as_theory_says(workers: int, per_second: float) -> None:
    mean = sum(UNEVEN) / len(UNEVEN)
    assert simulate(UNEVEN, per_second, workers).mean == pytest.approx(erlang_mean(mean, per_second, workers), rel=0.12)


def test_one_worker_with_even_turns_waits_half_as_long_as_with_uneven_ones() -> None:
    waits = simulate([MEAN], 50.0, 1).mean - MEAN
    assert waits == pytest.approx((erlang_mean(MEAN, 50.0, 1) - MEAN) / 2, rel=0.1)  # Pollaczek and Khinchine


def test_more_than_a_worker_can_do_is_never_answered() -> None:
    assert erlang_mean(MEAN, 101.0, 1) == float("inf")


def test_what_is_carried_is_answered_in_time_and_a_tenth_more_is_not() -> None:
    most = most_per_second([MEAN], 2, 0.05)
    assert simulate([MEAN], most, 2).p95 <= 0.05 < simulate([MEAN], 1.1 * most, 2).p95
