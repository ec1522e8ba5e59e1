"""Worlds: a scene with every choice made.

Equal choices are one choice and pick alike wherever they stand. A world gives every distinct choice
one of its options; as a map on scenes it is a homomorphism.
"""

import hashlib
from collections.abc import Iterator, Mapping

from deltalang.algebra.letters import Choice, Cycle, Letter, Reference, Sequence
from deltalang.algebra.scene import Scene, rebuild
from deltalang.limits import DEFAULT_LIMITS, LimitExceededError, Limits

World = Mapping[str, Scene]


def worlds(scene: Scene, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Scene]:
    """Give the distinct worlds of a scene, lazily and in a fixed order.

    Only choices that a world can see are made: those inside an option not taken stay closed.
    Raises LimitExceededError after `limits.worlds` combinations.

    >>> day, night, rain = map(Scene.atom, ("день", "ночь", "дождь"))
    >>> [world.canonical for world in worlds((day | night) + rain)]
    ['день + дождь', 'дождь + ночь']
    """
    seen: set[str] = set()
    looked = 0
    stack: list[dict[str, Scene]] = [{}]
    while stack:
        made = stack.pop()
        choice = first_open(scene, made)
        if choice is not None:
            stack += [{**made, choice.text: option} for option in reversed(choice.options)]
            continue
        looked += 1
        if looked > limits.worlds:
            raise LimitExceededError("worlds", limits.worlds)
        world = apply(scene, made, limits=limits)
        if world.canonical not in seen:
            seen.add(world.canonical)
            yield world


def pick(scene: Scene, seed: int | str, *, limits: Limits = DEFAULT_LIMITS) -> Scene:
    """Make every choice by seed.

    Rendezvous hashing (Thaler, Ravishankar 1998): of each choice the option with the highest hash of
    seed, choice digest and option digest, so adding an option reshuffles no other choice.

    >>> pick(Scene.atom("день") | Scene.atom("ночь"), 7).canonical in ("день", "ночь")
    True
    """
    return rebuild(scene, _keep, pick=lambda choice: picked(choice, seed), limits=limits)


def picked(choice: Choice, seed: int | str) -> Scene:
    """Give the option that a seed takes."""
    digest = Scene.of(choice).full_digest

    def rank(option: Scene) -> tuple[str, str]:
        text = f"{seed}\n{digest}\n{option.full_digest}"
        return hashlib.sha256(text.encode()).hexdigest(), option.canonical

    return max(choice.options, key=rank)


def apply(scene: Scene, world: World, *, limits: Limits = DEFAULT_LIMITS) -> Scene:
    """Replace each choice that a world has made; `world` maps canonical texts of choices."""
    return rebuild(scene, _keep, pick=lambda choice: world.get(choice.text), limits=limits)


def choices(scene: Scene) -> list[Choice]:
    """List the distinct choices of a scene at every depth, by canonical text."""
    found: dict[str, Choice] = {}
    for letter in every_letter(scene):
        if isinstance(letter, Choice):
            found[letter.text] = letter
    return [found[text] for text in sorted(found)]


def first_open(scene: Scene, made: World) -> Choice | None:
    """Find the first choice, in canonical order, that is not made and can be seen."""
    for image, _ in scene.terms:
        for letter in image.letters:
            if isinstance(letter, Choice) and letter.text not in made:
                return letter
            inner = (made[letter.text],) if isinstance(letter, Choice) else parts(letter)
            for part in inner:
                found = first_open(part, made)
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
