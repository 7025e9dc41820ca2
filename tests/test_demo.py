"""The demonstration: invented screenings by the real flow, on data of its own."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from screener.app import create_app
from screener.audit import broken
from screener.cli import main
from screener.config import Settings
from screener.demo import NURSES
from screener.store import audit, cases
from screener.store.models import ReviewStep, Screening, db


def run(data: Path, *options: str) -> str:
    ran = CliRunner().invoke(main, ["demo", "--data", str(data), "--no-serve", *options])
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_screenings_are_invented_by_walking_the_real_flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCREENER_DATA", str(tmp_path / "own"))
    output = run(tmp_path / "demo", "--screenings", "30")
    assert "First sign-in:" in output
    assert not (tmp_path / "own").exists()
    again = run(tmp_path / "demo")
    assert "First sign-in:" not in again
    app = create_app(Settings.from_environment({"SCREENER_DATA": str(tmp_path / "demo")}))
    with app.app_context():
        finished = db.session.scalar(select(func.count()).where(Screening.outcome.is_not(None))) or 0
        assert 20 <= finished <= 30
        assert db.session.scalar(select(func.count(func.distinct(Screening.outcome)))) >= 3
        case = cases.by_reference(db.session.scalars(select(Screening.reference).where(Screening.contact_at)).first())
        assert case is not None
        assert case.screening.contact is not None
        assert str(case.screening.contact["name"]).startswith("Demo visitor")
        assert set(db.session.scalars(select(ReviewStep.step))) >= {"attempt", "contact", "book", "see", "close"}
        assert db.session.scalar(select(func.count(func.distinct(Screening.assigned_to)))) == 2
        assert {one.entry.who for one in audit.entries()} == {*NURSES}
        assert not broken(audit.entries())
    assert "every screening here is invented" in app.test_client().get("/").text


def test_data_that_is_no_demonstration_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "screener.db").touch()
    ran = CliRunner().invoke(main, ["demo", "--data", str(tmp_path), "--no-serve"])
    assert ran.exit_code == 1
    assert "holds data that is no demonstration" in ran.output
