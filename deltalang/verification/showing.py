"""Showing: a verification line by line, and several of them as one table."""

from collections.abc import Iterator, Sequence

from deltalang.messages import template
from deltalang.verification.figures import Figures
from deltalang.verification.index import Mention
from deltalang.verification.judging import Judged
from deltalang.verification.tables import NOTHING, number, part, percent
from deltalang.verification.verifying import Verification
from deltalang.verification.writing import place

_COLUMNS = ("answer", "scene", "score", "anchors", "hypotheses", "leaks", "order", "verdict")


def details(made: Verification, passed: bool, lang: str) -> Iterator[str]:
    """Write a line for each image, then the score."""
    source = made.answer
    for one in made.images:
        yield f"{one.wanted.text}: {_status(one, lang)}{_first(made, one.mentions)}"
    for avoided in made.avoided:
        status = "leaked" if avoided.leaks else "negated" if avoided.negated else "absent"
        said = template(f"ui.verify-{status}", lang)
        first = _first(made, avoided.leaks or avoided.negated)
        yield f"{template('ui.verify-avoid', lang)} {avoided.wanted.text}: {said}{first}"
    for start, end in made.unfilled:
        line, column = source.position(start)
        left = template("ui.verify-unfilled", lang)
        yield f"{line}:{column}: {left}: {source.text[start:end]}"
    result = "ui.verify-passed" if passed else "ui.verify-failed"
    yield f"{source.name}: {template(result, lang).format(score=number(made.score))}"


def _status(one: Judged, lang: str) -> str:
    for group in one.groups:
        if not group.in_order:
            chain = ", ".join(str(number + 1) for number in group.chain)
            return template("ui.verify-disordered", lang).format(chain=chain)
    if one.status == "partly":
        missing = ", ".join(one.missing)
        name = "ui.verify-partly" if missing else "ui.verify-apart"
        return template(name, lang).format(missing=missing)
    note = f" ({template('ui.verify-synonym', lang)})" if one.synonym else ""
    return template(f"ui.verify-{one.status}", lang) + note


def _first(made: Verification, mentions: tuple[Mention, ...]) -> str:
    if not mentions:
        return ""
    at = place(made.answer, mentions[0])
    return f" {at['line']}:{at['column']} «{at['text']}»"


def summary(rows: Sequence[tuple[str, str, Figures | None]], lang: str) -> list[list[str]]:
    """Make the rows of a table: the name of each answer, its scene, its figures (None: unread).

    >>> summary([("a.txt", "двор", None)], "en")[1]
    ['a.txt', 'двор', '0.00', '–', '–', '–', '–', 'cannot be read']
    """
    made = [[template(f"ui.verify-{column}", lang) for column in _COLUMNS]]
    for answer, scene, one in rows:
        cells = [number(one.score), *_cells(one, lang)] if one else ["0.00", *[NOTHING] * 4]
        verdict = "unread" if one is None else "good" if one.passed else "short"
        made.append([answer, scene, *cells, template(f"ui.verify-{verdict}", lang)])
    return made


def _cells(one: Figures, lang: str) -> list[str]:
    order = NOTHING
    if one.in_order is not None:
        order = template("ui.verify-yes" if one.in_order else "ui.verify-no", lang)
    return [
        percent(one.anchors),
        percent(one.hypotheses),
        part(one.leaked, one.avoided),
        order,
    ]
