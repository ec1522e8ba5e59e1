"""What a formula that was mined is called, and in which language."""

import re
from collections.abc import Callable
from itertools import count

from deltalang.algebra.scene import Scene
from deltalang.keys import key
from deltalang.proposing.likeness import weights
from deltalang.registry.records import is_slug
from deltalang.semantics.build import walk
from deltalang.syntax import ast
from deltalang.syntax.parser import parse_expression

WORDS = 3
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORDLESS = {"ru": "сцена", "en": "scene"}


def language_of(text: str) -> str | None:
    """Tell the language of terms by their alphabet; None where most letters are of another one.

    >>> language_of("жар + рост"), language_of("heat + growth"), language_of("🔥")
    ('ru', 'en', None)
    """
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    others = sum(char.isalpha() for char in text) - cyrillic - latin
    if max(cyrillic, latin) <= others:
        return None
    return "ru" if cyrillic >= latin else "en"


def slug_of(expression: str, scene: Scene, taken: Callable[[str], bool]) -> str:
    """Make a name of the strongest terms of a formula: three of them, more where that is taken.

    Terms of the same weight come in the order written, holes after all terms; what is taken away gives
    no name. Raises DeltaError for an expression that cannot be read.

    >>> from deltalang.semantics.laws import read_scene
    >>> text = "жар + внутренний мир*2 + рост + свет"
    >>> slug_of(text, read_scene(text), lambda slug: False)
    'внутренний-мир-жар-рост'
    >>> slug_of(text, read_scene(text), lambda slug: slug.count("-") < 4)
    'внутренний-мир-жар-рост-свет'
    """
    words = _words(expression, scene) or [_WORDLESS.get(language_of(expression) or "", "scene")]
    for length in range(min(WORDS, len(words)), len(words) + 1):
        slug = "-".join(words[:length])
        if not taken(slug):
            return slug
    stem = "-".join(words[:WORDS])
    return next(slug for slug in (f"{stem}-{n}" for n in count(2)) if not taken(slug))


def _words(expression: str, scene: Scene) -> list[str]:
    """The terms that can stand in a name, the strongest first, then the names of holes."""
    heavy = weights(scene)
    terms: dict[str, str] = {}
    holes: dict[str, str] = {}

    def look(node: ast.Expression) -> None:
        if isinstance(node, ast.Atom):
            terms.setdefault(key(node.text), node.text)
        elif isinstance(node, ast.Hole) and node.kind == "parameter":
            holes.setdefault(key(node.text), node.text)

    walk(parse_expression(expression), look)
    strong = sorted((t for t in terms if heavy.get(t, 0) > 0), key=lambda term: -heavy[term])
    spelled = [*(terms[term] for term in strong), *holes.values()]
    slugs = ("-".join(text.casefold().split()) for text in spelled)
    return [slug for slug in slugs if is_slug(slug)]
