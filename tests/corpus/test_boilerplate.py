"""Boilerplate: lines in three notes or more."""

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from deltalang.corpus.boilerplate import NOTES, Sketch, recurring_lines
from deltalang.corpus.mentions import Mentions
from deltalang.corpus.reading import Corpus
from deltalang.words.lemmas import Identity
from deltalang.words.terms import Terms

LINES = st.text(st.sampled_from("абв"), min_size=1, max_size=2)
VAULTS = st.lists(st.lists(LINES, max_size=12), max_size=12)


def counted(notes: list[list[str]], files: int) -> Sketch:
    sketch = Sketch(files)
    for number, lines in enumerate(notes, start=1):
        for line in lines:
            sketch.add(number, line)
    return sketch


def exact(notes: list[list[str]]) -> set[str]:
    counts = Counter(line for note in notes for line in set(note))
    return {line for line, count in counts.items() if count >= NOTES}


@given(VAULTS)
def test_the_sketch_errs_only_upwards(notes: list[list[str]]) -> None:
    sketch = counted(notes, len(notes))
    assert all(sketch.may_recur(line) for line in exact(notes))


@given(st.lists(st.lists(st.text(max_size=3), max_size=200), min_size=3, max_size=6))
def test_a_crowded_sketch_errs_only_upwards(notes: list[list[str]]) -> None:
    sketch = Sketch(1)
    sketch._mask = 15  # every cell is shared by many lines
    for number, lines in enumerate(notes, start=1):
        for line in lines:
            sketch.add(number, line)
    assert all(sketch.may_recur(line) for line in exact(notes))


@given(VAULTS)
def test_what_recurs_is_counted_exactly(notes: list[list[str]]) -> None:
    assert recurring_lines(notes, counted(notes, len(notes))) == exact(notes)


def test_a_line_three_times_in_one_note_does_not_recur() -> None:
    notes = [["жар"] * 5, ["жар"], []]
    assert recurring_lines(notes, counted(notes, 3)) == frozenset()


def vault(folder: Path, suffix: str, notes: int) -> Corpus:
    for number in range(notes):
        text = f"Общая строка\n\nсвое {number}\n\n  Общая строка  \n"
        (folder / f"{number}{suffix}").write_text(text, encoding="utf-8")
    return Corpus([folder], Mentions(Terms([], Identity()), Identity(), free=True, every=True))


def test_a_line_in_three_notes_is_dropped_and_counted(tmp_path: Path) -> None:
    for suffix in (".md", ".txt"):
        (tmp_path / suffix[1:]).mkdir()
        corpus = vault(tmp_path / suffix[1:], suffix, 3)
        assert [one.text.split()[0] for one in corpus.passages()] == ["свое"] * 3
        assert corpus.summary().dropped == {"boilerplate": 6}


def test_a_line_in_two_notes_stays(tmp_path: Path) -> None:
    corpus = vault(tmp_path, ".md", 2)
    assert len(list(corpus.passages())) == 6
    assert corpus.summary().dropped == {}


def test_a_heading_of_a_template_is_dropped(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(f"## Итоги\n\nдень {number}\n", encoding="utf-8")
    corpus = Corpus([tmp_path], Mentions(Terms([], Identity()), Identity(), free=True, every=True))
    assert [one.kind for one in corpus.passages()] == ["sentence"] * 3


def test_scripts_and_json_lines_have_no_boilerplate(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.delta").write_text("жар + свет\n", encoding="utf-8")
        (tmp_path / f"{number}.jsonl").write_text('"жар + свет"\n', encoding="utf-8")
    corpus = Corpus([tmp_path], Mentions(Terms([], Identity()), Identity()))
    assert len(list(corpus.passages())) == 6
