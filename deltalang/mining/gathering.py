"""Gathering: scenes of every origin become rows of image codes, see `deltalang.mining.seen`."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from deltalang.algebra.letters import Atom, Choice, Cycle, Image, Sequence
from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import EMPTY
from deltalang.corpus.passages import Passage, written
from deltalang.keys import key
from deltalang.mining.seen import Place, Rows, Seen
from deltalang.semantics.laws import read_scene
from deltalang.words.terms import Term

Given = Passage | Scene | str | Iterable[str]
MOST = 9
"""An image counts at most so many times in a sum."""
LONGEST = 1_000
"""A row has at most so many images; the rest is left out, and counted."""
BLANK = 2
"""So many blank lines in a plain text begin another document: a poem, a chapter."""


class _Cell(NamedTuple):
    """An image in a row: its code, where it stands in the text, its beat."""

    code: int
    begin: int = -1
    end: int = -1
    beat: int = 0


def gather(
    scenes: Iterable[Given],
    *,
    merge: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Seen:
    """Read scenes into columns; `merge` counts equal rows of a document once.

    A scene is a passage, a scene of the algebra, an expression, or a list of terms; what is no passage
    is a document of its own. Raises DeltaError for an expression that cannot be read.

    >>> seen = gather(["жар + рост", ["жар", "свет"]])
    >>> seen.images, seen.sums.items.tolist()
    (('жар', 'рост', 'свет'), [0, 1, 0, 2])
    """
    reader = _Gatherer(merge)
    for number, scene in enumerate(scenes, start=1):
        reader.add(scene if isinstance(scene, Passage) else _passage(scene, number))
        if progress is not None and not number % 1000:
            progress(number)
    return reader.seen()


def _passage(scene: Scene | str | Iterable[str], number: int) -> Passage:
    """A scene that somebody gave, as a passage of a document of its own."""
    name = f"{number:08}"
    if isinstance(scene, str):
        scene = read_scene(scene)
    if isinstance(scene, Scene):
        return Passage(name, 1, 1, "scene", scene.display, (), scene.display, scene=scene)
    terms = tuple(Term(term) for term in scene)
    return Passage(name, 1, 1, "item", ", ".join(term.name for term in terms), terms, "")


class _Table:
    """Rows that grow."""

    def __init__(self) -> None:
        self.steps, self.scene = array("q", [0]), array("i")
        self.columns = tuple(array("i") for _ in range(4))

    def add(self, scene: int, row: list[_Cell]) -> None:
        for cell in row:
            for column, part in zip(self.columns, cell, strict=True):
                column.append(part)
        self.steps.append(len(self.columns[0]))
        self.scene.append(scene)

    def rows(self, new: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Rows:
        """The rows as columns, with new codes."""
        items, begins, ends, beats = (np.array(column, np.int32) for column in self.columns)
        pointers, scene = np.array(self.steps, np.int64), np.array(self.scene, np.int32)
        return Rows(pointers, new[items], scene, begins, ends, beats)


class _Gatherer:
    def __init__(self, merge: bool) -> None:
        self.merge = merge
        self.sums, self.chains = _Table(), _Table()
        self._codes: dict[str, int] = {}
        self._names: list[dict[str, int]] = []
        """For each image, how often it was written in which way."""
        self._terms: dict[Term, int] = {}
        self._places: list[Place] = []
        self._document = array("i")
        self._documents: dict[str, int] = {}
        self._known: set[tuple[int, bool, tuple[tuple[int, int], ...]]] = set()
        self._last: tuple[str, int, int] = ("", 0, 0)
        self._repeated = self._cut = 0

    def add(self, passage: Passage) -> None:
        """Add the rows of a passage."""
        number = len(self._places)
        self._places.append(Place(passage.file, passage.line, passage.kind, passage.text))
        name = self._document_of(passage)
        document = self._documents.setdefault(name, len(self._documents))
        self._document.append(document)
        if passage.kind == "scene":
            scene = passage.scene or read_scene(passage.expression)
            ideas = {key(term.name): term.idea for term in passage.terms if term.idea}
            for chain, row in self._rows_of(scene, ideas):
                self._row(number, document, row, chain=chain)
        else:
            self._row(number, document, self._together(passage), chain=False)
            following = self._following(passage)
            if len(following) > 1:
                self._row(number, document, following, chain=True)

    def _document_of(self, passage: Passage) -> str:
        """The file, and the piece of it that blank lines divide in a plain text."""
        if not passage.file.endswith((".txt", ".text")):
            return passage.file
        file, end, piece = self._last
        if file != passage.file:
            piece = 1
        elif passage.line - end > BLANK:
            piece += 1
        self._last = (
            passage.file,
            max(passage.end_line, end if file == passage.file else 0),
            piece,
        )
        return f"{passage.file}#{piece:05}"

    def _row(self, scene: int, document: int, row: list[_Cell], *, chain: bool) -> None:
        if len(row) > LONGEST:
            self._cut += len(row) - LONGEST
            row = row[:LONGEST]
        if not row:
            return
        if self.merge:
            said = tuple((cell.code, cell.beat) for cell in (row if chain else sorted(row)))
            if (document, chain, said) in self._known:
                self._repeated += not chain
                return
            self._known.add((document, chain, said))
        (self.chains if chain else self.sums).add(scene, row)

    # --------------------------------------------------------------------- running text

    def _together(self, passage: Passage) -> list[_Cell]:
        """The terms of a passage, each once, where it stands first."""
        cells: dict[int, _Cell] = {}
        for cell in self._cells(passage):
            cells.setdefault(cell.code, cell._replace(beat=0))
        return list(cells.values())

    def _following(self, passage: Passage) -> list[_Cell]:
        """The terms of a passage in the order of its text; one said twice running counts once."""
        row: list[_Cell] = []
        for cell in self._cells(passage):
            if not row or cell.code != row[-1].code:
                row.append(cell._replace(beat=len(row)))
        return row

    def _cells(self, passage: Passage) -> Iterator[_Cell]:
        nowhere = ((-1, -1),) * len(passage.terms)
        for term, span in zip(passage.terms, passage.spans or nowhere, strict=True):
            code = self._terms.get(term)
            if code is None:
                same = f"idea {term.idea}" if term.idea else key(term.name)
                code = self._terms[term] = self._code(same, written(term.name))
            else:
                self._names[code][written(term.name)] += 1
            yield _Cell(code, *span)

    # ---------------------------------------------------------------------------- scripts

    def _rows_of(self, scene: Scene, ideas: dict[str, str]) -> Iterator[tuple[bool, list[_Cell]]]:
        """Give the rows of a scene at every depth: is it a chain, and its images."""
        inside = [letter for image, _ in scene.terms for letter in image.letters]
        if not isinstance(scene.pure, Sequence | Choice | Cycle):
            yield False, list(self._images(scene, ideas, 0))
        for letter in inside:
            match letter:
                case Sequence() | Cycle():
                    beats = letter.beats * (2 if isinstance(letter, Cycle) else 1)
                    cells = (self._images(beat, ideas, at) for at, beat in enumerate(beats))
                    yield True, [cell for row in cells for cell in row]
                    inner = letter.beats
                case Choice():
                    inner = letter.options
                case _:
                    inner = ()
            for one in inner:
                yield from self._rows_of(one, ideas)

    def _images(self, scene: Scene, ideas: dict[str, str], beat: int) -> Iterator[_Cell]:
        """Give the images of a sum, each as often as its weight says."""
        for image, weight in scene.terms:
            times = Fraction(value(weight))
            code = self._image(image, ideas, away=times < 0)
            for _ in range(min(MOST, max(1, math.floor(abs(times))))):
                yield _Cell(code, beat=beat)

    def _image(self, image: Image, ideas: dict[str, str], *, away: bool) -> int:
        sign = "-" if away else ""
        [letter, *more] = image.letters
        if not more and isinstance(letter, Atom) and letter.scope == EMPTY and letter.key in ideas:
            return self._code(f"{sign}idea {ideas[letter.key]}", sign + image.display)
        return self._code(sign + image.text, sign + image.display)

    def _code(self, same: str, name: str) -> int:
        """The code of what is the same image; `name` is how it is written here."""
        code = self._codes.setdefault(same, len(self._codes))
        if code == len(self._names):
            self._names.append({})
        names = self._names[code]
        names[name] = names.get(name, 0) + 1
        return code

    # --------------------------------------------------------------------------- columns

    def seen(self) -> Seen:
        """Everything as columns; codes and documents in the order of their names."""
        order = sorted(self._codes, key=lambda same: (self._name(self._codes[same]), same))
        new = np.zeros(len(order), np.int32)
        for code, same in enumerate(order):
            new[self._codes[same]] = code
        names = sorted(self._documents)
        place = np.zeros(len(names), np.int32)
        for number, name in enumerate(names):
            place[self._documents[name]] = number
        return Seen(
            tuple(self._name(self._codes[same]) for same in order),
            self.sums.rows(new),
            self.chains.rows(new),
            tuple(self._places),
            place[np.array(self._document, np.int32)],
            tuple(names),
            self._repeated,
            self._cut,
        )

    def _name(self, code: int) -> str:
        """The most frequent way to write an image, of equally frequent ones the first."""
        return min(self._names[code].items(), key=lambda item: (-item[1], item[0]))[0]
