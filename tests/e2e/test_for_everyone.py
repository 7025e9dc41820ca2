"""Small screens, large text, colours of one's own, fingers that are not exact, and a focus that can be seen."""

from answers import CHRONIC
from playwright.sync_api import Browser, Page, expect
from serving import Server
from visitor import answer, begin, walk

TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, input, textarea, select')]
    .map((one) => one.matches('[type=radio], [type=checkbox]') ? one.closest('label') : one)
    .filter((one) => one.checkVisibility() && !one.matches('.skip') && one.type !== 'hidden')
    .filter((one) => !(getComputedStyle(one).display === 'inline' && one.closest('p'))) // within a sentence
    .filter((one) => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 24)
    .map((one) => one.outerHTML.slice(0, 120))"""
TO_THE_SIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOVING = """() => [...document.querySelectorAll('*')].map((one) => getComputedStyle(one))
    .filter((style) => style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0).length"""
UNSEEN_FOCUS = """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), textarea')]
    .filter((one) => one.checkVisibility() && !one.disabled)
    .filter((one) => {
        one.focus({ focusVisible: true });
        const seen = one.matches('[type=radio], [type=checkbox]') ? one.closest('label') : one;
        return parseFloat(getComputedStyle(seen).outlineWidth) < 2 || getComputedStyle(seen).outlineStyle === 'none';
    }).map((one) => one.outerHTML.slice(0, 120))"""


def good_for_everyone(page: Page) -> None:
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate(TO_THE_SIDE) == 0
    assert page.evaluate(MOVING) == 0
    assert page.evaluate(UNSEEN_FOCUS) == []


def test_a_narrow_screen_with_text_at_twice_its_size_and_forced_colours_loses_nothing(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 700}, forced_colors="active", reduced_motion="reduce"
    )
    page = context.new_page()
    for path in ("/", "/accessibility", "/embed", "/chat/migraine"):
        page.goto(server.url + path)
        good_for_everyone(page)
    begin(page, server.url)
    good_for_everyone(page)
    page.set_viewport_size({"width": 640, "height": 700})
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    good_for_everyone(page)
    answer(page, "me")
    page.locator("#answer").fill("200")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#notice")).to_be_focused()
    good_for_everyone(page)
    walk(page, {**CHRONIC, "goal": "cosmetic"})
    page.get_by_role("button", name="Send my request").click()
    expect(page.locator("#notice a").first).to_be_visible()
    good_for_everyone(page)
    page.locator("#notice a").first.click()
    expect(page.locator("#name")).to_be_focused()
    context.close()
