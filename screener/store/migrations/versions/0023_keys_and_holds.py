"""Keys and holds"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealing_key",
        sa.Column("name", sa.String(length=8), nullable=False),
        sa.Column("first_used_at", sa.DateTime(), nullable=False),
        sa.Column("sealed_check", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sealing_key")),
    )
    op.add_column("screening", sa.Column("held_at", sa.DateTime(), nullable=True))
    op.add_column("screening", sa.Column("sealed_hold", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("screening", "sealed_hold")
    op.drop_column("screening", "held_at")
    op.drop_table("sealing_key")
