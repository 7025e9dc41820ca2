"""Kill the server under load, 200 times unless told otherwise, and look for what was lost or doubled.

python tests/bench/kill_server.py --folder somewhere-empty
"""

import signal
import sys
from contextlib import ExitStack
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent.parent))
from databases import postgresql
from killing import faults, kill_again_and_again
from serving import LIFTED, Server, free_port

from screener.config import Settings

FLOWS = Path(__file__).parent.parent / "small_flows"


@click.command()
@click.option("--kills", default=200, show_default=True)
@click.option("--visitors", default=8, show_default=True, help="At once.")
@click.option("--database", "kind", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), required=True)
def main(kills: int, visitors: int, kind: str, folder: Path) -> None:
    """Kill, start again, and count. A signal to end stops the killing, and what was done until then is told."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as stack:
        url = f"sqlite:///{folder.resolve() / 'screener.db'}"
        if kind == "postgresql":
            server = stack.enter_context(postgresql())
            url = server.url(server.create())
        mail = {"SCREENER_MAIL": "smtp://127.0.0.1:1", "SCREENER_MAIL_FROM": "screener@clinic.example"}
        given = {**LIFTED, **mail, "SCREENER_FLOWS": str(FLOWS), "SCREENER_DATABASE_URL": url}
        load = kill_again_and_again(Server(folder, free_port(), settings=given), kills, visitors)
        found = list(faults(load, Settings(data=folder, flows=FLOWS, database_url=url)))
    kept, asked = sum(walk.kept for walk in load.walks), sum(walk.asked for walk in load.walks)
    click.echo(
        f"{kind}: {load.kills} kills, {len(load.walks)} screenings, {kept} answers and {asked} requests acknowledged"
    )
    click.echo(f"{load.sent_again} replies sent again; {len(found)} faults")
    for fault in found[:20]:
        click.echo(f"  {fault}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
