"""A flow's questions as items of a Questionnaire."""

from collections.abc import Callable, Iterator

from screener.engine.answers import NONE, UNSURE, WORDS_LIMIT
from screener.engine.flow import Flow, Option, Question
from screener.engine.part import Code
from screener.engine.wording import Wording
from screener.export.fhir.edition import Edition
from screener.export.fhir.enabling import Enabling
from screener.export.fhir.terms import (
    EXCLUSIVE,
    GREATEST,
    HIDDEN,
    LEAST,
    NUMBER_GROUP,
    UNIT,
    UNSURE_ITEM,
    Element,
    extension,
    item_control,
)


class Items:
    """The items of one edition's questions."""

    def __init__(self, edition: Edition, enabling: Enabling) -> None:
        self.edition = edition
        self.enabling = enabling

    def of(self, question: Question) -> list[Element]:
        """The question's item; where it is a number that may be "not sure", the item that says so beside it, and both
        in one group where they are shown together."""
        item = {
            "linkId": question.id,
            **self._codes(question),
            **self.edition.text("text", lambda words: words.of(words.flow.by_id[question.id], "ask")),
            **self._shape(question),
            **self._help(question),
        }
        shown = self.enabling.of(question.when.tree) if question.when else {}
        if not question.unsure or question.options:
            return [joined(item, shown)]
        both = [item, self._unsure(question)]
        group = {"linkId": NUMBER_GROUP.format(question.id), "type": "group", "item": both}
        return [joined(group, shown)] if shown else both

    def _shape(self, question: Question) -> Element:
        match question.kind:
            case "number":
                return self._number(question)
            case "words":
                return {"type": "text", **_required(question), "maxLength": question.max or WORDS_LIMIT}
            case _:
                return self._choice(question)

    def _choice(self, question: Question) -> Element:
        several = question.kind == "some"
        control = item_control("check-box" if several else "radio-button")
        return {
            "extension": [control],
            "type": "choice",
            **_required(question),
            **({"repeats": True} if several else {}),
            "answerOption": list(self._options(question)),
        }

    def _options(self, question: Question) -> Iterator[Element]:
        for option in question.options:
            yield {"valueCoding": self._coding(question, option)}
        if question.kind == "some":
            yield self._alone(NONE, question, lambda _words, asked: asked.none)
        if question.unsure:
            yield self._alone(UNSURE, question, lambda words, asked: words.unsure(asked))

    def _coding(self, question: Question, option: Option) -> Element:
        def label(words: Wording) -> str:
            return words.of(words.flow.by_id[question.id].option(option.id), "label")

        return {"system": self.edition.system, "code": option.id, **self.edition.text("display", label)}

    def _alone(self, code: str, question: Question, label: Callable[[Wording, Question], str]) -> Element:
        """An option that excludes all others."""
        display = self.edition.text("display", lambda words: label(words, words.flow.by_id[question.id]))
        coding = {"valueCoding": {"system": self.edition.system, "code": code, **display}}
        several = question.kind == "some"
        return {**({"extension": [extension(EXCLUSIVE, valueBoolean=True)]} if several else {}), **coding}

    def _number(self, question: Question) -> Element:
        extensions = []
        if question.min is not None:
            extensions.append(extension(LEAST, valueInteger=question.min))
        if question.max is not None:
            extensions.append(extension(GREATEST, valueInteger=question.max))
        if question.unit:
            unit = self.edition.text("display", lambda words: words.flow.by_id[question.id].unit or "")
            extensions.append(extension(UNIT, valueCoding=unit))
        required = {} if question.unsure else _required(question)
        return {**({"extension": extensions} if extensions else {}), "type": "integer", **required}

    def _unsure(self, question: Question) -> Element:
        """ "I'm not sure", as long as no number stands."""
        option = self._alone(UNSURE, question, lambda words, one: words.unsure(one))
        return {
            "linkId": UNSURE_ITEM.format(question.id),
            "extension": [item_control("check-box")],
            "type": "choice",
            **_required(question),  # it is there only as long as no number is
            "repeats": True,
            "enableWhen": [{"question": question.id, "operator": "exists", "answerBoolean": False}],
            "answerOption": [{"valueCoding": option["valueCoding"]}],
            **self.edition.text("text", lambda words: words.unsure(words.flow.by_id[question.id])),
        }

    def _help(self, question: Question) -> Element:
        """Help, why it is asked, and what its options say more about themselves: one text behind one button."""
        text = self.edition.text("text", lambda words: _help_text(words, question.id))
        if not text:
            return {}
        item = {"linkId": f"{question.id}.help", "extension": [item_control("help")], **text, "type": "display"}
        return {"item": [item]}

    def _codes(self, question: Question) -> Element:
        own = {"system": self.edition.system, "code": question.id}
        named = {**own, **self.edition.text("display", lambda words: _short(words, question.id))}
        return {"code": [named, *known_elsewhere(question.code)]}


def known_elsewhere(code: Code | None) -> list[Element]:
    """What others call it, where that was verified."""
    if code is None or code.verified is None:
        return []
    return [{"system": code.system, "code": code.code, **({"display": code.display} if code.display else {})}]


def _short(words: Wording, question_id: str) -> str:
    return words.fill(words.short(words.flow.by_id[question_id]))


def _help_text(words: Wording, question_id: str) -> str:
    question = words.flow.by_id[question_id]
    options = [f"{words.of(one, 'label')}: {words.of(one, 'help')}" for one in question.options if one.help]
    return "\n".join(part for part in (words.of(question, "help"), words.of(question, "why"), *options) if part)


def _required(question: Question) -> Element:
    return {} if question.optional else {"required": True}


def joined(item: Element, more: Element) -> Element:
    """An item with what shows it; both may have extensions."""
    extensions = [*item.get("extension", []), *more.get("extension", [])]
    return {**item, **more, **({"extension": extensions} if extensions else {})}


def hidden(item: Element) -> Element:
    return joined(item, {"extension": [extension(HIDDEN, valueBoolean=True)]})


def sections(flow: Flow) -> dict[str, str]:
    """The sections' titles by their ids; a section that the flow does not describe is called by its id."""
    return {section.id: section.title for section in flow.sections}
