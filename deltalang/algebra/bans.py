"""Bans: what the images that are to be avoided forbid.

A ban says nothing of trust, so `- холод` is about `холод?` too. One with a scope is about images that
have all of it: `- холод{звук: вой}` is about `холод{звук: вой, цвет: синий}`, and not about `холод`.
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from deltalang.algebra.letters import Atom, Image, Letter
from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene, rebuild, rescoped
from deltalang.algebra.scopes import EMPTY, Scope
from deltalang.limits import DEFAULT_LIMITS, Limits

Words = tuple[str, ...]
"""The keys of the atoms of an image."""
Scopes = tuple[frozenset[tuple[str, str]], ...]


@attrs.frozen
class Bans:
    """What is banned: words with the scopes they are banned in, and the canonical text of the rest."""

    words: Mapping[Words, tuple[Scopes, ...]] = attrs.field(factory=dict)
    others: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anything is banned."""
        return bool(self.words or self.others)

    def __or__(self, more: "Bans") -> "Bans":
        """Put bans together."""
        if not (self and more):
            return self or more
        words = dict(self.words)
        for name, scopes in more.words.items():
            words[name] = tuple(dict.fromkeys((*words.get(name, ()), *scopes)))
        return Bans(words, self.others | more.others)

    def covers(self, image: Image, *, limits: Limits = DEFAULT_LIMITS) -> bool:
        """Tell whether an image is banned."""
        if not self:
            return False
        if not _is_words(image):
            return bool(self.others) and _bare(image, limits) in self.others
        own = _scopes(image)
        return any(
            all(wanted <= found for wanted, found in zip(banned, own, strict=True))
            for banned in self.words.get(_keys(image), ())
        )

    def within(self, scope: Scope) -> "Bans":
        """Give the bans that hold for what stands inside a scope: that much of theirs is met there."""
        met = frozenset(scope)
        return Bans(
            {
                name: tuple(tuple(each - met for each in banned) for banned in scopes)
                for name, scopes in self.words.items()
            },
            self.others,
        )

    def everywhere(self) -> Iterator[Words]:
        """Give the words that are banned whatever their scope."""
        return (name for name, scopes in self.words.items() if any(not any(s) for s in scopes))


def bans_of(images: Iterable[Image], *, limits: Limits = DEFAULT_LIMITS) -> Bans:
    """Make bans of the images that are to be avoided.

    >>> image = lambda scene: scene.terms[0][0]
    >>> bans = bans_of([image(Scene.atom("холод"))])
    >>> bans.covers(image(Scene.atom("Холод", trust="hypothesis"))), bans.covers(image(Scene.atom("жар")))
    (True, False)
    """
    words: dict[Words, tuple[Scopes, ...]] = {}
    others: set[str] = set()
    for image in images:
        if _is_words(image):
            words[_keys(image)] = (*words.get(_keys(image), ()), _scopes(image))
        else:
            others.add(_bare(image, limits))
    return Bans(words, frozenset(others))


def avoided(scene: Scene) -> Iterator[Image]:
    """Give the images of a scene that are to be avoided; not those inside its parts."""
    return (image for image, weight in scene.terms if value(weight) < 0)


def _is_words(image: Image) -> bool:
    return all(isinstance(letter, Atom) for letter in image.letters)


def _keys(image: Image) -> Words:
    return tuple(letter.key for letter in image.letters if isinstance(letter, Atom))


def _scopes(image: Image) -> Scopes:
    return tuple(frozenset(_without_trust(letter.scope)) for letter in image.letters)


def _without_trust(scope: Scope) -> Scope:
    return tuple((name, text) for name, text in scope if name != "trust")


def _bare(image: Image, limits: Limits) -> str:
    """Write an image without the trust of its letters, at every depth."""

    def leaf(letter: Letter) -> Scene | None:
        if not dict(letter.scope).get("trust"):
            return None
        alone = attrs.evolve(letter, scope=EMPTY)
        return Scene.of(rescoped(alone, _without_trust(letter.scope)), limits=limits)

    scene = Scene.of_image(image, limits=limits)
    return rebuild(scene, leaf, limits=limits).plain(limits).canonical
