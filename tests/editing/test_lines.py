"""Lines and their colors after any edits: those of the whole text."""

from hypothesis import given
from hypothesis import strategies as st
from text_strategies import any_texts

from deltalang.editing.coloring import Coloring
from deltalang.editing.lines import Lines
from deltalang.highlighting import Piece, highlight

_PARTS = st.lists(
    st.sampled_from(
        [
            "\r",
            "\n",
            "\r\n",
            "\ufeff",
            "  ",
            "лес{",
            "context:",
            "}",
            ":expect ",
            "а",
            "Δ02 = ",
            "# ",
        ]
    )
).map("".join)
_EDITS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.4), _PARTS), max_size=5)


def _colored(lines: Lines, coloring: Coloring[tuple[Piece, ...]]) -> list[Piece]:
    drawn = coloring.drawn(0, len(lines))
    return [
        Piece(start + piece.start, start + piece.end, piece.use)
        for start, pieces in zip(lines.starts, drawn, strict=True)
        for piece in pieces
    ]


@given(_PARTS | any_texts(), _EDITS, st.booleans())
def test_edited_lines_are_those_of_the_text(text: str, edits: list, seen: bool) -> None:
    lines = Lines(text)
    coloring = Coloring(lines, lambda _, pieces: pieces)
    for start, length, new in edits:
        coloring.drawn(0, len(lines) if seen else 2)
        left = int(start * len(text))
        right = min(len(text), left + int(length * len(text)))
        text = text[:left] + new + text[right:]
        coloring.redraw(lines.edit(left, right, new))
    assert lines.text == text
    assert lines.starts == Lines(text).starts
    begin = text.startswith("\ufeff")
    assert _colored(lines, coloring) == [p for p in highlight(text) if p.start >= begin]
