"""Features: which request is answered by what."""

import asyncio
from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified

from deltalang.lsp import answers, formatting, mending
from deltalang.lsp.coloring import LEGEND, Told
from deltalang.lsp.server import AT_ONCE, DeltaServer
from deltalang.lsp.text import OpenText

_TRIGGERS = ["Δ", "∆", "@", ":", "{", "<", "\\", "(", "~", "?"]
_PAUSE = 0.005
"""Seconds that a request which nobody waits for gives others, and its own withdrawal, to arrive."""
_TURN = 0.001
Answer = Callable[[DeltaServer, OpenText, Any], Any]
Part = Callable[[OpenText, int], bool]
"""Does a part of something, so much of it; tells whether nothing is left to do."""


def add_features(server: DeltaServer) -> None:
    """Let a server answer everything that it can."""
    told = Told()
    _follow(server)
    completion = types.CompletionOptions(trigger_characters=_TRIGGERS)
    _at_once(server, types.TEXT_DOCUMENT_COMPLETION, answers.completion, completion)
    _at_once(server, types.TEXT_DOCUMENT_HOVER, answers.hovered)
    _at_once(server, types.TEXT_DOCUMENT_DEFINITION, answers.defined)
    _at_once(server, types.TEXT_DOCUMENT_REFERENCES, answers.referred)
    _at_once(server, types.TEXT_DOCUMENT_PREPARE_RENAME, answers.rename_prepared)
    _at_once(server, types.TEXT_DOCUMENT_RENAME, answers.renamed)
    kinds = types.CodeActionOptions(code_action_kinds=mending.KINDS)
    _later(server, types.TEXT_DOCUMENT_CODE_ACTION, mending.actions, kinds)
    _later(server, types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, answers.highlighted)
    _later(server, types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, answers.outlined)
    _later(server, types.TEXT_DOCUMENT_INLAY_HINT, answers.hinted)
    colors = OpenText.color_some
    _later(server, types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, told.full, LEGEND, before=colors)
    _later(
        server, types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, told.delta, LEGEND, before=colors
    )
    _later(server, types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, told.range, LEGEND, before=_nothing)
    _in_a_thread(server, types.TEXT_DOCUMENT_FORMATTING, formatting.formatted)


def _follow(server: DeltaServer) -> None:
    """Follow what happens in the editor."""

    @server.feature(types.INITIALIZE)
    def introduced(params: types.InitializeParams) -> None:
        server.introduced(params)

    @server.feature(types.INITIALIZED)
    def started(_params: types.InitializedParams) -> None:
        server.started()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(_params: types.DidOpenTextDocumentParams) -> None:
        """Texts are handed over by the protocol; naming it here says that they are wanted."""

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.saved(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.files_changed([change.uri for change in params.changes])

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(_params: types.DidChangeConfigurationParams) -> None:
        """There is nothing to configure; some editors say so unasked."""


def _at_once(server: DeltaServer, name: str, answer: Answer, options: Any = None) -> None:
    """Answer a request in its turn: it is about the text as it is then."""

    @server.feature(name, options)
    def answered(params: Any) -> Any:
        text = server.text(params.text_document.uri)
        return None if text is None else answer(server, text, params)


def _later(
    server: DeltaServer,
    name: str,
    answer: Answer,
    options: Any = None,
    *,
    before: Part = OpenText.read_some,
) -> None:
    """Answer a request after what comes right behind it; one that is withdrawn costs nothing.

    What has to be done `before` is done in parts, so that others are answered meanwhile. Where the
    text changed meanwhile, the answer would be about another: the editor asks again.
    """

    @server.feature(name, options)
    async def answered(params: Any) -> Any:
        text = server.text(params.text_document.uri)
        if text is None:
            return None
        revision = text.revision
        await asyncio.sleep(_PAUSE)
        with server.asked():
            while text.revision == revision and not before(text, AT_ONCE):
                await asyncio.sleep(_TURN)
                if server.text(params.text_document.uri) is not text:
                    return None
        if text.revision != revision:
            raise JsonRpcContentModified
        return answer(server, text, params)


def _in_a_thread(server: DeltaServer, name: str, answer: Answer) -> None:
    """Answer a request that needs nothing but the characters of a text."""

    @server.feature(name)
    async def answered(params: Any) -> Any:
        text = server.text(params.text_document.uri)
        if text is None:
            return None
        with server.asked():
            return await answer(server, text, params)


def _nothing(_text: OpenText, _most: int) -> bool:
    return True
