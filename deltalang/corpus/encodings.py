"""Broken encodings: UTF-8 that was read in another encoding and saved again.

    память → D0 BF D0 B0 … → read as Mac Roman → –ø–∞–º—è—Ç—å

The way back is exact: encode the text strictly in that codec, and if the bytes are UTF-8 with at least
four characters beyond ASCII, that was it. Nothing else of the text changes. Bytes that a code page
leaves open stand for themselves, as browsers have it (WHATWG Encoding Standard).
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from functools import cache

import attrs

from deltalang.source import BOM

CODECS = (
    "mac_roman", "latin-1", "cp1252", "cp1251", "koi8_r", "cp866", "mac_cyrillic", "cp437",
)  # fmt: skip
"""The codecs that are tried, in this order."""
PAGES = ("cp1251", "koi8_r", "cp866", "mac_cyrillic")
"""The code pages of Russian, for files that are no UTF-8 at all."""
_COMMON, _LETTERS = frozenset("оеаинтсрвлкмдпу"), frozenset(map(chr, (*range(0x430, 0x450), 0x451)))
_ODD = re.compile("[а-яё][А-ЯЁЏЂЃЉЊЌЋ]|[A-Za-z](?=[А-Яа-яЁё])|[А-Яа-яЁё](?=[A-Za-z])")
_PLAUSIBLE = 0.6
LEAST = 4
"""Characters beyond ASCII that a repaired text must have: fewer may be chance."""

_BEYOND = re.compile("[^\x00-\x7f]")
_HEAD = 64  # characters that are looked at first
_CONTROLS = re.compile("[\x80-\x9f]")
# Words as Russian writes them: whatever bytes they are in some code page, nothing is wrong with them.
_CLEAN = re.compile(
    "(?:[\\x00-\\x7f«»„“—–…№]|(?<![А-Яа-яЁё])(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+)(?![А-Яа-яЁё]))*"
)
_NEWLINE = re.compile(r"(\r\n|\n|\r)")


@attrs.frozen
class Repair:
    """A mended text: the codecs it was read in by mistake, and the lines that changed.

    `codecs` are in the order of `CODECS`; `lines` count from 1.
    """

    text: str
    codecs: tuple[str, ...]
    lines: tuple[int, ...]


def repair(text: str) -> Repair | None:
    """Mend a text whose encoding was mistaken; None for a text that is as it should be.

    The whole text first; where it is not of one piece, line by line.

    >>> repair("память".encode().decode("mac_roman")).text
    'память'
    >>> repair("память") is None
    True
    """
    bom = text[: len(BOM)] if text.startswith(BOM) else ""
    whole = mend(text[len(bom) :])
    if whole is not None:
        changed = _changed(text[len(bom) :], whole[0])
        return Repair(bom + whole[0], (whole[1],), changed)
    return _by_line(text)


def repair_bytes(data: bytes) -> Repair | None:
    """Mend the bytes of a file: what is no UTF-8 is read in the likeliest code page of Russian.

    None for a file that is as it should be. Raises UnicodeDecodeError when no code page fits.

    >>> repair_bytes("внутренний мир".encode("cp1251"))
    Repair(text='внутренний мир', codecs=('cp1251',), lines=(1,))
    """
    if data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
        text, codec = data.decode("utf-16"), "utf-16"
    else:
        try:
            return repair(data.decode("utf-8"))
        except UnicodeDecodeError:
            readings = [(page, _decoded(data, page)) for page in PAGES]
            codec, text = max(readings, key=lambda reading: _plausibility(reading[1]))
            if _plausibility(text) < _PLAUSIBLE:
                raise
    lines = enumerate(_NEWLINE.split(text)[::2], start=1)
    changed = (number for number, line in lines if not line.isascii())
    return Repair(text, (codec,), tuple(changed))


def _decoded(data: bytes, codec: str) -> str:
    """Decode in a code page; a byte that it leaves open is a control character."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return "".join(
            char if char != "\ufffd" else chr(byte)
            for byte in data
            for char in bytes((byte,)).decode(codec, "replace")
        )


def _plausibility(text: str) -> float:
    """Tell how much a text looks like Russian: 1 for its commonest letters, below 0 for signs.

    A capital after a small letter counts against it (code pages disagree about capitals), and so does a
    Latin letter beside a Cyrillic one.
    """
    beyond = [char for char in text if char > "\x7f"]
    worth = sum(
        1.0 if char.lower() in _COMMON else 0.5 if char.lower() in _LETTERS else -1.0
        for char in beyond
    )
    return (worth - 2 * len(_ODD.findall(text))) / len(beyond) if beyond else 0.0


def _by_line(text: str) -> Repair | None:
    pieces = _NEWLINE.split(text)
    codecs, lines = set(), []
    for index in range(0, len(pieces), 2):
        mended = mend(pieces[index])
        if mended is not None:
            pieces[index], codec = mended
            codecs.add(codec)
            lines.append(index // 2 + 1)
    if not lines:
        return None
    return Repair("".join(pieces), tuple(c for c in CODECS if c in codecs), tuple(lines))


def mend(text: str) -> tuple[str, str] | None:
    """Undo one wrong reading of a text or a line: the text and the codec, or None.

    >>> mend("тишина".encode().decode("cp866"))
    ('тишина', 'cp866')
    """
    first = _BEYOND.search(text)
    if first is None:
        return None
    head = text[first.start() :][:_HEAD]
    for lenient in (False, True):  # a codec that fits strictly is the likelier one
        found: dict[str, str] = {}
        for codec in CODECS:
            if _begins_as_utf8(head, codec, lenient):
                mended = _undone(text, codec, lenient)
                if mended is not None and mended not in found:
                    found[mended] = codec
        if found and not _CLEAN.fullmatch(text):
            best = max(found, key=_letters)  # of several readings the one with the most letters
            return best, found[best]
        if not _CONTROLS.search(text):
            return None
    return None


def _undone(text: str, codec: str, lenient: bool) -> str | None:
    """Undo a reading in a codec; None where that gives no text, or hardly any."""
    data = encode(text, codec, lenient=lenient)
    try:
        mended = data.decode("utf-8") if data is not None else text
    except UnicodeDecodeError:
        return None
    enough = sum(map(_is_beyond_ascii, mended)) >= LEAST
    return mended if enough and mended != text else None


def _letters(text: str) -> float:
    """The share of letters among the characters beyond ASCII."""
    beyond = [char for char in text if char > "\x7f"]
    return sum(map(str.isalpha, beyond)) / len(beyond)


def _begins_as_utf8(head: str, codec: str, lenient: bool) -> bool:
    """Tell quickly whether the first characters beyond ASCII may be bytes of UTF-8."""
    data = encode(head, codec, lenient=lenient)
    if data is None:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:  # a character that is cut off at the end says nothing
        return error.start > len(data) - 4
    return True


def encode(text: str, codec: str, *, lenient: bool = True) -> bytes | None:
    """Encode a text strictly; None where the codec has not all of its characters.

    When `lenient`, a control character stands for a byte that the code page leaves open.
    """
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        if not lenient or not _CONTROLS.search(text):
            return None
    data, left_open = bytearray(), _left_open(codec)
    for char in text:
        try:
            data += char.encode(codec)
        except UnicodeEncodeError:
            if char not in left_open:
                return None
            data.append(ord(char))
    return bytes(data)


@cache
def _left_open(codec: str) -> frozenset[str]:
    """The bytes that a code page leaves open, as the control characters that stand for them."""
    left_open = set()
    for byte in range(0x80, 0xA0):
        try:
            bytes((byte,)).decode(codec)
        except UnicodeDecodeError:
            left_open.add(chr(byte))
    return frozenset(left_open)


def _is_beyond_ascii(char: str) -> bool:
    return char > "\x7f"


def _changed(before: str, after: str) -> tuple[int, ...]:
    """Count the lines that differ (a line break inside mended text would shift the rest)."""
    pairs = zip(_NEWLINE.split(before)[::2], _NEWLINE.split(after)[::2], strict=False)
    return tuple(number for number, (old, new) in enumerate(pairs, start=1) if old != new)
