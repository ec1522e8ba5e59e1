"""A real TextMate engine in Python: babi's, on Oniguruma, the library of regular expressions that VS Code uses."""

import re
from typing import Any

from babi.highlight import Compiler, Grammars, highlight_line

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.scopes import SCOPES

_CLASSES = {scope: use for use, scope in SCOPES.items()}
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


def compiler(*grammars: dict[str, Any]) -> Compiler:
    """Compile the first of some grammars, which may include the others."""
    known = Grammars()
    known._raw.update({data["scopeName"]: data for data in grammars})
    return known.compiler_for_scope(grammars[0]["scopeName"])


def textmate_uses(engine: Compiler, text: str) -> list[TokenClass | None]:
    """Give the class of every character as an editor would colour it, line breaks as None."""
    uses: list[TokenClass | None] = []
    state = engine.root_state
    begin, breaks = 0, [*_LINE_BREAK.finditer(text), None]
    for number, line_break in enumerate(breaks):
        line = text[begin : line_break.start() if line_break else len(text)]
        state, regions = highlight_line(engine, state, line + "\n", number == 0)
        for region in regions:
            known = (_CLASSES[scope] for scope in reversed(region.scope) if scope in _CLASSES)
            uses += [next(known, None)] * (region.end - region.start)
        uses.pop()  # the line break that every line was given
        if line_break:
            uses += [None] * len(line_break[0])
            begin = line_break.end()
    return uses
