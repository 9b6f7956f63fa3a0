from __future__ import annotations

import datetime as dt

import pytest

from promiselint.claims.linking import STRONG, Linker
from promiselint.model.roadmap import Feature, Name, Product, Roadmap, Status


def _feature(id_: str, name: str, *aliases: str) -> Feature:
    return Feature(id_, name, Status.PLANNED, tuple(Name(alias) for alias in aliases))


ROADMAP = Roadmap(
    "roadmap.yaml",
    dt.date(2026, 11, 20),
    (
        _feature("crop-map", "Crop map", "field map"),
        _feature("crop-map-export", "Crop map export"),
        _feature("sso", "Single sign-on", "SSO"),
        _feature("catalogue", "Seed catalogue"),
        _feature("irrigation", "Bevattningsstyrning", "bevattning"),
        _feature("queue", "Kölista"),
        _feature("weather-a", "Weather alarm"),
        _feature("weather-b", "Weather alarm"),
        _feature("hub", "AgriLine Hub Sync"),
    ),
    vendor="AgriLine",
    products=(Product("AgriLine Hub"),),
)
LINKER = Linker(ROADMAP)


@pytest.mark.parametrize(
    ("text", "language", "feature"),
    [
        ("The crop map shows every field.", "en", "crop-map"),
        ("Crop maps show every field.", "en", "crop-map"),
        ("The crop-map export ships today.", "en", "crop-map-export"),
        ("We add the export of the crop map.", "en", "crop-map-export"),
        ("Sign on once: single sign on is here.", "en", "sso"),
        ("SSO is here.", "en", "sso"),
        ("Our seed catalog grows.", "en", "catalogue"),
        ("Bevattningen styrs efter jordens fukt.", "sv", "irrigation"),
        ("Bevattningsstyrningen är ny.", "sv", "irrigation"),
        ("Kölistan fylls på.", "sv", "queue"),
    ],
)
def test_a_feature_is_known_by_its_words_however_they_are_written(text: str, language: str, feature: str) -> None:
    strong = [mention.feature for mention in LINKER.mentions(text, language) if mention.score >= STRONG]
    assert strong == [feature]


@pytest.mark.parametrize("text", ["The crop was good.", "A map of the farm.", "We sign on the dotted line.", "so so"])
def test_a_part_of_a_name_is_no_mention(text: str) -> None:
    assert LINKER.mentions(text, "en") == ()


def test_what_two_entries_fit_equally_well_is_ambiguous() -> None:
    assert [mention.feature for mention in LINKER.mentions("The weather alarm rings.", "en")] == [
        "weather-a",
        "weather-b",
    ]


def test_a_mention_stands_where_it_says() -> None:
    text = "Today the export of the crop map is slow."
    (mention,) = LINKER.mentions(text, "en")
    assert text[mention.start : mention.end] == "export of the crop map"
