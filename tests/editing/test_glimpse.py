"""A glimpse of a text tells about a place what the whole text tells, or that it cannot."""

from pathlib import Path

import pytest

from deltalang.editing.document import Document
from deltalang.editing.glimpse import glimpse
from deltalang.editing.hover import hover
from deltalang.session import Session
from deltalang.source import Source

SESSION = Session()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.delta"))[:12]
OWN = """\
# начало
Δ:ход(герой, где: лес) =
    <герой> → <где>{сон}
двор: Δ:ход(волк){сон} + жар*2
:mode тревога
ночь: двор + память{context: детство}
:expect двор has жар
Δ:ход(мох) + $
Δ:ход = ещё раз
лес: 0 + память*2
сад: мох
Сад: пыль
"""


@pytest.mark.parametrize("text", [OWN, *(path.read_text("utf-8") for path in EXAMPLES)])
def test_it_tells_what_the_whole_text_tells(text: str) -> None:
    whole, source = Document(SESSION, text), Source(text)
    told = 0
    for offset in range(0, len(text), 1 if text is OWN else 1 + len(text) // 40):
        seen = glimpse(SESSION, source, offset)
        if seen is not None:
            assert hover(seen, offset) == hover(whole, offset), text[offset:]
            told += 1
    assert told


@pytest.mark.parametrize("word", ["двор has", "сон} + жар", "детство", "тревога", "сад:"])
def test_it_does_not_tell_what_stands_elsewhere_too(word: str) -> None:
    assert glimpse(SESSION, Source(OWN), OWN.index(word)) is None


def test_a_byte_order_mark_and_an_indented_text_are_no_trouble() -> None:
    for text in (
        "\ufeffлес + мох\nдвор: Δ02\n",
        "  лес + мох\n  двор: Δ02 +\n    жар\n",
        "",
        "лес",
    ):
        whole = Document(SESSION, text)
        for offset in range(len(text) + 1):
            seen = glimpse(SESSION, Source(text), offset)
            if seen is not None:
                assert hover(seen, offset) == hover(whole, offset)
