"""What two dots begin in reStructuredText, and the fields at its top."""

from __future__ import annotations

import datetime as dt
from textwrap import dedent

from promiselint.documents.reading import read
from promiselint.model.documents import Document, Facts
from promiselint.model.places import Place, Span
from tests.documents.exactness import X, told

CHANNELS = "expected marketing, web, email, proposal or release-notes"


def document(text: str) -> Document:
    return read("offer.rst", dedent(text).encode())


def blocks(text: str) -> list[tuple[str, str, int, int]]:
    return told("offer.rst", dedent(text))


def words(text: str) -> list[tuple[str, str]]:
    return [(scope, text) for scope, text, _, _ in blocks(text)]


def test_directives_that_frame_prose_are_read() -> None:
    assert blocks("""\
        .. note:: The pump ships
           in May.

           It does.

        .. admonition:: A title
           :class: x

           Inside.

        .. versionadded:: 4.2
           Pumps hum.

        .. only:: html

           Seen.

        .. toctree::
           :caption: No

           a

        .. tabs::

           .. tab:: Linux

              In a tab.

        .. image:: a.png
           :alt: A pump

        .. figure:: b.png
           :alt: A *valve*

           A valve.

           Its legend.

        .. figure:: c.png
           :alt: Brass

           **Brass**
        """) == [
        ("paragraph", "The pump ships in May.", 1, 11),
        ("paragraph", "It does.", 4, 4),
        ("caption", "A title", 6, 17),
        ("paragraph", "Inside.", 9, 4),
        ("paragraph", "Pumps hum.", 12, 4),
        ("paragraph", "Seen.", 16, 4),
        ("caption", "Linux", 25, 13),
        ("paragraph", "In a tab.", 27, 7),
        ("alt", "A pump", 30, 10),
        ("alt", "A *valve*", 33, 10),
        ("caption", "A valve.", 35, 4),
        ("paragraph", "Its legend.", 37, 4),
        ("caption", "Brass", 42, 6),
    ]


def test_nothing_is_ever_included() -> None:
    assert blocks(
        ".. include:: restructured.rst\n\n.. literalinclude:: a.py\n\n.. csv-table:: T\n   :file: a.csv\n"
    ) == [("caption", "T", 5, 16)]


def test_the_fields_at_the_top_are_facts() -> None:
    found = document("""\
        .. a comment

        Offer
        =====

        :Customer: Holm
          & Co
        :channel: webb
        :Date: 2026-11-04
        :version: $Revision: 12 $
        :language: sv
        :author: Nobody
        :description: Of pumps
        :Depth: 12 m

        Text.

        :customer: prose here
        """)
    assert found.facts == Facts(customer="Holm & Co", date=dt.date(2026, 11, 4), language="sv", author="Nobody")
    assert found.warnings == (f'offer.rst:8: field list: channel: "webb" is unknown; {CHANNELS}; did you mean "web"?',)
    assert [(block.scope.value, block.text) for block in found.blocks] == [
        ("heading", "Offer"),
        ("description", "Of pumps"),
        ("item", "Depth"),
        ("item", "12 m"),
        ("paragraph", "Text."),
        ("item", "customer"),
        ("item", "prose here"),
    ]


def test_comments_are_no_prose_and_may_speak_to_promiselint() -> None:
    found = document("""\
        - one

        .. promiselint-disable-next-line PL201 -- agreed,
           until: 2027-01-31

        - two

        ..
           hidden

        .. _target:
        .. __: http://a.example
        __ http://b.example

        ..

            a quotation
        """)
    assert [(b.scope.value, b.text) for b in found.blocks] == [
        ("item", "one"),
        ("item", "two"),
        ("quote", "a quotation"),
    ]
    (directive,) = found.directives
    assert (directive.verb, directive.codes, directive.reason, directive.until, directive.fault, directive.span) == (
        "disable-next-line",
        ("PL201",),
        "agreed",
        dt.date(2027, 1, 31),
        "",
        Span(Place(3, 1), Place(4, 21)),
    )


def test_a_suppression_written_as_a_directive_says_what_is_wrong() -> None:
    (directive,) = document(".. promiselint:: disable PL201 -- r\n").directives
    assert directive.fault


def test_templates_are_no_prose() -> None:
    assert words("{% if x %}\nDear {{ name }}, hello.\n{% endif %}") == [("paragraph", f"Dear {X}, hello.")]
