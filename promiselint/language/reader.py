"""Text to our sentences and tokens: the only place that runs spaCy, loaded when the first sentence needs it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from promiselint.language.sentences import spans
from promiselint.model.errors import Misuse
from promiselint.model.language import Sentence, Token
from promiselint.model.memory import Forgetful, Memory, digest

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PARSES = "parse"  # what parsed sentences are remembered as
_OBJECT = "\ufffc"  # stands for inline code and URLs


class Reader:
    """Reads text with one spaCy pipeline for each language; ours unless the configuration names others."""

    def __init__(self, pipelines: Mapping[str, str] | None = None, memory: Memory | None = None) -> None:
        """`pipelines`: language -> name or path of an installed spaCy pipeline to use in place of ours.

        What `memory` knows of our own pipelines' work is not done again; of others nothing is remembered, since
        nothing tells when they change.
        """
        self._named = dict(pipelines or {})
        self._memory: Memory = memory or Forgetful()

    def sentences(self, blocks: Sequence[tuple[str, str]]) -> list[tuple[Sentence, ...]]:
        """For each (text, language) its sentences, parsed.

        Raises:
            Misuse: a named pipeline that is not installed or cannot be loaded.
        """
        cut = [
            [(start, end, text[start:end], language) for start, end in spans(text, language)]
            for text, language in blocks
        ]
        parsed = self._parsed({(piece[2], piece[3]) for pieces in cut for piece in pieces})
        return [
            tuple(
                Sentence(text, start, end, language, tuple(_moved(token, start) for token in parsed[text, language]))
                for start, end, text, language in pieces
            )
            for pieces in cut
        ]

    def _parsed(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[Token, ...]]:
        by_language: dict[str, list[str]] = {}
        for text, language in sorted(wanted):
            by_language.setdefault(language, []).append(text)
        found = {}
        for language, texts in by_language.items():
            named = self._named.get(language)
            memory = Forgetful() if named else self._memory
            keys = {text: digest(_version(language), text) for text in texts} if not named else {}
            known = memory.recalled(_PARSES, list(keys.values()))
            rows = {text: read for text in texts if (read := _recalled(known.get(keys.get(text, b""))))}
            new = [text for text in texts if text not in rows]
            if new:
                nlp = _pipeline(language, named)
                docs = nlp.pipe([text.replace(_OBJECT, "X") for text in new])
                rows.update({text: _tokens(doc) for text, doc in zip(new, docs, strict=True)})
                memory.keep(_PARSES, {keys[text]: msgspec.msgpack.encode(rows[text]) for text in new if keys})
            found.update({(text, language): row for text, row in rows.items()})
        return found


def _recalled(value: bytes | None) -> tuple[Token, ...] | None:
    """The tokens that were kept; None where nothing was, or nothing that can be read."""
    if value is None:
        return None
    try:
        return _DECODER.decode(value)
    except msgspec.MsgspecError:
        return None


@functools.cache
def _version(language: str) -> bytes:
    """What tells our own pipeline from another one of the same language: its settings, and how large its parts are."""
    folder = Path(str(resources.files("promiselint.language"))) / "pipelines" / language
    parts = sorted((path.relative_to(folder).as_posix(), path.stat().st_size) for path in folder.rglob("*.*"))
    return digest((folder / "meta.json").read_bytes(), repr(parts))


def _tokens(doc: Doc) -> tuple[Token, ...]:
    return tuple(
        Token(
            token.text,
            token.idx,
            token.idx + len(token.text),
            token.lemma_ or token.lower_,
            token.pos_,
            str(token.morph),
            token.dep_,
            token.head.i,
        )
        for token in doc
    )


def _moved(token: Token, by: int) -> Token:
    if not by:
        return token
    return Token(
        token.text, token.start + by, token.end + by, token.lemma, token.pos, token.morph, token.dep, token.head
    )


_DECODER = msgspec.msgpack.Decoder(tuple[Token, ...])


@functools.lru_cache(maxsize=8)
def _pipeline(language: str, named: str | None) -> Language:
    import spacy  # noqa: PLC0415 - half a second that a clean run need not pay

    if named:
        try:
            return spacy.load(named)
        except (OSError, ValueError) as fault:
            reason = str(fault).splitlines()[0]
            raise Misuse(
                f"pipelines: {language}: {named!r} cannot be loaded ({reason}); expected an installed spaCy pipeline"
            ) from None
    own = Path(str(resources.files("promiselint.language"))) / "pipelines" / language
    return spacy.load(own)
