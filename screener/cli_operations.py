"""`screener doctor`, `screener hazards` and `screener sbom`. Imports stand inside the commands."""

import json
import sys

import click


@click.command()
def doctor() -> None:
    """Look whether everything is as it should be, and say what to do where it is not.

    Ends with 1 where something must be mended. A line that begins with "note" stops nothing.

    \b
    Example:
      screener doctor
    """
    from screener.app import create_app
    from screener.config import SettingError
    from screener.doctor import configuration, look

    try:
        app = create_app()
        with app.app_context():
            findings = list(look(app))
    except SettingError as error:
        findings = [configuration(error)]
    for one in findings:
        mark = "ok" if not one.to_do else "MEND" if one.needed else "note"
        click.echo(f"{mark:5} {one.name:9} {one.says}{f'. To do: {one.to_do}' if one.to_do else ''}")
    sys.exit(1 if any(one.to_do and one.needed for one in findings) else 0)


@click.command()
def hazards() -> None:
    """Print the hazard log: what could harm somebody, how that is prevented, and which test shows it.

    Its form is that of the clinical safety part (C1) of the NHS's DTAC. A clinical safety officer of the clinic must
    still read it and agree.

    \b
    Example:
      screener hazards
    """
    from screener.hazards import hazards as read
    from screener.hazards import lines

    for number, one in enumerate(read()):
        click.echo(("\n" if number else "") + "\n".join(lines(one)))


@click.command()
@click.option("--extra", "extras", multiple=True, help="Count in what an extra such as postgres brings.")
def sbom(extras: tuple[str, ...]) -> None:
    """Print what this installation is made of, as a CycloneDX bill of materials.

    \b
    Examples:
      screener sbom > sbom.json
      screener sbom --extra postgres --extra redis > sbom.json
    """
    from screener.sbom import bill

    click.echo(json.dumps(bill(extras), indent=2))
