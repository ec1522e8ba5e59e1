"""Letters and images: what scenes are sums of.

A letter is an atom with its scope, a silent beat, a hole, a reference not yet expanded, a sequence
of scenes, a cycle of scenes or a choice between scenes. An image is a word of letters. Both are
built in normal form and carry their canonical text, which alone decides equality.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from deltalang.algebra.scopes import EMPTY, Scope, quote, scope_text
from deltalang.keys import is_bare, key

if TYPE_CHECKING:
    from deltalang.algebra.scene import Scene


@attrs.frozen(repr=False)
class Letter:
    """What all letters have.

    `text` is canonical, and `display` the same with the spelling people wrote. `size` counts letters
    at every depth; `depth` counts sequences, cycles and choices inside one another.
    """

    text: str
    display: str = attrs.field(eq=False)
    size: int = attrs.field(eq=False)
    depth: int = attrs.field(eq=False)
    scope: Scope = attrs.field(eq=False)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.display}>"


@attrs.frozen(repr=False)
class Atom(Letter):
    """A word or several; `key` decides equality, `spelling` is what was written."""

    key: str = attrs.field(eq=False)
    spelling: str = attrs.field(eq=False)


@attrs.frozen(repr=False)
class Silence(Letter):
    """A silent beat, `_`."""


@attrs.frozen(repr=False)
class Hole(Letter):
    """A place to fill: kind "parameter", "llm" or "person"."""

    kind: str = attrs.field(eq=False)
    key: str = attrs.field(eq=False)
    spelling: str = attrs.field(eq=False)


@attrs.frozen(repr=False)
class Reference(Letter):
    """A formula not yet expanded: `name` is `Δ02` or `Δ:слова`; `pin` the text after @."""

    name: str = attrs.field(eq=False)
    pin: str | None = attrs.field(eq=False)
    arguments: "tuple[tuple[str | None, Scene], ...]" = attrs.field(eq=False)


@attrs.frozen(repr=False)
class Sequence(Letter):
    """Two beats or more, in order."""

    beats: "tuple[Scene, ...]" = attrs.field(eq=False)


@attrs.frozen(repr=False)
class Cycle(Letter):
    """An endless loop: the least rotation of its primitive root."""

    beats: "tuple[Scene, ...]" = attrs.field(eq=False)


@attrs.frozen(repr=False)
class Choice(Letter):
    """Two options or more, sorted by canonical text."""

    options: "tuple[Scene, ...]" = attrs.field(eq=False)


@attrs.frozen(repr=False)
class Image:
    """A word of letters."""

    text: str
    display: str = attrs.field(eq=False)
    letters: tuple[Letter, ...] = attrs.field(eq=False)
    size: int = attrs.field(eq=False)
    depth: int = attrs.field(eq=False)


def atom(spelling: str, scope: Scope = EMPTY) -> Atom:
    """Make an atom of what was written. Raises ValueError when nothing visible is left of it.

    >>> atom("Внутренний  мир").text
    'внутренний мир'
    """
    folded = key(spelling)
    if not folded:
        raise ValueError("an atom needs a visible character")
    shown = " ".join(spelling.split())
    suffix = scope_text(scope)
    text = (folded if is_bare(folded) else quote(folded)) + suffix
    display = text if shown == folded else (shown if is_bare(shown) else quote(shown)) + suffix
    return Atom(text, display, 1, 0, scope, folded, shown)


def silence(scope: Scope = EMPTY) -> Silence:
    """Make a silent beat."""
    text = "_" + scope_text(scope)
    return Silence(text, text, 1, 0, scope)


def hole(kind: str, spelling: str, scope: Scope = EMPTY) -> Hole:
    """Make a hole. Raises ValueError for an empty one.

    >>> hole("llm", "опиши запах").text
    '<~опиши запах>'
    """
    folded, shown = key(spelling), " ".join(spelling.split())
    if not folded:
        raise ValueError("a hole needs a name or a task")
    mark, suffix = {"llm": "~", "person": "?", "parameter": ""}[kind], scope_text(scope)
    text, display = (_bracketed(mark, words) + suffix for words in (folded, shown))
    return Hole(text, display, 1, 0, scope, kind, folded, shown)


def _bracketed(mark: str, words: str) -> str:
    for char in "\\<>":
        words = words.replace(char, "\\" + char)
    if not mark and words[0] in "~?":
        words = "\\" + words
    return f"<{mark}{words}>"


def reference(
    name: str,
    pin: str | None = None,
    arguments: "tuple[tuple[str | None, Scene], ...]" = (),
    scope: Scope = EMPTY,
) -> Reference:
    """Make a reference that is not expanded. Named arguments are put in order."""
    positional = [argument for argument in arguments if argument[0] is None]
    named = sorted((a for a in arguments if a[0] is not None), key=lambda a: a[0] or "")
    ordered = (*positional, *named)
    start, suffix = name + (f"@{pin}" if pin else ""), scope_text(scope)
    text, display = (
        start + (f"({', '.join(inner)})" if inner else "") + suffix
        for inner in (
            [(f"{n}: " if n else "") + scene.canonical for n, scene in ordered],
            [(f"{n}: " if n else "") + scene.display for n, scene in ordered],
        )
    )
    size = 1 + sum(scene.size for _, scene in ordered)
    depth = max((1 + scene.depth for _, scene in ordered), default=0)
    return Reference(text, display, size, depth, scope, name, pin, ordered)


def sequence(beats: "tuple[Scene, ...]") -> Sequence:
    """Make a sequence of two beats or more that are not sequences themselves."""
    text, display = _joined(beats, " → ", "choice")
    return Sequence(f"({text})", f"({display})", *_measure(beats), EMPTY, beats)


def cycle(beats: "tuple[Scene, ...]") -> Cycle:
    """Make a cycle of beats that are a least rotation already."""
    text, display = _joined(beats, " → ", "choice" if len(beats) > 1 else "")
    return Cycle(f"[{text}]", f"[{display}]", *_measure(beats), EMPTY, beats)


def choice(options: "tuple[Scene, ...]") -> Choice:
    """Make a choice of two options or more that are sorted already."""
    text, display = _joined(options, " | ", "")
    return Choice(f"({text})", f"({display})", *_measure(options), EMPTY, options)


def _joined(scenes: "tuple[Scene, ...]", mark: str, bracketed: str) -> tuple[str, str]:
    """Join canonical texts and displays, with brackets around pure choices if wanted."""
    wrap = [bool(bracketed) and isinstance(scene.pure, Choice) for scene in scenes]
    return (
        mark.join(
            f"({s.canonical})" if w else s.canonical for s, w in zip(scenes, wrap, strict=True)
        ),
        mark.join(f"({s.display})" if w else s.display for s, w in zip(scenes, wrap, strict=True)),
    )


def _measure(scenes: "tuple[Scene, ...]") -> tuple[int, int]:
    return 1 + sum(scene.size for scene in scenes), 1 + max(scene.depth for scene in scenes)


def image(letters: Iterable[Letter]) -> Image:
    """Glue letters into one image.

    `~` binds tighter than a scope, so a scope that all letters share stands at the end, and
    otherwise each letter with a scope stands in brackets.
    """
    word = tuple(letters)
    if len(word) == 1:
        one = word[0]
        return Image(one.text, one.display, word, one.size, one.depth)
    size, depth = sum([letter.size for letter in word]), max([letter.depth for letter in word])
    if not any(letter.scope for letter in word):  # the most frequent by far
        text = "~".join([letter.text for letter in word])
        return Image(text, "~".join([letter.display for letter in word]), word, size, depth)
    shared = word[0].scope if all(letter.scope == word[0].scope for letter in word) else EMPTY
    suffix = scope_text(shared)
    text = "~".join(_glued(letter.text, letter.scope, suffix) for letter in word) + suffix
    display = "~".join(_glued(letter.display, letter.scope, suffix) for letter in word) + suffix
    return Image(text, display, word, size, depth)


def _glued(text: str, scope: Scope, shared: str) -> str:
    if shared:
        return text[: -len(shared)]
    return f"({text})" if scope else text
