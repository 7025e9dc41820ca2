"""The languages that visitors can read: the words of the pages, and days, hours and lists as people there write them.

English stands in the code and the templates. Every other language is one file of words, such as `fr.po`, here or in
the clinic's own folder of flows, and one overlay for each flow (`screener.engine.overlay`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_day_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

from screener.engine.errors import FlowError, Problem

HERE: Final = Path(__file__).parent


def marked(text: str) -> str:
    """A text that is to be translated where it is said, later. It is found by this name."""
    return text


@dataclass(frozen=True, slots=True)
class Language:
    """One language, by its two letters. `words` holds the translations."""

    code: str
    locale: Locale
    words: NullTranslations = field(default_factory=NullTranslations, repr=False)

    @property
    def tag(self) -> str:
        """As HTML and browsers call it: fr-CA."""
        return str(self.locale).replace("_", "-")

    @property
    def name(self) -> str:
        """As its own speakers call it: Français."""
        name = self.locale.get_language_name(self.locale) or self.code
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        """The way it is written: ltr or rtl."""
        return str(self.locale.text_direction)

    def say(self, text: str, **blanks: object) -> str:
        """A text in this language, its blanks such as %(days)s filled in; in English where it is not translated."""
        said = self.words.gettext(text)
        return said % blanks if blanks else said

    def several(self, one: str, many: str, number: int, **blanks: object) -> str:
        """A text that differs with a number, which fills the blank %(num)d."""
        return self.words.ngettext(one, many, number) % {"num": number, **blanks}

    def day(self, day: date) -> str:
        """A day in full: 25 November 2026, le 25 novembre 2026."""
        if self.code == "en":
            return f"{day.day} {day:%B %Y}"
        said = str(format_date(day, "long", self.locale))
        return said.replace("1 ", "1er ", 1) if self.code == "fr" and day.day == 1 else said

    def day_of_week(self, place: int) -> str:
        """A day of the week, from 0 for Monday."""
        return str(get_day_names("wide", locale=self.locale)[place])

    def listed(self, names: Sequence[str]) -> str:
        """Names in a row: Brampton, Vaughan and Caledon."""
        if len(names) < 2:
            return "".join(names)
        return self.say(marked("%(names)s and %(last)s"), names=", ".join(names[:-1]), last=names[-1])


def in_english(code: str) -> str:
    """What a language is called in English, for staff: French."""
    try:
        return Locale(code).get_language_name("en") or code
    except UnknownLocaleError:
        return code


ENGLISH: Final = Language("en", Locale("en", "CA"))

Languages = Mapping[str, Language]
"""By their two letters; English is always among them."""


def read_languages(*folders: Path) -> Languages:
    """English, and every language that has a file of words in these folders; FlowError where one cannot be read."""
    files = {path.stem: path for folder in folders for path in sorted(folder.glob("??.po"))}
    return {"en": ENGLISH, **{code: _read(code, path, path.read_bytes()) for code, path in files.items()}}


@lru_cache(maxsize=16)
def _read(code: str, path: Path, text: bytes) -> Language:
    """Read at the start, so that nothing compiled has to be kept beside it."""
    try:
        catalog: Any = read_po(BytesIO(text), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", 1) or 1
        raise FlowError([Problem(str(path), line, 1, f"this cannot be read: {error}")]) from None
    if catalog.locale is None:
        raise FlowError([Problem(str(path), 1, 1, 'say which language this is, as in "Language: fr_CA\\n"')])
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Language(code, catalog.locale, Translations(compiled))
