"""Whether a page can be used by everybody: axe finds nothing, and nothing sticks out to the side at any width."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STRICT: Final = {"color-contrast-enhanced": {"enabled": True}}
COLOURS: Final = ["color-contrast", "color-contrast-enhanced"]
"""Nothing but its colours is other in the dark."""
WIDTHS: Final = (360, 768, 1280)
PICTURES: Final = os.environ.get("SCREENER_PICTURES")
"""A folder to keep what pages look like, for whoever changes the style."""

SCRIPT: Final = Axe().axe_script
FINDS: Final = "options => axe.run(options).then(found => found.violations)"
FITS: Final = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def accessible(page: Page, colours_only: bool = False) -> None:
    """Axe finds nothing, with the strict contrast, and nothing sticks out to the side. Only what it found is fetched:
    all that it passed takes longer than the looking."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    rules: Mapping[str, Any] = {"runOnly": COLOURS} if colours_only else {"rules": STRICT}
    found = page.evaluate(FINDS, {**rules, "resultTypes": ["violations"]})
    assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    assert page.evaluate(FITS)


def in_both_themes(page: Page, name: str = "") -> None:
    """Accessible in the light, and its colours in the dark too."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        accessible(page, colours_only=scheme == "dark")
        picture(page, f"{name}-{scheme}" if name else "")
    page.emulate_media(color_scheme="light")


def at_each_width(page: Page, name: str = "", widths: Iterable[int] = WIDTHS) -> None:
    """Accessible where it is narrowest and where it is widest; it fits every width."""
    sizes = tuple(widths)
    before = page.viewport_size
    for width in sizes:
        page.set_viewport_size({"width": width, "height": 800})
        if width in (sizes[0], sizes[-1]):
            accessible(page)
        assert page.evaluate(FITS), width
        picture(page, f"{name}-{width}" if name else "")
    if before is not None:
        page.set_viewport_size(before)


def picture(page: Page, name: str) -> None:
    if PICTURES and name:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
