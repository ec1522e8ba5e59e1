"""A talk with a language server in this process, without a pipe: what is said, byte for byte, and what it says."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pygls.io_ import run_async

from deltalang.lsp.server import DeltaServer
from deltalang.lsp.starting import make_server


class Reader:
    """A pipe that was written to and closed."""

    def __init__(self, data: bytes) -> None:
        self._left = data

    async def readline(self) -> bytes:
        line, end, self._left = self._left.partition(b"\n")
        return line + end

    async def readexactly(self, count: int) -> bytes:
        found, self._left = self._left[:count], self._left[count:]
        return found


class Talk:
    """What is said to a server, and what it says."""

    def __init__(self, server: DeltaServer, loop: asyncio.AbstractEventLoop) -> None:
        self.server, self.loop = server, loop
        self.said: list[dict[str, Any]] = []
        server.protocol.set_writer(self, include_headers=False)
        self._count = 0

    def write(self, data: bytes) -> None:
        self.said.append(json.loads(data))

    def close(self) -> None:
        pass

    def send(self, body: bytes) -> None:
        """Say something, whatever it is."""

        async def handle() -> None:
            framed = b"Content-Length: %d\r\n\r\n" % len(body) + body
            protocol, report = self.server.protocol, self.server.report_server_error
            await run_async(_Never(), Reader(framed), protocol, error_handler=report)

        self.loop.run_until_complete(handle())

    def tell(self, method: str, params: Any, **more: Any) -> None:
        self.send(
            json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        )

    def ask(self, method: str, params: Any) -> str:
        self._count += 1
        self.tell(method, params, id=str(self._count))
        return str(self._count)

    def answer(self, number: int | str | None) -> dict[str, Any]:
        for _ in range(100):
            found = [one for one in self.said if "id" in one and one["id"] == number]
            if found:
                return found[0]
            self.wait(0.01)
        raise AssertionError(f"no answer to {number}")

    def result(self, method: str, params: Any) -> Any:
        """Ask, and give what was answered."""
        return self.answer(self.ask(method, params))["result"]

    def wait(self, seconds: float) -> None:
        """Let the server do what it does unasked."""
        self.loop.run_until_complete(asyncio.sleep(seconds))

    def open(self, uri: str, text: str) -> None:
        item = {"uri": uri, "languageId": "deltalang", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})

    def problems(self, uri: str) -> list[dict[str, Any]]:
        """The problems of a text that were said last."""
        found = [
            one["params"]["diagnostics"]
            for one in self.said
            if one.get("method") == "textDocument/publishDiagnostics"
            and one["params"]["uri"] == uri
        ]
        return found[-1] if found else []


class _Never:
    """An event that does not come."""

    def is_set(self) -> bool:
        return False


@contextmanager
def talking(capabilities: dict[str, Any] | None = None, **more: Any) -> Iterator[Talk]:
    """Hold a talk; a server that is introduced unless `capabilities` is None."""
    loop = asyncio.new_event_loop()
    made = Talk(make_server(), loop)
    try:
        if capabilities is not None:
            made.ask("initialize", {"capabilities": capabilities, "processId": None, **more})
            made.tell("initialized", {})
        yield made
    finally:
        for text in list(made.server.texts.values()):
            made.server.publisher.closed(text)
        loop.run_until_complete(_end(asyncio.all_tasks(loop)))
        loop.close()


async def _end(tasks: set[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
