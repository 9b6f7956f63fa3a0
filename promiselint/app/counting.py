"""`promiselint ledger stats`: what the ledger's promises count up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from promiselint.app.opening import open_rulebook, owners_path, start_of
from promiselint.app.options import Options
from promiselint.app.recording import today_of, usual_place
from promiselint.ledger.stats import counted
from promiselint.model.configuration import Configuration
from promiselint.model.counts import By, Counted
from promiselint.model.people import People


@dataclass(frozen=True, slots=True)
class Count:
    """The figures, and what is to be told beside them."""

    counted: Counted
    warnings: tuple[str, ...]


def count(
    by: By,
    options: Options,
    ledger: str | None = None,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Count:
    """What the promises of a ledger count up to today; `ledger` is a file or URL, else the configuration's.

    Statuses of features are those of the latest roadmap that was recorded; teams are those of the people file now.

    Raises:
        Misuse: there is no ledger, or it cannot be read; a fault in the configuration or the people file.
    """
    from promiselint.ledger.finding import rows  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.ledger.stats_names import names_in  # noqa: PLC0415
    from promiselint.ledger.store import open_ledger  # noqa: PLC0415

    start = start_of((), options)
    configuration = open_rulebook(start, options).configuration
    people = _people(start, options, configuration)
    today = today_of(options)
    with open_ledger(ledger or usual_place(configuration, start)) as opened:
        found = rows(opened, today, teams_of(people))
        known = names_in(opened, by)
    now = {one.id: one.name for one in people.people} if people and by in {By.OWNER, By.TEAM} else {}
    told = counted(found, by, today, {**known, **now}, since=since, until=until)
    return Count(told, (*configuration.warnings, *(people.warnings if people else ())))


def teams_of(people: People | None) -> Mapping[str, str]:
    """Each person's team, named by who leads it: the manager, or the person where others have them as theirs."""
    if people is None:
        return {}
    leading = {one.manager for one in people.people if one.manager}
    return {one.id: one.manager or (one.id if one.id in leading else "") for one in people.people}


def _people(start: Path, options: Options, configuration: Configuration) -> People | None:
    from promiselint.records import people as people_file  # noqa: PLC0415 - as above

    path = owners_path(start, options, configuration)
    return people_file.read(path, codeowners=configuration.codeowners) if path else None
