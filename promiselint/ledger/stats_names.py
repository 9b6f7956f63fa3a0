"""The names that a ledger has kept of those that figures are counted by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from promiselint.model.counts import By

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from promiselint.ledger.store import Ledger


def names_in(ledger: Ledger, by: By) -> Mapping[str, str]:
    """The names of owners or of features by their ids; nothing for the others, whose id is their name.

    Raises:
        Misuse: the ledger cannot be read.
    """
    if by not in {By.OWNER, By.TEAM, By.FEATURE}:
        return {}
    return ledger.read(lambda connection: _names(connection, by))


def _names(connection: Connection, by: By) -> Mapping[str, str]:
    from sqlalchemy import select  # noqa: PLC0415 - an extra

    from promiselint.ledger.tables import standing  # noqa: PLC0415 - as above

    one = standing.c
    pair = (one.feature, one.feature_name) if by is By.FEATURE else (one.owner, one.owner_name)
    found = connection.execute(select(*pair).distinct()).all()
    # Who had several names gets the same one each time.
    return dict(sorted((str(id_), str(name)) for id_, name in found))
