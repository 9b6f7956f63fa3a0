"""HTML: what each element becomes, with its place in the file; tag soup too."""

from __future__ import annotations

import pytest

from promiselint.documents.reading import read
from promiselint.model.documents import Cell, Document

X = "\ufffc"


def document(text: str) -> Document:
    return read("page.html", text.encode())


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.scope.value, block.text) for block in document(text).blocks]


def texts(text: str) -> list[str]:
    return [block.text for block in document(text).blocks]


def test_a_page_is_read_with_exact_places() -> None:
    found = document(
        '<!doctype html>\n<html lang="sv-SE"><head><meta charset="utf-8">\n<title>Pumpar &amp; ventiler</title>\n'
        '<meta name="description" content="Tysta&nbsp;pumpar">\n</head><body>\n<h1>Våra <em>pumpar</em></h1>\n'
        "<p>Pumpen\n  går <b>tyst</b>,<br>alltid.</p>\n<img src=p.png alt='En pump'>text direct\n</body></html>"
    )
    assert [
        (b.scope.value, b.text, found.place(b.starts[0]).line, found.place(b.starts[0]).column) for b in found.blocks
    ] == [
        ("title", "Pumpar & ventiler", 3, 8),
        ("description", "Tysta\u00a0pumpar", 4, 35),
        ("heading", "Våra pumpar", 6, 5),
        ("paragraph", "Pumpen går tyst, alltid.", 7, 4),
        ("alt", "En pump", 9, 21),
        ("paragraph", "text direct", 9, 30),
    ]
    assert (found.language, found.facts.language) == ("sv", "sv")


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>never()</script>", "<style>p{}</style>", "<!-- never -->", "<template><p>never</template>",
        "<nav><a href=/>never</a></nav>", "<p hidden>never</p>", "<p aria-hidden=true>never</p>", "<pre>never</pre>",
        '<p style="color:red; display : none">never</p>', "<button>never</button>", "<select><option>never</select>",
        "<textarea><p>never</textarea>", "<svg><title>never</title></svg>", "<noscript><p>never</p></noscript>", "<?never?>",
        "<del>never</del>", "<input value=never>", "<label>never</label>", "<iframe>never</iframe>", "<![CDATA[never]]>",
    ],
)  # fmt: skip
def test_what_no_reader_sees_or_what_is_no_prose_is_left_out(hidden: str) -> None:
    assert texts(f"<p>A pump.</p>{hidden}<p>A valve.</p>") == ["A pump.", "A valve."]


def test_code_within_a_line_stands_as_one_sign() -> None:
    (block,) = document("<p>Press <kbd>F<sub>1</sub></kbd> or <code>on</code>.</p>").blocks
    assert (block.text, block.code) == (f"Press {X} or {X}.", ((6, 7), (11, 12)))


def test_references_are_resolved_as_browsers_do() -> None:
    assert texts("<p>a &lt;b&gt; &#8217;&#x41; &copy 1 &nosuch; R&D &ampc &hellip; so&shy;ft") == [
        "a <b> ’A © 1 &nosuch; R&D &c … soft"
    ]


def test_soup_is_read_as_browsers_do() -> None:
    assert blocks("<p>one<p>two</b><ul><li>a<li>b</ul><h2>h<h3>i</h3></i>last <b>x<p>y</b>z") == [
        ("paragraph", "one"),
        ("paragraph", "two"),
        ("item", "a"),
        ("item", "b"),
        ("heading", "h"),
        ("heading", "i"),
        ("paragraph", "last x"),
        ("paragraph", "yz"),
    ]


def test_a_sign_that_begins_no_tag_is_text() -> None:
    assert texts("<p>1 < 2 & 3 <4 and a</ b and <unfinished") == ["1 < 2 & 3 <4 and a</ b and <unfinished"]


def test_lists_nest_and_know_what_introduces_them() -> None:
    found = document("<p>Soon:</p><ul><li><p>A</p><p>A2</p><ol><li>B</ol><li>C</ul><dl><dt>T<dt>U<dd>D</dl>")
    assert [(b.text, b.lead_in, b.list_id, b.item) for b in found.blocks] == [
        ("Soon:", "", -1, -1),
        ("A", "Soon:", 0, 0),
        ("A2", "Soon:", 0, 0),
        ("B", "A2", 1, 1),
        ("C", "Soon:", 0, 2),
        ("T", "Soon:", 2, 3),
        ("U", "Soon:", 2, 3),
        ("D", "U", 2, 3),
    ]


def cells(text: str) -> list[tuple[str, str, Cell | None]]:
    return [(b.scope.value, b.text, b.cell) for b in document(text).blocks]


def test_a_table_has_its_headings_in_its_first_row() -> None:
    assert cells(
        "<table><caption>Plans</caption><tr><th><th>Basic<tr><th scope=row>Pump<td>no<tr><td>Key<td>yes</table>"
    ) == [
        ("caption", "Plans", None),
        ("header-cell", "Basic", Cell(0, -1, 1, "", "")),
        ("cell", "Pump", Cell(0, 0, 0, "", "")),
        ("cell", "no", Cell(0, 0, 1, "Basic", "Pump")),
        ("row", "Pump | no", Cell(0, 0, 0, "", "Pump")),
        ("cell", "Key", Cell(0, 1, 0, "", "")),
        ("cell", "yes", Cell(0, 1, 1, "Basic", "Key")),
        ("row", "Key | yes", Cell(0, 1, 0, "", "Key")),
    ]


def test_a_row_whose_first_cell_alone_is_a_heading_heads_no_column() -> None:
    assert cells("<table><tr><th>Weight<td>4 kg<tr><th>Height<td>2 m</table>")[1] == (
        "cell",
        "4 kg",
        Cell(0, 0, 1, "", "Weight"),
    )


def test_spans_move_the_cells_beside_and_below_them() -> None:
    found = document(
        "<table><thead><tr><th rowspan=2>Part<th colspan=2>2027<tr><th>Q1<th>Q2</thead>"
        "<tbody><tr><td rowspan=2>Pump<td>a<td>b<tr><td>c<td>d</tbody></table>"
    )
    assert [(b.text, b.cell) for b in found.blocks if b.scope == "cell"] == [
        ("Pump", Cell(0, 0, 0, "Part", "")),
        ("a", Cell(0, 0, 1, "2027 Q1", "Pump")),
        ("b", Cell(0, 0, 2, "2027 Q2", "Pump")),
        ("c", Cell(0, 1, 1, "2027 Q1", "Pump")),
        ("d", Cell(0, 1, 2, "2027 Q2", "Pump")),
    ]


def test_a_table_that_arranges_a_page_is_none() -> None:
    inner = "<table><tr><th>Part<tr><td>Pump</table>"
    assert [scope for scope, _ in blocks(f"<table role=presentation><tr><td>Hello<td>you</table>{inner}")] == [
        "paragraph", "paragraph", "header-cell", "cell", "row",
    ]  # fmt: skip
    assert blocks(f"<table><tr><td><h1>News</h1><p>Read on.</p><td>{inner}</table>") == [
        ("heading", "News"), ("paragraph", "Read on."), ("header-cell", "Part"), ("cell", "Pump"), ("row", "Pump"),
    ]  # fmt: skip


def test_a_cell_with_only_an_image_says_what_the_image_says() -> None:
    assert blocks("<table><tr><th>A<th>B<tr><td>Pump<td><img alt=yes></table>")[3:] == [
        ("cell", "yes"),
        ("row", "Pump | yes"),
    ]


@pytest.mark.parametrize(
    "quotation",
    [
        "<blockquote><p>It runs.</p><footer>— Ada Holm, <cite>Pump Weekly</cite></footer></blockquote>",
        "<figure><blockquote>It runs.</blockquote><figcaption>Ada Holm, Pump Weekly</figcaption></figure>",
        "<blockquote><p>It runs. — <cite>Ada Holm, Pump Weekly</cite></p></blockquote>",
        "<blockquote>It runs.<br>– Ada Holm, Pump Weekly</blockquote>",
    ],
)
def test_who_is_quoted_is_found_where_people_write_it(quotation: str) -> None:
    found = document(f"{quotation}<p>Ours.</p>")
    assert [(b.scope.value, b.text, b.quoted, b.attribution) for b in found.blocks] == [
        ("quote", "It runs.", True, "Ada Holm, Pump Weekly"),
        ("paragraph", "Ours.", False, ""),
    ]


def test_a_quotation_within_a_line_keeps_its_marks() -> None:
    assert texts("<p>She said <q>it runs</q> twice.") == ["She said “it runs” twice."]


def test_a_page_footer_and_small_print_are_paragraphs() -> None:
    assert blocks("<footer><p><small>Plans may change.</small></p></footer>") == [("paragraph", "Plans may change.")]


def test_footnote_signs_go_and_exponents_stay() -> None:
    found = document("<p>The leader<sup><a href='#fn1'>1</a></sup> in 20 m<sup>2</sup> pumps.<sup>2</sup></p>")
    assert [(b.text, b.footnotes) for b in found.blocks] == [("The leader in 20 m2 pumps.", (10, 26))]


def test_languages_are_told_apart() -> None:
    found = document(
        "<html lang=en><p>One<p lang=sv>Två<div lang=sv-FI><p>Tre</p></div><p>Four <span lang=sv>fem</span>"
    )
    assert [(b.text, b.language) for b in found.blocks] == [
        ("One", None),
        ("Två", "sv"),
        ("Tre", "sv"),
        ("Four fem", None),
    ]
    assert found.language == "en"


def test_templates_and_front_matter_of_static_sites_are_no_prose() -> None:
    found = document("---\ntitle: Pumps\nchannel: web\n---\n<p>{% if a %}We ship {{ pump }}{% endif %}.</p>")
    assert [(b.scope.value, b.text) for b in found.blocks] == [("title", "Pumps"), ("paragraph", f"We ship {X}.")]
    assert found.facts.channel == "web"
