from __future__ import annotations

from contextlib import suppress
from typing import Any

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.extract import Binary
from promiselint.documents.slide_order import Box, reading_order
from promiselint.documents.slides import read
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits
from tests.documents.archives import changed
from tests.documents.decks import BLANK, A, saved, slide, small_deck

# Broken and hostile files


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.pptx: the file is empty; expected a PowerPoint presentation"),
        (b"PK", "a.pptx: it is no zip archive; expected a PowerPoint presentation"),
        (changed(small_deck(), {"_rels/.rels": None}), "a.pptx: the archive holds no office document; expected"),
        (changed(small_deck(), {"ppt/slides/slide2.xml": None}), "a.pptx: the part 'ppt/slides/slide2.xml' is missing"),
        (changed(small_deck(), {"ppt/slides/slide2.xml": b""}), "a.pptx: the part 'ppt/slides/slide2.xml' is no XML ("),
        (
            changed(small_deck(), {"ppt/slides/slide1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "a.pptx: the part 'ppt/slides/slide1.xml' declares a document type; expected none, as Office writes it",
        ),
        (
            changed(small_deck(), {"ppt/presentation.xml": b"<workbook/>"}),
            "a.pptx: it is an Excel workbook; expected a PowerPoint presentation",
        ),
    ],
)
def test_what_is_no_presentation_is_refused_in_one_line(content: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(Binary("a.pptx", content))
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(pages=1), "2 slides were found; expected at most 1"),
        (Limits(text=10), "characters of text were found; expected at most 10"),
    ],
)
def test_more_than_the_limits_is_refused(limits: Limits, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        read(Binary("a.pptx", small_deck(), limits))


def test_groups_within_too_many_groups_are_refused() -> None:
    deck = pptx.Presentation()
    shapes = slide(deck, BLANK).shapes
    for _ in range(12):
        shapes = shapes.add_group_shape().shapes
    with pytest.raises(Unreadable, match="groups within more than 10 groups were found; expected fewer"):
        read(Binary("a.pptx", saved(deck), Limits(depth=10)))


SMALL = small_deck()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    damaged = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(damaged[: data.draw(st.integers(0, len(damaged)))])
    with suppress(Unreadable):
        read(Binary("a.pptx", cut))


NAMES = [
    "p:sp",
    "p:grpSp",
    "a:p",
    "a:r",
    "a:t",
    "p:txBody",
    "a:pPr",
    "p:graphicFrame",
    "a:graphic",
    "a:graphicData",
    "a:tbl",
]
NAMES += [
    "a:tr",
    "a:tc",
    "p:pic",
    "p:nvSpPr",
    "p:nvPr",
    "p:ph",
    "a:buChar",
    "a:rPr",
    "a:fld",
    "a:br",
    "p:spPr",
    "a:xfrm",
]
KEYS = ["lvl", "type", "idx", "marL", "gridSpan", "rowSpan", "hMerge", "b", "baseline", "show", "name", "id", "x", "cx"]
WORDS = st.sampled_from(["", "0", "1", "-3", "99999999999999999999", "title", "body", "ftr", "x y", "1e9", "true"])
ELEMENTS: st.SearchStrategy[Any] = st.recursive(
    st.tuples(st.sampled_from(NAMES), st.dictionaries(st.sampled_from(KEYS), WORDS, max_size=3), st.just([])),
    lambda inner: st.tuples(
        st.sampled_from(NAMES), st.dictionaries(st.sampled_from(KEYS), WORDS, max_size=3), st.lists(inner, max_size=4)
    ),
    max_leaves=40,
)


def written(element: Any) -> str:
    name, keys, inner = element
    said = "".join(f' {key}="{value}"' for key, value in keys.items())
    return f"<{name}{said}>{'Q2 2027' if name == 'a:t' else ''}{''.join(map(written, inner))}</{name}>"


@settings(max_examples=60, deadline=None)
@given(st.lists(ELEMENTS, max_size=6))
def test_any_structure_is_read_or_refused_and_nothing_else(elements: list[Any]) -> None:
    body = "".join(map(written, elements))
    root = (
        f'<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" {A}>'
        f"<p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>"
    )
    with suppress(Unreadable):
        read(Binary("a.pptx", changed(SMALL, {"ppt/slides/slide2.xml": root.encode()})))


BOXES = st.builds(Box, *[st.floats(0, 100)] * 4) | st.none()


@given(st.lists(BOXES, max_size=20))
def test_every_shape_is_read_once(boxes: list[Box | None]) -> None:
    assert sorted(reading_order(boxes)) == list(range(len(boxes)))


def test_a_column_is_read_before_the_one_beside_it_where_the_author_has_them_so() -> None:
    heads = [Box(0, 0, 40, 10), Box(0, 10, 40, 80), Box(50, 0, 40, 10), Box(50, 10, 40, 80)]
    assert reading_order(heads) == [0, 1, 2, 3]
    assert reading_order([heads[1], heads[0], heads[3], heads[2]]) == [1, 0, 3, 2]
