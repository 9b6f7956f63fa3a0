"""The whole story of one promise."""

from __future__ import annotations

from collections.abc import Iterator

from promiselint.model.ledger import Story, Version
from promiselint.model.promises import Word
from promiselint.report import words
from promiselint.report.ledger_words import about, dumped, place, promised_for, quick, state, story_as_json


def render(story: Story) -> str:
    """Said where and by whom, what the roadmap said then, and each step since with its cause."""
    return "\n".join([*_head(story), *_steps(story), *_versions(story.versions), *_told(story)]) + "\n"


def render_json(story: Story) -> str:
    """The same as one JSON object."""
    return dumped({"version": 1, **story_as_json(story)})


def _head(story: Story) -> Iterator[str]:
    entry = story.entry
    yield f"{quick(entry.id)}: {state(entry)} since {entry.since}"
    yield from words.wrapped(f"“{entry.said}”", "  ")
    due = promised_for(entry)
    yield f"  {about(entry)}" + (f"; promised for {due}" if due else "")
    told = [f"in {place(entry)}"]
    if entry.customer:
        told.append(f"to {quick(entry.customer)}")
    if entry.channel:
        told.append(quick(entry.channel))
    if entry.dated_on:
        told.append(f"dated {entry.dated_on}")
    yield f"  said {', '.join(told)}"
    by = quick(entry.introduced_by) or "somebody unknown"
    mail = f" <{quick(entry.introduced_email)}>" if entry.introduced_email else ""
    when = f" on {entry.made_on}" if entry.made_on else ""
    yield f"  put there by {by}{mail}{when}" + _commit(entry.made_in)
    owner = quick(entry.owner_name or entry.owner) or "nobody could be named"
    yield f"  answers for it: {owner}" + (f" <{quick(entry.owner_email)}>" if entry.owner_email else "")
    if story.then is not None:
        yield f"  the roadmap then, {story.then.on}: {_word(story.then)}" + _commit(story.then.commit)
    if story.also:
        yield f"  also read as {quick(', '.join(story.also))}, where the document had another name"


def _word(word: Word) -> str:
    if word.feature is not None:
        return words.feature(word.feature)
    level = word.service_level
    return f"{quick(level.name)}: {quick(level.value)}" if level is not None else "nothing of it"


def _steps(story: Story) -> Iterator[str]:
    yield ""
    yield "What became of it"
    for one in story.steps:
        yield f"  {one.on}  {one.state:<10}  {quick(one.cause)}" + _commit(one.commit)


def _versions(versions: tuple[Version, ...]) -> Iterator[str]:
    yield ""
    yield "Versions of the document"
    for one in versions:
        anew = f", said anew as {quick(one.superseded_by)}" if one.superseded_by else ""
        yield f"  {one.on}  {'it stands there' if one.present else 'not there' + anew}" + _commit(one.commit)


def _told(story: Story) -> Iterator[str]:
    if not story.told:
        return
    yield ""
    yield "The customer was told"
    for one in story.told:
        yield f"  {one.on}  by {quick(one.by)}" + (f": {quick(one.note)}" if one.note else "")


def _commit(commit: str) -> str:
    return f" (commit {quick(commit[:12])})" if commit else ""
