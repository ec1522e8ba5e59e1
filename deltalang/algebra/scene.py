"""Scenes: sums of images that nest in sequences, cycles and choices.

The same algebra at every level: what stands in a beat, in an option or in an argument is a scene
again. Adding, weighing and gluing are in `deltalang.algebra.sums`; here is what looks inside.
The laws are in `deltalang.algebra.laws`.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction

from deltalang.algebra import letters as make
from deltalang.algebra.letters import Choice, Cycle, Hole, Letter, Reference, Sequence
from deltalang.algebra.lineage import Lineage, Number, Weight, value
from deltalang.algebra.rotation import least_rotation, primitive_root_length
from deltalang.algebra.scopes import HASH, Scope, entry, inside
from deltalang.algebra.sums import Sum
from deltalang.limits import DEFAULT_LIMITS, LimitExceededError, Limits


class Scene(Sum):
    """A sum of images and what can be done with it, immutable and in normal form.

    >>> память, жар = Scene.atom("память"), Scene.atom("жар")
    >>> (память + жар * Fraction(3, 2) + память).canonical
    'память*2 + жар*3/2'
    >>> (память >> жар).cycle() == (жар >> память).cycle()
    True
    """

    # ------------------------------------------------------------ construction

    @classmethod
    def atom(cls, spelling: str, **scope: str | Number) -> "Scene":
        """A scene of one atom. Raises ValueError when the spelling has no visible character."""
        return cls.of(make.atom(spelling)).scoped(**scope)

    @classmethod
    def silence(cls) -> "Scene":
        """A silent beat, `_`."""
        return cls.of(make.silence())

    # -------------------------------------------------------------- operations

    def __rshift__(self, other: "Scene") -> "Scene":
        """Then."""
        return join((self, other)) if isinstance(other, Scene) else NotImplemented

    def __pow__(self, count: int) -> "Scene":
        """Several times in a row."""
        return self.repeated(count) if isinstance(count, int) else NotImplemented

    def __or__(self, other: "Scene") -> "Scene":
        """One of the two."""
        return choose((self, other)) if isinstance(other, Scene) else NotImplemented

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
        return rebuild(self, lambda letter: None, plain=True, limits=limits).numbers(limits)


def _by_display(scene: Scene) -> str:
    return scene.display


def _entry(name: str, given: str | Number) -> tuple[str, str]:
    if isinstance(given, (int, Fraction)):
        return entry(name, str(given), "number")
    if not isinstance(given, str):
        raise TypeError(f"a scope value is a str, int or Fraction, not {type(given).__name__}")
    return entry(name, given, "hash" if HASH.fullmatch(given) else "word")


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
        return result.numbers(limits) if plain else result

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
