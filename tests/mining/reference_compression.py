"""Code tables the slow and obvious way: sets, dictionaries and floats."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

Element = tuple[int, ...]


def in_cover_order(elements: Iterable[Element], rows: Sequence[frozenset[int]]) -> list[Element]:
    """Long first, then frequent, then by terms."""
    return sorted(elements, key=lambda one: (-len(one), -sum(row >= {*one} for row in rows), one))


def cover(row: frozenset[int], elements: Sequence[Element]) -> list[Element]:
    """The elements that a row uses; single terms for what is left."""
    left, used = set(row), []
    for element in elements:
        if left >= {*element}:
            left -= {*element}
            used.append(element)
    return used + [(term,) for term in sorted(left)]


def usages(rows: Sequence[frozenset[int]], elements: Iterable[Element]) -> Counter[Element]:
    """How many rows use each element."""
    order = in_cover_order(elements, rows)
    return Counter(element for row in rows for element in cover(row, order))


def size(rows: Sequence[frozenset[int]], elements: Iterable[Element]) -> float:
    """L(D|CT) + L(CT|D) in bits, from the definitions."""
    support = Counter(term for row in rows for term in row)
    whole = sum(support.values())
    standard = {term: -math.log2(count / whole) for term, count in support.items()}
    usage = usages(rows, elements)
    total = sum(usage.values())
    code = {element: -math.log2(count / total) for element, count in usage.items()}
    data = sum(count * code[element] for element, count in usage.items())
    table = sum(code[element] + sum(standard[term] for term in element) for element in usage)
    return data + table
