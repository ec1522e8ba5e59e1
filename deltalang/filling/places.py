"""Places: the leaves of a scene, who owns the holes among them, and a scene with its holes filled."""

import hashlib
from collections.abc import Iterator, Mapping

import attrs

from deltalang.algebra.bans import Bans, avoided, bans_of
from deltalang.algebra.letters import Hole, Letter
from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene, rebuild
from deltalang.algebra.worlds import every_letter, parts
from deltalang.keys import key
from deltalang.limits import DEFAULT_LIMITS, Limits


@attrs.frozen
class Place:
    """A hole of a scene, wherever it recurs: `count` times; `key` is the digest of hole and scene."""

    kind: str
    """"parameter", "llm" or "person"."""
    text: str
    key: str
    count: int = 1
    bans: Bans = attrs.field(default=Bans(), eq=False, repr=False)
    """What is to be avoided around it, so that no answer may name it."""


def places_of(scene: Scene) -> tuple[Place, ...]:
    """Give the holes of a scene, each once, in the order of their canonical text.

    >>> from deltalang import expand
    >>> [(place.kind, place.text, place.count) for place in places_of(expand("a + <~b> → <~b>{c} + <?d>"))]
    [('llm', 'b', 2), ('person', 'd', 1)]
    """
    digest = scene.plain().full_digest
    banned = _banned(scene.plain(), Bans())
    found: dict[tuple[str, str], Place] = {}
    for letter in sorted(_leaves(scene), key=lambda leaf: leaf.text):
        if isinstance(letter, Hole):
            name = (letter.kind, letter.key)
            if name in found:
                found[name] = attrs.evolve(found[name], count=found[name].count + 1)
            else:
                bans = banned.get(name, Bans())
                found[name] = Place(letter.kind, letter.spelling, _key(name, digest), bans=bans)
    return tuple(found[name] for name in sorted(found))


def count_places(scene: Scene) -> int:
    """Count the leaves of a scene: its atoms, silences, holes and references, at every depth.

    >>> from deltalang import expand
    >>> count_places(expand("(a → b~c) + <~d>"))
    4
    """
    return sum(1 for _ in _leaves(scene))


def filled(scene: Scene, answers: Mapping[str, Scene], *, limits: Limits = DEFAULT_LIMITS) -> Scene:
    """Put answers in the holes; the scope of a hole lies around its answer, other holes stay.

    Those in the arguments of a formula that is not spelt out stay too.

    `answers` has the keys of places. Raises LimitExceededError.
    """
    digest = scene.plain(limits).full_digest

    def leaf(letter: Letter) -> Scene | None:
        if not isinstance(letter, Hole):
            return None
        answer = answers.get(_key((letter.kind, letter.key), digest))
        return None if answer is None else answer.within(letter.scope, limits)

    return rebuild(scene, leaf, limits=limits)


def supplied(
    scene: Scene, arguments: Mapping[str, Scene], *, limits: Limits = DEFAULT_LIMITS
) -> Scene:
    """Put arguments in the holes `<name>` of a scene, as they are; the scope of a hole lies around.

    Names are compared as atoms are, whatever their case. Raises LimitExceededError.

    >>> from deltalang import expand
    >>> supplied(expand("<герой>*2 → лес"), {"Герой": expand("волк + стая")}).canonical
    'волк*2 + стая*2 → лес'
    """
    known = {key(name): argument for name, argument in arguments.items()}

    def leaf(letter: Letter) -> Scene | None:
        if not isinstance(letter, Hole) or letter.kind != "parameter" or letter.key not in known:
            return None
        return known[letter.key].within(letter.scope, limits)

    return rebuild(scene, leaf, limits=limits) if known else scene


def _banned(scene: Scene, outer: Bans) -> dict[tuple[str, str], Bans]:
    """Find the bans around each hole; what is to be avoided itself stands outside of them."""
    bans, found = outer | bans_of(avoided(scene)), dict[tuple[str, str], Bans]()
    for image, weight in scene.terms:
        here = Bans() if value(weight) < 0 else bans
        for letter in image.letters:
            inner = [_banned(part, here) for part in parts(letter)]
            if isinstance(letter, Hole):
                inner.append({(letter.kind, letter.key): here.within(letter.scope)})
            for one in inner:
                for name, each in one.items():
                    found[name] = found.get(name, Bans()) | each
    return found


def _key(name: tuple[str, str], digest: str) -> str:
    return hashlib.sha256("\0".join((*name, digest)).encode("utf-8", "surrogatepass")).hexdigest()[
        :16
    ]


def _leaves(scene: Scene) -> Iterator[Letter]:
    return (letter for letter in every_letter(scene) if not parts(letter))
