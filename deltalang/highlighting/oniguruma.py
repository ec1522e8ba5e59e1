"""Oniguruma: the terminals of the grammar as the regular expressions that TextMate grammars are made of.

The lexer's expressions are Python's. The engine of the editors, Oniguruma, means other characters by
`\\w` and `\\s`, and sees one line at a time. So each piece that the two read differently is written out;
what could not be said the same is refused, and the grammar of the editors cannot fall behind unseen.
"""

import re
from functools import cache

from deltalang.syntax.tables import load_tables

_TERMINAL = re.compile(r"(?:\A|\|)\(\?P<([A-Z]+)>")

SPACES = r"\t\x{b}\x{c}\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
"""White space inside a line, as Python has it, for a class in brackets."""

_DELTAS = "Δ𝚫𝛥𝜟𝝙𝞓"  # letters for Python, and never for the language
_NO_DELTA = "&&[^{}]".format("".join(rf"\x{{{ord(sign):x}}}" for sign in _DELTAS))
IN_WORD = rf"[\p{{L}}\p{{N}}_{_NO_DELTA}]"
"""What a word goes on with."""

# Python's `\w` is `str.isalnum` or an underscore; marks do not belong to it.
_MEANT = {
    rf"[^\W\d_{_DELTAS}]": rf"[\p{{L}}\p{{Nl}}\p{{No}}{_NO_DELTA}]",
    rf"[^\W_{_DELTAS}]": rf"[\p{{L}}\p{{N}}{_NO_DELTA}]",
    rf"[^\W{_DELTAS}]": IN_WORD,
    r"[^\W\d_]": r"[\p{L}\p{Nl}\p{No}]",
    r"[\w-]": r"[\p{L}\p{N}_\-]",
    r"\w": r"[\p{L}\p{N}_]",
    "[^\\S\r\n]": f"[{SPACES}]",
    r"\s": f"[{SPACES}]",  # a line break is the end of the line
    r"\Z": "$",
    r"[\s\S]": rf"[^{SPACES}\r\n]",  # spaces have a terminal of their own
    "\r": r"\r",
    "\n": r"\n",
}
_PIECE = re.compile("|".join(map(re.escape, sorted(_MEANT, key=len, reverse=True))) + r"|\\.|[^\\]")
_KEPT = re.compile(r"\\[\\\-\[\](){}.*+?|^/!~]")
_READ_ALIKE = re.compile(r"[ -\[\]-~]|[Δ→−‐‑’]")


@cache
def terminals() -> dict[str, str]:
    r"""Give every terminal of the grammar for Oniguruma, in the order in which the lexer tries them.

    Raises ValueError when a terminal is written in a way that has no counterpart there.

    >>> terminals()["HASH"]
    '#[\\p{L}\\p{N}_][\\p{L}\\p{N}_\\-]*'
    """
    _, *parts = _TERMINAL.split(load_tables().pattern.pattern)
    names, bodies = parts[::2], parts[1::2]
    return {
        name: oniguruma(body.removesuffix(")")) for name, body in zip(names, bodies, strict=True)
    }


def oniguruma(pattern: str) -> str:
    r"""Write a regular expression of Python's for Oniguruma and for a single line.

    Raises ValueError at an escape that the two may read differently.

    >>> oniguruma(r"#(?=\s|\Z)[^\r\n]*") == rf"#(?=[{SPACES}]|$)[^\r\n]*"
    True
    """
    return "".join(_translated(piece) for piece in _PIECE.findall(pattern))


def _translated(piece: str) -> str:
    if piece in _MEANT:
        return _MEANT[piece]
    if piece.startswith("\\"):
        if not _KEPT.fullmatch(piece) and piece not in (r"\r", r"\n"):
            raise ValueError(f"{piece!r} has no counterpart in a TextMate grammar yet")
        return piece
    return piece if _READ_ALIKE.fullmatch(piece) else rf"\x{{{ord(piece):x}}}"
