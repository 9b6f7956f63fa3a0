"""Swedish compounds taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.language.compounds import parts_of


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kundportal", ("kund", "portal")),
        ("Avtalsbibliotek", ("avtal", "bibliotek")),
        ("kassaintegration", ("kassa", "integration")),
        ("portal", ()),
        ("betalning", ()),
        ("SAML-stöd", ()),
        ("", ()),
    ],
)
def test_a_compound_is_two_words(word: str, parts: tuple[str, ...]) -> None:
    assert parts_of(word) == parts


@given(st.text(max_size=40))
def test_any_word_has_two_parts_or_none(word: str) -> None:
    assert len(parts_of(word)) in {0, 2}
