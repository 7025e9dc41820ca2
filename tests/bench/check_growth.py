"""How long `screener flow check` takes as a flow grows: 25, 50, 100 and 200 questions. Not a test; run it by hand.

    .venv/bin/python tests/bench/check_growth.py

The whole check is measured, from reading the file to the counts. Both clocks are shown, since the processor's says
more where others use the machine too. The flow is `synthetic.py`'s; a number behind the command asks for another size.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from synthetic import synthetic

from screener.cli_progress import progress_bar
from screener.engine.loader import FLOW_FILE
from screener.proof.check import check_folder

SIZES = (25, 50, 100, 200)


def measure(size: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / FLOW_FILE).write_text(json.dumps(synthetic(size), indent=1), encoding="utf-8")
        began, used = perf_counter(), process_time()
        with progress_bar(f"{size} questions") as progress:
            report = check_folder(folder, progress)
        seconds, cpu = perf_counter() - began, process_time() - used
    for problem in report.problems[:20]:
        sys.stdout.write(f"{problem}\n")
    slowest = sorted(report.verdicts, key=lambda verdict: -verdict.seconds)[:4]
    sys.stdout.write(
        f"{size:4} questions, {len(report.verdicts):3} claims: {seconds:6.1f} s, {cpu:6.1f} s of the processor; "
        f"{len(report.problems)} found; "
        + "; ".join(f"{verdict.seconds:.1f} s {verdict.name}" for verdict in slowest)
        + "\n"
    )


if __name__ == "__main__":
    for number in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        measure(number)
