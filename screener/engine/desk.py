"""What staff read beside the answers, from a flow's `desk.yaml`: a summary, notes, and the sheet for the physician.

It decides nothing. Its conditions speak of the flow's questions and facts, and are read as the flow's own are.
"""

from collections.abc import Collection, Iterator
from typing import Any

from pydantic import ValidationError

from screener.engine.answers import Said
from screener.engine.conditions import Condition
from screener.engine.errors import ConditionError, FlowError, Problem
from screener.engine.flow import Flow, leaves
from screener.engine.grammar import Names
from screener.engine.loader import DESK_FILE
from screener.engine.part import Id, Part, Sourced, Text
from screener.engine.wording import BLANK
from screener.engine.yaml import Path, Places, read_yaml


class Sentence(Part):
    """Something that is so where `when` is true."""

    when: Condition
    say: Text


class Note(Sourced):
    """Something to keep in mind about an answer, and where that comes from."""

    when: Condition
    say: Text


class Block(Part):
    """Questions that stand together on the sheet for the physician."""

    title: Text
    show: tuple[Id, ...]


class Desk(Part):
    """Everything that a flow says to staff alone. A flow without it has none of this."""

    summary: tuple[tuple[Sentence, ...], ...] = ()
    notes: tuple[Note, ...] = ()
    sheet: tuple[Block, ...] = ()

    def summed_up(self, said: Said) -> tuple[str, ...]:
        """One sentence from each list of the summary: the first that applies, its blanks not yet filled."""
        applying = (next((one.say for one in several if one.when.holds(said)), "") for several in self.summary)
        return tuple(sentence for sentence in applying if sentence)

    def noted(self, said: Said) -> tuple[Note, ...]:
        """The notes that apply."""
        return tuple(note for note in self.notes if note.when.holds(said))


def read_desk(text: str, flow: Flow, name: str = DESK_FILE) -> Desk:
    """The desk's words for a flow; FlowError lists what is wrong, by file, line and column."""
    data, places = read_yaml(text, name)
    desk = _validated(data, places)
    if problems := [*_bind(desk, flow, places), *_unknown_names(desk, flow, places)]:
        raise FlowError(problems)
    return desk


def _validated(data: Any, places: Places) -> Desk:
    try:
        return Desk.model_validate(data)
    except ValidationError as error:
        raise FlowError([places.problem(tuple(one["loc"]), one["msg"]) for one in error.errors()]) from None


def _bind(desk: Desk, flow: Flow, places: Places) -> Iterator[Problem]:
    names = Names.of(flow)
    for path, leaf in leaves(desk):
        if isinstance(leaf, Condition):
            try:
                names.bind(".", leaf)
            except ConditionError as error:
                yield places.problem(path, error.message, error.offset)


def _unknown_names(desk: Desk, flow: Flow, places: Places) -> Iterator[Problem]:
    """Blanks and questions that the flow does not ask, and sources that it does not name."""
    for path, leaf in leaves(desk):
        for name, known in _names_in(path, leaf, flow):
            if name not in known:
                yield places.problem(path, f"there is no '{name}' in {flow.id}")


def _names_in(path: Path, leaf: Any, flow: Flow) -> Iterator[tuple[str, Collection[str]]]:
    if path[-1] == "say":
        yield from ((name, flow.by_id) for name in BLANK.findall(leaf))
    elif path[-1] == "source":
        yield from ((key, flow.sources) for key in leaf.replace(",", " ").split())
    elif "show" in path:
        yield leaf, flow.by_id
