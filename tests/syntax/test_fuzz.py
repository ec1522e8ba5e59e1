"""Any text at all: diagnostics, never an exception."""

from contextlib import suppress

from hypothesis import given
from text_strategies import ANY_TEXT, TELLING_TEXT, any_texts, spoiled

from deltalang.diagnostics import DeltaError
from deltalang.syntax.ast import Junk
from deltalang.syntax.formatter import format
from deltalang.syntax.parser import parse, parse_expression


def assert_survives(text: str) -> None:
    module = parse(text)
    format(text)
    for statement in module.statements:
        assert 0 <= statement.start <= statement.end <= len(text)
        assert not isinstance(statement, Junk) or statement.diagnostics
    for problem in module.diagnostics:
        assert problem.code[0] in "EW"
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert problem.source.position(problem.span.start).line >= 1


@given(ANY_TEXT)
def test_random_text(text: str) -> None:
    assert_survives(text)


@given(TELLING_TEXT)
def test_random_text_of_telling_characters(text: str) -> None:
    assert_survives(text)


@given(spoiled())
def test_spoiled_scripts(text: str) -> None:
    assert_survives(text)


@given(any_texts())
def test_expressions_raise_nothing_but_delta_errors(text: str) -> None:
    with suppress(DeltaError):
        parse_expression(text)
