"""The flows at hand: the newest of each from its folder, and older versions that running screenings began with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from screener.engine.desk import Desk, read_desk
from screener.engine.flow import Flow, Question
from screener.engine.loader import DESK_FILE, FAQ_FILE, FLOW_FILE, Files, load_files, read_files
from screener.engine.machine import FlowMachine
from screener.engine.overlay import heard
from screener.engine.yaml import read_yaml
from screener.understand.faq_file import FaqFile, Spoken, read_file, spoken

if TYPE_CHECKING:  # what reads words is loaded where somebody writes some
    from screener.understand.faq import Faq

PACKAGE = Path(str(files("screener")))
IN_THE_FILE: Final = ("en", "fr")
"""Languages in which the answers to visitors' own questions stand in their file itself, not in an overlay."""


def shipped(name: str) -> Path:
    """The folder 'flows' or 'templates': inside the installed package, or beside it in a checkout."""
    for candidate in (PACKAGE / name, PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the folder '{name}' is neither in the package nor beside it: reinstall screener")


@dataclass(frozen=True)
class Version:
    """One version of a flow: its files as they were, and its machine."""

    files: Files
    machine: FlowMachine

    @property
    def flow(self) -> Flow:
        return self.machine.flow

    @cached_property
    def machines(self) -> Mapping[str, FlowMachine]:
        """The flow's machine in each language that it is there in. They go the same ways, and say it in other words."""
        return {"en": self.machine, **{code: FlowMachine(flow) for code, flow in self.flow.translations.items()}}

    @cached_property
    def heard(self) -> Mapping[str, Mapping[str, Question]]:
        """The questions by id as they are understood from whoever reads them in another language, by language."""
        return {code: heard(self.flow, flow) for code, flow in self.flow.translations.items()}

    def machine_in(self, code: str) -> FlowMachine:
        """The machine that speaks this language; English where there is none."""
        return self.machines.get(code, self.machine)

    @cached_property
    def faq_file(self) -> FaqFile | None:
        """What the clinic answers to visitors' own questions, where this version has anything."""
        text = self.files.get(FAQ_FILE)
        return None if text is None else read_file(text, FAQ_FILE)

    @cached_property
    def faq(self) -> "Faq | None":
        """The same, ready to be asked. Building the index takes most of a second, so the start does not wait for it."""
        from screener.understand.faq import Faq

        return None if self.faq_file is None else Faq(self.faq_file)

    @cached_property
    def answers(self) -> Mapping[str, Spoken]:
        """The clinic's answers to visitors' own questions, by the languages in which there are any."""
        if self.faq_file is None:
            return {}
        elsewhere = [code for code in self.flow.translations if code not in IN_THE_FILE]
        overlaid = {code: read_yaml(self.files[f"{code}.yaml"], f"{code}.yaml")[0] for code in elsewhere}
        return spoken(self.faq_file, overlaid)

    @cached_property
    def desk(self) -> Desk:
        """What this version says to staff beside the answers."""
        text = self.files.get(DESK_FILE)
        return Desk() if text is None else read_desk(text, self.flow)


@dataclass
class FlowLibrary:
    """Versions are built once and shared by all requests."""

    current: Mapping[str, Version]
    _pinned: dict[str, Version] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "FlowLibrary":
        """Every flow below a folder, in their places; FlowError where one cannot be used."""
        flows = sorted(path.parent for path in folder.glob(f"*/{FLOW_FILE}"))
        current = [_version(read_files(path), str(path / FLOW_FILE)) for path in flows]
        current.sort(key=lambda version: version.flow.place)
        return cls({version.flow.id: version for version in current}, {v.flow.digest: v for v in current})

    def warm(self) -> None:
        """Build what the first typed words would wait for: it takes most of a second, and the start does without it."""
        from screener.understand.reading import alarm_in

        alarm_in("warm", ())
        for version in self.current.values():
            _ = version.faq, version.heard

    def version(self, digest: str, stored: Callable[[str], Files]) -> Version:
        """The version with this digest; `stored` fetches its files if nobody has asked for it since the start."""
        if digest not in self._pinned:
            self._pinned[digest] = _version(stored(digest), f"version {digest[:12]}")
        return self._pinned[digest]


def _version(texts: Files, name: str) -> Version:
    return _built(tuple(texts.items()), name)


@lru_cache(maxsize=16)
def _built(texts: tuple[tuple[str, str], ...], name: str) -> Version:
    """Building takes a good part of a second, so it is done once for the same texts."""
    files = dict(texts)
    version = Version(files, FlowMachine(load_files(files, name)))
    _ = (
        version.answers,
        version.desk,
        version.machines,
    )  # read now, so that a mistake in them stops the start and nobody's work
    return version
