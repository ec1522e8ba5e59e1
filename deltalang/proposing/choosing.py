"""Choosing proposals by a text: one a line, by rank, digest or expression.

# what I want to keep
3
#0f3a9c1b77d0
рост + жар
12  #1e2b9d0a44c3  sum  …      (a line of `deltalang review --list`)
"""

import re
from collections.abc import Sequence as Row

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.proposing.openings import Opening
from deltalang.semantics.laws import read_scene
from deltalang.source import BOM, Source, Span

_RANK = re.compile(r"[0-9]{1,9}")
_DIGEST = re.compile(r"(?:[0-9]{1,9}\s+)?#?([0-9a-f]{12,64})(?:\s.*)?")
_COMMENT = re.compile(r"#(?![0-9a-f]{12})")


def choose(source: Source, openings: Row[Opening], *, among: str) -> list[Opening]:
    """Give the openings that the lines of a text name, each once, in the order of the text.

    Blank lines and comments say nothing. Raises DeltaError (E407) with every line that names none or
    several; `among` is what the proposals are called in it.
    """
    ranks = {opening.rank: opening for opening in openings}
    scenes = {_canonical(opening.proposal.expression): opening for opening in reversed(openings)}
    chosen: dict[int, Opening] = {}
    problems: list[Diagnostic] = []
    start = 0
    for line in source.text.split("\n"):
        text = line.removeprefix(BOM).strip()
        if text and not _COMMENT.match(text):
            found = _find(text, openings, ranks, scenes)
            if found is not None:
                chosen[found.rank] = found
            else:
                span = Span(start, start + max(1, len(line.rstrip())))
                arguments = {"text": text, "file": among}
                problems.append(Diagnostic("E407", "not-open", source, span, arguments))
        start += len(line) + 1
    if problems:
        raise DeltaError(problems)
    return list(chosen.values())


def _find(
    text: str, openings: Row[Opening], ranks: dict[int, Opening], scenes: dict[str, Opening]
) -> Opening | None:
    if _RANK.fullmatch(text):
        return ranks.get(int(text))
    digest = _DIGEST.fullmatch(text)
    if digest is not None:
        these = [one for one in openings if one.proposal.digest.startswith(digest[1])]
        return these[0] if len(these) == 1 else None
    return scenes.get(_canonical(text))


def _canonical(text: str) -> str:
    """The normal form of an expression; what cannot be read is itself."""
    try:
        return read_scene(text).canonical
    except DeltaError:
        return text
