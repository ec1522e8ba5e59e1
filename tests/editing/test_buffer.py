"""The buffer: after any edits it is what a fresh reading of the text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import any_texts

from deltalang.editing.buffer import Buffer
from deltalang.syntax.parser import parse

_LINES = st.lists(
    st.sampled_from(
        [
            "двор: Δ02 + память",
            "  + жар",
            "# тепло",
            "",
            "#x",
            "Δ:ход = бег → лес",
            "\t- тень",
            "a b$",
        ]
    ),
    max_size=8,
)
_BREAK = st.sampled_from(["\n", "\r\n", "\r"])
_TEXTS = st.one_of(st.tuples(_BREAK, _LINES).map(lambda pair: pair[0].join(pair[1])), any_texts())
_EDITS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), _TEXTS | st.just("")), max_size=5)


def _whole(buffer: Buffer) -> list[tuple[int, int, str]]:
    """The statements of the pieces with their places in the whole text."""
    pairs = zip(buffer.starts, buffer.pieces, strict=False)
    return [
        (start + one.statement.start, start + one.statement.end, _shown(one.statement))
        for start, one in pairs
    ]


def _shown(statement: object) -> str:
    found = getattr(statement, "diagnostics", None)
    return repr(statement) if found is None else str([(p.code, p.message_id) for p in found])


@given(_TEXTS, _EDITS)
def test_an_edited_buffer_says_what_a_fresh_reading_says(text: str, edits: list) -> None:
    buffer = Buffer(text)
    for left, right, new in edits:
        start, end = sorted((int(left * len(text)), int(right * len(text))))
        text = text[:start] + new + text[end:]
        buffer.edit(start, end, new)
    assert buffer.text == text
    assert buffer._head + "".join(piece.text for piece in buffer.pieces) == text
    fresh = parse(text)
    assert _whole(buffer) == [(s.start, s.end, _shown(s)) for s in fresh.statements]


@given(_TEXTS, _TEXTS)
def test_replacing_is_reading_anew(text: str, other: str) -> None:
    buffer = Buffer(text)
    buffer.replace(other)
    assert buffer.text == other
    assert _whole(buffer) == _whole(Buffer(other))


def test_only_the_statements_beside_an_edit_are_read_again() -> None:
    lines = [f"сцена: память + жар*{number}" for number in range(1, 101)]
    buffer = Buffer("\n".join(lines))
    before = set(map(id, buffer.pieces))
    change = buffer.edit(buffer.starts[50] + 3, buffer.starts[50] + 3, "ц")
    assert len(change.added) <= 2
    assert len(before & set(map(id, buffer.pieces))) >= 98


def test_a_range_outside_of_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a range"):
        Buffer("свет").edit(3, 9, "")


@pytest.mark.parametrize(("offset", "index"), [(0, None), (8, 0), (12, 0), (13, 1), (40, 1)])
def test_finds_the_piece_of_an_offset(offset: int, index: int | None) -> None:
    assert Buffer("# слово\nсвет\nтень").at(offset) == index
