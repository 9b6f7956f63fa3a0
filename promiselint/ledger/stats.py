"""What the ledger's promises count up to: pure, from rows to figures.

A promise belongs to the day that it was promised for, else the day on which its state last changed, else the day on
which it was made: by that day `since` and `until` choose. Only deliveries can be kept, late or waited for, and have
fallen due when their last day is over; every kind counts among the states. Nothing here ranks: groups stand in the
alphabet's order, quarters in the calendar's.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from promiselint.model.counts import By, Counted, Figures, Group, Load, Quarter, Rate, Slip
from promiselint.model.promises import State
from promiselint.model.roadmap import STAGE_OF, Stage
from promiselint.model.statements import Kind

_UNRELEASED = frozenset(status.value for status, stage in STAGE_OF.items() if stage is Stage.UNRELEASED)
_DELIVERY = Kind.DELIVERY.value


class Row(NamedTuple):
    """One promise as the figures need it; "" and None where something is not known.

    `kind`, `feature_status` and `state` are the values of `Kind`, `Status` and `State`. `due` is the last day
    promised, `closed_on` the day of the present state, `days` from the last day to the release, of KEPT and LATE.
    """

    id: str
    document: str
    kind: str
    feature: str
    feature_status: str
    owner: str
    team: str
    customer: str
    made_on: dt.date | None
    due: dt.date | None
    state: str
    closed_on: dt.date | None
    days: int | None

    @property
    def day(self) -> dt.date | None:
        """The day that a promise belongs to."""
        return self.due or self.closed_on or self.made_on


def counted(
    rows: Iterable[Row],
    by: By,
    today: dt.date,
    names: Mapping[str, str] | None = None,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Counted:
    """The figures of all promises that belong to a day from `since` to `until`, both included, and of each group.

    `names` are the groups' names by their ids; without one the id is the name. The order of `rows` changes nothing.
    """
    sums: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
    quarters: dict[dt.date | None, str] = {}
    for row in rows:
        if (since or until) and not _within(row.day, since, until):
            continue
        quarter = quarters.get(row.due)
        if quarter is None:
            quarter = quarters[row.due] = quarter_of(row.due)
        sums[_key(row, by, quarter), quarter].add(row, today)
    by_group: dict[str, dict[str, _Sum]] = defaultdict(dict)
    by_quarter: dict[str, _Sum] = defaultdict(_Sum)
    total = _Sum()
    for (group, quarter), one in sums.items():
        by_group[group][quarter] = one
        by_quarter[quarter].take(one)
        total.take(one)
    told = names or {}
    groups = [_group(id_, told.get(id_) or id_, held, by) for id_, held in by_group.items()]
    return Counted(by, today, total.figures(), _in_order(by_quarter), _told_apart(groups), since, until)


def quarter_of(day: dt.date | None) -> str:
    """The quarter of the calendar that a day lies in, as "2027-Q1"; "" without one."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}" if day is not None else ""


@dataclass(slots=True)
class _Sum:
    """What has been counted so far."""

    states: Counter[str] = field(default_factory=Counter)
    fell_due: Counter[str] = field(default_factory=Counter)
    slips: list[int] = field(default_factory=list)
    waiting: Counter[str] = field(default_factory=Counter)  # unreleased feature -> deliveries still waited for
    overdue: int = 0
    in_time: int = 0
    not_in_time: int = 0

    def add(self, row: Row, today: dt.date) -> None:
        state = row.state
        self.states[state] += 1
        if row.kind != _DELIVERY:
            return
        if row.due is not None and row.due < today:
            self.fell_due[state] += 1
        if state == "late" and row.days is not None:
            self.slips.append(row.days)
        elif state in {"open", "late"}:
            self.overdue += state == "late"
            if row.feature and row.feature_status in _UNRELEASED:
                self.waiting[row.feature] += 1
        elif state == "withdrawn":
            timely = row.due is None or row.closed_on is None or row.closed_on <= row.due
            self.in_time += timely
            self.not_in_time += not timely

    def take(self, other: _Sum) -> None:
        self.states.update(other.states)
        self.fell_due.update(other.fell_due)
        self.waiting.update(other.waiting)
        self.slips.extend(other.slips)
        self.overdue += other.overdue
        self.in_time += other.in_time
        self.not_in_time += other.not_in_time

    def figures(self) -> Figures:
        due = sum(self.fell_due[state] for state in (State.KEPT, State.LATE, State.BROKEN))
        return Figures(
            promises=self.states.total(),
            states=tuple((state, self.states[state.value]) for state in State),
            kept=Rate(self.fell_due[State.KEPT], due),
            slip=Slip(float(statistics.median(self.slips)) if self.slips else None, len(self.slips)),
            load=Load(self.waiting.total(), len(self.waiting)),
            overdue=self.overdue,
            in_time=self.in_time,
            not_in_time=self.not_in_time,
        )


def _within(day: dt.date | None, since: dt.date | None, until: dt.date | None) -> bool:
    return day is not None and (since is None or since <= day) and (until is None or day <= until)


def _key(row: Row, by: By, quarter: str) -> str:
    match by:
        case By.OWNER:
            return row.owner
        case By.TEAM:
            return row.team
        case By.CUSTOMER:
            return row.customer
        case By.FEATURE:
            return row.feature
        case By.QUARTER:
            return quarter


def _group(id_: str, name: str, held: Mapping[str, _Sum], by: By) -> Group:
    whole = _Sum()
    for one in held.values():
        whole.take(one)
    return Group(id_, name, whole.figures(), () if by is By.QUARTER else _in_order(held))


def _in_order(held: Mapping[str, _Sum]) -> tuple[Quarter, ...]:
    """By the calendar; those without a last day come last."""
    return tuple(Quarter(name, held[name].figures()) for name in sorted(held, key=lambda one: (not one, one)))


def _told_apart(groups: Iterable[Group]) -> tuple[Group, ...]:
    """In the alphabet's order, those without a name last; of the same name with their ids."""
    known = list(groups)
    same = Counter(one.name for one in known)
    apart = [
        Group(one.id, f"{one.name} ({one.id})", one.figures, one.quarters) if same[one.name] > 1 else one
        for one in known
    ]
    return tuple(sorted(apart, key=lambda one: (not one.id, one.name.casefold(), one.id)))
