"""How far a command is, shown on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from screener.proof.progress import Progress, silent


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def show(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield show
