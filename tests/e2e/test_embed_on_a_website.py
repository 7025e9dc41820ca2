"""The chat inside the clinic's website: another origin, hostile styles, a strict policy, no third-party cookies."""

import json
import re
import shutil
from collections.abc import Iterator

import pytest
from chromium import CHROMIUM, QUIET
from playwright.sync_api import BrowserContext, Frame, Page, Playwright, expect
from serving import LIFTED, Server, free_port
from tree import named, tree_of, until
from website import Website, website

from screener.library import shipped


@pytest.fixture(scope="module")
def clinic_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory, clinic_port: int) -> Iterator[Server]:
    """A chat whose clinic lists two websites."""
    flows = tmp_path_factory.mktemp("embedded") / "flows"
    shutil.copytree(shipped("flows"), flows)
    with (flows / "clinic.yaml").open("a") as facts:
        facts.write(f"websites: ['http://localhost:{clinic_port}', 'http://127.0.0.1:{clinic_port}']\n")
    settings = {**LIFTED, "SCREENER_FLOWS": str(flows)}
    running = Server(tmp_path_factory.mktemp("chat") / "data", free_port(), settings=settings).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def clinic(chat: Server, clinic_port: int) -> Iterator[Website]:
    with website(clinic_port, chat.url) as made:
        yield made


@pytest.fixture(scope="module")
def cookieless(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser whose owner has turned third-party cookies off."""
    profile = tmp_path_factory.mktemp("profile")
    wishes = {"profile": {"block_third_party_cookies": True, "cookie_controls_mode": 1}}
    (profile / "Default").mkdir()
    (profile / "Default" / "Preferences").write_text(json.dumps(wishes))
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=QUIET, viewport={"width": 1280, "height": 900}
    )
    yield context
    context.close()


@pytest.fixture
def tab(cookieless: BrowserContext, browser_type_launch_args: object) -> Iterator[Page]:
    page = cookieless.new_page()
    yield page
    page.close()


def chat_in(page: Page) -> Frame:
    """The frame of the chat, once it is there."""
    until(page, lambda: len(page.frames) == 2 and "/chat/" in page.frames[1].url)
    frame = page.frames[1]
    expect(frame.locator("#now")).to_be_visible()
    return frame


def press(page: Page) -> None:
    """Click the button: its box can be found, though no script of the page gets at it."""
    box = page.locator("screener-chat").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def in_focus(page: Page) -> str:
    """The name of what has the focus."""
    return next((node.name for node in reversed(tree_of(page).values()) if node.states.get("focused")), "")


def press_to_name(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(10):
        page.keyboard.press("Tab")
        if in_focus(page) == name:
            return
    raise AssertionError(f"the keyboard never reached {name}")


def answer(frame: Frame, value: str) -> None:
    turn = frame.locator("input[name=turn]").first.get_attribute("value") or ""
    choice = frame.locator(f"input[name=answer][value={value}]")
    choice.check() if choice.count() else frame.locator("#answer").fill(value)
    frame.get_by_role("button", name="Continue").click()
    expect(frame.locator("input[name=turn]").first).not_to_have_attribute("value", turn)


def asked(frame: Frame) -> str:
    return frame.locator("input[name=question]").first.input_value()


def test_a_button_opens_the_chat_over_a_hostile_page_and_nothing_is_lost_by_closing_it(
    tab: Page, chat: Server, clinic: Website
) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    tab.goto(f"{clinic.listed}/button", wait_until="networkidle")
    assert [url for url in requests if url.startswith(chat.url)] == [f"{chat.url}/embed.js"]

    host = tab.locator("screener-chat")
    box = host.bounding_box()
    assert box is not None
    assert (box["x"] + box["width"], box["y"] + box["height"]) == (1280 - 16, 900 - 16)
    assert box["height"] >= 44
    assert tab.evaluate("document.querySelector('screener-chat').shadowRoot") is None
    assert named(tab, "button") == ["Is this for me?"]

    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    frame = chat_in(tab)
    assert frame.evaluate("document.cookie = 'kept=1; SameSite=None; Secure'; document.cookie") == ""
    until(tab, lambda: frame.evaluate("document.hasFocus() && document.activeElement.id === 'now'"))
    frame.get_by_label("I agree").check()
    frame.get_by_role("button", name="Begin").click()
    expect(frame.locator("input[name=question]")).to_have_value("for_whom")
    answer(frame, "me")
    expect(frame.locator("#now")).to_be_focused()

    tab.evaluate("postMessage({ screener: 'close' }, '*')")  # the page itself is not heard
    frame.evaluate("['close', null, { screener: { close: 1 } }].forEach((other) => parent.postMessage(other, '*'))")
    frame.wait_for_timeout(200)
    assert frame.evaluate("document.hasFocus()")
    tab.keyboard.press("Escape")
    until(tab, lambda: not frame.evaluate("document.hasFocus()"))
    assert in_focus(tab) == "Is this for me?"
    assert named(tab, "dialog") == []

    tab.keyboard.press("Enter")
    until(tab, lambda: frame.evaluate("document.hasFocus()"))
    assert asked(frame) == "age"

    assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie].join()") == "0,0,"
    assert not complaints


def test_a_reload_goes_on_where_it_was_unless_the_browser_keeps_nothing_for_other_sites(
    tab: Page, clinic: Website
) -> None:
    for origin, back in ((clinic.sibling, "input[name=question]"), (clinic.listed, "input[name=code]")):
        tab.goto(f"{origin}/button", wait_until="networkidle")
        press(tab)
        frame = chat_in(tab)
        frame.get_by_label("I agree").check()
        frame.get_by_role("button", name="Begin").click()
        expect(frame.locator("input[name=question]")).to_have_value("for_whom")
        tab.reload(wait_until="networkidle")
        press(tab)
        expect(chat_in(tab).locator(back)).to_have_count(1)


def test_a_link_or_a_place_opens_it_and_a_chat_that_does_not_come_gives_the_telephone(
    tab: Page, chat: Server, clinic: Website
) -> None:
    tab.goto(f"{clinic.listed}/inline", wait_until="networkidle")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    frame = chat_in(tab)
    assert frame.url == f"{chat.url}/chat/migraine?lang=fr"
    frame.get_by_label("J'accepte que").check()
    frame.get_by_role("button", name="Commencer").click()
    expect(frame.locator("#now")).to_have_text("De qui parlent ces réponses?")
    assert named(tab, "Iframe") == ["Questionnaire sur la migraine"]
    box = tab.locator("screener-chat").bounding_box()
    assert box is not None
    assert box["height"] > 600

    tab.clock.install()
    tab.route("**/chat/migraine*", lambda route: None)  # the server never answers
    tab.goto(f"{clinic.listed}/link")
    expect(tab.locator("screener-chat")).to_be_attached()
    tab.locator("#there").click()
    tab.clock.fast_forward(8000)
    assert "905-555-0100" in named(tab, "link")
    press_to_name(tab, "Try again")
    tab.unroute_all()
    tab.keyboard.press("Enter")
    chat_in(tab)
    until(tab, lambda: "905-555-0100" not in named(tab, "link"))

    tab.goto(f"{clinic.elsewhere}/link")  # a website that the clinic does not list
    expect(tab.locator("screener-chat")).to_be_attached()
    tab.locator("#there").click()
    tab.clock.fast_forward(8000)
    assert "905-555-0100" in named(tab, "link")
    assert all(not frame.url.startswith(chat.url) for frame in tab.frames)


def test_the_page_for_website_makers_shows_the_line_and_what_it_does(tab: Page, chat: Server) -> None:
    tab.goto(f"{chat.url}/embed?label=Ask+us&colour=%23ffd400")
    line = tab.locator("pre").first.inner_text()
    assert re.search(rf'<script src="{chat.url}/embed.js" data-flow="migraine" .*data-label="Ask us"', line)
    tab.locator("screener-chat").scroll_into_view_if_needed()
    press(tab)
    expect(chat_in(tab).locator("#now")).to_be_visible()
