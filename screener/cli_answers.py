"""The commands over all answers that a flow can be given: what differs, how many there are, and a few walks."""

import json
import sys
from typing import Any

import click

from screener.cli_named import machine_of, version_named
from screener.cli_progress import progress_bar
from screener.engine.errors import ScreenerError


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def flow_diff(old: str, new: str, as_json: bool) -> None:
    """Show which answers a change of a flow sends elsewhere, from OLD to NEW.

    Each is a flow's id, its folder, its file, or a version that was used here: its digest, or how that begins.
    Answers whose outcome, urgency or flags differ are grouped by what they were and are and by the rule responsible,
    each group with its smallest example; whatever is not shown is proved to be the same. Exit status 0 where nothing
    differs, 1 where something does, 2 where it cannot be known.

    \b
    Examples:
      screener flow diff migraine drafts/migraine
      screener flow diff migraine drafts/migraine --json
      screener flow diff d8b2d635665e migraine
    """
    from screener.proof.check import solver_there

    if not solver_there():
        click.echo("Nothing is known: the solver is not installed. Run: pip install 'screener[verify]'", err=True)
        sys.exit(2)
    from screener.proof.diff import diff
    from screener.proof.diff_counts import counting
    from screener.proof.diff_words import as_data, words

    try:
        (before, old_places), (after, new_places) = version_named(old), version_named(new)
    except (ScreenerError, click.ClickException) as error:
        click.echo(error.message if isinstance(error, click.ClickException) else error, err=True)
        sys.exit(2)
    with progress_bar("Comparing") as progress:
        found = diff(before, after, counting(before, after), progress)
    places = (old_places, new_places)
    click.echo(json.dumps(as_data(found, places)) if as_json else "\n".join(words(found, places)))
    sys.exit(0 if found.same else 1)


@click.command("count")
@click.argument("flow_name", metavar="FLOW")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text, with every digit.")
def flow_count(flow_name: str, as_json: bool) -> None:
    """Count the sets of answers that a flow can be given, and how they end.

    A set of answers is a valid answer to each question on its path; words count as one answer. The count is exact, or,
    where a flow is too large for that, a lower and an upper bound, and says which.

    \b
    Examples:
      screener flow count migraine
      screener flow count migraine --json
    """
    from screener.proof.count import count, in_words, spoken

    counted = machine_of(flow_name).flow
    counts = count(counted)
    if as_json:
        rows = [{"outcome": end.outcome, "urgency": end.urgency, "sets": n} for end, n in counts.endings.items()]
        sets: dict[str, Any] = {"flow": counted.id, "version": counted.digest, "exact": counts.exact}
        sets |= {"total": counts.total, "at_most": counts.at_most, "outcomes": counts.by_outcome}
        click.echo(json.dumps(sets | {"urgencies": counts.by_urgency, "endings": rows}))
        return
    click.echo(f"{counted.id}: {in_words(counts)} Version {counted.digest[:12]}.")
    for ending, number in counts.endings.items():
        share = number / counts.total
        part = "" if not counts.exact else f"{share:.2%}" if share >= 0.0001 else "under 0.01%"
        click.echo(f"  {ending.outcome:<24} {ending.urgency:<10} {spoken(number):>13}  {part:>11}".rstrip())


@click.command("walk")
@click.argument("flow_name", metavar="FLOW")
def flow_walk(flow_name: str) -> None:
    """Print a small set of complete walks that visits every question, answer, rule and outcome at least once.

    They are JSON Lines as `flow try` reads them, and the same every time. No walk can be dropped without losing
    something. What no answer reaches is said on standard error, and the exit status is then 1; what only the program
    can be told (a crisis in free text) is named there too.

    \b
    Each line out:  {"id", "answers", "outcome", "urgency", "covers": [what it visits]}

    \b
    Example:
      screener flow walk migraine | screener flow try migraine --answers -
    """
    from screener.proof.decision_diagram import TooLarge
    from screener.proof.walks import find_walks

    walked = machine_of(flow_name).flow
    try:
        with progress_bar("Looking for walks") as progress:
            found = find_walks(walked, progress)
    except TooLarge:
        raise click.ClickException(f"{walked.id} is too large to look for its walks") from None
    for place, walk in enumerate(found.walks, 1):
        decision = walk.interview.decision
        outcome = decision.outcome.id if decision.outcome else None
        line = {"id": place, "answers": walk.answers, "outcome": outcome, "urgency": decision.urgency}
        click.echo(json.dumps(line | {"covers": walk.covers}))
    for name in found.left_out:
        click.echo(f"left out, since answers alone do not reach it: {name}", err=True)
    for name in found.out_of_reach:
        click.echo(f"never reached: {name}", err=True)
    sys.exit(1 if found.out_of_reach else 0)
