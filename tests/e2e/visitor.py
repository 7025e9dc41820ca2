"""A visitor in front of the chat: by mouse, or by keyboard alone."""

from collections.abc import Mapping

from answers import Answer
from playwright.sync_api import Page, expect


def begin(page: Page, url: str) -> None:
    page.goto(f"{url}/chat/migraine")
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("input[name=question]")).to_have_count(1)


def question(page: Page) -> str | None:
    """The question that stands, or None where another page does."""
    hidden = page.locator("form.now input[type=hidden][name=question]")
    return hidden.get_attribute("value") if hidden.count() else None


def fill(page: Page, answer: Answer) -> None:
    """Fill in an answer, without sending it."""
    if answer == "unsure" and page.locator("#answer[type=number]").count():
        return
    if isinstance(answer, int):
        page.locator("#answer").fill(str(answer))
        return
    for value in answer if isinstance(answer, list) else [answer]:
        page.locator(f"input[name=answer][value={value}]").check()


def send(page: Page, name: str = "Continue") -> None:
    """Press a button and wait for the turn that comes of it."""
    turn = turn_of(page)
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("input[name=turn]").first).not_to_have_attribute("value", turn)


def turn_of(page: Page) -> str:
    turn = page.locator("input[name=turn]").first.get_attribute("value")
    assert turn is not None
    return turn


def answer(page: Page, value: Answer) -> None:
    fill(page, value)
    send(page, "I'm not sure" if value == "unsure" and page.locator("#answer[type=number]").count() else "Continue")


def walk(page: Page, answers: Mapping[str, Answer], until: str | None = None) -> None:
    """Answer question after question, as far as `until` or a page that asks nothing."""
    while (asked := question(page)) is not None and asked != until:
        answer(page, answers[asked])


# --- By keyboard ----------------------------------------------------------------------------------------------------


def press_to(page: Page, wanted: str, most: int = 60) -> None:
    """Press Tab until the element that a selector names has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", wanted):
            return
    raise AssertionError(f"the keyboard never reached {wanted}")


def answer_by_keyboard(page: Page, value: Answer) -> None:
    if isinstance(value, int):
        press_to(page, "#answer")
        page.keyboard.type(str(value))
    elif isinstance(value, list):
        for option in value:
            press_to(page, f"input[name=answer][value={option}]")
            page.keyboard.press("Space")
    else:
        press_to(page, "input[type=radio][name=answer]")
        page.keyboard.press("Space")
        while not page.evaluate("value => document.activeElement.value === value", value):
            page.keyboard.press("ArrowDown")
    turn = turn_of(page)
    press_to(page, "form.now .button:not(.second)")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=turn]").first).not_to_have_attribute("value", turn)


def walk_by_keyboard(page: Page, answers: Mapping[str, Answer]) -> None:
    while (asked := question(page)) is not None:
        answer_by_keyboard(page, answers[asked])
