"""Answers that name what is to be avoided: the ban wins, whoever answers.

a model    what names it is left out, as words inside others too; the rest of the answer stays
a person   the answer is not taken, since it may be a whole scene: a person can be asked again
"""

import re
from collections.abc import Iterator

from deltalang.algebra.bans import Bans
from deltalang.algebra.letters import Atom, Image
from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import parts

_WORD = re.compile(r"[^\W_]+")


def without_banned(answer: Scene, bans: Bans) -> tuple[Scene, tuple[str, ...]]:
    """Take out of a sum of words those that name what is banned; gives what is left, and their names.

    >>> from deltalang import expand
    >>> from deltalang.algebra.bans import avoided, bans_of
    >>> left, named = without_banned(
    ...     expand("ветер? + ночной холод?"), bans_of(avoided(expand("a - холод")))
    ... )
    >>> left.canonical, named
    ('ветер?', ('ночной холод',))
    """
    banned = tuple(" ".join(words) for words in bans.everywhere())
    left, named = Scene.zero(), []
    for image, weight in answer.terms:
        keys = [letter.key for letter in image.letters if isinstance(letter, Atom)]
        if banned and any(_names(" ".join(keys), each) for each in banned):
            named.append(_spelt(image))
        else:
            left += Scene.of_image(image, weight)
    return left, tuple(named)


def banned_in(answer: Scene, bans: Bans) -> tuple[str, ...]:
    """Name the images of an answer that are banned, at every depth; what it avoids itself is none.

    >>> from deltalang import expand
    >>> from deltalang.algebra.bans import avoided, bans_of
    >>> banned_in(expand("ветер → Холод"), bans_of(avoided(expand("a - холод"))))
    ('Холод',)
    """
    return tuple(dict.fromkeys(_banned(answer, bans))) if bans else ()


def _banned(answer: Scene, bans: Bans) -> Iterator[str]:
    for image, weight in answer.terms:
        if value(weight) < 0:
            continue
        if bans.covers(image):
            yield _spelt(image)
        for letter in image.letters:
            for part in parts(letter):
                yield from _banned(part, bans)


def _names(text: str, banned: str) -> bool:
    """Tell whether a text has banned words in it, whole and side by side."""
    if text == banned:
        return True
    words, wanted = _WORD.findall(text), _WORD.findall(banned)
    places = range(len(words) - len(wanted) + 1) if wanted else ()
    return any(words[at : at + len(wanted)] == wanted for at in places)


def _spelt(image: Image) -> str:
    """Say an image as it was written, without its scope."""
    return " ".join(
        letter.spelling if isinstance(letter, Atom) else letter.display for letter in image.letters
    )
