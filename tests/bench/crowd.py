"""Two hundred visitors at once for five minutes: how many requests, how many errors, how long each took.

python -m tests.bench.crowd --folder somewhere-empty --database postgresql --workers 2
"""

import random
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import click

from tests.answers import CHRONIC
from tests.bench.visitors import CHAT, OURS, Page, post

sys.path.insert(0, str(Path(__file__).parent.parent))
from databases import postgresql
from killing import HIDDEN
from serving import LIFTED, Server, free_port


@dataclass
class Crowd:
    """Visitors who each go through the migraine flow again and again, with a pause before each answer."""

    port: int
    until: float
    pause: float
    seconds: list[float] = field(default_factory=list)
    replies: Counter[str] = field(default_factory=Counter)
    finished: int = 0

    def visit(self, number: int) -> None:
        chance = random.Random(number)
        time.sleep(chance.uniform(0, self.pause))
        while time.monotonic() < self.until:
            page = self.sent({"action": "begin", "consent": "yes"})
            while page is not None and time.monotonic() < self.until:
                hidden = dict(HIDDEN.findall(page.text))
                if "question" not in hidden:
                    self.finished += 1
                    break
                time.sleep(chance.uniform(0, 2 * self.pause))
                answer = CHRONIC.get(hidden["question"], "unsure")
                page = self.sent({**hidden, "action": "answer", "answer": answer})

    def sent(self, form: dict[str, object]) -> Page | None:
        """The page that came, counted; None where it was an error."""
        try:
            page = post(self.port, CHAT, form, OURS)
        except OSError as error:
            self.replies[type(error).__name__] += 1
            return None
        self.replies[str(page.status)] += 1
        self.seconds.append(page.seconds)
        return page if page.status == 200 else None


@click.command()
@click.option("--visitors", default=200, show_default=True, help="At once.")
@click.option("--minutes", default=5.0, show_default=True)
@click.option("--pause", default=5.0, show_default=True, help="Seconds before an answer, on average.")
@click.option("--workers", default=1, show_default=True)
@click.option("--database", "kind", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), required=True)
def main(visitors: int, minutes: float, pause: float, workers: int, kind: str, folder: Path) -> None:
    """Serve, let them all come, and count."""
    with ExitStack() as stack:
        url = f"sqlite:///{folder.resolve() / 'screener.db'}"
        if kind == "postgresql":
            database = stack.enter_context(postgresql())
            url = database.url(database.create())
        given = {**LIFTED, "SCREENER_DATABASE_URL": url}
        server = Server(folder, free_port(), workers=workers, settings=given).start()
        stack.callback(server.stop)
        crowd = Crowd(server.port, time.monotonic() + 60 * minutes, pause)
        threads = [threading.Thread(target=crowd.visit, args=(number,)) for number in range(visitors)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    took = sorted(crowd.seconds)
    errors = {what: number for what, number in crowd.replies.items() if what != "200"}
    click.echo(
        f"{kind}, {workers} workers: {len(took)} requests of {visitors} visitors, {crowd.finished} screenings done"
    )
    click.echo(f"errors: {errors or 'none'}; half within {took[len(took) // 2]:.2f} s, 95 % within {_p95(took):.2f} s")
    sys.exit(1 if errors else 0)


def _p95(took: list[float]) -> float:
    return took[int(len(took) * 0.95)]


if __name__ == "__main__":
    main()
