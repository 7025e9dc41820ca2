"""The desk's pages of flows: what each version says, what was proved of it, and a physician's signatures."""

from datetime import UTC, datetime
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, roles_accepted
from werkzeug.wrappers import Response

from screener import proving, signing
from screener.engine.diagram import svg
from screener.library import Version
from screener.proving import NoSolver
from screener.signing import SigningError
from screener.store import flows
from screener.store.models import db
from screener.web.parts import parts
from screener.web.present_flows import present_flow, present_flows
from screener.web.record import record
from screener.web.staff import clock, staff

MAY_SIGN: Final = ("clinician",)
MAY_PROVE: Final = ("clinician", "admin")


@staff.get("/flows")
def flow_list() -> str:
    """Every flow, its version, and what is still to be signed."""
    return render_template("staff/flows.html", flows=present_flows(parts().library))


@staff.get("/flows/<flow_id>")
def flow(flow_id: str) -> str:
    """One flow as it is now."""
    return _shown(_version(flow_id))


@staff.get("/flows/<flow_id>/diagram.svg")
def diagram(flow_id: str) -> Response:
    """The picture of the flow's state machine. It holds its own styles and nothing else."""
    picture = Response(svg(_version(flow_id).machine), mimetype="image/svg+xml")
    picture.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return picture


@staff.post("/flows/<flow_id>/signatures")
@roles_accepted(*MAY_SIGN)
def sign(flow_id: str) -> ResponseReturnValue:
    """Sign the chosen parts, or all of them."""
    version, form = _version(flow_id), request.form
    chosen = form.getlist("part")
    if form.get("scope") != "all" and not chosen:
        return _shown(version, "Choose at least one part to sign, or sign all. Nothing was signed."), 422
    try:
        signed = signing.sign(
            version.flow,
            () if form.get("scope") == "all" else chosen,
            form.get("name", ""),
            form.get("note", ""),
            datetime.now(UTC),
            current_user.id,
        )
    except SigningError as error:
        return _shown(version, f"{str(error)[0].upper()}{str(error)[1:]}. Nothing was signed."), 422
    record("flow.sign", detail=f"{flow_id}: {signed} parts")
    db.session.commit()
    flash(f"Signed: {signed} part{'s' if signed != 1 else ''}.")
    return redirect(url_for(".flow", flow_id=flow_id), 303)


@staff.post("/flows/<flow_id>/proof")
@roles_accepted(*MAY_PROVE)
def prove(flow_id: str) -> ResponseReturnValue:
    """Prove the flow as it is now; it takes some seconds."""
    version = _version(flow_id)
    try:
        proving.prove(version, datetime.now(UTC))
    except NoSolver as error:
        return _shown(version, f"Nothing was proved: {error}."), 503
    record("flow.prove", detail=flow_id)
    db.session.commit()
    return redirect(url_for(".flow", flow_id=flow_id), 303)


def _version(flow_id: str) -> Version:
    return parts().library.current.get(flow_id) or abort(404)


def _shown(version: Version, problem: str = "") -> str:
    may_sign, may_prove = (any(map(current_user.has_role, roles)) for roles in (MAY_SIGN, MAY_PROVE))
    view = present_flow(version, clock(), flows.proof(version.flow.digest), may_sign, may_prove)
    return render_template("staff/flow.html", view=view, problem=problem)
