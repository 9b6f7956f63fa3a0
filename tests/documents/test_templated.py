"""Markdown and HTML with a template's or a component's own signs in them: only the prose is read, nothing moves."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.reading import read
from promiselint.documents.walking import collect
from promiselint.model.documents import Document
from promiselint.model.errors import Unreadable
from tests.documents.exactness import X, assert_exact, told


def document(text: str, path: str = "offer.md") -> Document:
    return read(path, dedent(text).encode())


def blocks(text: str, path: str = "offer.md") -> list[tuple[str, str, int, int]]:
    return told(path, dedent(text))


def words(text: str, path: str = "offer.md") -> list[str]:
    return [text for _, text, _, _ in blocks(text, path)]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "offer.md.j2",
            "# A\n\n{% if x %}\n**Hi** {{ name }}\n{% endif %}\n",
            [("heading", "A"), ("paragraph", f"Hi {X}")],
        ),
        ("Offer.HTML.Jinja", "<p>Hi {{ name }}<p>Yes", [("paragraph", f"Hi {X}"), ("paragraph", "Yes")]),
        ("offer.txt.erb", "Hi <%= name %>\n", [("paragraph", f"Hi {X}")]),
        ("offer.rst.j2", "Hi\n==\n", [("heading", "Hi")]),
        (
            "page.liquid",
            "<div>\n    <h2>A</h2>\n\n    <p>{% if x %}B{% endif %}</p>\n</div>",
            [("heading", "A"), ("paragraph", "B")],
        ),
        ("note.jinja", "Hi *you*\n", [("paragraph", "Hi you")]),
    ],
)
def test_a_template_is_read_as_what_it_makes(path: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(scope, words) for scope, words, _, _ in told(path, text)] == expected


def test_a_template_of_something_else_is_not_read() -> None:
    with pytest.raises(Unreadable, match=r"^server\.conf\.j2: \.conf files are not read"):
        read("server.conf.j2", b"x")


def test_in_folders_templates_of_documents_count(tmp_path: Path) -> None:
    for name in ("a.md.j2", "b.conf.j2", "c.j2", "d.html.liquid"):
        (tmp_path / name).write_text("x")
    assert [Path(file).name for file in collect([str(tmp_path)]).files] == ["a.md.j2", "d.html.liquid"]


def test_what_decides_shows_nothing_and_what_is_filled_in_stands_as_one_sign() -> None:
    assert words("""\
        {{#if gold}}
        Gold {{{raw}}} and {{ plain }} customers{{> partial}} get {{#each x}}more{{else}}less{{/each}}.
        {{! hidden }}{{!-- with }} in it --}}

        {{ if .Gold }}Dear {{ .Name }}{{ else }}Hello{{- end -}}, {{/* hidden */}}{{ with .x }}see {{ end.date }}{{ end }}.

        <% if x %>
        Yours <%= name %>,<%# hidden %> us
        <% end %>

        {% for x in y -%}
        - {{ x }} ships {#- hidden -#}
        {% endfor %}
        """) == [
        f"Gold {X} and {X} customers get moreless.",
        f"Dear {X}Hello, see {X}.",
        f"Yours {X}, us",
        f"{X} ships",
    ]


def test_shortcodes_leave_what_they_frame_but_for_code() -> None:
    assert words("""\
        {{< note title="We never ship" >}}
        A *note* to read, {{< ref "x" >}}seen{{% param y %}}.
        {{< /note >}}

        {{< highlight go >}}
        We never ship code.

        Nor this.
        {{< /highlight >}}

        {{% comment %}}hidden{{% /comment %}}

        {{< math />}} After {{< gist a b >}} it.

        {% codeblock %}
        hidden
        {% endcodeblock %}
        """) == ["A note to read, seen.", "After it."]


def test_mdx_keeps_its_prose_only() -> None:
    found = document(
        """\
        import Card from './card'
        export const year = {
          n: 2027,

          we: "never ship"
        }

        # Pumps {year.n}

        <Tabs style={{color: 'red', a: {b: 1}}} onClick={() => go(1 > 0)}>
          <TabItem label="We never ship">

            The pump ships
            in **May**.

            - one
              more

              second
            - two

          </TabItem>
        </Tabs>

        {/* promiselint-disable-next-line PL207 -- agreed */}

        <Note>Inline *note*.</Note> and a < b.

        {items.map(i => <li key={i}>{i}</li>)}
        """,
        "a.mdx",
    )
    assert [(b.scope.value, b.text, b.lead_in, b.item) for b in found.blocks] == [
        ("heading", f"Pumps {X}", "", -1),
        ("paragraph", "The pump ships in May.", "", -1),
        ("item", "one more", "The pump ships in May.", 0),
        ("item", "second", "The pump ships in May.", 0),
        ("item", "two", "The pump ships in May.", 1),
        ("paragraph", "Inline note. and a < b.", "", -1),
    ]
    assert [(d.verb, d.codes, d.reason) for d in found.directives] == [("disable-next-line", ("PL207",), "agreed")]


def test_in_mdx_nothing_is_set_in_so_far_that_it_would_be_code() -> None:
    text = """\
        <Steps>
            ## A step

            | a | b |
            |---|---|
            | c | d |

            > Quoted
            > words

            ```js
            const x = "never"
            ```

                Deep words
                go on.

                1. deep item
        \t- tabbed
        </Steps>
        After.
        """
    assert blocks(text, "a.mdx") == [
        ("heading", "A step", 2, 8),
        ("header-cell", "a", 4, 7),
        ("header-cell", "b", 4, 11),
        ("cell", "c", 6, 7),
        ("cell", "d", 6, 11),
        ("row", "c | d", 6, 7),
        ("quote", "Quoted words", 8, 7),
        ("paragraph", "Deep words go on.", 15, 9),
        ("item", "deep item", 18, 12),
        ("item", "tabbed", 19, 4),
        ("paragraph", "After.", 21, 1),
    ]
    assert told("a.md", "    never = 1\n") == []


PIECES = [
    "We ", "ship ", "**b** ", "\n", "\n\n", "    ", "        ", "\t", "- ", "1. ", "# ", "> ", "| a | b |\n|---|---|\n| c | d |\n", "```\n",
    "<Card a={1}>", "</Card>", "<b>", "</b>", "{x}", "{{ y }}", "{{{z}}}", "{{#if a}}", "{{/if}}", "{{else}}", "{{! c }}", "{{!-- c --}}",
    "{{/* c */}}", "{{ if .A }}", "{{ end }}", "{{< highlight go >}}", "{{< /highlight >}}", "{{< n >}}", "{{< n />}}", "{{% p %}}",
    "{% if %}", "{% comment %}", "{% endcomment %}", "{# c #}", "{#- c -#}", "<% a %>", "<%= b %>", "{/* c */}", "import a from 'b'\n",
    "export const c = {\n", "}\n", "{", "}", "\ue000", "\r",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["a.mdx", "a.md.j2", "a.html.liquid", "a.txt.erb", "a.hbs"]),
    st.lists(st.sampled_from(PIECES), max_size=40),
)
def test_every_character_points_at_what_it_is_written_as(path: str, pieces: list[str]) -> None:
    assert_exact(read(path, "".join(pieces).encode()), ())


@pytest.mark.parametrize(
    "text",
    [
        "{{#if " * 5_000,
        "{{< highlight a >}}" * 5_000,
        "{{!--" * 5_000,
        "export {\n\n" * 2_000,
        " " * 5_000 + "- x\n",
        "    - x\n" * 5_000,
    ],
)
def test_nothing_is_endless(text: str) -> None:
    for path in ("a.mdx", "a.md.j2"):
        assert_exact(read(path, text.encode()), ())
