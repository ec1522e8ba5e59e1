"""Rendering: the `delta` blocks of a note expanded below themselves.

    ```delta
    Δ02 + память
    ```
    <!-- deltalang:begin 3f2a9c1b77d0 -->
    …what the scenes of the block mean…
    <!-- deltalang:end -->

What stands between the two comments is written anew each time and belongs to nobody; its digest in the
first comment tells when somebody wrote into it all the same, and then it is left alone.
"""

import hashlib
import re

import attrs

from deltalang.corpus.markdown import BEGIN, END
from deltalang.diagnostics import DeltaError, Diagnostic, sort_key
from deltalang.renderers.targets import renderer
from deltalang.session import Session
from deltalang.source import Source
from deltalang.vault.note import Note

_DIGEST = re.compile(r"deltalang:begin ([0-9a-f]{12})\b")
_LIST_MARK = re.compile(r"[^>\s]")


@attrs.frozen
class Rendered:
    """A note after rendering: its text, how many blocks were written, the problems."""

    text: str
    blocks: int
    problems: tuple[Diagnostic, ...]


def render_note(
    source: Source,
    session: Session,
    *,
    lang: str | None = None,
    to: str = "note",
    force: bool = False,
) -> Rendered:
    """Expand the `delta` blocks of a note below themselves; doing it twice changes nothing more.

    A block with a problem keeps what stands below it, and so does one where somebody wrote between
    the comments, unless `force` says otherwise.

    >>> made = render_note(Source("```delta\\nжар*2\\n```\\n"), Session(), lang="ru")
    >>> made.text.splitlines()[3].startswith("<!-- deltalang:begin")
    True
    >>> render_note(Source(made.text), Session(), lang="ru").text == made.text
    True
    """
    note = Note(source)
    scenes, problems = _scenes(note, session, lang, to)
    problems += note.problems
    wanted = note.scene_lines()
    places = (p.source.position(p.span.start).line for p in problems if p.source is source)
    broken = {fence.line for line in places if (fence := note.fence_at(line)) is not None}
    kept, done, written = [], 0, 0
    for fence in note.fences:
        begin, end = _region(note.lines, fence.end_line)
        region = note.lines[begin:end]
        made = scenes.get(fence.line, [])
        kept += _with_breaks(note, done, fence.end_line)
        if region and not force and not _is_ours(region):
            span = note.span_of_line(begin + 1)
            problems.append(Diagnostic("W514", "region-edited", source, span))
            kept += _with_breaks(note, fence.end_line, end)
        elif fence.line in broken or len(made) < wanted[fence.line]:
            kept += _with_breaks(note, fence.end_line, end)
        else:
            prefix = _prefix(note.lines[fence.line - 1])
            kept += ((line, source.newline) for line in _written(made, prefix))
            written += 1
        done = end
    kept += _with_breaks(note, done, len(note.lines))
    text = "".join(line + (mark or source.newline) for line, mark in kept[:-1]) + kept[-1][0]
    bom = source.text[: source.body_start]
    return Rendered(bom + text, written, tuple(sorted(problems, key=sort_key)))


def _scenes(
    note: Note, session: Session, lang: str | None, to: str
) -> tuple[dict[int, list[str]], list[Diagnostic]]:
    """Render the scenes of each block, by its line, and give the problems of the note's script."""
    scenes: dict[int, list[str]] = {}
    try:
        for result, document in session.documented(note.script, lang=lang):
            fence = note.fence_at(note.script.position(result.statement.start).line)
            if fence is not None:
                made = renderer(to)(document, lang).rstrip("\n")
                scenes.setdefault(fence.line, []).append(made)
    except DeltaError as error:
        return scenes, [note.mapped(problem) for problem in error.diagnostics]
    return scenes, []


def _with_breaks(note: Note, start: int, end: int) -> list[tuple[str, str]]:
    return list(zip(note.lines[start:end], note.breaks[start:end], strict=True))


def _region(raw: list[str], after: int) -> tuple[int, int]:
    """Find what was rendered below a block: the indices of its first line and behind its last."""
    begin = after
    while begin < len(raw) and not raw[begin].strip(" \t>"):
        begin += 1
    if begin < len(raw) and BEGIN.fullmatch(raw[begin]):
        for end in range(begin + 1, len(raw)):
            if END.fullmatch(raw[end]):
                return begin, end + 1
            if BEGIN.fullmatch(raw[end]):
                break
    return after, after


def _is_ours(kept: list[str]) -> bool:
    """Tell whether a rendered region is as it was written."""
    found = _DIGEST.search(kept[0])
    prefix = _prefix(kept[0])
    bare = prefix.rstrip()  # of a line with nothing else on it
    lines = (line if line.startswith(prefix) else line.removeprefix(bare) for line in kept[1:-1])
    inner = [line.removeprefix(prefix).rstrip() for line in lines]
    return found is not None and found[1] == _digest(inner)


def _written(scenes: list[str], prefix: str) -> list[str]:
    """The lines of a region, its comments included; nothing for a block without scenes."""
    if not scenes:
        return []
    inner = ["", *"\n\n".join(scenes).split("\n"), ""]
    lines = [f"<!-- deltalang:begin {_digest(inner)} -->", *inner, "<!-- deltalang:end -->"]
    return [(prefix + line).rstrip() for line in lines]


def _digest(inner: list[str]) -> str:
    return hashlib.sha256("\n".join(inner).encode()).hexdigest()[:12]


def _prefix(line: str) -> str:
    """What stands before a block on its lines: quotation marks stay, the mark of a list is a space."""
    found = re.match(r"[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*[ \t>]*", line)
    return _LIST_MARK.sub(" ", found[0]) if found else ""
