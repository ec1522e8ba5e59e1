"""One form for every problem: command line, REPL and editor print the same thing.

    двор.delta:1:5: error E101: an operator is missing between `Δ02` and `память`
      |
    1 | Δ02 память
      |     ^^^^^^
      = try: Δ02 + память

The carets stand under the exact place in *display* columns, so Cyrillic, emoji and tabs line up.
A diagnostic keeps the id of its message and the arguments, not the words: it can be shown in any
language that has a table in `deltalang.messages`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

import attrs

from deltalang.messages import template
from deltalang.source import Source, Span


@attrs.frozen
class Diagnostic:
    """A problem with its place.

    `code` never changes meaning; `message_id` names the wording; `arguments` fill its blanks.
    """

    code: str
    message_id: str
    source: Source
    span: Span
    arguments: Mapping[str, object] = attrs.field(factory=dict, hash=False)

    @property
    def severity(self) -> str:
        """`"error"` or `"warning"`, told by the code."""
        return "warning" if self.code.startswith("W") else "error"

    def message(self, lang: str = "en") -> str:
        """Say what was found and what was wanted."""
        return template(self.message_id, lang).format_map(self._shown())

    def hint(self, lang: str = "en") -> str | None:
        """Say what to try, where there is something to try."""
        words = template(self.message_id + ".hint", lang, default="")
        return words.format_map(self._shown()) or None

    def _shown(self) -> dict[str, object]:
        return {
            name: visible(value) if isinstance(value, str) else value
            for name, value in self.arguments.items()
        }

    def __str__(self) -> str:
        line, column = self.source.position(self.span.start)
        return f"{self.source.name}:{line}:{column}: {self.severity} {self.code}: {self.message()}"


# ASCII, Latin and Cyrillic letters, arrows of the language: one column each.
_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03ff\u0400-\u0482\u048a-\u052f×→−…]*")


class DeltaError(Exception):
    """What the library raises: carries every diagnostic that was found.

    >>> from deltalang import expand
    >>> try:
    ...     expand("Δ02 память")
    ... except DeltaError as error:
    ...     print(error.diagnostics[0].code)
    E101
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(map(str, self.diagnostics))


# Controls, signs that turn or hide text, line breaks of other systems; and what has no one meaning.
_OBEYED = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")


def visible(text: str, limit: int = 60) -> str:
    """Make a piece of source fit for a message: no control or direction marks, not too long.

    >>> visible("a\\u202eb")
    'a<U+202E>b'
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return "".join(
        f"<U+{ord(char):04X}>" if unicodedata.category(char) in _OBEYED else char for char in text
    )


def display_width(text: str) -> int:
    """Count the terminal columns of a text (UAX #11; marks take none, unknown ones take one)."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth  # only rarer scripts need it: keeps start-up short

    width: int = wcswidth(text)
    return width if width >= 0 else len(text)


def excerpt(diagnostic: Diagnostic, *, columns: int = 100) -> list[str]:
    """Draw the source line with carets under the place.

    A long line is cut around the place; tabs are shown as four spaces.
    """
    source, span = diagnostic.source, diagnostic.span
    line, column = source.position(span.start)
    text = source.line(line)
    start = column - 1
    end = max(start + 1, min(len(text), start + span.end - span.start))
    shift = max(0, start - columns // 2) if len(text) > columns else 0
    shown = text[shift : shift + columns]
    before, inside = _printable(text[shift:start]), _printable(text[start:end][:columns])
    lead = "…" if shift else ""
    tail = "…" if shift + columns < len(text) else ""
    gutter = " " * len(str(line))
    carets = " " * display_width(lead + before) + "^" * max(1, display_width(inside))
    return [
        f"{gutter} |",
        f"{line} | {lead}{_printable(shown)}{tail}".rstrip(),
        f"{gutter} | {carets}",
    ]


def _printable(text: str) -> str:
    return visible(text.replace("\t", "    "), limit=10_000)


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """Order diagnostics by file, place and code."""
    return (
        diagnostic.source.name,
        diagnostic.span.start,
        diagnostic.span.end,
        diagnostic.code,
        diagnostic.message(),
    )


def near_names(wanted: str, known: Iterable[str], *, limit: int = 3) -> list[str]:
    """Find the known names closest to a wanted one, best first.

    >>> near_names("Δ:сжатие-жар", ["Δ:сжатие-жар-рост", "Δ02"])
    ['Δ:сжатие-жар-рост']
    """
    from difflib import get_close_matches  # errors only

    return get_close_matches(wanted, sorted(set(known)), n=limit, cutoff=0.6)
