"""The notation of word lists, phrase by phrase."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.rulebook.phrases import PhraseFault, compile_list, compile_lists, faults_of, named_in


def _hits(phrase: str, text: str) -> list[str]:
    return [found.group() for found in compile_lists({"one": [phrase]})["one"].finditer(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("soon", "Soon, but not sooner or monsoon.", ["Soon"]),
        ("ship*", "It ships; shipping and shipped, not township.", ["ships", "shipping", "shipped"]),
        ("*kalender", "Bokningskalendern nej, bokningskalender ja, kalender ja", ["bokningskalender", "kalender"]),
        ("no|zero downtime", "Zero  downtime and no\ndowntime.", ["Zero  downtime", "no\ndowntime"]),
        ("[very|quite] safe", "very safe, safe, quite safe", ["very safe", "safe", "quite safe"]),
        ("in [the] time", "in time and in the time", ["in time", "in the time"]),
        (
            "work ... continues",
            "Work on the barn door continues. Work stops. It continues.",
            ["Work on the barn door continues"],
        ),
        ("work ...2 continues", "work on the barn door continues", []),
        ("version #", "version 4.2 and version four", ["version 4.2"]),
        ("100%", "100% and 1100%", ["100%"]),
        ("don't", "We don’t and don't.", ["don’t", "don't"]),
        ("long-term", "long‑term and long–term", ["long‑term", "long–term"]),
        ("please ...3", "Please wait here", ["Please"]),
        ("< #", "< 5", ["< 5"]),
    ],
)
def test_a_phrase_matches_what_its_notation_says(phrase: str, text: str, hits: list[str]) -> None:
    assert _hits(phrase, text) == hits


def test_a_named_list_stands_for_any_of_its_phrases() -> None:
    lists = {"fruit": ["pear", "red apple"], "eaten": ["ate [a] <fruit>", "x|<fruit> pie"]}
    pattern = compile_list("eaten", lists, {})
    assert [found.group() for found in pattern.finditer("Ate a red apple; ate pear; pear pie")] == [
        "Ate a red apple",
        "ate pear",
        "pear pie",
    ]


def test_the_longer_phrase_wins_over_its_beginning() -> None:
    found = compile_lists({"one": ["in the", "in the near future"]})["one"].search("in the near future")
    assert found is not None
    assert found.group() == "in the near future"


def test_an_empty_list_matches_nothing() -> None:
    assert compile_lists({"none": []})["none"].search("anything") is None


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "  ",
        "[so]",
        "...",
        "... ...3",
        "[a] ...",
        "a ...x b",
        "a ...99 b",
        "a [ b",
        "a * b",
        "a <> b",
        "[a]|b",
        "a|[b] c",
    ],
)
def test_a_phrase_without_a_word_is_a_fault(phrase: str) -> None:
    assert "expected" in faults_of(phrase)
    with pytest.raises(PhraseFault, match="expected"):
        compile_lists({"one": [phrase]})


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"a": ["<b>"]}, "<b> names no list; expected one of a"),
        ({"a": ["<b>"], "b": ["x <a>"]}, "list a leads back to itself through <a> <b>; expected no circle"),
    ],
)
def test_a_list_that_there_is_not_or_a_circle_is_a_fault(lists: dict[str, list[str]], said: str) -> None:
    with pytest.raises(PhraseFault, match=re.escape(said)):
        compile_lists(lists)


def test_the_lists_that_a_phrase_names_are_found() -> None:
    assert named_in("see [<a.b>|<c>] x|<d> not a<e>") == ("a.b", "c", "d")


@given(st.text(max_size=30), st.text(max_size=60))
def test_no_phrase_breaks_the_compiler(phrase: str, text: str) -> None:
    lists = {"one": [phrase], **{name: ["filler"] for name in named_in(phrase)}}
    if not faults_of(phrase) and "one" not in named_in(phrase):
        try:
            compile_lists(lists)["one"].search(text)
        except PhraseFault as fault:
            assert "names no list" in str(fault)  # noqa: PT017
