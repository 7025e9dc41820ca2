"""The clinic's own facts, from one file."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from screener.clinic import load_clinic
from screener.clinic_settings import changed
from screener.engine.errors import FlowError
from screener.languages import HERE, read_languages

FRENCH = read_languages(HERE)["fr"]
CLINIC = """\
name: Heron Clinic
treatment_name: the treatment
telephone: 902-555-0100
places:
  - {id: north, name: North end}
hours: {Monday: 9:00 to 17:00, Sunday: null}
keep_unfinished_days: 14
"""


def written(path: Path, text: str) -> Path:
    file = path / "clinic.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def problem(path: Path, text: str) -> str:
    with pytest.raises(FlowError) as caught:
        load_clinic(written(path, text))
    return str(caught.value).removeprefix(f"{path / 'clinic.yaml'}:")


def test_a_clinic_is_read(tmp_path: Path) -> None:
    clinic = load_clinic(written(tmp_path, CLINIC))
    assert (clinic.name, clinic.telephone, clinic.keep_unfinished_days) == ("Heron Clinic", "902-555-0100", 14)
    assert clinic.hours == {"Monday": "9:00 to 17:00", "Sunday": None}
    assert (clinic.email, clinic.booking_link) == (None, None)


def test_days_with_the_same_hours_are_said_together(tmp_path: Path) -> None:
    hours = "hours: {monday: 9 to 17, tuesday: 9 to 17, wednesday: null, thursday: 9 to 17, friday: 9 to 13}"
    clinic = load_clinic(written(tmp_path, CLINIC.replace("hours: {Monday: 9:00 to 17:00, Sunday: null}", hours)))
    assert clinic.open_days == [([0, 1], "9 to 17"), ([3], "9 to 17"), ([4], "9 to 13")]


def test_a_booking_link_is_https_and_a_time_zone_exists(tmp_path: Path) -> None:
    assert problem(tmp_path, CLINIC + "booking_link: javascript:alert(1)\n").startswith("8:15: ")
    assert "there is no time zone" in problem(tmp_path, CLINIC + "time_zone: America/Bramptn\n")


def test_texts_are_filled_in_with_its_facts_in_the_visitors_language(tmp_path: Path) -> None:
    places = "places: [{id: a, name: Ash}, {id: b, name: Birch}, {id: c, name: Cedar}]"
    text = CLINIC.replace("places:\n  - {id: north, name: North end}", places) + "keep_finished_days: 3652\n"
    filled = load_clinic(written(tmp_path, text)).blanks()
    assert (filled["places"], filled["keep_unfinished"]) == ("Ash, Birch and Cedar", "14 days")
    assert (filled["keep_finished"], filled["telephone"]) == ("10 years", "902-555-0100")
    french = load_clinic(written(tmp_path, text)).blanks(FRENCH)
    assert (french["places"], french["keep_finished"]) == ("Ash, Birch et Cedar", "10 ans")
    assert load_clinic(written(tmp_path, CLINIC)).blanks()["places"] == "North end"


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "1 day"), (180, "180 days"), (365, "1 year"), (366, "1 year"), (400, "400 days"), (730, "2 years")],
)
def test_a_time_is_said_in_years_where_it_is_whole_ones(tmp_path: Path, days: int, said: str) -> None:
    clinic = load_clinic(written(tmp_path, f"{CLINIC}keep_finished_days: {days}\n"))
    assert clinic.blanks()["keep_finished"] == said


def test_its_facts_have_words_in_other_languages_and_an_untranslated_promise_is_not_made(tmp_path: Path) -> None:
    words = "in: {fr: {name: Clinique du Héron, places: {north: Nord}, next_working_day_promise: demain}}\n"
    clinic = load_clinic(written(tmp_path, f"{CLINIC}next_working_day_promise: tomorrow\n{words}"))
    french, punjabi = clinic.said_in("fr"), clinic.said_in("pa")
    assert (french.name, french.places[0].name, french.telephone) == ("Clinique du Héron", "Nord", "902-555-0100")
    assert (french.next_working_day_promise, clinic.said_in("en").next_working_day_promise) == ("demain", "tomorrow")
    assert (punjabi.name, punjabi.next_working_day_promise) == ("Heron Clinic", None)


def test_what_is_changed_in_english_leaves_its_translation_behind(tmp_path: Path) -> None:
    words = "in: {fr: {name: Clinique du Héron, banner: Fermé demain}}\n"
    clinic = load_clinic(written(tmp_path, f"{CLINIC}banner: Closed tomorrow\n{words}"))
    french = changed(clinic, {"banner": "Closed today"}).said_in("fr")
    assert (french.name, french.banner) == ("Clinique du Héron", "Closed today")
    assert changed(clinic, {"banner": "Closed tomorrow"}).said_in("fr").banner == "Fermé demain"


def test_where_no_places_are_listed_it_is_the_area(tmp_path: Path) -> None:
    clinic = load_clinic(written(tmp_path, CLINIC.replace("places:\n  - {id: north, name: North end}\n", "")))
    assert (clinic.blanks()["places"], clinic.blanks(FRENCH)["places"]) == ("the area", "la région")


def test_a_promise_is_counted_in_the_clinics_own_hours_and_zone(tmp_path: Path) -> None:
    text = CLINIC + "time_zone: America/Toronto\npromises: {routine: 2 days}\n"
    clinic = load_clinic(written(tmp_path, text.replace("Sunday: null", "Tuesday: 9:00 to 12:00")))
    sunday = datetime(2026, 11, 22, 15, tzinfo=UTC)
    promised = [clinic.due(tier, sunday).astimezone(ZoneInfo("America/Toronto")) for tier in range(4)]
    assert [f"{at:%a %H:%M}" for at in promised] == ["Sun 10:00", "Mon 11:00", "Mon 17:00", "Tue 12:00"]


def test_a_place_is_called_by_its_name(tmp_path: Path) -> None:
    clinic = load_clinic(written(tmp_path, CLINIC))
    assert [clinic.place_name(place) for place in ("north", "south", None)] == ["North end", "", ""]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (CLINIC.replace("name: Heron Clinic\n", ""), "1:1: "),
        (CLINIC + "phone: 5\n", "8:"),
        (CLINIC.replace("14", "soon"), "7:23: "),
        (CLINIC.replace("id: north", "id: North"), "5:10: "),
        (CLINIC.replace("Heron Clinic", "''"), "1:8: "),
        (CLINIC.replace("9:00 to 17:00", "9 to 5"), "6:17: Value error, opening hours end after they begin"),
        (CLINIC.replace("9:00 to 17:00", "mornings"), "6:17: Value error, write opening hours as 9:00 to 17:00"),
        (CLINIC.replace("Monday", "Mondy"), "6:16: Value error, there is no day 'Mondy'"),
        (CLINIC + "promises:\n  today: soon\n", "9:10: Value error, write a promise as 90 minutes, 2 hours or 1 day"),
        (CLINIC + "promises:\n  someday: 1 day\n", "9:12: "),
        (CLINIC + "name: Twice\n", "8:1: 'name' stands here twice, first in line 1"),
        ("[", "2:1: this is not YAML"),
        ("", "1:1: this file is empty"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, start: str) -> None:
    assert problem(tmp_path, text).startswith(start)


def test_a_file_that_is_not_there_or_not_utf_8_is_named(tmp_path: Path) -> None:
    gone, latin = tmp_path / "gone.yaml", tmp_path / "latin.yaml"
    latin.write_bytes("name: Clinique Évangéline".encode("latin-1"))
    for path, said in ((gone, "this file cannot be read"), (latin, "this file is not UTF-8 text")):
        with pytest.raises(FlowError, match=f":1:1: {said}"):
            load_clinic(path)
