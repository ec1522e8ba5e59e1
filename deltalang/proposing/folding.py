"""Scripts written shorter with the formulas that were accepted.

A scene statement is rewritten only where the new text is shorter, uses one of the formulas and means
exactly the same; its label stays. All other statements, comments and blank lines stay as they are, to
the letter. A statement with a comment inside is left alone, since it would lose the comment.
"""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import attrs

from deltalang.algebra.fold import Known, cost, fold
from deltalang.algebra.letters import Choice, Cycle, Reference, Sequence
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import every_letter
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.project import Project
from deltalang.proposing.decisions import ACCEPTED, known_decisions
from deltalang.proposing.likeness import weights
from deltalang.registry.drafts import one_line
from deltalang.registry.files import read_source, replace_file
from deltalang.semantics.script import SceneResult, Script
from deltalang.session import Session, load
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.parser import parse, parse_expression
from deltalang.syntax.tokens import scan

_PARTED = (Sequence, Cycle, Choice)
_Formula = tuple[Known, frozenset[str]]
"""A formula to fold with, and its atoms: one that shares none with a scene is of no use there."""


@attrs.frozen
class Shortened:
    """A statement that is written shorter: the texts of its scene, without layout."""

    line: int
    label: str | None
    old: str
    new: str


@attrs.frozen(slots=False)
class Folded:
    """A script after folding: its text, what changed in it, and what it was before and is now.

    `images` are the atoms and references that are written, before and now; `bits` what they cost in a
    code that is best for all scripts that were folded together, before and now (the entropy of the
    images; the formulas themselves stand in the registry and are not counted). A script with `problems`
    is left as it is.
    """

    path: Path
    text: str = attrs.field(repr=False)
    statements: tuple[Shortened, ...] = ()
    images: tuple[int, int] = (0, 0)
    bits: tuple[float, float] = (0.0, 0.0)
    problems: tuple[Diagnostic, ...] = ()

    @cached_property
    def characters(self) -> int:
        """How many characters the statements that changed are shorter, layout aside."""
        return sum(len(one.old) - len(one.new) for one in self.statements)


def fold_scripts(
    project: Project,
    paths: Iterable[Path | str],
    formulas: Iterable[str] | None = None,
    *,
    write: bool = False,
) -> list[Folded]:
    """Fold scripts (folders mean the scripts in them); gives one result for each, in the order of names.

    `formulas` are names such as `Δ101`, those that were accepted in reviews unless given. With `write` the
    files that change are replaced, each atomically, the others are not touched. Raises DeltaError (E401)
    for decisions that cannot be read, OSError.
    """
    session = project.session()
    wanted = set(_accepted(project) if formulas is None else formulas)
    known = [
        (one, frozenset(weights(one.body)))
        for one in session.foldable()
        if one.reference.display in wanted
    ]
    read = [_Script(path, session, known) for path in _scripts(paths)]
    old, new = _prices(one.before for one in read), _prices(one.after for one in read)
    results = [one.folded(old, new) for one in read]
    for result in results if write else ():
        if result.statements:
            replace_file(result.path, result.text)
    return results


def _accepted(project: Project) -> Iterator[str]:
    """The formulas that reviews brought."""
    for decision in known_decisions(project).of(ACCEPTED):
        yield (decision.edition or "").partition("@")[0]


def _scripts(paths: Iterable[Path | str]) -> list[Path]:
    """The scripts that are named or stand in a folder that is, each once."""
    found: dict[str, Path] = {}
    for path in map(Path, paths):
        inside = sorted(path.rglob("*.delta")) if path.is_dir() else [path]
        for script in inside:
            hidden = any(part.startswith(".") for part in script.relative_to(path).parts)
            if script.suffix == ".delta" and not hidden:
                found.setdefault(os.path.realpath(script), script)
    return sorted(found.values(), key=lambda script: script.as_posix())


def _prices(counters: Iterable[Counter[str]]) -> dict[str, float]:
    """The bits of each image in the best code for all of them together."""
    total: Counter[str] = sum(counters, Counter())
    count = total.total()
    return {image: -math.log2(times / count) for image, times in total.items()}


class _Script:
    """A script that is being folded, and the images that it writes before and after."""

    def __init__(self, path: Path, session: Session, known: list[_Formula]) -> None:
        self.path, self.text = path, ""
        self.before: Counter[str] = Counter()
        self.after: Counter[str] = Counter()
        self.statements: list[Shortened] = []
        self.problems: tuple[Diagnostic, ...] = ()
        try:
            source = read_source(path)
            self.text = source.text
            self.text = self._fold(source, session, known)
        except DeltaError as error:
            self.problems = error.diagnostics

    def folded(self, old: dict[str, float], new: dict[str, float]) -> Folded:
        """Give the result, priced."""
        return Folded(
            self.path, self.text, tuple(self.statements), (self.before.total(), self.after.total()),
            (_bits(self.before, old), _bits(self.after, new)), self.problems,
        )  # fmt: skip

    def _fold(self, source: Source, session: Session, known: list[_Formula]) -> str:
        script = _script(source, session)
        results = list(script.scenes())
        if script.problems:
            raise DeltaError(script.problems)
        done, text = 0, ""
        for result in results:
            body = result.statement.body
            written = script.evaluator.evaluate(body, source, depth=0)
            whole = script.evaluator.evaluate(body, source)
            assert written is not None
            assert whole is not None
            best = self._shorter(script, source, body, written, whole, known)
            self.before.update(_images(written))
            self.after.update(_images(best if best is not None else written))
            if best is None:
                continue
            old, new = one_line(source, body), best.display
            line = source.position(body.start).line
            self.statements.append(Shortened(line, result.label, old, new))
            text += source.text[done : body.start] + new
            done = body.end
        text += source.text[done:]
        _check(results, list(_script(Source(text, source.name), session).scenes()), source)
        return text

    def _shorter(
        self,
        script: Script,
        source: Source,
        body: ast.Expression,
        written: Scene,
        whole: Scene,
        known: list[_Formula],
    ) -> Scene | None:
        """The shortest way to write a scene with the formulas; None where what is written is as short.

        What is written may have references of its own; they are kept where that is shorter.
        """
        if any(token.type == "COMMENT" for token in scan(source.text, body.start, body.end)):
            return None
        own = weights(written).keys() | weights(whole).keys()
        useful = [one for one, atoms in known if atoms & own]
        names = {one.reference.display for one in useful}
        candidates = [fold(scene, useful) for scene in (written, whole)] if useful else []
        better = [
            scene
            for scene in candidates
            if cost(scene) < cost(written)
            and len(scene.display) < len(one_line(source, body))
            and scene != written
            and any(isinstance(x, Reference) and x.name in names for x in every_letter(scene))
            and script.evaluator.evaluate(parse_expression(scene.display), Source(scene.display))
            == whole
        ]
        return min(better, key=lambda scene: (cost(scene), scene.canonical), default=None)


def _script(source: Source, session: Session) -> Script:
    return Script(
        parse(source), session.catalog, load=load, limits=session.limits, seal=session.seal
    )


def _check(before: list[SceneResult], after: list[SceneResult], source: Source) -> None:
    """See that a script says what it said, statement by statement."""
    said, says = ([(one.label, one.scene.canonical) for one in part] for part in (before, after))
    if said != says:
        raise AssertionError(f"folding would change what {source.name} means")


def _images(scene: Scene) -> Counter[str]:
    """The atoms and references of a scene as it is written."""
    return Counter(letter.text for letter in every_letter(scene) if not isinstance(letter, _PARTED))


def _bits(images: Counter[str], prices: dict[str, float]) -> float:
    return sum(times * prices[image] for image, times in images.items())
