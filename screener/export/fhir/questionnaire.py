"""A flow as a Questionnaire: its questions in their sections, and its outcome as hidden calculated items."""

from itertools import groupby

from screener.engine.flow import Flow
from screener.engine.scores import points_of
from screener.engine.wording import Wording
from screener.export.fhir import course
from screener.export.fhir.concepts import known_options
from screener.export.fhir.course import Stretch
from screener.export.fhir.edition import Edition
from screener.export.fhir.enabling import Enabling
from screener.export.fhir.expressions import Expressions
from screener.export.fhir.items import Items, hidden, joined, sections
from screener.export.fhir.terms import (
    CALCULATED,
    ENABLED,
    GIVEN_ITEM,
    OUTCOME_ITEM,
    SCORE_ITEM,
    URGENCY_ITEM,
    VARIABLE,
    Element,
    expression,
)


def questionnaire(edition: Edition) -> Element:
    """The Questionnaire of one version of a flow."""
    flow, expressions = edition.flow, Expressions(edition.flow)
    items = Items(edition, Enabling(flow, expressions, edition.system))
    parts = course.stretches(flow, expressions)
    asked = [*_given(flow), *_sections(edition, items, parts)]
    result = _result(edition, expressions, parts)
    return {
        "resourceType": "Questionnaire",
        "id": flow.id,
        "language": edition.language,
        **known_options(edition),
        "extension": [expression(VARIABLE, text, name) for name, text in expressions.variables.items()],
        "url": edition.url,
        "version": edition.version,
        "name": _name(flow),
        **edition.title,
        "status": "active",
        "experimental": False,
        "subjectType": ["Patient"],
        **({"date": edition.date.isoformat(timespec="seconds")} if edition.date else {}),
        "publisher": edition.publisher,
        **edition.text("description", lambda words: " ".join(words.lines(words.flow.welcome))),
        **edition.text("purpose", lambda words: words.fill(words.flow.intended_use or "")),
        "item": [*asked, result],
    }


def _name(flow: Flow) -> str:
    """A name that programs can use: a capital, then letters, digits and underscores."""
    return "".join(word.capitalize() for word in flow.id.replace("-", "_").split("_"))


# --- What is asked --------------------------------------------------------------------------------------------------


def _given(flow: Flow) -> list[Element]:
    """What the program knows beside the answers, such as a danger said in words: nobody is asked."""
    return [
        hidden({"linkId": GIVEN_ITEM.format(name), "type": "boolean", "readOnly": True}) for name in course.alarms(flow)
    ]


def _sections(edition: Edition, items: Items, parts: list[Stretch]) -> list[Element]:
    """One group for each section. What comes after a stop within a section is a group in it."""
    groups: list[Element] = []
    titles = sections(edition.flow)
    for place, (section, run) in enumerate(groupby(parts, key=lambda part: part.questions[0].section)):
        of_section = list(run)
        again = f".{place}" if any(group["linkId"] == f"section.{section}" for group in groups) else ""

        def title(words: Wording, section: str = section) -> str:
            return sections(words.flow).get(section, section)

        heading = edition.text("text", title) if section in titles else {}
        groups.append(_group(f"section.{section}{again}", heading, items, of_section))
    return groups


def _group(link_id: str, heading: Element, items: Items, parts: list[Stretch]) -> Element:
    """The first stretch's items, then the rest as a group within."""
    first, *rest = parts
    inside = [item for question in first.questions for item in items.of(question)]
    if rest:
        inside.append(_group(f"after.{first.questions[-1].id}", {}, items, rest))
    group = {"linkId": link_id, **heading, "type": "group", "item": inside}
    shown = {"extension": [expression(ENABLED, first.going_on)]} if first.going_on else {}
    return joined(group, shown)


# --- What comes of it -----------------------------------------------------------------------------------------------


def _result(edition: Edition, expressions: Expressions, parts: list[Stretch]) -> Element:
    """Outcome and urgency, worked out by whoever shows the form, and each outcome's words where it is the one."""
    outcome_text = course.outcome(edition.flow, expressions, parts)
    outcome = expressions.variable("outcome", "outcome", lambda: outcome_text)
    urgency = course.urgency(edition.flow, expressions, outcome)
    return {
        "linkId": "result",
        "type": "group",
        "item": [
            _calculated(OUTCOME_ITEM, "Outcome", "string", outcome),
            _calculated(URGENCY_ITEM, "Urgency", "string", urgency),
            *(_score(edition.flow, name, expressions) for name in edition.flow.scores),
            *(_shown_outcome(edition, one.id) for one in edition.flow.outcomes),
        ],
    }


def _score(flow: Flow, name: str, expressions: Expressions) -> Element:
    score = flow.scores[name]
    how = expressions.score(name, points_of(score, flow.by_id))
    return _calculated(SCORE_ITEM.format(name), score.title or name, "integer", how)


def _calculated(link_id: str, text: str, kind: str, how: str) -> Element:
    item = {"linkId": link_id, "text": text, "type": kind, "readOnly": True}
    return joined(hidden(item), {"extension": [expression(CALCULATED, how)]})


def _shown_outcome(edition: Edition, outcome_id: str) -> Element:
    def words_of(words: Wording) -> str:
        one = words.flow.outcome(outcome_id)
        return "\n".join(part for part in (words.of(one, "title"), words.of(one, "say"), words.of(one, "next")) if part)

    return {
        "linkId": f"outcome.{outcome_id}",
        **edition.text("text", words_of),
        "type": "display",
        "enableWhen": [{"question": OUTCOME_ITEM, "operator": "=", "answerString": outcome_id}],
    }
