"""The verbs of `:expect Δ02 has жар`, and where one stands."""

from collections.abc import Sequence

from deltalang.syntax.tokens import CLOSERS, OPENERS, Token

VERBS = {
    "has": "has", "есть": "has", "содержит": "has",
    "lacks": "lacks", "нет": "lacks", "лишён": "lacks", "лишена": "lacks",
    "is": "is", "равно": "is",
}  # fmt: skip
EXPECT = ("expect", "ожидать")


def find_verb(tokens: Sequence[Token]) -> int | None:
    """Find the verb of an expectation: the first one outside brackets, after `:expect x`.

    >>> from deltalang.syntax.tokens import lex
    >>> find_verb([token for token in lex(":expect a has b") if token.type != "SPACE"])
    3
    """
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.type in OPENERS) - (token.type in CLOSERS)
        is_verb = token.type == "WORD" and token.value.casefold() in VERBS
        if is_verb and index > 2 and depth <= 0:
            return index
    return None
