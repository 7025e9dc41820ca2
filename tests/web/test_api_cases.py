"""The lists of the queue for other programs: what a token lists, page by page, and what it never shows."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import Visitor
from programs import made_token, recorded
from werkzeug.test import TestResponse

from screener.promise import TIERS
from screener.review_machine import STATUSES
from screener.store.queue import ORDERS
from screener.tokens import ANSWERS, LISTS
from screener.web.api_sent import CasesAsked

ADA = {"name": "Ada Lovelace", "telephone": "905 555 0144"}


@pytest.fixture
def ask(app: Flask, client: FlaskClient) -> Callable[..., TestResponse]:
    token = made_token(app, LISTS)

    def get(**query: object) -> TestResponse:
        headers = {"Authorization": f"Bearer {token}"}
        return client.get("/api/v1/cases", query_string=query, headers=headers)

    return get


def references(reply: TestResponse) -> list[str]:
    made: dict[str, Any] = reply.get_json()
    return [one["reference"] for one in made["cases"]]


def test_what_waits_is_listed_without_a_name_or_an_answer(
    app: Flask, ask: Callable[..., TestResponse], finished: Callable[..., Visitor]
) -> None:
    case = finished(contact=ADA)
    finished()  # nobody to call
    reply = ask()
    (listed,) = reply.get_json()["cases"]
    assert listed["reference"] == case.reference
    assert (listed["status"], listed["reachable"], listed["snoozed_until"]) == ("new", True, None)
    assert listed["due_at"] > listed["since"]
    assert not any(one in reply.text for one in ("Ada", "0144", "headache_days"))
    assert ("api.list", "program: Referral system", "") in recorded(app)
    assert len(references(ask(list="all"))) == 2


def test_pages_follow_one_another_and_hold_everybody_once(
    ask: Callable[..., TestResponse], finished: Callable[..., Visitor]
) -> None:
    wanted = {finished(contact=ADA).reference for _ in range(3)}
    first = ask(count=2)
    second = ask(count=2, after=first.get_json()["next"])
    assert {*references(first), *references(second)} == wanted
    assert len(references(first)) == 2
    assert second.get_json()["next"] is None


def test_filters_leave_the_others_out(ask: Callable[..., TestResponse], finished: Callable[..., Visitor]) -> None:
    case = finished(contact=ADA)
    urgency = ask().get_json()["cases"][0]["urgency"]
    for query, found in (
        ({"urgency": urgency}, [case.reference]),
        ({"urgency": "emergency"}, []),
        ({"status": "new", "sort": "newest"}, [case.reference]),
        ({"status": "booked"}, []),
        ({"outcome": "no_such"}, []),
        ({"place": "elsewhere"}, []),
        ({"late": "yes"}, []),
    ):
        assert references(ask(**query)) == found, query


@pytest.mark.parametrize(
    "query",
    [
        {"list": "mine"},
        {"urgency": "soon"},
        {"sort": "back"},  # not an order of the list that waits
        {"count": "0"},
        {"count": "many"},
        {"after": "x!"},
        {"after": "7.K7M2QX"},
        {"patient": "K7M2QX"},
        {"status": ["new", "booked"]},
        {"outcome": "<script>"},
    ],
)
def test_what_cannot_be_read_is_refused_and_never_widened(
    ask: Callable[..., TestResponse], query: dict[str, object]
) -> None:
    reply = ask(**query)
    assert reply.status_code == 422
    assert reply.content_type == "application/problem+json"
    assert "<script>" not in reply.text


def test_only_a_token_that_is_for_this_lists_it(app: Flask, client: FlaskClient, staff_client: FlaskClient) -> None:
    other = made_token(app, ANSWERS)
    for header, status in (("", 401), ("Bearer x", 401), (f"Bearer {other}", 403)):
        reply = client.get("/api/v1/cases", headers={"Authorization": header} if header else {})
        assert reply.status_code == status
        assert reply.content_type == "application/problem+json"
    assert staff_client.get("/api/v1/cases").status_code == 401
    assert ("api.refused", "program: Referral system", "") in recorded(app)


def test_the_description_knows_the_lists_orders_and_statuses_that_there_are() -> None:
    def allowed(name: str) -> set[str]:
        return set(get_args(CasesAsked.model_fields[name].annotation)) - {""}

    assert allowed("list") == set(ORDERS)
    assert allowed("sort") == {order for orders in ORDERS.values() for order in orders}
    assert allowed("urgency") == set(TIERS)
    assert allowed("status") == set(STATUSES)
