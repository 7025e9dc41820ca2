"""Which flow a command means: an id, a folder, a file, or the digest of a version that was used here."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from screener.engine.errors import FlowError

if TYPE_CHECKING:
    from screener.engine.flow import Flow
    from screener.engine.loader import Files
    from screener.engine.machine import FlowMachine
    from screener.engine.yaml import Places

DIGEST: Final = re.compile(r"[0-9a-f]{4,64}")
"""A digest or its beginning. Fewer letters than four would hardly ever mean one version."""


def flow_path(name: str) -> Path:
    """The folder or file of a flow that is named by its id, its folder or its file."""
    if path := _path_there(name):
        return path
    there = ", ".join(sorted(folder.name for folder in all_flow_paths())) or "none"
    raise click.ClickException(f"there is no flow '{name}': name a folder or file that exists, or one of: {there}")


def all_flow_paths() -> list[Path]:
    """The folder of each flow that this installation has."""
    from screener.config import Settings
    from screener.engine.loader import FLOW_FILE

    return sorted(path.parent for path in Settings.from_environment().flows.glob(f"*/{FLOW_FILE}"))


def machine_of(name: str) -> "FlowMachine":
    """The machine of a named flow; where it cannot be used, the command ends and says why."""
    from screener.engine.loader import load
    from screener.engine.machine import FlowMachine

    try:
        return FlowMachine(load(flow_path(name)))
    except FlowError as error:
        raise click.ClickException(str(error)) from None


def _path_there(name: str) -> Path | None:
    from screener.config import Settings
    from screener.engine.loader import FLOW_FILE

    path = Path(name)
    if path.is_file() or (path / FLOW_FILE).is_file():
        return path
    known = Settings.from_environment().flows / name
    return known if (known / FLOW_FILE).is_file() else None


def version_named(name: str) -> "tuple[Flow, Places]":
    """A flow, or a version of one that was used here, and where its parts stand in its file."""
    from screener.engine.loader import FLOW_FILE, load_files, read_files
    from screener.engine.yaml import read_yaml

    path = _path_there(name)
    if path is None and DIGEST.fullmatch(name):
        files, file = _stored(name)
    else:
        path = flow_path(name)
        file, files = str(path / FLOW_FILE if path.is_dir() else path), read_files(path)
    return load_files(files, file), read_yaml(files[FLOW_FILE], file)[1]


def _stored(beginning: str) -> "tuple[Files, str]":
    """The texts of the one stored version whose digest begins so, and what to call it."""
    from screener.cli_database import database_there
    from screener.store import flows

    with database_there() as there:
        found = flows.by_prefix(beginning) if there else ()
        if len(found) == 1:
            return flows.files(found[0]), f"version {found[0][:12]}"
    if found:
        several = ", ".join(digest[: len(beginning) + 4] for digest in sorted(found))
        raise click.ClickException(f"several versions begin with '{beginning}': {several}: give more of it")
    why = "none that was used here begins so" if there else "there is no database here that keeps versions"
    raise click.ClickException(f"'{beginning}' is no flow's id, folder or file, and no version of one: {why}")
