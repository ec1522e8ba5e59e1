"""Text as roff, the language of manual pages: nothing in it can be taken for a command.

The result is ASCII, so that every man(1) shows it alike in any locale. The escapes are those that both
groff_char(7) and mandoc_char(7) describe.
"""

import re

_ESCAPES = {
    "\\": r"\(rs",
    "-": r"\-",
    "'": r"\(aq",
    '"': r"\(dq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
}
_BREAK = r"|\:"
_CODE = re.compile(r"`([^`\n]+)`")
_SPECIAL = re.compile(r"[\\'\"`^~-]|[^ -\x7e]")


def text(words: str) -> str:
    r"""Write words in one line; white space runs to one space, controls vanish.

    >>> print(text(".so \\fI'Δ' - x"))
    \&.so \(rsfI\(aq\[u0394]\(aq \- x
    """
    return _started(_plain(" ".join(words.split())))


def verbatim(line: str) -> str:
    r"""Write a line that keeps its spaces, as in an example.

    >>> print(verbatim("  a  b"))
    \&  a  b
    """
    made = _plain(line)
    return rf"\&{made}" if made[:1] in (" ", "") else _started(made)


def marked(words: str) -> str:
    r"""Write words in which `code` stands between backticks: it becomes bold.

    >>> print(marked("write `a - b` now"))
    write \fBa \- b\fP now
    """
    parts = _CODE.split(" ".join(words.split()))
    return _started("".join(bold(p) if at % 2 else _plain(p) for at, p in enumerate(parts)))


def bold(words: str) -> str:
    """Write words in bold."""
    return rf"\fB{_plain(words)}\fP"


def italic(words: str) -> str:
    r"""Write words in italics, as what stands for something is; a line may break behind `|`.

    >>> print(italic("a|b"))
    \fIa|\:b\fP
    """
    return rf"\fI{_plain(words).replace('|', _BREAK)}\fP"


def _started(line: str) -> str:
    """A line that is no command, whatever it begins with; an apostrophe is escaped anyhow."""
    return rf"\&{line}" if line.startswith(".") else line


def _plain(words: str) -> str:
    """Write a part of a line."""
    printable = "".join(sign for sign in words if sign.isprintable())
    return _SPECIAL.sub(lambda found: _escape(found[0]), printable)


def _escape(sign: str) -> str:
    return _ESCAPES.get(sign) or rf"\[u{ord(sign):04X}]"
