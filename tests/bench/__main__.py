"""How fast a turn is, beside the floor in the same run. Not a test; run it by hand on a quiet machine.

.venv/bin/python -m tests.bench            # about twenty minutes; --quick takes three
.venv/bin/python -m tests.bench --write    # puts the table into the README
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.bench.beside import Beside, proved, start, understood
from tests.bench.carried import carried
from tests.bench.measure import Measured, Running, Setting, floor, measure, ours
from tests.bench.table import table, write
from tests.bench.visitors import walk_api
from tests.databases import PostgreSQL, postgresql

Serve = Callable[[Path, str | None, int], AbstractContextManager[Running]]
SERVERS: dict[str, Serve] = {"floor": floor, "screener": ours, "screener API": partial(ours, walk=walk_api)}
ALL = [
    Setting(server, database, workers, clients)
    for database, workers, clients, server in product(("SQLite", "PostgreSQL"), (1, 2), (1, 4, 32), SERVERS)
]
QUICK = [one for one in ALL if one.workers == 1 and one.clients < 32]


@click.command()
@click.option("--quick", is_flag=True, help="One worker, few clients, no proof, and short.")
@click.option("--seconds", type=float, help="How long each setting is measured; 15, or 4 with --quick.")
@click.option("--write", "to_readme", is_flag=True, help="Put the table into the README.")
def main(quick: bool, seconds: float | None, to_readme: bool) -> None:
    """Measure all, print one table."""
    settings = QUICK if quick else ALL
    seconds = seconds or (4 if quick else 15)
    measured: list[Measured] = []
    with TemporaryDirectory(prefix="screener-bench-") as name, postgresql() as server:
        folder = Path(name)
        with click.progressbar(settings, label="Under load", show_pos=True) as bar:
            measured += [_one(setting, folder, server, seconds) for setting in bar]
        steps: list[Callable[[], list[Beside]]] = [lambda: start(folder / "start"), lambda: [understood()]]
        steps += [lambda: carried(folder / "carried", None, seconds)]
        steps += [lambda: carried(folder / "carried-by-a-server", server.url(server.create()), seconds)]
        steps += [] if quick else [lambda: [proved()]]
        with click.progressbar(steps, label="Without load", show_pos=True) as rest:
            beside: list[Beside] = [figure for step in rest for figure in step()]
    text = table(measured, beside)
    click.echo(text)
    if to_readme:
        write(text)


def _one(setting: Setting, folder: Path, server: PostgreSQL, seconds: float) -> Measured:
    """Each setting has a database of its own, so that none pays for another's rows."""
    database = server.url(server.create()) if setting.database == "PostgreSQL" else None
    if database and setting.server == "floor":
        database = database.replace("postgresql://", "postgresql+psycopg://", 1)
    data = folder / "-".join(map(str, (setting.server, setting.database, setting.workers, setting.clients)))
    with SERVERS[setting.server](data, database, setting.workers) as running:
        return measure(running, setting, seconds)


if __name__ == "__main__":
    main()
