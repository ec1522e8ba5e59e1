"""The `:` commands of the REPL that are no directives of a script."""

import shlex
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path

from deltalang.diagnostics import DeltaError
from deltalang.messages import LANGUAGES
from deltalang.registry.files import create_file, read_source, replace_file
from deltalang.repl.console import Answer, Console, Verb
from deltalang.semantics.directives import DIRECTIVES
from deltalang.syntax.verbs import EXPECT

Command = Callable[["Commands", str], Answer]
EXPRESSION_VERBS = {"why": ("why",), "scene": ("expand",), "cost": ("cost",), "fold": ("fold",),
                    "prompt": ("expand", "--to=prompt"), "expand": ("expand",)}  # fmt: skip
"""Commands about a scene: the last one, or the expression behind them."""
OTHER_VERBS = {"list": "list", "find": "search", "show": "show", "log": "log", "deps": "deps",
               "dependents": "dependents", "laws": "laws", "rule": "rule"}  # fmt: skip
RUSSIAN = {
    "помощь": "help", "список": "list", "найти": "find", "покажи": "show", "почему": "why",
    "сцена": "scene", "промпт": "prompt", "цена": "cost", "свернуть": "fold", "сохранить": "save", "сохранить!": "save!",
    "загрузить": "load", "отмена": "undo", "поставь": "set", "законы": "laws", "выход": "quit",
    "правило": "rule", "журнал": "log",
}  # fmt: skip


class Commands:
    """Runs the commands of a console; `verb` runs those of the command line."""

    def __init__(self, console: Console, verb: Verb) -> None:
        self.console, self._verb = console, verb

    def run(self, text: str) -> Answer:
        """Take in a command, or else statements."""
        name, argument = split(text)
        if name is None or name in DIRECTIVES or name in EXPECT:
            return self.console.submit(text)
        name = RUSSIAN.get(name, name)
        if name in EXPRESSION_VERBS:
            return self._about_scene(EXPRESSION_VERBS[name], argument)
        if name in OTHER_VERBS:
            return self._plain(OTHER_VERBS[name], argument)
        command = OWN.get(name)
        if command is not None:
            return command(self, argument)
        near = get_close_matches(name, known(), n=1)
        said = "unknown-near" if near else "unknown"
        return self._failed(said, name=name, near=near[0] if near else "")

    def _failed(self, message: str, **blanks: object) -> Answer:
        return Answer((self.console.said(message, **blanks),), failed=True)

    # ----------------------------------------------------- verbs of the command line

    def _about_scene(self, verb: tuple[str, ...], argument: str) -> Answer:
        """Run a command about an expression with what was defined so far around it."""
        options: list[str] = []
        while argument.startswith("--"):
            option, _, argument = argument.partition(" ")
            options.append(option)
            argument = argument.lstrip()
        expression = argument or self.console.last
        if expression is None:
            return self._failed("no-last", name=verb[0])
        text = f"{self.console.surroundings()}{expression}\n"
        return self._ran([*verb, *options, "-"], text)

    def _plain(self, verb: str, argument: str) -> Answer:
        try:
            words = shlex.split(argument)
        except ValueError as error:
            return self._failed("bad-argument", reason=error)
        return self._ran([verb, *words], "")

    def _ran(self, arguments: list[str], text: str) -> Answer:
        status = self._verb([*arguments, f"--lang={self.console.lang}"], text)
        return Answer(failed=status != 0)

    # ---------------------------------------------------------------- own commands

    def help(self, argument: str) -> Answer:
        """List the commands, or explain one."""
        name = RUSSIAN.get(argument.lstrip(":"), argument.lstrip(":"))
        if name in (*EXPRESSION_VERBS, *OTHER_VERBS):
            verb = EXPRESSION_VERBS[name][0] if name in EXPRESSION_VERBS else OTHER_VERBS[name]
            return Answer(failed=self._verb([verb, "--help"], "") != 0)
        return Answer(tuple(self.console.said("help").splitlines()))

    def save(self, argument: str) -> Answer:
        """Write the script to a file that is not there yet."""
        return self._saved(argument, write=create_file)

    def replace(self, argument: str) -> Answer:
        """Write the script to a file, in the place of one that is there."""
        return self._saved(argument, write=replace_file)

    def _saved(self, name: str, *, write: Callable[[Path, str], None]) -> Answer:
        if not name:
            return self._failed("save-where")
        path = Path(name if name.endswith(".delta") else f"{name}.delta").expanduser()
        try:
            write(path, self.console.script)
        except FileExistsError:
            return self._failed("save-exists", path=path)
        except OSError as error:
            return self._failed("file", path=path, reason=error.strerror or error)
        return Answer((self.console.said("saved", path=path),))

    def load(self, argument: str) -> Answer:
        """Read a script and take it in as if it were typed."""
        if not argument:
            return self._failed("load-what")
        path = Path(argument).expanduser()
        try:
            text = read_source(path).text
        except DeltaError as error:
            return Answer((), error.diagnostics, failed=True)
        except OSError as error:
            return self._failed("file", path=path, reason=error.strerror or error)
        return self.console.submit(text)

    def undo(self, argument: str) -> Answer:
        """Take the last input back."""
        if not self.console.undo():
            return self._failed("undo-nothing")
        return Answer((self.console.said("undone"),))

    def set(self, argument: str) -> Answer:
        """Change how the REPL speaks: `:set lang ru`."""
        name, _, value = argument.partition(" ")
        if name != "lang" or value not in LANGUAGES:
            return self._failed("set-what", languages=", ".join(LANGUAGES))
        self.console.lang = value
        return Answer()

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


def split(text: str) -> tuple[str | None, str]:
    """Take a command apart: its name without the colon, None where the text is no command.

    >>> split(":show Δ02"), split("Δ02"), split(":mode ночь")
    (('show', 'Δ02'), (None, 'Δ02'), ('mode', 'ночь'))
    """
    stripped = text.strip()
    if not stripped.startswith(":") or "\n" in stripped:
        return None, text
    name, _, argument = stripped[1:].partition(" ")
    return (name.casefold(), argument.strip()) if name else (None, text)


def known() -> list[str]:
    """The names of all commands and directives."""
    names = (*OWN, *EXPRESSION_VERBS, *OTHER_VERBS, *RUSSIAN, *DIRECTIVES, *EXPECT)
    return sorted(set(names))
