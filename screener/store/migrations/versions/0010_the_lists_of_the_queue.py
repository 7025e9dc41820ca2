"""The lists of the queue"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0004"
branch_labels = None
depends_on = None

OPEN = "status IN ('new', 'in_review', 'contacted', 'booked')"
WAITING = "due_at IS NOT NULL"
REACHED = f"contact_at IS NOT NULL AND due_at IS NULL AND {OPEN}"
ANONYMOUS = f"contact_at IS NULL AND queued_at IS NOT NULL AND {OPEN}"
ALL = "queued_at IS NOT NULL AND status IN ('new', 'in_review', 'contacted', 'booked', 'seen', 'closed')"
INDEXES = {
    "ix_screening_waiting_tier_due_at": (["tier", "due_at"], WAITING),
    "ix_screening_waiting_due_at": (["due_at"], WAITING),
    "ix_screening_waiting_queued_at": (["queued_at"], WAITING),
    "ix_screening_waiting_contact_at": (["contact_at"], WAITING),
    "ix_screening_reached_tier_queued_at": (["tier", "queued_at"], REACHED),
    "ix_screening_reached_queued_at": (["queued_at"], REACHED),
    "ix_screening_anonymous_tier_queued_at": (["tier", "queued_at"], ANONYMOUS),
    "ix_screening_anonymous_queued_at": (["queued_at"], ANONYMOUS),
    "ix_screening_snoozed_snoozed_until": (["snoozed_until"], f"snoozed_until IS NOT NULL AND {OPEN}"),
    "ix_screening_done_queued_at": (["queued_at"], "queued_at IS NOT NULL AND status IN ('seen', 'closed')"),
    "ix_screening_all_queued_at": (["queued_at"], ALL),
}


def upgrade() -> None:
    op.drop_index("ix_screening_queue", "screening")
    op.drop_index("ix_screening_due_at", "screening")
    for name, (columns, only) in INDEXES.items():
        where = sa.text(only)
        asked = ["snoozed_until"] if only in (WAITING, REACHED, ANONYMOUS) else []
        op.create_index(name, "screening", [*columns, "reference", *asked], sqlite_where=where, postgresql_where=where)
    op.execute(
        "UPDATE screening SET reached_at = (SELECT min(at) FROM review_step "
        "WHERE review_step.screening_id = screening.id AND step IN ('contact', 'book')) WHERE queued_at IS NOT NULL"
    )
    # Who waits already was promised nothing yet: they count from when they left a way to be reached.
    op.execute(
        "UPDATE screening SET due_at = contact_at WHERE contact_at IS NOT NULL AND queued_at IS NOT NULL "
        "AND reached_at IS NULL AND status IN ('new', 'in_review')"
    )


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "screening")
    op.create_index("ix_screening_queue", "screening", ["status", "tier", "queued_at", "id"])
    op.create_index("ix_screening_due_at", "screening", ["due_at"])
