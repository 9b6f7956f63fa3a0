"""What a finding is told with: the language of its texts, its excerpt, its fingerprint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.judge.found import excerpt
from promiselint.judge.run import judge
from promiselint.judge.suppress import prose_lines
from promiselint.rulebook.texts import Unfilled, fill
from tests.judge_values import TEXTS, Words, a_document, a_rule, a_situation


@pytest.mark.parametrize(
    ("output", "written", "variant", "said"),
    [
        ("en", "en", "", ("soon!", "Wait.")),
        ("en", "sv", "", ("soon!", "Vänta.")),
        ("sv", "en", "", ("soon på svenska!", "Wait.")),
        ("sv", "sv", "twice", ("soon på svenska!", "Vänta.")),
        ("en", "en", "twice", ("soon again!", "Wait.")),
        ("de", "en", "", ("soon!", "Wait.")),
    ],
)
def test_messages_speak_the_language_of_the_output_and_suggestions_that_of_the_text(
    output: str, written: str, variant: str, said: tuple[str, str]
) -> None:
    rule = a_rule("ACME1", Words("soon", variant=variant), texts=TEXTS)
    found = judge(a_situation(a_document("soon"), language=written), [rule], {}, output).findings
    assert [(one.message, one.suggestion) for one in found] == [said]


def test_a_template_without_its_value_is_an_error_in_tests_and_empty_in_production() -> None:
    rule = a_rule("ACME1", Words("soon"), texts={"en": {"message": "{target}: {words}"}})
    situation = a_situation(a_document("soon"))
    assert judge(situation, [rule]).findings[0].message == ": soon"
    with pytest.raises(Unfilled, match="target"):
        judge(situation, [rule], strict=True)


@pytest.mark.parametrize(
    ("template", "values", "said"),
    [
        ("{a} and {b}", {"a": "x", "b": "y"}, "x and y"),
        ("{a}", {"a": "{b}", "b": "y"}, "{b}"),
        ("{{a}} {a}", {"a": "x"}, "{a} x"),
        ("{a.__class__}", {"a": "x"}, ""),
        ("{a}", {"a": "x\x1b[31m\n\u202ey"}, "x[31m y"),
    ],
)
def test_a_template_is_filled_and_nothing_more(template: str, values: dict[str, str], said: str) -> None:
    assert fill(template, values) == said


def test_a_long_sentence_is_cut_at_a_word() -> None:
    cut = excerpt("word " * 60)
    assert (len(cut) <= 201, cut[-5:]) == (True, "word…")
    assert len(excerpt("x" * 500)) == 200


@given(st.text())
def test_an_excerpt_is_one_short_line_without_control_characters(text: str) -> None:
    cut = excerpt(text)
    assert len(cut) <= 201
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in cut)


def test_the_lines_of_prose_are_those_with_signs_of_a_block() -> None:
    assert prose_lines(a_document("#\n\none\n# two\nthree\n\n")) == (3, 5)
