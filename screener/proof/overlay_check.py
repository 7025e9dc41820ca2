"""What a flow's overlays lack, what of them is out of date, and which of their words may promise or sell."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from screener.engine.errors import FlowError, Problem
from screener.engine.flow import Flow
from screener.engine.loader import FAQ_FILE, Files, overlays
from screener.engine.overlay import FAQ, OF, Overlay, digest_of
from screener.engine.yaml import Path
from screener.understand.faq_check import SELLING_IN_FRENCH
from screener.understand.faq_file import FaqFile, read_file

FRENCH: Final = "fr"
"""Its answers to visitors' questions stand in the file of answers, beside the English."""


def check_overlays(files: Files, flow: Flow, name: str) -> list[Problem]:
    """Everything that can be said against a flow's overlays. `name` stands for the flow file, which they lie beside."""
    faq = _faq(files)
    problems: list[Problem] = []
    for overlay in overlays(files, flow, name):
        overlay.spoken()
        problems += overlay.problems
        if overlay.language == FRENCH:
            problems += _words_that_sell(overlay)
        elif faq is not None:
            problems += _answers(overlay, faq)
    return problems


def _faq(files: Files) -> FaqFile | None:
    """The flow's answers. One that cannot be read is told about by the check of its own."""
    try:
        return read_file(files[FAQ_FILE], FAQ_FILE) if FAQ_FILE in files else None
    except FlowError:
        return None


def _words_that_sell(overlay: Overlay) -> Iterator[Problem]:
    for path, text in _texts(overlay.data):
        if found := SELLING_IN_FRENCH.search(text):
            message = f"'{found[0]}' may promise, compare, diagnose or sell: say it plainly"
            yield overlay.places.problem(path, message, found.start())


def _texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in below:
        yield from _texts(one, (*path, key))


def _answers(overlay: Overlay, faq: FaqFile) -> Iterator[Problem]:
    """The answers to visitors' questions, each of which an overlay needs too."""
    said = overlay.data.get(FAQ)
    said = said if isinstance(said, dict) else {}
    topics = said.get("topics")
    topics = topics if isinstance(topics, dict) else {}
    for line in ("closing", "declined"):
        if not said.get(line):
            yield overlay.places.problem((FAQ,), f"'{FAQ}.{line}:' is missing here")
    for name, topic in faq.topics.items():
        entry, path = topics.get(name), (FAQ, "topics", name)
        if not isinstance(entry, Mapping) or not entry.get("answer"):
            yield overlay.places.problem(path, f"{FAQ}.topics.{name} is missing here")
        elif entry.get(OF) != (digest := digest_of(topic.answer)):
            message = f"the English answer on {name} is another now: look at this one, then write 'of: {digest}'"
            yield overlay.places.problem((*path, OF), message)
