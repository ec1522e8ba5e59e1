"""The check of a whole project, for continuous integration: one report in Markdown.

Format, scripts, lock, registry, laws, and what a branch changes in meaning against a git base.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

from deltalang.algebra.laws import LAWS
from deltalang.algebra.merge import diff
from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError, Diagnostic, visible
from deltalang.lexicon.lint import lint_source
from deltalang.messages import template
from deltalang.project import Project
from deltalang.registry.files import read_source
from deltalang.registry.git import changed_files
from deltalang.registry.meaning import understand
from deltalang.registry.refusals import refusal
from deltalang.semantics.evaluator import Evaluator
from deltalang.semantics.laws import TEXT_LAWS, draws, holds
from deltalang.source import Source, Span
from deltalang.syntax.formatter import format
from deltalang.words.lemmas import Identity


@attrs.frozen
class Section:
    """One check: its name, the problems it found."""

    name: str
    problems: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Tell whether there is an error, not only warnings."""
        return any(problem.severity == "error" for problem in self.problems)


@attrs.frozen
class Change:
    """An edition that the branch adds: its class and what it changes in meaning."""

    edition: str
    kind: str
    difference: str


@attrs.frozen
class Report:
    """Every check with its result, and what changes in meaning (empty without a git base)."""

    sections: tuple[Section, ...]
    changes: tuple[Change, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether any check failed."""
        return any(section.failed for section in self.sections)


def review(project: Project, *, base: str | None = None) -> Report:
    """Check a project; with `base`, a commit or branch, also what was published since it.

    Raises DeltaError (E407) outside of a project.
    """
    if project.root is None:
        raise refusal("E407", "no-registry", "registry", folder="registry")
    checks: tuple[tuple[str, Callable[[Project], Iterator[Diagnostic]]], ...] = (
        ("format", _format),
        ("scripts", _scripts),
        ("lock", _lock),
        ("registry", _registry),
        ("laws", _laws),
    )
    if project.lexicon_file is not None:
        checks = (*checks, ("lexicon", _lexicon))
    sections = [Section(name, tuple(_found(check, project))) for name, check in checks]
    changes: tuple[Change, ...] = ()
    if base is not None:
        problems, changes = _against(project, base)
        sections.append(Section("base", problems))
    return Report(tuple(sections), changes)


def _found(
    check: Callable[[Project], Iterator[Diagnostic]], project: Project
) -> Iterator[Diagnostic]:
    problems: list[Diagnostic] = []
    try:
        problems += check(project)
    except DeltaError as error:
        problems += error.diagnostics
    return (_from_root(problem, project.root or Path()) for problem in problems)


def _from_root(problem: Diagnostic, root: Path) -> Diagnostic:
    """A report says the same on every machine: its paths begin at the project."""
    path = Path(problem.source.name)
    if not path.is_absolute() or not path.is_relative_to(root):
        return problem
    name = path.relative_to(root).as_posix()
    return attrs.evolve(problem, source=attrs.evolve(problem.source, name=name))


def _sources(project: Project) -> Iterator[Source]:
    return map(read_source, project.scripts())


def _format(project: Project) -> Iterator[Diagnostic]:
    for source in _sources(project):
        if format(source) != source.text:
            span = Span(0, min(1, len(source.text)))
            name = Path(source.name).name
            yield Diagnostic("W509", "not-formatted", source, span, {"name": name})


def _lexicon(project: Project) -> Iterator[Diagnostic]:
    """The names of ideas, without a dictionary: the same on every machine."""
    if project.lexicon_file is not None:
        yield from lint_source(read_source(project.lexicon_file), Identity())


def _scripts(project: Project) -> Iterator[Diagnostic]:
    session = project.session()
    for source in _sources(project):
        yield from session.check(source)


def _lock(project: Project) -> Iterator[Diagnostic]:
    if project.lock is None:
        return
    session = project.session(strict=True)
    drifted: dict[str, Diagnostic] = {}
    for source in _sources(project):
        drifted |= {p.message(): p for p in session.check(source) if p.code == "E403"}
    yield from drifted.values()
    yield from project.lock_warnings()


def _registry(project: Project) -> Iterator[Diagnostic]:
    return project.examine() if project.registry is not None else iter(())


def _laws(project: Project) -> Iterator[Diagnostic]:
    evaluator = Evaluator(project.catalog)
    bodies = (evaluator.formula_scene(formula) for formula in project.catalog.formulas())
    for draw in draws([body for body in bodies if body is not None]):
        for law in (*LAWS, *TEXT_LAWS):
            if holds(law, draw) is False:
                shown = "; ".join(scene.canonical for scene in draw[:3])
                yield from refusal("E411", "law-broken", shown, law=law.text).diagnostics


def _against(project: Project, base: str) -> tuple[tuple[Diagnostic, ...], tuple[Change, ...]]:
    """What was published since a commit; a record of that commit may not have changed."""
    registry = project.registry
    if registry is None:
        return (), ()
    problems: list[Diagnostic] = []
    changes: list[Change] = []
    try:
        files = changed_files(registry.path, base)
    except DeltaError as error:
        return error.diagnostics, ()
    for code, version, added in files:
        edition = f"Δ{code}@{version}"
        if not added:
            problems += refusal("E408", "changed-record", edition, name=edition).diagnostics
            continue
        try:
            changes.append(_change(project, code, version))
        except DeltaError as error:
            problems += error.diagnostics
    return tuple(problems), tuple(changes)


def _change(project: Project, code: str, version: int) -> Change:
    editions = project.editions(f"Δ{code}")
    if version in editions.broken:
        raise editions.broken[version]
    new = understand(editions.formula(version), project.catalog).scene
    old = Scene.zero()
    if version - 1 in editions.records:
        old = understand(editions.formula(version - 1), project.catalog).scene
    kind = editions.records[version].compatibility or "—"
    return Change(f"Δ{code}@{version}", kind, diff(old, new).display)


def markdown(report: Report, lang: str = "en") -> str:
    """Write a report for people, to be put under a pull request.

    >>> print(markdown(Report((Section("format", ()),))), end="")
    # deltalang
    <BLANKLINE>
    | check | result |
    |---|---|
    | format | ✓ |
    """
    head = [template(f"ui.ci-{word}", lang) for word in ("check", "result")]
    lines = ["# deltalang", "", f"| {head[0]} | {head[1]} |", "|---|---|"]
    for section in report.sections:
        errors = sum(problem.severity == "error" for problem in section.problems)
        warned = len(section.problems) - errors
        counts = template("ui.ci-counts", lang).format(errors=errors, warnings=warned)
        mark = "✗ " if section.failed else "✓ " if not section.problems else "! "
        name = template(f"ui.ci-{section.name}", lang)
        lines.append(f"| {name} | {(mark + (counts if section.problems else '')).strip()} |")
    if report.changes:
        words = [template(f"ui.ci-{word}", lang) for word in ("edition", "class", "difference")]
        lines += ["", f"## {template('ui.ci-changes', lang)}", ""]
        lines += [f"| {' | '.join(words)} |", "|---|---|---|"]
        lines += [f"| {c.edition} | {c.kind} | {_code(c.difference)} |" for c in report.changes]
    for section in report.sections:
        if section.problems:
            lines += ["", f"## {template(f'ui.ci-{section.name}', lang)}", ""]
            lines += [f"- {_problem(problem, lang)}" for problem in section.problems]
    return "\n".join(lines) + "\n"


def _problem(problem: Diagnostic, lang: str) -> str:
    line, column = problem.source.position(problem.span.start)
    place = _code(f"{problem.source.name}:{line}:{column}")
    return f"{place} {problem.code}: {_plain(problem.message(lang))}"


def _plain(text: str) -> str:
    """A message in Markdown: its own backticks stay, nothing else means anything."""
    parts = visible(text, limit=1_000).split("`")
    for index in range(0, len(parts), 2):
        for sign in "\\*_[]<>|#~":
            parts[index] = parts[index].replace(sign, "\\" + sign)
    return "`".join(parts)


def _code(text: str) -> str:
    """A piece of text as code in a table: no backtick or bar gets out of it."""
    shown = visible(text, limit=300).replace("|", "\\|")
    ticks = "`" * (max((len(run) for run in _runs(shown)), default=0) + 1)
    space = " " if "`" in shown else ""
    return f"{ticks}{space}{shown}{space}{ticks}"


def _runs(text: str) -> Iterator[str]:
    return (part for part in "".join(c if c == "`" else " " for c in text).split(" ") if part)
