"""The desk's page of one's own second factor: an app, switched off with a code, and security keys."""

from io import BytesIO
from typing import Final

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from passlib.totp import TOTP

from screener import second_factor, security_keys
from screener.security_keys import LONGEST_NAME
from screener.store import security_keys as stored_keys
from screener.store.models import db
from screener.web.entry import ACCOUNT_LIMIT, WRONG_CODE, failed
from screener.web.limits import limiter
from screener.web.parts import parts
from screener.web.record import record
from screener.web.security_key import added, to_add
from screener.web.sessions import is_fresh
from screener.web.staff import clock, staff

GROUP: Final = 4
SIGN_IN_FIRST: Final = "sign out and in again first: keys are changed within ten minutes of signing in"


@staff.get("/account/second-factor")
def second_factor_page() -> str:
    """What to do next about one's own second factor."""
    return _shown()


@staff.get("/account/qr.svg")
def qr() -> Response:
    """What the app reads with the telephone's camera, while it is not confirmed."""
    import segno  # for this picture alone

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
    without_app = step == "codes" and is_fresh() and not second_factor.has_app(current_user)
    if not (without_app or second_factor.accepts(current_user, code)):
        return _wrong()
    if step == "codes":
        return _with_codes("second_factor.codes", second_factor.new_recovery_codes(current_user))
    second_factor.switch_off_app(current_user)
    record("second_factor.off")
    db.session.commit()
    flash("Your app is switched off.")
    return redirect(url_for(".second_factor_page"), 303)


@staff.post("/account/keys")
def add_key() -> ResponseReturnValue:
    """Add a security key, by the name that its owner gives it."""
    try:
        if not is_fresh():
            raise security_keys.KeyRefused(SIGN_IN_FIRST)
        codes = added(current_user, request.form.get("name", ""))
    except security_keys.KeyRefused as error:
        return _shown(problem=f"{str(error).capitalize()}.", key_name=request.form.get("name", "")[:LONGEST_NAME]), 422
    record("key.add")
    db.session.commit()
    if codes:
        return render_template("staff/recovery_codes.html", codes=codes)
    flash("The key is added. Try it when you next sign in.")
    return redirect(url_for(".second_factor_page"), 303)


@staff.post("/account/keys/<int:key_id>/remove")
def remove_key(key_id: int) -> ResponseReturnValue:
    """Forget one of one's own keys."""
    if not is_fresh():
        return _shown(problem=f"{SIGN_IN_FIRST.capitalize()}."), 422
    if security_keys.remove(current_user, key_id):
        record("key.remove")
        flash("The key is removed.")
    db.session.commit()
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


def _shown(problem: str = "", key_name: str = "") -> str:
    source, now = second_factor.shown(current_user), clock()
    return render_template(
        "staff/second_factor.html",
        on=second_factor.is_on(current_user),
        needed=second_factor.is_missing(current_user, parts().settings.second_factor),
        secret=_groups(source) if source else "",
        has_app=second_factor.has_app(current_user),
        keys=[
            {"id": key.id, "name": key.name, "added": now.moment(key.added_at), "used": now.moment(key.used_at)}
            for key in stored_keys.of(current_user.id)
        ],
        fresh=is_fresh(),
        to_add=to_add(current_user) if is_fresh() else None,
        key_name=key_name,
        longest=LONGEST_NAME,
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
