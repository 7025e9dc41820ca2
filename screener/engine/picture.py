"""A flow as an SVG picture, laid out by ourselves: the questions from top to bottom, then outcomes and facts."""

import textwrap
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from screener.engine.chart import Stage, adds_up, brief, section_titles, spelt, stages, urgencies
from screener.engine.flow import Flow, Outcome, Question

WIDTH: Final = 1040
LEFT, BOX, BESIDE = 70, 380, 480
"""Where boxes begin, how wide they are, and where the remarks beside them begin."""
WAY: Final = LEFT + BOX - 60
"""Where the way down runs, clear of the headings."""
LINE: Final = 18
GAP: Final = 22
IN_BOX: Final = 46
IN_REMARK: Final = 72
"""Characters on a line."""

STYLE: Final = """
text { font: 13px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: #1d2733 }
.heading { font-size: 17px; font-weight: 600 }
.id { font-weight: 600 }
.rule { font: 12px ui-monospace, Menlo, Consolas, monospace }
.note { fill: #4b5968 }
.question { fill: #f4f7fa; stroke: #7b8794 }
.way { fill: none; stroke: #52606d; stroke-width: 1.5 }
.round { stroke-dasharray: 5 4 }
.routine { fill: #eef5ee; stroke: #4a7a4a }
.days { fill: #fff7df; stroke: #9a7b16 }
.today { fill: #ffe9d9; stroke: #b3541e }
.emergency { fill: #fde2e2; stroke: #b3261e }
"""


def picture(flow: Flow) -> str:
    """The whole picture as text."""
    title = flow.title.get("en", flow.id)
    sheet = _Sheet(title, f"{len(flow.questions)} questions in the order asked, then {len(flow.outcomes)} outcomes.")
    sheet.heading(title)
    titles, section = section_titles(flow), None
    for stage in stages(flow):
        if stage.question and stage.question.section != section:
            section = stage.question.section
            sheet.heading(titles[section])
        _draw_stage(sheet, stage)
    sheet.heading("Outcomes: the first that is true")
    for number, outcome in enumerate(flow.outcomes, 1):
        _draw_outcome(sheet, number, outcome)
    if flow.facts:
        sheet.heading("Facts")
    for name, fact in flow.facts.items():
        _draw_named(sheet, name, spelt(fact.is_))
    if flow.scores:
        sheet.heading("Scores")
    for name, score in flow.scores.items():
        _draw_named(sheet, name, adds_up(flow, score))
    return sheet.text()


class _Sheet:
    """What is drawn so far, and how far down it reaches."""

    def __init__(self, title: str, description: str) -> None:
        self.root = Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
        self.root.set("aria-labelledby", "flow-title flow-description")
        SubElement(self.root, "title", id="flow-title").text = _clean(title)
        SubElement(self.root, "desc", id="flow-description").text = description
        SubElement(self.root, "style").text = STYLE
        marker = SubElement(self.root, "marker", id="head", orient="auto", markerWidth="8", markerHeight="8")
        marker.attrib |= {"refX": "6", "refY": "3", "viewBox": "0 0 8 6"}
        SubElement(marker, "path", d="M0 0 L7 3 L0 6 z", fill="#52606d")
        self.paper = SubElement(self.root, "rect", width=str(WIDTH), fill="#ffffff")
        self.y = GAP
        self.drawn_to = 0
        """Where the way from the last question ends; 0 before the first."""

    def heading(self, text: str) -> None:
        self.y += GAP
        self.lines(LEFT, self.y, [(brief(text, 90), "heading")])
        self.y += GAP

    def lines(self, x: int, y: int, lines: Iterable[tuple[str, str]]) -> None:
        """Lines of text, the first at this height, each with its class."""
        for number, (text, kind) in enumerate(lines):
            line = SubElement(self.root, "text", x=str(x), y=str(y + number * LINE))
            line.set("class", kind)
            line.text = _clean(text)

    def box(self, x: int, y: int, width: int, height: int, kind: str, hint: str = "") -> None:
        rectangle = SubElement(self.root, "rect", x=str(x), y=str(y), width=str(width), height=str(height), rx="6")
        rectangle.set("class", kind)
        if hint:
            SubElement(rectangle, "title").text = _clean(hint)

    def way(self, path: str, kind: str = "way") -> None:
        SubElement(self.root, "path", d=path, attrib={"class": kind, "marker-end": "url(#head)"})

    def text(self) -> str:
        height = str(self.y + GAP)
        self.root.attrib |= {"viewBox": f"0 0 {WIDTH} {height}", "width": str(WIDTH), "height": height}
        self.paper.set("height", height)
        indent(self.root)
        return tostring(self.root, encoding="unicode")


def _clean(text: str) -> str:
    """XML takes no control characters, however they are written."""
    return "".join(letter if letter.isprintable() else " " * letter.isspace() for letter in text)


# --- Questions ------------------------------------------------------------------------------------------------------


def _draw_stage(sheet: _Sheet, stage: Stage) -> None:
    for stop in stage.stops:
        ends = textwrap.wrap(f"ends if {spelt(stop.when)}", IN_REMARK)
        sheet.way(f"M{WAY} {sheet.y} H{BESIDE - 8}")
        sheet.lines(BESIDE, sheet.y + 4, [(line, "rule") for line in ends])
        sheet.y += len(ends) * LINE + 4
    if stage.question:
        _draw_question(sheet, stage.question)


def _draw_question(sheet: _Sheet, question: Question) -> None:
    words = [(line, "") for line in textwrap.wrap(brief(question.short or question.ask, 3 * IN_BOX), IN_BOX)]
    beside = [(line, "rule") for line in _asked_if(question)] + [(_takes(question), "note")]
    top, height = sheet.y + 8, (1 + len(words)) * LINE + 12
    bottom = top + height
    if sheet.drawn_to:
        sheet.way(f"M{WAY} {sheet.drawn_to} V{top - 2}")
    if question.when:
        sheet.way(f"M{LEFT} {top - 4} C{LEFT - 40} {top}, {LEFT - 40} {bottom}, {LEFT} {bottom + 6}", "way round")
    sheet.box(LEFT, top, BOX, height, "question", question.ask)
    sheet.lines(LEFT + 12, top + LINE + 2, [(question.id, "id"), *words])
    sheet.lines(BESIDE, top + LINE, beside)
    sheet.drawn_to = bottom
    sheet.y = max(bottom, top + len(beside) * LINE) + GAP


def _asked_if(question: Question) -> list[str]:
    return textwrap.wrap(f"asked if {spelt(question.when)}", IN_REMARK) if question.when else []


def _takes(question: Question) -> str:
    """What can be answered, in a few words."""
    if question.kind == "number":
        takes = f"{question.min} to {question.max} {question.unit or ''}".strip()
    elif question.kind == "words":
        takes = "words"
    else:
        takes = f"{question.kind} of {len(question.options)}"
    return takes + (", or unsure" if question.unsure else "") + (", optional" if question.optional else "")


# --- Outcomes, facts and scores --------------------------------------------------------------------------------------


def _draw_outcome(sheet: _Sheet, number: int, outcome: Outcome) -> None:
    levels = urgencies(outcome)
    urgency = " or ".join(levels)
    words = [(line, "") for line in textwrap.wrap(brief(outcome.title or "", 2 * IN_BOX), IN_BOX)]
    named = [(f"{number}. {outcome.id}", "id"), *words, (urgency, "note")]
    rule = textwrap.wrap(spelt(outcome.when), IN_REMARK)
    height = max(len(named), len(rule)) * LINE + 12
    sheet.box(LEFT, sheet.y, BOX, height, levels[-1] if levels else "routine")
    sheet.lines(LEFT + 12, sheet.y + LINE, named)
    sheet.lines(BESIDE, sheet.y + LINE, [(line, "rule") for line in rule])
    sheet.y += height + 10


def _draw_named(sheet: _Sheet, name: str, means: str) -> None:
    rule = textwrap.wrap(means, IN_REMARK)
    sheet.lines(LEFT + 12, sheet.y + LINE, [(name, "id")])
    sheet.lines(BESIDE, sheet.y + LINE, [(line, "rule") for line in rule])
    sheet.y += len(rule) * LINE + 6
