"""The rows of tests/understand/data/*.txt: a heading per group, then `text => expected` lines."""

from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[tuple[str, str, str]]:
    """Group, text and what is expected, as it is written."""
    group = ""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            group = line[2:]
        elif " => " in line and group:
            text, _, expected = line.rpartition(" => ")
            yield group, text, expected
