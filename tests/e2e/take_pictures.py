"""Takes the two pictures of the README anew: `.venv/bin/python tests/e2e/take_pictures.py`."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from answers import CHRONIC, Answer
from chromium import CHROMIUM, QUIET
from playwright.sync_api import Page, sync_playwright
from serving import Server, free_port
from visitor import begin, walk

PICTURES = Path(__file__).parent.parent / "pictures"
VISITORS: list[tuple[dict[str, Answer], str]] = [
    ({"health_conditions": ["none"]}, "Brampton"),
    ({}, "Vaughan"),
    ({"pregnancy": "pregnant", "pregnancy_signs": ["none"]}, "Caledon"),
    ({"headache_days": 12, "clear_days": 18, "health_conditions": ["none"]}, "Woodbridge"),
    ({"acute_medicines": ["combination_opioid"], "combination_opioid_days": 14, "acute_duration": "over_3_months"}, ""),
    ({"change_signs": ["progressive_headache"]}, "Brampton"),
    ({"urgent_signs": ["fever_headache"]}, "Vaughan"),
    ({"danger_signs": ["new_neuro_deficit"]}, ""),
]


def be_screened(page: Page, server: Server, answers: dict[str, Answer], place: str) -> None:
    page.goto(server.url)
    page.evaluate("sessionStorage.clear()")
    begin(page, server.url)
    walk(page, {**CHRONIC, **answers})
    if page.locator("button[value=go_on]").count():
        page.locator("#telephone").fill("905 555 0142")
        page.get_by_role("button", name="Stop here", exact=True).click()
        page.locator("article.outcome").wait_for()
    if place and page.locator("#booking").count():
        page.locator("#name").fill("Test Visitor")
        page.locator("#telephone").fill("905 555 0142")
        page.get_by_label(place).check()
        page.get_by_label("may contact me").check()
        page.get_by_role("button", name="Send my request").click()
        page.locator("#thanks").wait_for()


def take(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(server.url)
    page.evaluate("sessionStorage.clear()")
    begin(page, server.url)
    walk(page, CHRONIC, until="headache_days")
    page.locator("#answer").fill("18")
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=PICTURES / "chat.png")
    for answers, place in VISITORS:
        be_screened(page, server, answers, place)
    page.set_viewport_size({"width": 1000, "height": 760})
    email, password = server.first_sign_in
    page.goto(f"{server.url}/staff/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation", name="Lists of the queue").wait_for()
    page.screenshot(path=PICTURES / "queue.png")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "data", free_port()).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        take(browser.new_page(color_scheme="light"), server)
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
