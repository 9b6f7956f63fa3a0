"""Draft letters of `promiselint drift --notices`: what they say, what they never say, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from promiselint.cli import main
from promiselint.report.drift_calls import working_days_after
from promiselint.report.notices import _file_names as file_names
from promiselint.report.notices import as_words
from tests.conftest import Ran

Run = Callable[..., Ran]
OLD = """\
version: 1
vendor: {name: Quayside}
policy: {finest_date: quarter, buffer_days: 20}
as_of: 2026-02-01
features:
  - {id: berth, name: Berth booking, aliases: [{sv: kajbokning}], status: planned, target: 2026-Q4}
  - {id: tide, name: Tide tables, status: in-progress, target: 2026-Q3}
  - {id: crane, name: Crane planner, status: planned, target: 2027-Q1}
  - {id: pilot, name: Pilot roster, status: planned, target: 2027-Q4}
  - {id: fog, name: Fog alerts, status: planned, target: 2027-Q1}
  - {id: tug, name: Tug dispatch, status: planned, target: 2027-Q1}
  - {id: ice, name: Ice charts, status: planned, target: 2027-Q1}
  - {id: buoy, name: Buoy list, status: planned, target: 2027-Q1}
  - {id: lock, name: Lock calendar, status: released, released: {date: 2026-01-10}}
service_levels:
  - {id: uptime, name: monthly availability, value: "99.9%"}
  - {id: p1, name: response time for priority 1 incidents, value: at most 1 hour}
"""
NEW = """\
version: 1
vendor: {name: Quayside}
policy: {finest_date: quarter, buffer_days: 20}
as_of: 2026-11-20
features:
  - {id: berth, name: Berth booking, aliases: [{sv: kajbokning}], status: planned, target: 2027-06}
  - {id: crane, name: Crane planner, status: planned, target: 2029-Q1, visibility: internal}
  - {id: pilot, name: Pilot roster, status: planned, target: 2027-Q1}
  - {id: fog, name: Fog alerts, status: planned}
  - {id: tug, name: Tug dispatch, status: released, released: {date: 2026-10-01}, availability: {plans: [Harbour Pro]}}
  - {id: ice, name: Ice charts, status: backlog}
  - {id: buoy, name: Buoy list, status: in-progress, target: 2027-Q1,
     availability: {regions: [EU], limits: [{measure: buoys, max: 500}]}}
  - {id: lock, name: Lock calendar, status: deprecated}
service_levels:
  - {id: uptime, name: monthly availability, value: "99.5%"}
"""
SAID = (
    "Berth booking will be released in the fourth quarter of 2026.",
    "Tide tables arrive in the third quarter of 2026.",
    "The crane planner arrives in the first quarter of 2027.",
    "The pilot roster arrives in the fourth quarter of 2027.",
    "Fog alerts arrive in the first quarter of 2027.",
    "Tug dispatch will come to all plans in the first quarter of 2027.",
    "Ice charts will come in the first quarter of 2027.",
    "The buoy list will be released for up to 2,000 buoys in the first quarter of 2027.",
    "The lock calendar will be released in the first quarter of 2026.",
    "Monthly availability is at least 99.9%.",
    "The response time for priority 1 incidents is at most one hour.",
)
PEOPLE = """\
version: 1
people: [{id: anna, name: Anna Berg, emails: [anna@quayside.example], role: sales}]
fallback: anna
"""
ENGLISH = """\
---
channel: email
customer: "Port of Aldermouth"
language: en
---

# What has changed

Hello,

here is what has changed in what we told you. Plans and dates may change.

## Berth booking

In our proposal of 10 February 2026 we gave the fourth quarter of 2026 for it. That time no longer holds.
We now plan Berth booking for the third quarter of 2027.

## What is next?

Please tell us what this means for your own planning. We go through it with you and agree on the way forward.

Anna Berg, anna\\@quayside.example
"""
SWEDISH = """\
Ämne: Det här har ändrats

Hej!

Det här har ändrats i det vi har berättat för er. Planer och tider kan ändras.

1. Kajbokning

I vår offert från den 10 februari 2026 angav vi fjärde kvartalet 2026. Den tiden gäller inte längre.
Vi planerar nu Kajbokning till tredje kvartalet 2027.

Hur går vi vidare?

Berätta gärna vad det betyder för er egen planering. Vi går igenom det tillsammans och kommer överens om vägen framåt.

Anna Berg, anna@quayside.example
"""


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command is there, and today is always the same day."""
    monkeypatch.setitem(main.COMMANDS, "drift", "Promises that the roadmap has left behind.")
    monkeypatch.setattr("promiselint.app.opening.clock", lambda: dt.date(2026, 11, 23))


@pytest.fixture
def offer(folder: Callable[..., Path]) -> Callable[..., Path]:
    """An offer with some sentences to a customer, beside the roadmaps."""

    def filled(*said: str, customer: str = "Port of Aldermouth", channel: str = "proposal") -> Path:
        head = f"---\nchannel: {channel}\ncustomer: {json.dumps(customer)}\ndate: 2026-02-10\n---\n\n"
        return folder(
            {
                "old.yaml": OLD,
                "roadmap.yaml": NEW,
                "owners.yaml": PEOPLE,
                "offer.md": head + "\n\n".join(said) + "\n",
            }
        )

    return filled


def drift(promiselint: Run, *more: str) -> Ran:
    return promiselint("drift", "--from", "old.yaml", "offer.md", "-q", "--notices", "drafts", *more)


def drafts() -> dict[str, str]:
    return {one.name: one.read_text("utf-8") for one in sorted(Path("drafts").iterdir())}


def test_one_draft_in_each_language_and_format(promiselint: Run, offer: Callable[..., Path]) -> None:
    offer(SAID[0])
    ran = drift(promiselint)
    made = drafts()
    assert [*made] == [f"port-of-aldermouth-{end}" for end in ("en.md", "en.txt", "sv.md", "sv.txt")]
    assert made["port-of-aldermouth-en.md"] == ENGLISH
    assert made["port-of-aldermouth-sv.txt"] == SWEDISH
    assert ran.err == "Wrote 4 drafts to drafts. Nothing was sent.\n"


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_drafts_pass_the_check_as_mails_to_that_customer(
    promiselint: Run, offer: Callable[..., Path], language: str
) -> None:
    offer(*SAID)
    ran = drift(promiselint, "--language", language, "--format", "json")
    changes = [one["drift"]["shifts"] for one in json.loads(ran.out)["findings"]]
    assert changes == [
        ["slipped"], ["withdrawn"], ["slipped", "confidential"], ["earlier"], ["slipped"], ["narrowed"], ["withdrawn"],
        ["narrowed"], ["withdrawn"], ["weakened"], ["withdrawn"],
    ]  # fmt: skip
    facts = "facts: {channel: email, customer: Port of Aldermouth}"
    Path("promiselint.yaml").write_text(f'paths: [{{match: "drafts/**", {facts}}}]\n', "utf-8")
    checked = promiselint("check", "drafts", "--all", "--format", "json")
    assert json.loads(checked.out)["findings"] == []
    assert len(drafts()) == 2


@pytest.mark.parametrize("number", range(len(SAID)))
def test_each_kind_of_news_alone_passes_the_check_too(
    promiselint: Run, offer: Callable[..., Path], number: int
) -> None:
    offer(SAID[number])
    drift(promiselint)
    facts = "facts: {channel: email, customer: Port of Aldermouth}"
    Path("promiselint.yaml").write_text(f'paths: [{{match: "drafts/**", {facts}}}]\n', "utf-8")
    assert json.loads(promiselint("check", "drafts", "--all", "--format", "json").out)["findings"] == []
    assert len(drafts()) == 4


def test_a_confidential_feature_is_neither_named_nor_its_plan_told(
    promiselint: Run, offer: Callable[..., Path]
) -> None:
    offer(SAID[2])
    drift(promiselint)
    for name, text in drafts().items():
        assert not re.search("crane|2027|2029|first quarter|första kvartalet", text, re.IGNORECASE), name
    assert "we spoke of something that we can no longer speak of" in drafts()["port-of-aldermouth-en.txt"]


@pytest.mark.parametrize(
    ("policy", "target", "said"),
    [
        ("finest_date: quarter", "2027-05-20", "for the second quarter of 2027."),
        ("finest_date: half", "2027-05", "for the first half of 2027."),
        ("finest_date: year", "2027-Q2", "for 2027."),
        ("finest_date: month", "2027-05-20", "for May 2027."),
        ("finest_date: day", "2027-05-20", "for 20 May 2027."),
        ("finest_date: quarter, buffer_days: 30", "2027-06-15", "for the third quarter of 2027."),
        ("finest_date: quarter", "2027", "for 2027."),
        ("finest_date: none", "2027-Q2", "We cannot give a date at present."),
    ],
)
def test_a_new_window_is_only_as_fine_as_the_policy_allows(
    promiselint: Run, offer: Callable[..., Path], policy: str, target: str, said: str
) -> None:
    root = offer(SAID[0])
    entry = f"features: [{{id: berth, name: Berth booking, status: planned, target: {target}}}]"
    (root / "roadmap.yaml").write_text(f"version: 1\nas_of: 2026-11-20\npolicy: {{{policy}}}\n{entry}\n", "utf-8")
    drift(promiselint, "--language", "en")
    assert said in drafts()["port-of-aldermouth-en.txt"]


def test_no_mail_is_written_to_whoever_reads_the_website(promiselint: Run, offer: Callable[..., Path]) -> None:
    offer(SAID[0], customer="", channel="web")
    ran = drift(promiselint)
    assert ran.err == "No draft was written: no promise to a customer has drifted.\n"
    assert not Path("drafts").exists()


def test_a_draft_that_was_worked_on_is_never_written_over(promiselint: Run, offer: Callable[..., Path]) -> None:
    offer(SAID[0])
    drift(promiselint, "--language", "en")
    mine = Path("drafts/port-of-aldermouth-en.md")
    mine.write_text("Dear port, let us talk.\n", "utf-8")
    ran = drift(promiselint, "--language", "en")
    assert mine.read_text("utf-8") == "Dear port, let us talk.\n"
    assert Path("drafts/port-of-aldermouth-en.2.md").read_text("utf-8") == ENGLISH
    assert ran.err == (
        "drafts/port-of-aldermouth-en.md is there and reads otherwise; the new draft is "
        "drafts/port-of-aldermouth-en.2.md\nWrote 1 draft to drafts, 1 as before. Nothing was sent.\n"
    )
    assert drift(promiselint, "--language", "en").err == "Wrote 0 drafts to drafts, 2 as before. Nothing was sent.\n"
    assert len(drafts()) == 3


def test_a_link_in_the_folder_leads_nowhere_else(promiselint: Run, offer: Callable[..., Path]) -> None:
    root = offer(SAID[0])
    (root / "drafts").mkdir()
    (root / "drafts/port-of-aldermouth-en.md").symlink_to(root / "elsewhere.md")
    drift(promiselint, "--language", "en")
    assert not (root / "elsewhere.md").exists()


def test_what_a_customer_is_called_is_no_path_no_markup_and_no_template(
    promiselint: Run, offer: Callable[..., Path]
) -> None:
    evil = "../../{{ 7*7 }} <b>[x](http://evil.example)</b>"
    root = offer(SAID[0], customer=evil)
    drift(promiselint)
    assert [*drafts()] == [f"7-7-b-x-http-evil-example-b-{end}" for end in ("en.md", "en.txt", "sv.md", "sv.txt")]
    assert not list(root.parent.glob("*.md"))
    assert '"../../{{ 7*7 }} <b>[x](http://evil.example)</b>"' in drafts()["7-7-b-x-http-evil-example-b-en.md"]


def test_a_feature_s_name_is_shown_as_it_is(promiselint: Run, offer: Callable[..., Path]) -> None:
    root = offer("Berth *booking* <i>plus</i> will be released in the fourth quarter of 2026.")
    for name in ("old.yaml", "roadmap.yaml"):
        text = (root / name).read_text("utf-8")
        (root / name).write_text(text.replace("name: Berth booking", "name: '<i>Berth</i> [booking](x)'"), "utf-8")
    (root / "offer.md").write_text(
        "---\nchannel: proposal\ncustomer: Port\n---\n\n"
        "`x` \\<i>Berth\\</i> \\[booking\\](x) will be released in the fourth quarter of 2026.\n", "utf-8"
    )  # fmt: skip
    drift(promiselint, "--language", "en")
    text = drafts()["port-en.md"]
    assert "We now plan \\<i\\>Berth\\</i\\> \\[booking\\](x) for" in text


def test_a_company_s_own_templates_take_the_place_of_ours(promiselint: Run, offer: Callable[..., Path]) -> None:
    root = offer(SAID[0])
    (root / "own").mkdir()
    (root / "own/en.txt.j2").write_text(
        "{{ vendor }} to {{ customer }} by {{ tell_by }}:\n"
        "{% for point in points %}{{ point.kind }}: {{ point.said }} ({{ point.dated }}) {{ point.when }}\n{% endfor %}",
        "utf-8",
    )
    drift(promiselint, "--templates", "own", "--language", "en")
    assert drafts()["port-of-aldermouth-en.txt"] == (
        "Quayside to Port of Aldermouth by 30 November 2026:\n"
        "slipped: Berth booking will be released in the fourth quarter of 2026. (fourth quarter of 2026) "
        "the third quarter of 2027\n"
    )
    assert drafts()["port-of-aldermouth-en.md"] == ENGLISH


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Hello\n{{ custmer }}\n", "own/en.txt.j2:2: 'custmer' is undefined; expected a Jinja2 template of customer,"),
        ("{% for point in points %}\n\n{{ point.owner }}\n{% endfor %}", "own/en.txt.j2:3: "),
        ("Hello\n{% if %}\n", "own/en.txt.j2:2: "),
        ("{% include 'gone.j2' %}\n", "own/en.txt.j2:1: "),
        ("{{ ''.__class__.__mro__ }}\n", "own/en.txt.j2:1: "),
        ("\n{{ points.append(1) }}\n", "own/en.txt.j2:2: "),
        ("{{ 1 // 0 }}\n", "own/en.txt.j2:1: "),
        ("{% include '../../secret.txt' %}\n", "own/en.txt.j2:1: "),
    ],
)
def test_a_faulty_template_is_one_line_that_names_it(
    promiselint: Run, offer: Callable[..., Path], template: str, said: str
) -> None:
    root = offer(SAID[0])
    (root / "own").mkdir()
    (root / "own/en.txt.j2").write_text(template, "utf-8")
    ran = drift(promiselint, "--templates", "own", "--language", "en")
    assert ran.status == 2
    assert ran.err.startswith(said), ran.err
    assert ran.err.count("\n") == 1
    assert not Path("drafts").exists()


@pytest.mark.parametrize("name", ["nowhere", "drafts-of-old"])
def test_a_folder_without_templates_is_said_to_be_one(promiselint: Run, offer: Callable[..., Path], name: str) -> None:
    root = offer(SAID[0])
    (root / "drafts-of-old").mkdir()
    ran = drift(promiselint, "--templates", name)
    assert ran.status == 2
    assert re.fullmatch(rf"--templates: {name} (is no folder|holds no template); expected .*en\.md\.j2.*\n", ran.err)


def test_a_file_in_place_of_the_folder_is_said_to_be_one(promiselint: Run, offer: Callable[..., Path]) -> None:
    root = offer(SAID[0])
    (root / "drafts").write_text("x", "utf-8")
    ran = drift(promiselint)
    assert (ran.status, "Directory 'drafts' is a file" in ran.err) == (2, True)


def test_files_are_named_so_that_no_two_customers_share_one() -> None:
    names = file_names(["Åkers & Söner", "Akers Soner", "日本", "中国", "CON", "../..", "Port", "x" * 300])
    assert len(set(names.values())) == len(names)
    assert names["Port"] == "port"
    assert names["CON"] == "customer-con"
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", one) for one in names.values())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("<a href=x>", r"\<a href=x\>"),
        ("[a](http://b.example)", r"\[a\](http:\//b.example)"),
        ("a\nb\x1b[31m\u202e", r"a b\[31m"),
        ("{{ a }} {% b %}", r"\{\{ a \}\} \{% b %\}"),
        ("2027-Q2", "2027-Q2"),
    ],
)
def test_no_sign_of_others_is_markup(text: str, shown: str) -> None:
    assert as_words(text) == shown


def test_weekends_are_no_working_days() -> None:
    friday = dt.date(2026, 11, 20)
    days = [working_days_after(friday, number) for number in (0, 1, 5, 6)]
    assert days == [friday, dt.date(2026, 11, 23), dt.date(2026, 11, 27), dt.date(2026, 11, 30)]
