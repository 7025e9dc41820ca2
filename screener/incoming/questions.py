"""The items of a Questionnaire as questions of a flow, in their order, and what could not be carried."""

from dataclasses import dataclass, field
from typing import Any, Final

from screener.engine.answers import NONE, UNSURE, WORDS_LIMIT
from screener.export.fhir.terms import GREATEST, LEAST, OUTCOME_ITEM, UNIT, URGENCY_ITEM, Element
from screener.incoming.conditions import Known, condition_of
from screener.incoming.read import (
    Choice,
    Ids,
    LeftOut,
    children,
    choices_of,
    extensions,
    is_help,
    is_hidden,
    text_of,
    value_of,
    whole,
)
from screener.incoming.scores import Scores

Data = dict[str, Any]

NUMBERS: Final = ("integer", "decimal", "quantity")
WORDS: Final = {
    "string": "",
    "text": "",
    "url": "",
    "date": "Write it as year-month-day.",
    "dateTime": "Write the day as year-month-day, and the time.",
    "time": "Write it as hours:minutes.",
}
"""What is asked in words, and how it is to be written."""
MOST: Final = 1_000_000
"""Where a number has no greatest."""
OTHER: Final = "Something else"
NO_RESULT: Final = (OUTCOME_ITEM, URGENCY_ITEM)


@dataclass
class Questions:
    """What becomes of the items: questions in their sections, and what is left out."""

    form: Element = field(default_factory=dict)
    contained: dict[str, Element] = field(default_factory=dict)
    questions: list[Data] = field(default_factory=list)
    sections: list[Data] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    _ids: Ids = field(default_factory=Ids)
    _section_ids: Ids = field(default_factory=Ids)
    _before: list[str] = field(default_factory=list)
    """Texts that stand before the next question."""

    def __post_init__(self) -> None:
        self.scores = Scores(self.form, self.contained, self.questions, self.known, self.left_out)

    def read(self) -> None:
        """Read a form from the top: each group there is a section."""
        for item in children(self.form):
            if item.get("type") == "group" and children(item):
                inside = self._group(item)
                self._section(text_of(item))
                self._each(children(item), inside)
            else:
                if not self.sections or self.sections[-1].get("of_groups"):
                    self._section("Questions", of_groups=False)
                self._item(item, "")
        if self._before:
            self._leave("(end)", "a text after the last question has no place in a flow")
        self.scores.finish(self._ids)
        self.sections = [
            {"id": one["id"], "title": one["title"]}
            for one in self.sections
            if any(question["section"] == one["id"] for question in self.questions)
        ]

    def _section(self, title: str, of_groups: bool = True) -> None:
        self.sections.append({"id": self._section_ids.of(title, "part"), "title": title, "of_groups": of_groups})

    def _leave(self, link_id: object, reason: str) -> None:
        self.left_out.append(LeftOut(str(link_id), reason))

    # Items

    def _group(self, item: Element, shown: str = "") -> str:
        """The condition under which a group's items are asked."""
        if item.get("repeats"):
            self._leave(item.get("linkId"), "repeats: asked once")
        self._expressions(item)
        return _both(shown, condition_of(item, self.known, self.left_out))

    def _each(self, items: list[Element], shown: str) -> None:
        for item in items:
            self._item(item, shown)

    def _item(self, item: Element, shown: str) -> None:
        kind = item.get("type")
        if kind == "group":
            if item.get("text"):
                self._before.append(text_of(item))
            self._each(children(item), self._group(item, shown))
        elif kind == "display":
            self._display(item)
        elif self.scores.take(item, self._ids):
            pass
        elif is_hidden(item) or item.get("readOnly"):
            if item.get("linkId") not in NO_RESULT:
                self._leave(item.get("linkId"), "worked out or filled in by a program: nobody is asked")
        elif kind in NUMBERS or kind in WORDS or kind in ("choice", "open-choice", "boolean"):
            self._question(item, shown)
        else:
            self._leave(item.get("linkId"), f"of type {kind}, which a chat cannot take")

    def _display(self, item: Element) -> None:
        if item.get("enableWhen"):
            self._leave(item.get("linkId"), "a text that is shown only sometimes has no place in a flow")
        else:
            self._before.append(text_of(item))

    def _question(self, item: Element, shown: str) -> None:
        if self._is_unsure(item):
            return
        self._expressions(item)
        when = _both(shown, condition_of(item, self.known, self.left_out))
        question = self._head(item, when)
        question |= self._shape(item)
        if not item.get("required"):
            question["optional"] = True
        self.questions.append(question)
        self._remember(item, question)
        if item.get("type") == "open-choice" and question["kind"] in ("one", "some"):
            self._other(item, question, when)
        self._each([one for one in children(item) if not is_help(one)], when)

    def _head(self, item: Element, when: str) -> Data:
        question: Data = {
            "id": self._ids.of(str(item.get("linkId", "")).rpartition("/")[2], "q"),
            "section": self.sections[-1]["id"],
            "ask": text_of(item),
        }
        helps = [*self._before, *(text_of(one) for one in children(item) if is_help(one)), _format(item)]
        self._before = []
        if any(helps):
            question["help"] = " ".join(one for one in helps if one)
        if when:
            question["when"] = when
        return question

    # Shapes

    def _shape(self, item: Element) -> Data:
        kind = str(item.get("type"))
        if kind == "boolean":
            options = [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]
            return {"kind": "one", "options": options}
        if kind in NUMBERS:
            return self._number(item)
        if kind in WORDS:
            return self._words(item)
        choices = choices_of(item, self.contained)
        if not choices:
            self._leave(item.get("linkId"), "its options are kept elsewhere: asked in words")
            return self._words(item)
        return self._choice(item, choices)

    def _number(self, item: Element) -> Data:
        bounds: dict[str, int | None] = {}
        for name, url in (("min", LEAST), ("max", GREATEST)):
            found = [value_of(one) for one in extensions(item, url)]
            bounds[name] = whole(found[0]) if found else None
            if found and bounds[name] is None:
                self._leave(item.get("linkId"), "a bound that is no whole number")
        if item.get("type") != "integer":
            self._leave(item.get("linkId"), f"a {item.get('type')} is asked as a whole number")
        units = [value_of(one) for one in extensions(item, UNIT)]
        unit = next((str(one.get("display") or one.get("code")) for one in units if isinstance(one, dict)), "")
        least = bounds["min"] or 0
        most = bounds["max"] if bounds["max"] is not None else max(MOST, least)
        return {"kind": "number", "min": least, "max": most, **({"unit": unit} if unit else {})}

    def _words(self, item: Element) -> Data:
        longest = item.get("maxLength")
        return {"kind": "words", "max": longest if isinstance(longest, int) and longest > 0 else WORDS_LIMIT}

    def _choice(self, item: Element, choices: list[Choice]) -> Data:
        several = item.get("repeats") is True
        shape: Data = {"kind": "some" if several else "one", "options": []}
        ids = Ids([NONE, UNSURE] if several else [UNSURE])
        for choice in choices:
            if choice.code == UNSURE:
                shape["unsure"] = choice.label
            elif several and choice.alone:
                shape["none"] = choice.label
            else:
                known = choice.code if choice.code.islower() else choice.label
                shape["options"].append({"id": ids.of(known, "option"), "label": choice.label})
        if item.get("type") == "open-choice":
            shape["options"].append({"id": ids.of("other", "option"), "label": OTHER})
        if not shape["options"]:
            shape["options"] = [{"id": "option", "label": shape.pop("none", OTHER)}]
        return shape

    def _other(self, item: Element, question: Data, when: str) -> None:
        """What else it is, in words, where none of the options fits."""
        other = question["options"][-1]["id"]
        asked = f"{question['id']} == {other!r}" if question["kind"] == "one" else f"{other!r} in {question['id']}"
        self.questions.append(
            {
                "id": self._ids.of(f"{question['id']}_other", "q"),
                "section": question["section"],
                "ask": f"{question['ask']} Say what it is.",
                "when": asked,
                "kind": "words",
                "max": WORDS_LIMIT,
                "optional": True,
            }
        )

    # What goes with it

    def _is_unsure(self, item: Element) -> bool:
        """An item beside a number, as our own forms have it, by which somebody says that they are not sure."""
        asked = self.known.get(str(item.get("linkId", "")).removesuffix(".unsure"))
        choices = choices_of(item, self.contained) or []
        if asked is None or asked.kind != "number" or [one.code for one in choices] != [UNSURE]:
            return False
        self.questions[-1]["unsure"] = choices[0].label
        if item.get("required"):
            self.questions[-1].pop("optional", None)
        name = str(item["linkId"]).removesuffix(".unsure")
        self.known[name] = Known(asked.id, "number", least=asked.least, unsure=True)
        self.known[str(item["linkId"])] = Known(asked.id, "one", {UNSURE: UNSURE})
        return True

    def _remember(self, item: Element, question: Data) -> None:
        codes: dict[str, str] = {}
        if item.get("type") == "boolean":
            codes = {"true": "yes", "false": "no"}
        elif question["kind"] in ("one", "some"):
            choices = choices_of(item, self.contained) or []
            asked = [one for one in choices if one.code != UNSURE and not (question["kind"] == "some" and one.alone)]
            codes = {c.code: o["id"] for c, o in zip(asked, question["options"], strict=False)}
            codes |= {c.label: codes[c.code] for c in asked if c.code in codes and c.label not in codes}
            codes |= {UNSURE: UNSURE} if "unsure" in question else {}
        least = question.get("min", 0)
        self.known[str(item.get("linkId"))] = Known(question["id"], question["kind"], codes, least)
        if item.get("initial") or any(one.get("initialSelected") for one in item.get("answerOption") or []):
            self._leave(item.get("linkId"), "an answer that is filled in beforehand: nothing is, in a chat")
        if item.get("repeats") and question["kind"] in ("number", "words"):
            self._leave(item.get("linkId"), "may be answered several times: asked once")

    def _expressions(self, item: Element) -> None:
        for one in item.get("extension") or []:
            url = str(one.get("url", "")) if isinstance(one, dict) else ""
            if url.endswith(("Expression", "/variable")):
                self._leave(item.get("linkId"), f"an expression ({url.rpartition('/')[2]}): see the file")


def _both(one: str, other: str) -> str:
    return " and ".join(part for part in (one, other) if part)


def _format(item: Element) -> str:
    return WORDS.get(str(item.get("type")), "")
