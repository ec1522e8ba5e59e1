"""Scripts, and lines of JSON that hold scenes, as scenes as they are written: no formula is expanded."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from deltalang.algebra.letters import Atom, Reference
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import every_letter
from deltalang.corpus.passages import FORMAT, KINDS, sum_of
from deltalang.diagnostics import DeltaError
from deltalang.keys import key
from deltalang.limits import DEFAULT_LIMITS, LimitExceededError
from deltalang.semantics.build import SceneBuilder
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.parser import parse
from deltalang.words.terms import Term


class WrittenScene(NamedTuple):
    """A scene as it was written: its text and lines there, its terms, its expression, its meaning."""

    text: str
    line: int
    end_line: int
    terms: tuple[Term, ...]
    expression: str
    scene: Scene


def written_scenes(text: str, name: str, dropped: Counter[str]) -> Iterator[WrittenScene]:
    """Give the scenes of a script; statements that cannot be read are counted on `dropped`.

    >>> [s.expression for s in written_scenes("двор: Δ02 + жар\\nжар жар\\n(", "a", Counter())]
    ['Δ02 + жар', 'жар жар']
    """
    source = Source(text, name)
    for statement in parse(source).statements:
        if isinstance(statement, ast.Junk):
            dropped["broken-statement"] += 1
        elif isinstance(statement, ast.SceneStatement):
            scene = _scene(statement.body, source)
            if scene is None:
                dropped["broken-statement"] += 1
            elif scene:
                said = text[statement.start : statement.end].strip()
                line = source.position(statement.start).line
                end = line + said.count("\n")
                yield WrittenScene(said, line, end, terms_of(scene), scene.display, scene)


def _scene(body: ast.Expression, source: Source) -> Scene | None:
    try:
        return SceneBuilder(source, DEFAULT_LIMITS).build(body)
    except (DeltaError, LimitExceededError):
        return None


def terms_of(scene: Scene) -> tuple[Term, ...]:
    """Name the atoms and references of a scene at every depth, in canonical order."""
    return tuple(
        Term(letter.spelling if isinstance(letter, Atom) else letter.name)
        for letter in every_letter(scene)
        if isinstance(letter, (Atom, Reference))
    )


class Origin(NamedTuple):
    """Where a passage was found that somebody wrote down: file, lines, and the kind of passage."""

    file: str
    line: int
    end_line: int
    kind: str


class JsonScene(NamedTuple):
    """What a line of JSON holds: a scene, or a text that is still to be read.

    A passage that `deltalang scenes` wrote has the place where it was found.
    """

    scene: WrittenScene | None
    text: str | None
    origin: Origin | None = None


def json_scene(line: str, number: int, name: str) -> JsonScene | None:
    """Read a line of JSON: a scene document, a passage, a list of terms, an expression or a text.

    None for a line that is none of these. Text stands under `text`, terms under `terms`, an expression
    under `expression`, `canonical` or `scene`.

    >>> json_scene('["жар", "память"]', 1, "a.jsonl").scene.expression
    'жар + память'
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    expression = _expression(data)
    if expression is not None:
        found = list(written_scenes(expression, name, Counter()))
        if len(found) != 1:
            return None
        [scene] = found
        scene = scene._replace(text=_quoted(data, scene.text), line=number, end_line=number)
        terms = _terms(data)
        if terms and _keys(terms) == _keys(scene.terms):  # a passage, in the order of its text
            scene = scene._replace(
                terms=terms, expression=_unlabelled(expression) or scene.expression
            )
        return JsonScene(scene, None, _origin(data))
    text = data.get("text") if isinstance(data, dict) else None
    return JsonScene(None, text) if isinstance(text, str) and text.strip() else None


def _origin(data: Any) -> Origin | None:
    """The place that a passage names; None for other data, or where it names none."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return None
    file, line, end_line = data.get("file"), data.get("line"), data.get("end_line")
    if not isinstance(file, str) or not file.strip() or data.get("kind") not in KINDS:
        return None
    if type(line) is not int or type(end_line) is not int or not 1 <= line <= end_line < 2**31:
        return None
    return Origin(file, line, end_line, data["kind"])


def _unlabelled(expression: str) -> str | None:
    """An expression as it is written, on one line; None when it is more than an expression."""
    said = " ".join(expression.split())
    [statement] = parse(said).statements
    bare = isinstance(statement, ast.SceneStatement) and statement.label is None
    return said if bare and "#" not in said else None


def _keys(terms: tuple[Term, ...]) -> set[str]:
    return {key(term.name) for term in terms}


def _expression(data: Any) -> str | None:
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        for field in ("expression", "canonical", "scene"):
            if isinstance(data.get(field), str) and data[field].strip():
                return str(data[field])
    terms = _terms(data)
    return sum_of(terms) if terms else None


def _terms(data: Any) -> tuple[Term, ...]:
    """The terms that a list, or a list under `terms`, names; none when it holds anything else."""
    given = data.get("terms") if isinstance(data, dict) else data
    names = [_term(item) for item in given] if isinstance(given, list) else []
    return tuple(Term(name) for name in names if name is not None) if None not in names else ()


def _term(item: Any) -> str | None:
    name = item.get("term") if isinstance(item, dict) else item
    return name if isinstance(name, str) and name.strip() else None


def _quoted(data: Any, otherwise: str) -> str:
    """The text that a passage quotes."""
    text = data.get("text") if isinstance(data, dict) else None
    return text if isinstance(text, str) and text else otherwise
