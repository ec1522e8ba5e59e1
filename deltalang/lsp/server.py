"""The server: the open texts, their projects, and what is told to the editor unasked."""

import asyncio
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from deltalang.diagnostics import DeltaError
from deltalang.lsp.files import known_as, path_of, uri_of
from deltalang.lsp.projects import Projects, matters
from deltalang.lsp.protocol import DeltaProtocol
from deltalang.lsp.publishing import Publisher
from deltalang.lsp.saying import diagnostics
from deltalang.lsp.text import OpenText, settle
from deltalang.messages import LANGUAGES
from deltalang.registry.files import read_source
from deltalang.source import Source

WATCHED = ("**/*.delta", "**/deltalang.lock", "**/lexicon.yaml", "**/registry/**/*.yaml")
_ALIVE = 5.0
_log = logging.getLogger(__name__)


class DeltaServer(LanguageServer):
    """Speaks with one editor. `lang` fixes the language of messages; else it is the editor's."""

    def __init__(self, version: str, *, lang: str | None = None) -> None:
        super().__init__("deltalang", version, protocol_cls=DeltaProtocol)
        self._fixed, self.lang = lang, lang or "en"
        self._editor: int | None = None
        self._settled: WeakSet[OpenText] = WeakSet()
        self.texts: dict[str, OpenText] = {}
        self.projects = Projects()
        self.publisher = Publisher(self._publish)
        assert isinstance(self.protocol, DeltaProtocol)
        self.protocol.texts = self

    # ------------------------------------------------------------------ the editor

    def introduced(self, params: types.InitializeParams) -> None:
        """Learn what the editor is."""
        asked = params.initialization_options
        wanted = asked.get("lang") if isinstance(asked, dict) else None
        locale = (params.locale or "").lower()[:2]
        said = (self._fixed, wanted, locale)
        self.lang = next((one for one in said if one in LANGUAGES), "en") or "en"
        # Elsewhere, as in a container, its number says nothing here.
        watched = os.name == "posix" and params.process_id is not None
        self._editor = params.process_id if watched and _lives(params.process_id or 0) else None

    def can(self, *path: str) -> Any:
        """Look a capability of the editor up; None where it is not said."""
        found: Any = self.client_capabilities
        for name in path:
            found = getattr(found, name, None)
        return found

    def started(self) -> None:
        """Ask to be told of changed files; watch that the editor lives."""
        if self.can("workspace", "did_change_watched_files", "dynamic_registration"):
            watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in WATCHED]
            registration = types.Registration(
                id="files",
                method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                register_options=types.DidChangeWatchedFilesRegistrationOptions(watchers),
            )
            self.client_register_capability(types.RegistrationParams([registration]))
        if self._editor is not None:
            self._watching = asyncio.ensure_future(_until_gone(self._editor))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Write a bug into the log of the editor: a window for each would stop the work."""
        _log.error("%s: %s", getattr(source, "__name__", source), error)

    # -------------------------------------------------------------------- the texts

    def text(self, uri: str) -> OpenText | None:
        """Find an open text."""
        return self.texts.get(known_as(uri))

    def opened(self, item: types.TextDocumentItem) -> None:
        """Take in a text."""
        self.closed(item.uri)
        path = path_of(item.uri)
        text = OpenText(
            item.uri,
            item.text,
            version=item.version,
            project=self.projects.of(path),
            name=str(path) if path is not None else item.uri,
            encoding=str(self.server_capabilities.position_encoding or "utf-16"),
        )
        self.texts[known_as(item.uri)] = text
        self.publisher.opened(text)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take in what was typed."""
        text = self.text(params.text_document.uri)
        if text is not None:
            text.change(params.content_changes, params.text_document.version)
            self.publisher.edited(text)

    def closed(self, uri: str) -> None:
        """Forget a text, and what was said about it."""
        text = self.texts.pop(known_as(uri), None)
        if text is not None:
            self.publisher.closed(text)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(text.uri, []))

    def saved(self, uri: str) -> None:
        """Look at a saved text as a whole, and at those that may use it."""
        text = self.text(uri)
        if text is not None:
            self.publisher.saved(text)
        self.files_changed([uri])

    def files_changed(self, uris: list[str]) -> None:
        """Look anew at the texts that changed files may matter to."""
        paths = [path for path in map(path_of, uris) if path is not None]
        of_projects = [path for path in paths if matters(path)]
        if of_projects:
            self._renew(of_projects)
        if any(path.suffix == ".delta" for path in paths):
            for text in self.texts.values():
                if any(piece.uses for piece in text.document.environment.pieces):
                    text.forget()
                    self.publisher.edited(text)

    def _renew(self, paths: list[Path]) -> None:
        """Read the texts anew whose project some files belong to, or that have another one now."""
        self.projects.forget()
        for text in self.texts.values():
            project = self.projects.of(path_of(text.uri))
            old, new = text.project.project.root, project.project.root
            roots = [one for one in (old, new) if one is not None]
            inside = any(path.resolve().is_relative_to(one) for path in paths for one in roots)
            if inside or not roots or old != new:
                text.renew(project)
                self.publisher.edited(text)

    def uri(self, source: Source) -> str:
        """Give the address of a script that nobody has open."""
        return uri_of(Path(source.name))

    def scripts(self, text: OpenText) -> Iterator[Source]:
        """Give the other scripts of a text's project, as they are open or on the disk."""
        own = path_of(text.uri)
        if own is None:
            return
        project = text.project.project
        paths = (
            project.scripts() if project.root is not None else sorted(own.parent.glob("*.delta"))
        )
        seen = {text.name}
        for other in self.texts.values():
            if other.name not in seen and path_of(other.uri) is not None:
                seen.add(other.name)
                yield other.document.source
        for path in paths:
            if str(path) not in seen:
                try:
                    yield read_source(path)
                except (OSError, DeltaError):  # nobody can use a script that cannot be read
                    continue

    def _publish(self, text: OpenText, words: bool) -> None:
        try:
            found = [*text.project.problems, *text.problems(words=words)]
            related = bool(self.can("text_document", "publish_diagnostics", "related_information"))
            said = list(diagnostics(text, found, self.lang, related=related))
        except Exception:  # a bug: the texts are still there, and the next edit may pass
            _log.exception("problems of %s", text.uri)
            return
        params = types.PublishDiagnosticsParams(text.uri, said, text.version)
        self.text_document_publish_diagnostics(params)
        if words and text not in self._settled:
            self._settled.add(text)
            settle()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:  # it belongs to somebody else
        return True
    except (OSError, OverflowError):
        return False
    return True


async def _until_gone(process: int) -> None:
    """End when the editor is gone though its end of the pipe is still held by somebody."""
    while _lives(process):
        await asyncio.sleep(_ALIVE)
    os._exit(1)
