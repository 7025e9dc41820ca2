"""Small flows for tests, as the text of their file, and short ways to load and walk them."""

from collections.abc import Mapping
from functools import cache
from textwrap import dedent, indent

import pytest

from screener.engine.errors import FlowError
from screener.engine.flow import Flow
from screener.engine.interview import Interview, begin
from screener.engine.loader import FLOW_FILE, load_files
from screener.engine.machine import FlowMachine

SMALL = """\
id: knee
title: Knee screening
given: [crisis_in_words]
other_person: for_whom == 'someone_else'
sections:
  - {id: safety, title: Safety first}
  - {id: pain, title: Your knee}
  - {id: care, title: Before treatment}
questions:
  - id: for_whom
    section: safety
    kind: one
    ask: Who is this for?
    options:
      - {id: me, label: Me}
      - {id: someone_else, label: Someone else}
  - {id: age, section: safety, kind: number, unit: years, min: 0, max: 120, ask: How old are you?,
     ask_other: How old are they?}
  - id: danger
    section: safety
    kind: some
    ask: Is any of this true now?
    options:
      - {id: numb_leg, label: A numb leg, sign: emergency}
      - {id: fever, label: A fever, sign: today}
      - {id: new_over_50, label: It began after 50, offered: age >= 50, sign: days}
  - {id: pain_days, section: pain, kind: number, unit: days a month, unit_one: day a month, min: 0, max: 31,
     unsure: true, ask: How many days?}
  - {id: clear_days, section: pain, kind: number, min: 0, max: 31, unsure: true,
     when: pain_days >= 8 or unknown(pain_days >= 8), ask: How many without?}
  - id: features
    section: pain
    kind: some
    unsure: true
    when: pain_days >= 1 or pain_days == unsure
    ask: What is it like?
    options:
      - {id: sharp, label: Sharp}
      - {id: swollen, label: Swollen}
      - {id: locked, label: Locked}
  - id: at_night
    section: pain
    kind: one
    unsure: true
    when: "'sharp' in features"
    ask: Also at night?
    options: [{id: yes, label: Yes}, {id: no, label: No}]
  - id: goal
    section: pain
    kind: one
    ask: What would help?
    options: [{id: relief, label: Relief}, {id: sport, label: Sport}, {id: looks, label: How it looks}]
  - {id: triggers, section: pain, kind: some, optional: true, for: [advice], ask: What sets it off?,
     options: [{id: stairs, label: Stairs}, {id: cold, label: Cold}]}
  - id: medicines
    section: care
    kind: some
    unsure: true
    ask: What do you take?
    options:
      - {id: opioid, label: An opioid}
      - {id: thinner, label: A blood thinner, caution: B}
      - {id: old_pill, label: The old pill, offered: age >= 50 and goal != 'sport'}
  - {id: opioid_days, section: care, kind: number, min: 0, max: 31, unsure: true, when: "'opioid' in medicines",
     ask: How many days?}
  - {id: notes, section: care, kind: words, optional: true, max: 40, when: count(medicines) >= 1, for: [physician],
     ask: Anything else?}
  - id: conditions
    section: care
    kind: some
    unsure: true
    ask: Which of these do you have?
    options:
      - {id: allergy, label: An allergy, caution: A}
      - {id: asthma, label: Asthma, caution: B}
      - {id: side_effect, label: A side effect, caution: B, offered: "count(medicines) >= 1"}
facts:
  frequent: {is: pain_days >= 15}
  strong: {is: opioid_days >= 10}
  inflamed: {is: "count(features) >= 2 or at_night == 'yes'"}
cautions:
  over_65: {level: B, when: age > 65}
flags:
  for_other: {when: for_whom == 'someone_else'}
  unsure_days: {when: unknown(frequent)}
  stiff: {when: "'locked' in features", with: [open, rest]}
  strong_medicine: {when: strong or unknown(strong)}
outcomes:
  - {id: crisis, when: crisis_in_words, urgency: emergency, say: Call now., recommends: crisis}
  - {id: emergency, when: sign(emergency), urgency: emergency, say: Call 911., recommends: emergency}
  - {id: urgent, when: sign(today) or sign(days), urgency: [{days: true}, {today: sign(today)}], say: Soon.,
     recommends: physician}
  - {id: young, when: age < 18, urgency: routine, say: A doctor for children., recommends: other_physician}
  - {id: cosmetic, when: goal == 'looks', urgency: routine, say: Come and talk., recommends: physician}
  - id: careful
    when: frequent and inflamed and (caution(A, B) or conditions == unsure or unknown(strong))
    urgency: [{routine: true}, {days: caution(A)}]
    say: See us first.
    because:
      - {when: caution(A), say: You told us of an allergy.}
      - {say: "You hurt {pain_days}."}
  - {id: treat, when: frequent and inflamed, urgency: [{days: strong}], say: See us.,
     because: Your knee hurts often., recommends: physician}
  - {id: open, when: unknown(frequent and inflamed), urgency: routine, say: Let us find out., recommends: physician}
  - {id: rest, when: true, urgency: routine, say: Rest., recommends: physician}
stops:
  - {when: sign(emergency)}
  - {when: age < 18, after: safety}
  - {when: goal == 'looks'}
cards:
  - {when: sign(today), show: urgent, title: Be seen today}
  - {when: pain_days >= 25, show: rest_now, title: Rest it}
consistent:
  - {when: pain_days + clear_days > 33, say: "That is over a month: {pain_days} and {clear_days}.",
     change: [pain_days, clear_days]}
  - {when: opioid_days > pain_days, say: More than the days with pain., change: [opioid_days]}
always:
  - {name: Young people are not treated, never: {when: age < 18, outcome: [treat, careful]}}
"""

FULL: Mapping[str, object] = {
    "for_whom": "me",
    "age": 40,
    "danger": ["none"],
    "pain_days": 20,
    "clear_days": 10,
    "features": ["sharp", "swollen"],
    "at_night": "no",
    "goal": "relief",
    "triggers": ["stairs"],
    "medicines": ["opioid"],
    "opioid_days": 3,
    "notes": "since May",
    "conditions": ["none"],
}
"""Answers to every question of the small flow; they end in `treat`."""

ONE_OUTCOME = "outcomes: [{id: all, when: true, urgency: routine, say: Come., next: Book.}]\n"


def flow_text(questions: str, rest: str = "", outcomes: str = ONE_OUTCOME) -> str:
    """The text of a flow with these questions (a YAML list); `rest` are further blocks."""
    return (
        "id: tiny\ntitle: Tiny\nquestions:\n" + indent(dedent(questions).strip(), "  ") + "\n" + dedent(rest) + outcomes
    )


def number(name: str, more: str = "", section: str = "a") -> str:
    """A question for a whole number from 0 to 31, as one line of YAML."""
    return f"- {{id: {name}, section: {section}, kind: number, min: 0, max: 31, ask: How many?{_after(more)}}}\n"


def choice(name: str, options: str = "yes no", more: str = "", kind: str = "one", section: str = "a") -> str:
    """A question with options, each labelled by its id, as one line of YAML."""
    listed = ", ".join(f"{{id: {option}, label: Is {option}}}" for option in options.split())
    return f"- {{id: {name}, section: {section}, kind: {kind}, ask: Which?, options: [{listed}]{_after(more)}}}\n"


def _after(more: str) -> str:
    return f", {more}" if more else ""


def flow_from(text: str) -> Flow:
    return load_files({FLOW_FILE: text}, FLOW_FILE)


def machine_from(text: str) -> FlowMachine:
    return FlowMachine(flow_from(text))


@cache
def small_machine() -> FlowMachine:
    return machine_from(SMALL)


def problems_of(text: str) -> list[str]:
    """What loading says against a flow's text."""
    with pytest.raises(FlowError) as caught:
        flow_from(text)
    return [str(problem) for problem in caught.value.problems]


def answered(machine: FlowMachine, answers: Mapping[str, object]) -> Interview:
    """The interview that answers its questions from these as long as it can."""
    interview = begin(machine)
    while (question := interview.question) is not None and question.id in answers:
        interview = interview.answer(question.id, answers[question.id])
    return interview
