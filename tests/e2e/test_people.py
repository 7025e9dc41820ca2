"""The desk's people in a real browser, on a telephone: invited, joined, a second factor, and the pages of both."""

import re
from dataclasses import replace

from looked_over import accessible, picture
from passlib.totp import TOTP
from playwright.sync_api import Browser, Page, expect
from serving import Server


def looked_at(page: Page, name: str) -> None:
    accessible(page)
    picture(page, name)


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


def test_a_security_key_is_added_and_signs_its_owner_in(browser: Browser, server: Server) -> None:
    """By name, as browsers ask for keys: an address of numbers has none."""
    context = browser.new_context(viewport={"width": 768, "height": 900}, color_scheme="dark")
    page, desk = context.new_page(), replace(server, host="localhost")
    tool = context.new_cdp_session(page)
    tool.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
    tool.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    email, password = server.first_sign_in
    sign_in(page, desk, email, password)
    page.goto(f"{desk.url}/staff/account/second-factor")
    page.get_by_label("Name of the new key").fill("front desk")
    page.get_by_role("button", name="Add a key").click()
    expect(page.locator(".recovery li")).to_have_count(10)
    page.goto(f"{desk.url}/staff/account/second-factor")
    expect(page.get_by_text("front desk", exact=True)).to_be_visible()
    looked_at(page, "security-keys")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, desk, email, password)
    looked_at(page, "security-key-asked")
    page.get_by_role("button", name="Use my security key").click()
    expect(page).to_have_url(f"{desk.url}/staff/")
    page.goto(f"{desk.url}/staff/account/second-factor")
    page.get_by_role("button", name="Remove the key front desk").click()
    expect(page.get_by_text("The key is removed.")).to_be_visible()
    context.close()
