"""A reader that parses nothing twice: trying a rewrite costs the parse of its own block, not of the document."""

from __future__ import annotations

from collections.abc import Sequence

from promiselint.language.reader import Reader
from promiselint.model.language import Sentence

#: From how many blocks on what was read is forgotten: a document's own are needed again, other documents' are not.
MOST = 20_000


class Remembering(Reader):
    """Reads as the reader that it is given, and keeps what was read."""

    def __init__(self, reader: Reader) -> None:
        """Read with `reader`."""
        super().__init__()
        self._reader = reader
        self._known: dict[tuple[str, str], tuple[Sentence, ...]] = {}

    def sentences(self, blocks: Sequence[tuple[str, str]]) -> list[tuple[Sentence, ...]]:
        """As `Reader.sentences`, all that is new parsed in one go."""
        if len(self._known) > MOST:
            self._known.clear()
        new = list(dict.fromkeys(one for one in blocks if one not in self._known))
        if new:
            self._known.update(zip(new, self._reader.sentences(new), strict=True))
        return [self._known[one] for one in blocks]
