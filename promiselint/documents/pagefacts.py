"""What a page's own <meta> elements say of it."""

from __future__ import annotations

from promiselint.documents.facts import Entry, facts_from
from promiselint.documents.page import Page
from promiselint.documents.source import Source
from promiselint.model.documents import Facts


def page_facts(page: Page, source: Source) -> tuple[Facts, tuple[str, ...]]:
    """The facts from `<meta name="promise:channel" content="web">`, and what was wrong with them."""
    entries = [Entry(meta.key, meta.value, source.place(meta.start).line) for meta in page.metas]
    return facts_from(entries, source.path, "meta", only_facts=True)
