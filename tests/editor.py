"""An editor for tests of the language server: it types, asks, and counts columns in its own encoding.

Positions here are lines and columns from 1, columns in code points, as people and transcripts write them.
"""

import asyncio
import re
import sys
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

from lsprotocol import types as t
from pytest_lsp import LanguageClient, make_test_lsp_client

Result = TypeVar("Result")
Place = tuple[int, int]
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]*")
_UNIT = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


def capabilities(encoding: str, **changes: Any) -> t.ClientCapabilities:
    """What a modern editor can do."""
    made = t.ClientCapabilities(
        general=t.GeneralClientCapabilities(position_encodings=[encoding]),
        workspace=t.WorkspaceClientCapabilities(
            workspace_edit=t.WorkspaceEditClientCapabilities(document_changes=True)
        ),
        text_document=t.TextDocumentClientCapabilities(
            publish_diagnostics=t.PublishDiagnosticsClientCapabilities(
                related_information=True, version_support=True,
                tag_support=t.ClientDiagnosticsTagOptions(
                    value_set=[t.DiagnosticTag.Unnecessary, t.DiagnosticTag.Deprecated]
                ),
            ),
            completion=t.CompletionClientCapabilities(
                completion_item=t.ClientCompletionItemOptions(snippet_support=True)
            ),
            hover=t.HoverClientCapabilities(content_format=[t.MarkupKind.Markdown]),
            rename=t.RenameClientCapabilities(prepare_support=True),
            document_symbol=t.DocumentSymbolClientCapabilities(
                hierarchical_document_symbol_support=True
            ),
            inlay_hint=t.InlayHintClientCapabilities(),
            code_action=t.CodeActionClientCapabilities(
                is_preferred_support=True,
                code_action_literal_support=t.ClientCodeActionLiteralOptions(
                    code_action_kind=t.ClientCodeActionKindOptions(value_set=["quickfix"])
                ),
            ),
        ),
    )  # fmt: skip
    for name, value in changes.items():
        setattr(made.text_document, name, value)
    return made


class Editor:
    """Speaks with a server of its own. Must be closed."""

    def __init__(self, encoding: str = "utf-16", *, lang: str = "en", **changes: Any) -> None:
        self.encoding = encoding
        self.loop = asyncio.new_event_loop()
        self.client: LanguageClient = make_test_lsp_client()
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.published: list[t.PublishDiagnosticsParams] = []
        self._note_what_is_published()
        params = t.InitializeParams(capabilities(encoding, **changes), locale=lang)
        command = (sys.executable, "-m", "deltalang", "lsp")
        self.run(self.client.start_io(*command))
        self.server = self.run(self.client.initialize_session(params)).capabilities

    def _note_what_is_published(self) -> None:
        """Keep every message about problems: of two that come at once a waiter would miss one."""
        handle = self.client.protocol._handle_notification

        def noted(method: str, params: Any) -> Any:
            if method == t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS:
                self.published.append(params)
            return handle(method, params)

        self.client.protocol._handle_notification = noted

    def run(self, asked: Awaitable[Result], *, seconds: float = 60) -> Result:
        """Wait for an answer."""
        return self.loop.run_until_complete(asyncio.wait_for(asked, seconds))

    def close(self) -> None:
        self.run(self.client.shutdown_session())
        self.run(self.client.stop())
        self.loop.close()

    # --------------------------------------------------------------------- positions

    def _width(self, text: str) -> int:
        name = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[self.encoding]
        return len(text.encode(name, "surrogatepass")) // _UNIT[self.encoding]

    def position(self, uri: str, place: Place) -> t.Position:
        line = _LINE.findall(self.texts[uri])[place[0] - 1]
        return t.Position(place[0] - 1, self._width(line[: place[1] - 1]))

    def place(self, uri: str, position: t.Position) -> Place:
        """Read a position; one that is inside a character fails."""
        line = _LINE.findall(self.texts[uri])[position.line]
        sums = [self._width(line[:column]) for column in range(len(line) + 1)]
        return position.line + 1, sums.index(position.character) + 1

    def range(self, uri: str, start: Place, end: Place) -> t.Range:
        return t.Range(self.position(uri, start), self.position(uri, end))

    def shown(self, uri: str, place: t.Range) -> str:
        (line, column), (end_line, end_column) = (
            self.place(uri, one) for one in (place.start, place.end)
        )
        return f"{line}:{column}-{end_line}:{end_column}"

    def inside(self, uri: str, place: t.Range) -> str:
        """The text of a range."""
        return self.texts[uri][slice(*self._offsets(uri, place))]

    def _offsets(self, uri: str, place: t.Range) -> tuple[int, int]:
        lines = _LINE.findall(self.texts[uri])

        def offset(position: t.Position) -> int:
            line, column = self.place(uri, position)
            return sum(map(len, lines[: line - 1])) + column - 1

        return offset(place.start), offset(place.end)

    # ------------------------------------------------------------------------ typing

    def open(self, uri: str, text: str) -> None:
        self.texts[uri], self.versions[uri] = text, 1
        self.client.diagnostics.pop(uri, None)
        item = t.TextDocumentItem(uri, "deltalang", 1, text)
        self.client.text_document_did_open(t.DidOpenTextDocumentParams(item))

    def change(self, uri: str, *edits: tuple[Place, Place, str]) -> None:
        """Put texts in the place of ranges, one after another, in one message."""
        changes = []
        for start, end, new in edits:
            place = self.range(uri, start, end)
            changes.append(t.TextDocumentContentChangePartial(place, new))
            self.apply(uri, [t.TextEdit(place, new)])
        self._changed(uri, changes)

    def rewrite(self, uri: str, text: str) -> None:
        self.texts[uri] = text
        self._changed(uri, [t.TextDocumentContentChangeWholeDocument(text)])

    def _changed(self, uri: str, changes: Sequence[Any]) -> None:
        self.versions[uri] += 1
        named = t.VersionedTextDocumentIdentifier(version=self.versions[uri], uri=uri)
        self.client.text_document_did_change(t.DidChangeTextDocumentParams(named, changes))

    def apply(self, uri: str, edits: Sequence[t.TextEdit]) -> str:
        """Put edits into what the editor shows."""
        text = self.texts[uri]
        for edit in sorted(edits, key=lambda one: self._offsets(uri, one.range), reverse=True):
            start, end = self._offsets(uri, edit.range)
            text = text[:start] + edit.new_text + text[end:]
        self.texts[uri] = text
        return text

    def save(self, uri: str) -> None:
        named = t.TextDocumentIdentifier(uri)
        self.client.text_document_did_save(t.DidSaveTextDocumentParams(named))

    # ------------------------------------------------------------------------ asking

    def at(self, uri: str, place: Place) -> dict[str, Any]:
        """What a request about a place has in common."""
        return {
            "text_document": t.TextDocumentIdentifier(uri),
            "position": self.position(uri, place),
        }

    def problems(self, uri: str, *, words: bool = False) -> list[t.Diagnostic]:
        """Save, and wait for the problems of the newest version; with `words` until all are found."""
        wanted = self.versions[uri]

        async def wait(seen: int) -> list[t.Diagnostic]:
            left = 1 + words
            while True:
                while seen < len(self.published):
                    params, seen = self.published[seen], seen + 1
                    if params.uri == uri:
                        assert (params.version or 0) <= wanted
                        left -= params.version == wanted
                        if not left:
                            return list(params.diagnostics)
                await asyncio.sleep(0.002)

        if not words:  # what was said before everything was read is of no interest
            self.run(self.client.text_document_hover_async(t.HoverParams(**self.at(uri, (1, 1)))))
        seen = len(self.published)
        if not words:
            self.save(uri)
        return self.run(wait(seen), seconds=20)

    def tell(self, *changes: tuple[str, t.FileChangeType]) -> None:
        """Tell the server of changed files."""
        events = [t.FileEvent(uri, kind) for uri, kind in changes]
        self.client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams(events))

    def mends(self, uri: str, place: t.Range, *only: str) -> list[t.CodeAction]:
        """Ask for the fixes of a range."""
        context = t.CodeActionContext([], only=list(only) or None)
        named = t.TextDocumentIdentifier(uri)
        asked = t.CodeActionParams(named, place, context)
        return list(self.run(self.client.text_document_code_action_async(asked)) or ())
