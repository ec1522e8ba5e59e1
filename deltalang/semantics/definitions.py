"""Definitions: the formulas that scripts define, with those of the scripts and packs that they use.

They are known everywhere in their script. The file system comes in as an argument: `load` reads what
`:use` names.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.semantics.build import canonical_name
from deltalang.semantics.catalog import Catalog, Formula, LayeredCatalog, MemoryCatalog, Missing
from deltalang.semantics.directives import DIRECTIVES
from deltalang.source import Source, Span
from deltalang.syntax import ast
from deltalang.syntax.parser import Module

_SHOWN = 60  # as much as a message shows of a word
Loader = Callable[[str, Source], "Module | Catalog | None"]
"""Reads what `:use` names, seen from a source; None when there is nothing of that name."""

Seal = Callable[[Catalog], Catalog]
"""Puts a lock around the formulas that come from outside the script."""


@attrs.frozen
class Defined:
    """A formula of a script with the place of its name."""

    formula: Formula
    target: Span


class Definitions:
    """What some modules define and use, over a catalog; a definition may be given without its module.

    `catalog` knows all of it; `outer` is what stands outside of the scripts. `problems` holds what was
    wrong with `:use` and in the scripts it names; names are looked at by `name_problems`.
    """

    def __init__(
        self,
        modules: "Iterable[Module | Defined]",
        catalog: Catalog,
        *,
        load: Loader,
        seal: Seal | None = None,
    ) -> None:
        self._load = load
        self.problems: list[Diagnostic] = []
        packs: list[Catalog] = []
        self.defined = tuple(
            one
            for module in modules
            for one in (
                (module,)
                if isinstance(module, Defined)
                else self._collect(module, packs, (module.source.name,))
            )
        )
        self.outer: Catalog = LayeredCatalog(*packs, catalog) if packs else catalog
        if seal is not None:
            self.outer = seal(self.outer)
        drafts = MemoryCatalog(one.formula for one in self.defined)
        self.catalog = LayeredCatalog(drafts, self.outer)

    def _collect(
        self, module: Module, packs: list[Catalog], path: tuple[str, ...]
    ) -> Iterator[Defined]:
        """Collect definitions, following `:use`; `path` holds the names of the open scripts."""
        for statement in module.statements:
            match statement:
                case ast.Definition():
                    yield defined_by(statement, module.source)
                case ast.Directive() if DIRECTIVES.get(statement.name) == "use":
                    yield from self._use(statement, module.source, packs, path)

    def _use(
        self, node: ast.Directive, source: Source, packs: list[Catalog], path: tuple[str, ...]
    ) -> Iterator[Defined]:
        def note(code: str, message_id: str, **arguments: object) -> None:
            self.problems.append(Diagnostic(code, message_id, source, node.span, arguments))

        name = node.argument
        if name is None:
            note("E111", "directive-argument", name="use", wanted="`:use …`")
            return
        try:
            used = self._load(name, source)
        except DeltaError as error:
            self.problems += error.diagnostics
            return
        except OSError as error:
            note("E111", "use-not-found", name=name, looked=str(error))
            return
        if used is None:
            note("E111", "use-not-found", name=name, looked=f"{name}.delta, {name}/")
        elif not isinstance(used, Module):
            packs.append(used)
        elif used.source.name in path:
            shown = " → ".join([*path[path.index(used.source.name) :], used.source.name])
            note("E204", "cyclic-use", path=shown)
        else:
            self.problems += used.diagnostics
            yield from self._collect(used, packs, (*path, used.source.name))

    @cached_property
    def meant(self) -> dict[str, Defined]:
        """The definitions that references mean, by their names: of several with one name the last."""
        return {one.formula.name: one for one in self.defined}

    def name_problems(
        self,
        line_of: Callable[[Formula], int],
        *,
        find: Callable[[str], Formula | Missing] | None = None,
    ) -> Iterator[Diagnostic]:
        """Find names that are defined twice or that somebody outside has; `line_of` tells where.

        `find` asks those outside; one that remembers may be given.
        """
        seen: dict[str, Formula] = {}
        for one in self.defined:
            formula = one.formula
            first = seen.setdefault(formula.name, formula)
            if first is not formula and _differ(first, formula):
                yield _twice(one, first, line_of(first))
            try:
                shadowed = find(formula.name) if find else self.outer.find(formula.name, None)
            except DeltaError as error:  # a broken record has the name
                yield from error.diagnostics
                continue
            if not isinstance(shadowed, Formula):
                continue
            # A name that the project has published is a draft of its next edition here.
            next_edition = formula.name.startswith("Δ:") and shadowed.layer == "project"
            if not next_edition:
                found = {"name": formula.name, "layer": shadowed.layer}
                yield Diagnostic("E209", "shadowed-number", formula.source, one.target, found)


def _twice(one: Defined, first: Formula, line: int) -> Diagnostic:
    """Make the problem of a name that a formula has already, here or in another file."""
    source = one.formula.source
    found: dict[str, object] = {"name": one.formula.name, "line": line}
    if first.source.name == source.name:
        return Diagnostic("E209", "defined-twice", source, one.target, found)
    file = first.source.name
    found["file"] = file if len(file) <= _SHOWN else "…" + file[-_SHOWN + 1 :]  # its end tells most
    return Diagnostic("E209", "defined-twice-elsewhere", source, one.target, found)


def line_in_source(formula: Formula) -> int:
    """Give the line of a formula in its own source."""
    return formula.source.position(formula.body.start).line


def _differ(first: Formula, second: Formula) -> bool:
    return (first.source.name, first.body) != (second.source.name, second.body)


def defined_by(statement: ast.Definition, source: Source) -> Defined:
    """Give what a statement defines."""
    formula = Formula(
        name=canonical_name(statement.target),
        version=0,
        body=statement.body,
        source=source,
        parameters=statement.parameters,
        slug=statement.target.slug,
    )
    return Defined(formula, statement.target.span)
