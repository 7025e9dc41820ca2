"""Two questions about the questions, at the end: counted once, kept beside nobody."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from test_chat import Visitor
from test_paper import finished

from screener.library import shipped
from screener.store.models import db
from screener.store.models_desk import DailyCount


@pytest.fixture
def flows() -> Path:
    return shipped("flows")


def counted(app: Flask) -> dict[str, int]:
    with app.app_context():
        rows = db.session.execute(select(DailyCount.name, DailyCount.number).where(DailyCount.measure == "feedback"))
        return {row.name: row.number for row in rows}


def test_it_is_counted_once_and_thanked_for(app: Flask, client: FlaskClient) -> None:
    visitor = finished(client)
    assert "Two questions about the questions" in visitor.page.text
    visitor.send("feedback", easy="yes", next_step="partly")
    assert visitor.page.status_code == 200
    assert "Thank you for telling us" in visitor.page.text
    assert "Two questions about the questions" not in visitor.page.text
    visitor.send("feedback", easy="no")
    assert counted(app) == {"easy:yes": 1, "next_step:partly": 1}


def test_one_answer_is_enough_and_none_says_so(app: Flask, client: FlaskClient) -> None:
    visitor = finished(client)
    visitor.send("feedback")
    assert visitor.page.status_code == 422
    assert "choose one of the answers" in visitor.page.text
    visitor.send("feedback", next_step="no", easy="<script>")
    assert visitor.page.status_code == 200
    assert counted(app) == {"next_step:no": 1}


def test_it_is_for_those_at_the_end_only(app: Flask, client: FlaskClient) -> None:
    begun = Visitor(client)
    begun.send("feedback", easy="yes")
    assert begun.page.status_code == 409
    assert counted(app) == {}


def test_the_desk_sees_the_counts(app: Flask, client: FlaskClient, staff_client: FlaskClient) -> None:
    finished(client).send("feedback", easy="no")
    page = staff_client.get("/staff/insights").text
    assert "Easy to answer? No" in page
