"""An app of its own for each test, on a small flow; whoever signed in at its desk; and screenings to look at."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from databases import EMPTY, PostgreSQL, postgresql
from flask import Flask
from flask.testing import FlaskClient
from people import NURSE, PASSWORD, PLAIN, Visitor, sign_in

from screener.app import create_app
from screener.config import Settings
from screener.staff import add_staff
from screener.store.database import upgrade
from screener.store.models import db

QUICK_HASHES = {"argon2__rounds": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}
"""Argon2 as it is served takes a third of a second for each password, on purpose. Tests have many."""


@pytest.fixture
def flows() -> Path:
    """The folder of flows. A module that wants the clinic's own overrides it: `return shipped("flows")`."""
    return Path(__file__).parent / "small_flows"


@pytest.fixture
def settings(tmp_path: Path, flows: Path, database_url: str) -> Settings:
    data = tmp_path / "data"
    return Settings(data=data, flows=flows, database_url=database_url, rate_limits=False, second_factor="none")


# --- The database ---------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    said = "the database of the tests; some use both, whatever is said here"
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help=said)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests about SQLite alone say so."""
    if config.getoption("--database") != "sqlite":
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(pytest.mark.skip(reason="about SQLite alone"))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgreSQL]:
    """A PostgreSQL server with a database that has all tables and nothing in them."""
    with postgresql() as server:
        name = server.create()
        _make_tables(tmp_path_factory.mktemp("empty"), server.url(name))
        server.rename(name, EMPTY)
        yield server


@pytest.fixture
def postgres_url(postgres: PostgreSQL) -> Iterator[str]:
    """A database on PostgreSQL, whatever the tests run on, with all tables and nothing in them."""
    name = postgres.create(EMPTY)
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the test's own database is, or will be."""
    if request.config.getoption("--database") == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return f"sqlite:///{tmp_path / 'data' / 'screener.db'}"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and nothing in them: making them anew for each test takes most of its time."""
    data = tmp_path_factory.mktemp("empty")
    _make_tables(data, f"sqlite:///{data / 'screener.db'}")
    return data / "screener.db"


def _make_tables(data: Path, url: str) -> None:
    made = create_app(Settings(data=data, flows=Path(__file__).parent / "small_flows", database_url=url))
    with made.app_context():
        upgrade()
        db.engine.dispose()


@pytest.fixture
def app(settings: Settings, request: pytest.FixtureRequest) -> Iterator[Flask]:
    made = create_app(settings)
    made.testing = True
    made.extensions["security"].pwd_context.update(**QUICK_HASHES)
    if settings.database_url.startswith("sqlite:"):
        shutil.copy(request.getfixturevalue("empty_database"), settings.data / "screener.db")
    with made.app_context():
        upgrade()
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


# --- The desk -------------------------------------------------------------------------------------------------------


@pytest.fixture
def people(app: Flask) -> Callable[..., FlaskClient]:
    """People of the staff, each with a browser of their own and signed in."""

    def join(email: str = NURSE, role: str = "reviewer") -> FlaskClient:
        with app.app_context():
            add_staff(email, role, PASSWORD)
        browser = app.test_client()
        assert sign_in(browser, email).status_code == 302
        return browser

    return join


@pytest.fixture
def staff_client(people: Callable[..., FlaskClient]) -> FlaskClient:
    """A nurse's browser, signed in."""
    return people()


# --- Screenings -----------------------------------------------------------------------------------------------------


@pytest.fixture
def visitor(app: Flask) -> Callable[..., Visitor]:
    """Visitors, one for each call, who have just agreed to be asked."""

    def arrive(now: datetime | None = None) -> Visitor:
        return Visitor(app, now or datetime.now(UTC) - timedelta(hours=1))

    return arrive


@pytest.fixture
def finished(visitor: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Visitors who have answered everything: as PLAIN says, but for what is given."""

    def walk(now: datetime | None = None, contact: Mapping[str, str] | None = None, **changed: object) -> Visitor:
        done = visitor(now).finish({**PLAIN, **changed})
        return done.leave_contact(**contact) if contact else done

    return walk
