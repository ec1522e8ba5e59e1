"""A key never comes out again: servers quote it in what they say, and that goes into messages and reports."""

import re
from collections.abc import Iterator

_PART = 8
"""So many signs of a key in a row give away too much; the last four, as servers like to show, do not."""
_SECRET = 12
"""A shorter key is a word like `ollama`, which an answer may well say."""
_SIGN = re.compile(
    r"%(?P<url>[0-9a-f]{2})|\\u(?P<json>[0-9a-f]{4})|\\x(?P<repr>[0-9a-f]{2})"
    r"|&#x(?P<hex>[0-9a-f]{1,4});|&#(?P<decimal>[0-9]{1,5});|\\(?P<plain>[/\"'\\])|(?P<any>.)",
    re.IGNORECASE | re.DOTALL,
)


def redacted(text: str, key: str | None) -> str:
    """Leave a key, and every larger part of it, out of a text, however it is escaped there.

    >>> redacted("wrong key: Bearer sk%2Dabc-0123456789, ends in 6789", "sk-abc-0123456789")
    'wrong key: Bearer [key], ends in 6789'
    """
    return _without(text, key, _PART) if key else text


def redacted_answer(text: str, key: str | None) -> str:
    """Leave a whole key out of what a model said; a word that is no secret may stand there."""
    return _without(text, key, len(key)) if key and len(key) >= _SECRET else text


def _without(text: str, key: str, part: int) -> str:
    """Look for parts of a key as they are, and as they may be escaped."""
    as_it_is = [(sign.lower()[:1], place, place + 1) for place, sign in enumerate(text)]
    places = [*_places(as_it_is, key, part), *_places(list(_signs(text)), key, part)]
    made: list[str] = []
    after = 0
    for begin, end in sorted(places):
        if end <= after:
            continue
        if begin > after or not made:
            made += [text[after:begin], "[key]"]
        after = end
    return "".join(made) + text[after:]


def _places(found: list[tuple[str, int, int]], key: str, part: int) -> Iterator[tuple[int, int]]:
    """Where parts of a key are in a text."""
    plain = "".join(sign for sign, _, _ in found)
    for begin, end in _runs(plain, key.lower(), min(part, len(key))):
        yield found[begin][1], found[end - 1][2]


def _signs(text: str) -> Iterator[tuple[str, int, int]]:
    """The signs of a text as escapes mean them, each with its place."""
    for match in _SIGN.finditer(text):
        name = str(match.lastgroup)
        said = match[name]
        if name in ("plain", "any"):
            sign = said.lower()
        else:
            sign = chr(int(said, 10 if name == "decimal" else 16)).lower()
        yield sign[:1], match.start(), match.end()  # İ in lower case is two


def _runs(plain: str, key: str, part: int) -> Iterator[tuple[int, int]]:
    """Where parts of a key are, joined where they overlap; a short key only as a word of its own."""
    parts = {key[start : start + part] for start in range(len(key) - part + 1)}
    begin = end = -1
    for start in range(len(plain) - part + 1):
        if plain[start : start + part] not in parts:
            continue
        if len(key) < _PART and not _is_word(plain, start, start + part):
            continue
        if start > end:
            if end > begin:
                yield begin, end
            begin = start
        end = start + part
    if end > begin:
        yield begin, end


def _is_word(plain: str, begin: int, end: int) -> bool:
    around = plain[max(0, begin - 1) : begin] + plain[end : end + 1]
    return not any(sign.isalnum() for sign in around)
