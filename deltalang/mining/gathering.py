"""Gathering: scenes of every origin become rows of image codes, see `deltalang.mining.seen`."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import islice, repeat

import numpy as np

from deltalang.algebra.letters import Choice, Cycle, Sequence
from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.corpus.passages import Passage
from deltalang.keys import key
from deltalang.mining.database import Codes
from deltalang.mining.images import Images
from deltalang.mining.repeats import first_ones
from deltalang.mining.seen import Place, Rows, Seen
from deltalang.semantics.laws import read_scene
from deltalang.words.terms import Term

Given = Passage | Scene | str | Iterable[str]
MOST = 9
"""An image counts at most so many times in a sum."""
LONGEST = 1_000
"""A row has at most so many images; the rest is left out, and counted."""


def gather(
    scenes: Iterable[Given],
    *,
    merge: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Seen:
    """Read scenes into columns; `merge` counts equal rows of a document once.

    A scene is a passage, a scene of the algebra, an expression, or a list of terms (a sum, whatever its
    order); what is no passage is a document of its own. Raises DeltaError for an expression that cannot be read.

    >>> seen = gather(["жар + рост", ["жар", "свет"]])
    >>> seen.images, seen.sums.items.tolist()
    (('жар', 'рост', 'свет'), [0, 1, 0, 2])
    """
    reader = _Gatherer()
    for number, scene in enumerate(scenes, start=1):
        reader.add(scene)
        if progress is not None and not number % 1000:
            progress(number)
    return reader.seen(merge=merge)


class _Table:
    """Rows that grow, column by column."""

    def __init__(self) -> None:
        self.steps, self.scene = array("q", [0]), array("i")
        self.items, self.begins, self.ends, self.beats = (array("i") for _ in range(4))
        self.of_text = bytearray()
        self.cut = 0

    def add(
        self,
        scene: int,
        items: list[int],
        beats: Iterable[int],
        begins: list[int] | None = None,
        ends: list[int] | None = None,
        *,
        of_text: bool = False,
    ) -> None:
        """Add a row, as far as it is not too long; no row for no items."""
        if not items:
            return
        self.cut += max(0, len(items) - LONGEST)
        items = items[:LONGEST]
        nowhere = [-1] * len(items)
        self.items.extend(items)
        self.beats.extend(islice(beats, LONGEST))
        self.begins.extend(nowhere if begins is None else begins[:LONGEST])
        self.ends.extend(nowhere if ends is None else ends[:LONGEST])
        self.steps.append(len(self.items))
        self.scene.append(scene)
        self.of_text.append(of_text)

    def rows(self, new: Codes) -> Rows:
        """The rows as columns, with new codes."""
        items, begins, ends, beats, scene = (
            np.array(column, np.int32)
            for column in (self.items, self.begins, self.ends, self.beats, self.scene)
        )
        of_text = np.frombuffer(bytes(self.of_text), np.bool_)
        return Rows(np.array(self.steps, np.int64), new[items], scene, begins, ends, beats, of_text)


class _Gatherer:
    """Takes passages one by one."""

    def __init__(self) -> None:
        self._sums, self._chains = _Table(), _Table()
        self._images = Images()
        self._places: list[Place] = []
        self._document = array("i")
        self._documents: dict[str, int] = {}
        self._given: dict[str, Term] = {}

    def add(self, scene: Given) -> None:
        """Add the rows of a scene."""
        number = len(self._places)
        ordered = isinstance(scene, Passage)  # a list of terms is a sum; only texts have an order
        passage = scene if isinstance(scene, Passage) else self._passage(scene, f"{number + 1:08}")
        self._places.append(Place(passage.file, passage.line, passage.kind, passage.text))
        name = self._document_of(passage)
        self._document.append(self._documents.setdefault(name, len(self._documents)))
        if passage.kind == "scene":
            meant = passage.scene or read_scene(passage.expression)
            ideas = {key(term.name): term.idea for term in passage.terms if term.idea}
            self._script(number, meant, ideas)
        else:
            self._text(number, passage, ordered=ordered)

    def _passage(self, scene: Scene | str | Iterable[str], name: str) -> Passage:
        """A scene that somebody gave, as a passage of a document of its own."""
        if isinstance(scene, str):
            scene = read_scene(scene)
        if isinstance(scene, Scene):
            return Passage(name, 1, 1, "scene", scene.display, (), scene.display, scene=scene)
        names = tuple(name for name in scene if key(name))
        for one in names:
            if one not in self._given:
                self._given[one] = Term(one)
        terms = tuple(self._given[one] for one in names)
        return Passage(name, 1, 1, "item", ", ".join(names), terms, "")

    def _document_of(self, passage: Passage) -> str:
        """The file, and the piece of it that blank lines divide in a plain text."""
        return f"{passage.file}#{passage.piece:05}" if passage.piece else passage.file

    def _text(self, number: int, passage: Passage, *, ordered: bool) -> None:
        """The rows of a passage: its terms each once, where they stand first; its terms in order."""
        codes = list(map(self._images.of_term, passage.terms))
        spans = passage.spans or ((-1, -1),) * len(codes)
        if len(spans) != len(codes):
            raise ValueError(f"{passage.place}: {len(codes)} terms need as many spans")
        begins, ends = [begin for begin, _ in spans], [end for _, end in spans]
        first: dict[int, int] = {}
        for place, code in enumerate(codes):
            first.setdefault(code, place)
        # One that is said twice running counts once in a chain.
        runs = [at for at, code in enumerate(codes) if not at or code != codes[at - 1]]
        for table, chosen in ((self._sums, list(first.values())), (self._chains, runs)):
            if table is self._sums or (ordered and len(chosen) > 1):
                columns = ([column[at] for at in chosen] for column in (codes, begins, ends))
                items, starts, stops = columns
                beats = repeat(0, len(items)) if table is self._sums else range(len(items))
                table.add(number, items, beats, starts, stops, of_text=ordered)

    def _script(self, number: int, scene: Scene, ideas: dict[str, str]) -> None:
        """The rows of a scene at every depth."""
        if not isinstance(scene.pure, Sequence | Choice | Cycle):
            items = list(self._counted(scene, ideas))
            self._sums.add(number, items, repeat(0, len(items)))
        for letter in [letter for image, _ in scene.terms for letter in image.letters]:
            match letter:
                case Sequence() | Cycle():
                    beats = letter.beats * (2 if isinstance(letter, Cycle) else 1)
                    rows = [list(self._counted(beat, ideas)) for beat in beats]
                    at = [beat for beat, row in enumerate(rows) for _ in row]
                    self._chains.add(number, [code for row in rows for code in row], at)
                    inner = letter.beats
                case Choice():
                    inner = letter.options
                case _:
                    inner = ()
            for one in inner:
                self._script(number, one, ideas)

    def _counted(self, scene: Scene, ideas: dict[str, str]) -> Iterator[int]:
        """Give the images of a sum, each as often as its weight says."""
        for image, weight in scene.terms:
            times = Fraction(value(weight))
            code = self._images.of_image(image, ideas, away=times < 0)
            yield from repeat(code, min(MOST, max(1, math.floor(abs(times)))))

    def seen(self, *, merge: bool) -> Seen:
        """Everything as columns; codes and documents in the order of their names."""
        images, new = self._images.settled()
        names = sorted(self._documents)
        place = np.zeros(len(names), np.int32)
        for number, name in enumerate(names):
            place[self._documents[name]] = number
        document = place[np.array(self._document, np.int32)]
        sums, chains = self._sums.rows(new), self._chains.rows(new)
        repeated = 0
        if merge:
            marks = first_ones(sums, document, ordered=False)
            repeated = int(np.count_nonzero(~marks))
            sums = sums.where(marks)
            chains = chains.where(first_ones(chains, document, ordered=True))
        cut = self._sums.cut + self._chains.cut
        places = tuple(self._places)
        return Seen(images, sums, chains, places, document, tuple(names), repeated, cut)
