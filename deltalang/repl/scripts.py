"""Scripts of a conversation: written where they are right, taken in from where they stand."""

from collections.abc import Callable
from pathlib import Path

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic, visible
from deltalang.editing.document import Document
from deltalang.messages import system_error
from deltalang.project import Project
from deltalang.registry.files import read_source
from deltalang.repl.answer import Answer
from deltalang.repl.console import Console
from deltalang.repl.relocating import renamed, rewritten
from deltalang.repl.typed import Place
from deltalang.session.loading import Loader

SUFFIX = ".delta"
Write = Callable[[Path, str], None]


def save(console: Console, argument: str, write: Write) -> Answer:
    """Write what was accepted to a script; its `:use` names from there what it names here.

    A script that would be wrong in its place is not written.
    """
    name = _unquoted(argument)
    options = [word for word in argument.split() if word.startswith("--")]
    if not name:
        return console.refused("save-where")
    if options and name == argument:
        return console.refused("save-option", name=visible(options[0]))
    try:
        path = _path(name)
        if name[-1] in "/\\" or path.name in ("", "..") or path.is_dir():
            return console.refused("save-folder", path=visible(name, limit=1000))
        path = path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")
        changes = renamed(console.document.buffer.pieces, _head(console), Path(), path.parent)
        text = rewritten(console.script, changes)
        problems = _wrong_there(console, path, text) if path.parent.is_dir() else ()
        if problems:
            lines = (console.said("save-broken", path=path),)
            return Answer(lines, problems, failed=True)
        write(path, text)
    except FileExistsError:
        return console.refused("save-exists", path=path)
    except (OSError, ValueError) as error:  # no such folder; a name or a text that no file has
        reason = system_error(error, console.lang)
        return console.refused("file", path=name, reason=reason)
    said = [console.said("saved", path=path)]
    said += [
        console.said("saved-without", text=visible(" ".join(one.piece.text.split())))
        for one in console.fallen
    ]
    return Answer(tuple(said))


def load(console: Console, argument: str) -> Answer:
    """Read a script and take it in as if it were typed; its `:use` looks in the script's folder."""
    name = _unquoted(argument)
    if not name:
        return console.refused("load-what")
    path = tried = _path(name)
    try:
        if path.name and not path.exists():
            tried = path.with_name(f"{path.name}{SUFFIX}")
            path = tried if tried.is_file() else path
        source = read_source(path)
    except DeltaError as error:
        return Answer((), error.diagnostics, failed=True)
    except (OSError, ValueError) as error:
        shown = str(path) if tried == path else f"{path}, {tried}"
        return console.refused("file", path=shown, reason=system_error(error, console.lang))
    answer = console.submit(source.text, Place(str(path), folder=path.parent))
    if not answer.failed:
        return answer
    said = console.said("load-refused", path=path)
    return attrs.evolve(answer, lines=(*answer.lines, said))


def _wrong_there(console: Console, path: Path, text: str) -> tuple[Diagnostic, ...]:
    """What would be wrong with a script in its place: another project may stand around it."""
    try:
        session = Project.find(path.parent).session(limits=console.session.limits)
        session.load = Loader(path.parent)
        found = Document(session, text, name=str(path)).problems(words=False)
    except DeltaError as error:
        return error.diagnostics
    return tuple(problem for problem in found if problem.severity == "error")


def _head(console: Console) -> int:
    """Where the first statement of the script starts."""
    return console.document.buffer.starts[0]


def _unquoted(name: str) -> str:
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] == '"' else name


def _path(name: str) -> Path:
    """The path that somebody wrote; a `~` for a person nobody knows stays as it is."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)
