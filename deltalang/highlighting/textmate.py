"""TextMate: the grammar of the editors, made from the lexer's terminals and the table of classes.

A TextMate grammar is a tree of contexts, each with rules that are tried at the nearest place. Ours
has a context for each state that `lines.State` can be in, and in each one every terminal has a rule:
so it cuts a text where the real lexer cuts it, and gives each piece the same class. It is written to
`editors/vscode/syntaxes/`, and the tests hold it to the real lexer, text by text.
"""

from typing import Any

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.contexts import (
    BRACKETS,
    CLOSING,
    HEAD,
    OPENING,
    expression_contexts,
    shared_contexts,
)
from deltalang.highlighting.expressions import VALUES
from deltalang.highlighting.oniguruma import SPACES
from deltalang.highlighting.rules import (
    GAP,
    NAME,
    NOT_COMMENT,
    REFERENCE,
    TERMINALS,
    WORD,
    Rule,
    context,
    groups,
    include,
    match,
    patterns,
    spelled,
)
from deltalang.highlighting.scopes import SCOPE_NAME
from deltalang.syntax.verbs import EXPECT, VERBS

_NEVER = "(?!)"  # the end of a context that only the next statement closes
_COMMENT = f"#(?=[{SPACES}]|$)"
_DIRECTIVE = (TokenClass.DIRECTIVE, TokenClass.DIRECTIVE)


def grammar() -> dict[str, Any]:
    """Give the TextMate grammar of the language, as plain JSON data.

    >>> grammar()["scopeName"], grammar()["fileTypes"]
    ('source.deltalang', ['delta'])
    """
    return {
        "name": "deltalang",
        "scopeName": SCOPE_NAME,
        "fileTypes": ["delta"],
        "patterns": include("comment", "statement"),
        "repository": {
            "statement": _statement(),
            **_directives(),
            "label": groups(rf"\G({NAME}){GAP}(:)", TokenClass.LABEL, TokenClass.PUNCTUATION),
            **_heads(),
            **shared_contexts(),
            **expression_contexts(""),
            **expression_contexts(HEAD),
        },
    }


def markdown_grammar() -> dict[str, Any]:
    """Give the grammar that colours fenced blocks of the language in Markdown.

    >>> markdown_grammar()["injectionSelector"]
    'L:text.html.markdown'
    """
    fence = r"(^|\G)(\s*)(`{3,}|~{3,})\s*(?i:(delta-lang|deltalang|delta)((?:\s|:|,|\{|\?)[^`]*)?$)"
    inside = {
        "begin": r"(^|\G)(\s*)(.*)",
        "while": r"(^|\G)(?!\s*([`~]{3,})\s*$)",
        "contentName": "meta.embedded.block.deltalang",
        "patterns": [{"include": SCOPE_NAME}],
    }
    return {
        "scopeName": "markdown.deltalang.codeblock",
        "injectionSelector": "L:text.html.markdown",
        "patterns": include("fenced"),
        "repository": {
            "fenced": {
                "name": "markup.fenced_code.block.markdown",
                "begin": fence,
                "beginCaptures": {
                    "3": {"name": "punctuation.definition.markdown"},
                    "4": {"name": "fenced_code.block.language.markdown"},
                    "5": {"name": "fenced_code.block.language.attributes.markdown"},
                },
                "end": r"(^|\G)(\2|\s{0,3})(\3)\s*$",
                "endCaptures": {"3": {"name": "punctuation.definition.markdown"}},
                "patterns": [inside],
            }
        },
    }


def _statement() -> Rule:
    """A statement goes on over lines that are indented deeper, blank lines and comments."""
    deeper = rf"(?=\1[{SPACES}]+(?![{SPACES}]|{_COMMENT}|$))"
    loose = rf"(?={GAP}(?:{_COMMENT}|$))"
    mark = r"\A\x{feff}"  # a byte order mark is no part of the text
    return {
        "begin": rf"(?:{mark}|(?!{mark})(?:^|\G))({GAP})(?![{SPACES}]|{_COMMENT}|$)",
        "while": rf"(?:^|\G)(?:{deeper}|{loose})",
        "patterns": include("directives", "label", "head", "expression"),
    }


def _directives() -> dict[str, Rule]:
    uses = {use: [name for name in VALUES if VALUES[name] is use] for use in VALUES.values()}
    named = {use: rf"\G(:){GAP}({spelled(names)})" for use, names in uses.items()}
    named[TokenClass.ARGUMENT] = rf"\G(:)(?:{GAP}({WORD}))?"
    return {
        "directives": patterns(
            context(
                rf"\G(:){GAP}({spelled(EXPECT)})(?:[{SPACES}]+({WORD}))?",
                (*_DIRECTIVE, TokenClass.ATOM),
                _NEVER,
                (),
                include("expectation"),
            ),
            *(
                context(
                    begin,
                    _DIRECTIVE,
                    _NEVER,
                    (),
                    [*include("quoted", "comment"), match(use, WORD), *include("arguments")],
                )
                for use, begin in named.items()
            ),
        ),
        "arguments": patterns(*_arguments()),
        "expectation": patterns(
            *include("reference"),
            context(f"({spelled(VERBS)})", (TokenClass.VERB,), _NEVER, (), include("expression")),
            match(TokenClass.ATOM, WORD),
            *include("brackets", "operations"),
        ),
    }


def _arguments() -> list[Rule]:
    apart = {"SPACE", "NEWLINE", "COMMENT", "STRING", "WORD"}
    broken = {"UNCLOSED": TokenClass.UNCLOSED, "UNKNOWN": TokenClass.ERROR}
    return [
        match(broken.get(kind, TokenClass.ARGUMENT), pattern)
        for kind, pattern in TERMINALS.items()
        if kind not in apart
    ]


def _heads() -> dict[str, Rule]:
    """The left side of a definition, seen by a `=` that stands on its line outside of any text."""
    text = f"{TERMINALS['HOLE']}|{TERMINALS['STRING']}|{TERMINALS['UNCLOSED']}"
    ahead = rf"(?=(?>(?:{text}|{NOT_COMMENT}|[^=#\r\n])*)=)"
    end = f"{CLOSING}|(?==)|$"
    return {
        "head": context(
            rf"\G({REFERENCE}){ahead}",
            (TokenClass.DEFINITION,),
            "(=)|$",
            (TokenClass.EQUALS,),
            [
                context(OPENING, BRACKETS, end, BRACKETS, include("parameters")),
                *include(f"expression{HEAD}"),
            ],
        ),
        "parameters": patterns(
            context(
                "(:)",
                (TokenClass.PUNCTUATION,),
                r"(?=[,)\]=])|$",
                (),
                include(f"brackets{HEAD}", f"expression{HEAD}"),
            ),
            *include("reference"),
            match(TokenClass.PARAMETER, NAME),
            *include(f"brackets{HEAD}", f"operations{HEAD}"),
        ),
    }
