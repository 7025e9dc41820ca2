"""The desk's page of one's own second factor: set up with an app, and switched off with a code."""

from io import BytesIO
from typing import Final

import segno
from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from passlib.totp import TOTP

from screener import second_factor
from screener.store.models import db
from screener.web.entry import ACCOUNT_LIMIT, WRONG_CODE, failed
from screener.web.limits import limiter
from screener.web.parts import parts
from screener.web.record import record
from screener.web.staff import staff

GROUP: Final = 4


@staff.get("/account/second-factor")
def second_factor_page() -> str:
    """What to do next about one's own second factor."""
    return _shown()


@staff.get("/account/qr.svg")
def qr() -> Response:
    """What the app reads with the telephone's camera, while it is not confirmed."""
    source = second_factor.shown(current_user) or abort(404)
    picture = BytesIO()
    segno.make(_address_of(source), error="m").save(picture, kind="svg", scale=5, border=4, light="#fff")
    return Response(picture.getvalue(), mimetype="image/svg+xml")


@staff.post("/account/second-factor")
@limiter.limit(ACCOUNT_LIMIT, deduct_when=failed)
def change_second_factor() -> ResponseReturnValue:
    """Begin, confirm or switch off, or make new recovery codes."""
    step, code = request.form.get("step", ""), request.form.get("code", "")
    if step == "begin":
        second_factor.begin(current_user)
        db.session.commit()
        return redirect(url_for(".second_factor_page"), 303)
    if step == "confirm":
        return _with_codes("second_factor.on", second_factor.confirm(current_user, code))
    if step not in ("off", "codes"):
        abort(400)
    if not second_factor.accepts(current_user, code):
        return _wrong()
    if step == "codes":
        return _with_codes("second_factor.codes", second_factor.new_recovery_codes(current_user))
    second_factor.switch_off(current_user)
    record("second_factor.off")
    db.session.commit()
    flash("Your second factor is switched off.")
    return redirect(url_for(".second_factor_page"), 303)


def _with_codes(action: str, codes: list[str]) -> ResponseReturnValue:
    """The recovery codes, this once; none where the code was wrong."""
    if not codes:
        return _wrong()
    record(action)
    db.session.commit()
    return render_template("staff/recovery_codes.html", codes=codes)


def _wrong() -> ResponseReturnValue:
    record("second_factor.wrong")
    db.session.commit()
    return _shown(problem=WRONG_CODE), 422


def _shown(problem: str = "") -> str:
    source = second_factor.shown(current_user)
    return render_template(
        "staff/second_factor.html",
        on=second_factor.is_on(current_user),
        needed=second_factor.is_missing(current_user, parts().settings.second_factor),
        secret=_groups(source) if source else "",
        codes_left=second_factor.recovery_codes_left(current_user),
        problem=problem,
    )


def _groups(source: TOTP) -> str:
    """The secret, to be typed where there is no camera."""
    key = source.base32_key
    return " ".join(key[start : start + GROUP] for start in range(0, len(key), GROUP))


def _address_of(source: TOTP) -> str:
    issuer = parts().clinic.name.replace(":", " ")  # a colon parts the issuer from the account
    address: str = source.to_uri(label=current_user.email, issuer=issuer)
    return address
