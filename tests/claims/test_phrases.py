"""The noun phrases that may be names."""

from __future__ import annotations

import pytest

from promiselint.claims.phrases import noun_phrases
from promiselint.language.reader import Reader


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("We will add one-password login.", "en", ["one-password login"]),
        ("We offer forwarding of event logs.", "en", ["forwarding of event logs", "forwarding", "event logs"]),
        ("Vi inför en export till Excel.", "sv", ["export till Excel", "export", "Excel"]),
        ("Run it.", "en", []),
    ],
)
def test_a_phrase_is_a_noun_with_what_stands_before_it_and_one_that_is_tied_to_it(
    text: str, language: str, expected: list[str]
) -> None:
    (sentences,) = Reader().sentences([(text, language)])
    assert [text[low:high] for low, high in noun_phrases(sentences[0].tokens, 0, len(text))] == expected
