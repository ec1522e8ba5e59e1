"""The protocol with its own texts and its own manners: every request has an answer, a wrong one too.

pygls keeps a second copy of each text, put together anew at every keystroke; ours are edited. What it
cannot read it writes into its log, and the editor waits for ever; here it is told what was wrong.
"""

from collections.abc import Generator
from json import JSONDecodeError
from logging import LogRecord, getLogger
from typing import TYPE_CHECKING, Any, Protocol

from cattrs import transform_error
from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcParseError,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.protocol.json_rpc import JsonRPCNotification, JsonRPCRequestMessage

_log = getLogger(__name__)
_LONGEST = 300


class Texts(Protocol):
    """Who keeps the texts."""

    def opened(self, item: types.TextDocumentItem) -> None: ...

    def changed(self, params: types.DidChangeTextDocumentParams) -> None: ...

    def closed(self, uri: str) -> None: ...


class DeltaProtocol(LanguageServerProtocol):
    """Gives opened, changed and closed texts to the server, and tells an editor what it said wrong."""

    if TYPE_CHECKING:
        texts: Texts

    status = 0
    """The exit status: 1 after an `exit` that no `shutdown` came before."""
    _introduced = False

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self.texts.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self.texts.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self.texts.closed(params.text_document.uri)

    @lsp_method(types.EXIT)
    def lsp_exit(self, *args: Any) -> Generator[Any, Any, None]:
        self.status = 0 if self._shutdown else 1
        yield from super().lsp_exit(*args)

    # ------------------------------------------------------------------- messages

    def structure_message(self, data: Any) -> Any:
        """Leave every part of a message as it is: `handle_message` reads it as a whole."""
        return data

    def handle_message(self, message: Any) -> None:
        """Take in what an editor said; what is wrong with it is answered."""
        asked = message.get("id") if isinstance(message, dict) else None
        number = asked if type(asked) in (int, str) else None
        try:
            read = self._read(message)
        except JsonRpcException as error:
            self.refuse(error, number)
        else:
            if read is not None:
                super().handle_message(read)

    def refuse(self, error: JsonRpcException, number: int | str | None = None) -> None:
        """Answer a request with what is wrong with it; `number` is None where it told none."""
        said: dict[str, Any] = {"code": error.code, "message": error.message}
        self._send_data({"jsonrpc": self.VERSION, "id": number, "error": said})

    def _read(self, message: Any) -> Any:
        """Read a message; None for one that needs no answer. Raises JsonRpcException."""
        if not isinstance(message, dict):
            raise JsonRpcInvalidRequest("Invalid Request: wanted one JSON object")
        if "method" not in message:
            return self._response(message)
        method = message["method"]
        if message.get("jsonrpc") != self.VERSION:
            raise JsonRpcInvalidRequest('Invalid Request: wanted "jsonrpc": "2.0"')
        if not isinstance(method, str):
            raise JsonRpcInvalidRequest('Invalid Request: wanted "method" as a string')
        if "id" not in message:
            return self._notification(method, message)
        if type(message["id"]) not in (int, str):
            raise JsonRpcInvalidRequest('Invalid Request: wanted "id" as a number or a string')
        return self._request(method, message)

    def _request(self, method: str, message: dict[str, Any]) -> Any:
        if self._shutdown:
            raise JsonRpcInvalidRequest("Invalid Request: the server was shut down")
        if self._introduced == (method == types.INITIALIZE):
            if self._introduced:
                raise JsonRpcInvalidRequest("Invalid Request: the server is initialized already")
            raise JsonRpcServerNotInitialized("Server not initialized: `initialize` comes first")
        self._get_handler(method)
        kind = self.get_message_type(method) or JsonRPCRequestMessage
        try:
            read = self._converter.structure(message, kind)
        except Exception as error:
            raise JsonRpcInvalidParams(f"Invalid Params: {_reasons(error)}") from error
        if not hasattr(read, "id"):
            raise JsonRpcInvalidRequest(f"Invalid Request: {method} is told, not asked")
        self._introduced = True
        return read

    def _notification(self, method: str, message: dict[str, Any]) -> Any:
        if method != types.EXIT and (self._shutdown or not self._introduced):
            return None
        kind = self.get_message_type(method) or JsonRPCNotification
        if message.get("params") is None and method == types.INITIALIZED:
            message = {**message, "params": {}}  # some editors leave it out
        try:
            return self._converter.structure(message, kind)
        except Exception as error:  # nobody waits for an answer
            _log.error("%s: %s", method, _reasons(error))
            return None

    def _response(self, message: dict[str, Any]) -> Any:
        if "result" not in message and "error" not in message:
            raise JsonRpcInvalidRequest('Invalid Request: wanted "method"')
        try:
            read = super().structure_message(message)
        except JsonRpcException:
            read = message
        if isinstance(read, dict):  # an answer to an answer would go on for ever
            _log.error("an answer of the editor cannot be read: %s", str(message)[:_LONGEST])
            return None
        return read


def _reasons(error: Exception) -> str:
    return "; ".join(transform_error(error))[:_LONGEST]


def refusal(message: str) -> JsonRpcException:
    """Make the answer to a request that cannot be done, with the reason."""
    return JsonRpcException(message, code=types.LSPErrorCodes.RequestFailed)


def unreadable(error: BaseException | None) -> JsonRpcException | None:
    """Make the answer to what is no JSON, or is nested too deep; None where an error is another one."""
    if not isinstance(error, JSONDecodeError | UnicodeDecodeError | RecursionError):
        return None
    return JsonRpcParseError(f"Parse Error: {error}"[:_LONGEST])


def is_about_a_bug(record: LogRecord) -> bool:
    """Tell whether a line of the log is more than an answer that says no."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, JsonRpcException) and unreadable(error) is None
