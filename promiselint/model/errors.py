"""What can go wrong, told apart by who has to act (house: three kinds of wrong, three types)."""

from __future__ import annotations


class PromiselintError(Exception):
    """Anything that ends in one clear line for the user; only `cli` catches it."""


class Misuse(PromiselintError):  # noqa: N818 - the house's word; the base carries the suffix
    """Wrong use, configuration, roadmap, people or rules: exit status 2. `faults` holds one line for each fault."""

    def __init__(self, *faults: str) -> None:
        """Keep every fault, each already a whole line: `file:line: path: what was found; what was expected`."""
        super().__init__("\n".join(faults))
        self.faults = faults


class Unreadable(PromiselintError):  # noqa: N818
    """One document that could not be read: exit status 3; all the others are still checked."""

    def __init__(self, path: str, message: str) -> None:
        """Name the file and say in one line what was found and what was expected."""
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message
