"""The table of fixes: which function answers which message."""

from collections.abc import Callable, Iterable, Mapping

from deltalang.diagnostics import Diagnostic
from deltalang.editing.document import Document
from deltalang.editing.fixes import names, signs, words
from deltalang.editing.fixes.fix import Fix, Fixes, Spot
from deltalang.editing.renaming import Edit

FIXED: Mapping[str, Callable[[Spot], Fixes]] = {
    "unexpected": signs.delete_or_quote,
    "missing-operator": signs.missing_operator,
    "operand-missing-after": signs.delete,
    "operand-missing-before": signs.operand_missing_before,
    "two-operators": signs.two_operators,
    "empty-brackets": signs.empty_brackets,
    "leading-equal": signs.delete_first,
    "equal-without-name": signs.equal_without_name,
    "equal-in-brackets": signs.equal_in_brackets,
    "spaced-directive": signs.spaced_directive,
    "typographic": signs.typographic,
    "foreign-arrow": signs.foreign_arrow,
    "missing-colon": signs.missing_colon,
    "unknown-character": signs.delete_or_quote,
    "unquoted-argument": signs.quote_it,
    "tag": signs.tag,
    "unclosed": signs.unclosed,
    "unopened": signs.delete,
    "wrong-closer": signs.wrong_closer,
    "unclosed-string": signs.unclosed_string,
    "pinned-definition": signs.pinned_definition,
    "spaced-reference": signs.spaced_reference,
    "bad-pin": signs.delete,
    "mixed-scripts": signs.mixed_scripts,
    "decimal-comma": signs.decimal_comma,
    "weight-missing": signs.delete,
    "repeat-number": signs.repeat_number,
    "number-alone": signs.quote_it,
    "number-after-operand": signs.number_after_operand,
    "words-across-lines": signs.words_across_lines,
    "stray-indentation": signs.stray_indentation,
    "unknown-directive": signs.unknown_directive,
    "unknown-formula": names.unknown_formula,
    "unknown-version": names.unknown_pin,
    "unknown-label": names.unknown_pin,
    "digest-mismatch": names.digest_mismatch,
    "surplus-argument": names.delete_item,
    "unknown-argument": names.unknown_argument,
    "argument-twice": names.delete_item,
    "unused-parameter": names.delete_item,
    "undeclared-hole": names.undeclared_hole,
    "parameter-twice": names.delete_item,
    "scope-value-a-word": names.quote_value,
    "scope-key-twice": names.delete_item,
    "retired": names.retired,
    "retired-alone": names.retired_alone,
    "cancelled": words.cancelled,
    "hyphen-minus": words.hyphen_minus,
    "deprecated": names.replaced,
    "look-alike": words.look_alike,
    "look-alike-code": words.look_alike_code,
    "inflected": words.inflected,
    "glued-word": words.glued_word,
    "glued-word-ambiguous": words.glued_word_ambiguous,
    "forgotten-colon": words.forgotten_colon,
}
_SPELLINGS = {"DELTA": "Δ", "ARROW": "→", "MINUS": "-"}


def fixes(document: Document, problem: Diagnostic) -> list[Fix]:
    """Give the fixes of a problem that stands in a document, the best first.

    >>> from deltalang.session import Session
    >>> document = Document(Session(), "память + ∞")
    >>> [fix.title("en") for one in document.problems() for fix in fixes(document, one)]
    ['Delete `∞`', 'Quote it: `"∞"`']
    """
    make = FIXED.get(problem.message_id)
    here = document.buffer.pieces and problem.source.name == document.buffer.name
    if make is None or not here:
        return []
    return list(make(Spot(document, problem)))


def rewrites(document: Document, start: int, end: int) -> list[Fix]:
    """Offer the right letter or sign for one that is read but not written: `∆`, `D` before digits, `->`.

    >>> from deltalang.session import Session
    >>> [fix.edits for fix in rewrites(Document(Session(), "D02 -> жар"), 0, 4)]
    [(Edit(start=0, end=1, text='Δ'),), (Edit(start=4, end=6, text='→'),)]
    """
    found = []
    first = document.buffer.at(start) or 0
    for piece, base in zip(
        document.buffer.pieces[first:], document.buffer.starts[first:], strict=False
    ):
        if base > end:
            break
        for token in piece.tokens:
            place = base + token.start, base + token.end
            new = _SPELLINGS.get(token.type, token.value)
            if token.value != new and place[0] <= end and start <= place[1]:
                found.append(Fix("ui.fix-replace", {"new": new}, (Edit(*place, new),)))
    return found


def fix_all(document: Document, problems: Iterable[Diagnostic]) -> list[Edit]:
    """Give the edits of every problem that has one sensible answer; of two that overlap the first.

    >>> from deltalang.session import Session
    >>> document = Document(Session(), "память — жар\\nлес => мох")
    >>> [edit.text for edit in fix_all(document, document.problems())]
    ['-', '→']
    """
    edits: list[Edit] = []
    for problem in problems:
        sure = next((fix for fix in fixes(document, problem) if fix.preferred), None)
        for edit in sure.edits if sure is not None else ():
            if all(edit.end <= one.start or one.end <= edit.start for one in edits):
                edits.append(edit)
    return sorted(edits)
