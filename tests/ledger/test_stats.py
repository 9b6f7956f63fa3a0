from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.ledger.stats import Row, counted, quarter_of
from promiselint.model.counts import By, Counted, Figures, Load, Rate, Slip
from promiselint.model.promises import State

TODAY = dt.date(2027, 12, 31)
NAMES = {"anna": "Anna Berg", "bo": "Bo Lindqvist", "bo2": "Bo Lindqvist", "lena": "Lena Ek"}


def row(state: str, due: str = "2027-02-28", days: int | None = None, **more: object) -> Row:
    plain = Row(
        "p", "offer.md", "delivery", "glaze", "planned", "anna", "lena", "Potters Ltd", dt.date(2027, 1, 1),
        dt.date.fromisoformat(due) if due else None, state, dt.date(2027, 1, 15), days,
    )  # fmt: skip
    return plain._replace(**more)  # type: ignore[arg-type]


def total(*rows: Row) -> Figures:
    return counted(rows, By.OWNER, TODAY).total


def test_what_is_kept_is_counted_of_what_fell_due_and_was_not_taken_back() -> None:
    rows = [row("kept", days=-3), row("kept"), row("late"), row("late", days=4), row("broken"), row("open")]
    found = total(*rows, row("withdrawn"), row("superseded"))
    assert found.kept == Rate(2, 5)
    assert found.kept.share == 0.4
    assert found.promises == 8
    assert found.states == (
        (State.OPEN, 1), (State.KEPT, 2), (State.LATE, 2), (State.BROKEN, 1), (State.WITHDRAWN, 1), (State.SUPERSEDED, 1)
    )  # fmt: skip


def test_what_is_kept_or_broken_ahead_of_its_last_day_is_not_counted_before_it() -> None:
    rows = [row("kept", "2027-12-31"), row("broken", "2028-06-30"), row("kept", ""), row("kept", "2027-12-30")]
    assert total(*rows).kept == Rate(1, 1)


def test_of_fewer_than_five_no_share_is_given() -> None:
    assert Rate(2, 4).share is None
    assert Rate(0, 0).share is None
    assert Rate(4, 5).share == 0.8


def test_the_slip_is_the_median_of_those_that_came_out_late() -> None:
    rows = [row("late", days=days) for days in (10, 40, 12, 200)]
    found = total(*rows, row("late"), row("kept", days=-30), row("broken"))
    assert found.slip == Slip(26.0, 4)
    assert found.overdue == 1


def test_without_anything_late_there_is_no_slip() -> None:
    assert total(row("kept", days=-1), row("late")).slip == Slip(None, 0)


def test_what_waits_are_open_and_late_deliveries_of_unreleased_features() -> None:
    rows = [
        row("open"),
        row("late"),
        row("open", feature="kiln", feature_status="backlog"),
        row("late", days=3, feature="kiln", feature_status="backlog"),
        row("open", feature="wheel", feature_status="beta"),
        row("open", feature="rack", feature_status="released"),
        row("open", feature="", feature_status=""),
        row("withdrawn"),
    ]
    assert total(*rows).load == Load(3, 2)
    assert total(*rows).load.each == 1.5
    assert Load().each is None


def test_only_deliveries_are_kept_or_waited_for_and_all_kinds_count_among_the_states() -> None:
    found = total(row("broken", kind="service-level"), row("open", kind="guarantee"), row("kept"))
    assert found.kept == Rate(1, 1)
    assert found.load == Load()
    assert found.promises == 3


def test_what_was_taken_back_is_in_time_by_its_last_day_and_always_without_one() -> None:
    day = dt.date(2027, 2, 28)
    rows = [
        row("withdrawn", closed_on=day),
        row("withdrawn", closed_on=day + dt.timedelta(days=1)),
        row("withdrawn", ""),
    ]
    found = total(*rows)
    assert (found.in_time, found.not_in_time) == (2, 1)


def test_groups_stand_in_the_alphabets_order_and_those_without_a_name_last() -> None:
    owners = ("lena", "", "zed", "anna")
    found = counted([row("kept", owner=one) for one in owners], By.OWNER, TODAY, NAMES)
    assert [(one.id, one.name) for one in found.groups] == [
        ("anna", "Anna Berg"), ("lena", "Lena Ek"), ("zed", "zed"), ("", "")
    ]  # fmt: skip


def test_two_of_the_same_name_are_told_apart() -> None:
    found = counted([row("kept", owner="bo2"), row("late", owner="bo")], By.OWNER, TODAY, NAMES)
    assert [one.name for one in found.groups] == ["Bo Lindqvist (bo)", "Bo Lindqvist (bo2)"]


@pytest.mark.parametrize(
    ("by", "ids"),
    [
        (By.OWNER, ["anna", "bo"]),
        (By.TEAM, ["lena", ""]),
        (By.CUSTOMER, ["Clay & Sons", "Potters Ltd"]),
        (By.FEATURE, ["glaze", "kiln"]),
        (By.QUARTER, ["2027-Q1", "2027-Q3"]),
    ],
)
def test_promises_are_counted_by_each_of_the_five(by: By, ids: list[str]) -> None:
    other = row("late", "2027-07-01", owner="bo", team="", customer="Clay & Sons", feature="kiln")
    found = counted([row("kept"), other], by, TODAY)
    assert [one.id for one in found.groups] == ids
    assert [one.figures.promises for one in found.groups] == [1, 1]


def test_each_group_has_its_own_past_by_quarter() -> None:
    rows = [row("kept"), row("late", "2027-05-01"), row("kept", "2027-05-02", owner="bo"), row("kept", "")]
    found = counted(rows, By.OWNER, TODAY)
    anna, bo = found.groups
    assert [(one.name, one.figures.kept) for one in anna.quarters] == [
        ("2027-Q1", Rate(1, 1)), ("2027-Q2", Rate(0, 1)), ("", Rate(0, 0))
    ]  # fmt: skip
    assert [(one.name, one.figures.kept) for one in bo.quarters] == [("2027-Q2", Rate(1, 1))]
    assert [(one.name, one.figures.kept) for one in found.quarters] == [
        ("2027-Q1", Rate(1, 1)), ("2027-Q2", Rate(1, 2)), ("", Rate(0, 0))
    ]  # fmt: skip


def test_a_promise_belongs_to_its_last_day_else_its_closing_else_its_making() -> None:
    day = dt.date(2027, 2, 28)
    rows = [
        row("open"),
        row("kept", "", closed_on=day),
        row("open", "", closed_on=None, made_on=day),
        row("open", "", closed_on=None, made_on=None),
        row("open", "2027-03-01"),
    ]
    assert counted(rows, By.OWNER, TODAY, since=day, until=day).total.promises == 3
    assert counted(rows, By.OWNER, TODAY, since=day).total.promises == 4
    assert counted(rows, By.OWNER, TODAY, until=day - dt.timedelta(days=1)).total.promises == 0
    assert counted(rows, By.OWNER, TODAY).total.promises == 5


def test_an_empty_ledger_counts_up_to_nothing() -> None:
    found = counted((), By.TEAM, TODAY)
    nothing = Figures(0, tuple((state, 0) for state in State))
    assert found == Counted(By.TEAM, TODAY, nothing, (), ())


@pytest.mark.parametrize(
    ("day", "name"),
    [("2027-01-01", "2027-Q1"), ("2027-03-31", "2027-Q1"), ("2027-04-01", "2027-Q2"), ("2027-12-31", "2027-Q4")],
)
def test_a_quarter_is_that_of_the_calendar(day: str, name: str) -> None:
    assert quarter_of(dt.date.fromisoformat(day)) == name


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from([state.value for state in State]),
        st.sampled_from(["", "2027-01-31", "2027-05-05", "2028-01-01"]),
        st.none() | st.integers(1, 90),
        owner=st.sampled_from(["anna", "bo", ""]),
        feature=st.sampled_from(["glaze", "kiln", ""]),
        kind=st.sampled_from(["delivery", "scope"]),
    ),
    max_size=25,
)


@given(ROWS, st.sampled_from(By), st.randoms())
def test_groups_add_up_to_all_in_any_order(rows: list[Row], by: By, chance: random.Random) -> None:
    found = counted(rows, by, TODAY)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert counted(shuffled, by, TODAY) == found
    for parts in ([one.figures for one in found.groups], [one.figures for one in found.quarters]):
        assert sum(one.promises for one in parts) == found.total.promises == len(rows)
        assert sum(one.kept.kept for one in parts) == found.total.kept.kept
        assert sum(one.kept.of for one in parts) == found.total.kept.of
        assert sum(one.slip.of for one in parts) == found.total.slip.of
        assert sum(one.load.promises for one in parts) == found.total.load.promises
    alone = [replace(one, quarters=()) for one in found.groups]
    assert len({one.id for one in alone}) == len(alone)
