"""What somebody signs in with, in a few words that they know again: "Firefox on Windows"."""

from collections.abc import Iterable
from typing import Final

BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""A mark in what a browser says of itself, and its name. The first that fits holds: most also say "Safari"."""
SYSTEMS: Final = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """A browser and a system, as far as they are known."""
    browser = _first(BROWSERS, user_agent, "A browser")
    system = _first(SYSTEMS, user_agent, "")
    return f"{browser} on {system}" if system else browser


def _first(marks: Iterable[tuple[str, str]], text: str, otherwise: str) -> str:
    return next((name for mark, name in marks if mark in text), otherwise)
