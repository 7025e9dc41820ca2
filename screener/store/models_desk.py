"""The desk's own tables: appointments, the record of who did what, mail that waits, people's sign-ins, counts by day.

Times are in UTC. What describes or identifies a visitor stands in `sealed_…` columns here too.
"""

from datetime import date, datetime

from flask_security.models import sqla
from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from screener.store.models import Base, UtcTime


class Appointment(Base):
    """When and where somebody is to be seen. A change counts `sequence` up, so that calendars take the newest."""

    __tablename__ = "appointment"

    screening_id: Mapped[str] = mapped_column(ForeignKey("screening.id", ondelete="CASCADE"), primary_key=True)
    sequence: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(UtcTime)
    """When it was written down, not when it takes place: that is sealed."""
    sealed_details: Mapped[bytes] = mapped_column(LargeBinary)


class SavedView(Base):
    """A queue with its filters and order, kept by name by one person."""

    __tablename__ = "saved_view"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(String(500))


class AuditEntry(Base):
    """Who did what, when, from where, to whose screening. Only ever appended; each holds the one before by its hash."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    staff_id: Mapped[int | None] = mapped_column(index=True)
    """None for the program itself and for visitors. No foreign key: entries outlive what they name."""
    who: Mapped[str] = mapped_column(String(255))
    address: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(12), index=True)
    """Of the screening it was about; empty where it was about none."""
    detail: Mapped[str] = mapped_column(Text)
    """In a few words; never an answer, a name or a number of a visitor."""
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class OutboxMail(Base):
    """One mail to one member of staff, or one message to another program, written with what it tells of. It holds no
    answer and no visitor's name."""

    __tablename__ = "outbox_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    """What it tells and to whom: a second one of the same is not written."""
    kind: Mapped[str] = mapped_column(String(20))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    recipient: Mapped[str] = mapped_column(String(255))
    """An e-mail address, or the id of a webhook."""
    details: Mapped[str] = mapped_column(Text)
    """JSON for the mail's words: references, counts, links."""
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    next_try_at: Mapped[datetime | None] = mapped_column(UtcTime)
    """None once it was sent or given up."""
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
    problem: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (Index("ix_outbox_mail_next_try_at", "next_try_at"),)


class Webhook(Base):
    """An address of another program that is told of what happens, until it is taken back."""

    __tablename__ = "webhook"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    """Whom it tells, as the admin called it."""
    sealed_details: Mapped[bytes] = mapped_column(LargeBinary)
    """The address, which may hold a key of the receiver's, and the secret that signs."""
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)


class NotificationChoice(Base):
    """Whether somebody wants one kind of mail. Without a row, the kind's own default holds."""

    __tablename__ = "notification_choice"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    wanted: Mapped[bool]


class StaffSession(Base):
    """One sign-in of one person on one device, until it is ended."""

    __tablename__ = "staff_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """The hash of what the cookie holds."""
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    began_at: Mapped[datetime] = mapped_column(UtcTime)
    seen_at: Mapped[datetime] = mapped_column(UtcTime)
    address: Mapped[str] = mapped_column(String(64))
    device: Mapped[str] = mapped_column(String(120))
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Invitation(Base):
    """A one-time link by which somebody makes their own account."""

    __tablename__ = "invitation"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    email: Mapped[str] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(20))
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    until: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ApiToken(Base):
    """A key by which another program reads screenings, until it ends or is taken back."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    """What it is for, as the admin called it."""
    scopes: Mapped[str] = mapped_column(Text)
    """Parted by blanks, as SMART spells them."""
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    """None where it was made on the command line."""
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    until: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)


class WebAuthn(Base, sqla.FsWebAuthnMixin):
    """A security key or passkey of somebody of the staff. Flask-Security asks for this name."""

    __tablename__ = "webauthn"


class SettingChange(Base):
    """One change of one of the clinic's settings at the desk. The newest of a name holds, over `clinic.yaml`."""

    __tablename__ = "setting_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), index=True)
    value: Mapped[str] = mapped_column(Text)
    """JSON; null where it was emptied."""
    at: Mapped[datetime] = mapped_column(UtcTime)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class DailyCount(Base):
    """How often something happened on one day: begun, finished, a question shown, a reply unclear. About nobody.

    Counted as it happens, so that a million screenings are summed from a few thousand rows, and stay counted when they
    are deleted. `bucket` parts a measure further, such as by seconds taken; 0 where it does not.
    """

    __tablename__ = "daily_count"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    flow_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    bucket: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


class UnclearReply(Base):
    """Where a reply was not understood. Its words stay sealed in the turn, and are opened on purpose only."""

    __tablename__ = "unclear_reply"

    screening_id: Mapped[str] = mapped_column(ForeignKey("screening.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    flow_digest: Mapped[str] = mapped_column(String(64))
    question: Mapped[str] = mapped_column(String(60))

    __table_args__ = (Index("ix_unclear_reply_question", "question", "at"),)


class SealingKey(Base):
    """One key that ever sealed something here, by its name. The check is a value that only this key opens."""

    __tablename__ = "sealing_key"

    name: Mapped[str] = mapped_column(String(8), primary_key=True)
    first_used_at: Mapped[datetime] = mapped_column(UtcTime)
    sealed_check: Mapped[bytes] = mapped_column(LargeBinary)
