"""Old tries can be found, and deleted, without reading all."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_throttle_since", "throttle", ["since"])


def downgrade() -> None:
    op.drop_index("ix_throttle_since", "throttle")
