"""The protocol with its own texts: what pygls keeps of a document is not kept a second time.

The texts of pygls are put together anew at every keystroke; ours are edited.
"""

from logging import LogRecord
from typing import TYPE_CHECKING, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method


class Texts(Protocol):
    """Who keeps the texts."""

    def opened(self, item: types.TextDocumentItem) -> None: ...

    def changed(self, params: types.DidChangeTextDocumentParams) -> None: ...

    def closed(self, uri: str) -> None: ...


class DeltaProtocol(LanguageServerProtocol):
    """Gives opened, changed and closed texts to the server."""

    if TYPE_CHECKING:
        texts: Texts

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self.texts.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self.texts.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self.texts.closed(params.text_document.uri)


def refusal(message: str) -> JsonRpcException:
    """Make the answer to a request that cannot be done, with the reason."""
    return JsonRpcException(message, code=types.LSPErrorCodes.RequestFailed)


def is_about_a_bug(record: LogRecord) -> bool:
    """Tell whether a line of the log is more than an answer that says no."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, JsonRpcException)
