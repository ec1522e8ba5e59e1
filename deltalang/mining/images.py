"""Images: what is the same image, by whatever name, and what it is called in the end."""

from __future__ import annotations

import numpy as np

from deltalang.algebra.letters import Atom, Image, atom
from deltalang.algebra.scopes import EMPTY
from deltalang.corpus.passages import written
from deltalang.mining.database import Codes
from deltalang.words.running import REFERENCES
from deltalang.words.terms import Term

Same = tuple[str, str, str]
"""What tells images apart: "idea" or "image", the sign of what is taken away, and the idea or the text."""


class Images:
    """Image codes in the order of their first appearance, with the names that were used for each."""

    def __init__(self) -> None:
        self._codes: dict[Same, int] = {}
        self._ways: dict[tuple[int, str], int] = {}
        """A way to write an image → its number."""
        self._uses: list[int] = []
        self._terms: dict[Term, tuple[int, int]] = {}

    def of_term(self, term: Term) -> int:
        """The image that a term of a text is."""
        known = self._terms.get(term)
        if known is None:
            name = written(term.name)
            same = ("idea", "", term.idea) if term.idea else ("image", "", _text(term.name))
            code = self._codes.setdefault(same, len(self._codes))
            known = self._terms[term] = (code, self._way(code, name))
        self._uses[known[1]] += 1
        return known[0]

    def of_image(self, image: Image, ideas: dict[str, str], *, away: bool) -> int:
        """The image of a script; a plain atom goes by its idea where `ideas` has one for its key."""
        sign = "-" if away else ""
        [letter, *more] = image.letters
        same = ("image", sign, image.text)
        if not more and isinstance(letter, Atom) and letter.scope == EMPTY and letter.key in ideas:
            same = ("idea", sign, ideas[letter.key])
        code = self._codes.setdefault(same, len(self._codes))
        self._uses[self._way(code, sign + image.display)] += 1
        return code

    def _way(self, code: int, name: str) -> int:
        way = self._ways.setdefault((code, name), len(self._uses))
        if way == len(self._uses):
            self._uses.append(0)
        return way

    def settled(self) -> tuple[tuple[str, ...], Codes]:
        """The names by new code, in the order of the alphabet, and the new code of each old one.

        An image is called what it was called most often; of equally frequent names the first.
        """
        names: dict[int, tuple[int, str]] = {}
        for (code, name), way in self._ways.items():
            mine = (-self._uses[way], name)
            names[code] = min(names.get(code, mine), mine)
        order = sorted(self._codes, key=lambda same: (names[self._codes[same]][1], same))
        new = np.zeros(len(order), np.int32)
        for number, same in enumerate(order):
            new[self._codes[same]] = number
        return tuple(names[self._codes[same]][1] for same in order), new


def _text(name: str) -> str:
    """The text of the image that a term of a text would be in a script."""
    said = " ".join(name.split())
    return said if REFERENCES.fullmatch(said) else atom(name).text
