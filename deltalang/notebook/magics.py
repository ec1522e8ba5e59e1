"""The magics: `%delta EXPRESSION` and `%%delta` with a script below it."""

import keyword
import os
import re
from argparse import Namespace
from collections.abc import Sequence

from IPython.core.display_functions import display
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class, no_var_expand
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring
from traitlets import Enum

from deltalang.algebra.scene import Scene
from deltalang.limits import DEFAULT_LIMITS, Limits, limit_words, limited
from deltalang.messages import LANGUAGES, system_error, template
from deltalang.notebook.conversation import Conversation, Met, Reply
from deltalang.notebook.showing import Line, Memory, Problems, Shown, Written
from deltalang.renderers.targets import TargetError, renderer
from deltalang.repl.typed import Place

_OPTIONS = re.compile(r"\s*((?:--?\w+(?:[= ]\s*[\w.=-]+)?(?:\s+|$))*)")
Result = Scene | Written


class Refused(Exception):  # noqa: N818  # it is what a reader of the notebook sees
    """A cell that was not taken in. It stops the run of a notebook, and shows no traceback."""

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]


@magics_class
class DeltaMagics(Magics):
    """The magics of one notebook, and what was said in it."""

    lang = Enum(
        ("", *LANGUAGES),
        "",
        help="Language of messages, and of scenes: en or ru; else the locale's.",
    ).tag(config=True)

    def __init__(self, shell: InteractiveShell) -> None:
        super().__init__(shell=shell)
        self.conversation, self.memory = Conversation(), Memory()

    @no_var_expand
    @magic_arguments("delta")
    @argument(
        "--to", metavar="TARGET", help="Give the text of a target: prompt, markdown, json, sd …"
    )
    @argument("--lang", choices=LANGUAGES, help="Say scene and messages in this language.")
    @argument("--limit", action="append", metavar="NAME=N", help="Raise a limit: beats=20000.")
    @argument(
        "expression", nargs="*", help="A scene: Δ02 + память; or a definition: Δ:ход = Δ02 → лес."
    )
    @line_magic
    def delta(self, line: str) -> Result | None:
        """Expand a scene, with the formulas of the cells so far.

        Gives the Scene, or with --to the text: `scene = %delta Δ02 + память`.
        """
        options, expression = split(line)
        given = parse_argstring(self.delta, options)
        if not expression:
            raise UsageError(self._said("ui.notebook-nothing", given.lang))
        reply = self._taken(expression, 0, given)
        self._show(reply.told, given.lang, scenes=False)
        shown = self._results(reply, given.to, given.lang)
        return shown[-1] if shown else None

    @no_var_expand
    @magic_arguments("%delta")
    @argument(
        "--to", metavar="TARGET", help="Show the text of a target: prompt, markdown, json, sd …"
    )
    @argument("--lang", choices=LANGUAGES, help="Say scenes and messages in this language.")
    @argument("--limit", action="append", metavar="NAME=N", help="Raise a limit: beats=20000.")
    @argument(
        "name", nargs="?", metavar="NAME", help="Put the scenes, or with --to the texts, in NAME."
    )
    @cell_magic("delta")
    def delta_cell(self, line: str, cell: str) -> None:
        """Take in a script and show its scenes. Its formulas are known in the cells after it.

        A label, a :mode and a :seed hold in their own cell; Δ:last is the last scene. A cell with a
        problem is not taken in at all. NAME gets a tuple, in the order of the cell.
        """
        given = parse_argstring(self.delta_cell, line)
        if given.name is not None and not _is_name(given.name):
            raise UsageError(self._said("ui.notebook-name", given.lang, name=given.name))
        reply = self._taken(cell, 1, given)
        results = self._results(reply, given.to, given.lang)
        self._show(reply.told, given.lang, scenes=given.to is None)
        for text in results if given.to is not None else ():
            display(text)
        if given.name is not None:
            self.shell.user_ns[given.name] = results

    # --------------------------------------------------------------------- answers

    def _taken(self, text: str, above: int, given: Namespace) -> Reply:
        """Take in a text; show what is wrong with it. Raises Refused, UsageError."""
        lang = given.lang
        spoken = self.spoken(lang)
        limits = self._limits(given.limit or (), lang)
        try:
            renderer(given.to or "text")
        except TargetError as error:
            raise UsageError(error.message(spoken)) from None
        place = Place(f"In [{self.shell.displayhook.prompt_count}]", above)
        try:
            reply = self.conversation.take(
                text, place=place, lang=spoken, said_in=lang or self.lang or None, limits=limits
            )
        except OSError as error:
            reason = system_error(error, spoken)
            path = error.filename or "."
            raise UsageError(
                self._said("ui.notebook-file", lang, path=path, reason=reason)
            ) from None
        if reply.problems:
            display(Problems(reply.problems, spoken))
        if reply.failed:
            why = [one for one in reply.told if isinstance(one, str)]
            raise Refused(why[0] if why else self._said("ui.notebook-refused", lang)) from None
        return reply

    def _results(self, reply: Reply, target: str | None, lang: str | None) -> tuple[Result, ...]:
        """What a cell gives to Python: its scenes, or what they are in a target. Raises UsageError."""
        wording = lang or self.lang or None
        met = [one for one in reply.told if isinstance(one, Met)]
        if target is None:
            for one in met:
                self.memory.keep(one.scene, one.document, wording)
            return tuple(one.scene for one in met)
        try:
            return tuple(
                Written(renderer(target, following=at > 0)(one.document, wording))
                for at, one in enumerate(met)
            )
        except TargetError as error:  # one that a distribution brings
            raise UsageError(error.message(self.spoken(lang))) from None

    def _show(self, told: tuple[Met | str, ...], lang: str | None, *, scenes: bool) -> None:
        for one in told:
            if isinstance(one, str):
                display(Line(one))
            elif scenes:
                display(Shown(one.document, lang or self.lang or None))

    def _limits(self, given: Sequence[str], lang: str | None) -> Limits:
        limits = DEFAULT_LIMITS
        for one in given:
            name, _, number = one.partition("=")
            try:
                limits = limited(limits, name, number)
            except (KeyError, ValueError):
                said = self._said("ui.notebook-limit", lang, given=one, **limit_words())
                raise UsageError(said) from None
        return limits

    def spoken(self, lang: str | None = None) -> str:
        """The language of messages: asked for, set for the notebook, that of the locale."""
        names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        found = next(filter(None, names), "en")
        return lang or self.lang or ("ru" if found.startswith("ru") else "en")

    def _said(self, message: str, lang: str | None, **blanks: object) -> str:
        return template(message, self.spoken(lang)).format(**blanks)


def _is_name(text: str) -> bool:
    """Whether Python can have a text as a name of its own."""
    return text.isidentifier() and not keyword.iskeyword(text)


def split(line: str) -> tuple[str, str]:
    """Part the options from the expression, whose quotes and braces are its own.

    >>> split('--to prompt --lang=ru "a b" + лес{ночь} - холод')
    ('--to prompt --lang=ru', '"a b" + лес{ночь} - холод')
    """
    found = _OPTIONS.match(line)
    end = found.end() if found else 0
    return line[:end].strip(), line[end:].strip()
