"""What Chromium hands to a screen reader: its accessibility tree, closed shadow roots included."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True)
class Node:
    """Something that a screen reader can stop at."""

    id: str
    role: str
    name: str
    description: str
    value: str
    states: Mapping[str, Any]
    parent: str | None
    children: tuple[str, ...]


def tree_of(page: Page) -> dict[str, Node]:
    """The nodes of a page by their ids, in the order of the page."""
    session = page.context.new_cdp_session(page)
    found = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return {node.id: node for node in map(_node, found) if node}


def _node(given: Mapping[str, Any]) -> Node | None:
    def text(key: str) -> str:
        return str(given.get(key, {}).get("value", "")).strip()

    if given.get("ignored") and not given.get("childIds"):
        return None
    states = {one["name"]: one["value"].get("value") for one in given.get("properties", [])}
    role = "" if given.get("ignored") else text("role")
    children = tuple(given.get("childIds", ()))
    return Node(
        given["nodeId"], role, text("name"), text("description"), text("value"), states, given.get("parentId"), children
    )


def named(page: Page, role: str) -> list[str]:
    """The names of everything of a role."""
    return [node.name for node in tree_of(page).values() if node.role == role]


def until(page: Page, holds: Callable[[], bool], seconds: float = 15) -> None:
    """Wait for what the page's own policy forbids Playwright to wait for."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        page.wait_for_timeout(50)
