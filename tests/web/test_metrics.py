"""Numbers for Prometheus: for whoever has the token, about nobody, and the same whichever process is asked."""

import re
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from people import Visitor
from serving import LIFTED, Server, free_port

from screener.config import SettingError, Settings

TOKEN = "a token that nobody can guess"
ASKED = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, metrics_token=TOKEN)


def number(page: str, of: str) -> float:
    found = re.search(rf"^{re.escape(of)} (\S+)$", page, re.MULTILINE)
    assert found, page
    return float(found[1])


def test_without_the_token_there_is_nothing_here(client: FlaskClient) -> None:
    given = ({}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": TOKEN}, {"Authorization": "Bearer é"})
    assert {client.get("/metrics", headers=headers).status_code for headers in given} == {404}


def test_a_token_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(SettingError, match="SCREENER_METRICS_TOKEN"):
        Settings.from_environment({"SCREENER_METRICS_TOKEN": "short"})


def test_screenings_outcomes_and_urgencies_are_counted(
    client: FlaskClient, visitor: Callable[..., Visitor], finished: Callable[..., Visitor]
) -> None:
    visitor().answer("me")
    finished(contact={"name": "Zebulon", "telephone": "905-555-0147"})
    finished(danger_signs=["thunderclap"])
    page = client.get("/metrics", headers=ASKED).text
    assert number(page, "screener_begun_total") == 3
    assert number(page, 'screener_outcomes{outcome="emergency_now"}') == 1
    assert number(page, 'screener_urgencies{urgency="emergency"}') == 1
    assert number(page, 'screener_urgencies{urgency="routine"}') == 1
    assert number(page, "screener_unclear_total") == 0
    assert number(page, "screener_outbox_age_seconds") == 0
    assert number(page, 'screener_proof{flow="migraine"}') == -1
    assert not [word for word in ("Zebulon", "555-0147", "thunderclap") if word in page]


def test_how_long_requests_took_is_told_by_page_and_not_by_address(client: FlaskClient) -> None:
    before = client.get("/metrics", headers=ASKED).text
    of = 'screener_request_seconds_count{method="other",page="nowhere",status="404"}'
    had = number(before, of) if of in before else 0
    client.get("/Quillfeather")
    page = client.get("/metrics", headers=ASKED).text
    assert number(page, of) == had + 1
    assert "Quillfeather" not in page


def test_several_processes_sum_what_they_measured(tmp_path: Path, flows: Path) -> None:
    given = {**LIFTED, "SCREENER_FLOWS": str(flows), "SCREENER_METRICS_TOKEN": TOKEN}
    server = Server(tmp_path / "data", free_port(), workers=2, settings=given).start()
    try:
        for _ in range(20):
            with urllib.request.urlopen(f"{server.url}/healthz", timeout=10):
                pass
        asked = urllib.request.Request(f"{server.url}/metrics", headers=ASKED)
        with urllib.request.urlopen(asked, timeout=10) as reply:
            page = reply.read().decode()
    finally:
        server.stop()
    assert number(page, 'screener_request_seconds_count{method="other",page="health.healthz",status="200"}') == 20
