"""The desk's page of exports: a list of the queue as CSV or JSON lines, and what its columns hold. For admins."""

from datetime import UTC, datetime
from typing import Final

from flask import Response, abort, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_security import current_user, roles_accepted

from screener import exports
from screener.export.rows import dictionary_lines
from screener.web.parts import parts
from screener.web.queue_address import read_address
from screener.web.record import record_view
from screener.web.staff import staff

MAY_EXPORT: Final = ("admin",)
VALUES: Final = {"words": "In words", "codes": "As codes"}


@staff.get("/export")
@roles_accepted(*MAY_EXPORT)
def export() -> str:
    """Choose how the list is exported that the address asks for."""
    address, library = read_address(request.args, current_user.id), parts().library
    flows = [(name, version.flow.title.get("en", name)) for name, version in library.current.items()]
    return render_template("staff/export.html", kept=address.kept, flows=flows, forms=exports.FORMS, values=VALUES)


@staff.get("/export/rows")
@roles_accepted(*MAY_EXPORT)
def export_rows() -> ResponseReturnValue:
    """The list's cases, one a row, sent as they are read."""
    made, address = parts(), read_address(request.args, current_user.id)
    flow_id, form = _flow_id(), request.args.get("form", "csv")
    if form not in exports.FORMS:
        abort(400)
    wanted = exports.references(address.filters, datetime.now(UTC))
    record_view("queue.export", detail=f"{flow_id}, {form}, {len(wanted)} listed: {address.query or 'to call'}")
    coded = request.args.get("values") == "codes"
    lines = exports.lines(made.library, flow_id, wanted, form, coded, made.clinic.blanks())
    return _file(stream_with_context(lines), exports.FORMS[form], f"{flow_id}.{form}")


@staff.get("/export/dictionary.csv")
@roles_accepted(*MAY_EXPORT)
def export_dictionary() -> ResponseReturnValue:
    """What each column holds. Nothing of any visitor is in it."""
    flow_id = _flow_id()
    lines = dictionary_lines(exports.versions_of(parts().library, flow_id), parts().clinic.blanks())
    return _file("".join(lines), "text/csv", f"{flow_id}-columns.csv")


def _flow_id() -> str:
    flow_id = request.args.get("flow", "")
    return flow_id if flow_id in parts().library.current else abort(404)


def _file(content: object, kind: str, name: str) -> Response:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=f"{kind}; charset=utf-8", headers=disposition)  # type: ignore[arg-type]
