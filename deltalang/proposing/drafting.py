"""Drafts from proposals: a new formula, the next version of a known one, a merge into one."""

from collections.abc import Callable, Collection
from pathlib import Path

import attrs

from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError, sort_key
from deltalang.keys import key
from deltalang.mining.proposals import Proposal, Quote
from deltalang.project import Project
from deltalang.proposing.joining import joined
from deltalang.proposing.naming import language_of, slug_of
from deltalang.registry.drafts import Draft
from deltalang.registry.records import Evidence, Record
from deltalang.semantics.build import walk
from deltalang.semantics.catalog import Formula
from deltalang.semantics.evaluator import Evaluator
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.parser import parse_expression

QUOTES = 5
_LONGEST_QUOTE = 300


def edited(proposal: Proposal, source: Source) -> Proposal:
    """A proposal as somebody wrote it anew; its holes become its parameters.

    Raises DeltaError with what is wrong with the text.
    """
    holes: dict[str, str] = {}

    def look(node: ast.Expression) -> None:
        if isinstance(node, ast.Hole) and node.kind == "parameter":
            holes.setdefault(key(node.text), node.text)

    walk(parse_expression(source), look)
    return attrs.evolve(proposal, expression=source.text, parameters=tuple(holes.values()))


def scene_of(project: Project, proposal: Proposal) -> Scene:
    """What a proposal means. Raises DeltaError for an expression that cannot be read or resolved."""
    return _scene(project, Draft("Δ:?", proposal.expression, _parameters(proposal)))


def new_draft(project: Project, proposal: Proposal, *, taken: Collection[str] = ()) -> Draft:
    """Draft a formula of its own, with a name that no formula has and none of `taken`.

    Raises DeltaError for an expression that cannot be read or resolved.
    """
    slug = slug_of(
        proposal.expression, scene_of(project, proposal), _is_taken(project, {*map(key, taken)})
    )
    return Draft(
        name=f"Δ:{slug}",
        formula=proposal.expression,
        parameters=_parameters(proposal),
        slug=slug,
        evidence=_evidence(project, proposal.quotes),
        language=language_of(proposal.expression),
    )


def next_draft(project: Project, formula: str, proposal: Proposal) -> Draft:
    """Draft the version of a formula that says what a proposal says, with its evidence added.

    Raises DeltaError (E201) for a formula that is not there.
    """
    record = newest(project, formula)
    evidence = (*record.evidence, *_evidence(project, proposal.quotes))
    return Draft(
        name=record.code,
        formula=proposal.expression,
        parameters=_parameters(proposal),
        evidence=tuple(dict.fromkeys(evidence)),
    )


def evidence_draft(project: Project, formula: str, proposal: Proposal) -> Draft:
    """Draft the version of a formula that means what it meant, with the evidence of a proposal added."""
    record = newest(project, formula)
    return _kept(
        project, record, next_draft(project, formula, proposal), _recorded(project, record)
    )


def merged_draft(project: Project, formula: str, proposal: Proposal) -> Draft:
    """Draft the version of a formula that holds what it means and what a proposal means.

    The text of the formula stays as it is written, where what is missing can be added to it. Raises
    DeltaError (E201) for a formula that is not there.
    """
    record = newest(project, formula)
    old = _recorded(project, record)
    kept = _kept(project, record, next_draft(project, formula, proposal), old)
    wanted = joined(old, scene_of(project, proposal))
    known = {key(name) for name, _ in record.parameters}
    added = tuple((name, None) for name in proposal.parameters if key(name) not in known)
    whole = attrs.evolve(kept, parameters=(*record.parameters, *added))
    return whole if wanted == old else _extended(project, whole, old, wanted)


def newest(project: Project, formula: str) -> Record:
    """The newest record of a formula (`Δ101`, `Δ101@1`). Raises DeltaError (E201, or what broke it)."""
    editions = project.editions(formula.partition("@")[0])
    version = editions.versions[-1]
    if version in editions.broken:
        raise editions.broken[version]
    return editions.records[version]


def _kept(project: Project, record: Record, draft: Draft, meaning: Scene) -> Draft:
    """A draft that says what a record says, in its own words where these still mean what they meant."""
    same = attrs.evolve(draft, formula=record.formula, parameters=record.parameters)
    if _scene(project, same) == meaning:
        return same
    return attrs.evolve(same, formula=meaning.display)


def _extended(project: Project, draft: Draft, old: Scene, wanted: Scene) -> Draft:
    """Choose the text of a merge: that of the formula with an addition, else the whole scene."""
    missing = wanted - old
    if all(value(weight) > 0 for _, weight in missing.terms):
        for text in (draft.formula, f"({draft.formula})"):  # a chain or a choice wants the brackets
            longer = attrs.evolve(draft, formula=f"{text} + {missing.display}")
            if _scene(project, longer) == wanted:
                return longer
    return attrs.evolve(draft, formula=wanted.display)


def _recorded(project: Project, record: Record) -> Scene:
    """What a record means, by the digests that it was published with."""
    code, version = record.code, record.version
    return _body(project, project.editions(code).formula(version))


def _scene(project: Project, draft: Draft) -> Scene:
    """What a draft would mean today."""
    formula = draft.record("Δ0", 1, None).read(name="<proposal>", layer="script")
    return _body(project, attrs.evolve(formula, version=0))


def _body(project: Project, formula: Formula) -> Scene:
    """The scene of a formula, with holes for all its parameters. Raises DeltaError."""
    evaluator = Evaluator(project.catalog)
    parts = evaluator.formula_parts(formula)
    if parts is None:
        raise DeltaError(sorted(evaluator.problems, key=sort_key))
    return parts[0]


def _parameters(proposal: Proposal) -> tuple[tuple[str, str | None], ...]:
    return tuple((name, None) for name in proposal.parameters)


def _evidence(project: Project, quotes: tuple[Quote, ...]) -> tuple[Evidence, ...]:
    found = (
        Evidence(_place(project, quote.file), quote.line or None, quote.text[:_LONGEST_QUOTE])
        for quote in quotes
    )
    return tuple(dict.fromkeys(found))[:QUOTES]


def _place(project: Project, file: str) -> str:
    """Name a file from the root of the project: where somebody keeps it is nobody's business."""
    path = Path(file)
    if project.root is not None and path.is_absolute() and path.is_relative_to(project.root):
        return path.relative_to(project.root).as_posix()
    return file


def _is_taken(project: Project, taken: Collection[str]) -> Callable[[str], bool]:
    """Tell of a slug whether a formula of any layer has it."""

    def is_taken(slug: str) -> bool:
        known = (layer.code_of(f"Δ:{slug}") for layer in project.layers)
        return key(slug) in taken or any(code is not None for code in known)

    return is_taken
