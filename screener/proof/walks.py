"""A small set of complete walks that visits everything a flow has, each of them needed.

Walks are found by diagrams, so a target that no walk visits is known to be out of reach, not just not found. Each walk
begins with the rarest target that is left, and takes in every other target that still fits, the rarest first. What it
visits is what the interpreter says. In the end, walks that the others make superfluous are left out.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from screener.engine.answers import Value
from screener.engine.flow import Flow
from screener.engine.interview import Interview
from screener.engine.machine import FlowMachine
from screener.proof.cells import CellValue, Key, value_of, variables
from screener.proof.decision_diagram import Diagram, Diagrams, TooLarge
from screener.proof.examples import walk
from screener.proof.flow_diagrams import FlowDiagrams
from screener.proof.targets import WHERE_POSSIBLE, edges, read, targets, visited


@dataclass(frozen=True)
class Walk:
    """A complete walk, and the targets that it visits, the rarest first."""

    interview: Interview
    covers: tuple[str, ...]

    @property
    def answers(self) -> dict[str, Value]:
        """What is said, as `flow try` takes it: what is passed over is not there."""
        return {name: value for name, value in self.interview.counting.items() if value is not None}


@dataclass(frozen=True)
class Walks:
    """`out_of_reach`: targets that no answers visit. `left_out`: those that take what only the program can be told."""

    walks: Sequence[Walk]
    out_of_reach: Sequence[str]
    left_out: Sequence[str]


class WalkMissed(Exception):
    """The interpreter did not do what the diagrams say: a fault in one of them."""


Progress = Callable[[int, int], None]
"""Told how many targets are settled, and of how many."""


def find_walks(flow: Flow, progress: Progress = lambda done, of: None) -> Walks:
    """The walks through a flow, always the same. TooLarge where its diagrams grow without end."""
    try:
        search = _Search(flow)
        found: list[Walk] = []
        missing = list(search.wanted)
        while missing:
            progress(len(search.wanted) - len(missing), len(search.wanted))
            found.append(search.walk(missing))
            missing = [name for name in missing if name not in found[-1].covers]
    except RecursionError:
        raise TooLarge from None
    progress(len(search.wanted), len(search.wanted))
    return Walks(_needed(found), search.out_of_reach, search.left_out)


def _needed(walks: Sequence[Walk]) -> list[Walk]:
    """The walks without those that the others make superfluous; each that stays visits something alone."""
    visits = Counter(name for one in walks for name in one.covers)
    superfluous = set()
    for place in sorted(range(len(walks)), key=lambda place: len(walks[place].covers)):
        if all(visits[name] > 1 for name in walks[place].covers):
            visits.subtract(walks[place].covers)
            superfluous.add(place)
    return [one for place, one in enumerate(walks) if place not in superfluous]


class _Search:
    """The targets of a flow as diagrams, the rarest first."""

    def __init__(self, flow: Flow) -> None:
        self.machine = FlowMachine(flow)
        self.variables = variables([flow], [condition.tree for condition in read(flow)], alone=edges(flow))
        self.diagrams = Diagrams([variable.weights for variable in self.variables])
        drawn = FlowDiagrams(flow, self.diagrams, self.variables)
        ends = drawn.ends_in(outcome.id for outcome in flow.outcomes)
        found = targets(drawn)
        self.wanted = self._rarest_first(self._within(self.diagrams.both(drawn.valid, ends), found))
        unseen = {n: one for n, one in found.items() if n not in self.wanted and not n.startswith(WHERE_POSSIBLE)}
        self.left_out = list(self._within(self.diagrams.both(drawn.complete, ends), unseen))
        self.out_of_reach = [name for name in unseen if name not in self.left_out]

    def _within(self, possible: Diagram, found: Mapping[str, Diagram]) -> dict[str, Diagram]:
        """The targets that some of these answers visit, and which of them do."""
        reached = {name: self.diagrams.both(possible, diagram) for name, diagram in found.items()}
        return {name: diagram for name, diagram in reached.items() if diagram != self.diagrams.false}

    def _rarest_first(self, reached: Mapping[str, Diagram]) -> dict[str, Diagram]:
        sets = {name: self.diagrams.count(diagram)[True] for name, diagram in reached.items()}
        return {name: reached[name] for name in sorted(reached, key=sets.__getitem__)}

    def walk(self, missing: Sequence[str]) -> Walk:
        """A walk that visits the first of the missing targets, and more of them in their order, all that fit."""
        self.diagrams.forget()
        within = self.wanted[missing[0]]
        aimed = {missing[0]}
        for name in missing[1:]:
            narrower = self.diagrams.both(within, self.wanted[name])
            if narrower != self.diagrams.false:
                within = narrower
                aimed.add(name)
        return self._walked(within, aimed)

    def _walked(self, within: Diagram, aimed: set[str]) -> Walk:
        values = self._values(within)
        answers = {question.id: value_of(question, values) for question in self.machine.flow.questions}
        asked = {name: answer for name, answer in answers.items() if answer is not None}
        interview = walk(self.machine, asked)
        seen = visited(interview) if interview.outcome else set()
        if not aimed <= seen:
            raise WalkMissed(", ".join(sorted(aimed - seen)))
        return Walk(interview, tuple(name for name in self.wanted if name in seen))

    def _values(self, within: Diagram) -> dict[Key, CellValue]:
        """The first values of the variables that lead to true."""
        values: dict[Key, CellValue] = {}
        for level, variable in enumerate(self.variables):
            place = 0
            if self.diagrams.level(within) == level:
                below = self.diagrams.below(within)
                place = next(i for i, one in enumerate(below) if one != self.diagrams.false)
                within = below[place]
            values[variable.key] = variable.values[place]
        return values
