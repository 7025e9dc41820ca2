"""The desk's page of webhooks: other programs that are told of what happens, and what they were told. For admins."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, roles_accepted

from screener import webhooks as made
from screener.store import webhooks as stored
from screener.store.models import db
from screener.store.webhooks import Message, StoredWebhook
from screener.web.parts import parts
from screener.web.record import record
from screener.web.staff import clock, staff
from screener.web.staff_secrets import Secret, ended, shown_once
from screener.webhooks import CONTACT, DECIDED, EVENTS, WebhookError

MAY_CHANGE: Final = ("admin",)
SHOWN: Final = 30
"""Messages on the page."""
WEBHOOK: Final = Secret(
    kind="webhook",
    title="Webhook",
    warning="The secret is shown only this once. By it the other program knows that a message is ours: hand it over "
    "safely.",
    label="Signs each message, as Standard Webhooks says",
    page="staff.webhooks",
    back="Back to the webhooks",
    ended="“{}” is told no more.",
)


@staff.get("/webhooks")
@roles_accepted(*MAY_CHANGE)
def webhooks() -> str:
    """Every webhook, and the newest messages."""
    return _shown({})


@staff.post("/webhooks")
@roles_accepted(*MAY_CHANGE)
def make_webhook() -> ResponseReturnValue:
    """Make one, and show its secret this once."""
    name, address = request.form.get("name", ""), request.form.get("address", "")
    try:
        inside = parts().settings.webhooks_inside
        secret = made.make(name, address, current_user.id, datetime.now(UTC), inside=inside)
    except WebhookError as error:
        db.session.rollback()
        return _shown({"name": name, "address": address}, str(error)), 422
    return shown_once(WEBHOOK, name, secret)


@staff.post("/webhooks/<webhook_id>/end")
@roles_accepted(*MAY_CHANGE)
def end_webhook(webhook_id: str) -> ResponseReturnValue:
    """Tell it no more."""
    return ended(WEBHOOK, stored.end(webhook_id, datetime.now(UTC)))


@staff.post("/webhooks/messages/<message_id>/again")
@roles_accepted(*MAY_CHANGE)
def send_again(message_id: str) -> ResponseReturnValue:
    """Send one message again, whatever became of it."""
    if not stored.send_again(message_id, datetime.now(UTC)):
        abort(404)
    record("webhook.again", detail=message_id)
    db.session.commit()
    flash("It is sent again within a few seconds.")
    return redirect(url_for(".webhooks"), 303)


def _shown(filled: Mapping[str, object], problem: str = "") -> str:
    return render_template(
        "staff/webhooks.html",
        webhooks=[_line(one) for one in stored.listed()],
        messages=[_told(one) for one in stored.messages(SHOWN)],
        events=[EVENTS[DECIDED], EVENTS[CONTACT], "a step of the review was taken"],
        filled=filled,
        problem=problem,
    )


def _line(one: StoredWebhook) -> dict[str, object]:
    moment = clock().moment(one.made_at)
    return {
        "id": one.id,
        "name": one.name,
        "address": one.address,
        "made_by": one.made_by,
        "made": moment,
        "stands": not one.ended_at,
    }


def _told(one: Message) -> dict[str, object]:
    became = "taken" if one.sent_at else "waits" if one.waits else "given up"
    return {
        "id": one.id,
        "to": one.to,
        "says": EVENTS.get(one.event, one.event),
        "reference": one.reference,
        "at": clock().moment(one.at),
        "became": f"{became} ({one.problem})" if one.problem else became,
        "ended": one.problem == "ended",
    }
