"""How likely a clause is a promise, a capability, a guarantee …: small trained heads over its sense and its signs.

Each head is a logistic regression over the clause's sentence vector (promiselint.language.meaning) and the signs that
the word lists found (kinds.Traits, dates, shape). They were trained on the labelled sentences of training/sentences
by training/heads/train.py. A head never accuses alone: it decides where the word lists leave a case open, and its
score is kept with the statement for `explain`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from promiselint.claims.clauses import split
from promiselint.claims.dates import Calendar, find, occasion_of
from promiselint.claims.kinds import Traits, traits_of
from promiselint.language.network import Vectors
from promiselint.model.language import Sentence
from promiselint.model.lexicon import Lexicon
from promiselint.model.statements import DateClaim, DateRole

_FILE = Path(__file__).parent / "heads.npz"
SENSE = 2.0  # weight of the vector beside the signs, as in training
_SHORT = 6  # words under which a clause is a fragment more often than not
#: Those that the heads were trained with.
_TRAITS = tuple(field.name for field in dataclasses.fields(Traits) if field.name != "possible")
_WE = frozenset("we i our vi jag vår vårt våra".split())
_YOU = frozenset("you your customers users ni du er ert era kunden kunderna".split())
_IT = frozenset("it they this these den det de detta dessa".split())
SIGNS = (
    *_TRAITS, "we", "you", "it", "due", "vague", "customer-set", "other-date", "over", "question", "open-ended",
    "short", "quoted", "colon", "number", "percent",
)  # fmt: skip


def signs_of(text: str, subject: str, traits: Traits, dates: Sequence[DateClaim], day: dt.date) -> Vectors:
    """The signs of one clause as numbers 0 or 1, in the order of SIGNS; `day` is what its dates count from."""
    first = subject.split(maxsplit=1)[0] if subject.split() else ""
    open_dates = [date for date in dates if date.role in {DateRole.OTHER, DateRole.DELIVERY}]
    held = {name for name in _TRAITS if getattr(traits, name)}
    tests = {
        "we": first in _WE,
        "you": first in _YOU,
        "it": first in _IT,
        "due": any(not date.vague and (date.window.last is None or date.window.last >= day) for date in open_dates),
        "vague": any(date.vague for date in open_dates),
        "customer-set": any(date.customer_set for date in open_dates),
        "other-date": len(open_dates) < len(dates),
        "over": any(date.window.last is not None and date.window.last < day for date in open_dates),
        "question": "?" in text,
        "open-ended": text.rstrip()[-1:] not in set('.!?"”'),
        "short": len(text.split()) < _SHORT,
        "quoted": any(sign in text for sign in '"“”»'),
        "colon": ":" in text,
        "number": any(sign.isdigit() for sign in text),
        "percent": "%" in text or "percent" in text or "procent" in text,
    }
    held |= {name for name, true in tests.items() if true}
    return np.array([name in held for name in SIGNS], dtype=np.float32)


def sentence_signs(sentences: Sequence[Sentence], lexicon: Lexicon, calendar: Calendar) -> Vectors:
    """The signs of a whole text: of any of its clauses, with all its dates."""
    found = np.zeros(len(SIGNS), np.float32)
    for sentence in sentences:
        dates = [
            dataclasses.replace(
                date, role=occasion_of(date, sentence.text, sentence.language, calendar) or DateRole.OTHER
            )
            for date in find(sentence.text, sentence.language, calendar)
        ]
        for clause in split(sentence):
            traits = traits_of(clause, clause.text, "", lexicon)
            found = np.maximum(found, signs_of(sentence.text, clause.subject, traits, dates, calendar.reference))
    return found


class Heads:
    """The trained heads by name; `known` tells which there are."""

    def __init__(self, file: Path = _FILE) -> None:
        """Name the file of weights; it is read when first asked."""
        self._file = file

    @functools.cached_property
    def _held(self) -> tuple[tuple[str, ...], Mapping[str, tuple[Vectors, Vectors]]]:
        with np.load(self._file, allow_pickle=False) as held:
            names = tuple(str(name) for name in held["names"])
            return names, {
                language: (held[f"weights.{language}"].astype(np.float32), held[f"constants.{language}"])
                for language in ("en", "sv")
            }

    @property
    def known(self) -> tuple[str, ...]:
        """The names of the heads."""
        return self._held[0]

    def scores(self, vector: Vectors, signs: Vectors, language: str) -> Mapping[str, float]:
        """Give each head's probability, 0 to 1, for a clause of that vector and those signs."""
        names, weighed = self._held
        weights, constants = weighed["sv" if language == "sv" else "en"]
        logits = weights @ np.concatenate([SENSE * vector, signs]) + constants
        return {name: round(float(1 / (1 + np.exp(-logit))), 3) for name, logit in zip(names, logits, strict=True)}
