"""What leaves the desk on paper or in a calendar: the sheet for the physician, and the appointment."""

from typing import Final
from zoneinfo import ZoneInfo

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from screener.export.calendar import Visit, calendar_file
from screener.export.paper import one_page_pdf, pdf_there
from screener.library import PACKAGE
from screener.web.parts import parts
from screener.web.present_sheet import present_sheet
from screener.web.record import record_shown
from screener.web.staff import showing, staff, written_down
from screener.web.staff_case import known

NO_PDF: Final = "PDF files cannot be made here: the extra “pdf” is not installed. Print this page, or save it as a PDF."
STYLE: Final = PACKAGE / "static" / "sheet.css"


@staff.get("/cases/<reference>/sheet")
def sheet(reference: str) -> ResponseReturnValue:
    """The sheet, to be looked at and printed."""
    return written_down(_sheet(reference, on_paper=False))


@staff.get("/cases/<reference>/sheet.pdf")
def sheet_pdf(reference: str) -> ResponseReturnValue:
    """The same sheet as a PDF; the page itself, which says so, where none can be made."""
    if not pdf_there():
        flash(NO_PDF)
        return redirect(url_for(".sheet", reference=reference))
    html = written_down(_sheet(reference, on_paper=True))  # and only then the slow part, for which nobody waits
    return _file(one_page_pdf(html, STYLE), "application/pdf", f"sheet-{reference}.pdf")


@staff.get("/cases/<reference>/appointment.ics")
def calendar(reference: str) -> ResponseReturnValue:
    """The appointment for a calendar. It names nobody, and tells nothing that was answered."""
    found = known(reference)
    if found.booked is None:
        abort(404)
    made, clinic, stored = found.booked.appointment, parts().clinic, found.case.screening
    record_shown("case.ics", reference=stored.reference)
    visit = Visit(
        uid=f"{stored.id}@{request.host.partition(':')[0]}",
        sequence=found.booked.sequence,
        written_at=found.booked.at,
        starts=made.starts.astimezone(ZoneInfo(clinic.time_zone)),
        minutes=made.minutes,
        title=f"Visit {stored.reference}, {made.clinician}",
        where=f"{clinic.name}, {clinic.place_name(made.place) or made.place}",
        cancelled=made.cancelled,
    )
    return written_down(_file(calendar_file(visit), "text/calendar; charset=utf-8", f"visit-{stored.reference}.ics"))


def _sheet(reference: str, on_paper: bool) -> str:
    found = known(reference)
    if found.conversation is None:
        abort(404)
    record_shown("case.sheet", reference=found.case.screening.reference, detail="PDF" if on_paper else "")
    view = present_sheet(found, found.conversation, showing())
    return render_template("staff/sheet.html", view=view, on_paper=on_paper, pdf_there=pdf_there())


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
