"""What comes over the wire, taken apart: server-sent events, in bytes that are torn anywhere.

https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation, but for the
end: an event whose last line is whole counts, though no empty line follows it.

    parts of bytes ── bounded ── lines ── events: the data of each
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from deltalang.llm.exchange import NoAnswerError

_TELLING, _BLANK = 16, 4096
_BOM = b"\xef\xbb\xbf"


def bounded(
    parts: Iterable[bytes], most: int, *, look: Callable[[], None] = lambda: None
) -> Iterator[bytes]:
    """Pass parts on, up to a number of bytes; `look` is called before each and may end it.

    Raises NoAnswerError ("too-long").
    """
    size = 0
    for part in parts:
        look()
        size += len(part)
        if size > most:
            raise NoAnswerError("too-long", f"more than {most} bytes")
        yield part


def opening(parts: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Give what comes first, enough to tell what it is, and all the parts again.

    >>> opening(iter([b"da", b"ta: a", b" long line", b"more"]))[0]
    b'data: a long line'
    """
    first = b""
    for part in parts:
        first += part
        if len(first.lstrip()) >= _TELLING or len(first) >= _BLANK:
            break
    return first, chain([first], parts)


def events(parts: Iterable[bytes], *, longest: int) -> Iterator[str]:
    r"""Give the data of each event; comments and other fields say nothing.

    Raises NoAnswerError ("too-long") for an event of more than `longest` bytes, UnicodeDecodeError.

    >>> list(events([b": hi\r", b"\ndata:a\rdata: b\n\n", b"data: c\n"], longest=99))
    ['a\nb', 'c']
    """
    data: list[str] = []
    size = 0
    for line in _lines(parts, longest):
        if line:
            name, _, value = line.partition(b":")
            if name == b"data":
                size += len(line)
                _check(size, longest)
                data.append(value.removeprefix(b" ").decode("utf-8"))
            continue
        if data:
            yield "\n".join(data)
        data, size = [], 0
    if data:
        yield "\n".join(data)


def _lines(parts: Iterable[bytes], longest: int) -> Iterator[bytes]:
    """Whole lines, that end in CR, LF or both; the rest after the last one is not whole."""
    held: list[bytes] = []
    size, torn, first = 0, False, True
    for part in parts:
        whole = part[1:] if torn and part.startswith(b"\n") else part
        torn = whole.endswith(b"\r") if whole else torn and not part
        for piece in whole.splitlines(keepends=True):
            held.append(piece)
            size += len(piece)
            _check(size, longest)
            if piece.endswith((b"\r", b"\n")):
                line = b"".join(held).rstrip(b"\r\n")
                yield line.removeprefix(_BOM) if first else line
                held, size, first = [], 0, False


def _check(size: int, longest: int) -> None:
    if size > longest:
        raise NoAnswerError("too-long", f"an event of more than {longest} bytes")
