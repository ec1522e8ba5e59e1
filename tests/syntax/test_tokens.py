"""The token stream: lossless, total, and the same as Lark's own."""

import sys
import unicodedata
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark.lexer import LexerThread
from text_strategies import ANY_TEXT, any_texts, spoiled

from deltalang._resources import read_resource
from deltalang.syntax.tables import lark_parser
from deltalang.syntax.tokens import TRIVIA, lex, scan, significant


@cache
def lark() -> Any:
    return lark_parser(read_resource("grammar", "delta.lark"), strict=False)


@cache
def lark_lexer() -> Any:
    return lark()._build_lexer(dont_ignore=True)  # Lark.lex builds a new one at each call


def lark_tokens(text: str) -> list[tuple[str, str, int]]:
    stream = LexerThread.from_text(lark_lexer(), text).lex(None)
    return [(token.type, str(token), token.start_pos) for token in stream]


def kinds(text: str) -> list[str]:
    return [token.type for token in lex(text) if token.type not in TRIVIA]


def values(text: str) -> list[str]:
    return [token.value for token in lex(text) if token.type not in TRIVIA]


def assert_lossless(text: str) -> None:
    tokens = list(lex(text))
    assert "".join(token.value for token in tokens) == text
    assert all(text[token.start : token.end] == token.value for token in tokens)
    assert all(token.type and token.value for token in tokens)


@given(st.text())
def test_random_text_is_cut_without_loss(text: str) -> None:
    assert_lossless(text)


@given(ANY_TEXT)
def test_lone_surrogates_are_cut_without_loss(text: str) -> None:
    assert_lossless(text)


@given(spoiled())
def test_half_typed_text_is_cut_without_loss(text: str) -> None:
    assert_lossless(text)


@given(any_texts())
def test_tokens_are_the_ones_of_lark(text: str) -> None:
    assert [(token.type, token.value, token.start) for token in lex(text)] == lark_tokens(text)


def test_the_kept_lexer_of_lark_is_the_one_it_uses() -> None:
    text = "\ufeffдвор: Δ02@3 + что-то  # тепло\n  - <x \ud800"
    stream = lark().lex(text, dont_ignore=True)
    assert [(t.type, str(t), t.start_pos) for t in stream] == lark_tokens(text)


@given(any_texts(), st.data())
def test_a_part_is_cut_with_offsets_of_the_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    tokens = list(scan(text, start, end))
    assert "".join(token.value for token in tokens) == text[start:end]
    assert all(text[token.start : token.end] == token.value for token in tokens)
    assert significant(text, start, end) == [t for t in tokens if t.type not in TRIVIA]


def test_every_combining_mark_continues_a_word() -> None:
    marks = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c)[0] == "M"]
    assert len(marks) > 2000
    broken = [f"U+{ord(mark):04X}" for mark in marks if kinds(f"а{mark}б") != ["WORD"]]
    assert broken == []


@pytest.mark.parametrize(
    "word",
    ["память", "что-то", "что‑то", "кто-нибудь-то", "don't", "об’єкт", "за́мок", "Straße", "日本",
     "мир2", "a_b", "слово\u00ad\u200dслово", "हिन्दी", "LLM-память", "й", "DD02", "d2", "D02x"],
)  # fmt: skip
def test_it_reads_one_word(word: str) -> None:
    assert kinds(word) == ["WORD"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("а - б", ["а", "-", "б"]),
        ("а -б", ["а", "-", "б"]),
        ("а- б", ["а", "-", "б"]),
        ("а−б", ["а", "−", "б"]),
        ("а->б", ["а", "->", "б"]),
        ("а--б", ["а", "-", "-", "б"]),
        ("'а'", ["'", "а", "'"]),
        ("90-е", ["90", "-", "е"]),
        ("_а", ["_", "а"]),
        ("1.5.2", ["1.5", ".", "2"]),
        ("Δ02@3", ["Δ", "02", "@3"]),
        ("Δ02@^3@stable@#ab1", ["Δ", "02", "@^3", "@stable", "@#ab1"]),
        ('"a\\"b"c', ['"a\\"b"', "c"]),
        ('"a', ['"a']),
        ("<a<b>", ["<a", "<b>"]),
        ("#B22222 # конец", ["#B22222"]),
        ("#", []),
    ],
)
def test_it_cuts_where_a_reader_would(text: str, parts: list[str]) -> None:
    assert values(text) == parts


@pytest.mark.parametrize("delta", "Δ∆𝚫𝛥𝜟𝝙𝞓Dd")
def test_every_delta_before_a_code_is_a_delta(delta: str) -> None:
    assert kinds(f"{delta}02") == ["DELTA", "NUMBER"]


def test_a_letter_before_one_digit_is_no_delta() -> None:
    assert kinds("D2") == ["WORD"]
    assert kinds("Δ2") == ["DELTA", "NUMBER"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000", "\x0b", "\x0c", "\x85", "\u2028"])
def test_odd_white_space_is_space_and_breaks_no_line(space: str) -> None:
    assert [token.type for token in lex(f"а{space}б")] == ["WORD", "SPACE", "WORD"]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r"])
def test_a_line_break_ends_a_comment(mark: str) -> None:
    assert [token.type for token in lex(f"# а{mark}б")] == ["COMMENT", "NEWLINE", "WORD"]
