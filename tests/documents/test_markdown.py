"""Markdown: what each construct becomes, with its place in the file."""

from __future__ import annotations

from textwrap import dedent

from promiselint.documents.reading import read
from promiselint.model.documents import Block, Cell, Document, Scope

X = "\ufffc"


def document(text: str, suffix: str = ".md") -> Document:
    return read(f"offer{suffix}", dedent(text).encode())


def blocks(text: str, suffix: str = ".md") -> list[tuple[str, str, int, int]]:
    found = document(text, suffix)
    return [placed(found, block) for block in found.blocks]


def placed(found: Document, block: Block) -> tuple[str, str, int, int]:
    place = found.place(block.starts[0])
    return block.scope.value, block.text, place.line, place.column


def only(text: str) -> Block:
    (block,) = document(text).blocks
    return block


def test_a_paragraph_is_one_line_to_its_reader() -> None:
    assert blocks("""\
        The pump
        runs   quietly.

        # Valves #
        """) == [("paragraph", "The pump runs quietly.", 1, 1), ("heading", "Valves", 4, 3)]


def test_emphasis_links_and_escapes_leave_their_words() -> None:
    block = only(r"We *really* __ship__ [the **new** valve](http://v.example) \*soon\* &amp; well&nbsp;tested.")
    assert block.text == "We really ship the new valve *soon* & well\u00a0tested."
    assert [block.text[start:end] for start, end in block.strong] == ["ship", "new"]
    assert [block.text[start:end] for start, end in block.links] == ["the new valve"]


def test_code_and_addresses_stand_as_one_sign_each() -> None:
    block = only("Run `pump --on`, see <https://a.example> or https://b.example/x_y, then **www.c.example**.")
    assert block.text == f"Run {X}, see {X} or {X}, then {X}."
    assert block.code == ((4, 5), (11, 12), (16, 17), (24, 25))
    assert block.strong == ((24, 25),)


def test_a_soft_wrap_is_a_blank_and_a_hard_break_a_line_feed() -> None:
    assert only("**18 May** Kick-off  \n**19 May** Test\\\n20 May<br>End\nof it").text == (
        "18 May Kick-off\n19 May Test\n20 May End of it"
    )


def test_struck_text_images_and_code_blocks_are_no_prose() -> None:
    assert blocks("""\
        We ship ~~never~~ today ![A **pump**](p.png "title").

        ```python
        x = 1
        ```

            indented
        """) == [("paragraph", "We ship today .", 1, 1), ("alt", "A pump", 1, 27)]


def test_headings_are_a_stack() -> None:
    found = document("# A\n\n## B\n\n### C\n\nx\n\n## D\n\ny\n")
    assert [(block.text, block.headings, block.level) for block in found.blocks] == [
        ("A", (), 1),
        ("B", ("A",), 2),
        ("C", ("A", "B"), 3),
        ("x", ("A", "B", "C"), 0),
        ("D", ("A",), 2),
        ("y", ("A", "D"), 0),
    ]


def test_list_items_know_their_list_and_what_introduces_it() -> None:
    found = document("""\
        Coming in spring:

        - [ ] A pump
          with wheels
          1. and a key
        - A valve

          in brass

        Done.
        """)
    assert [(b.scope.value, b.text, b.lead_in, b.list_id, b.item) for b in found.blocks] == [
        ("paragraph", "Coming in spring:", "", -1, -1),
        ("item", "A pump with wheels", "Coming in spring:", 0, 0),
        ("item", "and a key", "A pump with wheels", 1, 1),
        ("item", "A valve", "Coming in spring:", 0, 2),
        ("item", "in brass", "Coming in spring:", 0, 2),
        ("paragraph", "Done.", "", -1, -1),
    ]


def test_a_long_paragraph_introduces_by_its_last_sentence() -> None:
    text = "Much is said here. " * 12 + "These come next:"
    assert document(f"{text}\n\n- A pump\n").blocks[1].lead_in == "These come next:"


def test_a_heading_code_or_a_table_between_ends_the_introduction() -> None:
    assert document("Soon:\n\n# H\n\n- x\n").blocks[2].lead_in == ""
    assert document("Soon:\n\n```\nc\n```\n\n- x\n").blocks[1].lead_in == ""
    assert document("Soon:\n\n<!-- note -->\n\n- x\n").blocks[1].lead_in == "Soon:"


def test_a_table_gives_cells_with_their_headings_and_rows_read_across() -> None:
    found = document("""\
        | Part | Basic | Plus |
        |:-----|:-----:|------|
        | Pump | no | **yes** |
        | a\\|b | `x` | |
        """)
    assert [placed(found, block) for block in found.blocks] == [
        ("header-cell", "Part", 1, 3),
        ("header-cell", "Basic", 1, 10),
        ("header-cell", "Plus", 1, 18),
        ("cell", "Pump", 3, 3),
        ("cell", "no", 3, 10),
        ("cell", "yes", 3, 17),
        ("row", "Pump | no | yes", 3, 3),
        ("cell", "a|b", 4, 3),
        ("row", "a|b", 4, 3),
    ]
    assert found.blocks[5].cell == Cell(0, 0, 2, "Plus", "Pump")
    assert found.blocks[6].cells == ((0, 4, 3), (7, 9, 4), (12, 15, 5))
    assert found.blocks[6].strong == ((12, 15),)


def test_a_quotation_and_who_is_quoted() -> None:
    found = document("""\
        > The pump saved us
        > a week.
        >
        > — Ada Holm, plant manager

        > “Never again a leak.” – Per Ask

        > Nobody said this.

        — Eva Lund, buyer
        """)
    assert [(b.scope.value, b.text, b.quoted, b.attribution) for b in found.blocks] == [
        ("quote", "The pump saved us a week.", True, "Ada Holm, plant manager"),
        ("quote", "“Never again a leak.”", True, "Per Ask"),
        ("quote", "Nobody said this.", True, "Eva Lund, buyer"),
        ("paragraph", "— Eva Lund, buyer", False, ""),
    ]


def test_a_dash_before_a_sentence_is_no_signature() -> None:
    found = document("> A pump.\n\n— We ship the next pump in June.\n")
    assert [(b.text, b.attribution) for b in found.blocks] == [
        ("A pump.", ""),
        ("— We ship the next pump in June.", ""),
    ]


def test_an_alert_is_the_authors_own() -> None:
    (block,) = document("> [!IMPORTANT]\n> The pump ships in May.\n").blocks
    assert (block.scope, block.text, block.quoted) == (Scope.PARAGRAPH, "The pump ships in May.", False)


def test_a_footnote_leaves_its_place_and_is_read_itself() -> None:
    found = document("The best pump[^1], they say.[^2]\n\n[^1]: Pump *Review*, 2026.\n[^2]: Us.\n")
    assert [placed(found, block) for block in found.blocks] == [
        ("paragraph", "The best pump, they say.", 1, 1),
        ("footnote", "Pump Review, 2026.", 3, 7),
        ("footnote", "Us.", 4, 7),
    ]
    assert found.blocks[0].footnotes == (13, 24)


def test_a_definition_is_introduced_by_its_term() -> None:
    found = document("Pump\n: Moves water.\n: Makes noise.\n\nValve\n: Stops water.\n")
    assert [(b.text, b.lead_in, b.item) for b in found.blocks] == [
        ("Pump", "", 0),
        ("Moves water.", "Pump", 0),
        ("Makes noise.", "Pump", 0),
        ("Valve", "", 1),
        ("Stops water.", "Valve", 1),
    ]


def test_raw_html_is_read_as_html_and_ends_where_its_markdown_ends() -> None:
    assert blocks("""\
        <details><summary>More</summary>

        Inside **it**

        </details>

        <div hidden>

        Not seen

        </div>

        > <p>Quoted
        > text</p>

        a <b>b <span hidden>c

        d <kbd>Ctrl</kbd> <!-- e --> f
        """) == [
        ("paragraph", "More", 1, 19),
        ("paragraph", "Inside it", 3, 1),
        ("quote", "Quoted text", 13, 6),
        ("paragraph", "a b", 16, 1),
        ("paragraph", f"d {X} f", 18, 1),
    ]


def test_templates_are_no_prose_and_move_nothing() -> None:
    assert blocks("""\
        {% if spring %}
        # Pumps {#top}
        {% endif %}

        Dear {{ customer.name }}, we {# quietly #} ship {{< ref "pump" >}} now.
        {: .lead}

        {% comment %}We never ship.{% endcomment %}

        :::note
        Keep `{{` and `}}` dry.
        :::

        | a | b |
        |---|---|
        {% for x in y %}
        | {{ x }} | c |
        {% endfor %}
        """) == [
        ("heading", "Pumps", 2, 3),
        ("paragraph", f"Dear {X}, we ship now.", 5, 1),
        ("paragraph", f"Keep {X} and {X} dry.", 11, 1),
        ("header-cell", "a", 14, 3),
        ("header-cell", "b", 14, 7),
        ("cell", "c", 17, 13),
        ("row", "c", 17, 13),
    ]


def test_mdx_keeps_its_prose_only() -> None:
    text = """\
        import Card from './card'
        export const year = {
          n: 2027
        }

        # Pumps {year.n}

        <Card title="We ship {never}" size={3}>
        The pump ships. {/* promiselint-disable-next-line PL207 -- agreed */}
        </Card>

        It <Badge>still</Badge> runs.
        """
    assert blocks(text, ".mdx") == [
        ("heading", f"Pumps {X}", 6, 3),
        ("paragraph", "The pump ships.", 9, 1),
        ("paragraph", "It still runs.", 12, 1),
    ]
    assert [(d.verb, d.codes, d.reason) for d in document(text, ".mdx").directives] == [
        ("disable-next-line", ("PL207",), "agreed")
    ]


def test_braces_of_plain_markdown_are_text() -> None:
    assert only("Use {this} and { that }.").text == "Use {this} and { that }."


def test_rows_count_cells_past_the_front_matters_blocks() -> None:
    found = document("---\ntitle: T\n---\n\n| a |\n|---|\n| b |\n")
    row = found.blocks[-1]
    assert (row.scope, [found.blocks[number].text for _, _, number in row.cells]) == (Scope.ROW, ["b"])
