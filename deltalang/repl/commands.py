"""The `:` commands of the REPL that are no directives of a script."""

import os
import shlex
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile

import attrs

from deltalang.diagnostics import DeltaError, near_names, visible
from deltalang.limits import LimitExceededError
from deltalang.messages import system_error, template
from deltalang.registry.files import create_file, replace_file
from deltalang.repl import own, scripts, settings
from deltalang.repl.answer import Answer, Verb
from deltalang.repl.console import Console
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
from deltalang.source import BOM

Command = Callable[["Commands", str], Answer]
TakesValue = Callable[[str, str], bool]
"""Tells of a verb of the command line and an option of it whether a value stands behind that."""
INTERRUPTED = 130
FOUND_NOTHING = 1
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

    def __init__(
        self,
        console: Console,
        verb: Verb,
        *,
        limit: settings.Limit | None = None,
        takes_value: TakesValue = lambda verb, option: False,
    ) -> None:
        """Answer for a console. `limit` gives it other limits, `takes_value` knows the options of verbs."""
        self.console, self._verb = console, verb
        self._limit, self._takes_value = limit, takes_value
        self._status = 0  # of the last verb

    def run(self, text: str, place: Place = TYPED) -> Answer:
        """Take in a command, or else statements; a mistake of ours does not end the conversation."""
        try:
            return self._run(text.lstrip(BOM), place)
        except LimitExceededError as error:
            words = template(f"limit-{error.limit}", self.console.lang)
            return Answer((words.format(allowed=error.allowed, path=""),), failed=True)
        except DeltaError as error:  # a registry that cannot be read
            return Answer((), error.diagnostics, failed=True)
        except BrokenPipeError:
            raise
        except OSError as error:  # a lexicon that may not be read, say
            reason = system_error(error, self.console.lang)
            return self.console.refused("file", path=visible(str(error.filename)), reason=reason)
        except Exception as error:
            if os.environ.get("DELTALANG_DEBUG"):
                raise
            kind = type(error).__name__
            return self.console.refused("internal", kind=kind, reason=visible(str(error)))

    def _run(self, text: str, place: Place) -> Answer:
        name, argument = split(text)
        if name is None or not is_command(text):
            return self.console.submit(text, place)
        typed, name = name, RUSSIAN.get(name, name)
        news = self.console.news()
        if news is not None and name in SCENE_VERBS:  # it may not be the scene that was meant
            return attrs.evolve(news, failed=True)
        answer = self._commanded(name, argument, typed)
        return answer if news is None else news.before(answer)

    def _commanded(self, name: str, argument: str, typed: str) -> Answer:
        if name in SCENE_VERBS:
            return self._about_scene(SCENE_VERBS[name], argument, typed)
        if name in REGISTRY_VERBS:
            return self._plain(REGISTRY_VERBS[name], argument)
        command = OWN.get(name)
        if command is not None:
            return command(self, argument)
        return self._unknown(typed)

    def _unknown(self, name: str) -> Answer:
        near = near_names(name, [one for one, _ in known(self.console.lang)], limit=1)
        said = "unknown-near" if near else "unknown"
        return self.console.refused(said, name=visible(name), near=near[0] if near else "")

    # ----------------------------------------------------- verbs of the command line

    def _about_scene(self, verb: tuple[str, ...], argument: str, typed: str) -> Answer:
        """Run a command about a scene with what was defined so far around it."""
        options, argument = self._options(verb[0], argument)
        try:
            expression = self.console.resolved(argument)
        except LookupError as error:
            return self.console.refused("no-last", name=error.args[0])
        problems = self.console.problems(expression)
        if any(problem.severity == "error" for problem in problems):
            return Answer((), problems, failed=True)
        text = script_about(self.console, expression)
        if text is None:
            return self.console.refused("no-last", name=f":{typed}")
        limits = settings.limit_options(self.console.session.limits)
        return self._ran([*verb, *limits, *options, "-"], text)

    def _options(self, verb: str, argument: str) -> tuple[list[str], str]:
        """Take the options apart that stand before an expression; gives that too."""
        options: list[str] = []
        while argument.startswith("--"):
            option, _, argument = argument.partition(" ")
            argument = argument.lstrip()
            if "=" not in option and self._takes_value(verb, option):
                value, _, argument = argument.partition(" ")
                option, argument = f"{option}={value}", argument.lstrip()
            options.append(option)
        return options, argument

    def _plain(self, verb: str, argument: str) -> Answer:
        try:
            words = shlex.split(argument)
        except ValueError as error:
            return self.console.refused("bad-argument", reason=error)
        told = own.told(self.console, verb, words) if verb in own.VERBS else None
        if told is not None:
            return told
        answer = self._ran([verb, *words], "")
        if verb == "search" and self._status == FOUND_NOTHING:
            return self.console.refused("find-nothing", words=visible(argument))
        return answer

    def _ran(self, arguments: list[str], text: str) -> Answer:
        self._status = self._verb(arguments, text, self.console.lang)
        if self._status == INTERRUPTED:
            raise KeyboardInterrupt
        return Answer(failed=self._status != 0)

    # ---------------------------------------------------------------- own commands

    def help(self, argument: str) -> Answer:
        """List the commands, or explain one."""
        name = RUSSIAN.get(argument.lstrip(":"), argument.lstrip(":"))
        if name in SCENE_VERBS or name in REGISTRY_VERBS:
            verb = SCENE_VERBS[name][0] if name in SCENE_VERBS else REGISTRY_VERBS[name]
            return self._ran([verb, "--help"], "")
        if argument and (name in OWN or not is_command(f":{name}")):
            return Answer((f":{name}  {about(RUSSIAN.get(name, name), self.console.lang)}",))
        if argument:
            return self._unknown(argument.lstrip(":"))
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
        return scripts.save(self.console, argument, create_file)

    def replace(self, argument: str) -> Answer:
        """Write the script to a file, in the place of one that is there."""
        return scripts.save(self.console, argument, replace_file)

    def load(self, argument: str) -> Answer:
        """Read a script and take it in as if it were typed."""
        return scripts.load(self.console, argument)

    def undo(self, argument: str) -> Answer:
        """Take the last input back, or some of the last ones: `:undo 3`."""
        if argument and not (argument.isdecimal() and int(argument[:9])):
            return self.console.refused("undo-what", given=visible(argument))
        wanted = int(argument[:9] or "1")
        count = sum(1 for _ in takewhile(bool, (self.console.undo() for _ in range(wanted))))
        if not count:
            return self.console.refused("undo-nothing")
        return Answer((self.console.said("undone" if count == 1 else "undone-some", count=count),))

    def set(self, argument: str) -> Answer:
        """Change how the REPL speaks or what it allows: `:set lang ru`, `:set limit beats=20000`."""
        return settings.change(self.console, argument, self._limit)

    def quit(self, argument: str) -> Answer:
        """Leave."""
        if argument:
            return self.console.refused("quit-what", given=visible(argument))
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
