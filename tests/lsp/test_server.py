"""The language server, driven by a real client over its standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

ROADMAP = """\
version: 1
vendor: {name: Quay Software}
as_of: 2026-11-20
features:
  - {id: tide, name: Tide forecast, status: planned, target: 2027-Q4, known_issues: [no *ebb* yet]}
  - {id: berth, name: Berth map, status: released}
  - {id: radar, name: Radar link, status: backlog}
  - {id: secret, name: Night project, status: planned, visibility: internal}
"""
TEXT = "# Nyheter 🚢\n\n🚢🚢 We will deliver the tide forecast on 1 March 2027. Plans may change.\n"


class Client(LanguageClient):
    """Keeps what the server publishes."""

    def __init__(self) -> None:
        super().__init__("test", "1")
        self.published: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self.messages: asyncio.Queue[lsp.ShowMessageParams] = asyncio.Queue()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

        @self.feature(lsp.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def told(params: lsp.ShowMessageParams) -> None:
            self.messages.put_nowait(params)

    async def diagnostics(self) -> list[lsp.Diagnostic]:
        return list((await asyncio.wait_for(self.published.get(), 60)).diagnostics)


@asynccontextmanager
async def editor(encoding: lsp.PositionEncodingKind | None) -> AsyncIterator[Client]:
    client = Client()
    await client.start_io(sys.executable, "-m", "promiselint", "lsp")
    general = lsp.GeneralClientCapabilities(position_encodings=[encoding] if encoding else None)
    await client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities(general=general)))
    client.initialized(lsp.InitializedParams())
    yield client
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]


def opened(client: Client, path: Path, text: str) -> str:
    uri = path.as_uri()
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, text)))
    return uri


def retyped(client: Client, uri: str, version: int, text: str) -> None:
    change = lsp.TextDocumentContentChangeWholeDocument(text)
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(version, uri), [change])
    )


def driven(
    scenario: Callable[[Client, Path], Awaitable[None]], folder: Path, encoding: lsp.PositionEncodingKind | None = None
) -> None:
    async def run() -> None:
        async with editor(encoding) as client:
            await scenario(client, folder)

    # In a thread of its own: another test's browser may keep a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = Path(__file__).resolve().parents[2]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH", "")])))
    (tmp_path / "roadmap.yaml").write_text(ROADMAP)
    return tmp_path


def shown(found: list[lsp.Diagnostic]) -> list[tuple[str, int, int, int]]:
    return [(str(one.code), one.range.start.line, one.range.start.character, one.range.end.character) for one in found]


def test_diagnostics_come_as_one_types_and_go_when_it_is_mended(place: Path) -> None:
    async def scenario(client: Client, folder: Path) -> None:
        uri = opened(client, folder / "å.md", TEXT)
        found = await client.diagnostics()
        # The editor counts in UTF-16: each ship is two.
        assert shown(found) == [("PL201", 2, 0, 55), ("PL202", 2, 0, 55)]
        assert "Instead: " in found[0].message
        retyped(client, uri, 2, TEXT.replace("will deliver", "plan to deliver").replace("on 1 March 2027", "in 2028"))
        assert await client.diagnostics() == []

    driven(scenario, place)


def test_columns_are_counted_as_the_editor_counts_them(place: Path) -> None:
    async def scenario(client: Client, folder: Path) -> None:
        opened(client, folder / "a.md", TEXT)
        assert shown(await client.diagnostics())[0] == ("PL201", 2, 0, 53)

    driven(scenario, place, lsp.PositionEncodingKind.Utf32)


def test_a_quick_fix_is_a_sentence_that_passes(place: Path) -> None:
    async def scenario(client: Client, folder: Path) -> None:
        uri = opened(client, folder / "a.md", TEXT)
        found = await client.diagnostics()
        asked = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), found[0].range, lsp.CodeActionContext(found))
        (action,) = await client.text_document_code_action_async(asked) or []
        assert isinstance(action, lsp.CodeAction)
        assert action.title.startswith("Say: 🚢🚢 We ")
        assert action.edit is not None
        assert action.edit.changes is not None
        lines = TEXT.splitlines(keepends=True)
        for edit in sorted(action.edit.changes[uri], key=lambda one: -one.range.start.character):
            line = lines[edit.range.start.line].encode("utf-16-le")
            low, high = edit.range.start.character * 2, edit.range.end.character * 2
            lines[edit.range.start.line] = (line[:low] + edit.new_text.encode("utf-16-le") + line[high:]).decode(
                "utf-16-le"
            )
        retyped(client, uri, 2, "".join(lines))
        assert await client.diagnostics() == []

    driven(scenario, place)


def test_hover_tells_what_the_roadmap_says_and_no_markup_of_its(place: Path) -> None:
    async def scenario(client: Client, folder: Path) -> None:
        uri = opened(client, folder / "a.md", TEXT)
        await client.diagnostics()
        asked = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(2, 30))
        told = await client.text_document_hover_async(asked)
        assert told is not None
        assert isinstance(told.contents, lsp.MarkupContent)
        assert "**PL201 solid\\-date**" in told.contents.value
        assert "Roadmap: **Tide forecast \\(planned, target 2027\\-Q4\\)**" in told.contents.value
        assert "no \\*ebb\\* yet" in told.contents.value
        nowhere = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(1, 0))
        assert await client.text_document_hover_async(nowhere) is None

    driven(scenario, place)


def test_completion_offers_features_with_what_may_be_said_and_nothing_internal(place: Path) -> None:
    async def scenario(client: Client, folder: Path) -> None:
        uri = opened(client, folder / "a.md", TEXT)
        await client.diagnostics()
        asked = lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), lsp.Position(1, 0))
        told = await client.text_document_completion_async(asked)
        assert isinstance(told, lsp.CompletionList)
        assert [(one.label, one.detail) for one in told.items] == [
            ("Tide forecast", "planned, target 2027-Q4: as a plan, no earlier"),
            ("Berth map", "released: may be said as it is"),
            ("Radar link", "backlog: no promise and no date"),
        ]

    driven(scenario, place)


def test_a_roadmap_that_changes_is_read_again(place: Path) -> None:
    async def scenario(client: Client, folder: Path) -> None:
        uri = opened(client, folder / "a.md", "# News\n\nThe berth map is here.\n")
        assert await client.diagnostics() == []
        (folder / "roadmap.yaml").write_text(
            ROADMAP.replace("Berth map, status: released", "Berth map, status: planned")
        )
        client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        assert [one.code for one in await client.diagnostics()] == ["PL102"]

    driven(scenario, place)


def test_a_faulty_roadmap_is_told_in_the_editor(place: Path) -> None:
    async def scenario(client: Client, folder: Path) -> None:
        (folder / "roadmap.yaml").write_text(ROADMAP.replace("2027-Q4", "Q5"))
        opened(client, folder / "a.md", TEXT)
        message = await asyncio.wait_for(client.messages.get(), 60)
        assert "features[0].target" in message.message
        assert await client.diagnostics() == []

    driven(scenario, place)


def test_what_check_would_not_read_is_left_alone(place: Path) -> None:
    async def scenario(client: Client, folder: Path) -> None:
        opened(client, folder / "a.py", TEXT)
        assert await client.diagnostics() == []

    driven(scenario, place)
