"""From a flow's folder to a flow that can be run: read, checked against the models, its conditions bound.

Every problem is reported with file, line and column, all of them at once where that is possible.
"""

import difflib
import hashlib
import json
import keyword
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from screener.engine.conditions import Condition, questions_in
from screener.engine.errors import ConditionError, FlowError, Problem
from screener.engine.flow import Flow, Question, conditions
from screener.engine.grammar import Names
from screener.engine.overlay import OVERLAY_FILE, Overlay, with_usual
from screener.engine.part import Part
from screener.engine.references import flag_names, references
from screener.engine.scores import score_problems
from screener.engine.yaml import Path, Places, read_text, read_yaml

FLOW_FILE = "flow.yaml"
FAQ_FILE = "faq.yaml"
DESK_FILE = "desk.yaml"
BESIDE = (FAQ_FILE, DESK_FILE)
"""Files that a flow may have beside its own."""
RESERVED = {"none", "unsure", "true", "false", "unknown", "count", "caution", "sign", *keyword.kwlist}

Files = Mapping[str, str]
"""The texts of a flow's files by name."""


def read_files(folder: FilePath) -> Files:
    """The texts of a flow's folder; FlowError where there is none."""
    if not folder.is_dir():
        return {FLOW_FILE: read_text(folder)}
    overlays = sorted(path.name for path in folder.iterdir() if OVERLAY_FILE.fullmatch(path.name))
    beside = {name: read_text(folder / name) for name in (*BESIDE, *overlays) if (folder / name).is_file()}
    return {FLOW_FILE: read_text(folder / FLOW_FILE), **beside}


def load(folder: FilePath) -> Flow:
    """The flow in a folder (or in one file); FlowError lists what is wrong, by file, line and column."""
    name = folder / FLOW_FILE if folder.is_dir() else folder
    return load_files(read_files(folder), str(name))


def load_files(files: Files, name: str = FLOW_FILE) -> Flow:
    """The flow that these texts make. `name` stands for the flow file in messages."""
    data, places = read_yaml(files[FLOW_FILE], name)
    flow = _validated(data, places)
    problems = [*_empty(flow, places), *_repeated_names(flow, places)]
    problems += [places.problem(path, message, key=True) for path, message in score_problems(flow)]
    problems += _bind(flow, places)
    if not problems:
        problems = [*_looks_ahead(flow, places), *references(flow, places)]
    if problems:
        raise FlowError(problems)
    flow = with_usual(flow).but(digest=digest(files))
    return flow.translated({one.language: one.spoken() for one in overlays(files, flow, name)})


def overlays(files: Files, flow: Flow, name: str = FLOW_FILE) -> list[Overlay]:
    """A flow's overlays; each lies beside the flow file, which `name` stands for."""
    found = [(beside, match[1]) for beside in files if (match := OVERLAY_FILE.fullmatch(beside))]
    return [
        Overlay.read(files[beside], flow, language, str(FilePath(name).with_name(beside))) for beside, language in found
    ]


def digest(files: Files) -> str:
    """What identifies a version of a flow: SHA-256 over its files' names and texts, in hexadecimal."""
    return hashlib.sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()


# --- Shape ----------------------------------------------------------------------------------------------------------


def _validated(data: Any, places: Places) -> Flow:
    if not isinstance(data, dict):
        raise FlowError([places.problem((), "a flow file is a mapping that begins with 'id:'")])
    try:
        return Flow.model_validate(data)
    except ValidationError as error:
        raise FlowError([_shape_problem(detail, places) for detail in error.errors()]) from None


def _shape_problem(detail: Any, places: Places) -> Problem:
    path: Path = tuple(detail["loc"])
    key = path[-1] if path else ""
    match detail["type"]:
        case "extra_forbidden":
            near = difflib.get_close_matches(str(key), _known_keys(), 1)
            hint = f"did you mean '{near[0]}'?" if near else "take it out or see README, 'Writing a flow'"
            return places.problem(path, f"unknown key '{key}': {hint}", key=True)
        case "missing":
            return places.problem(path[:-1], f"'{key}:' is missing here")
        case "string_pattern_mismatch":
            return places.problem(path, "an id is small letters, digits and _, beginning with a letter", key=True)
        case "literal_error":
            return places.problem(path, f"write {detail['ctx']['expected']} here")
        case kind if kind in WANTED:
            return places.problem(path, WANTED[kind])
        case _:
            return places.problem(path, f"{detail['msg'][:1].lower()}{detail['msg'][1:]}")


WANTED = {
    "model_type": "write keys and values here, as in {when: age >= 18}",
    "dict_type": "write keys and values here, as in {name: value}",
    "tuple_type": "write a list here",
    "int_type": "write a whole number here",
    "bool_type": "write true or false here",
    "string_type": "write text here, in quotes if it looks like a number",
}


@lru_cache
def _known_keys() -> tuple[str, ...]:
    """Every key that any part of a flow may have."""
    models = _subclasses(Part)
    return tuple(sorted({info.alias or name for model in models for name, info in model.model_fields.items()}))


def _subclasses(model: type[Part]) -> Iterable[type[Part]]:
    for below in model.__subclasses__():
        yield below
        yield from _subclasses(below)


def _empty(flow: Flow, places: Places) -> list[Problem]:
    return [
        places.problem((block,), f"a flow needs at least one of its {block}")
        for block in ("questions", "outcomes")
        if not getattr(flow, block)
    ]


# --- Names ----------------------------------------------------------------------------------------------------------


def _repeated_names(flow: Flow, places: Places) -> list[Problem]:
    """Questions, facts, scores and given names share one name space; flags (chosen options too) have their own."""
    named: list[tuple[str, Path]] = [(question.id, ("questions", i, "id")) for i, question in enumerate(flow.questions)]
    named += [(name, (block, name)) for block in ("facts", "scores") for name in getattr(flow, block)]
    named += [(name, ("given", i)) for i, name in enumerate(flow.given)]
    problems = _duplicates(named, places)
    for i, question in enumerate(flow.questions):
        path: Path = ("questions", i)
        options: list[tuple[str, Path]] = [(o.id, (*path, "options", j, "id")) for j, o in enumerate(question.options)]
        problems += _duplicates(options, places) + _question_problems(question, path, places)
    problems += _duplicates([(outcome.id, ("outcomes", i, "id")) for i, outcome in enumerate(flow.outcomes)], places)
    problems += _duplicates([(one.id, ("sections", i, "id")) for i, one in enumerate(flow.sections)], places)
    problems += _duplicates(flag_names(flow), places)
    problems += [
        places.problem(path, f"'{name}' is a word of the condition language: choose another id", key=True)
        for name, path in named
        if name in RESERVED
    ]
    return problems


def _duplicates(named: Iterable[tuple[str, Path]], places: Places) -> list[Problem]:
    first: dict[str, Path] = {}
    problems = []
    for name, path in named:
        if name in first:
            line = places.problem(first[name], "", key=True).line
            problems.append(
                places.problem(path, f"'{name}' is there already, in line {line}: ids must differ", key=_is_key(path))
            )
        first.setdefault(name, path)
    return problems


def _is_key(path: Path) -> bool:
    return path[-1] != "id" and isinstance(path[-1], str)


def _question_problems(question: Question, path: Path, places: Places) -> list[Problem]:
    choice = question.kind in ("one", "some")
    problems = []
    if choice and not question.options:
        problems.append(places.problem(path, f"{question.id} needs 'options:'"))
    if question.options and not choice:
        problems.append(
            places.problem((*path, "options"), f"a question of kind {question.kind} has no options", key=True)
        )
    if question.kind == "number" and (question.min is None or question.max is None):
        problems.append(places.problem(path, f"{question.id} is a number: give it 'min:' and 'max:'"))
    if question.kind == "words" and question.unsure:
        problems.append(places.problem((*path, "unsure"), "free words are never unsure: give 'optional: true' instead"))
    if question.min is not None and question.max is not None and question.min > question.max:
        problems.append(places.problem((*path, "min"), "the least is above the greatest"))
    for j, option in enumerate(question.options):
        if option.id == "unsure" or (option.id == "none" and question.kind == "some"):
            message = f"'{option.id}' is always there or by '{option.id}:' on the question: take this option out"
            problems.append(places.problem((*path, "options", j, "id"), message))
    return problems


# --- Conditions -----------------------------------------------------------------------------------------------------


def _bind(flow: Flow, places: Places) -> list[Problem]:
    names, problems = Names.of(flow), []
    for path, condition in conditions(flow):
        own_name = str(path[1]) if path[0] in ("facts", "cautions") else "."
        try:
            names.bind(own_name, condition)
        except ConditionError as error:
            if error.within is condition:  # a mistake in a fact is reported at the fact, not wherever it is used
                problems.append(places.problem(path, error.message, error.offset))
    return problems


def _looks_ahead(flow: Flow, places: Places) -> list[Problem]:
    """`when` and `offered` decide what is asked next, so they may read earlier questions only, through facts too."""
    problems = []
    for i, question in enumerate(flow.questions):
        asked: list[tuple[Path, Condition | None]] = [(("questions", i, "when"), question.when)]
        asked += [(("questions", i, "options", j, "offered"), o.offered) for j, o in enumerate(question.options)]
        for path, condition in asked:
            later = [name for name in sorted(_read_by(condition)) if flow.order[name] >= i]
            if later:
                what = "reads itself" if question.id in later else f"reads {later[0]}, which is asked later"
                problems.append(places.problem(path, f"this {what}: only earlier questions can decide what is asked"))
    return problems


def _read_by(condition: Condition | None) -> set[str]:
    return set() if condition is None else questions_in(condition.tree)
