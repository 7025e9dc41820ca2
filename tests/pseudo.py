"""A language made up for tests: long, accented and written from right to left. It goes by the letters of Urdu, so that
dates, the direction and `lang` are real; whatever on a page is still plain English has gone past its words."""

import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Final

import yaml
from babel.messages.pofile import read_po, write_po

from screener.engine.loader import FAQ_FILE, load_files, read_files
from screener.engine.overlay import FAQ, begun
from screener.languages.extract import as_po
from screener.library import PACKAGE, shipped
from screener.understand.faq_file import begun as begun_answers
from screener.understand.faq_file import read_file

CODE: Final = "ur"
PLAIN, ACCENTED = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒǵħíĵķłɱñóþɋŕśŧúṽŵẋýžÁƁÇĐÉƑǴĦÍĴĶŁṀÑÓÞɊŔŚŦÚṼŴẊÝŽ",
)
KEPT: Final = re.compile(r"(\{\w+\}|%\(\w+\)[sd]|<[^>]*>)")
"""Blanks and tags, which no translator may touch."""
CLINIC: Final = """
in:
  ur:
    name: {name}
    treatment_name: {treatment}
    next_working_day_promise: {promise}
    places: {{brampton: {place}, vaughan: {place}, woodbridge: {place}, caledon: {place}}}
"""


def pseudo(text: str) -> str:
    """The text, a third longer and with an accent on every letter."""
    parts = [part if KEPT.fullmatch(part) else _longer(part) for part in KEPT.split(text)]
    return f"⟦{''.join(parts)}⟧"


def _longer(text: str) -> str:
    return re.sub(r"([aeiou])", r"\1\1", text).translate(str.maketrans(PLAIN, ACCENTED))


def pseudo_flows(folder: Path) -> Path:
    """A folder of flows with the migraine flow, in English and in the made-up language."""
    migraine = folder / "migraine"
    shutil.copytree(shipped("flows") / "migraine", migraine)
    (migraine / "fr.yaml").unlink()
    (migraine / f"{CODE}.yaml").write_text(_overlay(migraine), encoding="utf-8")
    (folder / f"{CODE}.po").write_bytes(_words())
    names = {name: pseudo(f"The {name}") for name in ("name", "treatment", "promise", "place")}
    english = (shipped("flows") / "clinic.yaml").read_text("utf-8").partition("# The same in other languages")[0]
    (folder / "clinic.yaml").write_text(english + CLINIC.format(**names), encoding="utf-8")
    return folder


def _overlay(folder: Path) -> str:
    files = read_files(folder)
    said = begun(load_files(files), pseudo)
    said[FAQ] = begun_answers(read_file(files[FAQ_FILE], FAQ_FILE), pseudo)
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False)


def _words() -> bytes:
    catalog = read_po(BytesIO(as_po(PACKAGE, shipped("templates"), CODE).encode()))
    for message in catalog:
        if message.id:
            texts = message.id if isinstance(message.id, tuple) else (message.id,)
            made = tuple(pseudo(text) for text in texts)
            message.string = made if isinstance(message.id, tuple) else made[0]
    written = BytesIO()
    write_po(written, catalog)
    return written.getvalue()
