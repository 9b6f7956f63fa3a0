"""HTML and XHTML, as static sites and people write it."""

from __future__ import annotations

from promiselint.documents.comments import directives_in
from promiselint.documents.facts import primary_language
from promiselint.documents.outline import Outline
from promiselint.documents.page import Page
from promiselint.documents.pagefacts import page_facts
from promiselint.documents.source import Reading, Source
from promiselint.documents.templating import masked


def read(source: Source) -> Reading:
    """The blocks of an HTML file's body."""
    mask = masked(source.text, source.body, markdown=False)
    outline = Outline(mask.fillers)
    page = Page(outline)
    page.feed(mask.text[source.body :], source.body)
    page.finish()
    facts, warnings = page_facts(page, source)
    comments = [*((comment.start, comment.end) for comment in page.comments), *mask.comments]
    language = primary_language(page.language[0]) if page.language else None
    return Reading(outline.blocks(), directives_in(source, comments), facts, language, warnings)
