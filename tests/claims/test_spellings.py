from __future__ import annotations

import datetime as dt
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from promiselint.claims.linking import STRONG, Linker
from promiselint.claims.spellings import Spellings
from promiselint.claims.words import stem, words
from promiselint.language.known_words import known
from promiselint.model.roadmap import Feature, Name, Roadmap, Status


def _feature(id_: str, name: str, *aliases: str) -> Feature:
    return Feature(id_, name, Status.PLANNED, tuple(Name(alias) for alias in aliases))


ROADMAP = Roadmap(
    "roadmap.yaml",
    dt.date(2026, 11, 20),
    (
        _feature("milking", "Milking timetable"),
        _feature("milking-export", "Milking timetable export"),
        _feature("webhook", "Webhook"),
        _feature("time-sheet", "Time sheet approval"),
        _feature("trough", "E-trough level"),
        _feature("rfid", "RFID"),
        _feature("act", "ACT"),
        _feature("left", "Grazonant plan"),
        _feature("right", "Grazonent plan"),
        Feature("fodder", "Fodder list", Status.PLANNED, (Name("foderlista", "sv"),)),
        Feature("calving", "Calving journal", Status.PLANNED, (Name("export av kalvningsjournal", "sv"),)),
        Feature("vet", "Vet visits", Status.PLANNED, (Name("veterinärbesök", "sv"),)),
    ),
    vendor="Kättarp",
)
LINKER = Linker(ROADMAP)


def _strong(text: str, language: str) -> list[str]:
    return [mention.feature for mention in LINKER.mentions(text, language) if mention.score >= STRONG]


@pytest.mark.parametrize(
    ("text", "language", "feature"),
    [
        ("The milking timetabel is new.", "en", "milking"),
        ("The milking timetale export is new.", "en", "milking-export"),
        ("Two milking timetablees at once.", "en", "milking"),
        ("A web hook calls you.", "en", "webhook"),
        ("Timesheet approvals are quick.", "en", "time-sheet"),
        ("Time-sheet approval is quick.", "en", "time-sheet"),
        ("The etrough level shows.", "en", "trough"),
        ("We read rfid tags.", "en", "rfid"),
        ("Both RFIDs are read.", "en", "rfid"),
        ("Foder-listan är ny.", "sv", "fodder"),
        ("Listan över foder är ny, foder lista likaså.", "sv", "fodder"),
        ("Exporten av kalvningjournalen är här.", "sv", "calving"),
        ("Kalvningsjournalexporten är här.", "sv", "calving"),
        ("Veterinärbeöken syns.", "sv", "vet"),
        ("Besök av veterinärer syns.", "sv", "vet"),
    ],
)
def test_a_name_is_known_however_it_is_spelt(text: str, language: str, feature: str) -> None:
    assert _strong(text, language) == [feature]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You act on it.", "en"),  # no acronym
        ("The milking time was long.", "en"),
        ("Veterinärbesked syns.", "sv"),  # two letters off
        ("A hook on the web.", "en"),  # English compounds are not turned round
    ],
)
def test_another_word_is_no_misspelling(text: str, language: str) -> None:
    assert _strong(text, language) == []


def test_a_misspelling_of_two_names_is_ambiguous() -> None:
    assert _strong("The grazonnt plan is new.", "en") == ["left", "right"]


@given(st.text(string.ascii_lowercase, min_size=8, max_size=14), st.data())
def test_one_letter_wrong_in_a_long_word_is_always_found(name: str, draw: st.DataObject) -> None:
    spellings = Spellings("en")
    spellings.add(words(name, "en"))
    place = draw.draw(st.integers(0, len(name) - 1))
    letter = draw.draw(st.sampled_from(string.ascii_lowercase))
    wrong = draw.draw(
        st.sampled_from(
            [
                name[:place] + name[place + 1 :],
                name[:place] + letter + name[place:],
                name[:place] + letter + name[place + 1 :],
                name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
            ]
        )
    )
    assume(wrong != name and not wrong.endswith("s") and wrong not in known("en"))
    assert spellings.misspelt(wrong) == (stem(name, "en"),)


@given(st.text(string.ascii_lowercase, min_size=1, max_size=7), st.text(string.ascii_lowercase, max_size=9))
def test_a_short_word_of_a_name_has_no_misspellings(name: str, text: str) -> None:
    spellings = Spellings("en")
    spellings.add(words(name, "en"))
    assert spellings.misspelt(text) == ()
