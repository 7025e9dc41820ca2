"""YAML with places: plain data, and the line and column of every key and value.

Reads a small, safe part of YAML: only `true`, `false`, `null` and decimal whole numbers mean anything but text
(so `no` and `012` stay what they are), and tags, anchors and doubled keys are refused.
"""

import re
from collections.abc import Iterator
from typing import Final, cast

import yaml

from screener.engine.errors import FlowError, Problem

Path = tuple[str | int, ...]
Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]

LARGEST: Final = 1_000_000
"""Characters in one file."""

DEEPEST: Final = 30
"""Lists and mappings within each other."""

_Composer = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,9})")
_CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "": None, "~": None}


class Places:
    """Where the parts of a file stand: (line, column) of each value by its path, both from 1."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._values: dict[Path, tuple[int, int]] = {}
        self._keys: dict[Path, tuple[int, int]] = {}

    def note(self, path: Path, node: yaml.Node | yaml.Event, key: bool = False) -> None:
        """A value stands where its own text begins: behind the quote of a quoted one."""
        mark = node.start_mark
        if mark is not None:
            quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
            (self._keys if key else self._values)[path] = (mark.line + 1, mark.column + 1 + quoted)

    def problem(self, path: Path, message: str, offset: int = 0, key: bool = False) -> Problem:
        """A problem at a path, or at the nearest place above it that the file has."""
        at = next((place for place in self._nearest(path, key)), (1, 1))
        return Problem(self.file, at[0], at[1] + offset, message)

    def _nearest(self, path: Path, key: bool) -> Iterator[tuple[int, int]]:
        for length in range(len(path), -1, -1):
            above = path[:length]
            if key and above in self._keys:
                yield self._keys[above]
            elif above in self._values:
                yield self._values[above]


def read_yaml(text: str, file: str) -> tuple[Plain, Places]:
    """The data of a YAML text, and where its parts stand; FlowError names every place that cannot be read."""
    places = Places(file)
    if len(text) > LARGEST:
        raise FlowError([places.problem((), f"this file has over {LARGEST:,} characters: split the flow")])
    try:
        _refuse_aliases(text, places)
        root = yaml.compose(text, Loader=_Composer)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise FlowError([Problem(file, line, column, f"this is not YAML: {error.problem}")]) from None
    except yaml.YAMLError as error:
        raise FlowError([Problem(file, 1, 1, f"this is not YAML: {error}")]) from None
    if root is None:
        raise FlowError([places.problem((), "this file is empty")])
    problems: list[Problem] = []
    data = _plain(root, (), places, problems)
    if problems:
        raise FlowError(problems)
    return data, places


def _refuse_aliases(text: str, places: Places) -> None:
    """Before composing: aliases can make a small file enormous, and deep nesting can exhaust the composer."""
    depth = 0
    for event in yaml.parse(text, Loader=_Composer):
        if isinstance(event, yaml.AliasEvent):
            places.note((), event)
            raise FlowError([places.problem((), "write it out again: '*' references are not read here")])
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            places.note((), event)
            raise FlowError([places.problem((), f"this is nested over {DEEPEST} deep")])


def _plain(node: yaml.Node, path: Path, places: Places, problems: list[Problem]) -> Plain:
    places.note(path, node)
    if node.tag and not node.tag.startswith("tag:yaml.org,2002:"):
        problems.append(places.problem(path, f"take the tag {node.tag} out: nothing in a flow runs code"))
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, places, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, place), places, problems) for place, item in enumerate(node.value)]
    if node.tag.startswith("tag:yaml.org,2002:python"):
        problems.append(places.problem(path, f"take the tag {node.tag} out: nothing in a flow runs code"))
        return None
    return _scalar(cast(yaml.ScalarNode, node))


def _mapping(node: yaml.MappingNode, path: Path, places: Places, problems: list[Problem]) -> Plain:
    data: dict[str, Plain] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            places.note((*path, "?"), key_node)
            problems.append(places.problem((*path, "?"), "a key must be plain text"))
            continue
        key = key_node.value
        below = (*path, key)
        if key in data:
            first = places.problem(below, "", key=True).line
            places.note(below, key_node, key=True)
            problems.append(places.problem(below, f"'{key}' stands here twice, first in line {first}", key=True))
            continue
        places.note(below, key_node, key=True)
        data[key] = _plain(value_node, below, places, problems)
    return data


def _scalar(node: yaml.ScalarNode) -> Plain:
    text = str(node.value)
    if node.style:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text
