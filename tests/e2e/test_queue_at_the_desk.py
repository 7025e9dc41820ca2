"""The queue in a real browser: by keyboard, with news that announce themselves, at each width, light and dark."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from answers import CHRONIC
from looked_over import accessible, at_each_width, in_both_themes, picture
from people import Visitor
from playwright.sync_api import Browser, Page, expect
from serving import Server, free_port

from screener.app import create_app
from screener.config import Settings
from screener.library import shipped
from screener.store.models import Screening, db

ANSWERS: dict[str, object] = {**CHRONIC, "pregnancy_signs": ["none"], "triggers": ["stress"]}
WAITING: list[tuple[dict[str, object], str, float, float | None]] = [
    ({"danger_signs": ["thunderclap"]}, "", 0.1, -0.1),
    ({"urgent_signs": ["fever_headache"]}, "vaughan", 1.2, 0.8),
    ({"pregnancy": "pregnant"}, "brampton", 26, -2),
    ({}, "vaughan", 20, 5),
    ({"health_conditions": ["none"]}, "caledon", 0.3, 26),
    ({"health_conditions": ["none"]}, "", 30, None),
]
"""What somebody answered, where they want to be seen, hours since, hours until they are due; None: no contact left."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A desk with a few people waiting."""
    server = Server(tmp_path_factory.mktemp("queue") / "data", free_port()).start()
    for answers, place, hours, due in WAITING:
        arrive(server, answers, place, hours, due)
    yield server
    server.stop()


def arrive(server: Server, answers: dict[str, object], place: str, hours: float = 0, due: float | None = 1) -> str:
    """Somebody finishes their screening; its reference."""
    url = f"sqlite:///{server.data / 'screener.db'}"
    app = create_app(Settings(data=server.data, flows=shipped("flows"), database_url=url, rate_limits=False))
    now = datetime.now(UTC)
    visitor = Visitor(app, now - timedelta(minutes=40)).finish(ANSWERS | answers)
    if due is not None:
        visitor.now = now
        visitor.leave_contact(name="Test Visitor", telephone="905 555 0142", place=place)
    with app.app_context():
        row = db.session.get(Screening, visitor.id)
        assert row is not None
        row.queued_at = now - timedelta(hours=hours)
        row.due_at = None if due is None else now + timedelta(hours=due)
        db.session.commit()
        db.engine.dispose()
    return visitor.reference


def signed_in(browser: Browser, server: Server, width: int, **more: str) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, **more)  # type: ignore[arg-type]
    page = context.new_page()
    email, password = server.first_sign_in
    page.goto(f"{server.url}/staff/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("table.queue")).to_be_visible()
    return page


def in_focus(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.textContent.trim()")
    return found


def test_the_queue_is_accessible_at_each_width_light_and_dark(browser: Browser, desk: Server) -> None:
    page = signed_in(browser, desk, 768)
    at_each_width(page, "queue")
    in_both_themes(page, "queue-768")
    for summary in page.locator(".tabs summary").all():
        summary.click()
    at_each_width(page, "queue-filters")
    first = page.locator(".queue .reference a").first.inner_text()
    for path in ("?list=anonymous", "?list=snoozed", "?late=1&sort=due", f"cases/{first}/assign"):
        page.goto(f"{desk.url}/staff/{path}")
        accessible(page)
    page.context.close()


def test_the_queue_is_walked_by_keyboard_alone(browser: Browser, desk: Server) -> None:
    page = signed_in(browser, desk, 1280)
    references = page.locator(".queue .reference a").all_inner_texts()
    page.keyboard.press("j")
    assert in_focus(page) == references[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert in_focus(page) == references[1]
    picture(page, "queue-row")
    page.keyboard.press("a")
    expect(page.get_by_text(f"{references[1]} is mine now.")).to_be_visible()
    assert in_focus(page) == references[1]
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    accessible(page)
    picture(page, "queue-keys")
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    assert in_focus(page) == references[1]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=references[1])).to_be_visible()
    page.go_back()
    page.keyboard.press("/")
    page.keyboard.type("905 555 0142")
    page.keyboard.press("Enter")
    expect(page.get_by_text("cases have this telephone.")).to_be_visible()
    assert "0142" not in page.url
    accessible(page)
    page.context.close()


def test_single_keys_can_be_switched_off(browser: Browser, desk: Server) -> None:
    page = signed_in(browser, desk, 1280)
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("These keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.context.close()


def test_a_new_case_announces_itself_and_is_shown_on_request(browser: Browser, desk: Server) -> None:
    page = signed_in(browser, desk, 768)
    page.clock.install()
    page.goto(f"{desk.url}/staff/?urgency=today")
    news = page.get_by_role("status")
    expect(news).to_be_empty()
    reference = arrive(desk, {"urgent_signs": ["fever_headache"]}, "vaughan")
    page.clock.fast_forward(21_000)
    expect(news).to_contain_text("1 new case waits to be called.")
    expect(page).to_have_title(re.compile(r"^\(1\) Queue"))
    accessible(page)
    picture(page, "queue-news")
    news.get_by_role("link", name="Show them").click()
    expect(page.get_by_role("link", name=reference, exact=True)).to_be_visible()
    expect(page).to_have_title(re.compile(r"^Queue"))
    page.context.clear_cookies()
    page.clock.fast_forward(21_000)
    expect(page.get_by_role("status")).to_contain_text("You have been signed out.")
    page.context.close()


def test_without_javascript_all_is_links_and_buttons(browser: Browser, desk: Server) -> None:
    page = signed_in(browser, desk, 360, java_script_enabled=False)  # type: ignore[arg-type]
    taken = page.get_by_role("button", name=re.compile("^Take")).last
    taken.click()
    expect(page.get_by_role("status").first).to_contain_text("is mine now.")
    page.get_by_role("link", name=re.compile("^mine")).first.click()
    page.get_by_label("Give it to").select_option("Nobody")
    page.get_by_role("button", name="Give").click()
    expect(page.get_by_role("status").first).to_contain_text("is nobody’s now.")
    page.get_by_text("Saved views").click()
    page.get_by_label("Save this list").fill("All mine")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved views").click()
    expect(page.get_by_role("link", name="All mine")).to_be_visible()
    page.context.close()
