"""The picture: what a scene says to an image model, before a target decides how it is written.

A still picture has no time and knows no notes, so much is decided here, for all such targets alike:

    двор: Δ02 + память*2 - холод         segments: память ×2, жар ×1, рост ×1, сжатие ×1
                                         avoid: холод ×1

- anchors come first, then hypotheses, each by falling attention: early words count for more;
- every beat of a sequence and of a cycle is a segment of its own; equal ones are drawn once;
- of a scope stands beside the image what can be seen: mode, context, colour (as a word), gesture,
  the text to be written, tension as a mood, and words under keys of one's own. Sound, tempo,
  language and trust cannot be drawn and are left out;
- what a beat or an option avoids is avoided in the whole picture;
- a hole stands as `‹its text›`, for a person to fill in.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import attrs

from deltalang._resources import phrases
from deltalang.renderers.colors import color_name
from deltalang.renderers.document import Document
from deltalang.renderers.outline import clean, is_glued, language

_STRUCTURES = ("beats", "cycles", "choices")
_SIGNS = str.maketrans("()[]{}→|~*^", " " * 11)
_MOOD = {"en": ("calm mood", "tense mood"), "ru": ("спокойствие", "напряжённость")}
_UNSEEN = ("sound", "tempo", "lang", "trust")


@attrs.frozen
class Phrase:
    """What is drawn as one: a term and the words beside it, or options; with its exact weight."""

    words: tuple[str, ...]
    weight: Fraction
    options: "tuple[tuple[Phrase, ...], ...]" = ()


Segment = tuple[Phrase, ...]


@attrs.frozen
class Picture:
    """What is to be seen, in segments, and what is to be avoided."""

    segments: tuple[Segment, ...]
    avoid: Segment


def picture(document: Document, lang: str | None = None) -> Picture:
    """Lay out a scene document for a still picture."""
    drawing = _Drawing(language(document, lang))
    segments = [tuple(drawing.images(document, Fraction(1)))]
    for entry, weight in _timed(document, Fraction(1)):
        segments += [tuple(drawing.flat(part, weight)) for part in entry["parts"]]
    avoided: dict[Any, Phrase] = {}
    for phrase in drawing.avoided(document, Fraction(1)):
        known = avoided.get((phrase.words, phrase.options))
        if known is None or known.weight < phrase.weight:
            avoided[phrase.words, phrase.options] = phrase
    different = tuple(segment for segment in dict.fromkeys(segments) if segment)
    return Picture(different, tuple(avoided.values()))


def decimal(weight: Fraction, most: int) -> str:
    """Write a weight with three decimals at most, between 0.001 and `most`.

    >>> decimal(Fraction(4, 3), 2), decimal(Fraction(9), 2), decimal(Fraction(1, 9999), 2)
    ('1.333', '2', '0.001')
    """
    thousandths = min(max(round(weight * 1000), 1), most * 1000)
    return f"{thousandths / 1000:g}"


def _timed(part: Document, weight: Fraction) -> Iterator[tuple[Document, Fraction]]:
    """Give the sequences and cycles of a scene that are not glued to anything."""
    for name in ("beats", "cycles"):
        for entry in part[name]:
            if not is_glued(entry):
                yield entry, weight * Fraction(entry["weight"])


def _by_sight(entry: tuple[str, str]) -> tuple[int, str]:
    """Order a scope: what makes the picture first, then the rest by name."""
    order = ("mode", "context", "color", "gesture", "tension")
    return order.index(entry[0]) if entry[0] in order else len(order), entry[0]


def _is_structure(entry: Document) -> bool:
    """Tell whether an entry is a sequence, cycle or choice alone; a formula has parts too."""
    return "parts" in entry and not is_glued(entry) and entry["atoms"][0][0] in "(["


@attrs.frozen
class _Drawing:
    lang: str

    def images(self, part: Document, weight: Fraction) -> Iterator[Phrase]:
        """Give all that has no time in a scene: images, choices and holes, anchors first."""
        glued = (entry for name in _STRUCTURES for entry in part[name] if is_glued(entry))
        choices = (entry for entry in part["choices"] if not is_glued(entry))
        found = [*part["images"], *glued, *choices, *part["holes"]]
        for entry in sorted(found, key=lambda e: (e["trust"] != "anchor", -e["attention"])):
            yield self.choice(entry, weight) if _is_structure(entry) else self.phrase(entry, weight)

    def flat(self, part: Document, weight: Fraction) -> Iterator[Phrase]:
        """Give all of a scene in one row, with what is in its own sequences and cycles."""
        yield from self.images(part, weight)
        for entry, inner in _timed(part, weight):
            for deeper in entry["parts"]:
                yield from self.flat(deeper, inner)

    def avoided(self, part: Document, weight: Fraction) -> Iterator[Phrase]:
        """Give what a scene avoids, at every depth."""
        for entry in part["avoid"]:
            share = weight * -Fraction(entry["weight"])
            if _is_structure(entry):
                for deeper in entry["parts"]:
                    yield from self.flat(deeper, share)
            else:
                yield self.phrase(entry, -weight)
        for name in _STRUCTURES:
            for entry in part[name]:
                if not is_glued(entry):
                    for deeper in entry["parts"]:
                        yield from self.avoided(deeper, weight * Fraction(entry["weight"]))

    def choice(self, entry: Document, weight: Fraction) -> Phrase:
        options = (tuple(self.flat(part, Fraction(1))) for part in entry["parts"])
        return Phrase((), weight * Fraction(entry["weight"]), tuple(dict.fromkeys(options)))

    def phrase(self, entry: Document, weight: Fraction) -> Phrase:
        words = (self.term(entry), *self.beside(entry["scope"]))
        return Phrase(words, weight * Fraction(entry["weight"]))

    def term(self, entry: Document) -> str:
        """Say an image: glued letters are words in a row."""
        holes = {hole["text"] for hole in entry.get("fill", ())}
        return " ".join(self.letter(atom, holes, "parts" in entry) for atom in entry["atoms"])

    def letter(self, atom: str, holes: Iterable[str], structural: bool) -> str:
        if atom == "_":
            silence: str = phrases(self.lang)["silence"]
            return silence.partition(",")[0]
        if atom == '"_"':
            return "_"
        shown = clean(atom)
        if structural and atom[0] in "([":
            shown = " ".join(shown.translate(_SIGNS).split())
        return f"‹{shown}›" if atom in holes else shown or "?"

    def beside(self, scope: dict[str, str]) -> Iterator[str]:
        """Say what of a scope can be seen."""
        for name, value in sorted(scope.items(), key=_by_sight):
            shown = clean(value)
            if name == "color":
                yield color_name(value, self.lang)
            elif name == "text":
                quoted = shown.replace('"', "'")
                yield f'{phrases(self.lang)["modalities"]["text"]} "{quoted}"'
            elif name == "tension":
                if abs(Fraction(value) * 2 - 1) >= Fraction(1, 3):
                    yield _MOOD[self.lang][Fraction(value) * 2 > 1]
            elif name in ("mode", "context", "gesture"):
                yield shown or "?"
            elif name not in _UNSEEN and any(map(str.isalpha, shown)) and value[0] != "#":
                yield shown
