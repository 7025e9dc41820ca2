"""What a visitor takes along on paper: a summary for the visit, and a diary of four weeks."""

from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, make_response, render_template, request

from screener import conversation
from screener.conversation import Expired, UnknownToken
from screener.export.calendar import Evenings, reminder_file
from screener.export.paper import pdf_there, tagged_pdf
from screener.library import PACKAGE
from screener.web.errors import layout
from screener.web.language import gettext, use
from screener.web.limits import limiter
from screener.web.notices import notice
from screener.web.parts import parts
from screener.web.present_summary import Summary, present_summary

paper = Blueprint("paper", __name__)

STYLE: Final = PACKAGE / "static" / "print.css"
PDF_LIMIT: Final = "30 per hour"
"""One takes a second or more of the processor."""
WEEKS: Final = 4
EVENING: Final = time(20, 0)


@paper.post("/chat/<flow_id>/summary")
def summary(flow_id: str) -> Response:
    """The summary as a page to look at and print."""
    return _summary(flow_id, on_paper=False)


@paper.post("/chat/<flow_id>/summary.pdf")
def summary_pdf(flow_id: str) -> Response:
    """The same as a PDF; where none can be made here, the page to print."""
    return _summary(flow_id, on_paper=pdf_there())


@paper.get("/diary")
def diary() -> str:
    """Four weeks to fill in, with how to."""
    return _diary(on_paper=False)


@paper.get("/diary.pdf")
@limiter.limit(PDF_LIMIT)
def diary_pdf() -> Response:
    """The same as a PDF; where none can be made here, the page to print."""
    if not pdf_there():
        return make_response(_diary(on_paper=False))
    return _file(_made_once(_diary(on_paper=True)), "application/pdf", "headache-diary.pdf")


@paper.get("/diary.ics")
def diary_reminder() -> Response:
    """A reminder for a calendar, on each of the evenings from today or tomorrow on."""
    clinic = parts().clinic
    now = datetime.now(ZoneInfo(clinic.time_zone))
    first = now.date() + timedelta(days=now.time() >= EVENING)
    evenings = Evenings(
        uid=f"diary-{first}@{request.host.partition(':')[0]}",
        written_at=now,
        starts=datetime.combine(first, EVENING, now.tzinfo),
        evenings=7 * WEEKS,
        title=gettext("Fill in the diary"),
        says=gettext("Two minutes: mark today, also if it was a clear day."),
    )
    return _file(reminder_file(evenings), "text/calendar; charset=utf-8", "diary.ics")


def _summary(flow_id: str, on_paper: bool) -> Response:
    made, now = parts(), datetime.now(ZoneInfo(parts().clinic.time_zone))
    token = request.form.get("token", "")
    try:
        found = conversation.find(made.library, token, now, made.clinic.keep_unfinished_days)
    except UnknownToken:
        return _gone("unknown_token", 404)
    except Expired:
        return _gone("expired", 410)
    if found.stored.flow_id != flow_id or found.interview.outcome is None:
        return _gone("not_finished", 409)
    use(found.stored.language, found.version)
    view = present_summary(found)
    if not on_paper:
        return make_response(_page(view, token=token))
    with limiter.limit(PDF_LIMIT):
        pdf = tagged_pdf(_page(view, on_paper=True), STYLE)
    return _file(pdf, "application/pdf", f"summary-{view.reference}.pdf")


def _page(view: Summary, on_paper: bool = False, token: str = "") -> str:
    return render_template(
        "print/summary.html", view=view, on_paper=on_paper, token=token, pdf_there=pdf_there(), weeks=WEEKS
    )


@lru_cache(maxsize=8)
def _made_once(html: str) -> bytes:
    """The diary is the same for everybody: one for each language and each change of the clinic's name."""
    return tagged_pdf(html, STYLE)


def _diary(on_paper: bool) -> str:
    return render_template("print/diary.html", on_paper=on_paper, pdf_there=pdf_there(), weeks=WEEKS)


def _gone(problem: str, status: int) -> Response:
    return make_response(render_template("chat/gone.html", layout=layout(), notice=notice(problem)), status)


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
