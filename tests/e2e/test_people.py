"""The desk's people in a real browser, on a telephone: invited, joined, a second factor, and the pages of both."""

import os
import re

from axe_playwright_python.sync_playwright import Axe
from passlib.totp import TOTP
from playwright.sync_api import Browser, Page, expect
from serving import Server

STRICT = {"rules": {"color-contrast-enhanced": {"enabled": True}}}
PICTURES = os.environ.get("SCREENER_PICTURES")


def looked_at(page: Page, name: str) -> None:
    """Accessible, with the strict contrast, and no wider than the screen; a picture where they are kept."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    found = Axe().run(page, options=STRICT).response["violations"]
    assert not found, (name, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found])
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name


def sign_in(page: Page, server: Server, email: str, password: str) -> None:
    page.goto(f"{server.url}/staff/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_somebody_is_invited_joins_and_sets_up_a_second_factor(phone: Page, browser: Browser, server: Server) -> None:
    sign_in(phone, server, *server.first_sign_in)
    phone.goto(f"{server.url}/staff/people")
    phone.get_by_label("Their e-mail").fill("new.nurse@clinic.example")
    phone.get_by_role("button", name="Make the link").click()
    looked_at(phone, "invitation-link")
    link = phone.get_by_label("Link, good for one use").input_value()
    phone.goto(f"{server.url}/staff/people")
    phone.locator("summary").first.click()
    looked_at(phone, "people")
    phone.goto(f"{server.url}/staff/export?list=all")
    looked_at(phone, "export")
    phone.goto(f"{server.url}/staff/tokens")
    phone.get_by_label("What it is for").fill("Referral system")
    phone.get_by_label("The questions, as FHIR Questionnaires").check()
    phone.get_by_role("button", name="Make the token").click()
    expect(phone.get_by_label("Sent as")).to_have_value(re.compile(r"scr_[\w-]{43}"))
    looked_at(phone, "token")
    phone.get_by_role("link", name="Back to the tokens").click()
    looked_at(phone, "tokens")

    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme="dark")
    nurse = context.new_page()
    nurse.goto(link)
    expect(nurse).to_have_url(f"{server.url}/staff/invitation")
    looked_at(nurse, "invitation")
    nurse.get_by_label("Password").fill("nine slow otters")
    nurse.get_by_role("button", name="Make my account").click()
    sign_in(nurse, server, "new.nurse@clinic.example", "nine slow otters")
    nurse.goto(f"{server.url}/staff/account")
    looked_at(nurse, "account")
    nurse.get_by_role("link", name="Set it up").click()
    nurse.get_by_role("button", name="Set it up").click()
    picture = nurse.get_by_role("img", name="The picture for your app")
    expect(picture).to_be_visible()
    nurse.wait_for_function("picture => picture.naturalWidth > 100", arg=picture.element_handle())
    looked_at(nurse, "second-factor")
    shown = re.sub(r"\s", "", nurse.locator(".code").inner_text())
    nurse.get_by_label("Code").fill(TOTP(shown).generate().token)
    nurse.get_by_role("button", name="Switch it on").click()
    expect(nurse.locator(".recovery li")).to_have_count(10)
    looked_at(nurse, "recovery-codes")
    recovery = nurse.locator(".recovery li").first.inner_text()
    nurse.get_by_role("button", name="Sign out").click()
    sign_in(nurse, server, "new.nurse@clinic.example", "nine slow otters")
    looked_at(nurse, "code")
    nurse.get_by_label("Code").fill(recovery)
    nurse.get_by_role("button", name="Go on").click()
    expect(nurse).to_have_url(f"{server.url}/staff/")
    context.close()
