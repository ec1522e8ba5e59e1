"""Contexts: the rules of the TextMate grammar inside expressions and the braces of scopes.

They come twice. In the left side of a definition everything ends with the line, since a left side is
one only if it stands on one line; there the names end in `-of-head`, and every end may be `$` too.
"""

import re
from collections.abc import Collection

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.expressions import AWAITED, HOLES, IN_SCOPE, SIGNS, VALUES
from deltalang.highlighting.oniguruma import SPACES
from deltalang.highlighting.rules import (
    GAP,
    NAME,
    NOT_COMMENT,
    REFERENCE,
    TERMINALS,
    Rule,
    context,
    groups,
    include,
    match,
    patterns,
    spelled,
)

_NOTHING = r"0(?![0-9]|\.[0-9])"
OPENING, CLOSING = r"(\()|(\[)", r"(\))|(\])"
BRACKETS = (TokenClass.BRACKET, TokenClass.CYCLE)
HEAD = "-of-head"


def shared_contexts() -> dict[str, Rule]:
    """Give the contexts that need no variant: what is in them ends on their line in any case."""
    elsewhere = {*AWAITED, "DELTA", "STRING", "HASH", "LBRACE"}
    signs = [match(SIGNS[kind], TERMINALS[kind]) for kind in _in_order(SIGNS.keys() - elsewhere)]
    holes = [
        match(use, f"(?=<{GAP}{re.escape(sign)}){TERMINALS['HOLE']}") for sign, use in HOLES.items()
    ]
    return {
        "comment": match(TokenClass.COMMENT, TERMINALS["COMMENT"]),
        "quoted": match(TokenClass.QUOTED, TERMINALS["STRING"]),
        "reference": match(TokenClass.REFERENCE, REFERENCE),
        "names": patterns(
            groups(f"({NAME}){GAP}(:)", TokenClass.PARAMETER, TokenClass.PUNCTUATION),
            match(TokenClass.ATOM, NAME),
        ),
        "operands": patterns(
            *holes,
            match(TokenClass.HOLE, TERMINALS["HOLE"]),
            *include("quoted"),
            match(TokenClass.NOTHING, _NOTHING),
            match(TokenClass.ERROR, TERMINALS["NUMBER"]),
            *include("comment"),
            match(TokenClass.ERROR, TERMINALS["HASH"]),
        ),
        "signs": patterns(*signs),
    }


def expression_contexts(variant: str) -> dict[str, Rule]:
    """Give the contexts of expressions; a variant is `""` or `HEAD`."""
    line_end = "|$" if variant else ""
    rest = f"{TERMINALS['NUMBER']}", f"(?=[^{SPACES}\\r\\n#]|{NOT_COMMENT})"
    numbers = [
        context(
            f"({TERMINALS[sign]})",
            (SIGNS[sign],),
            f"({rest[0]})|{rest[1]}{line_end}",
            (use,),
            include("comment"),
        )
        for sign, use in AWAITED.items()
    ]
    parts = ("operands", f"numbers{variant}", f"scope{variant}", "signs")
    return {
        f"expression{variant}": patterns(*include("reference", "names", *parts)),
        f"operations{variant}": patterns(*include(*parts)),
        f"numbers{variant}": patterns(*numbers),
        f"brackets{variant}": context(
            OPENING,
            BRACKETS,
            CLOSING + (f"|(?==){line_end}" if variant else ""),
            BRACKETS,
            include(f"brackets{variant}", f"expression{variant}"),
        ),
        **_scope_contexts(variant, line_end),
    }


def _scope_contexts(variant: str, line_end: str) -> dict[str, Rule]:
    classes = {"COMMENT": TokenClass.COMMENT, **IN_SCOPE}
    tokens = [
        match(classes.get(kind, TokenClass.ERROR), pattern)
        for kind, pattern in TERMINALS.items()
        if kind not in ("SPACE", "NEWLINE", "WORD")
    ]
    uses = {use: [name for name in VALUES if VALUES[name] is use] for use in VALUES.values()}
    keys = {use: f"({spelled(names)}){GAP}(:)" for use, names in uses.items()}
    keys[TokenClass.SCOPE_VALUE] = f"({NAME}){GAP}(:)|(:)"
    key_uses = (TokenClass.SCOPE_KEY, TokenClass.PUNCTUATION, TokenClass.PUNCTUATION)
    entries = [
        context(
            pattern,
            key_uses[: 3 if use is TokenClass.SCOPE_VALUE else 2],
            f"(?=[,}}]){line_end}",
            (),
            [*include(f"entries{variant}"), match(use, NAME), *include("scope-tokens")],
        )
        for use, pattern in keys.items()
    ]
    return {
        f"scope{variant}": context(
            r"(\{)",
            (TokenClass.BRACE,),
            rf"(\}}){line_end}",
            (TokenClass.BRACE,),
            [
                *include(f"entries{variant}"),
                match(TokenClass.MODE, NAME),
                *include("scope-tokens"),
            ],
        ),
        f"entries{variant}": patterns(*entries),
        "scope-tokens": patterns(*tokens),
    }


def _in_order(kinds: Collection[str]) -> list[str]:
    """List terminals in the order in which the lexer tries them."""
    return [kind for kind in TERMINALS if kind in kinds]
