"""How long it takes to read one reply, of any kind, and the worst that can be sent. Not a test; run it by hand.

    .venv/bin/python tests/bench/understanding.py

Every text goes the way it goes in the chat, through `understand.reading`: first a danger is looked for, then an answer
to the question that stands in the migraine flow, then a question of the visitor's own in its FAQ. The time is the
processor's, which other programs on the machine do not lengthen. Texts longer than any reply are mostly passed over, so
the longest that are read word by word are shown too. Exit status 1 if a limit is passed.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from time import process_time
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1] / "understand"))

import danger_rows
import own_rows
import side_rows
from worst_texts import NUMBERED, PATTERNS, numbered, of_length

from screener.engine.flow import Question
from screener.engine.loader import FAQ_FILE, load
from screener.engine.thresholds import thresholds
from screener.library import shipped
from screener.understand.faq import Faq
from screener.understand.reading import alarm_in, read
from screener.understand.text import LONGEST

MEDIAN: Final = 0.002
NEARLY_ALL: Final = 0.010
"""The limit for 99 of 100 replies."""
WORST: Final = 0.050
LONG: Final = 100_000
FOLDER: Final = shipped("flows") / "migraine"
FLOW: Final = load(FOLDER)
FAQ: Final = Faq.load(FOLDER / FAQ_FILE)
TURNING: Final = {one.id: thresholds(FLOW, one.id) if one.kind == "number" else () for one in FLOW.questions}
Timed = tuple[float, str]


def seconds(question: Question, text: str) -> float:
    """How long this reply to this question takes."""
    began = process_time()
    alarm_in(text, FLOW.given)
    read(question, question.options, text, TURNING[question.id], FAQ)
    return process_time() - began


def replies() -> Mapping[str, Sequence[str]]:
    """What people type, by kind."""
    return {
        "frequency": _texts("frequency*.txt"),
        "choices": _texts("choices*.txt"),
        "side questions": [text for _, text in side_rows.ANSWERED + side_rows.DECLINED],
        "danger": [*_flat(danger_rows.EMERGENCIES), *_flat(danger_rows.CRISES)],
        "no danger": _flat(danger_rows.NOT_DANGERS),
    }


def _texts(pattern: str) -> list[str]:
    files = sorted(own_rows.DATA.glob(pattern))
    return [text for file in files for _, text, _ in own_rows.rows(file.name)]


def _flat(groups: Mapping[str, Iterable[str]]) -> list[str]:
    return [text for group in groups.values() for text in group]


def short_times(texts: Sequence[str], questions: Iterator[Question]) -> list[Timed]:
    """Every fourth text, each as a reply to another question; shortest first."""
    return sorted((seconds(next(questions), text), text) for text in texts[::4])


def long_times(length: int) -> list[Timed]:
    """A text of each pattern, as a reply to the question that takes longest to read it; the slowest first."""
    texts = {name: of_length(part, length) for name, part in PATTERNS.items()}
    texts |= {f"{name}, numbered": numbered(name, length) for name in NUMBERED}
    return sorted(((_slowest(text), name) for name, text in texts.items()), reverse=True)


def _slowest(text: str) -> float:
    """The best of three for one question of each kind, so that a pause to clear memory does not count."""
    of_each_kind = {question.kind: question for question in FLOW.questions}.values()
    return max(min(seconds(question, text) for _ in range(3)) for question in of_each_kind)


def main() -> int:
    """Write the table, and say whether every limit holds."""
    questions = cycle(FLOW.questions)
    for question in FLOW.questions:  # lexicons are read once, when they are first needed
        seconds(question, "warm 3 days")
    kinds = {kind: short_times(texts, questions) for kind, texts in replies().items()}
    kinds["all"] = sorted(timed for times in kinds.values() for timed in times)
    _write("kind", "replies", "median", "99 of 100", "longest")
    for kind, times in kinds.items():
        _write(kind, str(len(times)), *(_ms(_at(times, share)) for share in (0.5, 0.99, 1.0)))
    _write("limit", "", _ms(MEDIAN), _ms(NEARLY_ALL), "")
    worst = _write_long("100 kB of", LONG)
    _write("limit", "", "", "", _ms(WORST))
    _write_long(f"{LONGEST} signs of", LONGEST)
    everything = kinds["all"]
    holds = _at(everything, 0.5) < MEDIAN and _at(everything, 0.99) < NEARLY_ALL and worst < WORST
    sys.stdout.write("\nEvery limit holds.\n" if holds else "\nA limit is passed.\n")
    return 0 if holds else 1


def _write_long(heading: str, length: int) -> float:
    """The ten slowest texts of this length; how long the slowest of all takes."""
    times = long_times(length)
    sys.stdout.write("\n")
    _write(heading, "", "", "", "longest")
    for time, name in times[:10]:
        _write(name, "", "", "", _ms(time))
    return times[0][0]


def _at(times: Sequence[Timed], share: float) -> float:
    return times[min(int(len(times) * share), len(times) - 1)][0]


def _ms(time: float) -> str:
    return f"{time * 1000:.2f} ms"


def _write(*cells: str) -> None:
    first, *rest = cells
    sys.stdout.write(f"{first:16}" + "".join(f"{cell:>12}" for cell in rest) + "\n")


if __name__ == "__main__":
    sys.exit(main())
