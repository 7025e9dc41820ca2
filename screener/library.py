"""The flows at hand: the newest of each from its folder, and older versions that running screenings began with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from screener.engine.desk import Desk, read_desk
from screener.engine.flow import Flow
from screener.engine.loader import DESK_FILE, FAQ_FILE, FLOW_FILE, Files, load_files, read_files
from screener.engine.machine import FlowMachine
from screener.understand.faq import Faq

PACKAGE = Path(str(files("screener")))


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
    def faq(self) -> Faq | None:
        """The clinic's answers to visitors' own questions, where this version has any."""
        text = self.files.get(FAQ_FILE)
        return None if text is None else Faq.read(text, FAQ_FILE)

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

    def version(self, digest: str, stored: Callable[[str], Files]) -> Version:
        """The version with this digest; `stored` fetches its files if nobody has asked for it since the start."""
        if digest not in self._pinned:
            self._pinned[digest] = _version(stored(digest), f"version {digest[:12]}")
        return self._pinned[digest]


def _version(texts: Files, name: str) -> Version:
    version = Version(texts, FlowMachine(load_files(texts, name)))
    _ = version.faq, version.desk  # read now, so that a mistake in them stops the start and nobody's work
    return version
