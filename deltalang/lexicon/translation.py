"""A scene in another language: every atom that names an idea takes the name it has there.

The scene is put together again from its letters, so translation is a homomorphism; weights, order and
scopes stay. What the lexicon does not know stays as it is and is named.
"""

import re

import attrs

from deltalang.algebra import letters as make
from deltalang.algebra.letters import Atom, Letter, Reference
from deltalang.algebra.scene import Scene, rebuild
from deltalang.algebra.scopes import Scope, entry, inside, plain_value
from deltalang.lexicon.ideas import Idea, Lexicon
from deltalang.limits import DEFAULT_LIMITS, Limits

_FOREIGN = {"en": re.compile("[\u0400-\u052f]"), "ru": re.compile("[A-Za-z]")}
"""The letters of the other language."""
_WORDS = ("mode", "context")
"""Scope entries whose value is a word like any atom."""


@attrs.frozen
class Translated:
    """A scene in another language and the words that have no name there, in order."""

    scene: Scene
    unknown: tuple[str, ...]


def translate(
    scene: Scene, lexicon: Lexicon, lang: str, *, limits: Limits = DEFAULT_LIMITS
) -> Translated:
    """Say a scene in a language by the ids of its ideas.

    >>> from deltalang.lexicon.loading import standard_lexicon
    >>> made = translate(Scene.atom("память") >> Scene.atom("тишина"), standard_lexicon(), "en")
    >>> made.scene.canonical
    'memory → silence'
    >>> translate(made.scene, standard_lexicon(), "ru").scene.canonical
    'память → тишина'
    """
    unknown: dict[str, None] = {}

    def named(text: str) -> str:
        """The name of a word in the language; a word of the language itself stays as it is."""
        if lexicon.find(text, lang) is not None:
            return text
        idea = lexicon.find(text)
        name = idea.name(lang) if idea is not None else None
        if name is None and _FOREIGN[lang].search(text):
            unknown[text] = None
        return name or text

    def scoped(scope: Scope) -> Scope:
        changed = dict(scope)
        for name in _WORDS:
            if name in changed:
                value = plain_value(changed[name])
                changed.update([entry(name, named(value), "string")])
        return tuple(sorted(changed.items()))

    def leaf(letter: Letter) -> Scene | None:
        match letter:
            case Atom():
                said = make.atom(named(letter.spelling), scoped(letter.scope))
                return Scene.of(said, limits=limits)
            case make.Hole():
                hole = make.hole(letter.kind, letter.spelling, scoped(letter.scope))
                return Scene.of(hole, limits=limits)
            case make.Silence():
                return Scene.of(make.silence(scoped(letter.scope)), limits=limits)
            case Reference():
                inner = tuple((name, rebuilt(given)) for name, given in letter.arguments)
                called = make.reference(letter.name, letter.pin, inner, scoped(letter.scope))
                return Scene.of(called, limits=limits)
        return None

    def rebuilt(inner: Scene) -> Scene:
        return rebuild(inner, leaf, limits=limits)

    return Translated(rebuilt(scene), tuple(unknown))


def with_modalities(
    scene: Scene, lexicon: Lexicon, lang: str | None = None, *, limits: Limits = DEFAULT_LIMITS
) -> Scene:
    """Give every atom the default modalities of its idea; what is written in the scene wins.

    Sounds and gestures are worded in `lang`, else in the language of the atom.

    >>> from deltalang.lexicon.loading import standard_lexicon
    >>> seen = with_modalities(Scene.atom("огонь", color="#FFFFFF"), standard_lexicon())
    >>> dict(seen.terms[0][0].letters[0].scope)["color"]
    '#FFFFFF'
    """

    def leaf(letter: Letter) -> Scene | None:
        idea: Idea | None = lexicon.find(letter.spelling) if isinstance(letter, Atom) else None
        if idea is None or not isinstance(letter, Atom):
            return None
        words = lang or ("ru" if _FOREIGN["en"].search(letter.spelling) else "en")
        dressed = make.atom(letter.spelling, inside(idea.scope(words), letter.scope))
        return Scene.of(dressed, limits=limits)

    return rebuild(scene, leaf, limits=limits)
