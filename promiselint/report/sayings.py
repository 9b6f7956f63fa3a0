"""What may be said of a feature, as text and as JSON."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from promiselint.model.roadmap import Feature
from promiselint.report.words import escaped, safe

_TEXTS = {
    "en": (
        "True up to and including {last}: {why}.",
        "Look it up anew, it was true up to and including {last}: {why}.",
    ),
    "sv": ("Gäller till och med {last}: {why}.", "Kontrollera på nytt, det gällde till och med {last}: {why}."),
}


@dataclass(frozen=True, slots=True)
class Saying:
    """What may be said: `sentences`, ready to paste as one paragraph; none where nothing may, and then `silence`.

    `until` is the last day on which it is true, `why` why not longer; `window` the last day of the time that is given.
    """

    feature: Feature
    channel: str
    customer: str
    language: str
    on: dt.date
    roadmap_path: str
    as_of: dt.date
    sentences: tuple[str, ...] = ()
    silence: str = ""
    until: dt.date | None = None
    why: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def paragraph(self) -> str:
        """All of it on one line."""
        return " ".join(self.sentences)


def render(saying: Saying) -> str:
    """The paragraph, and beneath it until when it is true."""
    if not saying.sentences:
        return f"{safe(saying.silence)}\n"
    return f"{safe(saying.paragraph)}\n\n{safe(ends(saying))}\n"


def ends(saying: Saying) -> str:
    """Until when it is true and why, in the language of the text; "" where nothing is said."""
    if saying.until is None:
        return ""
    true, over = _TEXTS.get(saying.language, _TEXTS["en"])
    return (true if saying.until >= saying.on else over).format(last=saying.until, why=saying.why)


def render_json(saying: Saying) -> str:
    """The same for programs."""
    about = saying.feature
    told = {
        "schema_version": 1,
        "roadmap": {"path": saying.roadmap_path, "as_of": saying.as_of.isoformat()},
        "feature": {
            "id": about.id,
            "name": about.name,
            "status": about.status.value,
            "target": about.target.text if about.target else None,
            "visibility": about.visibility.value,
        },
        "channel": saying.channel,
        "customer": saying.customer or None,
        "language": saying.language,
        "date": saying.on.isoformat(),
        "text": saying.paragraph or None,
        "sentences": list(saying.sentences),
        "nothing_because": saying.silence or None,
        "true_until": saying.until.isoformat() if saying.until else None,
        "because": saying.why or None,
    }
    return escaped(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"
