"""Fixes of names: formulas, versions, arguments, parameters, entries of scopes."""

import re

from deltalang.algebra.scopes import quote
from deltalang.diagnostics import DeltaError, near_names
from deltalang.editing.fixes.fix import Fix, Fixes, Spot
from deltalang.editing.navigation import find
from deltalang.editing.renaming import Edit
from deltalang.keys import key
from deltalang.semantics.build import canonical_name
from deltalang.semantics.catalog import Missing
from deltalang.syntax import ast

_MOST = 3


def unknown_formula(spot: Spot) -> Fixes:
    """Write the nearest name instead."""
    node = spot.reference()
    if node is not None:
        catalog = spot.document.environment.definitions.catalog
        near = catalog.near(canonical_name(node))
        for name in near[:_MOST]:
            yield _renamed(spot, node, name, sure=len(near) == 1)


def unknown_pin(spot: Spot) -> Fixes:
    """Write a version or label that there is, or none."""
    node = spot.reference()
    known = _known(spot, node)
    if node is None or node.pin is None:
        return
    if node.pin[:1].isdigit() or node.pin[:1] == "^":
        near = [one.removeprefix("@") for one in reversed(known)][:1]
    else:
        near = near_names(node.pin, known)
    for pin in near:
        yield _pinned(spot, node, f"@{pin}")
    yield _pinned(spot, node, "")


def digest_mismatch(spot: Spot) -> Fixes:
    """Pin what the formula means now; an older meaning after that."""
    node = spot.reference()
    for digest in list(reversed(_known(spot, node)))[:_MOST]:
        if node is not None:
            yield _pinned(spot, node, f"@{digest}")


def _known(spot: Spot, node: ast.Reference | None) -> tuple[str, ...]:
    if node is None:
        return ()
    try:
        catalog = spot.document.environment.definitions.catalog
        found = catalog.find(canonical_name(node), node.pin)
    except DeltaError:  # a broken record
        return ()
    return found.known if isinstance(found, Missing) else ()


def replaced(spot: Spot) -> Fixes:
    """W504, E213: write the formula that took its place."""
    node = spot.reference()
    if node is not None:
        yield _renamed(spot, node, spot.said("replacement"), pin=True, sure=True)


def retired(spot: Spot) -> Fixes:
    yield from replaced(spot)
    yield from retired_alone(spot)


def retired_alone(spot: Spot) -> Fixes:
    node = spot.reference()
    if node is not None:
        yield _renamed(spot, node, spot.said("pin"), pin=True)


def _name_end(node: ast.Reference, *, pin: bool) -> int:
    length = 1 + len(node.code) if node.code is not None else 2 + len(node.slug or "")
    return node.start + length + (1 + len(node.pin) if pin and node.pin else 0)


def _renamed(
    spot: Spot, node: ast.Reference, name: str, *, pin: bool = False, sure: bool = False
) -> Fix:
    end = spot.base + _name_end(node, pin=pin)
    return spot.replace(name, start=spot.base + node.start, end=end, sure=sure)


def _pinned(spot: Spot, node: ast.Reference, pin: str) -> Fix:
    start = spot.base + _name_end(node, pin=False)
    edit = Edit(start, spot.base + _name_end(node, pin=True), pin)
    return spot.other("ui.fix-replace", edit, new=f"{node.name}{pin}")


def delete_item(spot: Spot) -> Fixes:
    """Take out an argument, a parameter or an entry, with the comma that parts it from its neighbour."""
    before = spot.before(spot.start)
    after = next((token for token in spot.code if token.start >= spot.end), None)
    start, end = spot.start, spot.end
    if before is not None and before.type == "COMMA":
        start = before.start
    elif after is not None and after.type == "COMMA":
        following = next((t for t in spot.code if t.start >= after.end), after)
        end = following.start
    elif before is not None and after is not None and before.value + after.value == "()":
        start, end = before.start, after.end
    yield spot.delete(start=start, end=end)


def unknown_argument(spot: Spot) -> Fixes:
    node = spot.reference()
    formula = find(spot.document, canonical_name(node), node.pin) if node is not None else None
    known = [one.name for one in formula.parameters] if formula is not None else []
    for name in near_names(spot.said("argument"), known):
        yield spot.replace(name, end=spot.start + len(_words(spot.text)))
    yield from delete_item(spot)


def undeclared_hole(spot: Spot) -> Fixes:
    """Write a parameter that there is, or declare this one."""
    node = spot.piece.statement
    if not isinstance(node, ast.Definition):
        return
    hole = spot.said("hole")
    for name in near_names(key(hole), [key(one.name) for one in node.parameters]):
        yield spot.replace(f"<{name}>")
    yield _declared(spot, node, hole)


def _declared(spot: Spot, node: ast.Definition, name: str) -> Fix:
    if node.parameters:
        offset, new = spot.base + node.parameters[-1].end, f", {name}"
    else:
        offset, new = spot.base + _name_end(node.target, pin=False), f"({name})"
    return spot.other("ui.fix-declare", Edit(offset, offset, new), new=name)


def quote_value(spot: Spot) -> Fixes:
    """A value that is to be a word is quoted."""
    value = spot.said("value")
    if value and spot.text.endswith(value):
        new = quote(value)
        edit = Edit(spot.end - len(value), spot.end, new)
        yield spot.other("ui.fix-quote", edit, new=new, sure=True)


def _words(text: str) -> str:
    found = re.match(r"[^:]*", text)
    return found[0].rstrip() if found else ""
