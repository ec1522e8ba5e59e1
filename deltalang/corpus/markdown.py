"""Markdown notes as blocks of lines, by markdown-it-py (CommonMark) and a few rules of vaults.

Front matter is read line by line and tolerantly, since templates in it are common (`{{date}}` is not
YAML): its links count. Code, HTML, embeds, `key:: value` fields and what `md render` wrote do not;
fenced `delta` blocks are scripts; callouts are text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from deltalang.corpus.inline import FIELD, link_targets, plain_text, without_code_in_place
from deltalang.corpus.passages import Block, Line

BEGIN = re.compile(r"[ \t>]*<!-- deltalang:begin\b[^\n]*-->[ \t]*")
END = re.compile(r"[ \t>]*<!-- deltalang:end -->[ \t]*")
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:(?!---[ \t]*(?:\n|\Z)).*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_NESTING = 100
LANGUAGES = ("delta", "deltalang")
"""What a fenced block of the language says after its opening marks."""


class TooDeepError(Exception):
    """A note whose lists and quotations are nested deeper than anybody writes."""


class Fence(NamedTuple):
    """A fenced `delta` block: its text, the line of its first mark and the line after its last."""

    text: str
    line: int
    end_line: int


class Note(NamedTuple):
    """A note: its blocks of text and its scripts, both in order."""

    blocks: list[Block]
    fences: list[Fence]


def read_note(
    text: str, dropped: Counter[str], *, boilerplate: frozenset[str] = frozenset()
) -> Note:
    """Read a note whose line breaks are LF; count what is dropped on `dropped`, by its reason.

    A line that `boilerplate` holds, stripped, is dropped wherever it stands. Raises TooDeepError.

    >>> note = read_note("# Жар\\n\\n- память\\n- тишина\\n", Counter())
    >>> [(block.kind, block.lines[0]) for block in note.blocks][1]
    ('item', Line(number=3, text='память'))
    """
    raw = text.split("\n")
    blocks = list(_front_matter(text, dropped))
    body = _without_front_matter(text)
    ours = _rendered(raw) if "<!-- deltalang:begin" in text else frozenset()
    tokens = _parser().parse(body)
    commented = _commented(body, tokens) if "%%" in body else frozenset()
    fences: list[Fence] = []
    kind, depth = "paragraph", 0
    for token in tokens:
        if token.level >= _NESTING - 2:  # what is deeper is not parsed
            raise TooDeepError
        match token.type:
            case "list_item_open":
                depth += 1
            case "list_item_close":
                depth -= 1
            case "heading_open":
                kind = "heading"
            case "heading_close":
                kind = "paragraph"
            case "td_open" | "th_open":
                kind = "item"
            case "td_close" | "th_close":
                kind = "paragraph"
            case "fence" if token.info.strip().lower() in LANGUAGES:
                start, end = token.map
                if start + 1 in commented:
                    dropped["comment"] += end - start
                elif start + 1 not in ours:
                    fences.append(Fence(token.content, start + 1, end))
            case "fence" | "code_block" | "html_block":
                reason = "html" if token.type == "html_block" else "code"
                start, end = token.map
                count = sum(number + 1 not in ours for number in range(start, end))
                dropped.update({reason: count} if count else {})
            case "inline":
                lines = _text_lines(token, raw, ours, commented, boilerplate, dropped)
                if lines:
                    own = "item" if kind == "paragraph" and depth else kind
                    blocks.append(Block(own, tuple(lines)))
    return Note(blocks, fences)


@cache
def _parser() -> Any:
    """The block structure alone: the marks inside a line are few and ours."""
    from markdown_it import MarkdownIt  # notes only

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _text_lines(
    token: Any,
    raw: list[str],
    ours: frozenset[int],
    commented: frozenset[int],
    boilerplate: frozenset[str],
    dropped: Counter[str],
) -> list[Line]:
    """The lines of a block that count, with their numbers in the note."""
    first = token.map[0]
    content = token.content.split("\n")
    # The parser strips odd blanks (a no-break space) at the beginning, and their lines with them.
    while first < token.map[1] - 1 and content[0] not in raw[first]:
        first += 1
    kept: list[Line] = []
    for offset, line in enumerate(content):
        number = first + offset + 1
        if number in ours:
            continue
        if number in commented:
            dropped["comment"] += 1
        elif boilerplate and raw[number - 1].strip() in boilerplate:
            dropped["boilerplate"] += 1
        elif FIELD.match(line):
            dropped["field"] += 1
        else:
            if "![" in line:
                dropped["embed"] += line.count("![")
            kept.append(Line(number, line))
    if not kept:
        return []
    texts = plain_text("\n".join(line.text for line in kept)).split("\n")
    return [
        Line(line.number, text)
        for line, text in zip(kept, texts, strict=True)
        if text and not text.isspace()
    ]


def _commented(body: str, tokens: Iterable[Any]) -> frozenset[int]:
    """The lines of comments (`%% … %%`) that are longer than a line, blank lines in them included."""
    code = {
        number
        for token in tokens
        if token.type in ("fence", "code_block")
        for number in range(*token.map)
    }
    commented: set[int] = set()
    begun: int | None = None
    for index, line in enumerate(body.split("\n")):
        said = without_code_in_place(line) if "%%" in line else ""
        if index in code or said.count("%%") % 2 == 0:
            continue
        if begun is None:
            begun = index
        else:  # one that is never closed is no comment
            commented.update(range(begun + 1, index + 2))
            begun = None
    return frozenset(commented)


def _front_matter(text: str, dropped: Counter[str]) -> Iterator[Block]:
    """The links of the front matter; whatever else stands in it is not text."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return
    for number, line in enumerate(found[0].split("\n"), start=1):
        targets = link_targets(line) if "[[" in line else []
        if targets:
            names = (target.rsplit("/", 1)[-1] for target in targets)
            yield Block("properties", (Line(number, ", ".join(names)),))
        elif line.strip():
            dropped["front-matter"] += 1


def _without_front_matter(text: str) -> str:
    """Put blank lines in the place of the front matter, so that all lines keep their numbers."""
    found = _FRONT_MATTER.match(text)
    return "\n" * found[0].count("\n") + text[found.end() :] if found else text


def _rendered(raw: list[str]) -> frozenset[int]:
    """The lines that `md render` wrote, its marks included."""
    ours: set[int] = set()
    begun = 0
    for number, line in enumerate(raw, start=1):
        if BEGIN.fullmatch(line):
            begun = number
        elif begun and END.fullmatch(line):
            ours.update(range(begun, number + 1))
            begun = 0
    return frozenset(ours)
