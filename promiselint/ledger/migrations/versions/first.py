"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    _promises()
    _roadmaps()
    _following()


def downgrade() -> None:
    """Nothing older is known."""
    raise NotImplementedError


def _promises() -> None:
    op.create_table(
        "promiselint_bodies",
        sa.Column("digest", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "promiselint_promises",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("first_rank", sa.Text, nullable=False),
        sa.Column("first", sa.String(40), nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("last_rank", sa.Text, nullable=False),
        sa.Column("last", sa.String(40), nullable=False),
        sa.Column("clause", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "promiselint_readings",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("read_on", sa.Date, nullable=False),
        sa.Column("commit_id", sa.Text, nullable=False),
        sa.Column("committed_at", sa.BigInteger, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
        sa.Column("roadmap_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_promiselint_readings_document", "promiselint_readings", ["document"])
    op.create_table(
        "promiselint_stood",
        sa.Column("reading", sa.String(40), sa.ForeignKey("promiselint_readings.id"), nullable=False),
        sa.Column("promise", sa.String(64), sa.ForeignKey("promiselint_promises.id"), nullable=False),
        sa.PrimaryKeyConstraint("reading", "promise"),
    )
    op.create_index("ix_promiselint_stood_promise", "promiselint_stood", ["promise"])


def _roadmaps() -> None:
    op.create_table(
        "promiselint_formerly",
        sa.Column("reading", sa.String(40), sa.ForeignKey("promiselint_readings.id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("former", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("reading", "place"),
    )
    op.create_index("ix_promiselint_formerly_document", "promiselint_formerly", ["document"])
    op.create_index("ix_promiselint_formerly_former", "promiselint_formerly", ["former"])
    op.create_table(
        "promiselint_snapshots",
        sa.Column("said_on", sa.Date, nullable=False),
        sa.Column("commit_id", sa.Text, nullable=False),
        sa.Column("content", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("said_on", "commit_id", "content"),
    )
    op.create_table(
        "promiselint_contents",
        sa.Column("content", sa.String(40), nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("body", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("content", "topic"),
    )
    op.create_index("ix_promiselint_contents_topic", "promiselint_contents", ["topic"])
    op.create_table(
        "promiselint_marks",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("promise", sa.String(64), sa.ForeignKey("promiselint_promises.id"), nullable=False),
        sa.Column("told_on", sa.Date, nullable=False),
        sa.Column("told_by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_promiselint_marks_promise", "promiselint_marks", ["promise"])


def _following() -> None:
    op.create_table(
        "promiselint_standing",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("firmness", sa.String(20), nullable=False),
        sa.Column("feature", sa.Text, nullable=False),
        sa.Column("feature_name", sa.Text, nullable=False),
        sa.Column("service_level", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("dated", sa.Text, nullable=False),
        sa.Column("first", sa.Date),
        sa.Column("due", sa.Date),
        sa.Column("granularity", sa.String(20), nullable=False),
        sa.Column("customer", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("dated_on", sa.Date),
        sa.Column("made_on", sa.Date),
        sa.Column("made_in", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("owner_name", sa.Text, nullable=False),
        sa.Column("owner_email", sa.Text, nullable=False),
        sa.Column("introduced_by", sa.Text, nullable=False),
        sa.Column("introduced_email", sa.Text, nullable=False),
        sa.Column("body", sa.String(40), nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("clause", sa.String(40), nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("stands", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_promiselint_standing_customer", "promiselint_standing", ["customer"])
    op.create_index("ix_promiselint_standing_document", "promiselint_standing", ["document"])
    op.create_index("ix_promiselint_standing_due", "promiselint_standing", ["due"])
    op.create_index("ix_promiselint_standing_feature", "promiselint_standing", ["feature"])
    op.create_index("ix_promiselint_standing_owner", "promiselint_standing", ["owner"])
    op.create_index("ix_promiselint_standing_topic", "promiselint_standing", ["topic"])
    op.create_table(
        "promiselint_states",
        sa.Column(
            "promise", sa.String(64), sa.ForeignKey("promiselint_standing.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("start", sa.Date, nullable=False),
        sa.Column("ending", sa.Date, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("days", sa.Integer),
        sa.PrimaryKeyConstraint("promise", "start"),
    )
    op.create_table(
        "promiselint_twins",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("promise", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_promiselint_twins_promise", "promiselint_twins", ["promise"])
