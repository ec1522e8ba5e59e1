"""Scenes: finite sums of images with exact weights.

Scenes form a module over the rationals with an associative, bilinear, non-commutative product `@`
(glue), and nest in sequences, cycles and choices: the same algebra at every level. A scene is in
normal form from the start, so equal scenes are the same map from canonical texts to weights.
The laws are in `deltalang.algebra.laws`.
"""

import hashlib
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property

from deltalang.algebra import letters as make
from deltalang.algebra.letters import Choice, Cycle, Hole, Image, Letter, Reference, Sequence
from deltalang.algebra.lineage import Lineage, Number, Weight, value
from deltalang.algebra.rotation import least_rotation, primitive_root_length
from deltalang.algebra.scopes import HASH, Scope, entry, inside
from deltalang.limits import DEFAULT_LIMITS, LimitExceededError, Limits


class Scene:
    """A sum of images, immutable and in normal form.

    >>> память, жар = Scene.atom("память"), Scene.atom("жар")
    >>> (память + жар * Fraction(3, 2) + память).canonical
    'память*2 + жар*3/2'
    >>> (память >> жар).cycle() == (жар >> память).cycle()
    True
    """

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
    def zero(cls) -> "Scene":
        """The empty scene, `0`."""
        return cls({}, {})

    @classmethod
    def atom(cls, spelling: str, **scope: str | Number) -> "Scene":
        """A scene of one atom. Raises ValueError when the spelling has no visible character."""
        return cls.of(make.atom(spelling)).scoped(**scope)

    @classmethod
    def silence(cls) -> "Scene":
        """A silent beat, `_`."""
        return cls.of(make.silence())

    @classmethod
    def of(cls, letter: Letter, weight: Weight = 1, limits: Limits = DEFAULT_LIMITS) -> "Scene":
        """A scene of one letter."""
        return cls.of_image(make.image((letter,)), weight, limits)

    @classmethod
    def of_image(cls, image: Image, weight: Weight = 1, limits: Limits = DEFAULT_LIMITS) -> "Scene":
        """A scene of one image."""
        return cls({image.text: weight}, {image.text: image}, limits)

    @classmethod
    def total(
        cls, scenes: "Iterable[tuple[Weight, Scene]]", limits: Limits = DEFAULT_LIMITS
    ) -> "Scene":
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

    def weight(self, image: "Image | Scene | str") -> Weight:
        """The weight of an image, given by itself, as a scene or by canonical text; 0 if absent."""
        if isinstance(image, Scene):
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
        return isinstance(other, Scene) and self._weights == other._weights

    def __hash__(self) -> int:
        return hash(self.canonical)

    def __bool__(self) -> bool:
        return bool(self._weights)

    def __repr__(self) -> str:
        return f"<Scene {self.display}>"

    # -------------------------------------------------------------- operations

    def __add__(self, other: "Scene") -> "Scene":
        """Together."""
        return Scene.total([(1, self), (1, other)]) if isinstance(other, Scene) else NotImplemented

    def __sub__(self, other: "Scene") -> "Scene":
        """Without; what stays negative is to avoid."""
        return Scene.total([(1, self), (-1, other)]) if isinstance(other, Scene) else NotImplemented

    def __neg__(self) -> "Scene":
        return Scene.total([(-1, self)])

    def __mul__(self, weight: Weight) -> "Scene":
        """Louder or quieter, by an exact number."""
        if not isinstance(weight, (int, Fraction, Lineage)):
            return NotImplemented
        return Scene.total([(weight, self)])

    __rmul__ = __mul__

    def __matmul__(self, other: "Scene") -> "Scene":
        """Glue: each image of the one with each image of the other."""
        return self.glued(other) if isinstance(other, Scene) else NotImplemented

    def __rshift__(self, other: "Scene") -> "Scene":
        """Then."""
        return join((self, other)) if isinstance(other, Scene) else NotImplemented

    def __pow__(self, count: int) -> "Scene":
        """Several times in a row."""
        return self.repeated(count) if isinstance(count, int) else NotImplemented

    def __or__(self, other: "Scene") -> "Scene":
        """One of the two."""
        return choose((self, other)) if isinstance(other, Scene) else NotImplemented

    def glued(self, other: "Scene", limits: Limits = DEFAULT_LIMITS) -> "Scene":
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
        return Scene(weights, images, limits)

    @property
    def beats(self) -> "tuple[Scene, ...]":
        """The beats: none of `0`, several of a sequence, else the scene itself."""
        return self._inside(Sequence) or ((self,) if self else ())

    @property
    def options(self) -> "tuple[Scene, ...]":
        """The options of a choice, else the scene itself."""
        return self._inside(Choice) or (self,)

    def _inside(self, kind: type[Sequence] | type[Choice]) -> "tuple[Scene, ...]":
        """The scenes in the one letter of a scene; a lineage that counts as 1 moves into them.

        So a scene with lineage has the beats and options that it has without.
        """
        [weight] = self._weights.values() if len(self._weights) == 1 else (0,)
        if value(weight) != 1:
            return ()
        [text] = self._weights
        [letter, *more] = self._images[text].letters
        if more or not isinstance(letter, kind):
            return ()
        inner = letter.beats if isinstance(letter, Sequence) else letter.options
        if not isinstance(weight, Lineage):
            return inner
        limits = Limits(images=self.size, nesting=self.depth)
        return tuple(Scene.total([(weight, scene)], limits) for scene in inner)

    def repeated(self, count: int, limits: Limits = DEFAULT_LIMITS) -> "Scene":
        """Repeat the beats. Raises ValueError for a negative count."""
        if count < 0:
            raise ValueError("a scene cannot be repeated a negative number of times")
        if len(self.beats) * count > limits.beats:
            raise LimitExceededError("beats", limits.beats, len(self.beats) * count)
        return join((self,) * count, limits)

    def cycle(self, limits: Limits = DEFAULT_LIMITS) -> "Scene":
        """Loop: the least rotation of the primitive root of the beats."""
        beats = self.beats
        if not beats:
            return self
        texts = [beat.canonical for beat in beats]
        length = primitive_root_length(texts)
        root = [max(beats[index::length], key=_by_display) for index in range(length)]
        start = least_rotation(texts[:length])
        turned = (*root[start:], *root[:start])
        if len(turned) == 1 and isinstance(turned[0].pure, Cycle):
            return turned[0]
        return Scene.of(make.cycle(turned), limits=limits)

    def within(self, scope: Scope, limits: Limits = DEFAULT_LIMITS) -> "Scene":
        """Put a scope in normal form around everything; inner scopes win."""
        if not scope:
            return self
        return rebuild(
            self, lambda letter: Scene.of(rescoped(letter, scope), limits=limits), limits=limits
        )

    def scoped(self, **entries: str | Number) -> "Scene":
        """Put a scope around the scene: `a.scoped(mode="ностальгия", tempo=60)`.

        Raises ScopeValueError (a ValueError) for a known key with a value of the wrong type.
        """
        return self.within(tuple(sorted(_entry(k, v) for k, v in entries.items())))

    def plain(self, limits: Limits = DEFAULT_LIMITS) -> "Scene":
        """Replace lineage by numbers, at every depth."""
        inner = rebuild(self, lambda letter: None, plain=True, limits=limits)
        return Scene({t: value(w) for t, w in inner._weights.items()}, inner._images, limits)


def _by_display(scene: Scene) -> str:
    return scene.display


def _entry(name: str, given: str | Number) -> tuple[str, str]:
    if isinstance(given, (int, Fraction)):
        return entry(name, str(given), "number")
    if not isinstance(given, str):
        raise TypeError(f"a scope value is a str, int or Fraction, not {type(given).__name__}")
    return entry(name, given, "hash" if HASH.fullmatch(given) else "word")


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


def join(scenes: Iterable[Scene], limits: Limits = DEFAULT_LIMITS) -> Scene:
    """Put scenes one after another; the beats of sequences stay beats.

    >>> a, b = Scene.atom("a"), Scene.atom("b")
    >>> join((a, Scene.zero(), b >> a)).canonical
    'a → b → a'
    """
    beats = tuple(beat for scene in scenes for beat in scene.beats)
    if len(beats) > limits.beats:
        raise LimitExceededError("beats", limits.beats, len(beats))
    if len(beats) < 2:
        return beats[0] if beats else Scene.zero()
    return Scene.of(make.sequence(beats), limits=limits)


def choose(scenes: Iterable[Scene], limits: Limits = DEFAULT_LIMITS) -> Scene:
    """Make one choice of all scenes; the options of choices stay options, equal ones are one."""
    options: dict[str, Scene] = {}
    for scene in scenes:
        for option in scene.options:
            known = options.get(option.canonical)
            if known is None or option.display > known.display:
                options[option.canonical] = option
    ordered = tuple(options[text] for text in sorted(options))
    return ordered[0] if len(ordered) == 1 else Scene.of(make.choice(ordered), limits=limits)


def rescoped(letter: Letter, scope: Scope) -> Letter:
    """Put a scope around a letter that has no scenes inside (or a reference)."""
    merged = inside(scope, letter.scope)
    match letter:
        case make.Atom():
            return make.atom(letter.spelling, merged)
        case Hole():
            return make.hole(letter.kind, letter.spelling, merged)
        case Reference():
            return make.reference(letter.name, letter.pin, letter.arguments, merged)
        case make.Silence():
            return make.silence(merged)
    raise TypeError(f"{type(letter).__name__} keeps its scope in its parts")


def rebuild(
    scene: Scene,
    leaf: Callable[[Letter], Scene | None],
    *,
    pick: Callable[[Choice], Scene | None] = lambda choice: None,
    plain: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Scene:
    """Replace letters everywhere and put the scene together again: a homomorphism.

    `leaf` gives the scene for an atom, silence, hole or reference, or None to keep it; `pick` gives
    the option (already rebuilt or not) for a choice, or None to keep the choice. With `plain` the
    weights inside lose their lineage.
    """

    def scene_of(inner: Scene) -> Scene:
        result = rebuild(inner, leaf, pick=pick, plain=plain, limits=limits)
        if not plain:
            return result
        return Scene({t: value(w) for t, w in result._weights.items()}, result._images, limits)

    def letter_of(letter: Letter) -> Scene | None:
        match letter:
            case Sequence():
                return join(map(scene_of, letter.beats), limits)
            case Cycle():
                return join(map(scene_of, letter.beats), limits).cycle(limits)
            case Choice():
                option = pick(letter)
                if option is not None:
                    return scene_of(option)
                return choose(map(scene_of, letter.options), limits)
            case Reference() if plain and letter.arguments:
                arguments = tuple((name, scene_of(inner)) for name, inner in letter.arguments)
                made = make.reference(letter.name, letter.pin, arguments, letter.scope)
                return Scene.of(made, limits=limits)
        return leaf(letter)

    parts: list[tuple[Weight, Scene]] = []
    for text, weight in scene._weights.items():
        image = scene._images[text]
        changed = [letter_of(letter) for letter in image.letters]
        if all(new is None for new in changed):
            parts.append((weight, Scene.of_image(image, limits=limits)))
            continue
        product: Scene | None = None
        for letter, new in zip(image.letters, changed, strict=True):
            factor = Scene.of(letter, limits=limits) if new is None else new
            product = factor if product is None else product.glued(factor, limits)
        assert product is not None
        parts.append((weight, product))
    return Scene.total(parts, limits)
