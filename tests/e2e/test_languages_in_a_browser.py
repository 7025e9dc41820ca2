"""The chat in French in a real browser: by the browser's own language, and switched on the way."""

from playwright.sync_api import Browser, expect
from serving import Server
from visitor import answer, question


def test_a_french_browser_reads_french_and_may_switch_without_losing_anything(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="fr-CA")
    page = context.new_page()
    page.goto(f"{server.url}/chat/migraine")
    html, now = page.locator("html"), page.locator("#now")
    expect(html).to_have_attribute("lang", "fr-CA")
    page.get_by_label("J'accepte que").check()
    page.get_by_role("button", name="Commencer").click()
    expect(now).to_have_text("De qui parlent ces réponses?")
    page.locator("input[name=answer][value=me]").check()
    page.get_by_role("button", name="Continuer", exact=True).click()
    expect(now).to_have_text("Quel âge avez-vous?")
    page.locator("#text").fill("quarante et un")

    page.get_by_role("button", name="English").click()
    expect(now).to_have_text("How old are you?")
    expect(html).to_have_attribute("lang", "en-CA")
    expect(page.locator("#text")).to_have_value("quarante et un")
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(page.locator("input[name=question][value=danger_signs]")).to_have_count(1)
    assert question(page) == "danger_signs"
    answer(page, ["none"])

    page.goto(f"{server.url}/chat/migraine")  # come back: the page is French again, the screening English
    expect(html).to_have_attribute("lang", "en-CA")
    expect(page.locator(".transcript")).to_contain_text("41 years")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
