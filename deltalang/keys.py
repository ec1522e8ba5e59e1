"""Keys: when two spellings are the same atom.

The key of an atom alone decides equality. What a person wrote is its *spelling* and is kept beside
it. The steps follow Unicode's compatibility caseless match (Unicode Standard, section 3.13, D146)
with two of Russian's own: stress marks and the dots of ё are optional in print.
"""

import re
import unicodedata
from functools import lru_cache

# Default-ignorable code points (Unicode's DerivedCoreProperties, Default_Ignorable_Code_Point).
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_STRESS = re.compile("(?<=[аеиоуыэюяіїєѣѵ])[\u0300\u0301]+")
_PLAIN = re.compile(r"[0-9a-zа-я]+(?:[ -][0-9a-zа-я]+)*")
# What is a reference in a script (the token DELTA): a delta anywhere, or d before two digits or more.
_DELTA = re.compile(r"[Δ∆𝚫𝛥𝜟𝝙𝞓]|^[Dd][0-9]{2,}(?!\w)")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")

# Letters that look alike in Cyrillic and Latin, lower case.
LOOK_ALIKE = dict(zip("асеорхукмтвнізѕԁԛԝ", "aceopxykmtbhi3sdqw", strict=True))
_LATIN_TWINS = {ord(cyrillic): latin for cyrillic, latin in LOOK_ALIKE.items()}
# The same for rewriting a word, capitals too; a digit is no slip of the keyboard.
_TO_LATIN = {
    ord(cyrillic): latin
    for cyrillic, latin in {
        **{cyrillic: latin for cyrillic, latin in LOOK_ALIKE.items() if latin.isalpha()},
        **{"А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "К": "K", "М": "M"},
        **{"О": "O", "Р": "P", "Т": "T", "Х": "X", "У": "Y"},
    }.items()
}
# Nobody means the Cyrillic letters ѕ ԁ ԛ ԝ who types s d q w.
_TO_CYRILLIC = {ord(la): chr(ru) for ru, la in _TO_LATIN.items() if chr(ru) not in "ѕԁԛԝ"}


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Reduce a spelling to the key that decides equality.

    NFC → NFKC → casefold → NFKC → without default-ignorable characters and stress marks → ё to е →
    white space to one space, repeated until nothing changes, so that a key is its own key.

    >>> key("Внутренний  МИР"), key("за́мок"), key("ёлка")
    ('внутренний мир', 'замок', 'елка')
    >>> key(key("Ǆ\\u200ď")) == key("Ǆ\\u200ď")
    True
    """
    if _PLAIN.fullmatch(text):
        return text
    while True:
        reduced = _reduce(text)
        if reduced == text:
            return text
        text = reduced


def _reduce(text: str) -> str:
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", text))
    text = unicodedata.normalize("NFKC", text.casefold())
    text = _STRESS.sub("", _IGNORABLE.sub("", text))
    return " ".join(text.replace("ё", "е").split())


def is_bare(text: str) -> bool:
    """Tell whether a key or a spelling can stand in a script without quotes.

    Errs on the side of quoting: canonical text must read back as the same atom everywhere.

    >>> is_bare("внутренний мир"), is_bare("что-то"), is_bare("d02"), is_bare("90-е")
    (True, True, False, False)
    """
    return all(_is_bare_word(word) for word in text.split(" "))


def _is_bare_word(word: str) -> bool:
    parts = word.split("-")
    if not all(parts) or not parts[0][0].isalpha() or _DELTA.search(word):
        return False
    letters = all(part.isalpha() or (part.isascii() and part.isalnum()) for part in parts)
    return letters and foreign_letter(word) is None


def foreign_letter(word: str) -> int | None:
    """Find the letter that makes a word a mixture of Cyrillic and Latin.

    Returns the offset of the first letter of the rarer script in the first mixed part (across a
    hyphen a mixture is fine), or None.

    >>> foreign_letter("п\\u0061мять"), foreign_letter("LLM-память")
    (1, None)
    """
    if word.isascii() or not _LATIN.search(word) or not _CYRILLIC.search(word):
        return None
    offset = 0
    for part in re.split("([-‐‑])", word):
        latin, cyrillic = _LATIN.findall(part), _CYRILLIC.findall(part)
        if latin and cyrillic:
            rare = _LATIN if len(latin) <= len(cyrillic) else _CYRILLIC
            found = rare.search(part)
            return offset + found.start() if found else None
        offset += len(part)
    return None


def one_script(word: str) -> str:
    """Rewrite the look-alike letters of each mixed part of a word in the main script of the part.

    A letter that has no look-alike stays, and with it the mixture.

    >>> one_script("LLM-п\\u0061мять") == "LLM-память", one_script("память\\u007a")
    (True, 'памятьz')
    """
    return "".join(map(_in_main_script, re.split("([-‐‑])", word)))


def _in_main_script(part: str) -> str:
    latin, cyrillic = len(_LATIN.findall(part)), len(_CYRILLIC.findall(part))
    if not latin or not cyrillic:
        return part
    return part.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)


def skeleton(text: str) -> str:
    """Reduce a key to what the eye sees, so that look-alike keys meet (after UTS #39).

    >>> skeleton(key("сор")) == skeleton(key("cop"))
    True
    """
    return re.sub("[-‐‑'’ ]", "", text.translate(_LATIN_TWINS))
