"""The server: the open texts, their projects, and what is told to the editor unasked."""

import asyncio
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakSet

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from deltalang.diagnostics import DeltaError
from deltalang.lsp.files import known_as, near, path_of, uri_of
from deltalang.lsp.living import lives, until_gone
from deltalang.lsp.memory import settle
from deltalang.lsp.projects import Projects, matters
from deltalang.lsp.protocol import DeltaProtocol, unreadable
from deltalang.lsp.publishing import Publisher
from deltalang.lsp.saying import diagnostics
from deltalang.lsp.scripts import places, scripts
from deltalang.lsp.text import OpenText
from deltalang.messages import LANGUAGES
from deltalang.registry.files import read_source
from deltalang.source import Source

WATCHED = ("**/*.delta", "**/deltalang.lock", "**/lexicon.yaml", "**/registry/**/*.yaml")
AT_ONCE = 200
"""So many statements are read or looked at before what was asked meanwhile is answered."""
_CHANGED = 2.0
"""Seconds between two looks at the files that texts stand on."""
_log = logging.getLogger(__name__)


class DeltaServer(LanguageServer):
    """Speaks with one editor. `lang` fixes the language of messages; else it is the editor's."""

    def __init__(self, version: str, *, lang: str | None = None) -> None:
        super().__init__("deltalang", version, protocol_cls=DeltaProtocol)
        self._fixed, self.lang = lang, lang or "en"
        self._editor: int | None = None
        self._settled: WeakSet[OpenText] = WeakSet()
        self._asked = 0
        self._watching: list[asyncio.Future[None]] = []
        self.texts: dict[str, OpenText] = {}
        self.projects = Projects()
        self.publisher = Publisher(self._publish)
        assert isinstance(self.protocol, DeltaProtocol)
        self.speaking = self.protocol
        self.speaking.texts = self

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
        self._editor = params.process_id if watched and lives(params.process_id or 0) else None

    def can(self, *path: str) -> Any:
        """Look a capability of the editor up; None where it is not said."""
        found: Any = self.client_capabilities
        for name in path:
            found = getattr(found, name, None)
        return found

    @property
    def encoding(self) -> str:
        """What columns are counted in: what the editor asked for, else UTF-16, as ever."""
        # It is a member of an enumeration or a string, and `str` of the two is not the same.
        return types.PositionEncodingKind(self.server_capabilities.position_encoding).value

    def started(self) -> None:
        """Ask to be told of changed files; watch them all the same, and that the editor lives."""
        if self._watching:  # it is told twice
            return
        if self.can("workspace", "did_change_watched_files", "dynamic_registration"):
            watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in WATCHED]
            registration = types.Registration(
                id="files",
                method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                register_options=types.DidChangeWatchedFilesRegistrationOptions(watchers),
            )
            self.client_register_capability(types.RegistrationParams([registration]))
        self._watching = [asyncio.ensure_future(self._watch())]
        if self._editor is not None:
            self._watching.append(asyncio.ensure_future(until_gone(self._editor)))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Answer what is no JSON; write a bug into the log: a window for each would stop the work."""
        refused = unreadable(error)
        if refused is not None:
            self.speaking.refuse(refused)
        elif not isinstance(error, JsonRpcException):  # an answer that says no is no bug
            _log.error("%s: %s", getattr(source, "__name__", source), error)

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Something was asked that takes long: what nobody waits for is put off until it is done."""
        self._asked += 1
        try:
            yield
        finally:
            self._asked -= 1

    # -------------------------------------------------------------------- the texts

    def text(self, uri: str) -> OpenText | None:
        """Find an open text."""
        return self.texts.get(known_as(uri))

    def opened(self, item: types.TextDocumentItem) -> None:
        """Take in a text."""
        self.closed(item.uri)
        self.look_around()
        path = path_of(item.uri)
        text = OpenText(
            item.uri,
            item.text,
            version=item.version,
            project=self.projects.of(near(item.uri)),
            name=str(path) if path is not None else item.uri,
            encoding=self.encoding,
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
            self.projects.forget(of_projects)
        renewed = self.look_around()
        if any(path.suffix == ".delta" for path in paths):
            for text in self.texts.values():
                if text not in renewed and text.is_read and text.uses():
                    text.forget()
                    self.publisher.edited(text)

    def look_around(self) -> list[OpenText]:
        """Look anew at the texts whose files are others now, or that have another project."""
        self.projects.refresh()
        renewed = []
        for text in self.texts.values():
            project = self.projects.of(near(text.uri))
            if project is not text.project:
                text.renew(project)
                self.publisher.edited(text)
                renewed.append(text)
        return renewed

    async def _watch(self) -> None:
        """Look around for ever: an editor may not tell of changed files."""
        while True:
            await asyncio.sleep(_CHANGED)
            try:
                self.look_around()
            except Exception:  # a bug: the next look may pass
                _log.exception("files that texts stand on")

    def uri(self, source: Source) -> str:
        """Give the address of a script that nobody has open."""
        return uri_of(Path(source.name))

    def folders(self) -> list[Path]:
        """The folders that the editor has open."""
        uris = [folder.uri for folder in self.workspace.folders.values()]
        if not uris and self.workspace.root_uri:
            uris = [self.workspace.root_uri]
        return [path for path in map(path_of, uris) if path is not None]

    def scripts(self, text: OpenText) -> Iterator[Source]:
        """Give the other scripts of a text's project, as they are open or on the disk."""
        own, root = path_of(text.uri), text.project.project.root
        if own is None:
            return
        where = places(own, root, self.folders())
        seen = {os.path.realpath(own)}
        for other in self.texts.values():
            path = path_of(other.uri)
            if path is None or other.project.project.root != root or other is text:
                continue
            if any(place.holds(path) for place in where) and os.path.realpath(path) not in seen:
                seen.add(os.path.realpath(path))
                yield other.source
        for path in scripts(where):
            if os.path.realpath(path) not in seen:
                try:
                    yield read_source(path)
                except (OSError, DeltaError):  # nobody can use a script that cannot be read
                    continue

    def _publish(self, text: OpenText, words: bool) -> bool:
        """Say the problems of a text; False while there is something else to be done first."""
        if self._asked:
            return False
        try:
            if not text.look_at_some(AT_ONCE):
                return False
            found = [*text.project.problems, *text.problems(words=words)]
            related = bool(self.can("text_document", "publish_diagnostics", "related_information"))
            said = list(diagnostics(text, found, self.lang, related=related))
        except Exception:  # a bug: the texts are still there, and the next edit may pass
            _log.exception("problems of %s", text.uri)
            return True
        params = types.PublishDiagnosticsParams(text.uri, said, text.version)
        self.text_document_publish_diagnostics(params)
        if words and text not in self._settled:
            self._settled.add(text)
            settle()
        return True
