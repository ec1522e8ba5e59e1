"""Showing: a verification line by line, and several of them as one table."""

from collections.abc import Iterator, Sequence

from deltalang.messages import template
from deltalang.verification.figures import Figures
from deltalang.verification.index import Mention
from deltalang.verification.judged import NEGATED, Judged, JudgedPart
from deltalang.verification.order import occurrences
from deltalang.verification.tables import NOTHING, number, part, percent
from deltalang.verification.verifying import Verification
from deltalang.verification.writing import place

_COLUMNS = ("answer", "scene", "score", "anchors", "hypotheses", "leaks", "order", "verdict")


def details(made: Verification, passed: bool, lang: str) -> Iterator[str]:
    """Write a line for each image and for each of its beats, then the score."""
    source = made.answer
    if made.is_empty:  # nothing was found because nothing is there: no line says more
        score = number(made.score)
        yield f"{source.name}: {template('ui.verify-empty', lang).format(score=score)}"
        return
    for one in made.images:
        yield f"{one.wanted.text}: {_status(one, lang)}{_first(made, one.mentions)}"
        yield from _beats(made, one, lang)
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
    if (
        passed and not made.anchors and made.score < 1
    ):  # hypotheses alone: 0.00 is no reason to fail
        result = "ui.verify-free"
    yield f"{source.name}: {template(result, lang).format(score=number(made.score))}"


def _beats(made: Verification, image: Judged, lang: str, indent: str = "  ") -> Iterator[str]:
    """Write a line for each beat: where it stands, or that it does not; of a choice the best option's."""
    for group in image.groups:
        if not group.group.is_sequence:
            for inner in (one for option in group.chosen for one in option.images):
                yield from _beats(made, inner, lang, indent)
            continue
        chain = [group.parts[number].mentions for number in group.chain]
        places = dict(zip(group.chain, occurrences(chain), strict=True))
        for at, beat in enumerate(group.parts):
            place_in_chain = places.get(at)
            said = _beat(beat, place_in_chain is not None, lang)
            first = _first(made, (place_in_chain,) if place_in_chain else _places(beat))
            yield f"{indent}{at + 1}. {beat.part.text}: {said}{first}"
            for inner in beat.images:
                yield from _beats(made, inner, lang, indent + "  ")


def _beat(part: JudgedPart, in_chain: bool, lang: str) -> str:
    if len(part.images) == 1 and (in_chain or not part.value):
        return _status(part.images[0], lang)
    if part.value is None:
        return template("ui.verify-unchecked", lang)
    if not part.value:
        negated = any(one.status == NEGATED for one in part.images)
        return template(f"ui.verify-{NEGATED if negated else 'missing'}", lang)
    if not in_chain:
        return template("ui.verify-misplaced", lang)
    missing = ", ".join(one.wanted.text for one in part.images if one.value == 0)
    name = (
        "ui.verify-partly"
        if missing
        else "ui.verify-found"
        if part.value == 1
        else "ui.verify-in-part"
    )
    return template(name, lang).format(missing=missing)


def _places(part: JudgedPart) -> tuple[Mention, ...]:
    """Where a beat stands that is not in order, or is said not to be there."""
    return tuple(part.mentions) or tuple(one for image in part.images for one in image.denied)


def _status(one: Judged, lang: str) -> str:
    for group in one.groups:
        if not group.is_ordered and len(group.chain) < len(group.present):
            chain = ", ".join(str(number + 1) for number in group.chain)
            return template("ui.verify-disordered", lang).format(chain=chain)
    if one.status == "partly":
        missing = ", ".join(one.missing)
        name = "ui.verify-partly" if missing else "ui.verify-in-part"
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
        made.append([answer, scene, *cells, template(f"ui.verify-{_verdict(one)}", lang)])
    return made


def _verdict(one: Figures | None) -> str:
    if one is None:
        return "unread"
    return "blank" if one.is_empty else "good" if one.passed else "short"


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
