"""Settings: a value that cannot be used stops the start, by name, and every setting is documented."""

import re
from pathlib import Path

import pytest

from screener.config import SETTINGS, SettingError, Settings

ROOT = Path(__file__).parent.parent


def test_nothing_needs_to_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment({})
    assert settings.data == tmp_path / ".screener"
    assert settings.database_url == f"sqlite:///{tmp_path / '.screener' / 'screener.db'}"
    assert (settings.flows / "clinic.yaml").is_file()
    assert not settings.https


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SCREENER_HTTPS", "yes"),
        ("SCREENER_RATE_LIMITS", "off"),
        ("SCREENER_SECOND_FACTOR", "some"),
        ("SCREENER_PROXIES", "-1"),
        ("SCREENER_PROXIES", "one"),
        ("SCREENER_FLOWS", "no/such/folder"),
        ("SCREENER_DATABSE_URL", "sqlite:///x.db"),
        ("SCREENER_DATABASE_URL", "postgresql+psycopg://screener@db.clinic.example/screener"),
        ("SCREENER_DATABASE_URL", "postgresql+psycopg:///screener?host=db.clinic.example"),
        ("SCREENER_REDIS", "redis://redis.clinic.example:6379/0"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        Settings.from_environment({name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SCREENER_DATABASE_URL", "postgresql+psycopg://screener@db.clinic.example/screener?sslmode=verify-full"),
        ("SCREENER_DATABASE_URL", "postgresql+psycopg://screener@localhost/screener"),
        ("SCREENER_DATABASE_URL", "postgresql+psycopg:///screener?host=/run/postgresql"),
        ("SCREENER_REDIS", "rediss://redis.clinic.example:6379/0"),
        ("SCREENER_REDIS", "redis://127.0.0.1:6379/0"),
    ],
)
def test_other_machines_are_reached_by_tls_and_this_one_need_not_be(name: str, value: str) -> None:
    settings = Settings.from_environment({name: value})
    assert value in (settings.database_url, settings.redis)


def test_variables_of_others_are_left_alone() -> None:
    Settings.from_environment({"PATH": "x", "SCREENERS": "y"})


def test_every_setting_is_in_the_readme_and_the_other_way_round() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"`(SCREENER_[A-Z_]+)`", readme)) - {"SCREENER_REQUIRE_BROWSER"}
    assert named == set(SETTINGS)


def test_every_setting_that_the_code_reads_is_listed() -> None:
    read = {
        name
        for path in (ROOT / "screener").rglob("*.py")
        for name in re.findall(r"SCREENER_[A-Z_]+", path.read_text("utf-8"))
    }
    assert read - {"SCREENER_REQUIRE_BROWSER"} == set(SETTINGS)
