"""Mails as programs write them: what the sender says stays, what is answered, passed on or signed does not."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage

import pytest

from promiselint.documents.reading import read
from promiselint.model.documents import Document, Facts

TITLE = {"part": "subject"}


def told(content: bytes | EmailMessage, path: str = "a.eml") -> list[tuple[str, str, dict[str, object]]]:
    """Scope, text and locator of every block."""
    return [(block.scope.value, block.text, dict(block.locator or {})) for block in opened(content, path).blocks]


def opened(content: bytes | EmailMessage, path: str = "a.eml") -> Document:
    return read(path, content if isinstance(content, bytes) else content.as_bytes())


def said(text: str, *, kind: str = "plain", headers: str = "") -> list[tuple[str, str]]:
    """Scope and text of a body's blocks."""
    content = f"From: Ann Ray <ann@quarry.example>\n{headers}Content-Type: text/{kind}; charset=utf-8\n\n{text}"
    return [(block.scope.value, block.text) for block in opened(content.encode()).blocks]


def mail(subject: str = "", sender: str = "Ann Ray <ann@quarry.example>") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = sender, "bo@harbour.example"
    if subject:
        made["Subject"] = subject
    return made


def body(number: int) -> dict[str, object]:
    return {"part": "body", "paragraph": number}


def test_a_swedish_mail_with_a_signature_and_what_it_answers() -> None:
    made = mail("Anbud på stenbrottets vågar", "Märta Öst <marta@quarry.example>")
    made["Date"] = "Mon, 09 Nov 2026 23:30:00 +0100"
    made.set_content(
        "Hej Bo,\n\nVi levererar vågarna i mars 2027, och\nkopplingen till lönerna kommer i april. Det ingår:\n\n"
        "- Vägning av lastbilar\n- Kvitton på svenska\n\nMed vänlig hälsning\nMärta Öst\nSäljare, Quarry AB\n"
        "070-123 45 67\n\nDen tors 5 nov. 2026 kl 14:03 skrev Bo Ek <bo@harbour.example>:\n\n> Har ni kvitton?\n> /Bo\n"
    )
    assert told(made) == [
        ("title", "Anbud på stenbrottets vågar", TITLE),
        ("paragraph", "Hej Bo,", body(1)),
        (
            "paragraph",
            "Vi levererar vågarna i mars 2027, och kopplingen till lönerna kommer i april. Det ingår:",
            body(2),
        ),
        ("item", "Vägning av lastbilar", body(3)),
        ("item", "Kvitton på svenska", body(4)),
    ]
    assert opened(made).facts == Facts(
        channel="email", date=dt.date(2026, 11, 9), author="Märta Öst <marta@quarry.example>"
    )


def test_each_paragraph_is_a_line_of_the_extracted_text() -> None:
    made = mail("Scales")
    made.set_content("Truck scales ship in\nMarch.\n\nReceipts do, too.\n")
    document = opened(made)
    assert document.text == "Scales\nTruck scales ship in March.\nReceipts do, too.\n"
    assert [document.place(block.starts[0]).line for block in document.blocks] == [1, 2, 3]
    assert all(document.text[block.starts[0] : block.ends[-1]] == block.text for block in document.blocks)


def test_answers_between_the_quoted_lines_stay_with_what_they_answer() -> None:
    text = (
        "Hi,\n\nOn Mon, 9 Nov 2026 at 14:03, Bo Ek\n<bo@harbour.example> wrote:\n> Will receipts be there in \n> May?\n\n"
        "They ship on 1 May \n2027.\n\n> And scales?\n> -- \n> Chief, Harbour\n\nScales are there.\n-- \nAnn Ray\n"
        "The best scales on earth.\n"
    )
    found = opened(f"From: ann@quarry.example\nContent-Type: text/plain; format=flowed\n\n{text}".encode())
    assert [(block.scope.value, block.text, block.quoted, block.attribution) for block in found.blocks] == [
        ("paragraph", "Hi,", False, ""),
        ("quote", "Will receipts be there in May?", True, ""),
        ("paragraph", "They ship on 1 May 2027.", False, ""),
        ("quote", "And scales?", True, ""),
        ("paragraph", "Scales are there.", False, ""),
    ]


OUTLOOK = "From: Bo Ek <bo@harbour.example>\nSent: Monday, 9 November 2026 14:03\nTo: Ann Ray\nSubject: Scales\n\nWe will buy.\n"
OUTLOOK_SV = "Från: Bo Ek\nSkickat: den 9 november 2026 14:03\nTill: Ann Ray\nÄmne: Vågar\n\nVi kommer att köpa.\n"


@pytest.mark.parametrize(
    "earlier",
    [
        OUTLOOK,
        OUTLOOK_SV,
        f"________________________________\n{OUTLOOK}",
        f"-----Original Message-----\n{OUTLOOK}",
        f"-----Ursprungligt meddelande-----\n{OUTLOOK_SV}",
        "*From:* Bo Ek\n*Date:* Monday\n*To:* Ann Ray\n\nWe will buy.\n",
        "---------- Forwarded message ---------\nWe will buy.\n",
        "---------- Vidarebefordrat meddelande ---------\nVi köper.\n",
        "Begin forwarded message:\n\nFrom: Bo\n\nWe will buy.\n",
        "Påbörjat vidarebefordrat brev:\n\nVi köper.\n",
        "On 9 Nov 2026, at 14:03, Bo Ek <bo@harbour.example> wrote:\n\nWe will buy.\n",
        "On 11/9/26 2:03 PM, Bo Ek wrote:\n> We will buy.\n>> We sell.\n",
        "9 nov. 2026 kl. 14:03 skrev Bo Ek <bo@harbour.example>:\n\n> Vi köper.\n",
        "Den 2026-11-09 kl. 14:03, skrev Bo Ek:\n> Vi köper.\n",
        "2026-11-09 14:03 GMT+01:00 Bo Ek <bo@harbour.example>:\n\n> Vi köper.\n",
        "> We will buy.\n",
    ],
)
def test_the_correspondence_so_far_is_left_out(earlier: str) -> None:
    assert said(f"Scales ship in May.\n\n{earlier}") == [("paragraph", "Scales ship in May.")]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, 9 November 2026 the board wrote: we ship in May.",
        "From: 1 May you can weigh trucks.",
        "From: Malmö\n\nTo: Gävle",
        "We forwarded message 4 to you.",
        "Den nya vågen, som kollegan skrev om, kommer i maj.",
        "Best of all are the scales.",
        "Thank you for the visit in May, when we will ship the scales.",
        "This e-mail is about what we ship in May, and intended to help you.",
        "If you received the scales, they will work in May.",
        ">From May on, we ship.",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert " ".join(words for _, words in said(text)) == " ".join(text.removeprefix(">").split())


SIGNATURES = [
    "Kind regards,\nAnn Ray",
    "Many thanks,\n\nKind regards\nAnn Ray\nSales, Quarry Ltd.\n+46 70 123 45 67",
    "Best\nAnn",
    "Cheers, Ann",
    "Regards\n\nAnn Ray\n\nQuarry AB | Stengatan 1 | 211 00 Malmö\nwww.quarry.example",
    "Med vänliga hälsningar\nAnn Ray\n\nTel: 040-12 34 56",
    "Mvh Ann",
    "Vänligen,\nAnn",
    "/Ann",
    "// Ann Ray",
    "Hälsningar Ann\nSäljare",
    "-- \nAnn Ray\nThe best scales on earth.",
    "--\nAnn Ray\nThe best scales on earth.",
    "Ann Ray\nSales, Quarry Ltd\n+46 70 123 45 67",
    "Sent from my iPhone",
    "Skickat från min iPhone",
    "Get Outlook for iOS <https://aka.example/x>",
    "This e-mail and its attachments are confidential. We will never share it. It is intended only for you.",
    "Detta mejl är konfidentiellt och avsett enbart för mottagaren. Vi kommer alltid att radera det.",
    "Om du inte är rätt mottagare, radera det. Vi garanterar inget.",
    "If you are not the intended recipient, delete it. We guarantee nothing.",
    "Please consider the environment before printing. We will plant a tree.",
    "Unsubscribe from what we will send.",
    "Kind regards,\nAnn\n\nThis message is privileged and confidential. We will delete it.",
]


@pytest.mark.parametrize("signature", SIGNATURES)
def test_signatures_and_notices_are_left_out(signature: str) -> None:
    assert said(f"Scales ship in May.\n\n{signature}\n") == [("paragraph", "Scales ship in May.")]


@pytest.mark.parametrize("signature", SIGNATURES)
def test_what_stands_above_the_earlier_mail_is_read_without_its_signature(signature: str) -> None:
    quoted = f"We buy.\n{signature}".replace("\n", "\n> ")
    earlier = f"On Mon, 9 Nov 2026 at 14:03, Bo wrote:\n\n> {quoted}"
    assert said(f"Scales ship in May.\n\n{signature}\n\n{earlier}") == [("paragraph", "Scales ship in May.")]


@pytest.mark.parametrize(
    "last",
    [
        "PS. Receipts ship in June.",
        "By the way, receipts ship in June, and you get\nthem all.",
        "- Receipts ship in June",
    ],
)
def test_a_postscript_below_the_signature_stays(last: str) -> None:
    found = said(f"Thanks!\n\nScales ship in May:\n\n- Small ones\n\nKind regards\nAnn Ray\n\n{last}\n")
    assert [words for _, words in found] == [
        "Thanks!", "Scales ship in May:", "Small ones", " ".join(last.removeprefix("- ").split())
    ]  # fmt: skip


def test_a_warning_of_the_mail_system_is_left_out() -> None:
    text = "CAUTION: This email originated from outside of the organization. Do not click.\n\nScales ship in May.\n"
    assert said(text) == [("paragraph", "Scales ship in May.")]


# HTML

OUTLOOK_HTML = """<html><head><style>p {color: red}</style></head><body lang=SV><div class=WordSection1>
<p class=MsoNormal>Hi Bo,</p><p class=MsoNormal>Truck scales ship in <b>March</b>.<o:p></o:p></p>
<table><tr><th>Part</th><th>When</th></tr><tr><td>Scale &amp; cable</td><td>May</td></tr></table>
<p class=MsoNormal>Kind regards,<o:p></o:p></p><p class=MsoNormal>Ann Ray<br>Sales, Quarry<br>+46 70 123 45 67</p>
<p>PS. Receipts come in June.</p>
<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>From:</b> Bo &lt;bo@h.example&gt; <br>
<b>Sent:</b> Monday, November 9, 2026 2:03 PM<br><b>To:</b> Ann<br><b>Subject:</b> Scales</p></div>
<p>We will ship you our trucks.</p></div></body></html>"""
GMAIL_HTML = """<div dir="ltr"><div>Scales ship in May.</div><br clear="all"><div><div dir="ltr" class="gmail_signature">
<div dir="ltr">Ann Ray<br>The best scales on earth.</div></div></div></div><br><div class="gmail_quote">
<div dir="ltr" class="gmail_attr">On Mon, 9 Nov 2026 at 14:03, Bo Ek &lt;<a href="mailto:bo@h.example">bo@h.example</a>&gt;
wrote:<br></div><blockquote class="gmail_quote" style="margin:0"><div>Will you ship?</div></blockquote>{}</div>"""


def test_an_outlook_page_is_read_down_to_the_mail_it_answers() -> None:
    made = mail("Scales")
    made.set_content(OUTLOOK_HTML, subtype="html")
    cell = {"part": "body", "table": 1}
    assert told(made) == [
        ("title", "Scales", TITLE),
        ("paragraph", "Hi Bo,", body(1)),
        ("paragraph", "Truck scales ship in March.", body(2)),
        ("header-cell", "Part", {**cell, "row": 1, "cell": 1}),
        ("header-cell", "When", {**cell, "row": 1, "cell": 2}),
        ("cell", "Scale & cable", {**cell, "row": 2, "cell": 1}),
        ("cell", "May", {**cell, "row": 2, "cell": 2}),
        ("row", "Scale & cable | May", {**cell, "row": 2, "cell": 1}),
        ("paragraph", "PS. Receipts come in June.", body(3)),
    ]
    document = opened(made)
    row = document.blocks[7]
    assert [document.blocks[number].text for _, _, number in row.cells] == ["Scale & cable", "May"]
    assert document.span(row, 16, 19) == document.span(document.blocks[6], 0, 3)
    assert document.blocks[2].strong == ((21, 26),)
    assert {block.language for block in document.blocks} == {None}


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("", [("paragraph", "Scales ship in May.")]),
        (
            "<div>Yes, in May.</div>",
            [("paragraph", "Scales ship in May."), ("quote", "Will you ship?"), ("paragraph", "Yes, in May.")],
        ),
    ],
)
def test_a_gmail_page_is_read_without_signature_and_correspondence(answer: str, wanted: list[tuple[str, str]]) -> None:
    assert said(GMAIL_HTML.format(answer), kind="html") == wanted


@pytest.mark.parametrize(
    "earlier",
    [
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Bo</div><div>We will buy.</div>',
        '<div class="OutlookMessageHeader">From: Bo</div><p>We will buy.</p>',
        '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Bo</div>We buy.</div>',
        '<div class="yahoo_quoted">On Monday, Bo wrote: We will buy.</div>',
        '<div class="moz-cite-prefix">On 9 Nov 2026 14:03, Bo Ek wrote:<br></div><blockquote type="cite">We buy.</blockquote>',
        "<div><b>Från:</b> Bo</div><div><b>Skickat:</b> måndag</div><div><b>Till:</b> Ann</div><p>Vi köper.</p>",
        '<pre class="moz-signature">Ann</pre><div id="Signature"><p>The best scales.</p></div>',
    ],
)
def test_marked_correspondence_of_other_programs_is_left_out(earlier: str) -> None:
    assert said(f"<body><p>Scales ship in May.</p>{earlier}</body>", kind="html") == [
        ("paragraph", "Scales ship in May.")
    ]


# Forms of one text, headers, character sets


def test_plain_text_is_taken_before_html_unless_it_is_a_stub() -> None:
    made = mail()
    made.set_content("Scales ship in May.")
    made.add_alternative("<p>Scales ship in <b>May</b>.</p>", subtype="html")
    assert told(made) == [("paragraph", "Scales ship in May.", body(1))]
    for stub in ("", "View it in your browser: https://quarry.example/x"):
        made = mail()
        made.set_content(stub)
        made.add_alternative("<h1>News</h1><p>" + "Scales ship in May, and more. " * 4 + "</p>", subtype="html")
        assert told(made)[0] == ("heading", "News", body(1))
        assert len(told(made)) == 2


def test_subjects_of_answers_are_somebody_elses_words() -> None:
    for subject, quoted in (("Scales in May", False), ("Re: Scales", True), ("SV: Vågar", True), ("VB: Vågar", True)):
        made = mail(subject)
        made.set_content("Hi.")
        assert [(block.text, block.quoted) for block in opened(made).blocks] == [(subject, quoted), ("Hi.", False)]


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ("Ann Ray <ann@quarry.example>", "Ann Ray <ann@quarry.example>"),
        ('"Ray, Ann" <ann@quarry.example>', "Ray, Ann <ann@quarry.example>"),
        ("ann@quarry.example (Ann Ray)", "Ann Ray <ann@quarry.example>"),
        ("<ann@quarry.example>", "ann@quarry.example"),
        ("=?iso-8859-1?q?=C5sa?= <asa@quarry.example>", "Åsa <asa@quarry.example>"),
        ("=?utf-8?q?Boss_=3Cboss=40quarry.example=3E?= <eve@x.example>", "Boss boss@quarry.example <eve@x.example>"),
        ("Ann", "Ann"),
        ("", None),
    ],
)
def test_the_sender_is_the_author(sender: str, author: str | None) -> None:
    assert opened(f"From: {sender}\nSubject: x\n\nHi.".encode()).facts.author == author


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 10 Nov 2026 00:30:00 +0100", dt.date(2026, 11, 10)),
        ("10 Nov 2026 23:30 -0800", dt.date(2026, 11, 10)),
        ("10 Foo 2026", None),
        ("Tue, 45 Nov 2026 00:30:00 +0100", None),
        ("", None),
    ],
)
def test_the_day_is_that_on_which_the_sender_sent_it(written: str, day: dt.date | None) -> None:
    assert opened(f"From: a@b.example\nDate: {written}\n\nHi.".encode()).facts.date == day


def test_a_sidecar_and_a_path_default_are_stronger_than_the_usual_channel() -> None:
    content = b"From: a@b.example\nDate: Tue, 10 Nov 2026 00:30:00 +0100\n\nHi."
    beside = read("a.eml", content, sidecar=b"channel: proposal\ncustomer: Harbour").facts
    assert beside == Facts("proposal", "Harbour", date=dt.date(2026, 11, 10), author="a@b.example")
    assert read("a.eml", content, defaults=Facts(channel="marketing")).facts.channel == "marketing"


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ("Content-Type: text/plain; charset=iso-8859-1", "Vågen är här.".encode("latin-1")),
        ("Content-Type: text/plain; charset=utf-8", "Vågen är här.".encode("latin-1")),  # wrong
        ("Content-Type: text/plain; charset=us-ascii", "Vågen är här.".encode()),  # wrong
        ("Content-Type: text/plain; charset=x-nonsense", "Vågen är här.".encode()),
        ("Content-Type: text/plain; charset=zlib", "Vågen är här.".encode()),
        ("Content-Type: text/plain; charset*=utf-8''utf%2D8", "Vågen är här.".encode()),
        ("Content-Type: nonsense", "Vågen är här.".encode()),
        ("Content-Transfer-Encoding: quoted-printable", b"V=C3=A5gen =\r\n=C3=A4r h=C3=A4r."),
        ("Content-Transfer-Encoding: BASE64", b"VsOlZ2VuIMOkciBo\r\nw6RyLg="),  # cut off
        ("X: y", "\ufeffVågen är här.".encode()),
    ],
)
def test_every_character_set_and_encoding_is_read(headers: str, content: bytes) -> None:
    whole = f"From: a@b.example\nMIME-Version: 1.0\n{headers}\n\n".encode() + content
    assert told(whole) == [("paragraph", "Vågen är här.", body(1))]


def test_a_comment_silences_the_paragraph_after_it() -> None:
    made = mail()
    made.set_content("Hi.\n\n# promiselint-disable-next-line PL201 -- agreed\nScales ship on\n1 May.\n")
    document = opened(made)
    (only,) = document.directives
    assert document.text == "Hi.\n# promiselint-disable-next-line PL201 -- agreed\nScales ship on 1 May.\n"
    assert (only.codes, only.reason, only.span.start.line, only.fault) == (("PL201",), "agreed", 2, "")
    made.set_content("<p>Hi.</p><!-- promiselint-disable PL201 -- agreed --><p>Scales.</p>", subtype="html")
    found = opened(made).directives
    assert [(one.verb, one.codes, one.span.start.line) for one in found] == [
        ("disable", ("PL201",), 2),
        ("enable", (), 4),
    ]
