"""Scripts: definitions, directives and scenes of a module, in the order a reader meets them.

Definitions are known everywhere in their script. A directive holds from its line on. The file system
comes in as an argument: `load` reads what `:use` names.
"""

from collections.abc import Callable, Iterator

import attrs

from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import Scope, ScopeValueError, entry
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.keys import key
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.semantics.build import canonical_name
from deltalang.semantics.catalog import Catalog, Formula, LayeredCatalog, MemoryCatalog
from deltalang.semantics.evaluator import Evaluator
from deltalang.semantics.expectations import unmet
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.parser import Module

DIRECTIVES = {
    "use": "use", "взять": "use", "mode": "mode", "режим": "mode",
    "context": "context", "контекст": "context", "lang": "lang", "язык": "lang",
    "seed": "seed", "зерно": "seed",
}  # fmt: skip

Loader = Callable[[str, Source], "Module | Catalog | None"]
"""Reads what `:use` names, seen from a source; None when there is nothing of that name."""


@attrs.frozen
class Settings:
    """What the directives above a scene say."""

    scope: Scope = ()
    lang: str | None = None
    seed: int | str | None = None


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
        seal: Callable[[Catalog], Catalog] | None = None,
    ) -> None:
        self.module, self.depth = module, depth
        self.labels: dict[str, tuple[ast.SceneStatement, Settings]] = {}
        self._own: list[Diagnostic] = list(module.diagnostics)
        self._load = load
        packs: list[Catalog] = []
        formulas = self._collect(module, packs, (module.source.name,))
        self.formulas = tuple(formulas)
        outer: Catalog = LayeredCatalog(*packs, catalog) if packs else catalog
        outer = seal(outer) if seal is not None else outer
        self._check_names(formulas, outer)
        self.catalog = LayeredCatalog(MemoryCatalog(formulas), outer)
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
                settings = self._directive(statement, settings)
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
            self._note("E212", "label-twice", statement, label=statement.label, line=line)

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
        if unmet(found, node.verb, wanted):
            shown = source.text[node.subject.start : node.subject.end]
            self._note(
                "E211",
                "expectation-failed",
                node,
                subject=shown,
                verb=node.verb,
                wanted=wanted.display,
                found=found.display,
            )

    def _broken_labels(self) -> set[str]:
        """The labels of statements that could not be read."""
        text = self.module.source.text
        junk = (text[s.start : s.end] for s in self.module.statements if isinstance(s, ast.Junk))
        return {key(words) for words, colon, _ in (t.partition(":") for t in junk) if colon}

    # -------------------------------------------------------------- directives

    def _directive(self, node: ast.Directive, settings: Settings) -> Settings:
        name = DIRECTIVES.get(node.name)
        if name is None:
            known = ", ".join(f"`:{n}`" for n in (*dict.fromkeys(DIRECTIVES.values()), "expect"))
            self._note("E110", "unknown-directive", node, name=node.name, known=known)
            return settings
        if name == "use":
            return settings
        try:
            return _changed(settings, name, node.argument)
        except ValueError as error:
            wanted = f"`:{name} …`" if isinstance(error, ScopeValueError) else str(error)
            self._note("E111", "directive-argument", node, name=node.name, wanted=wanted)
            return settings

    # ------------------------------------------------------------------- names

    def _collect(
        self, module: Module, packs: list[Catalog], path: tuple[str, ...]
    ) -> list[Formula]:
        """Collect definitions, following `:use`; `path` holds the names of the open scripts."""
        formulas: list[Formula] = []
        for statement in module.statements:
            match statement:
                case ast.Definition():
                    formulas.append(_formula(statement, module.source))
                case ast.Directive() if DIRECTIVES.get(statement.name) == "use":
                    formulas += self._use(statement, module, packs, path)
        return formulas

    def _use(
        self, node: ast.Directive, module: Module, packs: list[Catalog], path: tuple[str, ...]
    ) -> list[Formula]:
        if node.argument is None:
            self._note("E111", "directive-argument", node, module, name="use", wanted="`:use …`")
            return []
        try:
            used = self._load(node.argument, module.source)
        except DeltaError as error:
            self._own += error.diagnostics
            return []
        except OSError as error:
            arguments = {"name": node.argument, "looked": str(error)}
            self._note("E111", "use-not-found", node, module, **arguments)
            return []
        if used is None:
            arguments = {
                "name": node.argument,
                "looked": f"{node.argument}.delta, {node.argument}/",
            }
            self._note("E111", "use-not-found", node, module, **arguments)
            return []
        if not isinstance(used, Module):
            packs.append(used)
            return []
        if used.source.name in path:
            shown = " → ".join([*path[path.index(used.source.name) :], used.source.name])
            self._note("E204", "cyclic-use", node, module, path=shown)
            return []
        self._own += used.diagnostics
        return self._collect(used, packs, (*path, used.source.name))

    def _check_names(self, formulas: list[Formula], outer: Catalog) -> None:
        seen: dict[str, Formula] = {}
        for formula in formulas:
            first = seen.setdefault(formula.name, formula)
            if first is not formula and (first.source, first.body) != (
                formula.source,
                formula.body,
            ):
                line = first.source.position(first.body.start).line
                self._name_problem(formula, "defined-twice", name=formula.name, line=line)
            try:
                shadowed = outer.find(formula.name, None)
            except DeltaError as error:  # a broken record has the name
                self._own += [p for p in error.diagnostics if p not in self._own]
                continue
            # A name that the project has published is a draft of its next edition here.
            next_edition = (
                formula.name.startswith("Δ:") and getattr(shadowed, "layer", "") == "project"
            )
            if isinstance(shadowed, Formula) and not next_edition:
                self._name_problem(
                    formula, "shadowed-number", name=formula.name, layer=shadowed.layer
                )

    def _name_problem(self, formula: Formula, message_id: str, **arguments: object) -> None:
        for statement in self.module.statements:
            same = isinstance(statement, ast.Definition) and statement.body is formula.body
            if same and isinstance(statement, ast.Definition):
                span = statement.target.span
                self._own.append(Diagnostic("E209", message_id, formula.source, span, arguments))
                return
        span = formula.body.span
        self._own.append(Diagnostic("E209", message_id, formula.source, span, arguments))

    def _note(
        self,
        code: str,
        message_id: str,
        node: ast.Node,
        module: Module | None = None,
        **arguments: object,
    ) -> None:
        source = (module or self.module).source
        self._own.append(Diagnostic(code, message_id, source, node.span, arguments))


def _formula(statement: ast.Definition, source: Source) -> Formula:
    return Formula(
        name=canonical_name(statement.target),
        version=0,
        body=statement.body,
        source=source,
        parameters=statement.parameters,
        slug=statement.target.slug,
    )


def _changed(settings: Settings, name: str, argument: str | None) -> Settings:
    """Apply a directive. Raises ValueError with what was wanted."""
    if name in ("mode", "context"):
        scope = dict(settings.scope)
        scope.pop(name, None)
        if argument is not None:
            scope.update([entry(name, argument.strip('"'), "string")])
        return attrs.evolve(settings, scope=tuple(sorted(scope.items())))
    if name == "lang":
        if argument not in ("ru", "en", None):
            raise ValueError("`ru`, `en`")
        return attrs.evolve(settings, lang=argument)
    if argument is None:
        return attrs.evolve(settings, seed=None)
    if not (argument.isdecimal() and len(argument) <= 18):
        raise ValueError("0, 1, 2, …")
    return attrs.evolve(settings, seed=int(argument))


def _after_label(statement: ast.SceneStatement, source: Source) -> str:
    return source.text[source.text.index(":", statement.start) + 1 : statement.end].strip()
