"""Writing: a verification as plain data, `deltalang.verification/1`."""

from typing import Any

from deltalang.diagnostics import Diagnostic
from deltalang.source import Source
from deltalang.verification.index import Mention
from deltalang.verification.judged import Judged, JudgedGroup
from deltalang.verification.verifying import Avoided, Verification

FORMAT = "deltalang.verification/1"
MOST_PLACES = 10
"""Places that are written for an image; `count` says how many there are."""


def data(made: Verification, *, passed: bool) -> dict[str, Any]:
    """Give a verification as plain data; it validates against `verification.schema.json`.

    >>> from deltalang.algebra.scene import Scene
    >>> from deltalang.renderers.document import Origin, document
    >>> from deltalang.verification.verifying import verify_document
    >>> from deltalang.words.lemmas import Identity
    >>> made = verify_document("Дом.", document(Scene.atom("дом"), Origin("дом")), Identity())
    >>> data(made, passed=True)["images"][0]["places"]
    [{'line': 1, 'column': 1, 'text': 'Дом'}]
    """
    source = made.answer
    return {
        "format": FORMAT,
        "answer": source.name,
        "label": made.label,
        "empty": made.is_empty,
        "passed": passed,
        "score": round(float(made.score), 4),
        "exact_score": str(made.score),
        "images": [_image(one, source) for one in made.images],
        "avoid": [_avoided(one, source) for one in made.avoided],
        "unfilled": [
            place(source, Mention(start, end, 0, 0)) for start, end in made.unfilled[:MOST_PLACES]
        ],
        "problem": None,
    }


def unread(problem: Diagnostic, label: str | None) -> dict[str, Any]:
    """Give the data for an answer that cannot be read: nothing is found in it, `problem` says why.

    >>> from deltalang.source import Span
    >>> broken = Diagnostic("E112", "answer-json", Source("{", "a.json"), Span(0, 1))
    >>> unread(broken, "двор")["problem"]
    {'code': 'E112', 'message': 'answer-json', 'line': 1, 'column': 1}
    """
    line, column = problem.source.position(problem.span.start)
    return {
        "format": FORMAT,
        "answer": problem.source.name,
        "label": label,
        "empty": False,
        "passed": False,
        "score": 0.0,
        "exact_score": "0",
        "images": [],
        "avoid": [],
        "unfilled": [],
        "problem": {
            "code": problem.code,
            "message": problem.message_id,
            "line": line,
            "column": column,
        },
    }


def place(source: Source, mention: Mention) -> dict[str, Any]:
    """Where a mention is, and what stands there, a hundred characters of it."""
    line, column = source.position(mention.start)
    text = " ".join(source.text[mention.start : min(mention.end, mention.start + 100)].split())
    return {"line": line, "column": column, "text": text}


def _image(one: Judged, source: Source) -> dict[str, Any]:
    return {
        "text": one.wanted.text,
        "kind": one.wanted.kind,
        "trust": one.wanted.trust,
        "weight": str(one.wanted.weight),
        "status": one.status,
        "value": None if one.value is None else str(one.value),
        "in_order": one.in_order,
        "synonym": one.synonym,
        "missing": list(one.missing),
        "count": len(one.mentions),
        "places": [place(source, mention) for mention in one.mentions[:MOST_PLACES]],
        "groups": [_group(group, source) for group in one.groups],
    }


def _group(group: JudgedGroup, source: Source) -> dict[str, Any]:
    return {
        "kind": group.group.kind,
        "in_order": group.in_order,
        "missing": [number + 1 for number in group.lost],
        "chain": [number + 1 for number in group.chain],
        "parts": [
            {
                "canonical": part.part.canonical,
                "value": None if part.value is None else str(part.value),
                "images": [_image(one, source) for one in part.images],
            }
            for part in group.parts
        ],
    }


def _avoided(one: Avoided, source: Source) -> dict[str, Any]:
    return {
        "text": one.wanted.text,
        "weight": str(one.wanted.weight),
        "status": "leaked" if one.leaks else "negated" if one.negated else "absent",
        "leaks": len(one.leaks),
        "negated": len(one.negated),
        "places": [place(source, m) for m in (*one.leaks, *one.negated)[:MOST_PLACES]],
    }
