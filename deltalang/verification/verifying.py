"""Verifying: an answer against a scene document, as findings and a score from 0 to 1.

    score = (b + (1 - b)·h/10) · (1 - l/2)

b is the share of the anchors that stands, those of sequences too (of the hypotheses where there is no anchor),
h that of the hypotheses, l the share of the avoided images that leaked; all by weight, all exact. An answer that is empty has 0.
"""

from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

import attrs

from deltalang.lexicon.ideas import Lexicon
from deltalang.renderers.document import Document
from deltalang.source import Source
from deltalang.verification.answers import is_empty
from deltalang.verification.finding import WINDOW, Finder
from deltalang.verification.index import Index, Mention, tokens
from deltalang.verification.judged import Judged, coverage, missing, share
from deltalang.verification.judging import Judge
from deltalang.verification.negation import Negation
from deltalang.verification.negators import is_negator
from deltalang.verification.speech import Speech
from deltalang.verification.unfilled import unfilled
from deltalang.verification.wanted import CHOICE, Part, Wanted, every_atom, wanted_of
from deltalang.words.lemmas import Lemmatizer

_BONUS, _PENALTY = Fraction(1, 10), Fraction(1, 2)


class Covered(NamedTuple):
    """What wanted words cover: where they start, in order, and the furthest end up to each."""

    starts: list[int]
    ends: list[int]


@attrs.frozen
class Avoided:
    """An avoided image: where it leaked, and where it is mentioned negated."""

    wanted: Wanted
    leaks: tuple[Mention, ...]
    negated: tuple[Mention, ...]


@attrs.frozen
class Verification:
    """What of a scene an answer holds."""

    answer: Source
    label: str | None
    images: tuple[Judged, ...]
    avoided: tuple[Avoided, ...]
    unfilled: tuple[tuple[int, int], ...]
    """Where markers of holes still stand, as offsets."""
    score: Fraction

    @property
    def is_empty(self) -> bool:
        """Tell whether the answer says nothing at all; it never passes, and its score is 0."""
        return is_empty(self.answer.text)

    @property
    def anchors(self) -> tuple[Judged, ...]:
        """The anchors that words can show, and the sequences with an anchor in them."""
        return tuple(one for one in self.images if one.kept is not None)

    @property
    def missing(self) -> tuple[Judged, ...]:
        """The anchors of which nothing was found by words, those of beats too; a paraphrase may hide."""
        return tuple(missing(self.images))

    @property
    def leaked(self) -> tuple[Avoided, ...]:
        """The avoided images that stand and are not negated."""
        return tuple(one for one in self.avoided if one.leaks)

    @property
    def disordered(self) -> tuple[Judged, ...]:
        """The images whose beats come out of order, where not all of their beats are hypotheses."""
        return tuple(one for one in self.images if one.wanted.is_needed and not one.is_ordered)

    def passed(self, *, least: Fraction | None = None, strict: bool = False) -> bool:
        """Tell whether the answer is good enough.

        Every anchor and every beat stands at least in part, nothing leaked, beats are in order, no hole is
        left. With
        `least` the score decides in place of these, but for holes and an empty answer. With `strict` both, anchors whole and
        nothing avoided mentioned, negated or not.
        """
        if self.is_empty or self.unfilled or (least is not None and self.score < least):
            return False
        if least is not None and not strict:
            return True
        fine = not (self.missing or self.leaked or self.disordered)
        whole = all(one.kept == 1 for one in self.anchors)
        return fine and (not strict or (whole and not any(one.negated for one in self.avoided)))


def verify_document(
    answer: Source | str,
    document: Document,
    lemmatizer: Lemmatizer,
    *,
    lexicon: Lexicon | None = None,
    window: int = WINDOW,
) -> Verification:
    """Verify an answer against a scene document; with a lexicon other words for an idea count as it.

    >>> from deltalang.algebra.scene import Scene
    >>> from deltalang.renderers.document import Origin, document
    >>> from deltalang.words.lemmas import Identity
    >>> wanted = document(Scene.atom("дом") + Scene.atom("лес") - Scene.atom("холод"), Origin(""))
    >>> made = verify_document("Дом без: холод", wanted, Identity())
    >>> made.score, [one.wanted.text for one in made.missing], len(made.leaked)
    (Fraction(1, 4), ['лес'], 1)
    """
    source = Source(answer) if isinstance(answer, str) else answer
    part = wanted_of(document)
    finder = Finder(Index(source), Speech(lemmatizer, lexicon, taken=every_atom(part)))
    negation = Negation(finder.index, lemmatizer, spared=_spared(part, finder))
    images = Judge(finder, window=window, negation=negation).part(part).images
    covered = _covered(images)
    judge = Judge(finder, window=window)
    avoided = tuple(
        _avoided(one, judge, negation, covered)
        for one in dict.fromkeys((*part.avoid, *_inner(images)))
    )
    left = tuple(unfilled(source.text, document))
    score = Fraction(0) if is_empty(source.text) else _score(images, avoided)
    return Verification(source, document["label"], images, avoided, left, score)


def _spared(part: Part, finder: Finder) -> frozenset[int]:
    """The numbers of negating words that an image has as its own: don't, без вины."""
    return frozenset(
        number
        for atom in dict.fromkeys(every_atom(part))
        if any(map(is_negator, tokens(atom)))
        for mention in finder.find(atom).mentions
        for number in range(mention.first, mention.last + 1)
    )


def _score(images: tuple[Judged, ...], avoided: tuple[Avoided, ...]) -> Fraction:
    base = coverage(images)
    base = Fraction(1) if base is None else base
    judged = [one for one in images if not one.wanted.is_anchor and one.value is not None]
    bonus = (1 - base) * (share(judged) or 0) * _BONUS
    total = sum((one.wanted.weight for one in avoided), Fraction(0))
    leaked = sum((one.wanted.weight for one in avoided if one.leaks), Fraction(0))
    return (base + bonus) * (1 - (leaked / total if total else 0) * _PENALTY)


def _avoided(wanted: Wanted, judge: Judge, negation: Negation, covered: Covered) -> Avoided:
    """Judge an avoided image; what stands inside a wanted one is no leak."""
    judged = judge.image(wanted)
    mentions = [] if judged.value != 1 else [m for m in judged.mentions if not _within(m, covered)]
    negated = tuple(one for one in mentions if negation.negates(one))
    kept = frozenset(negated)
    return Avoided(wanted, tuple(one for one in mentions if one not in kept), negated)


def _within(mention: Mention, covered: Covered) -> bool:
    at = bisect_right(covered.starts, mention.start)
    return at > 0 and covered.ends[at - 1] >= mention.end


def _covered(images: tuple[Judged, ...]) -> Covered:
    found = sorted({(one.start, one.end) for one in _mentions(images)})
    return Covered([start for start, _ in found], list(accumulate((end for _, end in found), max)))


def _mentions(images: tuple[Judged, ...]) -> Iterator[Mention]:
    """The mentions of the words that are wanted, at every depth."""
    for image in images:
        if image.value:
            yield from image.words if image.groups else image.mentions
            yield from image.denied  # no inner world: nothing is said of a world
        for group in image.groups:
            for part in group.parts:
                yield from _mentions(part.images)


def _inner(images: tuple[Judged, ...]) -> Iterator[Wanted]:
    """What beats want avoided; an option only where it is the one that stands."""
    for image in images:
        for group in image.groups:
            for part in group.parts:
                if group.group.kind != CHOICE or part.value == 1:
                    yield from part.part.avoid
                    yield from _inner(part.images)
