"""The tables. What describes or identifies a person stands in `sealed_…` columns; the rest is for sorting and counting.

Times are in UTC.
"""

from datetime import UTC, datetime
from typing import Any

from flask_security.models import sqla
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, ForeignKey, Index, LargeBinary, MetaData, String, Text, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table of ours."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(metadata=Base.metadata)
sqla.FsModels.set_db_info(base_model=Base, user_table_name="staff")  # type: ignore[no-untyped-call]


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept in UTC whatever the database makes of time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


OPEN = "status IN ('new', 'in_review', 'contacted', 'booked')"
LISTS = {
    "waiting": "due_at IS NOT NULL",
    "reached": f"contact_at IS NOT NULL AND due_at IS NULL AND {OPEN}",
    "anonymous": f"contact_at IS NULL AND queued_at IS NOT NULL AND {OPEN}",
    "snoozed": f"snoozed_until IS NOT NULL AND {OPEN}",
    "done": "queued_at IS NOT NULL AND status IN ('seen', 'closed')",
    "all": "queued_at IS NOT NULL AND status IN ('new', 'in_review', 'contacted', 'booked', 'seen', 'closed')",
}
"""Which cases each list of the queue holds. Its indexes hold no other, so that what is closed slows nothing down. As
SQL, because both databases use such an index only where a query says the very same; so each list says something that
no other says, or SQLite, which does not know how many rows are where, would take another's."""


def _listed(name: str, *columns: str) -> Index:
    """An index over one list, in one order. The reference tells cases of the same moment apart; what else the counts
    ask about is in it too, so that they read nothing but the index."""
    only = text(LISTS[name])
    index = "_".join(("ix_screening", name, *columns))
    asked = ("snoozed_until",) if name in ("waiting", "reached", "anonymous") else ()
    return Index(index, *columns, "reference", *asked, sqlite_where=only, postgresql_where=only)


class FlowVersion(Base):
    """The texts of a flow's files, once for each version that a screening began with."""

    __tablename__ = "flow_version"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    flow_id: Mapped[str] = mapped_column(String(60))
    files: Mapped[str] = mapped_column(Text)
    stored_at: Mapped[datetime] = mapped_column(UtcTime)


class Screening(Base):
    """One visitor's screening. It begins with the visitor's consent."""

    __tablename__ = "screening"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    flow_id: Mapped[str] = mapped_column(String(60))
    flow_digest: Mapped[str] = mapped_column(ForeignKey("flow_version.digest"))
    language: Mapped[str] = mapped_column(String(8))
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    resume_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    resume_until: Mapped[datetime | None] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)
    turn_count: Mapped[int] = mapped_column(default=0)

    outcome: Mapped[str | None] = mapped_column(String(60))
    urgency: Mapped[str | None] = mapped_column(String(12))
    place: Mapped[str | None] = mapped_column(String(60))
    status: Mapped[str] = mapped_column(String(12), default="new")
    queued_at: Mapped[datetime | None] = mapped_column(UtcTime)
    contact_at: Mapped[datetime | None] = mapped_column(UtcTime)
    feedback_at: Mapped[datetime | None] = mapped_column(UtcTime)
    """When the visitor said how the questions went. What they said is counted, and not kept beside anybody."""
    sealed_flags: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_contact: Mapped[bytes | None] = mapped_column(LargeBinary)
    held_at: Mapped[datetime | None] = mapped_column(UtcTime)
    """Since when nothing of it may be deleted; None where it may."""
    sealed_hold: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Why it is held."""

    tier: Mapped[int | None]
    """Place in the queue: 0 for an emergency or a crisis, then 1 today, 2 days, 3 routine."""
    due_at: Mapped[datetime | None] = mapped_column(UtcTime)
    """By when staff promised to be in touch; None where no contact was left, or once somebody was."""
    reached_at: Mapped[datetime | None] = mapped_column(UtcTime)
    """When staff first reached the person."""
    snoozed_until: Mapped[datetime | None] = mapped_column(UtcTime)
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    """Who of the staff answered for a caller; None where a visitor did."""
    telephone_key: Mapped[str | None] = mapped_column(String(64), index=True)
    """A keyed hash, by which two screenings of the same number are seen to belong together."""
    email_key: Mapped[str | None] = mapped_column(String(64), index=True)

    turns: Mapped[list["Turn"]] = relationship(
        order_by="Turn.number", cascade="all, delete-orphan", passive_deletes=True
    )
    steps: Mapped[list["ReviewStep"]] = relationship(
        order_by="ReviewStep.number", cascade="all, delete-orphan", passive_deletes=True
    )

    __table_args__ = (
        _listed("waiting", "tier", "due_at"),
        _listed("waiting", "due_at"),
        _listed("waiting", "queued_at"),
        _listed("waiting", "contact_at"),
        _listed("reached", "tier", "queued_at"),
        _listed("reached", "queued_at"),
        _listed("anonymous", "tier", "queued_at"),
        _listed("anonymous", "queued_at"),
        _listed("snoozed", "snoozed_until"),
        _listed("done", "queued_at"),
        _listed("all", "queued_at"),
        Index("ix_screening_updated_at", "updated_at"),
    )


class Turn(Base):
    """One thing that a visitor did, in order."""

    __tablename__ = "turn"

    screening_id: Mapped[str] = mapped_column(ForeignKey("screening.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    sealed_content: Mapped[bytes] = mapped_column(LargeBinary)


class ReviewStep(Base):
    """One step of the staff's review: what, who and when."""

    __tablename__ = "review_step"

    screening_id: Mapped[str] = mapped_column(ForeignKey("screening.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    """None where the visitor took the step."""
    step: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(40))
    sealed_note: Mapped[bytes | None] = mapped_column(LargeBinary)

    staff: Mapped["User | None"] = relationship()


class Signature(Base):
    """A physician's name under one part of a flow, with what it said then."""

    __tablename__ = "signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    flow_id: Mapped[str] = mapped_column(String(60), index=True)
    part: Mapped[str] = mapped_column(String(140))
    digest: Mapped[str] = mapped_column(String(64))
    signed_by: Mapped[str] = mapped_column(String(200))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
    note: Mapped[str] = mapped_column(Text)
    says: Mapped[str] = mapped_column(Text)


class ProofResult(Base):
    """What was proved of one version of a flow, and when."""

    __tablename__ = "proof_result"

    digest: Mapped[str] = mapped_column(ForeignKey("flow_version.digest"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    report: Mapped[str] = mapped_column(Text)


class Role(Base, sqla.FsRoleMixin):
    """reviewer, clinician or admin."""

    __tablename__ = "role"


class User(Base, sqla.FsUserMixin):
    """Somebody of the staff, who signs in at the desk. Flask-Security asks for this name."""

    __tablename__ = "staff"
