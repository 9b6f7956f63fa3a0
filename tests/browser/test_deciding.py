"""Decisions in the HTML report: made, kept, taken along and taken in again, in a real browser."""

from __future__ import annotations

import csv
import email
import email.policy
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from promiselint.records.configuration import read as read_configuration
from promiselint.records.patterns import matches
from tests.browser.opening import Opening
from tests.report.html_reports import NAMES, small

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCUMENT = "#view=document&doc=offers/port-ash.md"


def saved(page: Page, button: str, folder: Path) -> Path:
    """The file that a button saves."""
    with page.expect_download() as told:
        page.locator(button).first.click()
    file = folder / told.value.suggested_filename
    told.value.save_as(file)
    return file


def waive(page: Page, reason: str, approver: str = "lena", until: str = "2027-06-30") -> None:
    page.fill("#waive-reason", reason)
    page.fill("#waive-approver", approver)
    page.fill("#waive-until", until)
    page.locator("dialog").get_by_role("button", name="Waive").click()


def decided_all(page: Page) -> None:
    """One finding accepted, one waived, two sent to their owners."""
    page.locator("[data-row] .tick input").nth(0).check()
    page.locator(".bulk").get_by_role("button", name="Accept").click()
    page.locator("[data-row] .tick input").nth(0).uncheck()
    page.locator("[data-row] .tick input").nth(1).check()
    page.locator(".bulk").get_by_role("button", name="Waive").click()
    waive(page, 'signed: "yes"\n# - x: {y}')
    page.locator("[data-row] .tick input").nth(1).uncheck()
    page.locator("[data-row] .tick input").nth(4).check()
    page.locator("[data-row] .tick input").nth(6).check()
    page.locator(".bulk").get_by_role("button", name="Send").click()


def test_a_finding_is_accepted_on_its_card_and_stays_so(opened: Opening) -> None:
    page = opened(small(), DOCUMENT)
    page.locator("[data-ref]").first.click()
    page.locator("[data-answer=accept]").click()
    assert page.locator("[data-answer=accept]").get_attribute("aria-pressed") == "true"
    page.reload()
    assert page.locator(".card.open .badge").inner_text() == "Accepted"
    page.get_by_role("button", name="Take back").click()
    assert page.locator(".card.open .badge").count() == 0


def test_a_waiver_wants_a_reason_and_somebody_who_gives_it(opened: Opening) -> None:
    page = opened(small(), DOCUMENT)
    page.locator("[data-ref]").first.click()
    page.get_by_role("button", name="Waive").click()
    page.locator("dialog").get_by_role("button", name="Waive").click()
    assert page.locator("#waive-problem").inner_text() == "A waiver needs a reason."
    assert page.evaluate("document.activeElement.id") == "waive-reason"
    waive(page, "signed off", "")
    assert page.locator("#waive-problem").inner_text() == "A waiver needs somebody who approves it."
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert page.locator(".badge").count() == 0


def test_many_are_decided_at_once(opened: Opening) -> None:
    page = opened(small(), "#view=findings&severity=warning")
    page.locator("#tick-all").check()
    page.locator(".bulk").get_by_role("button", name="Waive").click()
    waive(page, "a pilot")
    assert page.locator(".finding .badge").all_inner_texts() == ["Waived"] * 3
    page.select_option("#filter-status", "undecided")
    assert page.locator(".empty").count() == 1


def test_waivers_are_what_the_configuration_reads(opened: Opening, tmp_path: Path) -> None:
    page = opened(small(), "#view=findings")
    decided_all(page)
    page.get_by_role("link", name="Decisions").click()
    file = saved(page, "#save-yaml", tmp_path)
    configuration = tmp_path / "promiselint.yaml"
    configuration.write_text("version: 1\n" + file.read_text("utf-8"), encoding="utf-8")
    (waiver,) = read_configuration(configuration, NAMES).waivers
    assert (waiver.rule, waiver.by, str(waiver.until)) == ("PL201", "lena", "2027-06-30")
    assert waiver.reason.split() == ["signed:", '"yes"', "#", "-", "x:", "{y}"]
    assert waiver.fingerprint == small().findings[1].finding.fingerprint
    assert waiver.path is not None
    assert matches([waiver.path], "offers/port-ash.md")
    assert not matches([waiver.path], "old/offers/port-ash.md")


def test_a_path_with_signs_of_patterns_is_waived_and_no_other(opened: Opening, tmp_path: Path) -> None:
    odd = "a [1]*?/#b!.md "
    one = small()
    read = (replace(one.read[0], seen=odd), one.read[1])
    page = opened(replace(one, read=read), "#view=findings")
    decided_all(page)
    page.get_by_role("link", name="Decisions").click()
    told = yaml.safe_load(saved(page, "#save-yaml", tmp_path).read_text("utf-8"))
    pattern = told["waivers"][0]["path"]
    assert matches([pattern], odd)
    assert not matches([pattern], odd.replace("*", "x"))
    assert not matches([pattern], odd.replace("[1]", "1"))


def test_the_table_has_every_decision_and_no_formula(opened: Opening, tmp_path: Path) -> None:
    page = opened(small(), "#view=findings")
    decided_all(page)
    page.get_by_role("link", name="Decisions").click()
    text = saved(page, "#save-csv", tmp_path).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(one["decision"], one["path"], one["rule"], one["owner"]) for one in rows] == [
        ("accept", "offers/port-ash.md", "PL402", "Eva Holm"),
        ("waive", "offers/port-ash.md", "PL201", "Eva Holm"),
        ("send", "offers/port-ash.md", "PL207", "Eva Holm"),
        ("send", "web/harbours.md", "PL201", "Nils Åby"),
    ]


def test_each_owner_gets_one_mail_draft(opened: Opening, tmp_path: Path) -> None:
    page = opened(small(), "#view=findings")
    decided_all(page)
    page.get_by_role("link", name="Decisions").click()
    assert page.locator(".mails li strong").all_inner_texts() == ["Eva Holm", "Nils Åby"]
    file = saved(page, ".mails li:nth-child(2) .save-mail", tmp_path)
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert mail["To"] == "nils@skerry.example"
    assert mail["Subject"] == "1 finding to look at"
    body: Any = mail.get_content()
    assert "Hello Nils Åby," in body
    assert "“Bastubokningen kommer i augusti 2027.”" in body
    assert file.name == "nils-2027-01-10.eml"


def test_what_was_saved_is_taken_in_by_another_browser(opened: Opening, tmp_path: Path) -> None:
    page = opened(small(), "#view=findings")
    decided_all(page)
    page.get_by_role("link", name="Decisions").click()
    files = [saved(page, "#save-csv", tmp_path), saved(page, "#save-yaml", tmp_path)]
    for file, badges in zip(files, (["Accepted", "Waived", "To the owner", "To the owner"], ["Waived"]), strict=True):
        other = opened(small(), "#view=decisions")
        other.set_input_files("#take-in", file)
        other.wait_for_selector(".finding")
        assert other.locator(".finding .badge").all_inner_texts() == badges
        assert f"Marked: {len(badges)}. Not in this report: 0." in other.locator("#said").inner_text()
        again = saved(other, "#save-yaml", tmp_path)
        assert again.read_text("utf-8") == files[1].read_text("utf-8")


def test_a_file_that_is_none_of_ours_is_refused(opened: Opening, tmp_path: Path) -> None:
    file = tmp_path / "other.txt"
    file.write_text("nothing of ours")
    page = opened(small(), "#view=decisions")
    page.set_input_files("#take-in", file)
    page.wait_for_function("document.getElementById('said').textContent.includes('no decisions')")


def test_decisions_outlive_a_new_report_of_the_same_roadmap(opened: Opening) -> None:
    page = opened(small(), "#view=findings")
    decided_all(page)
    page.reload()
    assert page.locator(".finding .badge").count() == 4
    page.get_by_role("link", name="Decisions (4)").click()
    page.get_by_role("button", name="Take all back").click()
    page.locator("dialog").get_by_role("button", name="Take all back").click()
    assert page.locator(".finding .badge").count() == 0
