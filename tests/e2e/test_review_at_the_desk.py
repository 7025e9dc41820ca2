"""The staff's desk in a real browser: sign in, find the case, follow it up to a booking, by keyboard too."""

from datetime import UTC, datetime, timedelta

from answers import CHRONIC
from looked_over import accessible, at_each_width, in_both_themes
from playwright.sync_api import Page, expect
from serving import Server
from visitor import begin, press_to, walk

FIRST_PARTS = "document.querySelectorAll('.parts > :nth-child(n + 4)').forEach(one => one.remove())"
"""All parts of a kind are made alike: looking at three of each finds what looking at hundreds does."""


def screened(page: Page, server: Server) -> str:
    """A visitor's whole screening with a booking request; its reference."""
    begin(page, server.url)
    walk(page, CHRONIC)
    page.locator("#name").fill("Desk Visitor")
    page.locator("#telephone").fill("905 555 0144")
    page.get_by_label("Vaughan").check()
    page.get_by_label("may contact me").check()
    page.get_by_role("button", name="Send my request").click()
    expect(page.locator("#thanks")).to_be_visible()
    return page.locator("strong.code").inner_text()


def sign_in(page: Page, server: Server) -> None:
    email, password = server.first_sign_in
    page.goto(f"{server.url}/staff/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Lists of the queue")).to_be_visible()


def test_staff_see_a_screening_and_book_it(phone: Page, server: Server) -> None:
    reference = screened(phone, server)
    phone.goto(f"{server.url}/staff/")
    in_both_themes(phone)
    sign_in(phone, server)
    phone.get_by_role("link", name=reference, exact=True).click()
    expect(phone.locator("main")).to_contain_text("Desk Visitor")
    expect(phone.locator("main")).to_contain_text("Asthma or COPD")
    expect(phone.locator("main")).to_contain_text("not yet reviewed by a physician")
    accessible(phone)
    phone.get_by_role("button", name="Begin review").click()
    phone.get_by_role("button", name="Reached them").click()
    phone.get_by_label("Called, and not reached").select_option("left_message")
    phone.get_by_label("Note").fill("Thursday suits")
    phone.get_by_role("button", name="Save this try").click()
    expect(phone.locator("main")).to_contain_text("1 try to call: left a message")
    phone.get_by_text("Book an appointment").click()
    phone.get_by_label("Day", exact=True).first.fill("2020-01-02")
    phone.get_by_label("Time").fill("10:30")
    phone.get_by_label("With whom").fill("Dr. Okafor")
    phone.locator("details.booking form").evaluate("form => { form.noValidate = true }")
    phone.get_by_role("button", name="Book this appointment").click()
    expect(phone.get_by_text("That time is past.")).to_be_visible()
    accessible(phone)
    phone.set_viewport_size({"width": 1280, "height": 900})
    phone.get_by_label("Day", exact=True).first.fill((datetime.now(UTC).date() + timedelta(days=9)).isoformat())
    phone.get_by_role("button", name="Book this appointment").click()
    expect(phone.locator("main")).to_contain_text("Booked")
    expect(phone.locator(".appointment")).to_contain_text("10:30, 45 min")
    phone.get_by_role("link", name="Who has looked at this screening?").click()
    expect(phone.locator("#looked")).to_contain_text("Saw a screening")
    phone.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    at_each_width(phone, "case")
    in_both_themes(phone, "case-1280")
    phone.get_by_role("link", name="Hand-over sheet").click()
    expect(phone.locator("main")).to_contain_text("with Dr. Okafor")
    at_each_width(phone, "sheet")
    phone.goto(f"{server.url}/staff/cases/{reference}/keeping")
    at_each_width(phone, "keeping")
    phone.get_by_label("Why, for the record").last.select_option("wish")
    phone.get_by_role("button", name="Delete it").click()
    expect(phone.locator("h1")).to_contain_text("Delete all that is kept")
    at_each_width(phone, "keeping-sure", (360,))
    phone.get_by_role("link", name="No, leave it as it is").click()
    phone.get_by_role("button", name="Sign out").click()
    phone.goto(f"{server.url}/staff/cases/{reference}")
    expect(phone.get_by_role("button", name="Sign in")).to_be_visible()
    assert "Desk Visitor" not in phone.content()


def test_a_case_is_found_and_begun_by_keyboard_alone(phone: Page, server: Server) -> None:
    reference = screened(phone, server)
    email, password = server.first_sign_in
    phone.goto(f"{server.url}/staff/")
    press_to(phone, "input[name=email]")
    phone.keyboard.type(email)
    press_to(phone, "input[name=password]")
    phone.keyboard.type(password)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("navigation", name="Lists of the queue")).to_be_visible()
    press_to(phone, "input[name=find]")
    phone.keyboard.type(reference.lower())
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name=reference)).to_be_visible()
    press_to(phone, "button[value=start]")
    phone.keyboard.press("Enter")
    expect(phone.locator("main")).to_contain_text("In review")


def test_what_is_empty_and_what_is_not_there_say_so(phone: Page, server: Server) -> None:
    sign_in(phone, server)
    phone.goto(f"{server.url}/staff/?status=seen&urgency=emergency")
    accessible(phone)
    expect(phone.locator("main")).to_contain_text("No case")
    phone.goto(f"{server.url}/staff/cases/ZZZZZZ")
    accessible(phone)
    expect(phone.locator("main")).to_contain_text("No such case")


def test_the_pages_of_flows_are_accessible_with_everything_unfolded(phone: Page, server: Server) -> None:
    sign_in(phone, server)
    phone.get_by_role("link", name="Flows").click()
    accessible(phone)
    phone.get_by_role("link", name="Migraine screening").click()
    phone.wait_for_url("**/staff/flows/migraine")  # the whole of a long page, before its parts are counted
    phone.evaluate(FIRST_PARTS)
    phone.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    phone.locator(".picture").scroll_into_view_if_needed()
    expect(phone.locator(".picture img")).to_be_visible()
    accessible(phone)


def test_the_pages_of_admins_are_accessible_at_each_width_light_and_dark(page: Page, server: Server) -> None:
    sign_in(page, server)
    for name in ("insights", "people", "settings", "audit", "notifications", "account"):
        page.goto(f"{server.url}/staff/{name}")
        at_each_width(page, name)
        in_both_themes(page, name)


def test_a_caller_is_screened_and_their_case_opened(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 768, "height": 1024})
    sign_in(page, server)
    page.get_by_role("link", name="Screen a caller").click()
    accessible(page)
    migraine = page.get_by_role("region", name="Migraine screening")
    migraine.get_by_label("The caller has heard this").check()
    migraine.get_by_role("button", name="Begin").click()
    accessible(page)
    page.get_by_role("button", name="Ask the first question").click()
    expect(page.get_by_role("note").first).to_contain_text("You are answering for a caller.")
    walk(page, CHRONIC)
    accessible(page)
    page.get_by_role("link", name="Open case").click()
    expect(page.locator("main")).to_contain_text("entered these answers for a caller")
    page.get_by_role("link", name="What would have changed this outcome?").click()
    expect(page.locator("#otherwise")).to_contain_text("Headache days: 14 days a month", timeout=20_000)
    accessible(page)
