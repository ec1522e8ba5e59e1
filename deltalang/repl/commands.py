"""The `:` commands of the REPL that are no directives of a script."""

import os
import shlex
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from deltalang.diagnostics import DeltaError, near_names, visible
from deltalang.limits import LimitExceededError
from deltalang.messages import LANGUAGES, template
from deltalang.registry.files import create_file, read_source, replace_file
from deltalang.repl.console import FORMS, Answer, Console, Verb
from deltalang.repl.names import (
    IN_RUSSIAN,
    REGISTRY_VERBS,
    RUSSIAN,
    SCENE_VERBS,
    about,
    is_command,
    known,
    split,
)
from deltalang.repl.surroundings import script_about
from deltalang.repl.typed import TYPED, Place

Command = Callable[["Commands", str], Answer]
INTERRUPTED = 130
HELP = ("statements", "directives", "keys", "tab")
"""What the help begins with."""


class Commands:
    """Runs the commands of a console; `verb` runs those of the command line.

    >>> from deltalang.session import Session
    >>> commands = Commands(Console(Session()), lambda arguments, text, lang: print(arguments, text) or 0)
    >>> commands.run("Δ02 + память").failed, commands.run(":why").failed
    ['why', '-'] Δ02 + память
    (False, False)
    """

    def __init__(self, console: Console, verb: Verb) -> None:
        self.console, self._verb = console, verb

    def run(self, text: str, place: Place = TYPED) -> Answer:
        """Take in a command, or else statements; a mistake of ours does not end the conversation."""
        try:
            return self._run(text, place)
        except LimitExceededError as error:
            words = template(f"limit-{error.limit}", self.console.lang)
            return Answer((words.format(allowed=error.allowed, path=""),), failed=True)
        except DeltaError as error:  # a registry that cannot be read
            return Answer((), error.diagnostics, failed=True)
        except BrokenPipeError:
            raise
        except Exception as error:
            if os.environ.get("DELTALANG_DEBUG"):
                raise
            kind = type(error).__name__
            return self._failed("internal", kind=kind, reason=visible(str(error)))

    def _run(self, text: str, place: Place) -> Answer:
        name, argument = split(text)
        if name is None or not is_command(text):
            return self.console.submit(text, place)
        name = RUSSIAN.get(name, name)
        if name in SCENE_VERBS:
            return self._about_scene(SCENE_VERBS[name], argument)
        if name in REGISTRY_VERBS:
            return self._plain(REGISTRY_VERBS[name], argument)
        command = OWN.get(name)
        if command is not None:
            return command(self, argument)
        near = near_names(name, [one for one, _ in known(self.console.lang)], limit=1)
        said = "unknown-near" if near else "unknown"
        return self._failed(said, name=visible(name), near=near[0] if near else "")

    def _failed(self, message: str, **blanks: object) -> Answer:
        return Answer((self.console.said(message, **blanks),), failed=True)

    # ----------------------------------------------------- verbs of the command line

    def _about_scene(self, verb: tuple[str, ...], argument: str) -> Answer:
        """Run a command about a scene with what was defined so far around it."""
        options: list[str] = []
        while argument.startswith("--"):
            option, _, argument = argument.partition(" ")
            options.append(option)
            argument = argument.lstrip()
        try:
            expression = self.console.resolved(argument)
        except LookupError as error:
            return self._failed("no-last", name=error.args[0])
        problems = self.console.problems(expression)
        if any(problem.severity == "error" for problem in problems):
            return Answer((), problems, failed=True)
        text = script_about(self.console, expression)
        if text is None:
            return self._failed("no-last", name=f":{verb[0]}")
        return self._ran([*verb, *options, "-"], text)

    def _plain(self, verb: str, argument: str) -> Answer:
        try:
            words = shlex.split(argument)
        except ValueError as error:
            return self._failed("bad-argument", reason=error)
        return self._ran([verb, *words], "")

    def _ran(self, arguments: list[str], text: str) -> Answer:
        status = self._verb(arguments, text, self.console.lang)
        if status == INTERRUPTED:
            raise KeyboardInterrupt
        return Answer(failed=status != 0)

    # ---------------------------------------------------------------- own commands

    def help(self, argument: str) -> Answer:
        """List the commands, or explain one."""
        name = RUSSIAN.get(argument.lstrip(":"), argument.lstrip(":"))
        if name in SCENE_VERBS or name in REGISTRY_VERBS:
            verb = SCENE_VERBS[name][0] if name in SCENE_VERBS else REGISTRY_VERBS[name]
            return self._ran([verb, "--help"], "")
        if argument and (name in OWN or not is_command(f":{name}")):
            return Answer((f":{name}  {about(RUSSIAN.get(name, name), self.console.lang)}",))
        said = (self.console.said(f"help-{part}") for part in HELP)
        return Answer((*said, *(f"  {line}" for line in self._listed())))

    def _listed(self) -> Iterator[str]:
        """The commands with what they do, by their names in the language of the conversation."""
        lang = self.console.lang
        names = [IN_RUSSIAN[name] if lang == "ru" else name for name in IN_RUSSIAN]
        width = max(map(len, names))
        return (f":{name:{width}}  {about(name, lang)}" for name in names)

    def save(self, argument: str) -> Answer:
        """Write the script to a file that is not there yet."""
        return self._saved(argument, write=create_file)

    def replace(self, argument: str) -> Answer:
        """Write the script to a file, in the place of one that is there."""
        return self._saved(argument, write=replace_file)

    def _saved(self, name: str, *, write: Callable[[Path, str], None]) -> Answer:
        if not name:
            return self._failed("save-where")
        path = _path(name)
        if path.suffix != ".delta":
            path = path.with_name(f"{path.name}.delta")
        try:
            write(path, self.console.script)
        except FileExistsError:
            return self._failed("save-exists", path=path)
        except (OSError, ValueError) as error:  # no such folder; a name or a text that no file has
            return self._failed("file", path=path, reason=_reason(error))
        return Answer((self.console.said("saved", path=path),))

    def load(self, argument: str) -> Answer:
        """Read a script and take it in as if it were typed."""
        if not argument:
            return self._failed("load-what")
        path = _path(argument)
        if not path.is_file() and path.with_name(f"{path.name}.delta").is_file():
            path = path.with_name(f"{path.name}.delta")
        try:
            text = read_source(path).text
        except DeltaError as error:
            return Answer((), error.diagnostics, failed=True)
        except (OSError, ValueError) as error:
            return self._failed("file", path=path, reason=_reason(error))
        answer = self.console.submit(text, Place(str(path)))
        if not answer.failed:
            return answer
        said = self.console.said("load-refused", path=path)
        return Answer((*answer.lines, said), answer.problems, failed=True)

    def undo(self, argument: str) -> Answer:
        """Take the last input back."""
        if not self.console.undo():
            return self._failed("undo-nothing")
        return Answer((self.console.said("undone"),))

    def set(self, argument: str) -> Answer:
        """Change how the REPL speaks: `:set lang ru`, `:set form canonical`."""
        console = self.console
        name, _, value = argument.partition(" ")
        value = value.strip()
        if name == "lang" and value in LANGUAGES:
            console.lang = value
        elif name == "form" and value in FORMS:
            console.canonical = value == "canonical"
        elif argument:
            return self._failed(
                "set-what", languages=" | ".join(LANGUAGES), forms=" | ".join(FORMS)
            )
        return Answer((f"lang {console.lang}", f"form {FORMS[console.canonical]}"))

    def quit(self, argument: str) -> Answer:
        """Leave."""
        return Answer(ended=True)


OWN: Mapping[str, Command] = {
    "help": Commands.help,
    "save": Commands.save,
    "save!": Commands.replace,
    "load": Commands.load,
    "undo": Commands.undo,
    "set": Commands.set,
    "quit": Commands.quit,
}


def _path(name: str) -> Path:
    """The path that somebody wrote; a `~` for a person nobody knows stays as it is."""
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1]
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
