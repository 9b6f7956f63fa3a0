"""Word files: whoever made the tracked change that holds the date or the feature, else the history of the file."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from tests.owners.histories.building import ADA, BO, CID, FIRM, HEDGED, Repo, case

OFFER = "offer.docx"


def word(*paragraphs: str | tuple[tuple[str, str], ...], creator: str = "") -> bytes:
    """A Word file; a paragraph is a text, or pieces as (text, who inserted it, "" for nobody)."""
    document = docx.Document()
    document.core_properties.author = creator
    document.add_heading("Offer", 1)
    for paragraph in (*paragraphs, "Plans may change."):
        written = document.add_paragraph()
        for text, author in ((paragraph, ""),) if isinstance(paragraph, str) else paragraph:
            run = written.add_run(text)
            if author:
                inserted = OxmlElement("w:ins")
                inserted.set(qn("w:id"), "1")
                inserted.set(qn("w:author"), author)
                inserted.set(qn("w:date"), "2026-07-09T10:00:00Z")
                run._r.addprevious(inserted)
                inserted.append(run._r)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


@case("Ada Holm", "ada", "introduced", on="2026-07-09", because="as a tracked change in the file")
def the_author_of_the_tracked_date(repo: Repo) -> str:
    said = (("We will deliver the tide forecast in ", ""), ("Q2 2027", "Ada Holm"), (".", ""))
    repo.put(BO, "2026-08-02", word(said), OFFER)
    return OFFER


@case("Cid Ode", "cid", "introduced", on="2026-07-09")
def the_author_of_the_tracked_feature(repo: Repo) -> str:
    said = (("We will deliver the ", ""), ("tide forecast", "Cid Ode"), (" in Q2 2027.", ""))
    repo.put(BO, "2026-08-02", word(said), OFFER)
    return OFFER


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_tracked_word_that_holds_neither(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", word(FIRM), OFFER)
    said = (("We will ", ""), ("gladly ", "Cid Ode"), ("deliver the tide forecast in Q2 2027.", ""))
    repo.put(BO, "2026-08-02", word(said), OFFER)
    return OFFER


@case("Bo Lind", "bo", "introduced", on="2026-08-02", turns="made hardened")
def a_word_file_made_firmer(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", word("Hello.", HEDGED), OFFER)
    repo.put(BO, "2026-08-02", word("Hello there.", FIRM), OFFER)
    repo.put(CID, "2026-09-02", word("Hello there.", "And more.", FIRM), OFFER)
    return OFFER


@case("Sten Gran", "", "", because="has no role in the people file")
def a_tracked_change_of_somebody_unknown(repo: Repo) -> str:
    said = (("We will deliver the tide forecast in ", ""), ("Q2 2027", "Sten Gran"), (".", ""))
    repo.put(BO, "2026-08-02", word(said), OFFER)
    return OFFER


@case("Cid Ode", "cid", "introduced", because="tells less than a history would")
def without_git_the_files_own_author(repo: Repo) -> str:
    outside = repo.root.parent / "outside.docx"
    outside.write_bytes(word(FIRM, creator="Cid Ode"))
    return "../outside.docx"


@case("", "", "", because="the file names no author")
def without_git_and_without_an_author(repo: Repo) -> str:
    outside = repo.root.parent / "outside.docx"
    outside.write_bytes(word(FIRM))
    return "../outside.docx"
