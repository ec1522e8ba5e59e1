"""Pygments finds the lexer by its entry point, and loses nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
from highlighting.corpus import ROOT
from hypothesis import given
from pygments import highlight as coloured
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from text_strategies import any_texts

from deltalang.highlighting import TokenClass
from deltalang.highlighting.pygments import TOKENS, DeltalangLexer


def test_it_has_a_token_type_for_every_class() -> None:
    assert set(TOKENS) == set(TokenClass)


@pytest.mark.parametrize("alias", ["deltalang", "delta-lang"])
def test_it_is_found_by_its_names(alias: str) -> None:
    assert isinstance(get_lexer_by_name(alias), DeltalangLexer)


def test_it_is_found_by_the_name_of_a_file() -> None:
    assert isinstance(get_lexer_for_filename("двор.delta"), DeltalangLexer)


@given(text=any_texts())
def test_it_loses_nothing(text: str) -> None:
    pieces = list(DeltalangLexer().get_tokens_unprocessed(text))
    assert "".join(value for _, _, value in pieces) == text
    assert all(text.startswith(value, start) for start, _, value in pieces)


def test_it_tells_a_definition_from_a_reference_in_html() -> None:
    page = coloured("Δ07(герой) = Δ02 + $\n", DeltalangLexer(), HtmlFormatter())
    assert '<span class="nc">Δ07</span>' in page
    assert '<span class="nf">Δ02</span>' in page
    assert '<span class="err">$</span>' in page


def test_pygmentize_colours_an_example() -> None:
    example = ROOT / "examples" / "journey.delta"
    command = [sys.executable, "-m", "pygments", "-l", "deltalang", "-f", "html", example]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    assert '<span class="k">:expect</span>' in done.stdout
    assert "сказка" in done.stdout


def test_nothing_else_needs_pygments(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['pygments'] = None\n"
        "import deltalang.highlighting, deltalang.highlighting.svg, deltalang.highlighting.textmate\n"
        "print(deltalang.highlighting.highlight('a')[0].use)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert done.stdout.strip() == "atom"
