"""Files: from bytes to sources, and back without ever leaving half of one."""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.source import Source, Span

TEMPORARY = ".deltalang-"
"""What the names of unfinished files begin with; one that stays was left by a killed process."""


def read_source(path: Path | str) -> Source:
    """Read a file. Raises OSError, or DeltaError (E108) when it is not UTF-8."""
    return decode(Path(path).read_bytes(), str(path))


def decode(data: bytes, name: str) -> Source:
    """Decode bytes as UTF-8 (a byte order mark is fine).

    Raises DeltaError (E108) at the first wrong byte.

    >>> decode("память".encode(), "двор.delta").text
    'память'
    """
    try:
        return Source(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        source = Source(data.decode("utf-8", errors="replace"), name)
        span = Span(len(before), len(before) + 1)
        problem = Diagnostic(
            "E108", "not-utf8", source, span, {"offset": error.start, "name": name}
        )
        raise DeltaError([problem]) from error


def replace_file(path: Path, text: str) -> None:
    """Write or replace a file atomically: it is the old one or the new one, never half of each.

    Raises OSError (PermissionError for a file that is read-only, EINVAL for a device or a pipe, which
    a file must not take the place of); the old file stays.
    """
    target = path.resolve()
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    if mode is not None and not mode & 0o222:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    with _written(target.parent, text) as temporary:
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    _sync_folder(target.parent)


def create_file(path: Path, text: str) -> None:
    """Write a file that must not exist; of several processes at once exactly one succeeds.

    The file appears whole or not at all. Raises FileExistsError when somebody was faster, OSError.
    """
    with _written(path.parent, text) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # no hard links here: Windows' rename refuses to replace, others are asked
            if path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            os.rename(temporary, path)
    _sync_folder(path.parent)


@contextmanager
def _written(folder: Path, text: str) -> Iterator[Path]:
    """Give a file with the text, safe on the disk; afterwards it is gone unless it was moved."""
    temporary = folder / f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}"
    handle = os.open(
        temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666
    )
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file last through a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:  # some network file systems cannot
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
