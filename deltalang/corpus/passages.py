"""What reading gives: lines, blocks of lines, windows, and passages with the terms that were found."""

import json
from typing import NamedTuple

import attrs

from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import quote
from deltalang.diagnostics import visible
from deltalang.keys import is_bare, key
from deltalang.words.running import REFERENCES
from deltalang.words.terms import Term

FORMAT = "deltalang.corpus/1"
KINDS = ("scene", "item", "sentence", "stanza", "heading", "properties")


class Line(NamedTuple):
    """A line of a note, counted from 1."""

    number: int
    text: str


@attrs.frozen
class Block:
    """Lines that belong together: "paragraph", "item" (of a list, a cell), "heading", "properties"."""

    kind: str
    lines: tuple[Line, ...]
    piece: int = 0
    """The number of the piece that blank lines divide a plain text into, from 1; 0 elsewhere."""


@attrs.frozen
class Window:
    """A piece of a text in which terms count as standing together: one of `KINDS`."""

    kind: str
    line: int
    end_line: int
    text: str


@attrs.frozen
class Passage:
    """A scene of a corpus: where it stands, what stands there, the terms in it, the scene itself.

    `file` has `/` between its parts; `line` and `end_line` count from 1; `terms` are in the order of
    the text, repeats included; `expression` is in the notation of the language. Beside what is said
    of it elsewhere, a passage of a text knows where in `text` its terms stand (`spans`: start and end,
    in characters) and in which `piece` of a plain text (from 1; 0 elsewhere); one that was written as a
    scene knows that `scene`.
    """

    file: str
    line: int
    end_line: int
    kind: str
    text: str
    terms: tuple[Term, ...]
    expression: str
    spans: tuple[tuple[int, int], ...] = attrs.field(default=(), eq=False, repr=False)
    scene: Scene | None = attrs.field(default=None, eq=False, repr=False)
    piece: int = attrs.field(default=0, eq=False, repr=False)

    @property
    def place(self) -> str:
        """Where it stands: `notes/yard.md:12`."""
        return f"{self.file}:{self.line}"

    def json_line(self) -> str:
        """The passage as a line of JSON, `deltalang.corpus/1`."""
        data = {
            "format": FORMAT,
            "file": self.file,
            "line": self.line,
            "end_line": self.end_line,
            "kind": self.kind,
            "expression": self.expression,
            "terms": [{"term": term.name, "idea": term.idea} for term in self.terms],
            "text": self.text,
        }
        return json.dumps(data, ensure_ascii=False) + "\n"

    def script(self) -> str:
        """The passage as a statement of a script, its place in a comment above.

        >>> print(Passage("a.md", 3, 3, "sentence", "Жар!", (Term("жар"),), "жар").script(), end="")
        # a.md:3
        жар
        """
        place = visible(" ".join(self.place.split()), limit=1000)
        return f"# {place}\n{self.expression}\n"


def sum_of(terms: tuple[Term, ...]) -> str:
    """Write terms as a sum, each once with its count as the weight, in the order of the text.

    >>> sum_of((Term("жар"), Term("память"), Term("жар")))
    'жар*2 + память'
    """
    counts: dict[str, int] = {}
    for term in terms:
        if key(term.name):
            counts[term.name] = counts.get(term.name, 0) + 1
    parts = (written(name) + (f"*{count}" if count > 1 else "") for name, count in counts.items())
    return " + ".join(parts)


def written(name: str) -> str:
    """Write the name of a term: a reference and a bare word as they are, anything else in quotes."""
    said = " ".join(name.split())
    return said if REFERENCES.fullmatch(said) or is_bare(said) else quote(said)
