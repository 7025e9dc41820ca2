"""Every route by every role: what each may do. A route that is not in the table fails the first test."""

import re
from collections.abc import Callable
from typing import Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import csrf_token
from werkzeug.test import TestResponse

REVIEWER, CLINICIAN, ADMIN = "reviewer", "clinician", "admin"
STAFF: Final = frozenset({REVIEWER, CLINICIAN, ADMIN})
ANYBODY: Final = STAFF | {"anonymous"}
HALFWAY: Final[frozenset[str]] = frozenset()
"""Only between the password and the code of one's own second factor."""

ONLY_TOKENS: Final[frozenset[str]] = frozenset()
"""Only other programs, with a token: nobody by a cookie of the desk."""

MAY: Final[dict[str, frozenset[str]]] = {
    "GET /": ANYBODY,
    "GET /static/<digest>/<filename>": ANYBODY,
    "GET /accessibility": ANYBODY,
    "GET /embed": ANYBODY,
    "GET /embed.js": ANYBODY,
    "GET /chat/<flow_id>": ANYBODY,
    "POST /chat/<flow_id>": ANYBODY,
    "GET /healthz": ANYBODY,
    "GET /readyz": ANYBODY,
    "GET /metrics": ANYBODY,  # and it is found by nobody without its token
    "POST /chat/<flow_id>/summary": ANYBODY,
    "POST /chat/<flow_id>/summary.pdf": ANYBODY,
    "GET /diary": ANYBODY,
    "GET /diary.pdf": ANYBODY,
    "GET /diary.ics": ANYBODY,
    "GET /staff/sign-in": ANYBODY,
    "POST /staff/sign-in": ANYBODY,
    "GET /staff/sign-in/code": HALFWAY,
    "POST /staff/sign-in/code": HALFWAY,
    "GET /staff/invitation/<token>": ANYBODY,
    "GET /staff/invitation": ANYBODY,
    "POST /staff/invitation": ANYBODY,
    "GET /staff/": STAFF,
    "GET /staff/queue/news": STAFF,
    "POST /staff/queue/find": STAFF,
    "POST /staff/queue/take": STAFF,
    "POST /staff/queue/views": STAFF,
    "POST /staff/queue/views/<int:view_id>/remove": STAFF,
    "GET /staff/cases/<reference>": STAFF,
    "GET /staff/cases/<reference>/assign": STAFF,
    "POST /staff/cases/<reference>/assign": STAFF,
    "POST /staff/cases/<reference>/steps": STAFF,
    "GET /staff/cases/<reference>/otherwise": STAFF,
    "GET /staff/cases/<reference>/access": STAFF,
    "GET /staff/cases/<reference>/keeping": frozenset({CLINICIAN, ADMIN}),
    "POST /staff/cases/<reference>/keeping/<step>": frozenset({CLINICIAN, ADMIN}),
    "GET /staff/cases/<reference>/sheet": STAFF,
    "GET /staff/cases/<reference>/sheet.pdf": STAFF,
    "GET /staff/cases/<reference>/appointment.ics": STAFF,
    "GET /staff/callers": STAFF,
    "POST /staff/callers": STAFF,
    "GET /staff/flows": STAFF,
    "GET /staff/flows/<flow_id>": STAFF,
    "GET /staff/flows/<flow_id>/diagram.svg": STAFF,
    "POST /staff/flows/<flow_id>/signatures": frozenset({CLINICIAN}),
    "POST /staff/flows/<flow_id>/proof": frozenset({CLINICIAN, ADMIN}),
    "GET /staff/insights": STAFF,
    "GET /staff/insights/<table_id>.csv": STAFF,
    "POST /staff/insights/words": STAFF,
    "GET /staff/audit": frozenset({ADMIN}),
    "GET /staff/audit/opened": frozenset({ADMIN}),
    "GET /staff/notifications": STAFF,
    "POST /staff/notifications": STAFF,
    "GET /staff/settings": frozenset({ADMIN}),
    "POST /staff/settings": frozenset({ADMIN}),
    "GET /staff/people": frozenset({ADMIN}),
    "POST /staff/people/invitations": frozenset({ADMIN}),
    "POST /staff/people/<staff_id>": frozenset({ADMIN}),
    "GET /staff/export": frozenset({ADMIN}),
    "GET /staff/export/rows": frozenset({ADMIN}),
    "GET /staff/export/dictionary.csv": frozenset({ADMIN}),
    "GET /staff/tokens": frozenset({ADMIN}),
    "POST /staff/tokens": frozenset({ADMIN}),
    "POST /staff/tokens/<int:token_id>/end": frozenset({ADMIN}),
    "GET /openapi.json": ANYBODY,
    "POST /api/v1/screenings": ANYBODY,
    "POST /api/v1/screenings/resume": ANYBODY,
    "GET /api/v1/cases": ONLY_TOKENS,
    "GET /api/v1/screening": ONLY_TOKENS,
    "DELETE /api/v1/screening": ONLY_TOKENS,
    "POST /api/v1/screening/replies": ONLY_TOKENS,
    "POST /api/v1/screening/undo": ONLY_TOKENS,
    "POST /api/v1/screening/change": ONLY_TOKENS,
    "POST /api/v1/screening/confirm": ONLY_TOKENS,
    "POST /api/v1/screening/reword": ONLY_TOKENS,
    "POST /api/v1/screening/keep": ONLY_TOKENS,
    "POST /api/v1/screening/mistake": ONLY_TOKENS,
    "POST /api/v1/screening/go_on": ONLY_TOKENS,
    "POST /api/v1/screening/stop": ONLY_TOKENS,
    "POST /api/v1/screening/contact": ONLY_TOKENS,
    "POST /api/v1/screening/language": ONLY_TOKENS,
    "POST /api/v1/screening/feedback": ONLY_TOKENS,
    "POST /api/v1/screening/later": ONLY_TOKENS,
    "GET /staff/webhooks": frozenset({ADMIN}),
    "POST /staff/webhooks": frozenset({ADMIN}),
    "POST /staff/webhooks/<webhook_id>/end": frozenset({ADMIN}),
    "POST /staff/webhooks/messages/<message_id>/again": frozenset({ADMIN}),
    "GET /fhir/metadata": ANYBODY,
    "GET /fhir/Questionnaire": ONLY_TOKENS,
    "GET /fhir/Questionnaire/<name>": ONLY_TOKENS,
    "GET /fhir/QuestionnaireResponse": ONLY_TOKENS,
    "POST /fhir/QuestionnaireResponse": ONLY_TOKENS,
    "GET /fhir/QuestionnaireResponse/<reference>": ONLY_TOKENS,
    "GET /fhir/Patient/<reference>/$everything": ONLY_TOKENS,
    "GET /fhir/<reference>/$everything": ONLY_TOKENS,
    "GET /fhir/<path:_elsewhere>": ONLY_TOKENS,
    "GET /staff/account": STAFF,
    "POST /staff/account/sessions": STAFF,
    "POST /staff/account/password": STAFF,
    "GET /staff/account/second-factor": STAFF,
    "POST /staff/account/second-factor": STAFF,
    "GET /staff/account/qr.svg": STAFF,
    "POST /staff/account/keys": STAFF,
    "POST /staff/account/keys/<int:key_id>/remove": STAFF,
    "POST /staff/sign-out": STAFF,
}
"""Who may use each route, in the order in which it is tried: signing out comes last."""


def routes(app: Flask) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def tried(browser: FlaskClient, route: str, token: str) -> TestResponse:
    """The route's answer, on things that are not there: only the guard is looked at."""
    method, path = route.split(" ", 1)
    path = re.sub(r"<[^>]+>", "K7M2QX", re.sub(r"<int:[^>]+>", "7", path))
    return browser.open(path, method=method, data={"csrf_token": token} if method == "POST" else None)


def refused(reply: TestResponse) -> bool:
    to_sign_in = reply.status_code == 302 and "/staff/sign-in" in reply.headers["Location"]
    return to_sign_in or reply.status_code in (401, 403)


def test_every_route_is_in_the_table(app: Flask) -> None:
    assert routes(app) == set(MAY)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_each_role_may_do_what_the_table_says_and_nothing_else(people: Callable[..., FlaskClient], role: str) -> None:
    browser = people(role=role)
    for route, allowed in MAY.items():
        token = csrf_token(browser.get("/staff/").text)
        assert refused(tried(browser, route, token)) == (role not in allowed), route


def test_whoever_has_not_signed_in_gets_no_further_than_the_sign_in(
    client: FlaskClient, staff_client: FlaskClient
) -> None:
    token = csrf_token(staff_client.get("/staff/").text)
    for route, allowed in MAY.items():
        reply = tried(client, route, token)
        assert "anonymous" in allowed or refused(reply) or reply.status_code == 400, route
        assert b">Queue</a>" not in reply.data, route  # the desk's menu


def test_a_form_without_its_token_changes_nothing(staff_client: FlaskClient) -> None:
    for route in MAY:
        if route.startswith("POST /staff/") and route != "POST /staff/sign-in":
            assert tried(staff_client, route, "").status_code == 400, route
