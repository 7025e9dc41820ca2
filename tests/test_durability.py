"""Check 24: killed again and again under load, the server loses no answer that it acknowledged, and doubles none.

`tests/bench/kill_server.py` does so 200 times.
"""

from pathlib import Path

import pytest
from killing import faults, kill_again_and_again
from serving import LIFTED, Server, free_port

from screener.config import Settings

NO_MAIL_IS_SENT = {"SCREENER_MAIL": "smtp://127.0.0.1:1", "SCREENER_MAIL_FROM": "screener@clinic.example"}
"""It is written, and nobody takes it."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_check_24_killed_under_load_the_server_loses_nothing_and_doubles_nothing(
    tmp_path: Path, flows: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    data = tmp_path / "data"
    url = request.getfixturevalue("postgres_url") if kind == "postgresql" else f"sqlite:///{data / 'screener.db'}"
    given = {**LIFTED, **NO_MAIL_IS_SENT, "SCREENER_FLOWS": str(flows), "SCREENER_DATABASE_URL": url}
    load = kill_again_and_again(Server(data, free_port(), settings=given), kills=1, visitors=3)
    assert sum(walk.kept for walk in load.walks) > 10
    assert load.sent_again > 0
    assert list(faults(load, Settings(data=data, flows=flows, database_url=url))) == []
