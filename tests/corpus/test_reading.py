"""Reading: everything in a folder becomes passages, each with its place."""

import json
import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from command_line import COMMAND, spawn
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import ANY_TEXT, TELLING_TEXT

from deltalang.corpus.mentions import Mentions
from deltalang.corpus.passages import Passage
from deltalang.corpus.reading import Corpus, Summary
from deltalang.corpus.scripts import written_scenes
from deltalang.corpus.windows import LINES, TERMS
from deltalang.words.lemmas import Identity
from deltalang.words.lemmatizer import lemmatizer
from deltalang.words.terms import Spoken, Term, Terms

FREE = Mentions(Terms([], Identity()), Identity(), free=True, every=True)


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(text.encode())
    return path


def read(*paths: Path, mentions: Mentions = FREE) -> tuple[list[Passage], Summary]:
    corpus = Corpus(paths, mentions)
    return list(corpus.passages()), corpus.summary()


def registered(*, free: bool = False) -> Mentions:
    """A few terms of ideas that have several names, in every form."""
    known, missing = lemmatizer()
    assert missing == ()
    rain, heat, inner = (
        Term("дождь", "rain"),
        Term("жар", "heat"),
        Term("внутренний мир", "inner-world"),
    )
    ways = [
        ("дождь", rain),
        ("ливень", rain),
        ("жар", heat),
        ("зной", heat),
        ("внутренний мир", inner),
    ]
    return Mentions(Terms([Spoken(*way) for way in ways], known), known, free=free)


def terms_of(folder: Path, name: str, text: str, *, free: bool = False) -> list[list[str]]:
    passages, _ = read(put(folder, name, text), mentions=registered(free=free))
    return [[term.name for term in one.terms] for one in passages]


def test_scenes_of_every_kind_of_file_have_their_places(tmp_path: Path) -> None:
    put(tmp_path, "a.delta", "# к\nжар + свет\n\nтень → лёд\n")
    put(
        tmp_path,
        "b.md",
        "---\nup: [[дым]]\n---\n# Соль\n\nБыл пар. Стал\nлёд.\n\n- ил\n\n```delta\nмох\n```\n",
    )
    put(tmp_path, "c.txt", "Белеет парус\nВ тумане\n\nЖил он. Потом\nушёл он\nи пропал.\n")
    put(tmp_path, "d.jsonl", '"жар"\n\n["свет"]\n{"text": "Был снег."}\n')
    passages, summary = read(tmp_path)
    found = [(Path(p.file).name, p.line, p.end_line, p.kind, p.expression) for p in passages]
    assert found == [
        ("a.delta", 2, 2, "scene", "жар + свет"),
        ("a.delta", 4, 4, "scene", "тень → лёд"),
        ("b.md", 2, 2, "properties", "дым"),
        ("b.md", 4, 4, "heading", "соль"),
        ("b.md", 6, 6, "sentence", "был + пар"),
        ("b.md", 6, 7, "sentence", "стал + лед"),
        ("b.md", 9, 9, "item", "ил"),
        ("b.md", 12, 12, "scene", "мох"),
        ("c.txt", 1, 2, "stanza", "белеет + парус + в + тумане"),
        ("c.txt", 4, 4, "sentence", "жил + он"),
        ("c.txt", 4, 6, "sentence", "потом + ушел + он + и + пропал"),
        ("d.jsonl", 1, 1, "scene", "жар"),
        ("d.jsonl", 3, 3, "scene", "свет"),
        ("d.jsonl", 4, 4, "sentence", "был + снег"),
    ]
    assert summary == Summary(4, 14, 0, {"front-matter": 2}, ())


def test_what_is_read_is_quoted(tmp_path: Path) -> None:
    text = "Стал  **лёд**\nи [[a/дым|дымом]]. Потом\n\n- ил и\n  мох\n"
    passages, _ = read(put(tmp_path, "a.md", text))
    assert [one.text for one in passages] == ["Стал лёд и дымом.", "Потом", "ил и мох"]


def test_passages_of_a_note_stand_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = "```delta\nмох\n```\nжар\n\n```delta\nил\n\nдым\n```\n\n- свет\n"
    passages, _ = read(put(tmp_path, "a.md", text))
    assert [(one.line, one.expression) for one in passages] == [
        (2, "мох"), (4, "жар"), (7, "ил"), (9, "дым"), (12, "свет"),
    ]  # fmt: skip


def test_aliases_go_by_the_name_of_their_idea(tmp_path: Path) -> None:
    text = "Ливни и зной. Дождём, внутреннего мира и дождя нет.\n\nПусто здесь.\n"
    passages, summary = read(put(tmp_path, "a.md", text), mentions=registered())
    assert [one.expression for one in passages] == ["дождь + жар", "дождь*2 + внутренний мир"]
    assert [term.idea for term in passages[1].terms] == ["rain", "inner-world", "rain"]
    assert summary.without_terms == 1


def test_references_count_as_terms(tmp_path: Path) -> None:
    assert terms_of(tmp_path, "a.md", "Здесь Δ02 и ливень, ∆07@3 и Δ:рост-жаром.") == [
        ["Δ02", "дождь", "Δ07", "Δ:рост-жаром"]
    ]


@pytest.mark.parametrize(
    "text", ["Δ:рост- и жар", "жар (Δ:рост-)", "Δ:рост--жар", "Δ: жар", "Δ жар"]
)
def test_the_scene_of_a_text_with_references_is_a_script(tmp_path: Path, text: str) -> None:
    [passage], _ = read(put(tmp_path, "a.txt", text))
    assert len(list(written_scenes(passage.expression, "a", Counter()))) == 1


def test_scripts_keep_their_words_and_know_the_idea(tmp_path: Path) -> None:
    [passage], _ = read(put(tmp_path, "a.delta", "ливень + смятение"), mentions=registered())
    assert passage.terms == (Term("ливень", "rain"), Term("смятение"))


def test_free_takes_every_word_that_names_something(tmp_path: Path) -> None:
    text = "И в ливнях он видел старые дома."
    assert terms_of(tmp_path, "a.md", text) == [["дождь"]]
    assert terms_of(tmp_path, "a.md", text, free=True) == [["дождь", "видеть", "старый", "дом"]]


def words(count: int, first: int = 0) -> list[str]:
    letters = "абвгдежзиклмнопрст"
    return ["слово" + letters[n // 18] + letters[n % 18] for n in range(first, first + count)]


@pytest.mark.parametrize(("count", "sizes"), [(25, [25]), (26, [13, 13]), (51, [17, 17, 17])])
@pytest.mark.parametrize("before", ["", "- ", "# "])
def test_a_scene_has_25_terms_at_most(
    tmp_path: Path, count: int, sizes: list[int], before: str
) -> None:
    passages, _ = read(put(tmp_path, "a.md", before + " ".join(words(count))))
    assert [len(one.terms) for one in passages] == sizes
    assert [term.name for one in passages for term in one.terms] == words(count)
    assert {(one.line, one.end_line) for one in passages} == {(1, 1)}


def test_an_item_with_many_terms_is_cut_at_its_sentences(tmp_path: Path) -> None:
    text = f"- {' '.join(words(20)).capitalize()}.\n  {' '.join(words(20, 20)).capitalize()}.\n"
    passages, _ = read(put(tmp_path, "a.md", text))
    assert [(one.line, len(one.terms), one.kind) for one in passages] == [
        (1, 20, "item"),
        (2, 20, "item"),
    ]


@pytest.mark.parametrize("before", ["- ", ""])
def test_no_word_of_a_long_block_counts_twice(tmp_path: Path, before: str) -> None:
    lines = [" ".join(words(12, 12 * number)) for number in range(20)]
    lines[2] = lines[2].replace(" ", ". С", 1)
    text = before + "\n  ".join(lines) + "\n"
    passages, _ = read(put(tmp_path, "a.md", text))
    names = [term.name for one in passages for term in one.terms]
    assert len(names) == len(set(names)) == 240


def test_reading_again_gives_the_same(tmp_path: Path) -> None:
    for number in range(5):
        put(
            tmp_path,
            f"{number}.md",
            f"Общее\n\n- жар {number}\n\nключ:: {number}\n\n```delta\n(\n```\n",
        )
    put(tmp_path, "x.jsonl", '{"text": "Был жар. Стал лёд."}\nnull\n')
    put(tmp_path, "y.md", "> " * 120 + "жар")
    corpus = Corpus([tmp_path], FREE)
    first = list(corpus.passages()), corpus.summary()
    assert (list(corpus.passages()), corpus.summary()) == first
    assert first[1].dropped == {"boilerplate": 5, "broken-statement": 5, "field": 5, "no-scene": 1}
    assert [one.reason for one in first[1].unread] == ["nesting"]


def progress_of(*paths: Path) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    list(Corpus(paths, FREE).passages(progress=lambda *steps: told.append(steps)))
    return told


@pytest.mark.parametrize("bad", [[], [0], [2], [0, 1, 2], [0, 1, 2, 3, 4]])
def test_progress_grows_and_ends_at_the_total(tmp_path: Path, bad: list[int]) -> None:
    for number in range(5):
        put(tmp_path, f"{number}.md", "\0" if number in bad else "жар")
    told = progress_of(tmp_path)
    assert {total for _, total in told} == {10}
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (10, 10)


def test_progress_of_nothing_is_none(tmp_path: Path) -> None:
    assert progress_of(tmp_path) == []


@cache
def workplace() -> Path:
    return Path(tempfile.mkdtemp())


TEXTS = st.lists(
    ANY_TEXT
    | TELLING_TEXT
    | st.sampled_from(
        ["---\n", "# ", "- ", "> ", "\n", "\n\n", "```delta\n", "```\n", "| а | б |\n|---|---|\n", "[[жар]]",
         "%%", "<!--", "-->", "\u00a0\n", "\u2028", "\x0c", "\x85", "\r", "Жил он. Потом\n", "Белеет парус\n",
         "    ", "1. ", "===\n", "[a]: b\n", "![[", "::", "<div>\n", "&#10;", "\\\n", "🔥"]
    ), max_size=10,
).map(lambda parts: "".join(parts).encode("utf-8", "ignore").decode())  # fmt: skip


@given(TEXTS, st.sampled_from([".md", ".txt", ".delta", ".jsonl"]))
def test_any_text_at_all_is_read_and_lines_lie_inside_the_file(text: str, suffix: str) -> None:
    path = put(workplace(), f"x{suffix}", text)
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    passages, summary = read(path)
    assert summary.files + len(summary.unread) == 1
    assert summary.passages == len(passages)
    for one in passages:
        assert 1 <= one.line <= one.end_line <= count
        assert one.kind == "scene" or one.end_line - one.line < LINES
        assert one.kind == "scene" or 1 <= len(one.terms) <= TERMS
    assert [one.line for one in passages] == sorted(one.line for one in passages)


@given(TEXTS, st.sampled_from([".md", ".txt"]))
def test_the_scene_of_any_text_at_all_is_a_script(text: str, suffix: str) -> None:
    passages, _ = read(put(workplace(), f"y{suffix}", text))
    for one in passages:
        dropped: Counter[str] = Counter()
        assert len(list(written_scenes(one.script(), "a", dropped))) == 1
        assert dropped == {}


WORDS = st.sampled_from(
    ["жар", "Свет", "тень.", "Лёд", "дым,", "соль!", "**ил**", "[[мох]]", "\u00a0"]
)


@given(st.lists(st.lists(WORDS, max_size=3), max_size=12), st.sampled_from(["", "- ", "> ", "# "]))
def test_the_words_of_a_passage_stand_in_its_lines(said: list[list[str]], before: str) -> None:
    lines = [(before if number == 0 else "") + " ".join(line) for number, line in enumerate(said)]
    passages, _ = read(put(workplace(), "z.md", "\n".join(lines)))
    for one in passages:
        assert quoted(one.text) <= letters("\n".join(lines[one.line - 1 : one.end_line]))


def scenes_of(folder: Path, *names: str, seed: str) -> bytes:
    options = ["--free", "--to", "jsonl", "--lang", "en"]
    done = spawn("scenes", *names, *options, cwd=folder, PYTHONHASHSEED=seed, PYTHONUTF8="1")
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_neither_hash_seed_nor_order_of_creation_matters(tmp_path: Path) -> None:
    texts = {
        f"{name}/{name}.md": f"# {name}\n\nОбщая строка.\n\nливень и мир {name}\n"
        for name in "абвг"
    }
    texts["д.delta"] = "жар + ливень - (а | б)\n"
    for place, order in (("1", sorted(texts)), ("2", sorted(texts, reverse=True))):
        for name in order:
            put(tmp_path / place, name, texts[name])
    printed = {
        scenes_of(tmp_path / place, ".", seed=seed) for place, seed in (("1", "0"), ("2", "1"))
    }
    assert len(printed) == 1
    assert printed.pop().count(b"\n") == 7


def test_the_command_reads_back_what_it_wrote(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "Ливень и зной. Был внутренний мир.\n\n- память, память и Δ02\n")
    first = scenes_of(tmp_path, "a.md", "-q", seed="0").decode()
    put(tmp_path, "b.jsonl", first)
    again = scenes_of(tmp_path, "b.jsonl", "-q", seed="0").decode()
    assert len(first.splitlines()) == 3
    for one, two in zip(first.splitlines(), again.splitlines(), strict=True):
        old, new = json.loads(one), json.loads(two)
        assert new["text"] == old["text"]
        assert {t["term"] for t in new["terms"]} == {t["term"] for t in old["terms"]}


def test_a_closed_pipe_ends_the_command_quietly(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Был жар.\n" * 20_000)
    with subprocess.Popen(
        [*COMMAND, "scenes", str(tmp_path), "-q"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


# ------------------------------------------------------------------------ the shared data

_MARKS = re.compile(r"[*_~=`\\]+")


def letters(text: str) -> set[str]:
    """The runs of letters of a text, marks of Markdown aside."""
    return {run for mark in ("", " ") for run in re.findall(r"[^\W\d_]+", _MARKS.sub(mark, text))}


def quoted(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text))


@pytest.mark.parametrize("vault", ["ru_vault_openbox", "en_vault_kepano"])
def test_every_note_of_a_vault_is_read(data_folder: Path, vault: str) -> None:
    folder = data_folder / "texts" / vault
    _, summary = read(folder)
    assert summary.files == len(list(folder.rglob("*.md")))
    assert summary.unread == ()


@pytest.mark.parametrize("name", ["ru_vault_openbox", "en_vault_kepano", "ru_poems"])
def test_the_words_that_are_quoted_stand_in_the_lines_that_are_named(
    data_folder: Path, name: str
) -> None:
    passages, _ = read(data_folder / "texts" / name)
    lines: Callable[[str], list[str]] = cache(
        lambda file: Path(file).read_text("utf-8-sig").split("\n")
    )
    wrong = [
        (one.place, one.text)
        for one in passages[::25]
        if not quoted(one.text) <= letters("\n".join(lines(one.file)[one.line - 1 : one.end_line]))
    ]
    assert wrong == []
    assert len(passages) > 500


def test_poems_give_stanzas_of_eight_lines_at_most(data_folder: Path) -> None:
    passages, summary = read(data_folder / "texts" / "ru_poems")
    stanzas = [one for one in passages if one.kind == "stanza"]
    assert len(stanzas) > 0.7 * len(passages)
    assert max(one.end_line - one.line + 1 for one in passages) == LINES
    assert max(one.text.count("\n") + 1 for one in stanzas) == LINES
    assert summary.unread == ()
