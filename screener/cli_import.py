"""`screener flow import`: a flow made from a FHIR Questionnaire. Imports stand inside the command."""

from pathlib import Path

import click


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), help="The flow's new folder; named by its id if not given."
)
def flow_import(file: Path, folder: Path | None) -> None:
    """Make a flow's folder from FILE, a FHIR R4 Questionnaire in JSON.

    What a flow cannot say is listed, each with its linkId and why. The flow asks and shows what the form does; what the
    answers mean is left to be written.

    \b
    Examples:
      screener flow import questionnaire.json
      screener flow import questionnaire.json --to flows/intake
    """
    from screener.incoming.folder import import_questionnaire

    imported = import_questionnaire(file.read_text("utf-8-sig", errors="replace"))
    target = folder or Path(imported.flow_id)
    if target.exists():
        raise click.ClickException(f"{target} is there already: name another folder with --to")
    target.mkdir(parents=True)
    for name, text in imported.files.items():
        (target / name).write_text(text, encoding="utf-8")
    for one in imported.left_out:
        click.echo(f"{one.link_id}: {one.reason}")
    click.echo(
        f"{target}: the flow {imported.flow_id} is written, and {len(imported.left_out)} things are left out of it"
    )
    click.echo(f"Look at it, then run: screener flow check {target}")
