"""Sentences and how they may be said, written by hand; and those that are left to people."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.rewriting.conftest import Rewritten

HERE = Path(__file__).parent
CASES = [
    pytest.param(language, one["said"], one["rewrite"], id=one["said"])
    for language in ("en", "sv")
    for one in yaml.safe_load((HERE / f"table_{language}.yaml").read_text("utf-8"))
]
WHOLE = {"PL304", "PL305", "PL401", "PL402", "PL403", "PL404"}


@pytest.mark.parametrize(("language", "said", "rewrite"), CASES)
def test_a_sentence_is_said_as_the_roadmap_allows(
    language: str, said: str, rewrite: str | None, said_otherwise: Rewritten
) -> None:
    judged, made = said_otherwise(said, language)
    assert [one.sentence for one in made] == ([rewrite] if rewrite else [])
    assert {one.rewrite for one in judged.findings if one.code not in WHOLE} <= {rewrite or ""}


@pytest.mark.parametrize(("language", "said", "rewrite"), [case for case in CASES if case.values[2]])
def test_a_rewrite_breaks_no_rule_and_is_not_rewritten_again(
    language: str, said: str, rewrite: str, said_otherwise: Rewritten
) -> None:
    assert said != rewrite
    judged, made = said_otherwise(rewrite, language)
    assert made == ()
    assert {one.code for one in judged.findings} <= WHOLE


@pytest.mark.parametrize(("language", "said", "rewrite"), [case for case in CASES if case.values[2]])
def test_a_rewrite_names_no_day_week_or_month(language: str, said: str, rewrite: str) -> None:
    del language, said
    months = "januar februar mars maj juni juli august oktober november december march april may june july"
    words = {word.strip(".,()") for word in rewrite.replace("may one day", "").lower().split()}
    assert not [month for month in months.split() if any(word.startswith(month) for word in words)]
