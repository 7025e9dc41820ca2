"""A flow drawn, as Mermaid text and as a picture: everything is there, nothing breaks out of its label."""

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from flow_texts import choice, flow_text, machine_from, number, small_machine

from screener.engine.chart import brief, spelt, stages, urgencies
from screener.engine.conditions import Condition
from screener.engine.diagram import mermaid, svg
from screener.engine.machine import FlowMachine

SVG = "{http://www.w3.org/2000/svg}"
NODE = re.compile(r'^ *(\w+)(\[|\(\[|\{|\{\{)"([^"]*)"(\]|\]\)|\}|\}\})(:::\w+)?$')
EDGE = re.compile(r'^ *(\w+) -->(?:\|"([^"]*)"\|)? (\w+)$')
OTHER = re.compile(r'^(flowchart TD| *subgraph \w+\["[^"]*"\]| *end| *classDef \w+ [\w:#,-]+)$')

NASTY = """Say "hi" & <b>bye</b> `x` #35; --> ] }} | ; %% end"""


def nasty_machine() -> FlowMachine:
    asked = (
        f"- {{id: end, section: a, kind: number, min: 0, max: 9, ask: '{NASTY}'}}\n"
        + choice("graph", "yes no", "when: end > 3")
        + '- {id: style, section: a, kind: words, ask: "One\\x07 two\\nthree\\tfour"}\n'
    )
    sections = f"sections: [{{id: a, title: '{NASTY}'}}]\nstops: [{{when: graph == 'yes'}}]\n"
    outcomes = f"outcomes: [{{id: class, when: true, urgency: routine, title: '{NASTY}', say: S}}]\n"
    return machine_from(flow_text(asked, sections, outcomes).replace("title: Tiny", f"title: '{NASTY}'"))


def edges(machine: FlowMachine) -> list[tuple[str, str, str]]:
    matches = [EDGE.match(line) for line in mermaid(machine).splitlines()]
    return [(match[1], match[2] or "", match[3]) for match in matches if match]


def nodes(machine: FlowMachine) -> dict[str, str]:
    matches = [NODE.match(line) for line in mermaid(machine).splitlines()]
    return {match[1]: match[3] for match in matches if match}


MACHINES = pytest.mark.parametrize("machine", [small_machine, nasty_machine])


@MACHINES
def test_every_line_is_a_node_an_edge_or_a_frame(machine: Callable[[], FlowMachine]) -> None:
    for line in mermaid(machine()).splitlines():
        assert NODE.match(line) or EDGE.match(line) or OTHER.match(line), line


@MACHINES
def test_every_frame_is_closed(machine: Callable[[], FlowMachine]) -> None:
    lines = [line.split()[0] for line in mermaid(machine()).splitlines()]
    assert lines.count("subgraph") == lines.count("end")


@MACHINES
def test_every_edge_joins_nodes_that_are_drawn_and_every_node_can_be_reached(
    machine: Callable[[], FlowMachine],
) -> None:
    drawn, joined = nodes(machine()), edges(machine())
    assert {end for source, _, target in joined for end in (source, target)} == drawn.keys()
    assert {target for _, _, target in joined} == drawn.keys() - {"begin"}


def test_every_question_and_outcome_is_a_node() -> None:
    flow = small_machine().flow
    expected = {f"ask_{name}" for name in flow.by_id} | {f"end_{outcome.id}" for outcome in flow.outcomes}
    assert expected <= nodes(small_machine()).keys()
    assert nodes(small_machine())["ask_age"] == "age<br>How old are you?"


def test_a_condition_stands_on_its_edge_in_short_form() -> None:
    assert ("before_at_night", "'sharp' in features", "ask_at_night") in edges(small_machine())
    assert ("before_at_night", "else", "ask_goal") in edges(small_machine())
    assert ("before_features", "pain_days ≥ 1 or pain_days = unsure", "ask_features") in edges(small_machine())


def test_a_stop_leads_to_the_decision_from_where_it_can_become_true() -> None:
    stops = [edge for edge in edges(small_machine()) if edge[2] == "decide"]
    assert stops == [
        ("before_pain_days", "sign(emergency)", "decide"),
        ("before_pain_days", "age #lt; 18", "decide"),
        ("before_triggers", "goal = 'looks'", "decide"),
        ("ask_conditions", "", "decide"),
    ]


def test_stops_are_drawn_where_the_machine_can_take_them() -> None:
    asked = number("a") + number("b") + number("c", section="s") + number("d", section="s")
    rest = "given: [known]\nstops: [{when: a < 5, after: a}, {when: a + d > 9, after: a}, {when: known}]\n"
    flow = machine_from(flow_text(asked, rest)).flow
    drawn = [[stop.when.text for stop in stage.stops] for stage in stages(flow)]
    assert drawn == [["known"], [], ["a < 5", "a + d > 9"], [], ["a + d > 9"]]


def test_outcomes_follow_in_order_of_precedence_with_their_urgency() -> None:
    decided = [edge for edge in edges(small_machine()) if edge[0] == "decide"]
    assert [edge[2] for edge in decided] == [f"end_{outcome.id}" for outcome in small_machine().flow.outcomes]
    assert decided[0][1] == "1#46; crisis_in_words"
    assert decided[-1][1] == "9#46; always"
    assert 'end_careful["careful<br>routine or days"]:::days' in mermaid(small_machine())
    assert 'end_emergency["emergency<br>emergency"]:::emergency' in mermaid(small_machine())


def test_urgency_may_be_routine_unless_something_else_always_holds() -> None:
    flow = small_machine().flow
    assert urgencies(flow.outcome("treat")) == ("routine", "days")
    assert urgencies(flow.outcome("urgent")) == ("days", "today")


def test_what_would_mean_something_in_mermaid_is_escaped() -> None:
    label = nodes(nasty_machine())["ask_end"]
    assert label.startswith("end<br>Say #quot;hi#quot; #amp; #lt;b#gt;bye#lt;/b#gt; #96;x#96; #35;35;")


@pytest.mark.parametrize(
    ("title", "label"), [("- Safety", "#45; Safety"), ("2) Pain", "2#41; Pain"), ("3.5 x", "3.5 x")]
)
def test_a_label_is_no_list(title: str, label: str) -> None:
    machine = machine_from(flow_text(number("a"), f"sections: [{{id: a, title: '{title}'}}]\n"))
    assert f'subgraph section_0["{label}"]' in mermaid(machine)


def test_a_long_condition_is_shortened_at_a_word() -> None:
    label = next(label for source, label, target in edges(small_machine()) if target == "end_careful")
    assert label == "6#46; frequent and inflamed and (caution(A, B) or conditions …"
    assert len(brief("word " * 50)) <= 60


def test_a_condition_is_spelt_on_one_line_with_the_usual_signs() -> None:
    flow = small_machine().flow
    assert spelt(flow.outcomes[-1].when) == "always"
    condition = Condition("a >= 1\n  and b != 'x' and c<=2")
    condition.become(flow.outcomes[0].when.tree)
    assert spelt(condition) == "a ≥ 1 and b ≠ 'x' and c≤2"


@MACHINES
def test_it_draws_the_same_every_time(machine: Callable[[], FlowMachine]) -> None:
    assert mermaid(machine()) == mermaid(machine())
    assert svg(machine()) == svg(machine())


# --- The picture ----------------------------------------------------------------------------------------------------


def texts(machine: FlowMachine) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg(machine)).iter(f"{SVG}text")]


def test_the_picture_has_a_title_and_a_description_for_who_cannot_see_it() -> None:
    root = ET.fromstring(svg(small_machine()))
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root if element.tag in (f"{SVG}title", f"{SVG}desc")}
    assert root.get("aria-labelledby") == " ".join(map(str, named))
    assert list(named.values()) == ["Knee screening", "13 questions in the order asked, then 9 outcomes."]


def test_the_picture_holds_every_section_question_outcome_and_fact() -> None:
    flow, drawn = small_machine().flow, texts(small_machine())
    assert set(drawn) >= {section.title for section in flow.sections} | flow.by_id.keys() | flow.facts.keys()
    assert set(drawn) >= {f"{place}. {outcome.id}" for place, outcome in enumerate(flow.outcomes, 1)}


def test_the_picture_says_when_a_question_is_asked_and_what_it_takes() -> None:
    drawn = texts(small_machine())
    assert "asked if 'sharp' in features" in drawn
    assert "ends if sign(emergency)" in drawn
    assert "0 to 31 days a month, or unsure" in drawn
    assert "some of 2, optional" in drawn
    assert "words, optional" in drawn


@MACHINES
def test_the_picture_is_valid_xml_that_loads_nothing_and_stays_on_its_paper(
    machine: Callable[[], FlowMachine],
) -> None:
    text = svg(machine())
    root = ET.fromstring(text)
    assert "href" not in text
    assert "<script" not in text
    height = float(root.get("height") or 0)
    assert all(0 < float(line.get("y") or 0) < height for line in root.iter(f"{SVG}text"))
    assert all(len(line.text or "") <= 90 for line in root.iter(f"{SVG}text"))


def test_no_two_lines_of_text_lie_on_each_other() -> None:
    root = ET.fromstring(svg(small_machine()))
    places = [(line.get("x"), float(line.get("y") or 0)) for line in root.iter(f"{SVG}text")]
    for column in {x for x, _ in places}:
        heights = sorted(y for x, y in places if x == column)
        assert all(below - above >= 12 for above, below in pairwise(heights))


def test_control_characters_do_not_reach_the_picture() -> None:
    assert "One two three four" in texts(nasty_machine())
