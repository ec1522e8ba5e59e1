"""Heads: the left side of a definition, `Δ07(герой, среда: лес) =`, on one line.

The formula's name is a definition, the words of the list are parameters, and what stands behind a
parameter's colon is an expression, its default.
"""

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.expressions import ExpressionReader


def is_head(reader: ExpressionReader) -> bool:
    """Tell whether the line that starts a statement defines a formula."""
    return reader.code[0].type == "DELTA" and any(token.type == "EQUAL" for token in reader.code)


def head_classes(reader: ExpressionReader) -> list[TokenClass]:
    """Give the classes of the tokens of a left side, up to its `=` or the end of the line.

    >>> from deltalang.syntax.tokens import significant
    >>> text = "Δ07(герой, среда: лес) = x"
    >>> code = significant(text, 0, len(text))
    >>> [str(use) for use in head_classes(ExpressionReader(code, None, None))][:4]
    ['definition', 'definition', 'bracket', 'parameter']
    """
    classes: list[TokenClass] = []
    depth, default, named = 0, False, True
    for index, token in enumerate(reader.code):
        kind = token.type
        inside = reader.entry is None  # of the list, not of a scope in a default
        use = reader.read(index)
        named = not index or (named and reader.in_reference(index))
        if named:
            use = TokenClass.DEFINITION
        elif inside and depth == 1 and not default and kind == "WORD":
            use = use if use is TokenClass.REFERENCE else TokenClass.PARAMETER
        classes.append(use)
        if not inside or named:
            continue
        if kind == "EQUAL":
            break
        if kind in ("LPAR", "LSQB"):
            depth += 1
            default = default and depth > 1
        elif kind in ("RPAR", "RSQB"):
            depth = max(0, depth - 1)
        elif depth == 1 and kind in ("COLON", "COMMA") and use is TokenClass.PUNCTUATION:
            default = kind == "COLON"
    reader.entry = reader.number = None
    return classes
