"""What a run may remember of earlier ones: bytes under the digest of all that they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Protocol


class Memory(Protocol):
    """Keeps values from run to run. What is asked for may be gone at any time; nothing may depend on it."""

    def recalled(self, kind: str, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """The values under these keys, of those that are known."""
        ...

    def keep(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Keep values under their keys."""
        ...


class Forgetful:
    """A memory that keeps nothing."""

    def recalled(self, kind: str, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:  # noqa: ARG002 - the protocol's
        """Nothing."""
        return {}

    def keep(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Keep nothing."""


def digest(*parts: bytes | str) -> bytes:
    """20 bytes that are other ones for any other parts (BLAKE2b, RFC 7693); each part's length counts too."""
    state = hashlib.blake2b(digest_size=20)
    for part in parts:
        told = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(told).to_bytes(8, "big"))
        state.update(told)
    return state.digest()
