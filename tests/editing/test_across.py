"""References across scripts: which scripts know a name, and where they use it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.editing.across import references_elsewhere
from deltalang.editing.document import Document
from deltalang.editing.navigation import named_at, occurrences
from deltalang.session import Session
from deltalang.source import Source

HOME = "Δ:ход(герой) = <герой> → лес{сон}\nдвор: Δ:ход(волк) + Δ02\n"
USER = ":use дом\nутро: Δ:ход(герой: лиса) + Память\nдвор: d02{сон}\n"
STRANGER = "Δ:ход = бег\nночь: Δ:ход + Δ:сжатие-жар-рост + память\n"


def found(folder: Path, text: str, word: str, *, name: str = "дом") -> dict[str, list[str]]:
    """What is found in the other scripts for a word of one of them."""
    texts = {"дом": HOME, "гость": USER, "чужой": STRANGER, name: text}
    for one, content in texts.items():
        (folder / f"{one}.delta").write_text(content, encoding="utf-8")
    sources = [Source(content, str(folder / f"{one}.delta")) for one, content in texts.items()]
    document = Document(Session(), text, name=str(folder / f"{name}.delta"))
    pairs = references_elsewhere(document, text.index(word) + 1, sources)
    return {
        Path(source.name).stem: [source.text[mark.start : mark.end] for mark in marks]
        for source, marks in pairs
    }


@pytest.mark.parametrize(
    ("name", "text", "word", "where"),
    [
        ("дом", HOME, "Δ:ход", {"гость": ["Δ:ход"]}),
        ("дом", HOME, "герой", {"гость": ["герой"]}),
        ("гость", USER, "Δ:ход", {"дом": ["Δ:ход", "Δ:ход"]}),
        ("чужой", STRANGER, "Δ:ход", {}),
        ("дом", HOME, "Δ02", {"гость": ["d02"], "чужой": ["Δ:сжатие-жар-рост"]}),
        ("чужой", STRANGER, "память", {"гость": ["Память"]}),
        ("дом", HOME, "сон", {"гость": ["сон"]}),
        ("дом", HOME, "двор", {}),
    ],
)
def test_a_name_is_found_where_it_means_the_same(
    tmp_path: Path, name: str, text: str, word: str, where: dict[str, list[str]]
) -> None:
    assert found(tmp_path, text, word, name=name) == where


def test_nothing_is_found_where_there_is_no_name(tmp_path: Path) -> None:
    assert found(tmp_path, HOME, " = ") == {}


def test_a_script_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    text = "двор: память\n"
    others = [Source("((( память", str(tmp_path / "а.delta")), Source("Память", "б.delta")]
    pairs = list(references_elsewhere(Document(Session(), text, name="в.delta"), 8, others))
    assert [source.name for source, _ in pairs] == ["б.delta"]


LINES = st.sampled_from(
    [
        *("двор: Δ02 + память", "  + Память{сон}", ":mode сон", ":expect двор has память"),
        *(
            "Δ:ход(память) = <память> + D02",
            "((( Δ02",
            "  память",
            "лес → [Память → д02]",
            "# память",
        ),
        *("двор: Δ:сжатие-жар-рост@1 +", "", "сон: мох{контекст: память}", ":expect память has x"),
    ]
)


@given(st.lists(LINES, max_size=7).map("\n".join), st.sampled_from(["Δ02", "память", "сон"]))
def test_what_is_left_out_unread_has_no_uses(text: str, word: str) -> None:
    source = Source(text, "другой.delta")
    document = Document(Session(), "двор: Δ02 + память{сон}", name="этот.delta")
    offset = document.source.text.index(word) + 1
    mark = named_at(document, offset)
    assert mark is not None
    whole = list(occurrences(Document(document.session, text, name=source.name), mark))
    found = [one for _, marks in references_elsewhere(document, offset, [source]) for one in marks]
    assert found == whole
