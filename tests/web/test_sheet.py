"""The hand-over sheet for the physician, on the screen and as a PDF of one page, from the clinic's own flow."""

import os
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import appointment, csrf_token, text_of

from screener.export import paper
from screener.library import shipped
from screener.store import audit

ANSWERS: dict[str, object] = {
    "for_whom": "me",
    "age": 35,
    "danger_signs": ["none"],
    "pregnancy": "breastfeeding",
    "urgent_signs": ["none"],
    "change_signs": ["none"],
    "attack_now": "no",
    "goal": "prevention",
    "headache_days": 16,
    "clear_days": 8,
    "migraine_days": 9,
    "duration": "over_3_months",
    "headache_hours": "four_hours_to_three_days",
    "pain_features": ["one_sided", "pulsating"],
    "symptoms": ["nausea_vomiting", "light_sensitive"],
    "impairment": "severe",
    "triggers": ["stress", "sleep", "weather"],
    "acute_medicines": ["triptan", "simple_analgesic"],
    "triptan_days": 9,
    "simple_analgesic_days": 12,
    "acute_days": 11,
    "acute_duration": "over_3_months",
    "rescue_works": "sometimes",
    "triptan_relief": "yes",
    "preventives": ["antidepressant", "anticonvulsant"],
    "preventive_notes": "Elavil for three months, stopped because of weight gain. " * 8,
    "botulinum": "migraine_past",
    "botulinum_weeks": 17,
    "neuromuscular": "unsure",
    "health_conditions": ["bleeding_disorder", "fainting_with_needles"],
    "caution_medicines": ["anticoagulant"],
}
ANA = {"name": "Ana Testa", "telephone": "905 555 0123", "place": "vaughan", "speaks": "Portuguese", "agreed": "yes"}


@pytest.fixture
def flows() -> Path:
    return shipped("flows")


@pytest.fixture
def case(staff_client: FlaskClient, visitor: Callable[..., Any]) -> Any:
    """Somebody with much to say, who is booked."""
    done = visitor().act("answer", text="myself").finish(ANSWERS).leave_contact(**ANA)
    address = f"/staff/cases/{done.reference}"
    for seen, (step, more) in enumerate((("contact", {}), ("book", appointment()))):
        token = csrf_token(staff_client.get(address).text)
        sent = {"csrf_token": token, "step": step, "seen": str(seen), **more}
        assert staff_client.post(f"{address}/steps", data=sent).status_code == 303
    return done


def test_the_sheet_holds_what_a_physician_looks_for(app: Flask, staff_client: FlaskClient, case: Any) -> None:
    reply = staff_client.get(f"/staff/cases/{case.reference}/sheet")
    said = text_of(reply.text)
    for words in (
        "Hand-over for the physician",
        "10:30 , 45 min, Vaughan, with Dr. Okafor",
        "Ana Testa · 905 555 0123 · Likes to speak: Portuguese",
        "Aged 35 years: breastfeeding; bleeding disorder; and 0 more".removesuffix("; and 0 more"),
        "B · Discuss before the visit: Breastfeeding; Bleeding disorder",
        "C · Tell whoever treats: Faints with needles; Blood thinner; Botulinum toxin over 16 weeks ago",
        "Headache days: 16 days a month",
        "Taken for an attack: A triptan; A plain painkiller",
        "Days with a triptan: 9 days a month",
        "About those: Elavil for three months, stopped because of weight gain.",
        "Weeks since the last one: 17 weeks",
        "They were not sure about: Nerve or muscle disease",
        "A month has about 30 days in all",
        "close to its limit of 10",
        "About: “myself”",
        "It is no diagnosis",
    ):
        assert words in said, words
    assert "such as Imitrex" not in said
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", reply.text)
    with app.app_context():
        assert [one.entry.detail for one in audit.entries() if one.entry.action == "case.sheet"] == [""]


def test_the_pdf_is_the_same_sheet_on_one_page(app: Flask, staff_client: FlaskClient, case: Any) -> None:
    if not paper.pdf_there():
        assert not os.environ.get("SCREENER_REQUIRE_BROWSER"), "WeasyPrint or its libraries are missing"
        pytest.skip("WeasyPrint or its libraries are missing")
    reply = staff_client.get(f"/staff/cases/{case.reference}/sheet.pdf")
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    assert reply.data.startswith(b"%PDF-")
    assert pages_of(reply.data) == 1
    assert f"sheet-{case.reference}.pdf" in reply.headers["Content-Disposition"]
    with app.app_context():
        assert [one.entry.detail for one in audit.entries() if one.entry.action == "case.sheet"] == ["PDF"]


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has: they are listed in its packed objects."""
    packed = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    listed = b" ".join(zlib.decompressobj().decompress(one) for one in packed if one.startswith(b"\x78"))
    return len(re.findall(rb"/Type\s*/Page\b", listed))


def test_where_no_pdf_can_be_made_the_page_is_shown_and_says_so(
    staff_client: FlaskClient, case: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from screener.web import staff_sheet

    monkeypatch.setattr(staff_sheet, "pdf_there", lambda: False)
    reply = staff_client.get(f"/staff/cases/{case.reference}/sheet.pdf", follow_redirects=True)
    said = text_of(reply.text)
    assert "PDF files cannot be made here" in said
    assert "Hand-over for the physician" in said
    assert "Save as PDF " not in said.replace("“Save as PDF”", "")


def test_a_page_on_paper_fetches_nothing(case: Any) -> None:
    with pytest.raises(ValueError, match="fetches nothing"):
        paper._refuse("http://127.0.0.1/")
