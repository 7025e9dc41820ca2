"""`screener doctor`, the hazard log (check 28) and the bill of materials (check 25)."""

import importlib.metadata
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from people import Visitor
from serving import free_port
from test_trust_checks import is_a_test

from screener import doctor
from screener.app import create_app
from screener.cli import main
from screener.config import MailServer, Settings
from screener.doctor import look
from screener.hazards import hazards
from screener.keys import require
from screener.store import outbox
from screener.store.database import SEALING, downgrade, upgrade
from screener.store.models import db
from screener.web.parts import EXTENSION

NOW = datetime.now(UTC)

# --- The doctor -----------------------------------------------------------------------------------------------------


def to_do(app: Flask) -> dict[str, str]:
    """What must be mended, by name."""
    with app.app_context():
        return {one.name: one.to_do for one in look(app) if one.to_do and one.needed}


def test_where_all_is_well_only_the_clinics_stand_in_telephone_is_to_be_mended(app: Flask, settings: Settings) -> None:
    with app.app_context():
        require(app.extensions[SEALING], settings, NOW)
    assert set(to_do(app)) == {"clinic"}


def test_tables_of_another_version_are_told(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        downgrade("0010")
        assert to_do(app)["tables"] == "screener db upgrade"
        db.session.remove()
        upgrade()


def test_a_missing_key_is_told(app: Flask, settings: Settings, finished: Callable[..., Visitor]) -> None:
    finished()
    with app.app_context():
        require(app.extensions[SEALING], settings, NOW)
    (settings.data / "keys").write_text("a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U=")
    other = create_app(settings)
    assert "bring back the keys" in to_do(other)["keys"]


def test_a_mail_server_that_does_not_answer_and_mail_that_waits_are_told(app: Flask) -> None:
    made = app.extensions[EXTENSION]
    server = MailServer("127.0.0.1", free_port(), "screener@clinic.example", encrypted="no")
    app.extensions[EXTENSION] = replace(made, settings=replace(made.settings, mail=server))
    with app.app_context():
        outbox.put("digest", "digest:1", "nurse@clinic.example", {}, NOW - timedelta(hours=1), None)
        db.session.commit()
    assert {"mail", "worker"} <= set(to_do(app))


def test_a_full_disk_and_a_wrong_clock_are_told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM", 2**62)
    monkeypatch.setattr(doctor, "CLOCKS_APART", -1.0)
    assert {"disk", "clock"} <= set(to_do(app))


@pytest.mark.sqlite
def test_a_database_that_is_gone_is_told_and_nothing_is_thrown(app: Flask, settings: Settings) -> None:
    with app.app_context():
        db.engine.dispose()
    settings.data.rename(settings.data.with_name("away"))
    settings.data.write_text("in the way")
    given = {"SCREENER_DATA": f"{settings.data}2", "SCREENER_DATABASE_URL": f"sqlite:///{settings.data}/x"}
    keys = {"SCREENER_KEYS": "a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U="}
    found = CliRunner(env=given | keys).invoke(main, ["doctor"])
    assert found.exit_code == 1
    assert "MEND  database" in found.output
    assert "Traceback" not in found.output


def test_the_command_says_ok_or_what_to_do_and_ends_with_1(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SCREENER_FLOWS", str(settings.flows))
    ran = CliRunner().invoke(main, ["doctor"])
    assert ran.exit_code == 1
    assert "MEND  clinic" in ran.output
    assert "ok    database" in ran.output
    assert "note  https" in ran.output
    monkeypatch.setenv("SCREENER_KEYS_COMMAND", "false")
    assert "MEND  settings" in CliRunner().invoke(main, ["doctor"]).output


# --- The hazard log -------------------------------------------------------------------------------------------------


def test_check_28_each_hazard_names_tests_that_there_are() -> None:
    log = hazards()
    assert [one.id for one in log] == [f"H{number:02}" for number in range(1, len(log) + 1)]
    assert {test for one in log for test in one.tests if not is_a_test(test)} == set()
    assert all(one.tests and one.controls for one in log)


def test_no_hazard_is_left_at_a_risk_that_is_not_acceptable() -> None:
    for one in hazards():
        assert one.risk_after <= min(3, one.risk_before), one.id


def test_the_command_prints_every_hazard() -> None:
    printed = CliRunner().invoke(main, ["hazards"]).output
    assert all(one.hazard in printed and test in printed for one in hazards() for test in one.tests)


# --- The bill of materials ------------------------------------------------------------------------------------------


def test_check_25_the_bill_of_materials_names_what_is_installed_with_its_versions(tmp_path: Path) -> None:
    bill = json.loads(CliRunner().invoke(main, ["sbom", "--extra", "postgres"]).output)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    parts = {one["name"]: one for one in bill["components"]}
    for name in ("flask", "sqlalchemy", "cryptography", "jinja2", "psycopg"):
        assert parts[name]["version"] == importlib.metadata.version(name)
        assert parts[name]["purl"] == f"pkg:pypi/{name}@{parts[name]['version']}"
    assert not {"pytest", "mypy"} & set(parts)
    refs = {one["bom-ref"] for one in (*bill["components"], bill["metadata"]["component"])}
    assert {one["ref"] for one in bill["dependencies"]} == refs
    assert {on for one in bill["dependencies"] for on in one["dependsOn"]} <= refs
