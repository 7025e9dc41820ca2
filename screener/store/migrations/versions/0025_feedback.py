"""When a visitor said how the questions went"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("screening", sa.Column("feedback_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("screening", "feedback_at")
