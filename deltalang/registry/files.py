"""Files: from bytes to sources."""

from pathlib import Path

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.source import Source, Span


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
        problem = Diagnostic("E108", "not-utf8", source, span, {"offset": error.start})
        raise DeltaError([problem]) from error
