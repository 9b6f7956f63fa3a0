from __future__ import annotations

import pytest

from promiselint.claims.extraction import extract
from promiselint.claims.world import World
from promiselint.documents.extract import Binary, Extract
from promiselint.model.documents import Document, Facts, Scope


@pytest.mark.parametrize(
    ("channel", "heard"),
    [("marketing", 1), ("web", 1), ("proposal", 2), ("email", 2), ("release-notes", 2), (None, 2)],
)
def test_a_speakers_notes_are_heard_but_where_the_slides_are_for_show(
    world: World, channel: str | None, heard: int
) -> None:
    made = Extract(Binary("a.pptx", b""))
    made.paragraph("Berth booking shows every free quay.")
    made.paragraph(
        "Route planning will ship in the third quarter of 2027.", {"slide": 1, "notes": True}, scope=Scope.NOTE
    )
    found = made.finish()
    document = Document("a.pptx", found.text, found.reading.blocks, Facts(channel=channel, language="en"))
    assert len(extract(document, world).statements) == heard
