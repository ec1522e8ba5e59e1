"""Windows: sentences, stanzas, items, and how long they may be."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.corpus.passages import Block, Line, Window
from deltalang.corpus.windows import LINES, is_verse, sentences, windows


def block(*texts: str, kind: str = "paragraph", first: int = 1) -> Block:
    return Block(kind, tuple(Line(number, text) for number, text in enumerate(texts, first)))


def cut(*texts: str, kind: str = "paragraph") -> list[tuple[int, int, str]]:
    return [(w.line, w.end_line, w.text) for w in windows(block(*texts, kind=kind))]


def said(text: str) -> list[str]:
    return [window.text for window in windows(block(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Жар, т. е. Память.", "Жар, т.е. Память.", "Жар, свет и т. д. Всё это было.",
        "Жар и т. п. Всё.", "Mr. Brown came.", "Mrs. Brown and Dr. Smith came.",
        "Писал А. С. Пушкин.", "Это Н. В. Гоголь и др. Писатели.", "Дом на ул. Ленина.",
        "В 1880 г. Чехов писал.", "См. Приложение.", "Стр. 5 и рис. 7.",
        "Было 3.5 и 2.Б.", "Он ждал... и дождался.", "Файл a.md Там.",
    ],
)  # fmt: skip
def test_no_sentence_ends_inside(text: str) -> None:
    assert said(text) == [text]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Был жар. Стала тишина.", ["Был жар.", "Стала тишина."]),
        ("Кто? Я! Да… Нет", ["Кто?", "Я!", "Да…", "Нет"]),
        ("Он сказал: «Жар». Потом ушёл.", ["Он сказал: «Жар».", "Потом ушёл."]),
        ("«Жар!» Потом ушёл.", ["«Жар!»", "Потом ушёл."]),
        ("Жар. — Кто здесь?", ["Жар.", "— Кто здесь?"]),
        ("Жар. «Свет» горел.", ["Жар.", "«Свет» горел."]),
        ("Год 1880. 5 лет прошло.", ["Год 1880.", "5 лет прошло."]),
        ("Был жар?! Да.", ["Был жар?!", "Да."]),
        ("Это был я. Потом он ушёл.", ["Это был я.", "Потом он ушёл."]),
        ("Он дал это им. Они ушли.", ["Он дал это им.", "Они ушли."]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
    ],
)
def test_sentences_end_where_they_end(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


def test_a_sentence_knows_its_lines() -> None:
    assert cut("Был жар. Стала", "тишина и потом всё", "кончилось. Темно.") == [
        (1, 1, "Был жар."),
        (1, 3, "Стала тишина и потом всё кончилось."),
        (3, 3, "Темно."),
    ]


def test_gaps_between_lines_keep_the_numbers() -> None:
    lines = (Line(3, "Был жар. И"), Line(7, "свет."), Line(9, "  Тень."))
    assert [(w.line, w.end_line) for w in sentences("sentence", lines)] == [(3, 3), (3, 7), (9, 9)]


def test_verse_is_told_from_prose() -> None:
    assert is_verse(block("Белеет парус одинокой", "В тумане моря голубом!..").lines)
    assert not is_verse(block("Белеет парус одинокой").lines)
    assert not is_verse(block("длинная строка прозы " * 5, "Ещё одна строка").lines)
    assert not is_verse(block("первая", "вторая", "Третья").lines)
    assert not is_verse(())


def test_a_stanza_is_one_window_with_its_lines() -> None:
    verse = ("Белеет парус одинокой", "В тумане моря голубом!..", "Что ищет он в стране далекой?")
    [window] = windows(block(*verse, first=5))
    assert window == Window("stanza", 5, 7, "\n".join(verse))


@pytest.mark.parametrize(
    ("count", "sizes"), [(8, [8]), (9, [4, 5]), (16, [8, 8]), (17, [5, 6, 6]), (100, [7, 8])]
)
def test_a_long_stanza_is_cut_into_equal_windows(count: int, sizes: list[int]) -> None:
    made = cut(*("Строка стиха",) * count)
    lengths = [end - begin + 1 for begin, end, _ in made]
    assert sum(lengths) == count
    assert sorted(set(lengths)) == sorted(set(sizes))


def test_an_item_is_one_window_and_a_long_one_is_cut_into_sentences() -> None:
    assert cut("Жар. Свет.", "Тень.", kind="item") == [(1, 2, "Жар. Свет. Тень.")]
    assert len(cut(*("Жар. Свет.",) * 9, kind="item")) == 18


TEXT = st.text(st.sampled_from('аБв .!?…"«»—-\t1\u00a0'), min_size=1).filter(str.strip)


@given(st.lists(TEXT, min_size=1, max_size=40), st.sampled_from(["paragraph", "item", "heading"]))
def test_windows_are_short_and_lose_nothing(texts: list[str], kind: str) -> None:
    given_lines = block(*texts, kind=kind, first=10)
    made = list(windows(given_lines))
    assert all(10 <= w.line <= w.end_line <= 9 + len(texts) for w in made)
    assert all(w.end_line - w.line < LINES for w in made)
    covered = {number for w in made for number in range(w.line, w.end_line + 1)}
    assert covered == set(range(10, 10 + len(texts)))


@given(st.lists(TEXT, min_size=1, max_size=7))
def test_sentences_put_together_give_the_text(texts: list[str]) -> None:
    made = sentences("sentence", block(*texts).lines)
    assert "".join("".join(w.text.split()) for w in made) == "".join("".join(texts).split())


@pytest.mark.parametrize(
    "line", ["." * 10_000, "a." + " " * 10_000 + "a", "!?" * 5_000 + "a", ".\"" * 5_000, ". " * 5_000,
             ". (" * 3_000, "." + "(" * 10_000, ".»" * 5_000 + " " * 5_000],
    ids=lambda line: line[:4],
)  # fmt: skip
def test_a_line_of_one_sign_is_cut_quickly(line: str) -> None:
    start = time.process_time()
    list(windows(block(line)))
    assert time.process_time() - start < 0.5
