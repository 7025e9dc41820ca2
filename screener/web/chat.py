"""The chat's pages. A visitor carries no cookie: the token travels in each form, so no other site can act for them."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import parse_qsl

from flask import Blueprint, Response, abort, make_response, render_template, request

from screener import conversation
from screener.conversation import Conversation, Expired, NotThisTurn, TooManyTurns, UnknownToken
from screener.counting import FEEDBACK
from screener.engine.errors import AnswerError, StepError
from screener.library import Version
from screener.replies import Reply
from screener.store.screenings import hashed
from screener.web.beginning import BEGIN_LIMIT, REPLY_LIMIT, RESUME_LIMIT, begin, is_crowded, now
from screener.web.contact import ContactForm, carried, read_contact
from screener.web.errors import crowded, layout
from screener.web.language import language, speak_of, use
from screener.web.limits import limiter
from screener.web.notices import Notice, answer_notice, aside_notice, notice
from screener.web.parts import parts
from screener.web.present import bookable, present, present_welcome
from screener.web.suspicion import UNSEEN, marked

chat = Blueprint("chat", __name__)

UNREADABLE: Final = "\ufffd"
"""What stands for bytes that are no UTF-8."""


@chat.get("/")
def start_page() -> str:
    """What can be answered here."""
    flows = [present_welcome(version) for version in parts().library.current.values()]
    return render_template("chat/start.html", flows=flows)


@chat.get("/chat/<flow_id>")
def welcome(flow_id: str) -> Response:
    """Who runs this, what is kept, and the visitor's consent."""
    return _welcome(_version(flow_id))


@chat.post("/chat/<flow_id>")
def act(flow_id: str) -> Response:
    """Everything after the welcome: one form, told apart by its `action`."""
    version = _version(flow_id)
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        abort(403)
    if (token := _token_of_unreadable_form()) is not None:
        return _unreadable(version, token)
    action = "language" if "language" in request.form else request.form.get("action", "")
    try:
        return WITHOUT_TOKEN[action](version) if action in WITHOUT_TOKEN else _with_token(version, action)
    except UnknownToken:
        return _gone("unknown_token", 404)
    except Expired:
        return _gone("expired", 410)


# --- Before there is a token ----------------------------------------------------------------------------------------


def _begin(version: Version) -> Response:
    if request.form.get("consent") != "yes":
        return _welcome(version, notice("consent"), 422)
    with limiter.limit(BEGIN_LIMIT):
        if is_crowded():
            return _rendered("error.html", 503, **crowded())
        token, begun = begin(version)
    return _page(token, begun)


def _resume(version: Version) -> Response:
    """By a code, or by the token that the open tab has kept."""
    code = request.form.get("code", "")
    if not code and request.form.get("token"):
        token = request.form["token"]
        return _page(token, _found(version, token))
    with limiter.limit(RESUME_LIMIT):
        try:
            token, found = conversation.come_back(parts().library, code, now())
            use(found.stored.language, found.version)
        except UnknownToken:
            return _welcome(version, notice("unknown_code"), 404)
        except Expired:
            return _welcome(version, notice("expired_code"), 410)
    return _page(token, found)


def _restart(version: Version) -> Response:
    return _welcome(version, forget=True)


WITHOUT_TOKEN: Final[dict[str, Callable[[Version], Response]]] = {
    "begin": _begin,
    "resume": _resume,
    "restart": _restart,
}


# --- With a token ---------------------------------------------------------------------------------------------------


def _with_token(version: Version, action: str) -> Response:
    token = request.form.get("token", "")
    if not token:
        return _gone("no_token", 400)
    found = _answering(version, token)
    if action in WITH_TOKEN:
        return WITH_TOKEN[action](token, found)
    return _reply(token, found, action)


@limiter.limit(REPLY_LIMIT, key_func=lambda: hashed(request.form["token"]))
def _answering(version: Version, token: str) -> Conversation:
    return _found(version, token)


def _reply(token: str, found: Conversation, action: str) -> Response:
    """An answer or a step. Whatever is wrong with it, the visitor stays where they are and loses nothing."""
    contact = read_contact(request.form, parts().clinic, urgent=True) if action in ("stop", "go_on") else None
    sent = _sent(action, contact)
    if contact is not None and contact.errors and not conversation.alarm(found, sent):
        return _page(token, found, notice("contact"), 422, contact=contact)
    try:
        after = conversation.reply(found, _turn(), sent, parts().clinic, now())
    except AnswerError as error:
        return _page(token, found, answer_notice(error, found), 422, sent)
    except TooManyTurns:
        return _page(token, found, notice("full"), 409)
    except StepError:
        return _page(token, found, notice("not_possible"), 409)
    except NotThisTurn as error:
        return _page(token, error.conversation, notice("other_turn"), 409)
    if contact is not None and contact.values:
        after = conversation.leave_contact(after, _marked(contact, found), parts().clinic, now())
    if after.aside and after.aside["action"] in ("unclear", "narrow"):
        return _page(token, after, aside_notice(after), 422)
    return _page(token, after, contact=contact if contact and contact.errors else carried(request.form))


def _contact(token: str, found: Conversation) -> Response:
    """The booking request. A danger in it goes first; what was filled in is kept, or goes along."""
    contact = read_contact(request.form, parts().clinic)
    sent = _sent("contact", contact)
    alarmed = conversation.alarm(found, sent) is not None
    if not bookable(found) and not alarmed:
        return _page(token, found, notice("not_possible"), 409)
    if contact.values and bookable(found):
        found = conversation.leave_contact(found, _marked(contact, found), parts().clinic, now())
    if alarmed:
        return _page(token, conversation.reply(found, found.turn, sent, parts().clinic, now()), contact=contact)
    if not contact.values:
        return _page(token, found, notice("contact"), 422, contact=contact)
    return _page(token, found)


def _feedback(token: str, found: Conversation) -> Response:
    """What the visitor says about the questions themselves: two answers, or one of them."""
    if found.status != "finished":
        return _page(token, found, notice("not_possible"), 409)
    given = {name: request.form.get(name, "") for name in FEEDBACK}
    if not any(given.values()):
        return _page(token, found, notice("feedback"), 422)
    return _page(token, conversation.give_feedback(found, given, now()))


def _later(token: str, found: Conversation) -> Response:
    days = min(conversation.RESUME_DAYS, parts().clinic.keep_unfinished_days)
    code = conversation.later(found, now(), days)
    page = present(found)
    return _rendered("chat/later.html", 200, page=page, token=token, code=code, days=days)


def _delete(token: str, found: Conversation) -> Response:
    page = present(found)
    if request.form.get("sure") != "yes":
        return _rendered("chat/delete.html", 200, page=page, token=token)
    if not conversation.delete(found, parts().clinic, now()):
        return _rendered("chat/asked_to_delete.html", 200, page=page, token=token)
    return _rendered("chat/deleted.html", 200, page=page, forget=True)


def _language(token: str, found: Conversation) -> Response:
    """The same page in another language. What was chosen or typed here and not sent yet goes along."""
    code = request.form["language"]
    if code not in found.version.machines:
        return _page(token, found, notice("not_possible"), 422)
    found = conversation.speak(found, code, now())
    use(code, found.version)
    here = found.standing is not None and request.form.get("question") == found.standing
    return _page(token, found, sent=_sent("answer") if here else None, contact=carried(request.form))


WITH_TOKEN: Final[dict[str, Callable[[str, Conversation], Response]]] = {
    "language": _language,
    "contact": _contact,
    "feedback": _feedback,
    "later": _later,
    "delete": _delete,
}


# --- Reading and showing --------------------------------------------------------------------------------------------


def _version(flow_id: str) -> Version:
    version = parts().library.current.get(flow_id) or abort(404)
    speak_of(version)
    return version


def _found(version: Version, token: str) -> Conversation:
    made = parts()
    found = conversation.find(made.library, token, now(), made.clinic.keep_unfinished_days)
    if found.stored.flow_id != version.flow.id:
        raise UnknownToken("this screening belongs to another flow")
    use(found.stored.language, found.version)
    return found


def _sent(action: str, contact: ContactForm | None = None) -> Reply:
    form = request.form
    beside = contact.written if contact else ()
    return Reply(action, form.get("question") or None, tuple(form.getlist("answer")), form.get("text", ""), beside)


def _marked(contact: ContactForm, found: Conversation) -> dict[str, Any]:
    return marked(contact.values, found, now(), request.form.get(UNSEEN, ""))


def _turn() -> int:
    """The turn that the form was for; -1, which none has, where it says none."""
    turn = request.form.get("turn", "")
    return int(turn) if turn.isascii() and turn.isdigit() and len(turn) < 6 else -1


def _token_of_unreadable_form() -> str | None:
    """The token that came with bytes that are no UTF-8, or None where all can be read. Flask itself would drop the
    whole form."""
    if request.mimetype == "application/x-www-form-urlencoded":
        body = request.get_data().decode("utf-8", "replace")
        fields = parse_qsl(body, keep_blank_values=True, errors="replace")
    else:
        fields = list(request.form.items(multi=True))
    return dict(fields).get("token", "") if any(UNREADABLE in value for _, value in fields) else None


def _unreadable(version: Version, token: str) -> Response:
    """The visitor stays where they are; what could not be read is not shown again."""
    try:
        return _page(token, _found(version, token), notice("unreadable"), 400)
    except (UnknownToken, Expired):
        return _gone("unreadable", 400)


def _welcome(version: Version, problem: Notice | None = None, status: int = 200, forget: bool = False) -> Response:
    page = present_welcome(version)
    return _rendered("chat/welcome.html", status, page=page, notice=problem, forget=forget)


def _page(
    token: str,
    found: Conversation,
    problem: Notice | None = None,
    status: int = 200,
    sent: Reply | None = None,
    contact: ContactForm | None = None,
) -> Response:
    page = present(found, sent)
    contact = contact or ContactForm(dict(found.stored.contact or {}))
    return _rendered(f"chat/{page.template}.html", status, page=page, token=token, notice=problem, contact=contact)


def _gone(problem: str, status: int) -> Response:
    return _rendered("chat/gone.html", status, notice=notice(problem), forget=status != 400)


def _rendered(template: str, status: int, **given: object) -> Response:
    response = make_response(render_template(template, layout=layout(), **given), status)
    response.headers["Content-Language"] = language().tag
    return response
