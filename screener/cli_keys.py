"""`screener keys`: the keys that seal what visitors say. Imports stand inside the commands."""

import click


@click.group()
def keys() -> None:
    """The keys that seal what visitors say."""


@keys.command("list")
def keys_list() -> None:
    """List the keys by name, with how many values each has sealed. A name tells nothing of its key.

    \b
    Example:
      screener keys list
    """
    from screener.app import create_app
    from screener.keys import place_of_keys
    from screener.store import keys as stored
    from screener.web.parts import EXTENSION

    app = create_app()
    made = app.extensions[EXTENSION]
    with app.app_context():
        counts, since = stored.counts(), stored.remembered()
    click.echo(f"From {place_of_keys(made.settings)}:")
    for name in dict.fromkeys((*made.keys.names, *since, *counts)):
        used = f"since {since[name]:%Y-%m-%d}" if name in since else "never used"
        here = "seals and opens" if name == made.keys.names[0] else "opens" if name in made.keys.names else "NOT HERE"
        click.echo(f"{name}  {here}  {counts[name]} values  {used}")


@keys.command("rotate")
def keys_rotate() -> None:
    """Make a new key and seal everything with it, while the server runs.

    Where it was stopped before the end, it goes on there. Where the keys come from SCREENER_KEYS or a command, put a
    new key in front there and start the servers again first. The old key stays: backups need it. Keep a copy of the
    key file elsewhere before and after.

    \b
    Example:
      screener keys rotate
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.keys import begin_rotation, place_of_keys, rotate
    from screener.store import keys as stored
    from screener.store.database import SEALING, upgrade
    from screener.web.parts import EXTENSION

    app = create_app()
    made = app.extensions[EXTENSION]
    with app.app_context():
        upgrade()
        ring, fresh = begin_rotation(made.keys, made.settings, datetime.now(UTC))
        app.extensions[SEALING] = ring
        click.echo(
            f"{'A new key' if fresh else 'The newest key'}: {ring.names[0]}, from {place_of_keys(made.settings)}"
        )
        with click.progressbar(length=stored.older(ring), label="Sealing anew") as bar:
            number = 0
            for batch in rotate(ring):
                number += batch
                bar.update(batch)
    click.echo(f"{number} values are sealed anew. Keep a copy of the keys elsewhere, with the old ones for backups.")


@keys.command("forget")
@click.argument("name")
def keys_forget(name: str) -> None:
    """Take a key away that seals nothing any more. Backups that it sealed can be read by your copy of it only.

    \b
    Example:
      screener keys forget 1f9a03c7
    """
    from datetime import UTC, datetime

    from screener.app import create_app
    from screener.keys import forget
    from screener.web.parts import EXTENSION

    app = create_app()
    with app.app_context():
        forget(name, app.extensions[EXTENSION].settings, datetime.now(UTC))
    click.echo(f"The key {name} is taken away.")
