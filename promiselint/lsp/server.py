"""The language server (Language Server Protocol 3.17, by pygls): diagnostics, hover, quick fixes, completion."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import PositionCodec, TextDocument

from promiselint import __version__
from promiselint.app.editing import Editor, Mending, Seen, sayable
from promiselint.app.options import Options
from promiselint.model.errors import Misuse, PromiselintError
from promiselint.model.findings import Answered
from promiselint.model.places import Place
from promiselint.model.roadmap import Feature
from promiselint.model.rules import Severity
from promiselint.report.words import answering
from promiselint.report.words import feature as in_short

SOURCE = "promiselint"
#: Seconds of quiet after which what was typed is read.
_PAUSE = 0.25
_WEIGHT = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """Reads documents as they are typed; one at a time, the last state of each."""

    def __init__(self, options: Options) -> None:
        """`options` are those of `check`."""
        super().__init__("promiselint", __version__)
        self.editor = Editor(options)
        self.seen: dict[str, tuple[int | None, Seen]] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        self.told: set[str] = set()
        self.turn = asyncio.Lock()

    def later(self, uri: str, pause: float = _PAUSE) -> None:
        """Read a document once nothing more is typed."""
        if uri in self.waiting:
            self.waiting[uri].cancel()
        self.waiting[uri] = asyncio.ensure_future(self._read(uri, pause))

    async def _read(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        async with self.turn:
            document = self.workspace.get_text_document(uri)
            await asyncio.get_running_loop().run_in_executor(None, self._see, document)
        found = self.seen.get(uri)
        shown = _diagnostics(found[1], document, self.codec) if found else []
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, shown, document.version))

    def _see(self, document: TextDocument) -> None:
        path = to_fs_path(document.uri)
        self.seen.pop(document.uri, None)
        if path is None:
            return
        try:
            seen = self.editor.see(path, document.source)
        except PromiselintError as fault:
            self._tell(fault)
            return
        self.told.clear()
        if seen is not None:
            self.seen[document.uri] = (document.version, seen)

    def _tell(self, fault: PromiselintError) -> None:
        """Say what is wrong with the roadmap or another file; the same thing only once."""
        for line in fault.faults if isinstance(fault, Misuse) else (str(fault),):
            if line not in self.told:
                self.told.add(line)
                self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"promiselint: {line}"))

    @property
    def codec(self) -> PositionCodec:
        """How the editor counts columns."""
        return self.workspace.position_codec

    def current(self, uri: str) -> tuple[TextDocument, Seen] | None:
        """A document and what was seen of it; None where it was changed since."""
        document, found = self.workspace.get_text_document(uri), self.seen.get(uri)
        return (document, found[1]) if found is not None and found[0] == document.version else None


def server(options: Options) -> Server:
    """A server that is ready to be started."""
    made = Server(options)

    @made.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        ls.later(params.text_document.uri, 0)

    @made.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        ls.later(params.text_document.uri)

    @made.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
        # The roadmap itself may have been saved: every document that is open is read again.
        for uri in {params.text_document.uri, *ls.workspace.text_documents}:
            ls.later(uri, 0)

    @made.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in ls.waiting:
            ls.waiting.pop(uri).cancel()
        ls.seen.pop(uri, None)
        ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    made.feature(lsp.TEXT_DOCUMENT_HOVER)(_hover)
    made.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]))(
        _actions
    )
    made.feature(lsp.TEXT_DOCUMENT_COMPLETION)(_completion)
    return made


def _diagnostics(seen: Seen, document: TextDocument, codec: PositionCodec) -> list[lsp.Diagnostic]:
    return [
        lsp.Diagnostic(
            range=_range(one.finding.span.start, one.finding.span.end, document, codec),
            severity=_WEIGHT.get(one.finding.severity, lsp.DiagnosticSeverity.Information),
            code=one.finding.code,
            source=SOURCE,
            message=_message(one),
        )
        for one in seen.findings
    ]


def _message(one: Answered) -> str:
    instead = one.finding.rewrite or one.finding.suggestion
    return f"{one.finding.message}\nInstead: {instead}" if instead else one.finding.message


def _hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    """What the roadmap says of the feature under the cursor, and what is wrong there."""
    current = ls.current(params.text_document.uri)
    if current is None:
        return None
    document, seen = current
    offset = _offset(params.position, document, ls.codec)
    parts = [
        f"**{_plain(one.finding.code)} {_plain(one.finding.rule)}**: {_plain(one.finding.message)}  \n"
        f"Answers for it: {_plain(answering(one.owner))}"
        for one in seen.findings
        if _offset_of(one.finding.span.start, document) <= offset <= _offset_of(one.finding.span.end, document)
    ]
    features = dict.fromkeys(one.feature.id for one in seen.named if one.start <= offset <= one.end)
    by_id = {one.feature.id: one.feature for one in seen.named}
    parts += [_roadmap(by_id[one]) for one in features]
    if not parts:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n".join(parts)))


def _roadmap(feature: Feature) -> str:
    lines = [f"Roadmap: **{_plain(in_short(feature))}**"]
    if feature.customer_dependencies:
        lines.append("Depends on the customer: " + _plain("; ".join(feature.customer_dependencies)))
    if feature.known_issues:
        lines.append("Known issues: " + _plain("; ".join(feature.known_issues)))
    if told := sayable(feature):
        lines.append("May be said: " + _plain(told))
    return "  \n".join(lines)


def _actions(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """Sentences that may stand instead, each proven by the engine in its place."""
    current = ls.current(params.text_document.uri)
    if current is None:
        return []
    document, seen = current
    low, high = (_offset(one, document, ls.codec) for one in (params.range.start, params.range.end))
    return [
        _action(one, seen, document, params, ls.codec) for one in seen.mendings if one.start <= high and low <= one.end
    ]


def _action(
    mending: Mending, seen: Seen, document: TextDocument, params: lsp.CodeActionParams, codec: PositionCodec
) -> lsp.CodeAction:
    edits = [
        lsp.TextEdit(
            _range(seen.document.place(edit.start), seen.document.place(edit.end), document, codec), edit.words
        )
        for edit in mending.edits
    ]
    about = [one for one in params.context.diagnostics if one.source == SOURCE]
    return lsp.CodeAction(
        title=f"Say: {mending.sentence}",
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=about or None,
        is_preferred=True,
        edit=lsp.WorkspaceEdit(changes={document.uri: edits}),
    )


def _completion(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    """The roadmap's features with what may be said of them today; internal ones are never offered."""
    path = to_fs_path(params.text_document.uri)
    try:
        features = ls.editor.roadmap(path) if path else ()
    except PromiselintError:
        features = ()
    items = [
        lsp.CompletionItem(
            label=one.name,
            kind=lsp.CompletionItemKind.Reference,
            detail=told,
            documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, _roadmap(one)),
        )
        for one in features
        if (told := sayable(one))
    ]
    return lsp.CompletionList(is_incomplete=False, items=items)


def _range(start: Place, end: Place, document: TextDocument, codec: PositionCodec) -> lsp.Range:
    wanted = lsp.Range(lsp.Position(start.line - 1, start.column - 1), lsp.Position(end.line - 1, end.column - 1))
    return codec.range_to_client_units(_lines(document), wanted)


def _offset(position: lsp.Position, document: TextDocument, codec: PositionCodec) -> int:
    lines = _lines(document)
    own = codec.position_from_client_units(lines, position)
    return sum(len(line) for line in lines[: own.line]) + own.character


def _offset_of(place: Place, document: TextDocument) -> int:
    return sum(len(line) for line in _lines(document)[: place.line - 1]) + place.column - 1


def _lines(document: TextDocument) -> Sequence[str]:
    return document.lines


def _plain(text: str) -> str:
    """Words of documents and roadmaps as words: none of their signs is markup."""
    for sign in "\\`*_{}[]()<>#+-!|~&":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
