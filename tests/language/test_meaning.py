"""The sentence encoder: what means alike lies near, in both languages."""

from __future__ import annotations

import numpy as np
import pytest

from promiselint.language.meaning import Encoder, alike


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def test_every_vector_has_length_one(encoder: Encoder) -> None:
    vectors = encoder.vectors(["The pump logs every bolus.", "Yes", "x" * 5000], "en")
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_nothing_asked_is_nothing_answered(encoder: Encoder) -> None:
    assert encoder.vectors([], "en").shape == (0, 384)


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: Encoder) -> None:
    text = "Drivers see their next stop."
    among = encoder.vectors([text, "A much longer sentence about the weather in the mountains of Norway."], "en")
    alone = Encoder().vectors([text], "en")
    assert np.allclose(among[0], alone[0], atol=1e-4)


@pytest.mark.parametrize(
    ("language", "said", "meant", "others"),
    [
        (
            "en",
            "Bees are counted as they leave the hive.",
            "hive traffic counter",
            ["invoice export", "single sign-on"],
        ),
        ("sv", "Logga in med samma lösenord som i datorn.", "single sign-on", ["väntelista", "kartvy"]),
    ],
)
def test_a_paraphrase_lies_nearest_to_what_it_means(
    encoder: Encoder, language: str, said: str, meant: str, others: list[str]
) -> None:
    near = alike(encoder.vectors([said], language), encoder.vectors([meant, *others], language))
    assert int(near[0].argmax()) == 0
