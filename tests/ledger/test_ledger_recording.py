from __future__ import annotations

from dataclasses import replace

import pytest

from promiselint.ledger.finding import everything, listed, named, rows, story
from promiselint.ledger.recording import record_reading, record_roadmap, record_told, revived, standing_documents
from promiselint.ledger.store import open_ledger
from promiselint.model.errors import Misuse
from promiselint.model.ledger import Mark, Wanted
from promiselint.model.promises import Reading, State
from promiselint.model.roadmap import ServiceLevel
from promiselint.model.statements import Firmness, Kind
from tests.ledger.ledger_values import TODAY, day, exported, feature, history, promise, reading, record, roadmap, steps


def test_a_promise_is_open_until_its_feature_is_released(place: str) -> None:
    with open_ledger(place, create=True) as ledger:
        record(ledger, roadmap("2027-01-01", feature()), reading("2027-01-10", promise(), commit="c1"))
        assert steps(ledger, day("2027-02-01")) == {
            "Glaze follows by 2027-03-31. (offers/kiln.md)": ["2027-01-10 open"],
        }
        record(ledger, roadmap("2027-03-20", feature(status="released", out="2027-03-15")), commit="r2")
        assert steps(ledger) == {
            "Glaze follows by 2027-03-31. (offers/kiln.md)": ["2027-01-10 open", "2027-03-15 kept"],
        }


@pytest.mark.parametrize(
    ("today", "state", "since"),
    [
        ("2027-03-31", "open", "2027-01-10"),
        ("2027-04-01", "late", "2027-04-01"),
        ("2027-04-30", "late", "2027-04-01"),
        ("2027-05-01", "late", "2027-05-01"),  # the release that the roadmap gave has come
    ],
)
def test_the_state_is_that_of_the_day_that_is_asked_for_with_nothing_recorded_since(
    place: str, today: str, state: str, since: str
) -> None:
    with open_ledger(place, create=True) as ledger:
        record(ledger, roadmap("2027-01-05", feature(status="released", out="2027-05-01")))
        record(ledger, reading("2027-01-10", promise()))
        (entry,) = listed(ledger, Wanted(), day(today))
        assert (entry.state, str(entry.since)) == (state, since)
        assert story(ledger, entry.id, day(today)).steps[-1].state == state


def test_recording_twice_changes_nothing(place: str) -> None:
    with open_ledger(place, create=True) as ledger:
        for act in history():
            act(ledger)
    once = exported(place)
    with open_ledger(place, create=True) as ledger:
        for act in history():
            act(ledger)
        assert record_roadmap(ledger, roadmap("2027-08-01", feature()), "x") is True
        assert record_roadmap(ledger, roadmap("2027-08-01", feature()), "x") is False
    assert exported(place) != once
    again = exported(place)
    with open_ledger(place, create=True) as ledger:
        for act in history():
            act(ledger)
    assert exported(place) == again


def test_recording_an_uncommitted_document_on_another_day_changes_nothing(place: str) -> None:
    one = reading("2027-01-10", promise())
    with open_ledger(place, create=True) as ledger:
        record(ledger, roadmap("2027-01-01", feature()), one, today=day("2027-01-10"))
    before = exported(place)
    with open_ledger(place, create=True) as ledger:
        record(ledger, roadmap("2027-01-11", feature()), replace(one, on=day("2027-01-11")), today=day("2027-01-11"))
    assert exported(place) == before


def test_a_promise_that_the_text_has_no_more_is_withdrawn_and_one_that_is_said_anew_superseded(place: str) -> None:
    with open_ledger(place, create=True) as ledger:
        both = (promise(), promise(topic="flue"))
        record(ledger, reading("2027-01-10", *both, commit="c1"), reading("2027-02-10", promise(last="2027-05-01")))
        assert steps(ledger, day("2027-03-01")) == {
            "Glaze follows by 2027-03-31. (offers/kiln.md)": ["2027-01-10 open", "2027-02-10 superseded"],
            "Flue follows by 2027-03-31. (offers/kiln.md)": ["2027-01-10 open", "2027-02-10 withdrawn"],
            "Glaze follows by 2027-05-01. (offers/kiln.md)": ["2027-02-10 open"],
        }


def test_a_document_that_is_gone_takes_its_promises_back_and_brings_them_again(place: str) -> None:
    with open_ledger(place, create=True) as ledger:
        there = reading("2027-01-10", promise(), commit="c1")
        record(ledger, there, reading("2027-02-01", gone=True))
        assert standing_documents(ledger) == frozenset()
        record(ledger, *revived(ledger, [there], day("2027-02-05")))
        assert standing_documents(ledger) == {"offers/kiln.md"}
        assert steps(ledger, day("2027-03-01")) == {
            "Glaze follows by 2027-03-31. (offers/kiln.md)": [
                "2027-01-10 open",
                "2027-02-01 withdrawn",
                "2027-02-05 open",
            ],
        }


@pytest.mark.parametrize("backwards", [False, True])
def test_a_renamed_document_carries_its_promises_on(place: str, backwards: bool) -> None:
    old, new = promise("a.md"), promise("b.md", owner="bo", owner_name="Bo Lind", line=9)
    acts = [
        reading("2027-01-10", old, document="a.md", commit="c1"),
        reading("2027-02-10", new, document="b.md", commit="c2", renamed_from="a.md"),
        reading("2027-02-11", document="a.md", gone=True),
    ]
    with open_ledger(place, create=True) as ledger:
        record(ledger, *(reversed(acts) if backwards else acts))
        (entry,) = listed(ledger, Wanted(), day("2027-03-01"))
        assert (entry.id, entry.document, entry.line, entry.owner) == (old.id, "b.md", 9, "bo")
        assert (entry.state, str(entry.made_on)) == ("open", "2027-01-10")
        assert named(ledger, new.id[:8]) == old.id
        assert story(ledger, new.id, TODAY).also == (new.id,)
        assert standing_documents(ledger) == {"b.md"}
        record_told(ledger, new.id, Mark(day("2027-03-01"), "bo"))
        assert story(ledger, old.id, TODAY).told == (Mark(day("2027-03-01"), "bo"),)


def test_the_roadmaps_word_is_that_of_the_first_recording_and_the_owner_that_of_the_last(place: str) -> None:
    first = promise(owner="anna")
    later = replace(first, owner="bo", line=8, word=replace(first.word, on=day("2027-02-01")) if first.word else None)
    with open_ledger(place, create=True) as ledger:
        record(ledger, reading("2027-02-10", later, commit="c2"), reading("2027-01-10", first, commit="c1"))
        told = story(ledger, first.id, TODAY)
        assert (told.entry.owner, told.entry.line) == ("bo", 8)
        assert told.then is not None
        assert str(told.then.on) == "2027-01-01"


def test_a_version_that_is_read_beside_another_roadmap_has_each_promise_once(place: str) -> None:
    unknown = promise(topic="", said="The glaze follows by 2027-03-31.")
    known = promise(said="The glaze follows by 2027-03-31.")
    with open_ledger(place, create=True) as ledger:
        one = reading("2027-01-10", unknown, commit="c1")
        record_reading(ledger, replace(one, promises=(known,)), day("2027-02-01"), TODAY)
        record_reading(ledger, one, day("2027-01-01"), TODAY)
        found = {each.feature: each.state for each in listed(ledger, Wanted(), day("2027-03-01"))}
        assert found == {"glaze": "open", "": "superseded"}


def test_versions_of_one_day_count_in_the_order_of_their_commits(place: str) -> None:
    with open_ledger(place, create=True) as ledger:
        record(
            ledger,
            reading("2027-01-10", promise(), commit="aa", when=30),
            reading("2027-01-10", commit="bb", when=20),
            reading("2027-01-10", promise(), commit="cc", when=10),
        )
        assert [one.state for one in listed(ledger, Wanted(), day("2027-02-01"))] == ["open"]


def test_a_service_level_is_broken_by_a_weaker_entry(place: str) -> None:
    said = promise(kind=Kind.SERVICE_LEVEL, topic="", last=None, service_level="uptime", said="We offer 99.9% uptime.")
    with open_ledger(place, create=True) as ledger:
        levels = [ServiceLevel("uptime", "uptime", "99.95%")]
        record(ledger, roadmap("2027-01-01", levels=levels), reading("2027-01-10", said))
        assert [one.state for one in listed(ledger, Wanted(), TODAY)] == ["open"]
        record(ledger, roadmap("2027-02-01", levels=[replace(levels[0], value="99.5%")]))
        assert [one.state for one in listed(ledger, Wanted(), TODAY)] == ["broken"]


def test_promises_are_chosen_by_what_is_asked_for(place: str) -> None:
    acme = promise("a.md", customer="Ovenfield AB", owner="anna")
    bare = promise("b.md", "flue", None, customer="", owner="", owner_name="", owner_email="", firmness=Firmness.HEDGED)
    late = promise("c.md", "flue", "2027-02-01", customer="Brickhouse", owner="bo", owner_name="Bo Lind")
    with open_ledger(place, create=True) as ledger:
        for one in (acme, bare, late):
            record(ledger, reading("2027-01-10", one, document=one.document))
        asked = {
            "all": Wanted(),
            "customer": Wanted(customer="ovenfield ab"),
            "owner by id": Wanted(owner="BO"),
            "owner by name": Wanted(owner="Bo Lind"),
            "nobody's": Wanted(owner="cy"),
            "feature": Wanted(feature="Flue"),
            "state": Wanted(states=(State.LATE,)),
            "before": Wanted(due_before=day("2027-02-01")),
            "after": Wanted(due_after=day("2027-02-02")),
            "both": Wanted(feature="flue", states=(State.OPEN,)),
        }
        found = {
            name: "".join(one.document[0] for one in listed(ledger, wanted, day("2027-03-01")))
            for name, wanted in asked.items()
        }
        assert found == {
            "all": "cab", "customer": "a", "owner by id": "c", "owner by name": "c", "nobody's": "", "feature": "cb",
            "state": "c", "before": "c", "after": "a", "both": "b",
        }  # fmt: skip


def test_an_id_is_named_by_its_beginning(place: str) -> None:
    one, two = promise("a.md", id="abc111"), promise("b.md", id="abd222")
    with open_ledger(place, create=True) as ledger:
        record(ledger, reading("2027-01-10", one, document="a.md"), reading("2027-01-10", two, document="b.md"))
        assert named(ledger, "ABC") == "abc111"
        for wrong, said in (("ab", "2 promises have"), ("x", "no promise has"), ("a%", "no promise"), (" ", "empty")):
            with pytest.raises(Misuse, match=said):
                named(ledger, wrong)


def test_what_was_told_is_kept_once(place: str) -> None:
    one, mark = promise(), Mark(day("2027-02-01"), "anna", "by phone")
    with open_ledger(place, create=True) as ledger:
        record(ledger, reading("2027-01-10", one))
        assert [record_told(ledger, one.id, mark), record_told(ledger, one.id, mark)] == [True, False]
        assert story(ledger, one.id, TODAY).told == (mark,)


def test_what_figures_need_is_told(place: str) -> None:
    with open_ledger(place, create=True) as ledger:
        record(ledger, roadmap("2027-01-01", feature(), feature("flue")))
        both = (promise(), promise(topic="flue"))
        record(ledger, reading("2027-01-10", *both), roadmap("2027-02-01", feature(), feature("flue", "withdrawn")))
        found = sorted(rows(ledger, day("2027-03-01"), {"anna": "lena"}), key=lambda one: one.feature)
        assert [(one.feature, one.feature_status, one.team, one.state) for one in found] == [
            ("flue", "withdrawn", "lena", "broken"),
            ("glaze", "planned", "lena", "open"),
        ]


def test_signs_that_no_database_takes_do_no_harm(place: str) -> None:
    odd = promise(said="Glaze\0 fol\udce9lows", customer="x" * 5000, document="a\udce9.md")
    with open_ledger(place, create=True) as ledger:
        record(ledger, Reading("a\udce9.md", day("2027-01-10"), "c\0", (odd,)))
        (found,) = listed(ledger, Wanted(), TODAY)
        assert (found.said, found.document, len(found.customer)) == ("Glaze fol\\udce9lows", "a\\udce9.md", 500)


def test_a_long_list_is_no_more_than_a_database_takes(place: str) -> None:
    many = [promise(topic=f"part{number}", line=number) for number in range(1200)]
    with open_ledger(place, create=True) as ledger:
        record(ledger, roadmap("2027-01-01", *(feature(one.feature) for one in many)))
        record(ledger, reading("2027-01-10", *many))
        record(ledger, roadmap("2027-02-01", *(feature(one.feature, "withdrawn") for one in many)))
        assert {one.state for one in listed(ledger, Wanted(), TODAY)} == {"broken"}
        assert len(everything(ledger, TODAY).stories) == 1200


def test_a_name_that_has_become_free_goes_to_the_document_that_gets_it(place: str) -> None:
    with open_ledger(place, create=True) as ledger:
        record(
            ledger,
            reading("2027-01-05", promise("b.md", "flue"), document="b.md", commit="c0"),
            reading("2027-01-07", document="b.md", gone=True),
            reading("2027-01-10", promise("a.md"), document="a.md", commit="c1"),
            reading("2027-02-10", promise("b.md"), document="b.md", commit="c2", formerly=("a.md",)),
        )
        found = {one.id: (one.document, one.state) for one in listed(ledger, Wanted(), day("2027-03-01"))}
        assert found == {
            promise("b.md", "flue").id: ("b.md", "withdrawn"),
            promise("a.md").id: ("b.md", "open"),
        }
