"""The TextMate grammar: in step with the real lexer, text by text, on a real engine."""

from functools import cache

import pytest
from babi.highlight import Compiler
from highlighting.corpus import contexts, corpus, prefixes, tokens
from highlighting.textmate_engine import compiler, textmate_uses
from hypothesis import given
from text_strategies import any_texts, scripts

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.textmate import grammar
from deltalang.highlighting.texts import highlight


@cache
def engine() -> Compiler:
    return compiler(grammar())


def assert_in_step(text: str) -> None:
    found = textmate_uses(engine(), text)
    assert len(found) == len(text)
    for start, end, use in highlight(text):
        if use is not TokenClass.SPACE:
            seen = {str(f) for f in found[start:end]}
            assert seen == {str(use)}, (text[:start].rpartition("\n")[2], text[start:end], text)


CORPUS = [pytest.param(text, id=name) for name, text in corpus()]


@pytest.mark.parametrize("text", CORPUS)
def test_it_colours_the_corpus_as_the_lexer_does(text: str) -> None:
    assert_in_step(text)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in contexts()])
def test_it_colours_every_token_in_every_context_as_the_lexer_does(text: str) -> None:
    assert_in_step(text)


@pytest.mark.parametrize("text", CORPUS)
def test_it_colours_half_typed_text_as_the_lexer_does(text: str) -> None:
    step = 1 + len(text) // 12
    for prefix in prefixes(text, step=step):
        assert_in_step(prefix)


@given(text=scripts())
def test_it_colours_any_script_as_the_lexer_does(text: str) -> None:
    assert_in_step(text)


@given(text=any_texts())
def test_it_colours_any_text_at_all_as_the_lexer_does(text: str) -> None:
    # A first line in column 0: how deep the *whole* text is indented, no grammar by lines can know.
    assert_in_step("x\n" + text)


@given(text=tokens())
def test_it_colours_tokens_in_any_order_as_the_lexer_does(text: str) -> None:
    assert_in_step("x\n" + text)
