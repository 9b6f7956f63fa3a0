"""What is attached to a mail: files that can be read, other mails, and what is wrong with them."""

from __future__ import annotations

import io
from email.message import EmailMessage

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.reading import read
from promiselint.model.documents import Document, Scope
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits


def mail(text: str = "See the offer.", sender: str = "Ann Ray <ann@quarry.example>", subject: str = "") -> EmailMessage:
    made = EmailMessage()
    made["From"] = sender
    if subject:
        made["Subject"] = subject
    made.set_content(text)
    return made


def attach(made: EmailMessage, name: str, content: bytes, kind: str = "application/octet-stream") -> None:
    main, _, sub = kind.partition("/")
    made.add_attachment(content, maintype=main, subtype=sub, filename=name)


def told(made: EmailMessage | bytes, limits: Limits = Limits()) -> list[tuple[str, str, dict[str, object]]]:  # noqa: B008
    content = made if isinstance(made, bytes) else made.as_bytes()
    document = read("a.eml", content, limits=limits)
    return [(block.scope.value, block.text, dict(block.locator or {})) for block in document.blocks]


def opened(made: EmailMessage) -> Document:
    return read("a.eml", made.as_bytes())


def word() -> bytes:
    made = docx.Document()
    made.add_heading("Offer", 1)
    made.add_paragraph("Scales ship in May.")
    made.add_table(1, 2).cell(0, 0).text = "Receipts"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


BODY = ("paragraph", "See the offer.", {"part": "body", "paragraph": 1})


def test_attached_files_follow_the_body_with_their_own_places() -> None:
    made = mail()
    attach(made, "erbjudande på vågar.docx", word())
    attach(made, "notes.md", b"# Notes\n\n- Scales **ship** in\n  May.\n\n| a | b |\n|---|---|\n| c | d |\n")
    attach(made, "photo.jpg", b"\xff\xd8", "image/jpeg")
    offer, notes = {"attachment": "erbjudande på vågar.docx"}, {"attachment": "notes.md"}
    assert told(made) == [
        BODY,
        ("heading", "Offer", {**offer, "paragraph": 1, "heading": "Offer"}),
        ("paragraph", "Scales ship in May.", {**offer, "paragraph": 2, "heading": "Offer"}),
        ("cell", "Receipts", {**offer, "table": 1, "row": 1, "cell": 1}),
        ("row", "Receipts", {**offer, "table": 1, "row": 1, "cell": 1}),
        ("heading", "Notes", {**notes, "line": 1}),
        ("item", "Scales ship in May.", {**notes, "line": 3}),
        ("header-cell", "a", {**notes, "line": 6}),
        ("header-cell", "b", {**notes, "line": 6}),
        ("cell", "c", {**notes, "line": 8}),
        ("cell", "d", {**notes, "line": 8}),
        ("row", "c | d", {**notes, "line": 8}),
    ]
    document = opened(made)
    assert document.warnings == ()
    for block in document.blocks:
        assert "".join(document.text[at] for at in block.starts[:1]) == block.text[:1]
        assert [document.blocks[number].text for _, _, number in block.cells] == block.text.split(" | ")[
            : len(block.cells)
        ]
    tables = [block.cell.table for block in document.blocks if block.cell is not None]
    assert tables == [0, 0, 1, 1, 1, 1, 1]


def test_comments_in_an_attached_file_reach_no_farther_than_the_file() -> None:
    made = mail()
    attach(made, "a.md", b"# A\n\n<!-- promiselint-disable PL201 -- agreed -->\nScales ship.\n")
    attach(made, "b.md", b"<!-- promiselint-disable-next-line PL202 -- known -->\nScales ship.\n")
    document = opened(made)
    lines = [(block.text, document.place(block.starts[0]).line) for block in document.blocks]
    assert lines == [("See the offer.", 1), ("A", 2), ("Scales ship.", 5), ("Scales ship.", 7)]
    found = [(one.verb, one.codes, one.span.start.line) for one in document.directives]
    assert found == [("disable", ("PL201",), 4), ("enable", (), 6), ("disable-next-line", ("PL202",), 6)]


def test_what_cannot_be_read_is_a_warning_each() -> None:
    made = mail()
    attach(made, "empty.docx", b"")
    attach(made, "old.doc", b"\xd0\xcf\x11\xe0")
    attach(made, "text.md", b"\xff\xfe\xfd")
    attach(made, "facts.md", b"---\nchannel: radio\n---\nScales ship.\n")
    attach(made, "no\u2028line\n.pdf", b"%PDF-")
    attach(made, "smime.p7m", b"x", "application/pkcs7-mime")
    attach(made, "signature.asc", b"x", "application/pgp-signature")
    document = opened(made)
    assert [block.text for block in document.blocks] == ["See the offer.", "Scales ship."]
    starts = [warning.split("; ")[0] for warning in document.warnings]
    assert starts == [
        "a.eml: attachment empty.docx: the file is empty",
        "a.eml: attachment old.doc: .doc files are not read",
        "a.eml: attachment text.md: byte 1 is not UTF-16, which the byte order mark names",
        'a.eml: attachment facts.md:2: front matter: channel: "radio" is unknown',
        starts[4],
        "a.eml: attachment smime.p7m: it is encrypted or sealed (application/pkcs7-mime)",
    ]
    assert starts[4].startswith("a.eml: attachment no line")
    assert "\n" not in "".join(document.warnings)


def test_parts_of_the_body_around_a_file_are_read_on() -> None:
    content = (
        b'From: a@b.example\nContent-Type: multipart/mixed; boundary="=_x"\n\nFor old programs.\n--=_x\n\nScales ship.\n'
        b'--=_x\nContent-Type: text/plain; name="=?utf-8?q?n=C3=A4r=2Etxt?="\nContent-Disposition: inline\n\nIn May.\n'
        b"--=_x\nContent-Type: text/html\n\n<p>Receipts, too.</p>\n--=_x--\nNot read.\n"
    )
    assert told(content) == [
        ("paragraph", "Scales ship.", {"part": "body", "paragraph": 1}),
        ("paragraph", "Receipts, too.", {"part": "body", "paragraph": 2}),
        ("paragraph", "In May.", {"attachment": "när.txt", "line": 1}),
    ]


def test_an_attached_mail_of_the_same_sender_is_read_and_one_of_another_is_not() -> None:
    mine = mail("Scales ship in May.", "A. Ray <ANN@quarry.example>", "Scales")
    attach(mine, "a.txt", b"Receipts ship.")
    for as_file in (False, True):
        made = mail()
        if as_file:
            attach(made, "mine.eml", mine.as_bytes())
            attach(made, "his.eml", mail("We buy.", "Bo <bo@harbour.example>").as_bytes())
        else:
            made.add_attachment(mine)
            made.add_attachment(mail("We buy.", "Bo <bo@harbour.example>"))
        place = {"message": "mine.eml" if as_file else "Scales"}
        assert told(made) == [
            BODY,
            ("title", "Scales", {**place, "part": "subject"}),
            ("paragraph", "Scales ship in May.", {**place, "part": "body", "paragraph": 1}),
            ("paragraph", "Receipts ship.", {**place, "attachment": "a.txt", "line": 1}),
        ]


def test_a_digest_holds_mails_and_what_servers_say_is_left_out() -> None:
    parts = (
        "From: ann@quarry.example\nContent-Type: {}; boundary=x\n\n--x\n\nFrom: ann@quarry.example\nSubject: One\n\nScales ship."
        "\n--x\nContent-Type: message/delivery-status; name=a.txt\n\nStatus: 5\n--x\nContent-Type: message/rfc822\n\n"
        "From: bo@harbour.example\n\nWe buy.\n--x--\n"
    )
    assert told(parts.format("multipart/digest").encode()) == [
        ("title", "One", {"message": "One", "part": "subject"}),
        ("paragraph", "Scales ship.", {"message": "One", "part": "body", "paragraph": 1}),
    ]
    assert told(b"From: a@b.example\nContent-Type: multipart/mixed\n\nScales ship.") == [
        ("paragraph", "Scales ship.", {"part": "body", "paragraph": 1})
    ]


def test_what_is_over_a_limit_is_said() -> None:
    made = mail()
    for number in range(102):
        attach(made, f"{number}.txt", b"Scales ship.")
    document = opened(made)
    assert len(document.blocks) == 101
    assert document.warnings == (
        "a.eml: attachment 100.txt: it and those after it are not read; expected at most 100 files",
    )
    few = Limits(parts=2)
    with pytest.raises(Unreadable, match=r"^a.eml: more than 2 parts were found in it; expected at most 2$"):
        told(made, few)
    with pytest.raises(Unreadable, match=r"^a.eml: more than \d+ characters of text were found; expected at most 5$"):
        told(mail(), Limits(text=5))
    full = mail()
    attach(full, "a.txt", b"Scales ship in May.")
    assert [text for _, text, _ in told(full, Limits(unpacked=5))] == ["See the offer."]


# What means harm

HEAD = b"From: a@b.example\nSubject: x\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty; expected a mail as programs save it (.eml)"),
        (b" \r\n", "the file is empty; expected a mail as programs save it (.eml)"),
        (
            b"Hello there",
            "it begins with no header of a mail such as From: or Subject:; expected a mail as programs save it (.eml)",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx",
            "it is an Outlook message (.msg); expected a mail as programs save it (.eml)",
        ),
        (
            HEAD + b"Content-Type: multipart/encrypted; boundary=x\n\n--x--",
            "it is encrypted or sealed (multipart/encrypted); expected a mail as programs save it (.eml) that can be read",
        ),
        (
            HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(120)),
            "more than 100 levels of nesting were found; expected at most 100",
        ),
        (
            (HEAD + b"Content-Type: message/rfc822\n\n") * 120,
            "more than 100 levels of nesting were found; expected at most 100",
        ),
        (
            HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nhi\n" * 21_000,
            "more than 20,000 parts were found in it; expected at most 20,000",
        ),
    ],
)
def test_what_is_no_mail_or_too_much_is_unreadable(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read("a.eml", content)
    assert str(caught.value) == f"a.eml: {said}"


MANY = 100_000


@pytest.mark.parametrize(
    "content",
    [
        b"".join(b"X-%d: y\n" % number for number in range(MANY)) + HEAD + b"\nScales ship.",
        b"X: y\n" * MANY + HEAD + b"\nScales ship.",
        HEAD + b"X: y\n" + b" z\n" * MANY + b"\nScales ship.",
        HEAD + b"To: " + b"(" * MANY + b"\n\nScales ship.",
        HEAD + b"X: " + b"=?utf-8?q?" * MANY + b"\n\nScales ship.",
        HEAD + b"Content-Type: text/plain; " + b'a="b";' * MANY + b"\n\nScales ship.",
        HEAD + b"\nScales ship.\n\n" + b"--\n" * MANY,
        HEAD + b"\nScales ship.\n" + b"> " * MANY,
        HEAD + b"\nScales ship.\n\n" + b"Regards\n" * MANY,
        HEAD + b"\nScales ship.\n\nOn " + b"Monday 2026 at 10:00 x " * MANY,
        HEAD + b"Content-Type: text/html\n\n<p>Scales ship." + b"<div class=gmail_signature>" * MANY,
        HEAD + b"Content-Type: text/html\n\n<p>Scales ship." + b"<blockquote>" * MANY + b"x",
        b"From ann Mon Nov 9 2026\n" + HEAD + b"\nScales ship.",
    ],
)
def test_endless_headers_and_lines_are_read(content: bytes) -> None:
    assert any(block.text.endswith("Scales ship.") for block in read("a.eml", content).blocks)


SIGNS = st.sampled_from(b"\r\n:;=\"<>()@?-. \t\\/&\0\xff%*'")
WHOLE = mail("Hi\n\nOn Mon 3 May 2026 at 10:00, Bo <b@c.example> wrote:\n> x\n\n> y\nYes\n-- \nAnn", subject="Vågar")
WHOLE.add_alternative(
    "<p>Hi &amp; <br>you</p><div class=gmail_signature>x</div><blockquote>q</blockquote>", subtype="html"
)
attach(
    WHOLE, "nö.md", b"# T\n\n<!-- promiselint-disable PL201 -- x -->\nwe ship\n\n|a|b|\n|-|-|\n|c|d|\n", "text/markdown"
)
WHOLE.add_attachment(mail("Scales ship."))
BYTES = WHOLE.as_bytes()


def assert_sound(content: bytes) -> None:
    try:
        document = read("a.eml", content)
    except Unreadable as error:
        refused = str(error)
    else:
        assert_exact(document)
        return
    assert refused.startswith("a.eml: ")
    assert "\n" not in refused


def assert_exact(document: Document) -> None:
    assert all(line.startswith("a.eml: ") and "\n" not in line for line in document.warnings)
    for block in document.blocks:
        assert len(block.text) == len(block.starts) == len(block.ends)
        assert all(0 <= start <= end <= len(document.text) for start, end in zip(block.starts, block.ends, strict=True))
        assert (
            "attachment" in (block.locator or {})
            or block.scope is Scope.ROW
            or _shows(document, block.starts, block.text)
        )


def _shows(document: Document, starts: tuple[int, ...], text: str) -> bool:
    return all(document.text[at] == sign or sign == "\n" for at, sign in zip(starts, text, strict=True))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_read_or_unreadable(content: bytes, headed: bool) -> None:
    assert_sound(HEAD + content if headed else content)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(BYTES)), st.integers(0, 30), st.lists(SIGNS, max_size=5).map(bytes)), max_size=8
    )
)
def test_a_mail_with_some_bytes_changed_is_read_or_unreadable(changes: list[tuple[int, int, bytes]]) -> None:
    content = bytearray(BYTES)
    for at, gone, signs in changes:
        content[at : at + gone] = signs
    assert_sound(bytes(content))
