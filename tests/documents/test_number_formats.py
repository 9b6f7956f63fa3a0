from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.documents.number_formats import shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (46447, "d mmmm yyyy", "1 March 2027"),
        (46447, "[$-41D]d mmmm yyyy", "1 mars 2027"),
        (46447, "dd/mm/yyyy", "2027-03-01"),
        (46447.5, "m/d/yy h:mm", "2027-03-01 12:00"),
        (46447, '"Q1" yyyy', "Q1 2027"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (0.5, "0%", "50%"),
        (-5, "0;[Red](0)", "(5)"),
        (0, '0;-0;"none"', "none"),
        (5, "00000", "00005"),
        (1.5, "0.##", "1.5"),
        (12, '_-* #,##0.00\\ "kr"_-', "12.00 kr"),
        (2.5, "# ?/?", "2.5"),
        (1e300, "yyyy-mm-dd", "1E+300"),
        (3.0, "@", "3"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert shown(44985, "yyyy-mm-dd", from_1904=True) == "2027-03-01"


@given(st.floats(), st.text(alphabet='0#?.,;%EeyYmMdhs/ "\\_*[]$-@AMPG+', max_size=30), st.booleans())
def test_any_number_in_any_format_is_shown_somehow(value: float, code: str, from_1904: bool) -> None:
    assert isinstance(shown(value, code, from_1904=from_1904), str)
