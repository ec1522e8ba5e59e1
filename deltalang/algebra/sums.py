"""Sums: finite sums of images with exact weights.

They form a module over the rationals with an associative, bilinear, non-commutative product `@`
(glue). A sum is in normal form from the start, so equal sums are the same map from canonical texts
to weights. What nests, the sequences, cycles and choices, is in `deltalang.algebra.scene`.
"""

import hashlib
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property
from typing import Self

from deltalang.algebra import letters as make
from deltalang.algebra.letters import Choice, Image, Letter, Sequence
from deltalang.algebra.lineage import Lineage, Weight, value
from deltalang.limits import DEFAULT_LIMITS, LimitExceededError, Limits


class Sum:
    """A sum of images, immutable and in normal form. Every sum is a `Scene`."""

    def __init__(
        self,
        weights: dict[str, Weight],
        images: dict[str, Image],
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        """Keep weights that are zero out; `images` may hold more than `weights` needs."""
        bound = 10**limits.digits
        self._weights: dict[str, Weight] = {}
        size = 0
        for text, weight in weights.items():
            if weight:
                self._weights[text] = _checked(weight, bound, limits)
                size += images[text].size
        self._images = images
        self.size = size
        """Letters of all images, at every depth."""
        if size > limits.images:
            raise LimitExceededError("images", limits.images, size)
        self.depth = max((images[text].depth for text in self._weights), default=0)
        """How deep sequences, cycles and choices nest."""
        if self.depth > limits.nesting:
            raise LimitExceededError("nesting", limits.nesting, self.depth)

    # ------------------------------------------------------------ construction

    @classmethod
    def zero(cls) -> Self:
        """The empty scene, `0`."""
        return cls({}, {})

    @classmethod
    def of(cls, letter: Letter, weight: Weight = 1, limits: Limits = DEFAULT_LIMITS) -> Self:
        """A scene of one letter."""
        return cls.of_image(make.image((letter,)), weight, limits)

    @classmethod
    def of_image(cls, image: Image, weight: Weight = 1, limits: Limits = DEFAULT_LIMITS) -> Self:
        """A scene of one image."""
        return cls({image.text: weight}, {image.text: image}, limits)

    @classmethod
    def total(cls, scenes: Iterable[tuple[Weight, Self]], limits: Limits = DEFAULT_LIMITS) -> Self:
        """Add up weighted scenes in one pass.

        Of several spellings of one image the greatest in code point order is kept, so that the
        choice does not depend on the order of the terms.
        """
        weights: dict[str, Weight] = {}
        images: dict[str, Image] = {}
        for factor, scene in scenes:
            for text, weight in scene._weights.items():
                known, new = weights.get(text), scene._images[text]
                added = weight if factor == 1 else weight * factor
                if known is None:
                    weights[text], images[text] = added, new
                    continue
                weights[text] = known + added
                if new.display > images[text].display:
                    images[text] = new
        return cls(weights, images, limits)

    # -------------------------------------------------------------- inspection

    @cached_property
    def terms(self) -> tuple[tuple[Image, Weight], ...]:
        """Images with their weights: by falling weight, then by canonical text."""
        ordered = sorted(self._weights.items(), key=lambda term: (-value(term[1]), term[0]))
        return tuple((self._images[text], weight) for text, weight in ordered)

    def weight(self, image: "Image | Sum | str") -> Weight:
        """The weight of an image, given by itself, as a scene or by canonical text; 0 if absent."""
        if isinstance(image, Sum):
            image = image.canonical
        return self._weights.get(image if isinstance(image, str) else image.text, 0)

    @cached_property
    def pure(self) -> Letter | None:
        """The letter, when the scene is one letter with weight 1."""
        if len(self._weights) != 1:
            return None
        [(text, weight)] = self._weights.items()
        word = self._images[text].letters
        return word[0] if len(word) == 1 and weight == 1 else None

    @cached_property
    def canonical(self) -> str:
        """The canonical text: reads back as an equal scene; equal scenes have equal text."""
        return self._written(lambda letter: letter.text)

    @cached_property
    def display(self) -> str:
        """Like `canonical`, in the spelling that people wrote."""
        return self._written(lambda letter: letter.display)

    def _written(self, text: Callable[[Letter | Image], str]) -> str:
        if isinstance(self.pure, (Sequence, Choice)):
            return text(self.pure)[1:-1]
        parts: list[str] = []
        for image, weight in self.terms:
            number = value(weight)
            sign = ("- " if number < 0 else "") if not parts else (" - " if number < 0 else " + ")
            amount = str(weight) if isinstance(weight, Lineage) else str(abs(number))
            parts.append(sign + text(image) + (f"*{amount}" if amount != "1" else ""))
        return "".join(parts) or "0"

    @cached_property
    def full_digest(self) -> str:
        """SHA-256 of the canonical text in UTF-8, 64 hex digits."""
        return hashlib.sha256(self.canonical.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def digest(self) -> str:
        """The digest as it is written: `#` and 12 hex digits."""
        return "#" + self.full_digest[:12]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sum) and self._weights == other._weights

    def __hash__(self) -> int:
        return hash(self.canonical)

    def __bool__(self) -> bool:
        return bool(self._weights)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.display}>"

    # -------------------------------------------------------------- operations

    def __add__(self, other: Self) -> Self:
        """Together."""
        return self.total([(1, self), (1, other)]) if isinstance(other, Sum) else NotImplemented

    def __sub__(self, other: Self) -> Self:
        """Without; what stays negative is to avoid."""
        return self.total([(1, self), (-1, other)]) if isinstance(other, Sum) else NotImplemented

    def __neg__(self) -> Self:
        return self.total([(-1, self)])

    def __mul__(self, weight: Weight) -> Self:
        """Louder or quieter, by an exact number."""
        if not isinstance(weight, (int, Fraction, Lineage)):
            return NotImplemented
        return self.total([(weight, self)])

    __rmul__ = __mul__

    def __matmul__(self, other: Self) -> Self:
        """Glue: each image of the one with each image of the other."""
        return self.glued(other) if isinstance(other, Sum) else NotImplemented

    def glued(self, other: Self, limits: Limits = DEFAULT_LIMITS) -> Self:
        """Glue two scenes; the product of n and m images is refused before it is computed."""
        found = len(self._weights) * other.size + len(other._weights) * self.size
        if found > limits.images:
            raise LimitExceededError("images", limits.images, found)
        weights: dict[str, Weight] = {}
        images: dict[str, Image] = {}
        rows = [(other._images[text].letters, weight) for text, weight in other._weights.items()]
        for text, left_weight in self._weights.items():
            left = self._images[text].letters
            for right, right_weight in rows:
                image = make.image(left + right)
                known, added = weights.get(image.text), left_weight * right_weight
                weights[image.text] = added if known is None else known + added
                if known is None or image.display > images[image.text].display:
                    images[image.text] = image
        return type(self)(weights, images, limits)

    def numbers(self, limits: Limits = DEFAULT_LIMITS) -> Self:
        """Replace lineage by numbers, but not inside the images."""
        weights: dict[str, Weight] = {text: value(w) for text, w in self._weights.items()}
        return type(self)(weights, self._images, limits)


def _checked(weight: Weight, bound: int, limits: Limits) -> Weight:
    """Make whole fractions integers and refuse numbers with too many digits."""
    if type(weight) is int:
        if -bound < weight < bound:
            return weight
        raise LimitExceededError("digits", limits.digits)
    parts = weight.terms.values() if isinstance(weight, Lineage) else (weight,)
    for part in parts:
        if abs(part.numerator) >= bound or part.denominator >= bound:
            raise LimitExceededError("digits", limits.digits)
    if isinstance(weight, Fraction) and weight.denominator == 1:
        return weight.numerator
    return weight
