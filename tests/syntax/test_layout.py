"""Layout: where statements start and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from text_strategies import any_texts

from deltalang.source import Source
from deltalang.syntax.layout import common_indent, crosses_line, statements
from deltalang.syntax.tokens import TRIVIA, lex


def cut(text: str) -> list[str]:
    return [text[start:end] for (start, end), _ in statements(Source(text))]


def strays(text: str) -> list[bool]:
    return [stray for _, stray in statements(Source(text))]


@pytest.mark.parametrize("text", ["", "\n\n", "  \n\t", "# один", "  # один\n#\n", "\ufeff"])
def test_nothing_but_comments_has_no_statement(text: str) -> None:
    assert cut(text) == []


def test_a_statement_starts_in_column_0() -> None:
    assert cut("память\nжар") == ["память\n", "жар"]


def test_an_indented_line_continues_the_statement_above() -> None:
    assert cut("память\n  + жар\n\t- лес\nсвет") == ["память\n  + жар\n\t- лес\n", "свет"]


def test_blank_lines_and_comments_end_nothing() -> None:
    assert cut("память\n\n# тепло\n  + жар") == ["память\n\n# тепло\n  + жар"]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_break_counts(mark: str) -> None:
    assert cut(f"а{mark}  + б{mark}в") == [f"а{mark}  + б{mark}", "в"]


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x85", "\u2028"])
def test_other_separators_break_no_line(mark: str) -> None:
    assert cut(f"а{mark}б") == [f"а{mark}б"]


def test_a_fenced_text_counts_from_its_own_column() -> None:
    assert cut("  память\n    + жар\n\n# край\n  свет") == ["память\n    + жар\n\n# край\n", "свет"]


def test_an_indented_line_below_nothing_is_stray() -> None:
    assert strays("  память\nжар") == [True, False]
    assert strays("# тепло\n  память\nжар") == [True, False]
    assert strays("  память\n  жар") == [False, False]


def test_a_tag_is_content_and_a_comment_is_not() -> None:
    assert cut("#тег\n# тепло\n#") == ["#тег\n# тепло\n#"]


def test_a_byte_order_mark_takes_no_column() -> None:
    assert cut("\ufeffпамять\n  + жар") == ["память\n  + жар"]
    assert cut("\ufeff  память\n  жар") == ["память\n", "жар"]


def test_common_indent_leaves_blank_lines_and_comments_aside() -> None:
    assert common_indent("\n# тепло\n   память\n  жар\n", 0) == 2
    assert common_indent("\n# тепло\n", 0) == 0


def test_crosses_line_sees_every_line_break() -> None:
    assert crosses_line("а\rб", 0, 3)
    assert not crosses_line("а б\n", 0, 3)


@given(any_texts())
def test_outside_statements_there_is_only_trivia(text: str) -> None:
    source = Source(text)
    inside = [span for span, _ in statements(source)]
    assert all(left.end <= right.start for left, right in pairwise(inside))
    for token in lex(text):
        within = any(span.start <= token.start and token.end <= span.end for span in inside)
        assert within or token.type in TRIVIA or token.start < source.body_start


@given(any_texts())
def test_every_statement_starts_with_content(text: str) -> None:
    tokens = {token.start: token for token in lex(text)}
    for span, _ in statements(Source(text)):
        assert tokens[span.start].type not in TRIVIA
