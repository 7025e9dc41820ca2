"""How long a check takes as a flow grows: 25, 50, 100 and 200 questions. Not a test; run it by hand.

    .venv/bin/python tests/bench/check_growth.py

The flow is like the clinic's: signs, numbers with thresholds, choices with "unsure", a third asked only if an earlier
answer says so, facts made of facts, outcomes in order of precedence, and properties over all of it.
"""

import json
import sys
from time import perf_counter
from typing import Any

from screener.engine.loader import FLOW_FILE, load_files
from screener.proof.prove import Prover, claims

SIZES = (25, 50, 100, 200)
Data = dict[str, Any]
ROUTINE: Data = {"urgency": "routine", "say": "S", "next": "N"}


def synthetic(size: int) -> Data:
    """A flow with so many questions."""
    questions = [_question(place) for place in range(size)]
    numbers = [one["id"] for one in questions if one["kind"] == "number"]
    choices = [one["id"] for one in questions if one["kind"] == "one"]
    several = [one["id"] for one in questions if one["kind"] == "some"]
    facts = {
        f"high_{name}": {"is": f"{name} >= 15 or ({name} >= 10 and {one} == 'yes')"}
        for name, one in zip(numbers, choices * 2, strict=False)
    }
    groups = [list(facts)[place : place + 3] for place in range(0, len(facts), 3)]
    facts |= {f"any_{place}": {"is": " or ".join(group)} for place, group in enumerate(groups)}
    outcomes = [
        {"id": f"o{place}", "when": f"any_{place} and count({several[place % len(several)]}) >= 1", **_end(place)}
        for place in range(len(groups))
    ]
    return {
        "id": "synthetic",
        "title": "Synthetic",
        "questions": questions,
        "facts": facts,
        "flags": {f"flag_{name}": {"when": f"{name} == 'yes' or {name} == unsure"} for name in choices},
        "outcomes": [
            {"id": "urgent", "when": "sign(today)", "urgency": "today", "say": "S", "next": "N"},
            *outcomes,
            {"id": "open", "when": f"unknown({' or '.join(list(facts)[-len(groups) :])})", **ROUTINE},
            {"id": "rest", "when": True, **ROUTINE},
        ],
        "stops": [{"when": f"'danger' in {several[0]}"}],
        "always": [
            {"name": "A sign is urgent", "never": {"when": "sign(today)", "urgency": ["routine", "days"]}},
            {"name": "Nothing falls", "monotone": {"adding": several[:10], "raising": numbers[:10]}},
            *(_flagged(name) for name in choices),
        ],
    }  # fmt: skip


def _flagged(name: str) -> Data:
    return {"name": f"P{name}", "exactly": {"when": f"{name} == 'yes' or {name} == unsure", "flags": [f"flag_{name}"]}}


def _question(place: int) -> Data:
    made: Data = {"id": f"q{place}", "section": f"s{place // 10}", "ask": "?", "unsure": place % 4 == 0}
    match place % 3:
        case 0:
            made |= {"kind": "some", "unsure": False, "options": _options(place)}
        case 1:
            made |= {"kind": "number", "min": 0, "max": 31, "unsure": True, "unsure_as": "handled by open"}
        case 2:
            made |= {
                "kind": "one",
                "unsure": True,
                "options": [{"id": "yes", "label": "Y"}, {"id": "no", "label": "N"}],
            }
    if place >= 6 and place % 9 in (1, 4, 8):
        before = f"q{place - 3}"
        made["when"] = {
            "some": f"count({before}) >= 1",
            "number": f"{before} >= 5 or {before} == unsure",
            "one": f"{before} == 'yes'",
        }[made["kind"]]
    return made


def _options(place: int) -> list[Data]:
    kinds: list[Data] = [{"sign": "today"}, {"caution": "A"}, {"caution": "B"}, {"sign": "today"}]
    names = ["danger" if place == 0 else f"a{place}", f"b{place}", f"c{place}", f"d{place}"]
    return [{"id": name, "label": name, **kind} for name, kind in zip(names, kinds, strict=True)]


def _end(place: int) -> Data:
    return {"urgency": [{"routine": True}, {"days": f"any_{place} and caution(A)"}], "say": "S", "next": "N"}


def measure(size: int) -> None:
    data = json.dumps(synthetic(size))
    began = perf_counter()
    flow = load_files({FLOW_FILE: data})
    loaded = perf_counter()
    prover = Prover(flow)
    encoded = perf_counter()
    verdicts = [claim.judge(prover) for claim in claims(flow)]
    ended = perf_counter()
    slowest = max(verdicts, key=lambda verdict: verdict.seconds)
    findings = [finding.message for verdict in verdicts for finding in verdict.findings]
    sys.stdout.write(
        f"{size:4} questions: load {loaded - began:5.2f} s, encode {encoded - loaded:5.2f} s, "
        f"{len(verdicts)} claims {ended - encoded:6.2f} s ({', '.join(findings) or 'all proved'}); "
        f"slowest {slowest.seconds:5.2f} s: {slowest.name}\n"
    )


if __name__ == "__main__":
    for number in SIZES:
        measure(number)
