"""Starting: the server on standard input and output, or on a socket."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version

from pygls.io_ import run_async

from deltalang.lsp.features import add_features
from deltalang.lsp.protocol import is_about_a_bug
from deltalang.lsp.server import DeltaServer


def _nothing(_address: str) -> None:
    """Do nothing."""


def make_server(*, lang: str | None = None) -> DeltaServer:
    """Make a server that answers everything it can; `lang` fixes the language of its messages."""
    server = DeltaServer(version("deltalang"), lang=lang)
    add_features(server)
    return server


def serve_pipe(*, lang: str | None = None) -> int:
    """Serve the editor that has started this process; gives the exit status.

    Standard output is the protocol: whatever else is printed goes to standard error.
    """
    _log_to_stderr()
    server = make_server(lang=lang)
    with os.fdopen(os.dup(1), "wb") as output:
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        server.start_io(sys.stdin.buffer, output)
    return server.speaking.status


def serve_socket(
    host: str, port: int, *, lang: str | None = None, ready: Callable[[str], None] = _nothing
) -> int:
    """Serve one editor that connects to an address; gives the exit status. Raises OSError.

    `ready` is told the address once an editor can connect; the port 0 stands for any that is free.
    """
    _log_to_stderr()
    server = make_server(lang=lang)
    with suppress(SystemExit):  # the protocol ends a process; its status is known anyway
        asyncio.run(_serve_one(server, host, port, ready))
    return server.speaking.status


async def _serve_one(
    server: DeltaServer, host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serve the first editor that connects, until it hangs up; others are turned away."""
    taken = False
    over = asyncio.Event()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal taken
        if taken:
            writer.close()
            return
        taken = True
        server.protocol.set_writer(writer)
        try:
            stop, report = threading.Event(), server.report_server_error
            await run_async(stop, reader, server.protocol, error_handler=report)
        except ConnectionError:  # the editor died
            return
        finally:
            over.set()

    listener = await asyncio.start_server(connected, host, port)
    ready("{}:{}".format(*listener.sockets[0].getsockname()))
    await over.wait()
    listener.close()


def _log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(is_about_a_bug)
    handler.setFormatter(logging.Formatter("deltalang: %(message)s"))
    logging.basicConfig(level=logging.ERROR, handlers=[handler])
