"""The ledger's tables: facts, which are only ever added to, and what follows from them.

Facts: `bodies` (JSON by its digest), `promises`, `readings` with `stood` (which promises stood in them), `snapshots`
(a roadmap on a day) with `contents`, and `marks` (told). What follows: `standing`, `states` and `twins`, which hold
nothing that could not be worked out from the facts again. A state holds from its `start` to the day before `ending`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)  # fmt: skip

METADATA = MetaData()
#: The newest version of the tables that this promiselint knows; each has one migration.
HEAD = "0001"
VERSION_TABLE = "promiselint_version"

bodies = Table(
    "promiselint_bodies", METADATA,
    Column("digest", String(40), primary_key=True),
    Column("body", Text, nullable=False),
)  # fmt: skip

promises = Table(
    "promiselint_promises", METADATA,
    Column("id", String(64), primary_key=True),
    Column("first_rank", Text, nullable=False),  # the reading that `first` and `word` are from: the least
    Column("first", String(40), nullable=False),
    Column("word", String(40), nullable=False),  # "" = none
    Column("last_rank", Text, nullable=False),  # the reading that `last` and `clause` are from: the greatest
    Column("last", String(40), nullable=False),
    Column("clause", String(40), nullable=False),
)  # fmt: skip

readings = Table(
    "promiselint_readings", METADATA,
    Column("id", String(40), primary_key=True),
    Column("document", Text, nullable=False, index=True),
    Column("read_on", Date, nullable=False),
    Column("commit_id", Text, nullable=False),
    Column("committed_at", BigInteger, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("roadmap_on", Date, nullable=False),  # of the latest roadmap that it was read beside
)  # fmt: skip

stood = Table(
    "promiselint_stood", METADATA,
    Column("reading", ForeignKey("promiselint_readings.id"), nullable=False),
    Column("promise", ForeignKey("promiselint_promises.id"), nullable=False, index=True),
    PrimaryKeyConstraint("reading", "promise"),
)  # fmt: skip

formerly = Table(
    "promiselint_formerly", METADATA,
    Column("reading", ForeignKey("promiselint_readings.id"), nullable=False),
    Column("place", Integer, nullable=False),  # 0 = the latest
    Column("document", Text, nullable=False),
    Column("former", Text, nullable=False, index=True),
    PrimaryKeyConstraint("reading", "place"),
    Index("ix_promiselint_formerly_document", "document"),
)  # fmt: skip

snapshots = Table(
    "promiselint_snapshots", METADATA,
    Column("said_on", Date, nullable=False),
    Column("commit_id", Text, nullable=False),
    Column("content", String(40), nullable=False),
    PrimaryKeyConstraint("said_on", "commit_id", "content"),
)  # fmt: skip

contents = Table(
    "promiselint_contents", METADATA,
    Column("content", String(40), nullable=False),
    Column("topic", Text, nullable=False, index=True),
    Column("body", String(40), nullable=False),
    PrimaryKeyConstraint("content", "topic"),
)  # fmt: skip

marks = Table(
    "promiselint_marks", METADATA,
    Column("id", String(40), primary_key=True),
    Column("promise", ForeignKey("promiselint_promises.id"), nullable=False, index=True),
    Column("told_on", Date, nullable=False),
    Column("told_by", Text, nullable=False),
    Column("note", Text, nullable=False),
)  # fmt: skip

standing = Table(
    "promiselint_standing", METADATA,
    Column("id", String(64), primary_key=True),
    Column("topic", Text, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("firmness", String(20), nullable=False),
    Column("feature", Text, nullable=False, index=True),
    Column("feature_name", Text, nullable=False),
    Column("service_level", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("dated", Text, nullable=False),
    Column("first", Date),
    Column("due", Date, index=True),
    Column("granularity", String(20), nullable=False),
    Column("customer", Text, nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("document", Text, nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("dated_on", Date),
    Column("made_on", Date),
    Column("made_in", Text, nullable=False),
    Column("owner", Text, nullable=False, index=True),
    Column("owner_name", Text, nullable=False),
    Column("owner_email", Text, nullable=False),
    Column("introduced_by", Text, nullable=False),
    Column("introduced_email", Text, nullable=False),
    Column("body", String(40), nullable=False),  # the promise as it was first said
    Column("word", String(40), nullable=False),
    Column("clause", String(40), nullable=False),
    Column("seen", Text, nullable=False),  # the versions of its document, as JSON
    Column("stands", Boolean, nullable=False),  # whether the last of them still has it
)  # fmt: skip

states = Table(
    "promiselint_states", METADATA,
    Column("promise", ForeignKey("promiselint_standing.id", ondelete="CASCADE"), nullable=False),
    Column("start", Date, nullable=False),
    Column("ending", Date, nullable=False),
    Column("state", String(20), nullable=False),
    Column("since", Date, nullable=False),
    Column("days", Integer),
    PrimaryKeyConstraint("promise", "start"),
)  # fmt: skip

twins = Table(
    "promiselint_twins", METADATA,
    Column("id", String(64), primary_key=True),
    Column("promise", String(64), nullable=False, index=True),
)  # fmt: skip
