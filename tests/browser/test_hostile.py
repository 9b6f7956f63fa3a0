"""What others write never becomes markup, script, style or link in the HTML report, in a real browser."""

from __future__ import annotations

from dataclasses import replace

from promiselint.documents.reading import read
from promiselint.model.documents import Facts
from promiselint.model.findings import Answered, Author, Change, FileError, Introduction, Read, Report, Silenced, Turn
from tests.browser.opening import Opening
from tests.report.html_reports import EVA, ROADMAP, SAUNA, Spot, found, report

MARKUP = '<img src=x onerror="alert(1)"></script><script>alert(2)</script><style>*{display:none}</style>'
ODD = f"{MARKUP}javascript:alert(3)&#60;b&#62;{{{{7*7}}}}${{alert(4)}}{{n}}\u202eevil\u2028x"
VIEWS = ("overview", "findings", "document", "timeline", "matrix", "decisions")


def hostile() -> Report:
    """A report in which all that others write is markup, and every name is one that objects have."""
    text = f"# {ODD}\n\nSauna booking {ODD} ends. ![{ODD}](javascript:alert(5)) [go](javascript:alert(6))\n\n| a | {ODD} |\n|---|---|\n| x | {ODD} |\n"
    document = read("a.md", text.replace("\u2028", " ").encode())
    document = replace(
        document, path=f"{ODD}/constructor.md", warnings=(ODD,),
        facts=Facts(channel="constructor", customer="__proto__", version=ODD),
    )  # fmt: skip
    feature = replace(SAUNA, id="__proto__", name=ODD, evidence="javascript:alert(7)", known_issues=(ODD,))
    owner = replace(EVA, id="constructor", name=ODD, email=f"{ODD}\r\nBcc: all@x", evidence=(ODD,))
    story = Introduction(
        Author(ODD), None, ODD, "commit", (ODD,), (Turn(Change.MADE, Author(ODD), None, "", ODD), Turn(Change.HARDENED, Author(ODD), None, "", ODD)),
    )  # fmt: skip
    one = found(document, Spot("PL201", "Sauna booking", feature=feature, message=ODD, suggestion=ODD))
    one = replace(one, excerpt=f"=HYPERLINK({ODD})", rule="constructor", code="constructor")
    held = Silenced(replace(one, fingerprint="f" * 16), ODD, ODD, None, "inline")
    made = report([Answered(one, owner, story)], [Read(document, (), document.path)], [held])
    return replace(
        made, roadmap=replace(ROADMAP, vendor=ODD, features=(feature,)), errors=(FileError(ODD, ODD),), warnings=(ODD,),
        configuration=ODD, roadmap_path=ODD,
    )  # fmt: skip


def test_every_view_shows_what_is_hostile_as_mere_text(opened: Opening) -> None:
    for view in VIEWS:
        page = opened(hostile(), f"#view={view}")
        if view == "document":
            page.keyboard.press("j")
            page.keyboard.press("a")
            assert "<img src=x" in page.locator(".sheet-text").inner_text()
            page.locator(".card.open summary").first.click()
        assert (
            page.locator("img, iframe, object, embed, base, form[action], link, main style, main script").count() == 0
        )
        hrefs = page.locator("a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert [one for one in hrefs if not one.startswith("#")] == []
        handlers = (
            "all => all.filter(e => e.getAttributeNames().some(n => n.startsWith('on') || n === 'style' && view(e)))"
        )
        handlers = handlers.replace("view(e)", "!e.classList.contains('beside') && !e.classList.contains('sheet')")
        assert page.locator("body *").evaluate_all(handlers) == []
        assert page.evaluate("Object.keys(Object.prototype).length") == 0


def test_a_hostile_address_is_mere_text_too(opened: Opening) -> None:
    for address in (
        "#view=constructor&sort=constructor&lang=__proto__",
        "#view=findings&q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&owner=%3Cscript%3E&sort=toString",
        "#view=document&doc=javascript:alert(1)&at=%22%3E%3Cscript%3E",
        "#%E0%A4%A&&&=",
    ):
        page = opened(hostile(), address)
        assert page.locator("#top .tabs").count() == 1
        assert page.locator("main img, main script").count() == 0


def test_the_policy_stops_what_would_slip_through(opened: Opening) -> None:
    page = opened(hostile(), blocked=True)  # what the policy stops, it complains of
    ran = page.evaluate(
        """async () => {
        const box = document.createElement('div');
        box.innerHTML = '<img src="x:y" onerror="window.slipped = 1"><b style="color: red">x</b>';
        const script = document.createElement('script');
        script.textContent = 'window.slipped = 2';
        document.body.append(box, script);
        const asked = await fetch('https://localhost:1/').then(() => true, () => false);
        await new Promise((done) => setTimeout(done, 50));
        return [window.slipped ?? null, asked, getComputedStyle(box.querySelector('b')).color === 'rgb(255, 0, 0)'];
    }"""
    )
    assert ran == [None, False, False]


def test_hostile_names_stay_within_their_cells_headers_and_strings(opened: Opening) -> None:
    page = opened(hostile(), "#view=document")
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.get_by_role("link", name="Decisions").click()
    with page.expect_download() as told:
        page.locator(".save-mail").click()
    mail = told.value.path().read_bytes().split(b"\r\n\r\n")[0].decode("ascii")
    assert "Bcc" not in mail
    with page.expect_download() as told:
        page.locator("#save-csv").click()
    assert "\"'=HYPERLINK" in told.value.path().read_text("utf-8")
