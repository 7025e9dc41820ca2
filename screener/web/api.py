"""The visitors' API: the same conversation as the chat, as JSON, for a clinic's own pages and apps.

The token that a screening begins with opens it, in the Authorization header alone.
"""

from typing import Final

from flask import Blueprint, Response
from pydantic import BaseModel

from screener import conversation
from screener.conversation import Conversation, Expired, NotThisTurn, TooManyTurns, UnknownToken
from screener.engine.errors import AnswerError, StepError
from screener.library import Version
from screener.replies import Reply
from screener.store.screenings import hashed
from screener.web.api_given import Begun, Deleted, Later, State, Wrong
from screener.web.api_operation import operation
from screener.web.api_reply import ApiProblem
from screener.web.api_sent import Answer, Begin, CardStep, Change, Code, Contact, Feedback, Spoken, Step
from screener.web.api_state import begun, state_of
from screener.web.beginning import BEGIN_LIMIT, REPLY_LIMIT, RESUME_LIMIT, is_crowded, now
from screener.web.beginning import begin as begin_in
from screener.web.contact import ContactForm, read_contact
from screener.web.errors import crowded
from screener.web.language import use
from screener.web.limits import limiter
from screener.web.notices import answer_notice, notice
from screener.web.parts import parts
from screener.web.present import bookable
from screener.web.suspicion import marked

api = Blueprint("api", __name__)

SCREENING: Final = "/api/v1/screening"


@api.get("/openapi.json")
def description() -> Response:
    """What this API takes and answers, as OpenAPI 3.1."""
    from screener.web.api_openapi import openapi  # the schemas of all models, for whoever asks

    return Response(openapi(), content_type="application/json")


# --- Beginning and coming back --------------------------------------------------------------------------------------


@api.post("/api/v1/screenings")
@operation(Begun, Begin, status=(201,), problems=(404,), opens=None)
def begin(sent: Begin) -> BaseModel:
    """Begin a screening, once the visitor has agreed."""
    version = parts().library.current.get(sent.flow)
    if version is None:
        raise ApiProblem(404, "no_flow", "There is no such flow here.")
    _speak(sent.language, version)
    with limiter.limit(BEGIN_LIMIT):
        if is_crowded():
            raise ApiProblem(503, "crowded", crowded()["say"])
        return begun(*begin_in(version))


@api.post("/api/v1/screenings/resume")
@operation(Begun, Code, problems=(404, 410), opens=None)
def resume(sent: Code) -> BaseModel:
    """Come back by a code. An earlier token opens the screening no more."""
    with limiter.limit(RESUME_LIMIT):
        try:
            token, found = conversation.come_back(parts().library, sent.code, now())
        except UnknownToken:
            raise _problem(404, "unknown_code") from None
        except Expired:
            raise _problem(410, "expired_code") from None
    use(found.stored.language, found.version)
    return begun(token, found)


# --- One screening --------------------------------------------------------------------------------------------------


@api.get(SCREENING)
@operation(State)
def screening(token: str) -> BaseModel:
    """The screening as it stands."""
    return state_of(_found(token))


@api.post(f"{SCREENING}/replies")
@operation(State, Answer, problems=(409,))
def reply(token: str, sent: Answer) -> BaseModel:
    """Answer the question that stands, by a choice or in words."""
    return _replied(token, sent.turn, Reply("answer", sent.question, sent.chosen, sent.text))


@api.post(f"{SCREENING}/change")
@operation(State, Change, problems=(409,))
def change(token: str, sent: Change) -> BaseModel:
    """Go back to an earlier question, to answer it anew."""
    return _replied(token, sent.turn, Reply("change", sent.question))


STEPS: Final = {
    "undo": "Take the last answer back.",
    "confirm": "Say that a reading was right: then it is the answer.",
    "reword": "Say that a reading was wrong.",
    "keep": "Leave answers as they are that seem not to fit each other.",
    "mistake": "Say that an emergency was a mistake, and go on.",
}
"""Steps that need no more than the turn."""
CARD_STEPS: Final = {"go_on": "Go on from a card.", "stop": "End at the card that says to be seen today."}
"""Steps from a card: a number to call may be left there."""


def _add_step(action: str, summary: str) -> None:
    def step(token: str, sent: Step) -> BaseModel:
        return _replied(token, sent.turn, Reply(action))

    def card_step(token: str, sent: CardStep) -> BaseModel:
        return _left_card(token, sent, action)

    view, takes = (step, Step) if action in STEPS else (card_step, CardStep)
    view.__name__, view.__doc__ = action, summary
    api.post(f"{SCREENING}/{action}")(operation(State, takes, problems=(409,))(view))


for _action, _summary in {**STEPS, **CARD_STEPS}.items():
    _add_step(_action, _summary)


@api.post(f"{SCREENING}/contact")
@operation(State, Contact, problems=(409,))
def contact(token: str, sent: Contact) -> BaseModel:
    """Ask for an appointment. A danger in what was written goes first."""
    found = _found(token)
    read = read_contact(sent.as_form(), parts().clinic)
    in_words = Reply("contact", beside=read.written)
    alarmed = conversation.alarm(found, in_words) is not None
    if not bookable(found) and not alarmed:
        raise _problem(409, "not_possible")
    if read.values and bookable(found):
        found = conversation.leave_contact(found, marked(read.values, found, now()), parts().clinic, now())
    if alarmed:
        found = conversation.reply(found, found.turn, in_words, parts().clinic, now())
        return state_of(found, dict(read.errors))
    _refuse_errors(read)
    return state_of(found)


@api.post(f"{SCREENING}/feedback")
@operation(State, Feedback, problems=(409,))
def feedback(token: str, sent: Feedback) -> BaseModel:
    """Say how the questions were, once all are answered. It is counted once, and kept beside nobody."""
    found = _found(token)
    if found.status != "finished":
        raise _problem(409, "not_possible")
    given = sent.model_dump()
    if not any(given.values()):
        raise _problem(422, "feedback")
    return state_of(conversation.give_feedback(found, given, now()))


@api.post(f"{SCREENING}/language")
@operation(State, Spoken)
def speak(token: str, sent: Spoken) -> BaseModel:
    """Go on in another language."""
    found = _found(token)
    _speak(sent.language, found.version)
    return state_of(conversation.speak(found, sent.language, now()))


@api.post(f"{SCREENING}/later")
@operation(Later)
def later(token: str) -> BaseModel:
    """Make a code to come back by. It takes the place of an earlier one."""
    days = min(conversation.RESUME_DAYS, parts().clinic.keep_unfinished_days)
    return Later(code=conversation.later(_found(token), now(), days), days=days)


@api.delete(SCREENING)
@operation(Deleted, status=(200, 202))
def delete(token: str) -> tuple[BaseModel, int]:
    """Delete everything that was said, or ask the clinic to, where it is part of its records."""
    deleted = conversation.delete(_found(token), parts().clinic, now())
    return Deleted(deleted=deleted), 200 if deleted else 202


# --- Finding and replying -------------------------------------------------------------------------------------------


def _found(token: str) -> Conversation:
    made = parts()
    with limiter.limit(REPLY_LIMIT, key_func=lambda: hashed(token)):
        try:
            found = conversation.find(made.library, token, now(), made.clinic.keep_unfinished_days)
        except UnknownToken:
            raise ApiProblem(401, "unknown_token", notice("unknown_token").say) from None
        except Expired:
            raise _problem(410, "expired") from None
    use(found.stored.language, found.version)
    return found


def _left_card(token: str, sent: CardStep, action: str) -> BaseModel:
    """A step from a card, with a number to call where one was left."""
    form = {"name": sent.name, "telephone": sent.telephone}
    read = read_contact(form, parts().clinic, urgent=True)
    return _replied(token, sent.turn, Reply(action, beside=read.written), read)


def _replied(token: str, turn: int, sent: Reply, left: ContactForm | None = None) -> BaseModel:
    """The state after a reply. Whatever is wrong with it, nothing is lost."""
    found = _found(token)
    if left is not None and not conversation.alarm(found, sent):
        _refuse_errors(left)
    try:
        after = conversation.reply(found, turn, sent, parts().clinic, now())
    except AnswerError as error:
        said = answer_notice(error, found)
        raise ApiProblem(422, said.code, said.say) from None
    except TooManyTurns:
        raise _problem(409, "full") from None
    except StepError:
        raise _problem(409, "not_possible") from None
    except NotThisTurn:
        raise _problem(409, "other_turn") from None
    if left is not None and left.values:
        after = conversation.leave_contact(after, marked(left.values, found, now()), parts().clinic, now())
    return state_of(after, dict(left.errors) if left else None)


def _refuse_errors(read: ContactForm) -> None:
    if read.errors:
        errors = [Wrong(pointer=f"/{name}", detail=say) for name, say in read.errors.items()]
        raise ApiProblem(422, "contact", notice("contact").say, errors)


def _speak(code: str, version: Version) -> None:
    if code not in version.machines:
        raise ApiProblem(422, "no_language", "This flow is not there in that language.")
    use(code, version)


def _problem(status: int, code: str) -> ApiProblem:
    """A notice of the chat as a problem."""
    return ApiProblem(status, code, notice(code).say)
