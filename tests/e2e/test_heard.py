"""What a screen reader says through one whole screening, as Chromium's accessibility tree has it, in order: what was
noted (the log), where the focus lands, and what can be reached from there."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect
from serving import Server
from tree import Node, tree_of
from visitor import answer, begin

CONTROLS = ("radio", "checkbox", "spinbutton", "textbox", "button", "link", "DisclosureTriangle")

TRANSCRIPT = Path(__file__).parent / "heard.txt"


def below(tree: dict[str, Node], node: Node) -> Iterator[Node]:
    """A node and all inside it, in the order in which it is read."""
    yield node
    for child in node.children:
        if child in tree:
            yield from below(tree, tree[child])


def said(tree: dict[str, Node], node: Node) -> str:
    """The words inside a node."""
    return " ".join(one.name for one in below(tree, node) if one.role == "StaticText" and one.name)


def spoken(node: Node) -> str:
    states = "".join(f", {state}" for state in ("required", "expanded") if node.states.get(state))
    wrong = ", invalid" if node.states.get("invalid") in ("true", True) else ""
    about = f" ({node.description})" if node.description else ""
    return f"{node.role.lower()} “{node.name}”{states}{wrong}{about}"


def heard(page: Page) -> str:
    """The log, the focus, and the controls of the same form in a row."""
    tree = tree_of(page)
    log = next(node for node in tree.values() if node.role == "log")
    focus = next(node for node in reversed(tree.values()) if node.states.get("focused"))
    main = list(below(tree, next(node for node in tree.values() if node.role == "main")))
    after = main[main.index(focus) + 1 :]
    places = [place for place, node in enumerate(after) if node.role == "navigation"]
    after = after[: places[0] if places else None]
    lines = [f"log: {words}"] if (words := said(tree, log)) else []
    lines += [f"focus: {spoken(focus)}"]
    lines += ["then: " + " · ".join(spoken(node) for node in after if node.role in CONTROLS)]
    return "\n".join(lines) + "\n"


def test_each_question_and_each_note_is_heard_once_from_the_first_page_to_the_request(
    phone: Page, server: Server
) -> None:
    begin(phone, server.url)
    pages = [heard(phone)]
    for value in ("me", 200, 41, ["none"], "none", ["none"], ["none"], "no", "cosmetic"):
        if value == 200:
            phone.locator("#answer").fill("200")
            phone.get_by_role("button", name="Continue").click()
            expect(phone.locator("#notice")).to_be_visible()
        else:
            answer(phone, value)
        pages.append(heard(phone))
    expect(phone.locator("article.outcome")).to_be_visible()
    phone.locator("#name").fill("Test Visitor")
    phone.get_by_role("button", name="Send my request").click()
    expect(phone.locator("#notice")).to_be_visible()
    pages.append(heard(phone))
    assert "\n".join(pages) == TRANSCRIPT.read_text("utf-8")
