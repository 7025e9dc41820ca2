"""Every single fault of a few kinds, planted one after the other in the migraine flow. Not a test; run it by hand.

    .venv/bin/python tests/bench/plant_every_fault.py [--every N] [KIND…]

A fault is caught where the flow no longer loads or the check finds something. Where it finds nothing, the fault either
changes nothing, which the comparison proves, or it slipped through: those are named. `--every 10` takes each tenth.
It takes some ten minutes of the processor.
"""

import ast
import json
import sys
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from screener.engine.errors import FlowError
from screener.engine.flow import Flow
from screener.engine.loader import FLOW_FILE, load_files, read_files
from screener.engine.yaml import Path, Places, read_yaml
from screener.library import shipped
from screener.proof.diff import diff
from screener.proof.prove import Prover, claims
from screener.proof.structure import check_structure

Data = dict[str, Any]
Fault = tuple[str, str, Data]
"""Its kind, where it is, and the flow with it."""

DECIDING = ("when", "offered", "is", "routine", "days", "today", "emergency")
"""Keys of conditions that decide something; those of words and cards change what is said and no more."""
WORDS = ("because", "next_if", "advice", "consultation", "cards", "always", "sections", "sources")
SIGNS = ("routine", "days", "today", "emergency")
LEVELS = ("A", "B", "C")


def sound() -> Data:
    data, _ = read_yaml(read_files(shipped("flows") / "migraine")[FLOW_FILE], FLOW_FILE)
    return json.loads(json.dumps(data, default=str))  # type: ignore[no-any-return]


# --- Planting -------------------------------------------------------------------------------------------------------


def faults(data: Data) -> Iterator[Fault]:
    for path, text in _conditions(data, ()):
        for kind, changed in _mutants(text):
            yield kind, f"{_spoken(path)}: {changed}", _with(data, path, changed)
        if path[-1] in ("when", "offered") and path[0] == "questions":
            yield "a condition dropped", _spoken(path), _without(data, path)
    yield from _in_questions(data)
    yield from _in_order(data)


def _conditions(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if (path and path[0] in WORDS) or any(key in WORDS for key in path):
        return
    if isinstance(value, dict):
        for key, below in value.items():
            if key in DECIDING and isinstance(below, str) and key != "urgency" and below not in SIGNS:
                yield (*path, key), below
            else:
                yield from _conditions(below, (*path, key))
    elif isinstance(value, list):
        for place, below in enumerate(value):
            yield from _conditions(below, (*path, place))


def _mutants(text: str) -> Iterator[tuple[str, str]]:
    """The condition with one thing changed, for every such thing."""
    for place in range(sum(1 for _ in ast.walk(_tree(text)))):
        for number in range(8):
            tree = _tree(text)
            node = list(ast.walk(tree))[place]
            kind = _change(node, number)
            if kind is None:
                break
            if kind:
                yield kind, ast.unparse(tree)


@cache
def _parsed(text: str) -> ast.Expression:
    return ast.parse(" ".join(text.split()), mode="eval")


def _tree(text: str) -> ast.Expression:
    return deepcopy(_parsed(text))


TURNED = {ast.GtE: ast.Gt, ast.Gt: ast.GtE, ast.LtE: ast.Lt, ast.Lt: ast.LtE, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}


def _change(node: ast.AST, number: int) -> str | None:
    """Change a node in its own way number so; its kind, "" where it has no such way, None where it has no more."""
    match node:
        case ast.Constant(value) if type(value) is int and number < 2:
            node.value = value + (1, -1)[number]
            return "a threshold off by one"
        case ast.Compare(_, operators, _) if number < len(operators):
            turned = TURNED.get(type(operators[number]))
            if turned is None:
                return ""
            operators[number] = turned()
            return "a comparison turned"
        case ast.List(options) if number < len(options) and len(options) > 1:
            del options[number]
            return "a forgotten option"
        case ast.BoolOp(operator, parts) if number == 0:
            node.op = ast.Or() if isinstance(operator, ast.And) else ast.And()
            return "and for or"
        case ast.BoolOp(_, parts) if number <= len(parts) and len(parts) > 1:
            del parts[number - 1]
            return "a part left out"
        case ast.UnaryOp(ast.Not(), operand) if number == 0:
            node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), operand)
            return "a not left out"
        case ast.Call(ast.Name(name), parts) if name in ("sign", "caution") and number < len(parts) and len(parts) > 1:
            del parts[number]
            return "a level forgotten"
    return None


def _in_questions(data: Data) -> Iterator[Fault]:
    for i, question in enumerate(data["questions"]):
        path: Path = ("questions", i)
        if question.get("unsure"):
            yield "unsure not offered", question["id"], _without(data, (*path, "unsure"))
        if question["kind"] == "number":
            for key, step in (("max", -1), ("min", 1)):
                yield "a bound off by one", f"{question['id']} {key}", _with(data, (*path, key), question[key] + step)
        for j, option in enumerate(question.get("options", ())):
            name, there = f"{question['id']}.{option['id']}", (*path, "options", j)
            for mark, levels in (("sign", SIGNS), ("caution", LEVELS)):
                if mark in option:
                    yield f"a {mark} dropped", name, _without(data, (*there, mark))
                    for level in levels:
                        if level != option[mark]:
                            yield f"another {mark}", f"{name} {level}", _with(data, (*there, mark), level)
            yield "an option dropped", name, _without(data, there)


def _in_order(data: Data) -> Iterator[Fault]:
    outcomes = data["outcomes"]
    for i in range(len(outcomes) - 1):
        changed = deepcopy(data)
        changed["outcomes"][i : i + 2] = outcomes[i + 1], outcomes[i]
        yield "neighbours swapped", f"{outcomes[i]['id']}, {outcomes[i + 1]['id']}", changed
    for i, outcome in enumerate(outcomes):
        yield "an outcome dropped", outcome["id"], _without(data, ("outcomes", i))
        for j, rule in enumerate(outcome["urgency"]) if isinstance(outcome["urgency"], list) else ():
            (level,) = rule
            yield "a level left out", f"{outcome['id']} {level}", _without(data, ("outcomes", i, "urgency", j))
            for other in SIGNS:
                if other != level:
                    path = ("outcomes", i, "urgency", j)
                    yield "another urgency", f"{outcome['id']} {other}", _with(data, path, {other: rule[level]})
        if isinstance(outcome["urgency"], str):
            for other in SIGNS:
                if other != outcome["urgency"]:
                    yield "another urgency", f"{outcome['id']} {other}", _with(data, ("outcomes", i, "urgency"), other)
    for i, stop in enumerate(data["stops"]):
        yield "a stop dropped", str(stop["when"]), _without(data, ("stops", i))
        if "after" in stop:
            yield "a stop too early", str(stop["when"]), _without(data, ("stops", i, "after"))
    for block in ("cautions", "flags"):
        for name, raised in data[block].items():
            yield f"one of the {block} dropped", name, _without(data, (block, name))
            if "with" in raised:
                yield "a flag with every outcome", name, _without(data, (block, name, "with"))
            for level in LEVELS:
                if raised.get("level", level) != level:
                    yield "another caution", f"{name} {level}", _with(data, (block, name, "level"), level)
    for i, pair in enumerate(data["consistent"]):
        yield "a contradiction dropped", pair["when"], _without(data, ("consistent", i))


def _with(data: Data, path: Path, value: object) -> Data:
    changed = deepcopy(data)
    _below(changed, path[:-1])[path[-1]] = value
    return changed


def _without(data: Data, path: Path) -> Data:
    changed = deepcopy(data)
    del _below(changed, path[:-1])[path[-1]]
    return changed


def _below(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def _spoken(path: Path) -> str:
    return ".".join(map(str, path))


# --- Catching -------------------------------------------------------------------------------------------------------


def caught(data: Data) -> Flow | None:
    """None where the check refuses this flow, else the flow."""
    text = json.dumps(data)
    try:
        flow = load_files({FLOW_FILE: text})
    except FlowError:
        return None
    prover, rules = Prover(flow), {rule.name: rule for rule in flow.always}
    wanted = sorted(claims(flow), key=lambda claim: claim.name not in rules or rules[claim.name].monotone is not None)
    if any(claim.judge(prover).findings for claim in wanted):
        return None
    return None if check_structure(flow, Places("")) else flow


def main(kinds: list[str], every: int) -> None:
    data = sound()
    flow = caught(data)
    assert flow is not None, "the flow is refused without any fault"
    planted: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    without_effect: Counter[str] = Counter()
    chosen = [fault for fault in faults(data) if not kinds or fault[0] in kinds][::every]
    for place, (kind, name, faulty) in enumerate(chosen):
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{place} of {len(chosen)} ")
        planted[kind] += 1
        if through := caught(faulty):
            if diff(flow, through).same:
                without_effect[kind] += 1
            else:
                missed[kind] += 1
                sys.stdout.write(f"slipped through: {kind}: {name}\n")
                sys.stdout.flush()
    for kind, number in planted.items():
        changing = number - without_effect[kind]
        sys.stdout.write(f"{kind:28} {changing - missed[kind]:4} of {changing:4} caught")
        sys.stdout.write(f", {without_effect[kind]} change nothing\n" if without_effect[kind] else "\n")
    changing = planted.total() - without_effect.total()
    sys.stdout.write(f"all: {changing - missed.total()} of {changing} that change something are caught\n")


if __name__ == "__main__":
    words = sys.argv[1:]
    step = int(words.pop(words.index("--every") + 1)) if "--every" in words else 1
    main([word for word in words if word != "--every"], step)
