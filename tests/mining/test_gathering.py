"""Gathering: what rows scenes become."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.algebra.scene import Scene
from deltalang.corpus.mentions import Mentions
from deltalang.corpus.passages import Passage
from deltalang.corpus.reading import Corpus
from deltalang.diagnostics import DeltaError
from deltalang.mining.gathering import LONGEST, MOST, gather
from deltalang.mining.repeats import first_ones
from deltalang.mining.seen import Rows, Seen
from deltalang.words.lemmas import Identity
from deltalang.words.terms import Spoken, Term, Terms


def rows(seen: Seen, table: Rows) -> list[list[tuple[str, int]]]:
    """The rows of a table as pairs of image and beat."""
    made = []
    for number in range(len(table)):
        begin, end = table.pointers[number : number + 2]
        cells = zip(table.items[begin:end], table.beats[begin:end], strict=True)
        made.append([(seen.images[code], int(beat)) for code, beat in cells])
    return made


def sums(*scenes: object) -> list[list[str]]:
    seen = gather(scenes)  # type: ignore[arg-type]
    return [sorted(image for image, _ in row) for row in rows(seen, seen.sums)]


def chains(*scenes: object) -> list[list[tuple[str, int]]]:
    seen = gather(scenes)  # type: ignore[arg-type]
    return rows(seen, seen.chains)


def passage(file: str, line: int, text: str, *terms: str, kind: str = "sentence") -> Passage:
    """A passage whose terms stand in its text, one after another."""
    spans, at = [], 0
    for term in terms:
        begin = text.index(term, at)
        at = begin + len(term)
        spans.append((begin, at))
    named = tuple(Term(term) for term in terms)
    return Passage(file, line, line, kind, text, named, "", tuple(spans))


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        ("жар + рост*2", [["жар", "рост", "рост"]]),
        ("жар*1/2", [["жар"]]),
        ("жар*5/2", [["жар", "жар"]]),
        ("свет - жар", [["-жар", "свет"]]),
        ("память~жар + свет", [["память~жар", "свет"]]),
        ("Δ02 + жар", [["Δ02", "жар"]]),
        ("a → b + c", [["a"], ["b", "c"]]),
        ("(a | b + c) + d", [["(a | b + c)", "d"], ["a"], ["b", "c"]]),
        ("(a → b) + c", [["(a → b)", "c"], ["a"], ["b"]]),
        ('"рост@2" + жар', [['"рост@2"', "жар"]]),
    ],
)
def test_sums_of_a_script(scene: str, expected: list[list[str]]) -> None:
    assert sums(scene) == expected


def test_chains_of_a_script() -> None:
    assert chains("a → b + c → d") == [[("a", 0), ("b", 1), ("c", 1), ("d", 2)]]
    assert chains("жар + рост") == []
    assert chains("a → _ → b") == [[("a", 0), ("_", 1), ("b", 2)]]


def test_a_cycle_is_gone_round_twice_so_that_every_rotation_is_in_it() -> None:
    beats = [image for image, _ in chains("[b → c → a]")[0]]
    assert len(beats) == 6
    assert beats[:3] == beats[3:]


def test_weights_count_up_to_a_bound() -> None:
    assert len(sums("жар*1000000")[0]) == MOST


def test_terms_of_a_text_count_once_in_a_sum_and_keep_their_order_in_a_chain() -> None:
    one = passage("a.md", 3, "ночь и сон, и ночь, ночь", "ночь", "сон", "ночь", "ночь")
    assert sums(one) == [["ночь", "сон"]]
    assert [image for image, _ in chains(one)[0]] == ["ночь", "сон", "ночь"]


def test_ideas_are_one_image_in_every_language() -> None:
    fire = [
        Passage("a.md", 1, 1, "item", "", (Term("огонь", "fire"), Term("ночь", "night")), ""),
        Passage("b.md", 1, 1, "item", "", (Term("fire", "fire"), Term("ночь", "night")), ""),
        Passage("c.md", 1, 1, "item", "", (Term("огонь", "fire"),), ""),
    ]
    seen = gather(fire)
    assert seen.images == ("ночь", "огонь")
    assert seen.sums.items.tolist() == [1, 0, 1, 0, 1]


def test_atoms_of_scripts_are_the_ideas_of_notes() -> None:
    terms = (Term("fire", "fire"), Term("ночь", "night"))
    script = Passage("a.delta", 1, 1, "scene", "fire + ночь", terms, "fire + ночь")
    note = Passage("b.md", 1, 1, "item", "", (Term("огонь", "fire"), Term("огонь", "fire")), "")
    seen = gather([script, note])
    assert len(seen.images) == 2
    assert np.bincount(seen.sums.items).sum() == 3


def test_equal_scenes_of_a_document_count_once() -> None:
    notes = [passage("a.md", n, "сон и ночь", "сон", "ночь") for n in range(1, 5)]
    notes.append(passage("b.md", 1, "ночь, сон", "ночь", "сон"))
    seen = gather(notes)
    assert (len(seen.sums), seen.repeated, len(seen.chains)) == (2, 3, 2)
    assert len(gather(notes, merge=False).sums) == 5


def test_pieces_of_a_plain_text_are_documents(tmp_path: Path) -> None:
    poems = "\nсон\nне то\n\n\n\nсон\n\nне то\nне то\n\nсон\n\n\nне то\n\n\n\nсон\n"
    (tmp_path / "ПОЭМЫ.TXT").write_text(poems, encoding="utf-8")
    terms = Terms([Spoken("сон", Term("сон"), exact=True)], Identity())
    seen = gather(Corpus([tmp_path], Mentions(terms, Identity())).passages(), merge=False)
    assert seen.document.tolist() == [0, 1, 1, 2]
    assert [name.rpartition("#")[2] for name in seen.documents] == ["00001", "00002", "00004"]
    note = (passage("a.md", line, "сон", "сон") for line in (1, 9))
    assert len(gather(note).documents) == 1


def test_a_scene_of_fifty_thousand_terms_is_cut_and_counted() -> None:
    seen = gather([[f"слово{n}" for n in range(50_000)]])
    assert len(seen.sums.items) == LONGEST
    assert seen.cut == 50_000 - LONGEST


def test_scenes_of_the_algebra_are_scenes() -> None:
    assert sums(Scene.atom("жар") + Scene.atom("рост")) == [["жар", "рост"]]


def test_an_expression_that_cannot_be_read_is_told() -> None:
    with pytest.raises(DeltaError):
        gather(["жар + ("])


def test_nothing_gives_nothing() -> None:
    seen = gather([])
    assert (seen.images, len(seen.sums), len(seen.chains), seen.documents) == ((), 0, 0, ())
    assert len(seen.transactions()) == len(seen.sequences()) == 0


names = st.sampled_from(["жар", "рост", "свет", "память", "ночь"])
bags = st.lists(st.lists(names, min_size=1, max_size=6), max_size=8)


@given(bags)
def test_copies_have_codes_of_their_own(scenes: list[list[str]]) -> None:
    seen = gather([" + ".join(scene) for scene in scenes], merge=False)
    data = seen.transactions()
    for number, scene in enumerate(scenes):
        copies = {f"{n}*{i + 1}" if i else n for n, c in Counter(scene).items() for i in range(c)}
        assert {seen.text_of(code) for code in data.row(number).tolist()} == copies


@given(bags)
def test_sequences_hold_the_terms_of_a_text_in_order(scenes: list[list[str]]) -> None:
    notes = (
        Passage("a.md", n, n, "item", "", tuple(map(Term, scene)), "")
        for n, scene in enumerate(scenes, start=1)
    )
    seen = gather(notes, merge=False)
    found = [list(row) for row in seen.sequences()]
    runs = [[n for i, n in enumerate(s) if not i or s[i - 1] != n] for s in scenes]
    assert found == [run for run in runs if len(run) > 1]


@given(bags, st.lists(st.integers(0, 2), min_size=8, max_size=8), st.booleans())
def test_repeats_are_what_a_set_would_tell(
    scenes: list[list[str]], files: list[int], ordered: bool
) -> None:
    notes = [
        Passage(f"{file}.md", n, n, "item", "", tuple(map(Term, scene)), "")
        for n, (scene, file) in enumerate(zip(scenes, files, strict=False), start=1)
    ]
    seen = gather(notes, merge=False)
    table = seen.chains if ordered else seen.sums
    known: set[object] = set()
    expected = []
    for number, row in enumerate(rows(seen, table)):
        images = tuple(image for image, _ in row)
        said = (files[table.scene[number]], images if ordered else frozenset(images))
        expected.append(said not in known)
        known.add(said)
    assert first_ones(table, seen.document, ordered=ordered).tolist() == expected


def test_an_image_counts_once_in_a_beat() -> None:
    data = gather(["b*3 + a → a"]).sequences()
    assert data.beats is not None
    assert (data.items.tolist(), data.beats.tolist()) == ([0, 1, 0], [0, 0, 1])


@given(bags)
def test_codes_do_not_depend_on_the_order_of_scenes(scenes: list[list[str]]) -> None:
    assert gather(scenes).images == gather(reversed(scenes)).images
