"""From a conversation to its state as the API tells it: the same as the chat's page shows."""

from collections.abc import Iterator
from typing import Literal

from screener.conversation import Conversation
from screener.engine.answers import UNSURE
from screener.web.api_given import Answered, Begun, Bounds, Message, Option, Outcome, Progress, Question, State
from screener.web.notices import aside_notice
from screener.web.page import Aside, Asked, Page
from screener.web.present import present

ENDED = ("finished", "emergency", "crisis")


def state_of(conversation: Conversation, errors: dict[str, str] | None = None) -> State:
    """The state. `errors`: fields of a contact that could not be kept, and why."""
    page = present(conversation)
    messages = [*_messages(page, conversation), *(Message(kind="field", say=say) for say in (errors or {}).values())]
    return State(
        status=conversation.status,
        turn=page.turn,
        reference=page.reference,
        flow=page.flow,
        language=page.language,
        question=_question(page.asked) if page.asked else None,
        messages=messages,
        answered=[Answered.model_validate(line) for line in (*page.earlier, *page.newest)],
        contradicting=[Answered.model_validate(line) for line in _contradicting(page)],
        progress=Progress.model_validate(page.progress),
        outcome=Outcome.model_validate(page.result) if page.result and page.status in ENDED else None,
        can_undo=page.can_undo,
        contact_left=page.contact_left,
        feedback_given=page.feedback_given,
    )


def begun(token: str, conversation: Conversation) -> Begun:
    """The state with the token that opens it."""
    return Begun(token=token, **dict(state_of(conversation)))


def _question(asked: Asked) -> Question:
    return Question(
        id=asked.id,
        kind=asked.kind,  # type: ignore[arg-type]
        text=asked.ask,
        help=asked.help,
        why=asked.why,
        options=[Option.model_validate(choice) for choice in asked.choices if choice.value != UNSURE],
        unsure=asked.unsure,
        unit=asked.unit,
        bounds=Bounds(low=asked.low, high=asked.high),
        optional=asked.optional,
        earlier=asked.value,
    )


def _messages(page: Page, conversation: Conversation) -> Iterator[Message]:
    if page.card:
        for line in (page.card.title, *page.card.lines):
            yield Message(kind="card", say=line)
    if page.contradiction:
        yield Message(kind="contradiction", say=page.contradiction.say)
    if page.aside:
        yield from _beside(page.aside, conversation)


def _beside(aside: Aside, conversation: Conversation) -> Iterator[Message]:
    """What is said about words that were no plain answer."""
    if aside.kind in ("unclear", "narrow"):
        yield Message(kind="notice", say=aside_notice(conversation).say)
    elif aside.kind == "read":
        yield Message(kind="reading", say=aside.said)
    else:
        kind: Literal["side_answer", "declined"] = "side_answer" if aside.kind == "side" else "declined"
        yield Message(kind=kind, say=aside.answer, source=aside.source, language=aside.language)
        if aside.closing:
            yield Message(kind=kind, say=aside.closing, language=aside.language)


def _contradicting(page: Page) -> tuple[object, ...]:
    return page.contradiction.change if page.contradiction else ()
