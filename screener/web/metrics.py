"""Numbers for Prometheus: how often, how fast, how long something waits. About nobody.

What is counted by day in the database is the same whichever process is asked; how long requests took is summed over
all processes by prometheus-client, in PROMETHEUS_MULTIPROC_DIR.
"""

import hmac
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from screener.store import counts, flows, outbox
from screener.store.database import read_only
from screener.store.models import db
from screener.web.parts import parts

metrics = Blueprint("metrics", __name__)

SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
own = CollectorRegistry()
SECONDS: Final = Histogram(
    "screener_request_seconds",
    "How long requests took",
    ["page", "method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=own,
)
EVER: Final = counts.Between(date.min, date.max)


def took(page: str, method: str, status: int, seconds: float) -> None:
    """A request has ended."""
    SECONDS.labels(page, "POST" if method == "POST" else "other", str(status)).observe(seconds)


@metrics.get("/metrics")
def show() -> ResponseReturnValue:
    """All numbers, for whoever has the token; there is nothing here for others, or where none is set."""
    token = parts().settings.metrics_token
    given = request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        abort(404)
    db.session.rollback()  # whoever is signed in was looked up before
    read_only()
    registry = CollectorRegistry()
    registry.register(_Counted())
    if os.environ.get(SHARED):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry), {"Content-Type": CONTENT_TYPE_LATEST}
    return generate_latest(registry) + generate_latest(own), {"Content-Type": CONTENT_TYPE_LATEST}


class _Counted(Collector):
    """What the database knows."""

    def collect(self) -> Iterator[Metric]:
        yield _total("screener_begun", "Screenings begun", "begun")
        yield _total("screener_answers", "Questions answered", "left_by")
        yield _total("screener_unclear", "Replies not understood", "unclear")
        yield _gauge("screener_outcomes", "Screenings by how they end now", _by_name("outcome"), "outcome")
        yield _gauge("screener_urgencies", "Screenings by urgency now", _by_name("urgency"), "urgency")
        yield _gauge("screener_outbox_age_seconds", "How long the oldest mail has waited", {"": _outbox_age()})
        proofs = {flow_id: _proved(version.flow.digest) for flow_id, version in parts().library.current.items()}
        yield _gauge("screener_proof", "1: proved at the desk; 0: a claim fails; -1: never tried", proofs, "flow")


def _by_name(measure: str) -> dict[str, float]:
    numbers: Counter[str] = Counter()
    for (name, _bucket), number in counts.sums(EVER, measure).items():
        numbers[name] += number
    return dict(numbers)


def _total(name: str, says: str, measure: str) -> Metric:
    return CounterMetricFamily(name, says, value=sum(_by_name(measure).values()))


def _gauge(name: str, says: str, values: dict[str, float], label: str = "") -> Metric:
    family = GaugeMetricFamily(name, says, labels=[label] if label else [])
    for of, value in values.items():
        family.add_metric([of] if label else [], value)
    return family


def _outbox_age() -> float:
    since = outbox.waiting_since()
    return (datetime.now(UTC) - since).total_seconds() if since else 0.0


def _proved(digest: str) -> float:
    proof = flows.proof(digest)
    return -1 if proof is None else int(all(one["proved"] for one in proof.report["verdicts"]))
