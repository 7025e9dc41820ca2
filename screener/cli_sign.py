"""The command by which a physician signs a flow. Imports stand inside, so that it loads only what it needs."""

from datetime import UTC, datetime

import click


@click.command("sign")
@click.argument("flow_id", metavar="FLOW")
@click.option("--by", "name", help="The physician who signs.")
@click.option("--part", "parts", multiple=True, metavar="PART", help="Sign this part only; may be given again.")
@click.option("--note", default="", help="Kept with the signature.")
@click.option("--list", "listing", is_flag=True, help="Show what is unsigned, and sign nothing.")
def flow_sign(flow_id: str, name: str | None, parts: tuple[str, ...], note: str, listing: bool) -> None:
    """Sign a flow's parts in a physician's name: all that are unsigned, or those named by --part.

    A signature holds for exactly what was signed. An edit to a part takes its signature away.

    \b
    Examples:
      screener flow sign migraine --list
      screener flow sign migraine --by "Dr. A. Physician" --part outcome:cm_pattern --part fact:chronic_migraine
      screener flow sign migraine --by "Dr. A. Physician" --note "read on paper, 2026-12-01"
    """
    from screener.app import create_app
    from screener.signing import SigningError, sign, unsigned
    from screener.store.database import upgrade
    from screener.web.parts import EXTENSION

    app = create_app()
    library = app.extensions[EXTENSION].library
    if flow_id not in library.current:
        raise click.ClickException(f"there is no flow '{flow_id}': name one of {', '.join(library.current) or 'none'}")
    flow = library.current[flow_id].flow
    with app.app_context():
        upgrade()
        if listing:
            for one in unsigned(flow):
                click.echo(f"{one.part.id}{'  (edited since it was signed)' if one.changed else ''}")
            return
        if name is None:
            raise click.UsageError("say who signs: --by NAME, or --list to see what is unsigned")
        try:
            signed = sign(flow, parts, name, note, datetime.now(UTC))
        except SigningError as error:
            raise click.ClickException(str(error)) from None
        left = len(unsigned(flow))
    click.echo(f"{flow_id}: {signed} parts signed by {name}, {left} left. Version {flow.digest[:12]}.")
