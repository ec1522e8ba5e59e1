"""Completion behind `%delta` and in the cells of `%%delta`, with the formulas of the cells so far."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from IPython.core.completer import (
    CompletionContext,
    SimpleCompletion,
    SimpleMatcherResult,
    context_matcher,
)

from deltalang.messages import LANGUAGES
from deltalang.renderers.targets import TARGETS

if TYPE_CHECKING:
    from deltalang.notebook.magics import DeltaMagics

Matcher = Callable[[CompletionContext], SimpleMatcherResult]
IDENTIFIER = "deltalang"
_LINE = re.compile(r"\s*(?:[\w., ]+=\s*)?%delta\s")
_CELL = "%%delta"
_VALUES = {"--to": tuple(TARGETS), "--lang": LANGUAGES}
_WORD = re.compile(r"(?:(--\w+)(?:\s+|=))?((?:--)?[\w-]*)$")


def matcher_of(magics: "DeltaMagics") -> Matcher:
    """Make what IPython asks; what it knows goes before Python's names."""

    def matcher(context: CompletionContext) -> SimpleMatcherResult:
        return _matched(context, magics)

    marked: Matcher = context_matcher(identifier=IDENTIFIER, priority=1000)(matcher)
    return marked


def _matched(context: CompletionContext, magics: "DeltaMagics") -> SimpleMatcherResult:
    """Complete; nothing where Python is written."""
    lines = context.full_text.split("\n")
    typed = lines[context.cursor_line][: context.cursor_position]
    head = _LINE.match(typed)
    if context.cursor_line and lines[0].split()[:1] == [_CELL]:
        return _of_script("\n".join([*lines[1 : context.cursor_line], typed]), magics)
    if head is not None:
        return _options(typed[head.end() :]) or _of_script(typed[head.end() :], magics)
    if not context.cursor_line and typed.startswith(f"{_CELL} "):
        return _options(typed[len(_CELL) :]) or _result([], "")
    return _result([], "")


def _of_script(text: str, magics: "DeltaMagics") -> SimpleMatcherResult:
    start, found = magics.conversation.complete(text, len(text), lang=magics.spoken())
    offers = [SimpleCompletion(text=one.text, type=one.kind) for one in found]
    if offers:
        return _result(offers, text[start:])
    # Only who offers something is asked alone: the word as it is keeps Python's names and magics away.
    typed = "" if not text or text[-1].isspace() else text.rsplit(maxsplit=1)[-1]
    return _result([SimpleCompletion(text=typed, type="text")] if typed else [], typed)


def _options(text: str) -> SimpleMatcherResult | None:
    """Complete an option or its value; None behind the options."""
    word = _WORD.search(text)
    if word is None:
        return None
    option, begun = word.groups()
    offered = _VALUES if begun.startswith("-") else _VALUES.get(option or "", ())
    found = [name for name in offered if name.startswith(begun)]
    offers = [SimpleCompletion(text=name, type="option") for name in found]
    return _result(offers, begun) if offered else None


def _result(offers: list[SimpleCompletion], typed: str) -> SimpleMatcherResult:
    return SimpleMatcherResult(
        completions=offers, matched_fragment=typed, suppress=bool(offers), ordered=True
    )
