"""What the desk's pages of tokens and of webhooks share: something is made, its secret is shown once, and it ends."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from screener.store.models import db
from screener.web.record import record


@dataclass(frozen=True, slots=True)
class Secret:
    """One kind. `kind`: as the record calls it; `page`: where all of them are listed; `ended`: what is said then."""

    kind: str
    title: str
    warning: str
    label: str
    page: str
    back: str
    ended: str


def shown_once(secret: Secret, name: str, value: str, detail: str = "") -> str:
    """Write down that one was made, and show it this once."""
    name = " ".join(name.split())
    record(f"{secret.kind}.make", detail=f"{name}{detail}")
    db.session.commit()
    return render_template("staff/secret_made.html", secret=secret, name=name, value=value)


def ended(secret: Secret, name: str | None) -> ResponseReturnValue:
    """Write down that one has ended, by its name; there was none where it has no name."""
    record(f"{secret.kind}.end", detail=name or abort(404))
    db.session.commit()
    flash(secret.ended.format(name))
    return redirect(url_for(secret.page), 303)
