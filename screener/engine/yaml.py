"""YAML with places: plain data, and the line and column of every key and value.

Reads a small, safe part of YAML: only `true`, `false`, `null` and decimal whole numbers mean anything but text
(so `no` and `012` stay what they are), and tags, anchors and doubled keys are refused.
"""

import re
from collections.abc import Iterator
from pathlib import Path as FilePath
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
ESCAPED_BLANK: Final = re.compile(r"\\[ntr\n ]")
_WHOLE_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,9})")
_CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "": None, "~": None}


class Places:
    """Where the parts of a file stand: (line, column) of each value by its path, both from 1."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self._text = text
        self._values: dict[Path, tuple[int, int]] = {}
        self._keys: dict[Path, tuple[int, int]] = {}
        self._scalars: dict[Path, yaml.ScalarNode] = {}

    def note(self, path: Path, node: yaml.Node, key: bool = False) -> None:
        mark = node.start_mark
        (self._keys if key else self._values)[path] = (mark.line + 1, mark.column + 1)
        if isinstance(node, yaml.ScalarNode) and not key:
            self._scalars[path] = node

    def problem(self, path: Path, message: str, offset: int = 0, key: bool = False) -> Problem:
        """A problem at a path, or at the nearest place above it that the file has.

        `offset` counts characters of the value there, which may be quoted or folded over several lines.
        """
        if path in self._scalars and not key:
            at = self.at(_index_of(self._scalars[path], offset, self._text))
        else:
            at = next(self._nearest(path, key), (1, 1))
        return Problem(self.file, *at, message)

    def at(self, index: int) -> tuple[int, int]:
        """The line and column of a character of the file."""
        return self._text.count("\n", 0, index) + 1, index - self._text.rfind("\n", 0, index)

    def _nearest(self, path: Path, key: bool) -> Iterator[tuple[int, int]]:
        for length in range(len(path), -1, -1):
            above = path[:length]
            if key and above in self._keys:
                yield self._keys[above]
            elif above in self._values:
                yield self._values[above]


def _index_of(node: yaml.ScalarNode, offset: int, text: str) -> int:
    """Where a character of a scalar's value stands in the file's text, in spite of quotes and folded lines.

    Folding changes blanks only, so the other characters before it are counted.
    """
    index = int(node.start_mark.index)
    if node.style in ("|", ">"):
        index = text.find("\n", index) + 1
    elif node.style:
        index += 1
    before = len("".join(node.value[:offset].split()))
    behind = before > 0 and not node.value[offset:].strip()  # at the very end: behind the last character
    index = _past_blanks(node, index, text)
    for _ in range(before - behind):
        index = _past_blanks(node, index + 1, text)
    return index + behind


def _past_blanks(node: yaml.ScalarNode, index: int, text: str) -> int:
    """The next character that shows, from an index on: behind blanks, and behind what escapes it."""
    while index < len(text):
        if text[index].isspace():
            index += 1
        elif node.style == '"' and ESCAPED_BLANK.match(text, index):
            index += 2
        else:
            escaped = text[index] == "\\" if node.style == '"' else text[index : index + 2] == "''"
            return index + (escaped and node.style in ("'", '"'))
    return index


def read_text(path: FilePath) -> str:
    """The text of a file; FlowError where it cannot be read, or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FlowError([Problem(str(path), 1, 1, "this file is not UTF-8 text: save it as UTF-8")]) from None
    except OSError as error:
        raise FlowError([Problem(str(path), 1, 1, f"this file cannot be read: {error.strerror}")]) from None


def read_yaml(text: str, file: str) -> tuple[Plain, Places]:
    """The data of a YAML text, and where its parts stand; FlowError names every place that cannot be read."""
    places = Places(file, text)
    if len(text) > LARGEST:
        raise FlowError([places.problem((), f"this file has over {LARGEST:,} characters: split the flow")])
    if control := yaml.reader.Reader.NON_PRINTABLE.search(text):
        message = f"take this control character out: {control[0]!a}"
        raise FlowError([Problem(file, *places.at(control.start()), message)])
    try:
        _refuse_tricks(text, places)
        root = yaml.compose(text, Loader=_Composer)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise FlowError([Problem(file, line, column, f"this is not YAML: {error.problem}")]) from None
    if root is None:
        raise FlowError([places.problem((), "this file is empty")])
    problems: list[Problem] = []
    data = _plain(root, (), places, problems)
    if problems:
        raise FlowError(problems)
    return data, places


def _refuse_tricks(text: str, places: Places) -> None:
    """Before composing: aliases can make a small file enormous, and deep nesting can exhaust the composer."""
    depth = 0
    for event in yaml.parse(text, Loader=_Composer):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if trick := _trick(event, depth):
            mark = event.start_mark
            raise FlowError([Problem(places.file, *places.at(int(mark.index) if mark else 0), trick)])


def _trick(event: yaml.Event, depth: int) -> str | None:
    """What an event of the file does that no flow may, if anything."""
    if isinstance(event, yaml.NodeEvent) and event.anchor:
        return f"write it out again: '&{event.anchor}' and '*{event.anchor}' are not read here"
    tag = getattr(event, "tag", None)
    if tag:
        return f"take the tag {tag} out: nothing in a flow runs code, and a text that must stay one is quoted"
    return f"this is nested over {DEEPEST} deep: make it flatter" if depth > DEEPEST else None


def _plain(node: yaml.Node, path: Path, places: Places, problems: list[Problem]) -> Plain:
    places.note(path, node)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, places, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, place), places, problems) for place, item in enumerate(node.value)]
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
