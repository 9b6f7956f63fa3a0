"""The notation of word lists, phrase by phrase."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.model.lexicon import Lexicon
from promiselint.rulebook.folder import folder
from promiselint.rulebook.lexicon import read_lexicons
from promiselint.rulebook.phrases import PhraseFault, compile_lists, faults_of, named_in


def _every(name: str, lists: dict[str, list[str]], text: str) -> list[str]:
    return [found.group() for found in Lexicon("en", compile_lists(lists)).every(name, text)]


def _hits(phrase: str, text: str) -> list[str]:
    return _every("one", {"one": [phrase]}, text)


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
    assert _every("eaten", lists, "Ate a red apple; ate pear; pear pie") == [
        "Ate a red apple",
        "ate pear",
        "pear pie",
    ]


def test_the_longer_phrase_wins_over_its_beginning() -> None:
    assert _every("one", {"one": ["in the", "in the near future"]}, "in the near future") == ["in the near future"]


def test_an_empty_list_matches_nothing() -> None:
    assert _every("none", {"none": []}, "anything") == []


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
            _every("one", lists, text)
        except PhraseFault as fault:
            assert "names no list" in str(fault)  # noqa: PT017


@pytest.mark.parametrize("language", ["en", "sv"])
def test_looking_only_where_an_anchor_stands_misses_nothing(language: str) -> None:
    """Every phrase of our own lists against texts made of all their words, with and without a look at its anchors."""
    lexicon = read_lexicons([folder()])[language]
    texts = [
        f"We {one.replace('*', 'r').replace('|', ' ').replace('[', '').replace(']', '')} 12 it."
        for rule in sorted((folder() / "lexicon" / language).glob("*.yaml"))
        for one in rule.read_text("utf-8").splitlines()[::3]
    ]
    for name in list(lexicon.lists)[::4]:
        phrases = lexicon.lists[name]
        every = range(len(phrases.anchors))
        for text in texts[::7]:
            plain = phrases.first(every, text, 0, len(text))
            found = lexicon.search(name, text)
            assert (plain and plain.span()) == (found and found.span()), (name, text)
