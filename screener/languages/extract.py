"""Every text of the program that visitors see, gathered from its code and templates, for a file of words."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from screener import __version__
from screener.languages import HERE

KEYWORDS: Final = {"_": None, "gettext": None, "marked": None, "ngettext": (1, 2), "several": (1, 2)}
"""What texts are marked by, and which of its arguments they are."""
JINJA: Final = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
FOLDERS: Final = ("chat", "print")
PAGES: Final = ("accessibility.html", "base.html", "embed.html", "error.html", "part.html")
"""The templates that visitors see."""


def texts(package: Path, templates: Path) -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Every text, or pair of texts for one and several, and the file that says it."""
    pages = [
        *(templates / name for name in PAGES),
        *(path for one in FOLDERS for path in (templates / one).glob("*.html")),
    ]
    sources = [("python", sorted(package.rglob("*.py")), {}), ("jinja2", sorted(pages), JINJA)]
    for method, paths, options in sources:
        for path in paths:
            for _, found, _, _ in extract_from_file(method, path, KEYWORDS, options=options):
                yield found, path.name


def catalog(package: Path, templates: Path, locale: str) -> Catalog:
    """A file of words with every text, translated as far as the one that is shipped has it."""
    made = Catalog(
        locale=Locale.parse(locale), project="Screener", version=__version__, fuzzy=False, header_comment=HEADER
    )
    for found, file in texts(package, templates):
        made.add(found, locations=[(file, None)])  # type: ignore[list-item]
    kept = HERE / f"{made.locale.language if made.locale else ''}.po"
    if kept.is_file():
        with kept.open("rb") as file_of_words:
            earlier = read_po(file_of_words)
        for message in made:
            there = earlier.get(message.id)
            if message.id and there is not None:
                message.string = there.string
    return made


def as_po(package: Path, templates: Path, locale: str) -> str:
    """That file, as its text."""
    written = BytesIO()
    write_po(written, catalog(package, templates, locale), width=120, include_lineno=False)
    return written.getvalue().decode()


HEADER: Final = "# The words of the pages, each under its English. `screener words` gathers them anew.\n#"
