"""The loader for the clinic's website, who may show the chat in a frame, and how light everything is."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from screener.app import create_app
from screener.clinic import load_clinic
from screener.config import Settings
from screener.engine.errors import FlowError

COMPRESSED = {"Accept-Encoding": "gzip, br"}


def test_the_loader_is_small_kept_and_there_for_other_sites(client: FlaskClient) -> None:
    reply = client.get("/embed.js")
    assert len(gzip.compress(reply.data)) <= 4096
    assert reply.headers["Cache-Control"].startswith("public, max-age=")
    assert reply.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in reply.headers
    compressed = client.get("/embed.js", headers=COMPRESSED)
    assert compressed.headers["Content-Encoding"] == "br"
    for first in (reply, compressed):
        again = COMPRESSED if first is compressed else {}
        unchanged = client.get("/embed.js", headers={**again, "If-None-Match": first.headers["ETag"]})
        assert (unchanged.status_code, unchanged.data) == (304, b"")


def test_only_the_chat_and_only_the_clinics_websites_may_frame_it(settings: Settings, tmp_path: Path) -> None:
    facts = (settings.flows / "clinic.yaml").read_text("utf-8") + "websites: ['https://www.clinic.example']\n"
    own = tmp_path / "own"
    own.mkdir()
    (own / "clinic.yaml").write_text(facts, "utf-8")
    (own / "migraine").symlink_to(settings.flows / "migraine")
    client = create_app(replace(settings, flows=own)).test_client()
    policies = {path: client.get(path).headers["Content-Security-Policy"] for path in ("/chat/migraine", "/embed")}
    assert "frame-ancestors 'self' https://www.clinic.example" in policies["/chat/migraine"]
    assert "frame-ancestors 'none'" in policies["/embed"]
    assert "frame-ancestors 'none'" in client.get("/staff/sign-in").headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "origin", ["http://clinic.example", "https://clinic.example/", "https://*", "*", "javascript:"]
)
def test_a_website_is_an_origin_and_no_more(tmp_path: Path, settings: Settings, origin: str) -> None:
    facts = (settings.flows / "clinic.yaml").read_text("utf-8") + f"websites: ['{origin}']\n"
    (tmp_path / "clinic.yaml").write_text(facts, "utf-8")
    with pytest.raises(FlowError):
        load_clinic(tmp_path / "clinic.yaml")


def test_the_page_shows_the_line_and_repeats_nothing_that_could_run(client: FlaskClient) -> None:
    page = client.get("/embed", query_string={"label": '"><script>alert(1)</script>', "mode": "x", "flow": "nothing"})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert 'data-flow="migraine"' in page.text
    assert "data-mode" not in page.text


def test_static_addresses_change_with_what_is_in_them_and_are_kept_for_good(client: FlaskClient) -> None:
    address = client.get("/chat/migraine").text.partition('<script src="')[2].partition('"')[0]
    assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/older/chat.js").headers["Cache-Control"] == "no-cache"


def test_the_desk_is_never_compressed(staff_client: FlaskClient) -> None:
    assert "Content-Encoding" not in staff_client.get("/staff/", headers=COMPRESSED).headers
    assert staff_client.get("/", headers=COMPRESSED).headers["Content-Encoding"] == "br"
