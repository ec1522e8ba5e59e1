"""Which files are read, in which order, and which are not, with the reason."""

import codecs
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

import attrs

from deltalang.corpus.encodings import mend

SCRIPT, NOTE, PLAIN, LINES = "script", "note", "text", "jsonl"
_KINDS = {
    ".delta": SCRIPT, ".md": NOTE, ".markdown": NOTE, ".txt": PLAIN, ".text": PLAIN,
    ".jsonl": LINES, ".ndjson": LINES,
}  # fmt: skip
LARGE = 4_000_000
"""Bytes above which a note is read as plain text, line by line."""
LONG_LINE = 100_000
"""Characters above which a line is not read."""
KEPT = 16_000_000
"""Characters of small files that are kept between the passes."""
# What the first bytes of Cyrillic and of accented Latin letters look like in the code pages.
_SUSPICIOUS = re.compile(r"(?:[–—ÐÑ╨╤ÂÃ¬√┬├]\S){3}|(?:[РС]\S){4}|(?:[пя]\S){4}")
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
# Folders of programs, not of people; and what begins with a full stop.
_NOT_NOTES = frozenset(("node_modules", "__pycache__", "__MACOSX"))


@attrs.frozen
class NoteFile:
    """A file to read: where it is, the name it goes by (with `/`), what it holds."""

    path: Path
    name: str
    kind: str


@attrs.frozen
class Unread:
    """A file or a part of it that was not read: its name, why ("binary", "empty", …), details, the line.

    The reasons are ids: their words are the messages `ui.unread-…`.
    """

    name: str
    reason: str
    detail: str = ""
    line: int | None = None


def walk(paths: list[Path]) -> Iterator[NoteFile | Unread]:
    """Give the files of some folders, in the order of their names, and those files that are named.

    Links are followed; one that leads back into a folder that is open is named instead. Hidden files
    and folders are passed over, and so are files of other kinds, unless they are named themselves.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        try:
            if path.is_dir():
                yield from _folder(path, seen, ())
                continue
            kind = _KINDS.get(path.suffix.lower(), PLAIN)
            yield from _file(path, kind, seen)
        except OSError as error:
            yield Unread(path.as_posix(), *_why(error))


def _folder(
    folder: Path, seen: set[tuple[int, int]], opened: tuple[tuple[int, int], ...]
) -> Iterator[NoteFile | Unread]:
    try:
        status = folder.stat()
        own = (status.st_dev, status.st_ino)
        if own in opened:
            yield Unread(folder.as_posix(), "link-loop")
            return
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as error:
        yield Unread(folder.as_posix(), *_why(error))
        return
    for name in names:
        path = folder / name
        if name.startswith(".") or name in _NOT_NOTES:
            continue
        try:
            if path.is_dir():
                yield from _folder(path, seen, (*opened, own))
            elif path.suffix.lower() in _KINDS:
                yield from _file(path, _KINDS[path.suffix.lower()], seen)
        except OSError as error:
            yield Unread(path.as_posix(), *_why(error))


def _file(path: Path, kind: str, seen: set[tuple[int, int]]) -> Iterator[NoteFile | Unread]:
    """Give a file once, whatever the names and links that lead to it."""
    status = path.stat()
    if not path.is_file():
        yield Unread(path.as_posix(), "not-a-file")
        return
    own = (status.st_dev, status.st_ino)
    if own in seen and own[1]:
        return
    seen.add(own)
    yield NoteFile(path, path.as_posix(), kind)


def _why(error: OSError) -> tuple[str, str]:
    """Name what the system said."""
    if isinstance(error, PermissionError):
        return "no-permission", ""
    if "ymbolic link" in (error.strerror or "") or getattr(error, "winerror", 0) == 1921:
        return "link-loop", ""
    return "system", error.strerror or str(error)


def probe(file: NoteFile) -> Unread | None:
    """Look a file over before it is read: None for one that is text in UTF-8.

    The whole file is looked at, a piece at a time, so that nothing of a broken one is taken.
    """
    try:
        with file.path.open("rb") as opened:
            return _probed(file, opened)
    except OSError as error:
        return Unread(file.name, *_why(error))


def _probed(file: NoteFile, opened: BinaryIO) -> Unread | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    done, blank, first = 0, True, ""
    data = opened.read(_CHUNK)
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return Unread(file.name, "not-utf8", "UTF-16")
    while data:
        if b"\0" in data:
            return Unread(file.name, "binary")
        waiting = len(decoder.getstate()[0])
        try:
            text = decoder.decode(data)
        except UnicodeDecodeError as error:
            return Unread(file.name, "not-utf8", str(done - waiting + error.start))
        first = first or text[:_SAMPLE]
        blank = blank and not text.strip("\ufeff \t\r\n")
        done += len(data)
        data = opened.read(_CHUNK)
    if decoder.getstate()[0]:
        return Unread(file.name, "not-utf8", str(done - len(decoder.getstate()[0])))
    if blank:
        return Unread(file.name, "empty")
    codec = _mistaken(first.removeprefix("\ufeff"))
    return Unread(file.name, "broken-encoding", codec) if codec is not None else None


def _mistaken(sample: str) -> str | None:
    """The codec that the beginning of a file was read in by mistake; its last character may be cut."""
    for cut in range(4 if len(sample) >= _SAMPLE - 1 else 1):
        mended = mend(sample[: len(sample) - cut])
        if mended is not None:
            return mended[1]
    if not _SUSPICIOUS.search(sample):
        return None
    # A note may quote a broken line; one in which most lines are broken is broken itself.
    lines = [line for line in sample.split("\n") if not line.isascii()]
    codecs_ = [mended[1] for line in lines if (mended := mend(line)) is not None]
    return codecs_[0] if 2 * len(codecs_) > len(lines) else None


class Texts:
    """Reads files for several passes, and keeps the texts of small ones in between, up to `KEPT` characters.

    Line breaks are LF, a byte order mark is gone. Everything raises OSError and UnicodeDecodeError.
    """

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}
        self._room = KEPT

    def read(self, file: NoteFile) -> str:
        """The whole text of a file."""
        if file.name in self._kept:
            return self._kept[file.name]
        with file.path.open(encoding="utf-8-sig", newline=None) as opened:
            text = opened.read()
        if len(text) <= self._room and len(text) <= _CHUNK:
            self._kept[file.name] = text
            self._room -= len(text)
        return text

    def lines(self, file: NoteFile) -> Iterator[tuple[int, str | None]]:
        """The lines of a file with their numbers; None for one longer than `LONG_LINE`.

        Of a large file never more than a line is held.
        """
        if file.path.stat().st_size > _CHUNK:
            return read_lines(file)
        lines = enumerate(self.read(file).split("\n"), start=1)
        return ((number, line if len(line) <= LONG_LINE else None) for number, line in lines)


def read_lines(file: NoteFile) -> Iterator[tuple[int, str | None]]:
    """Give the lines of a file with their numbers; None for a line that is longer than `LONG_LINE`.

    Never holds more than a line. Raises OSError, UnicodeDecodeError.
    """
    with file.path.open(encoding="utf-8-sig", newline=None) as opened:
        for number, line in enumerate(iter(lambda: opened.readline(LONG_LINE + 1), ""), start=1):
            if len(line) <= LONG_LINE or line.endswith("\n"):
                yield number, line.rstrip("\n")
            else:
                _skip_line(opened)
                yield number, None


def _skip_line(opened: TextIO) -> None:
    while True:
        more = opened.readline(_CHUNK)
        if not more or more.endswith("\n"):
            return


def is_large(file: NoteFile) -> bool:
    """Tell whether a note is so large that it is read as plain text. Raises OSError."""
    return file.path.stat().st_size > LARGE
