"""A document's own facts: front matter, meta elements, sidecar, defaults; what is wrong is said, the rest is used."""

from __future__ import annotations

import datetime as dt

import pytest

from promiselint.documents.reading import read
from promiselint.model.documents import Facts

CHANNELS = "expected marketing, web, email, proposal or release-notes"


def facts(matter: str, path: str = "a.md") -> tuple[Facts, tuple[str, ...]]:
    document = read(path, f"---\n{matter}---\nText.\n".encode())
    return document.facts, document.warnings


def test_front_matter_gives_every_fact() -> None:
    found = facts(
        "channel: release-notes\ncustomer: 'Holm & Co'\nsales_owner: ada\ndate: 2026-11-04\nlanguage: sv\n"
        'version: 7.10\nproduct: "Pump"\ntags: [a, b]\nnested: {channel: web}\n'
    )
    assert found == (Facts("release-notes", "Holm & Co", "ada", dt.date(2026, 11, 4), "sv", "7.10", "Pump"), ())


def test_what_is_wrong_is_said_with_its_line_and_the_rest_is_used() -> None:
    assert facts("customer: Holm\nchannel: webb\ndate: 2026-02-30\nlanguage: de\nproduct: [a]\nsales_owner: ~\n") == (
        Facts(customer="Holm"),
        (
            f'a.md:3: front matter: channel: "webb" is unknown; {CHANNELS}; did you mean "web"?',
            'a.md:4: front matter: date: "2026-02-30" is no date; expected one such as 2027-04-15',
            'a.md:5: front matter: language: "de" is unknown; expected en or sv',
            "a.md:6: front matter: product: a list or a mapping was found; expected one text",
        ),
    )


@pytest.mark.parametrize(
    "written", ["2026-11-04", "2026-11-4", '"2026-11-04"', "2026-11-04T10:00:00Z", "2026-11-04 10:00:00 +0100"]
)
def test_a_date_may_carry_a_time(written: str) -> None:
    assert facts(f"date: {written}\n")[0].date == dt.date(2026, 11, 4)


def test_broken_yaml_is_no_end_of_it() -> None:
    document = read("a.md", b"---\ncustomer: Holm\ntitle: Pumps: all of them\nchannel: email\n---\nText.\n")
    assert document.facts == Facts(customer="Holm", channel="email")
    assert document.warnings == ("a.md:3: front matter: mapping values are not allowed in this context; expected YAML",)
    assert [(block.scope.value, block.text) for block in document.blocks] == [
        ("title", "Pumps: all of them"),
        ("paragraph", "Text."),
    ]


def test_an_alias_is_refused() -> None:
    found = facts("a: &a [x]\nb: &b [*a, *a]\nchannel: web\n")
    assert found == (
        Facts(channel="web"),
        ("a.md:3: front matter: an alias was found; expected the value itself; expected YAML",),
    )


def test_titles_are_blocks_with_exact_places() -> None:
    text = "---\r\ndescription: >-\r\n  Runs\r\n  quietly\r\ntitle: 'The ''new''  pump 😀'\r\nauthor: Eva\r\n---\r\nText.\r\n"
    document = read("a.md", text.encode("utf-8-sig"))
    assert [
        (b.scope.value, b.text, document.place(b.starts[0]), document.place(b.ends[-1])) for b in document.blocks
    ] == [
        ("description", "Runs quietly", document.place(text.index("Runs")), document.place(text.index("quietly") + 7)),
        ("title", "The 'new' pump 😀", document.place(text.index("The")), document.place(text.index("😀") + 1)),
        ("paragraph", "Text.", document.place(text.index("Text.")), document.place(text.index("Text.") + 5)),
    ]


def test_rules_between_paragraphs_are_no_front_matter() -> None:
    document = read("a.md", b"---\nThe pump.\n\n---\nThe valve.\n")
    assert [block.text for block in document.blocks] == ["The pump.", "The valve."]
    assert [block.text for block in read("a.txt", b"---\nchannel: web\n---\n").blocks] == ["channel: web"]


def test_toml_front_matter_is_skipped_and_said() -> None:
    document = read("a.md", b'+++\ntitle = "x"\n+++\nText.\n')
    assert [block.text for block in document.blocks] == ["Text."]
    assert document.warnings == ("a.md:1: front matter: TOML between +++ was found; expected YAML between ---",)


def test_meta_elements_give_facts() -> None:
    document = read(
        "a.html",
        b'<meta name="promise:channel" content="web">\n<meta name="promiselint:sales-owner" content="ada">\n'
        b'<meta name="promise:chanel" content="web">\n<meta name="promise:date" content="soon">\n<meta name=robots content=x>',
    )
    assert document.facts == Facts(channel="web", sales_owner="ada")
    assert [warning.split(";")[0] for warning in document.warnings] == [
        'a.html:3: meta: key "chanel" is unknown',
        'a.html:4: meta: date: "soon" is no date',
    ]


def test_the_nearest_word_wins() -> None:
    document = read(
        "a.html",
        b'---\nchannel: web\n---\n<html lang=en><meta name="promise:channel" content=email><meta name="promise:customer" content=Holm>',
        sidecar=b"channel: proposal\ncustomer: Ask\nlanguage: sv\nproduct: Pump\n",
        defaults=Facts(channel="marketing", product="Valve", version="3"),
    )
    assert document.facts == Facts(channel="web", customer="Holm", language="en", product="Pump", version="3")
    assert document.language == "en"


def test_a_sidecar_holds_nothing_but_facts() -> None:
    document = read("a.txt", b"Text.", sidecar=b"chanel: web\ncustomer: Holm\n")
    assert document.facts == Facts(customer="Holm")
    assert document.warnings == (
        (
            'a.txt.promise.yaml:1: sidecar: key "chanel" is unknown; expected channel, customer, sales_owner, date, language, '
            'version, product, author or deal; did you mean "channel"?'
        ),
    )
    assert read("a.txt", b"", sidecar=b"- web\n").warnings == (
        "a.txt.promise.yaml:1: sidecar: no mapping was found; expected facts such as channel: web",
    )
    assert read("a.txt", b"", sidecar=b"# later\n").warnings == ()
