"""Worlds: a scene with every choice made.

Equal choices are one choice and pick alike wherever they stand. A world gives every distinct choice
one of its options; as a map on scenes it is a homomorphism.
"""

import hashlib
from collections.abc import Callable, Iterator

from deltalang.algebra.letters import Choice, Cycle, Letter, Reference, Sequence
from deltalang.algebra.scene import Scene, rebuild
from deltalang.limits import DEFAULT_LIMITS, LimitExceededError, Limits

Take = Callable[[Choice], Scene | None]
"""A world, or part of one: the option that a choice takes, None where it is not made."""
Same = Callable[[Scene], Scene]


def worlds(scene: Scene, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Scene]:
    """Give the distinct worlds of a scene, lazily and in a fixed order.

    Only choices that a world can see are made: those inside an option not taken stay closed.
    Raises LimitExceededError after `limits.worlds` combinations.

    >>> day, night, rain = map(Scene.atom, ("день", "ночь", "дождь"))
    >>> [world.canonical for world in worlds((day | night) + rain)]
    ['день + дождь', 'дождь + ночь']
    """
    same = _sameness(scene, limits)
    seen: set[str] = set()
    looked = 0
    stack: list[dict[str, str]] = [{}]
    while stack:
        made = stack.pop()
        take = _taker(made, same, limits)
        choice = first_open(scene, take)
        if choice is not None:
            known = same(Scene.of(choice, limits=limits))
            stack += [{**made, known.canonical: o.canonical} for o in reversed(known.options)]
            continue
        looked += 1
        if looked > limits.worlds:
            raise LimitExceededError("worlds", limits.worlds)
        world = rebuild(scene, _keep, pick=take, limits=limits)
        text = same(world).canonical
        if text not in seen:
            seen.add(text)
            yield world


def pick(scene: Scene, seed: int | str, *, limits: Limits = DEFAULT_LIMITS) -> Scene:
    """Make every choice by seed.

    Rendezvous hashing (Thaler, Ravishankar 1998): of each choice the option with the highest hash of
    seed, choice digest and option digest, so adding an option reshuffles no other choice.

    >>> pick(Scene.atom("день") | Scene.atom("ночь"), 7).canonical in ("день", "ночь")
    True
    """
    same = _sameness(scene, limits)

    def take(choice: Choice) -> Scene:
        known = same(Scene.of(choice, limits=limits))

        def rank(option: Scene) -> tuple[str, str]:
            text = f"{seed}\n{known.full_digest}\n{option.full_digest}"
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            return digest, option.canonical

        return _option(choice, max(known.options, key=rank).canonical, same, limits)

    return rebuild(scene, _keep, pick=take, limits=limits)


def _sameness(scene: Scene, limits: Limits) -> Same:
    """Say what tells choices and options apart: what they are, not where they come from."""
    if scene.plain(limits) == scene:
        return lambda inner: inner
    return lambda inner: inner.plain(limits)


def _taker(made: dict[str, str], same: Same, limits: Limits) -> Take:
    """Make a world of canonical texts: of each choice, the text of the option it takes."""

    def take(choice: Choice) -> Scene | None:
        wanted = made.get(same(Scene.of(choice, limits=limits)).canonical)
        return None if wanted is None else _option(choice, wanted, same, limits)

    return take


def _option(choice: Choice, wanted: str, same: Same, limits: Limits) -> Scene:
    """Find an option of a choice by what it is.

    With lineage an option may turn out to be a choice only when weights are added up:
    `(Δ05*1/2 + (день | ночь)*1/2) | снег`. Its parts then take the option wanted.
    """
    for option in choice.options:
        known = same(option)
        if known.canonical == wanted:
            return option
        if any(inner.canonical == wanted for inner in known.options):

            def take(inner: Choice, name: str = known.canonical) -> Scene | None:
                alike = same(Scene.of(inner, limits=limits)).canonical == name
                return _option(inner, wanted, same, limits) if alike else None

            return rebuild(option, _keep, pick=take, limits=limits)
    raise KeyError(wanted)


def choices(scene: Scene) -> list[Choice]:
    """List the distinct choices of a scene at every depth, by canonical text."""
    found: dict[str, Choice] = {}
    for letter in every_letter(scene):
        if isinstance(letter, Choice):
            found[letter.text] = letter
    return [found[text] for text in sorted(found)]


def first_open(scene: Scene, take: Take) -> Choice | None:
    """Find the first choice, in canonical order, that is not made and can be seen.

    The arguments of a reference that still stands cannot be seen.
    """
    for image, _ in scene.terms:
        for letter in image.letters:
            inner = parts(letter) if isinstance(letter, (Sequence, Cycle)) else ()
            if isinstance(letter, Choice):
                option = take(letter)
                if option is None:
                    return letter
                inner = (option,)
            for part in inner:
                found = first_open(part, take)
                if found is not None:
                    return found
    return None


def parts(letter: Letter) -> tuple[Scene, ...]:
    """The scenes inside a letter."""
    match letter:
        case Sequence() | Cycle():
            return letter.beats
        case Choice():
            return letter.options
        case Reference():
            return tuple(scene for _, scene in letter.arguments)
    return ()


def every_letter(scene: Scene) -> Iterator[Letter]:
    """Give the letters of a scene at every depth, outer ones first, in canonical order."""
    for image, _ in scene.terms:
        for letter in image.letters:
            yield letter
            for part in parts(letter):
                yield from every_letter(part)


def _keep(letter: Letter) -> Scene | None:
    """Keep a letter; only the arguments of references would hide choices, and they stay."""
    return None
