"""Scripts: definitions, directives and scenes of a module, in the order a reader meets them.

Definitions are known everywhere in their script. A directive holds from its line on. The file system
comes in as an argument: `load` reads what `:use` names.
"""

from collections.abc import Iterator

import attrs

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import Diagnostic
from deltalang.keys import key
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.semantics.catalog import Catalog
from deltalang.semantics.definitions import Definitions, Loader, Seal, line_in_source
from deltalang.semantics.directives import Settings, applied
from deltalang.semantics.evaluator import Evaluator
from deltalang.semantics.expectations import failure
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.parser import Module


@attrs.frozen
class SceneResult:
    """A scene of a script: its label, its text, its statement, what it means, its settings."""

    label: str | None
    text: str
    statement: ast.SceneStatement = attrs.field(repr=False)
    scene: Scene
    settings: Settings


class Script:
    """A module with its names collected, ready to evaluate.

    `problems` holds everything found so far, also in the scripts that it uses. `seal` puts a lock
    around the formulas that come from outside the script.
    """

    def __init__(
        self,
        module: Module,
        catalog: Catalog,
        *,
        load: Loader,
        limits: Limits = DEFAULT_LIMITS,
        lineage: bool = False,
        depth: int | None = None,
        seal: Seal | None = None,
    ) -> None:
        self.module, self.depth = module, depth
        self.labels: dict[str, tuple[ast.SceneStatement, Settings]] = {}
        self._own: list[Diagnostic] = list(module.diagnostics)
        definitions = Definitions([module], catalog, load=load, seal=seal)
        self._own += definitions.problems
        told = tuple(definitions.problems)
        self._own += (
            problem
            for problem in definitions.name_problems(line_in_source)
            if problem not in told  # a broken record has been reported
        )
        self.formulas = tuple(one.formula for one in definitions.meant.values())
        self.catalog = definitions.catalog
        self.evaluator = Evaluator(self.catalog, limits=limits, lineage=lineage)

    @property
    def problems(self) -> list[Diagnostic]:
        """All problems, without order."""
        return self._own + self.evaluator.problems

    def scenes(self) -> Iterator[SceneResult]:
        """Evaluate the scenes in order, then the expectations; broken ones are left out."""
        expectations: list[tuple[ast.Expectation, Settings]] = []
        for statement, settings in self._with_settings():
            match statement:
                case ast.SceneStatement():
                    self._note_label(statement, settings)
                    scene = self._evaluate(statement.body, settings)
                    if scene is not None:
                        source = self.module.source
                        text = source.text[statement.body.start : statement.body.end]
                        text = text if statement.label is None else _after_label(statement, source)
                        yield SceneResult(statement.label, text, statement, scene, settings)
                case ast.Expectation():
                    expectations.append((statement, settings))
        for formula in self.formulas:
            if formula.source is self.module.source:
                self.evaluator.check(formula)
        for expectation, settings in expectations:
            self._expect(expectation, settings)

    def _with_settings(self) -> Iterator[tuple[ast.Statement, Settings]]:
        settings = Settings()
        for statement in self.module.statements:
            if isinstance(statement, ast.Directive):
                settings, problem = applied(statement, settings, self.module.source)
                self._own += [problem] if problem is not None else []
            yield statement, settings

    def _evaluate(self, body: ast.Expression, settings: Settings) -> Scene | None:
        scene = self.evaluator.evaluate(body, self.module.source, depth=self.depth)
        limits = self.evaluator.limits
        return scene.within(settings.scope, limits) if scene is not None else None

    def _note_label(self, statement: ast.SceneStatement, settings: Settings) -> None:
        if statement.label is None:
            return
        known = self.labels.setdefault(key(statement.label), (statement, settings))[0]
        if known is not statement:
            line = self.module.source.position(known.start).line
            self._own.append(label_twice(statement, self.module.source, line))

    def _expect(self, node: ast.Expectation, settings: Settings) -> None:
        subject, inside = node.subject, settings
        if isinstance(subject, ast.Atom) and key(subject.text) in self.labels:
            statement, inside = self.labels[key(subject.text)]
            subject = statement.body
        source = self.module.source
        if isinstance(subject, ast.Atom) and key(subject.text) in self._broken_labels():
            return  # the scene it speaks of could not be read, and that is reported
        found = self.evaluator.evaluate(subject, source)
        wanted = self.evaluator.evaluate(node.wanted, source)
        if found is None or wanted is None:
            return
        limits = self.evaluator.limits
        # Both sides stand under the directives above the scene, so `:mode` changes no claim.
        found, wanted = (s.within(inside.scope, limits).plain(limits) for s in (found, wanted))
        problem = failure(node, source, found, wanted)
        self._own += [problem] if problem is not None else []

    def _broken_labels(self) -> set[str]:
        """The labels of statements that could not be read."""
        text = self.module.source.text
        junk = (text[s.start : s.end] for s in self.module.statements if isinstance(s, ast.Junk))
        return set(filter(None, map(broken_label, junk)))


def label_twice(statement: ast.SceneStatement, source: Source, line: int) -> Diagnostic:
    """Make the problem of a label that another scene has, in a line above."""
    arguments = {"label": statement.label, "line": line}
    return Diagnostic("E212", "label-twice", source, statement.span, arguments)


def broken_label(text: str) -> str | None:
    """Give the key of the label of a statement that could not be read, if it has one.

    >>> broken_label("двор: свет +"), broken_label("свет +")
    ('двор', None)
    """
    words, colon, _ = text.partition(":")
    return key(words) if colon and words else None


def _after_label(statement: ast.SceneStatement, source: Source) -> str:
    return source.text[source.text.index(":", statement.start) + 1 : statement.end].strip()
