"""Scenes as the miner sees them: rows of images with the place of each.

    двор: жар + рост*2 → свет       sums    жар, рост, рост | свет
                                    chains  жар + рост → свет
    "Ночью снился сон."             sums    ночь, сон
                                    chains  ночь → сон

A sum is what stands together: every beat and option of a script, every passage of a text (each of its
terms once). A chain is what follows: sequences and cycles of scripts, the terms of a passage in the
order of its text. An image that is a plain term goes by its idea where the lexicon knows one, so that
`огонь` and `fire` are one image; what is taken away (`− жар`) is an image of its own.
"""

from __future__ import annotations

from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts, Database


class Place(NamedTuple):
    """Where a scene stands: file, first line, kind of passage, and the text there."""

    file: str
    line: int
    kind: str
    text: str


@attrs.frozen(eq=False)
class Rows:
    """Rows of image codes (CSR). `scene` is the scene that a row is of, by its number.

    `begins` and `ends` are where the term stands in the text of its scene, -1 where it has no place;
    `beats` counts the beats of a chain. `of_text` marks the rows of running text, the others are written
    scenes.
    """

    pointers: Counts
    items: Codes
    scene: Codes
    begins: Codes
    ends: Codes
    beats: Codes
    of_text: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.scene)

    def where(self, keep: NDArray[np.bool_]) -> Rows:
        """The rows that are marked."""
        lengths = np.diff(self.pointers)
        inside = np.repeat(keep, lengths)
        pointers = np.concatenate(([0], np.cumsum(lengths[keep])))
        columns = (self.items, self.scene, self.begins, self.ends, self.beats)
        items, scene, begins, ends, beats = (
            column[keep] if column is self.scene else column[inside] for column in columns
        )
        return Rows(pointers, items, scene, begins, ends, beats, self.of_text[keep])


@attrs.frozen(eq=False)
class Seen:
    """A corpus in columns: scenes with their places, the rows of sums and of chains.

    `images` are the expressions of image codes (`-жар` of what is taken away); `document` numbers the document of each scene,
    `documents` are their names, in order. `repeated` counts equal rows of a document that were left
    out, `cut` images of rows that were too long.
    """

    images: tuple[str, ...]
    sums: Rows
    chains: Rows
    places: tuple[Place, ...]
    document: Codes
    documents: tuple[str, ...]
    repeated: int
    cut: int

    def transactions(self) -> Database:
        """The sums as sets of images and multiplicities: `a*2` is the two images `a` and `a*2`.

        Code `c + n·len(images)` stands for image `c` at least n + 1 times; so the closed sets are the
        closed sub-multisets.
        """
        return _levels(self.sums, len(self.images))

    def sequences(self) -> Database:
        """The chains as sequences of beats; in a beat an image counts once."""
        rows = self.chains
        ones = np.ones(len(rows), np.int64)
        if _one_a_beat(rows):
            return Database(rows.pointers, rows.items, ones, self.images).sealed()
        owner = np.repeat(np.arange(len(rows), dtype=np.int64), np.diff(rows.pointers))
        order = np.lexsort((rows.items, rows.beats, owner))
        items, beats, owner = rows.items[order], rows.beats[order], owner[order]
        again = (np.diff(items) == 0) & (np.diff(beats) == 0) & (np.diff(owner) == 0)
        new = np.concatenate(([True], ~again))[: len(order)]
        items, beats, owner = items[new], beats[new], owner[new]
        pointers = np.searchsorted(owner, np.arange(len(rows) + 1)).astype(np.int64)
        return Database(pointers, items, ones, self.images, beats).sealed()

    def text_of(self, code: int) -> str:
        """The expression of an image with its multiplicity: `жар*2`."""
        times, image = divmod(code, len(self.images))
        return self.images[image] + (f"*{times + 1}" if times else "")


def _levels(rows: Rows, width: int) -> Database:
    """Rows as sets in which the n-th copy of an image has a code of its own."""
    owner = np.repeat(np.arange(len(rows), dtype=np.int64), np.diff(rows.pointers))
    order = np.lexsort((rows.items, owner))
    items = rows.items[order].astype(np.int64)
    new = np.ones(len(items), np.bool_)
    new[1:] = (items[1:] != items[:-1]) | (owner[1:] != owner[:-1])
    first = np.maximum.accumulate(np.where(new, np.arange(len(items)), 0))
    codes = (items + (np.arange(len(items)) - first) * width).astype(np.int32)
    size = int(codes.max(initial=width - 1)) + 1
    ones = np.ones(len(rows), np.int64)
    return Database(rows.pointers, codes, ones, range(size)).as_sets()


def _one_a_beat(rows: Rows) -> bool:
    """Tell whether every item is a beat of its own."""
    inner = np.ones(max(0, len(rows.items) - 1), np.bool_)
    starts = rows.pointers[1:-1]
    inner[starts[(starts > 0) & (starts < len(rows.items))] - 1] = False
    return bool((np.diff(rows.beats)[inner] == 1).all())
