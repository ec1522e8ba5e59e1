"""Fixes of what cannot be read: operators, brackets, quotes, numbers, lines."""

from deltalang.algebra.scopes import quote
from deltalang.diagnostics import near_names
from deltalang.editing.fixes.fix import Fix, Fixes, Spot
from deltalang.editing.renaming import Edit
from deltalang.keys import one_script
from deltalang.semantics.directives import DIRECTIVES
from deltalang.syntax.tokens import open_brackets
from deltalang.syntax.verbs import EXPECT

_CLOSER = {"LPAR": ")", "LSQB": "]", "LBRACE": "}"}


def missing_operator(spot: Spot) -> Fixes:
    """Together, then, glued: only the writer knows which."""
    yield spot.insert(spot.start, "+ ")
    yield spot.insert(spot.start, "→ ")
    before = spot.before(spot.start)
    if before is not None and spot.said("glued") == f"{spot.said('left')}~{spot.said('right')}":
        yield spot.replace("~", start=before.end, end=spot.start)


def delete(spot: Spot) -> Fixes:
    yield spot.delete()


def delete_first(spot: Spot) -> Fixes:
    """Take out what begins a statement, with the space behind it: the rest must not be indented."""
    after = next((token for token in spot.code if token.start >= spot.end), None)
    yield spot.delete(end=after.start if after is not None else spot.end)


def delete_or_quote(spot: Spot) -> Fixes:
    yield spot.delete()
    yield _quoted(spot)


def quote_it(spot: Spot) -> Fixes:
    yield _quoted(spot)


def _quoted(spot: Spot, text: str | None = None) -> Fix:
    new = quote(spot.text if text is None else text)
    return spot.other("ui.fix-quote", Edit(spot.start, spot.end, new), new=new)


def operand_missing_before(spot: Spot) -> Fixes:
    """An operator that begins a statement may go on from the one above."""
    if spot.index and spot.before(spot.start) is None:
        yield spot.other("ui.fix-continue", Edit(spot.start, spot.start, "    "))
    if spot.before(spot.start) is None:
        yield from delete_first(spot)
    else:
        yield spot.delete()


def two_operators(spot: Spot) -> Fixes:
    yield spot.delete()
    before = spot.before(spot.start)
    if before is not None:
        yield spot.delete(start=before.start, end=before.end)


def empty_brackets(spot: Spot) -> Fixes:
    before = spot.before(spot.start)
    if before is not None and before.end == spot.start:  # Δ02()
        yield spot.delete(sure=True)
    else:
        yield spot.replace("0")


def equal_in_brackets(spot: Spot) -> Fixes:
    yield spot.replace(":", start=_gap(spot, spot.start), sure=True)


def equal_without_name(spot: Spot) -> Fixes:
    """`двор = жар` is a label or a formula."""
    head = [token for token in spot.code if token.end <= spot.start]
    if head and all(token.type == "WORD" for token in head):
        yield spot.replace(":", start=head[-1].end)
        if len(head) == 1:
            yield spot.insert(head[0].start, "Δ:")


def spaced_directive(spot: Spot) -> Fixes:
    after = next((token for token in spot.code if token.start >= spot.end), None)
    if after is not None:
        yield spot.replace(f":{after.value}", end=after.end, sure=True)


def typographic(spot: Spot) -> Fixes:
    yield spot.replace(spot.said("try_"), sure=True)


def foreign_arrow(spot: Spot) -> Fixes:
    yield spot.replace("→", sure=True)


def missing_colon(spot: Spot) -> Fixes:
    yield spot.replace(f"{spot.said('name')}: {spot.said('value')}", sure=True)


def tag(spot: Spot) -> Fixes:
    yield spot.replace(f"# {spot.said('word')}")
    yield _quoted(spot)


def unclosed(spot: Spot) -> Fixes:
    """Close everything that is open, at the end of the statement."""
    token = spot.token(spot.start)
    if token.type == "UNCLOSED":
        end = token.start + len(token.value.rstrip())
        closers = ">"
    else:
        end = spot.code[-1].end
        closers = "".join(_CLOSER[one.type] for one in reversed(open_brackets(spot.code)))
    if closers:
        yield spot.other("ui.fix-close", Edit(end, end, closers), new=closers)
    yield spot.delete()


def unclosed_string(spot: Spot) -> Fixes:
    token = spot.token(spot.start)
    end = token.start + len(token.value.rstrip())
    yield spot.other("ui.fix-close", Edit(end, end, '"'), new='"')


def wrong_closer(spot: Spot) -> Fixes:
    yield spot.replace(spot.said("closer"))
    yield spot.insert(spot.start, spot.said("closer"))


def pinned_definition(spot: Spot) -> Fixes:
    pin = spot.text.find("@")
    if pin >= 0:
        end = spot.start + pin + 1 + len(spot.said("pin"))
        yield spot.delete(start=spot.start + pin, end=end, sure=True)


def spaced_reference(spot: Spot) -> Fixes:
    before = spot.before(spot.start)
    if before is not None:
        edit = Edit(before.end, spot.start, "")
        yield spot.other("ui.fix-replace", edit, sure=True, new=spot.said("right"))


def mixed_scripts(spot: Spot) -> Fixes:
    word = spot.token(spot.start)
    yield spot.replace(one_script(word.value), start=word.start, end=word.end, sure=True)


def decimal_comma(spot: Spot) -> Fixes:
    yield spot.replace(spot.said("point"), sure=True)


def repeat_number(spot: Spot) -> Fixes:
    before = spot.before(spot.start)
    if before is not None and before.type == "CARET":
        yield spot.replace(f"*{spot.said('found')}", start=before.start)


def number_after_operand(spot: Spot) -> Fixes:
    yield spot.replace(f"*{spot.said('found')}", start=_gap(spot, spot.start))


def words_across_lines(spot: Spot) -> Fixes:
    yield spot.insert(spot.start, "+ ")
    yield spot.other("ui.fix-begin", Edit(_line_start(spot), spot.start, ""))


def stray_indentation(spot: Spot) -> Fixes:
    yield spot.other("ui.fix-begin", Edit(_line_start(spot), spot.start, ""), sure=True)


def unknown_directive(spot: Spot) -> Fixes:
    """Write the nearest name instead."""
    name = spot.code[1]
    for near in near_names(name.value.casefold(), (*DIRECTIVES, *EXPECT)):
        yield spot.replace(f":{near}", start=spot.code[0].start, end=name.end)


def _gap(spot: Spot, offset: int) -> int:
    """The end of what stands before an offset."""
    before = spot.before(offset)
    return before.end if before is not None else offset


def _line_start(spot: Spot) -> int:
    text = spot.document.buffer.text
    start = spot.start
    while start and text[start - 1] not in "\r\n\ufeff":
        start -= 1
    return start
