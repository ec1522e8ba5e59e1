"""Windows: how much of a text stands together. Whole paragraphs co-occur with everything.

A list item is one window, else a sentence, else up to eight lines of a stanza.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from deltalang.corpus.passages import Block, Line, Window

LINES, TERMS = 8, 25
"""A window has at most so many lines and terms."""

_SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'»”’)\]]*+(?=\s++[\"'«„“‘(\[—–-]*+\s*+[^\W_a-zа-яё])", re.UNICODE
)
# What ends with a full stop and no sentence: т. е., и т. д., ул. Ленина, Mr. Brown, initials.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"])(?:[А-ЯЁA-Z]|[гв]|т\.\s?[едпк]|и др|ул|гг|вв|[Сс]тр|[Рр]ис|св|гр|напр|[Сс]м|[Сс]р"
    r"|тов|проф|руб|тыс|Mrs?|Ms|Dr|St|Prof|vs|etc|e\.g|i\.e|pp?|cf|al|Jr|Sr)\.$"
)
_VERSE_WIDTH = 60  # columns of a line of verse, about
_UPPER = re.compile(r"\s*[\"'«„“‘(—–-]*\s*[^\W\d_]")


def windows(block: Block) -> Iterator[Window]:
    """Cut a block into windows.

    >>> lines = (Line(1, "Был жар. Стала"), Line(2, "тишина."))
    >>> [(w.line, w.end_line, w.text) for w in windows(Block("paragraph", lines))]
    [(1, 1, 'Был жар.'), (1, 2, 'Стала тишина.')]
    """
    if block.kind == "paragraph" and is_verse(block.lines):
        yield from _pieces("stanza", block.lines)
    elif block.kind == "paragraph":
        yield from sentences("sentence", block.lines)
    elif len(block.lines) <= LINES:
        yield _window(block.kind, block.lines)
    else:
        yield from sentences(block.kind, block.lines)


def is_verse(lines: tuple[Line, ...]) -> bool:
    """Tell verse from prose: short lines, most of which begin with a capital.

    >>> is_verse((Line(1, "Белеет парус одинокой"), Line(2, "В тумане моря голубом!..")))
    True
    """
    if len(lines) < 2:
        return False
    short = sum(len(line.text.strip()) <= _VERSE_WIDTH for line in lines)
    capital = sum(_begins_with_capital(line.text) for line in lines)
    return short >= 0.9 * len(lines) and capital >= 0.6 * len(lines)


def _begins_with_capital(text: str) -> bool:
    found = _UPPER.match(text)
    return found is not None and found[0][-1].isupper()


def sentences(kind: str, lines: tuple[Line, ...]) -> Iterator[Window]:
    """Cut lines into sentences; a sentence of many lines is cut like a stanza."""
    text = "\n".join(line.text for line in lines)
    starts = list(accumulate((len(line.text) + 1 for line in lines), initial=0))
    begin = 0
    for end in (*_ends(text), len(text)):
        said = text[begin:end]
        if said.strip():
            first = bisect_right(starts, begin + len(said) - len(said.lstrip())) - 1
            last = bisect_right(starts, begin + len(said.rstrip()) - 1) - 1
            if last - first < LINES:
                words = " ".join(said.split())
                yield Window(kind, lines[first].number, lines[last].number, words)
            else:
                yield from _pieces(kind, _clipped(lines, starts, begin, end)[first : last + 1])
        begin = end


def _clipped(lines: tuple[Line, ...], starts: list[int], begin: int, end: int) -> tuple[Line, ...]:
    """The lines with what stands between two offsets of the whole text."""
    return tuple(
        Line(line.number, line.text[max(0, begin - start) : max(0, end - start)])
        for line, start in zip(lines, starts, strict=False)
    )


def _ends(text: str) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text):
        before = text[max(0, match.start() - 12) : match.start() + 1]
        if match[0] != "." or not _ABBREVIATION.search(before):
            yield match.end()


def _pieces(kind: str, lines: tuple[Line, ...]) -> Iterator[Window]:
    """Cut lines into windows of equal length, none longer than the limit."""
    count = -(-len(lines) // LINES)
    for index in range(count):
        begin, end = (len(lines) * at // count for at in (index, index + 1))
        yield _window(kind, lines[begin:end])


def _window(kind: str, lines: tuple[Line, ...]) -> Window:
    joiner = "\n" if kind == "stanza" else " "
    text = joiner.join(" ".join(line.text.split()) for line in lines)
    return Window(kind, lines[0].number, lines[-1].number, text)
