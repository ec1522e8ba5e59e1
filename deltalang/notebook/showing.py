"""What a notebook shows: a page for those who can show one, the same as plain text for all others."""

from collections.abc import Sequence
from html import escape
from typing import Protocol
from weakref import ref

import attrs

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import Diagnostic, excerpt, visible
from deltalang.messages import template
from deltalang.notebook.frames import framed
from deltalang.renderers import text
from deltalang.renderers.document import Document, Origin, document
from deltalang.renderers.html import opening, render
from deltalang.renderers.outline import clean

Bundle = dict[str, str]
"""Texts by their media types, as Jupyter takes them."""


def scene_bundle(made: Document, lang: str | None) -> Bundle:
    """Show a scene.

    >>> made = document(Scene.atom("память"), Origin("память"))
    >>> sorted(scene_bundle(made, None)), scene_bundle(made, None)["text/plain"].splitlines()[1]
    (['text/html', 'text/plain'], '  = память')
    """
    title = clean(made["label"] or made["source"])
    return {
        "text/plain": text.render(made, lang).rstrip("\n"),
        "text/html": framed(render(made, lang), title),
    }


class Memory:
    """Remembers how scenes came about, for when they are shown: a scene itself is only a value."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[ref[Scene], Document, str | None]] = {}

    def keep(self, scene: Scene, made: Document, lang: str | None) -> None:
        """Remember the document of a scene for as long as there is the scene."""
        name = id(scene)
        gone = ref(scene, lambda _: self._known.pop(name, None))
        self._known[name] = gone, made, lang

    def bundle(self, scene: Scene) -> Bundle:
        """Show a scene as it came about; one from elsewhere as it stands."""
        known = self._known.get(id(scene))
        if known is not None:
            return scene_bundle(*known[1:])
        return scene_bundle(document(scene, Origin(scene.display)), None)


@attrs.frozen
class Shown:
    """A scene of a cell, shown."""

    document: Document = attrs.field(repr=False)
    lang: str | None = None

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        return scene_bundle(self.document, self.lang)


@attrs.frozen
class Line:
    """A line of text: what a formula means, that an expectation holds."""

    text: str

    def __repr__(self) -> str:
        return self.text


class Written(str):
    """A scene written for something else, a prompt say: a text that is shown as it reads."""

    __slots__ = ()


class Printer(Protocol):
    """What IPython writes values with; `stack` holds the values that it is inside of."""

    stack: list[int]

    def text(self, obj: str) -> None:
        """Write a text as it is."""


def print_written(text: Written, printer: Printer, _cycle: bool) -> None:
    """Print a text as it reads; inside of a list as Python writes a string."""
    alone = len(printer.stack) <= 1
    printer.text(text.rstrip("\n") if alone else repr(text))


@attrs.frozen
class Problems:
    """What is wrong in a cell, with carets under the place.

    >>> from deltalang.session import Session
    >>> print(Problems(tuple(Session().check("Δ02 память")), "en"))
    <text>:1:5: error E101: an operator is missing between `Δ02` and `память`
      |
    1 | Δ02 память
      |     ^^^^^^
      = try: write `Δ02 + память` (together), `Δ02 → память` (then) or `Δ02~память` (glued)
    """

    found: Sequence[Diagnostic]
    lang: str

    def __repr__(self) -> str:
        return "\n".join(line for problem in self.found for line in self._lines(problem))

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        title = template("ui.notebook-problems", self.lang)
        blocks = (self._block(problem) for problem in self.found)
        page = opening(title, self.lang) + "".join(blocks)
        return {"text/plain": repr(self), "text/html": framed(page, title)}

    def _lines(self, problem: Diagnostic) -> list[str]:
        line, column = problem.source.position(problem.span.start)
        name = visible(problem.source.name, limit=1000)
        severity = template(f"ui.{problem.severity}", self.lang)
        head = f"{name}:{line}:{column}: {severity} {problem.code}: {problem.message(self.lang)}"
        lines = [head, *excerpt(problem)]
        hint = problem.hint(self.lang)
        if hint:
            gutter = " " * lines[1].index("|")
            lines.append(f"{gutter}= {template('ui.try', self.lang)}: {hint}")
        return lines

    def _block(self, problem: Diagnostic) -> str:
        """Lay a problem out for the page; only the line with its carets must not be broken."""
        head, *lines = map(escape, self._lines(problem))
        hints = "".join(f"<p>{hint.strip()}</p>\n" for hint in lines[3:])
        marked = "\n".join(lines[:3])
        return f'<p class="{problem.severity}">{head}</p>\n<pre>{marked}</pre>\n{hints}'
