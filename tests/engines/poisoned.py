"""A desk at which some documents end the worker, as a reader that crashes would."""

from __future__ import annotations

import os
from collections.abc import Sequence

from promiselint.app.engines.batching import Item
from promiselint.app.engines.desk import Desk, Made


class PoisonDesk(Desk):
    """Reads nothing; ends its process where the path says so."""

    def answer(self, items: Sequence[Item]) -> tuple[Made, ...]:
        return tuple(self.made(item) for item in items)

    def made(self, item: Item) -> Made:
        if "poison" in item.path:
            os._exit(9)
        return Made(item.path, statements=1)
