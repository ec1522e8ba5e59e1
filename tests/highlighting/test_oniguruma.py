"""The terminals for Oniguruma: the same characters as in Python, the same pieces, nothing guessed."""

import re
import unicodedata

import onigurumacffi
import pytest

from deltalang.highlighting.oniguruma import oniguruma, terminals
from deltalang.syntax.tables import load_tables

# Characters of an edition of Unicode that every engine has: newer ones come to engines at different times.
KNOWN = [
    character
    for character in map(chr, range(0x11_0000))
    if unicodedata.ucd_3_2_0.category(character) not in ("Cn", "Cs", "Co")
]


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"\w", r"[^\W\d_]", "[^\\S\r\n]", r"[\w-]", "[–-‧]"),
        *(r"[^\W\d_Δ𝚫𝛥𝜟𝝙𝞓]", r"[^\W_Δ𝚫𝛥𝜟𝝙𝞓]", r"[^\WΔ𝚫𝛥𝜟𝝙𝞓]"),
    ],
)
def test_it_means_the_same_characters(pattern: str) -> None:
    theirs = onigurumacffi.compile(oniguruma(pattern))
    ours = re.compile(pattern)
    different = [c for c in KNOWN if bool(ours.match(c)) != bool(theirs.match(c))]
    assert different == []


def test_it_gives_every_terminal_in_the_order_of_the_lexer() -> None:
    assert list(terminals()) == list(load_tables().pattern.groupindex)
    for pattern in terminals().values():
        onigurumacffi.compile(pattern)


@pytest.mark.parametrize("pattern", [r"\d", r"a\b", r"\S", r"\1", r"\A"])
def test_it_refuses_what_the_engines_may_read_differently(pattern: str) -> None:
    with pytest.raises(ValueError, match="no counterpart"):
        oniguruma(pattern)
