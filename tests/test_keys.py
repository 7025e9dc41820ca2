"""The sealing keys: where they come from, a missing one, and sealing everything with a new one while people answer."""

import base64
import itertools
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from people import Visitor

from screener import keys, second_factor
from screener.cli import main
from screener.config import SettingError, Settings
from screener.keys import KeyInUse, begin_rotation, forget, open_ring, require, rotate
from screener.review import take_step
from screener.staff import add_staff
from screener.store import appointments, cases, outbox, queue, same_contact, screenings
from screener.store import keys as stored
from screener.store.appointments import Appointment
from screener.store.contact_keys import email_keys, telephone_keys
from screener.store.database import SEALING
from screener.store.key_sources import add_key, key_file
from screener.store.models import Base, User, db
from screener.store.sealing import KeyRing, SealError

NOW = datetime.now(UTC)
KEYS = [base64.b64encode(letter * 32).decode() for letter in (b"a", b"b")]
ADA = {"name": "Ada Test", "telephone": "905-555-0123", "email": "ada@example.ca"}


@pytest.fixture
def case(app: Flask, settings: Settings, finished: Callable[..., Visitor]) -> Visitor:
    """A screening with everything that is sealed: contact, flags, a note, an appointment, a mail, a second factor."""
    done = finished(contact=ADA)
    with app.app_context():
        require(app.extensions[SEALING], settings, NOW)
        add_staff("nurse@clinic.example", "reviewer", "seven quiet herons")
        nurse = db.session.query(User).one()
        second_factor.begin(nurse)
        take_step(done.id, "start", staff_id=nurse.id, seen=0, note="Rang twice.", now=NOW)
        appointments.save(done.id, Appointment(NOW + timedelta(days=3), 30, "vaughan", "Dr. Okafor"), NOW)
        outbox.put("invitation", "invitation:1", "new@clinic.example", {}, NOW, None, {"link": "secret-link"})
        db.session.commit()
    return done


def turn_over(app: Flask, settings: Settings) -> KeyRing:
    """Rotate to a new key, as the command does; the keys then."""
    ring, _made = begin_rotation(app.extensions[SEALING], settings, NOW)
    app.extensions[SEALING] = ring
    list(rotate(ring, settle=0))
    return ring


# --- A new key ------------------------------------------------------------------------------------------------------


def test_after_a_rotation_the_new_key_alone_opens_everything(app: Flask, settings: Settings, case: Visitor) -> None:
    with app.app_context():
        ring = turn_over(app, settings)
        assert set(stored.counts()) == {ring.names[0]}
        forget(ring.names[1], settings, NOW)
        app.extensions[SEALING] = only = open_ring(settings)
        assert only.names == ring.names[:1]
        found = cases.by_reference(case.reference)
        assert found is not None
        assert found.screening.contact == ADA
        assert len(found.screening.turns) == case.current.turn
        assert found.steps[0].note == "Rang twice."
        booked = appointments.of(case.id)
        assert booked is not None
        assert booked.appointment.clinician == "Dr. Okafor"
        waiting = outbox.claim(NOW, timedelta(minutes=1))
        assert waiting is not None
        assert waiting.details == {"link": "secret-link"}
        nurse = db.session.query(User).one()
        assert second_factor.shown(nurse) is not None


def test_a_person_is_found_by_telephone_and_e_mail_before_during_and_after(
    app: Flask, settings: Settings, case: Visitor, finished: Callable[..., Visitor]
) -> None:
    def found() -> set[int]:
        by_telephone = queue.by_contact(telephone=telephone_keys("(905) 555 0123"))
        return {len(by_telephone), len(queue.by_contact(email=email_keys("Ada@example.ca")))}

    with app.app_context():
        assert found() == {1}
        ring, _made = begin_rotation(app.extensions[SEALING], settings, NOW)
        app.extensions[SEALING] = ring
    again = finished(contact=ADA)
    with app.app_context():
        assert found() == {2}
        assert [alike.name for alike in same_contact.of(case.id)] == ["Ada Test"]
        list(rotate(ring, settle=0))
        app.extensions[SEALING] = KeyRing(ring._again()[:1])  # type: ignore[misc]
        assert found() == {2}
        assert [alike.reference for alike in same_contact.of(case.id)] == [again.reference]


def test_stopped_in_the_middle_it_goes_on_with_the_same_key(
    app: Flask, settings: Settings, case: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "BATCH", 2)
    with app.app_context():
        ring, made = begin_rotation(app.extensions[SEALING], settings, NOW)
        assert made
        whole = stored.older(ring)
        assert list(itertools.islice(rotate(ring), 2)) == [2, 2]
        db.session.rollback()
        assert stored.older(ring) == whole - 4
        again, made = begin_rotation(open_ring(settings), settings, NOW)
        assert not made
        assert again.names == ring.names
        assert sum(rotate(again, settle=0)) == whole - 4
        assert stored.older(ring) == 0


def test_what_somebody_changes_meanwhile_stays_as_they_changed_it(
    app: Flask, settings: Settings, case: Visitor
) -> None:
    with app.app_context():
        before = app.extensions[SEALING]
        ring, _made = begin_rotation(before, settings, NOW)
        contact = next(column for column in stored.SEALED_COLUMNS if column.column.key == "sealed_contact")
        rows = stored._older_rows(contact, ring, None)
        screenings.save_contact(case.id, {**ADA, "telephone": "905-555-0199"}, None, NOW)
        assert stored._one_anew(contact, ring, rows[0]) == 0
        found = cases.by_reference(case.reference)
        assert found is not None
        assert (found.screening.contact or {})["telephone"] == "905-555-0199"


def test_a_server_that_runs_opens_what_a_new_key_sealed_and_soon_seals_with_it(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    running = key_file(path)
    running._every = 0.0
    add_key(path)
    newest = key_file(path)
    assert running.seal(1, "p")[:4].hex() == newest.names[0]
    running._looked -= 2
    add_key(path)
    assert running.open(key_file(path).seal("new", "p"), "p") == "new"


def test_every_column_of_sealed_values_is_sealed_anew() -> None:
    columns = {c for table in Base.metadata.tables.values() for c in table.columns if c.name.startswith("sealed_")}
    reached = {one.column.property.columns[0] for one in stored.SEALED_COLUMNS}
    assert {str(c) for c in columns - reached} == {"sealing_key.sealed_check"}


def test_the_keys_are_rotated_listed_and_forgotten_from_the_command_line(
    app: Flask, settings: Settings, case: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENER_DATA", str(settings.data))
    monkeypatch.setenv("SCREENER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SCREENER_FLOWS", str(settings.flows))
    monkeypatch.setattr(keys, "FRESH", 0.0)
    old = app.extensions[SEALING].names[0]
    run = CliRunner()
    refused = run.invoke(main, ["keys", "forget", old])
    assert isinstance(refused.exception, KeyInUse)
    rotated = run.invoke(main, ["keys", "rotate"])
    assert (rotated.exit_code, "values are sealed anew" in rotated.output) == (0, True)
    new = open_ring(settings).names[0]
    listed = run.invoke(main, ["keys", "list"]).output
    assert f"{new}  seals and opens" in listed
    assert f"{old}  opens  0 values" in listed
    assert run.invoke(main, ["keys", "forget", old]).exit_code == 0
    assert isinstance(run.invoke(main, ["keys", "forget", new]).exception, KeyInUse)
    assert open_ring(settings).names == (new,)


# --- Where they come from, and a missing one ------------------------------------------------------------------------


def test_keys_come_from_the_environment_a_file_or_a_command(settings: Settings, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text(KEYS[0])
    elsewhere.chmod(0o600)
    for given in ({"KEYS": KEYS[0]}, {"KEYS_FILE": str(elsewhere)}, {"KEYS_COMMAND": f"echo {KEYS[0]}"}):
        named = {f"SCREENER_{name}": value for name, value in given.items()}
        ring = open_ring(Settings.from_environment({"SCREENER_DATA": str(settings.data), **named}))
        assert ring.names == KeyRing([b"a" * 32]).names
    assert not (settings.data / "keys").exists()


def test_keys_from_two_places_are_refused() -> None:
    with pytest.raises(SettingError, match="SCREENER_KEYS and SCREENER_KEYS_FILE: give one of them"):
        Settings.from_environment({"SCREENER_KEYS": KEYS[0], "SCREENER_KEYS_FILE": "keys"})


@pytest.mark.parametrize("command", ["false", "no-such-program", "echo 'not base64'", "'"])
def test_a_command_that_gives_no_keys_stops_the_start_and_is_not_repeated(settings: Settings, command: str) -> None:
    given = {"SCREENER_DATA": str(settings.data), "SCREENER_KEYS_COMMAND": command}
    with pytest.raises(SettingError, match="SCREENER_KEYS_COMMAND") as caught:
        open_ring(Settings.from_environment(given))
    assert "no-such-program" not in str(caught.value)


def test_a_key_that_is_missing_among_several_is_named_and_refused(
    app: Flask, settings: Settings, case: Visitor
) -> None:
    with app.app_context():
        old = app.extensions[SEALING].names[0]
        ring, _made = begin_rotation(app.extensions[SEALING], settings, NOW)
        require(ring, settings, NOW)
        with pytest.raises(SettingError, match=f"the key {old} is missing. Bring back"):
            require(KeyRing(ring._again()[:1]), settings, NOW)  # type: ignore[misc]
        with pytest.raises(SealError):
            KeyRing([b"x" * 32]).open(*(screenings.any_sealed() or (b"", "")))


def test_a_rotation_signs_nobody_out(settings: Settings) -> None:
    from screener.web.auth import _configuration

    before = _configuration(KeyRing([b"a" * 32]), https=False)["SECRET_KEY"]
    after = _configuration(KeyRing([b"b" * 32, b"a" * 32]), https=False)
    assert after["SECRET_KEY"] != before
    assert after["SECRET_KEY_FALLBACKS"] == [before]


def test_a_data_folder_whose_key_file_is_gone_makes_no_new_one(app: Flask, settings: Settings, case: Visitor) -> None:
    (settings.data / "keys").unlink()
    command = [sys.executable, "-m", "screener.cli", "keys", "list"]
    environment = {
        "SCREENER_DATA": str(settings.data),
        "SCREENER_FLOWS": str(settings.flows),
        "SCREENER_DATABASE_URL": settings.database_url,
    }
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (run.returncode, "bring it back" in run.stderr) == (2, True)
    assert not (settings.data / "keys").exists()
