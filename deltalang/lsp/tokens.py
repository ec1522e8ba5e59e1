"""Semantic tokens: the classes of `deltalang.highlighting` in the words of the protocol.

A token is five numbers: lines and columns from the token before it, its length, type and modifiers.
The numbers of a line are kept from its own start, so a line that did not change is not looked at again.
"""

from collections.abc import Callable, Sequence

from deltalang.editing.alike import alike
from deltalang.highlighting import Piece, TokenClass
from deltalang.lsp.units import Units

TYPES = (
    "comment", "keyword", "label", "function", "decorator", "parameter", "variable", "string", "macro",
    "enumMember", "operator", "number", "modifier", "type", "namespace", "property",
)  # fmt: skip
MODIFIERS = ("declaration",)
_TYPE = {
    TokenClass.COMMENT: "comment", TokenClass.DIRECTIVE: "keyword", TokenClass.VERB: "keyword",
    TokenClass.ARGUMENT: "string", TokenClass.LABEL: "label", TokenClass.DEFINITION: "function",
    TokenClass.REFERENCE: "function", TokenClass.VERSION: "decorator",
    TokenClass.PARAMETER: "parameter", TokenClass.ATOM: "variable", TokenClass.QUOTED: "string",
    TokenClass.HOLE: "parameter", TokenClass.MODEL_HOLE: "macro", TokenClass.PERSON_HOLE: "macro",
    TokenClass.SILENCE: "enumMember", TokenClass.NOTHING: "enumMember",
    TokenClass.TOGETHER: "operator", TokenClass.WITHOUT: "operator", TokenClass.THEN: "operator",
    TokenClass.CHOICE: "operator", TokenClass.GLUE: "operator", TokenClass.TIMES: "operator",
    TokenClass.AGAIN: "operator", TokenClass.EQUALS: "operator", TokenClass.WEIGHT: "number",
    TokenClass.REPEAT: "number", TokenClass.ANCHOR: "modifier", TokenClass.HYPOTHESIS: "modifier",
    TokenClass.MODE: "type", TokenClass.CONTEXT: "namespace", TokenClass.SCOPE_KEY: "property",
    TokenClass.SCOPE_VALUE: "string", TokenClass.SCOPE_NUMBER: "number", TokenClass.HASH: "number",
    TokenClass.CYCLE: "operator", TokenClass.UNCLOSED: "string",
}  # fmt: skip
_NUMBER = {use: TYPES.index(name) for use, name in _TYPE.items()}
_DECLARED = frozenset((TokenClass.DEFINITION, TokenClass.LABEL))

Numbers = tuple[int, ...]
"""The tokens of a line: five numbers each, the first one's column from the start of the line."""


def drawer(encoding: str) -> Callable[[str, tuple[Piece, ...]], Numbers]:
    """Make the function that turns the pieces of a line into numbers.

    >>> drawer("utf-16")("Δ02 + 1", (Piece(0, 1, TokenClass.REFERENCE), Piece(1, 3, TokenClass.REFERENCE)))
    (0, 0, 3, 3, 0)
    """

    def draw(line: str, pieces: tuple[Piece, ...]) -> Numbers:
        units = Units(line, encoding)
        numbers: list[int] = []
        last, use_before, end_before = 0, None, -1
        for start, end, use in pieces:
            kind = _NUMBER.get(use)
            if kind is None:
                continue
            begin, stop = units.of(start), units.of(end)
            if use is use_before and end_before == start:
                numbers[-3] += stop - begin
            else:
                numbers += (0, begin - last, stop - begin, kind, int(use in _DECLARED))
                last = begin
            use_before, end_before = use, end
        return tuple(numbers)

    return draw


def encoded(lines: Sequence[Numbers], first: int = 0, *, before: int = 0) -> list[int]:
    """Join the numbers of lines, the first of which is `first`; the token before them is on line `before`."""
    data: list[int] = []
    for number, numbers in enumerate(lines, start=first):
        if numbers:
            data.append(number - before)
            data += numbers[1:]
            before = number
    return data


def difference(old: Sequence[Numbers], new: Sequence[Numbers]) -> tuple[int, int, list[int]]:
    """Find one edit of the joined numbers: where, how many go, what comes instead.

    >>> old, new = [(0, 0, 2, 1, 0), (), (0, 4, 1, 1, 0)], [(0, 0, 2, 1, 0), (0, 4, 1, 1, 0)]
    >>> difference(old, new)
    (5, 5, [1, 4, 1, 1, 0])
    """
    same = alike(old, new)
    behind = alike(old[same:][::-1], new[same:][::-1])
    # What stands first behind the change counts its lines from a token that may have moved.
    while behind and not new[-behind]:
        behind -= 1
    behind = max(0, behind - 1)
    if (
        behind
        and len(old) == len(new)
        and old[same : len(old) - behind] == new[same : len(new) - behind]
    ):
        return 0, 0, []
    before = next((line for line in range(same - 1, -1, -1) if new[line]), 0)
    start = sum(map(len, new[:same]))
    gone = sum(map(len, old[same : len(old) - behind]))
    return start, gone, encoded(new[same : len(new) - behind], same, before=before)
