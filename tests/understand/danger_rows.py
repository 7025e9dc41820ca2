"""What people type, mistakes and all: one row a line, under a heading for each way of saying it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"


def read_rows(name: str) -> Mapping[str, list[str]]:
    """The rows of a file by their heading."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (DATA / f"danger_{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            heading = line[2:]
        elif line:
            found.setdefault(heading, []).append(line)
    return found


EMERGENCIES: Final = read_rows("emergencies")
CRISES: Final = read_rows("crises")
NOT_DANGERS: Final = read_rows("not_dangers")


def every(rows: Mapping[str, list[str]]) -> list[str]:
    """All rows, whatever their heading."""
    return [text for texts in rows.values() for text in texts]
