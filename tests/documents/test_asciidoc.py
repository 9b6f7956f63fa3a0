"""AsciiDoc: what each construct becomes, with its place in the file."""

from __future__ import annotations

from textwrap import dedent

import pytest

from promiselint.documents.reading import read
from promiselint.model.documents import Block, Document
from tests.documents.exactness import X, told


def document(text: str) -> Document:
    return read("offer.adoc", dedent(text).encode())


def blocks(text: str) -> list[tuple[str, str, int, int]]:
    return told("offer.adoc", dedent(text))


def words(text: str) -> list[tuple[str, str]]:
    return [(scope, text) for scope, text, _, _ in blocks(text)]


def only(text: str) -> Block:
    (block,) = document(text).blocks
    return block


def test_a_paragraph_is_one_line_to_its_reader() -> None:
    assert blocks("""\
        The pump
        runs   quietly.
        // never read
        // [source]

        == Valves ==

        First +
        second
        """) == [
        ("paragraph", "The pump runs quietly.", 1, 1),
        ("heading", "Valves", 6, 4),
        ("paragraph", "First\nsecond", 8, 1),
    ]


def test_headings_are_a_stack() -> None:
    found = document("""\
        = Pumps

        == A

        x

        === B

        [discrete]
        ==== C

        D it is
        -------

        y
        """)
    assert [(block.text, block.level, block.headings) for block in found.blocks] == [
        ("Pumps", 1, ()),
        ("A", 2, ("Pumps",)),
        ("x", 0, ("Pumps", "A")),
        ("B", 3, ("Pumps", "A")),
        ("C", 4, ("Pumps", "A", "B")),
        ("D it is", 2, ("Pumps",)),
        ("y", 0, ("Pumps", "D it is")),
    ]


def test_markup_leaves_its_words() -> None:
    block = only("""\
        We _really_ *ship _it_* and **un**known __em__s, #marked#, [.red]#red# H~2~O x^2^ "`quoted *too*`" it`'s &amp;
        """)
    assert block.text == "We really ship it and unknown ems, marked, red H2O x2 “quoted too” it’s &"
    assert [block.text[start:end] for start, end in block.strong] == ["ship it", "un", "too"]


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4", "a*b*c", "snake_case_word", "a _ b", "5 + 3 + 2", "#1 is #2", "a (b) c", "f(x) << 2", "{ a }"]
)
def test_what_only_looks_like_markup_is_text(text: str) -> None:
    assert only(f"So {text} stays.").text == f"So {text} stays."


def test_escapes_leave_the_signs() -> None:
    assert only("Say \\*this*, \\{that}, \\_it_ and \\https://a.example or C:\\temp.").text == (
        f"Say *this*, {{that}}, _it_ and {X} or C:\\temp."
    )


def test_code_and_addresses_stand_as_one_sign_each() -> None:
    block = only(
        "Run `pump *--on*`, `+x_y+`, ``a``b, kbd:[Ctrl+C], stem:[x^2], https://b.example/x_y_z or <https://c.example>."
    )
    assert block.text == f"Run {X}, {X}, {X}b, {X}, {X}, {X} or {X}."
    assert block.strong == ()


def test_links_show_their_text() -> None:
    block = only("""\
        See https://a.example/x_y[the *new* valve^], link:b.html[hoses,window=_blank], <<plan,the plan>>, xref:p.adoc[pumps],
        mailto:a@b.example[us] and <<plan>>.
        """)
    assert block.text == f"See the new valve, hoses, the plan, pumps, us and {X}."
    assert [block.text[start:end] for start, end in block.links] == [
        "the new valve",
        "hoses",
        "the plan",
        "pumps",
        "us",
    ]


def test_macros_and_passthroughs_show_what_a_reader_sees() -> None:
    text = "[[a]]The ((pump)) (((pump, deep))) +a*b*c+ ++d*e*f++ pass:[<u>under</u>] +++<b>bold</b>+++ btn:[OK] image:i.png[An icon]."
    assert words(text) == [("paragraph", "The pump a*b*c d*e*f under bold OK ."), ("alt", "An icon")]


def test_attributes_are_replaced_where_they_stand() -> None:
    found = document("""\
        :pump: Deep Pump
        :long: one \\
          two
        :site: https://x.example

        The *{pump}* {long} {unknown}{empty}, {site}[our site], {nbsp}C.

        :pump: Shallow Pump

        {Pump}{set:x:y} \\{pump}.

        :!pump:

        {pump} is gone.
        """)
    assert [block.text for block in found.blocks] == [
        f"The Deep Pump one two {X}, our site, \u00a0C.",
        "Shallow Pump {pump}.",
        f"{X} is gone.",
    ]
    block = found.blocks[0]
    at = found.text.index("{pump}")
    assert set(zip(block.starts[4:13], block.ends[4:13], strict=True)) == {(at, at + 6)}


def test_lists_know_what_introduces_them() -> None:
    found = document("""\
        Coming in spring:

        * [x] A pump
        with wheels
        ** and a key
        ** and a lock

        * A valve
        +
        in brass
        +
        ----
        code
        ----

        .Later
        . One
        .. Two
        a. Three

        Done.
        """)
    assert [(b.scope.value, b.text, b.lead_in, b.list_id, b.item) for b in found.blocks] == [
        ("paragraph", "Coming in spring:", "", -1, -1),
        ("item", "A pump with wheels", "Coming in spring:", 0, 0),
        ("item", "and a key", "A pump with wheels", 1, 1),
        ("item", "and a lock", "A pump with wheels", 1, 2),
        ("item", "A valve", "Coming in spring:", 0, 3),
        ("item", "in brass", "Coming in spring:", 0, 3),
        ("caption", "Later", "", -1, -1),
        ("item", "One", "Later", 2, 4),
        ("item", "Two", "One", 3, 5),
        ("item", "Three", "Two", 4, 6),
        ("paragraph", "Done.", "", -1, -1),
    ]


def test_a_blank_line_before_a_plus_goes_back_to_the_list_farther_out() -> None:
    found = document("* a\n** b\n\n+\nof a\n\n[square]\n* other\n")
    assert [(b.text, b.list_id, b.item) for b in found.blocks] == [
        ("a", 0, 0), ("b", 1, 1), ("of a", 0, 0), ("other", 2, 2),
    ]  # fmt: skip


def test_definitions_are_introduced_by_their_term() -> None:
    found = document("""\
        Pump:: Moves *water*.
        Valve::
          Stops it.
          +
          For good.

        Hose::
        * long
        * short
        Deep::: down
        Key:: turns
        <1> not a term
        """)
    assert [(b.text, b.lead_in, b.item) for b in found.blocks] == [
        ("Pump", "", 0),
        ("Moves water.", "Pump", 0),
        ("Valve", "", 1),
        ("Stops it.", "Valve", 1),
        ("For good.", "Valve", 1),
        ("Hose", "", 2),
        ("long", "Hose", 3),
        ("short", "Hose", 4),
        ("Deep", "short", 5),
        ("down", "Deep", 5),
        ("Key", "", 6),
        ("turns", "Key", 6),
        ("not a term", "turns", 7),
    ]


def test_code_is_no_prose_and_ends_an_introduction() -> None:
    found = document("""\
        Like this:

        [source,ruby]
        ----
        x = 1
        ----

        * item

        ....
        literal
        ....

        ++++
        <p>x</p>
        ++++

        ```
        fenced
        ```

        [listing]
        one paragraph

         set in

        [stem]
        ++++
        x
        ++++

        ////
        hidden
        ////

        [comment]
        hidden, too
        """)
    assert [(b.scope.value, b.text, b.lead_in) for b in found.blocks] == [
        ("paragraph", "Like this:", ""),
        ("item", "item", ""),
    ]


def test_a_quotation_and_who_is_quoted() -> None:
    found = document("""\
        [quote, Ada Holm, "plant manager, Holm & Co"]
        ____
        The pump saved us
        a week.

        It did.
        ____

        [quote, Per Ask]
        Never again a leak.

        "All is dry
        here."
        -- Eve Lund, buyer

        > As in Markdown.
        > -- Bo Ek

        [verse, A Poet]
        ____
        Water
        flows

        down
        ____
        """)
    assert [(b.scope.value, b.text, b.attribution) for b in found.blocks] == [
        ("quote", "The pump saved us a week.", "Ada Holm, plant manager, Holm & Co"),
        ("quote", "It did.", "Ada Holm, plant manager, Holm & Co"),
        ("quote", "Never again a leak.", "Per Ask"),
        ("quote", '"All is dry here."', "Eve Lund, buyer"),
        ("quote", "As in Markdown.", "Bo Ek"),
        ("quote", "Water\nflows", "A Poet"),
        ("quote", "down", "A Poet"),
    ]


def test_what_is_set_apart_is_the_authors_own() -> None:
    assert blocks("""\
        NOTE: The pump ships
        in May.

        [WARNING]
        ====
        It *hums*.

        Loudly.
        ====

        .An example
        ====
        Inside.
        ====

        ****
        Beside.
        ****

        --
        Open.
        --

        [abstract]
        In short.

        .A picture
        image::a.png[A pump]

        image::b.png["A valve, closed",100,title="Closed valve"]

        .Same
        image::c.png[Same]

        '''
        <<<
        toc::[]
        """) == [
        ("paragraph", "The pump ships in May.", 1, 7),
        ("paragraph", "It hums.", 6, 1),
        ("paragraph", "Loudly.", 8, 1),
        ("caption", "An example", 11, 2),
        ("paragraph", "Inside.", 13, 1),
        ("paragraph", "Beside.", 17, 1),
        ("paragraph", "Open.", 21, 1),
        ("paragraph", "In short.", 25, 1),
        ("alt", "A pump", 28, 14),
        ("caption", "A picture", 27, 2),
        ("alt", "A valve, closed", 30, 15),
        ("caption", "Closed valve", 30, 43),
        ("caption", "Same", 32, 2),
    ]


def test_footnotes_leave_their_place_and_are_read_at_the_end() -> None:
    found = document("""\
        The best pumpfootnote:[Pump _Review_, see https://a.example[page [2\\]].], they say.footnote:us[Us.] Soo.footnote:us[]

        * x

        Last.
        """)
    assert [(b.scope.value, b.text) for b in found.blocks] == [
        ("paragraph", "The best pump, they say. Soo."),
        ("item", "x"),
        ("paragraph", "Last."),
        ("footnote", "Pump Review, see page [2]."),
        ("footnote", "Us."),
    ]
    assert found.blocks[0].footnotes == (13, 24, 29)


def test_braces_of_templates_are_no_prose() -> None:
    assert words("Dear {{ name }}, hello.") == [("paragraph", f"Dear {X}, hello.")]
