"""An edition of a flow: who publishes it, at which address, and in which languages its words stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from screener.engine.flow import Flow
from screener.engine.wording import Wording
from screener.export.fhir.terms import TRANSLATION, Element, canonical, code_system, extension, version_of

Words = Callable[[Wording], str]
"""Some text of a flow, from its words in one language."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A flow on its way out. `base` is where this installation is reached; `blanks` fill in the clinic's own facts.

    `translations`: the same flow in other languages, by their codes, with blanks of their own.
    """

    flow: Flow
    base: str
    publisher: str
    blanks: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    date: datetime | None = None
    translations: Mapping[str, tuple[Flow, Mapping[str, str]]] = field(default_factory=dict)

    @property
    def system(self) -> str:
        return code_system(self.base, self.flow.id)

    @property
    def url(self) -> str:
        return canonical(self.base, self.flow.id)

    @property
    def version(self) -> str:
        return version_of(self.flow.digest)

    @property
    def versioned(self) -> str:
        """What a response says that it answers."""
        return f"{self.url}|{self.version}"

    def text(self, name: str, words: Words) -> Element:
        """A text as an element's member of this name, with its translations beside it; nothing where it is empty."""
        said = words(Wording(self.flow, {}, blanks=self.blanks))
        others = {
            language: words(Wording(flow, {}, blanks=blanks)) for language, (flow, blanks) in self.translations.items()
        }
        return _member(name, said, others)

    @property
    def title(self) -> Element:
        """The flow's title, which a flow holds by language."""
        titles = {language: flow.title.get(language, "") for language, (flow, _) in self.translations.items()}
        return _member("title", self.flow.title.get(self.language) or self.flow.id, titles)


def _member(name: str, said: str, others: Mapping[str, str]) -> Element:
    if not _plain(said):
        return {}
    translated = [_translation(language, _plain(other)) for language, other in others.items() if _plain(other)]
    return {name: _plain(said), **({f"_{name}": {"extension": translated}} if translated else {})}


def _plain(text: str) -> str:
    """FHIR allows no blank at the edges of a string."""
    return text.strip()


def _translation(language: str, text: str) -> Element:
    parts = [extension("lang", valueCode=language), extension("content", valueString=text)]
    return {"url": TRANSLATION, "extension": parts}
