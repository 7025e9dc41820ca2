"""A flow's state machine as Mermaid text, or as a picture."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from screener.engine.chart import Stage, brief, section_titles, spelt, stages, urgencies
from screener.engine.flow import Flow, Outcome, Question
from screener.engine.machine import FlowMachine
from screener.engine.picture import picture

COLOURS: Final = (
    "classDef routine fill:#eef5ee,stroke:#4a7a4a,color:#1c2b1c",
    "classDef days fill:#fff7df,stroke:#9a7b16,color:#3a2f08",
    "classDef today fill:#ffe9d9,stroke:#b3541e,color:#451f0a",
    "classDef emergency fill:#fde2e2,stroke:#b3261e,color:#4a0f0c",
)
ESCAPES: Final = str.maketrans(
    {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "\\": "#92;"}
)
"""What would end a Mermaid label or mean something in it."""

LIST: Final = re.compile(r"^(\d*)([-*+.)])(?=\s)")
"""What would make a list of a label, which Mermaid refuses to draw."""

ELSE: Final = "else"


def svg(machine: FlowMachine) -> str:
    """The flow as a self-contained SVG picture."""
    return picture(machine.flow)


def mermaid(machine: FlowMachine) -> str:
    """The flow as Mermaid text: questions by section, and a label on every edge that is not always taken.

    Where there is a choice stands a diamond: the first label that is true is taken.
    """
    flow = machine.flow
    lines = ["flowchart TD", f"  begin([{_label(flow.title.get('en', flow.id))}])"]
    lines += [f"  {line}" for line in (*_question_nodes(flow), *_outcome_nodes(flow), *_edges(flow), *COLOURS)]
    return "\n".join(lines)


# --- Nodes ----------------------------------------------------------------------------------------------------------


def _question_nodes(flow: Flow) -> Iterator[str]:
    titles = section_titles(flow)
    asked = [(stage, stage.question) for stage in stages(flow) if stage.question]
    for number, (section, group) in enumerate(groupby(asked, key=lambda pair: pair[1].section)):
        yield f"subgraph section_{number}[{_label(titles[section])}]"
        for stage, question in group:
            if _chooses(stage):
                yield f'  before_{question.id}{{"?"}}'
            yield f"  {_name(question)}[{_label(question.id, question.short or question.ask)}]"
        yield "end"


def _outcome_nodes(flow: Flow) -> Iterator[str]:
    yield 'decide{{"The first that is true"}}'
    yield f"subgraph outcomes[{_label('Outcomes')}]"
    for outcome in flow.outcomes:
        levels = urgencies(outcome)
        label = _label(outcome.id, outcome.title or "", " or ".join(levels))
        yield f"  {_ending(outcome)}[{label}]:::{levels[-1] if levels else 'routine'}"
    yield "end"


def _name(question: Question) -> str:
    return f"ask_{question.id}"


def _ending(outcome: Outcome) -> str:
    return f"end_{outcome.id}"


def _label(*lines: str) -> str:
    return '"' + "<br>".join(_escaped(brief(line)) for line in lines if line) + '"'


def _escaped(text: str) -> str:
    text = "".join(letter for letter in text if letter.isprintable()).translate(ESCAPES)
    return LIST.sub(lambda match: f"{match[1]}#{ord(match[2])};", text)


# --- Edges ----------------------------------------------------------------------------------------------------------


def _chooses(stage: Stage) -> bool:
    return stage.question is not None and (bool(stage.stops) or stage.question.when is not None)


def _edges(flow: Flow) -> Iterator[str]:
    arriving = [("begin", "")]
    for stage in stages(flow):
        question = stage.question
        if question is None:
            yield from _arrows(arriving, "decide")
        elif not _chooses(stage):
            yield from _arrows(arriving, _name(question))
            arriving = [(_name(question), "")]
        else:
            fork = f"before_{question.id}"
            yield from _arrows(arriving, fork)
            yield from (_arrow(fork, "decide", spelt(stop.when)) for stop in stage.stops)
            yield _arrow(fork, _name(question), spelt(question.when) if question.when else ELSE)
            arriving = [(_name(question), ""), *([(fork, ELSE)] if question.when else [])]
    for number, outcome in enumerate(flow.outcomes, 1):
        yield _arrow("decide", _ending(outcome), f"{number}. {spelt(outcome.when)}")


def _arrows(sources: Iterable[tuple[str, str]], target: str) -> Iterator[str]:
    return (_arrow(source, target, label) for source, label in sources)


def _arrow(source: str, target: str, label: str) -> str:
    return f"{source} -->|{_label(label)}| {target}" if label else f"{source} --> {target}"
