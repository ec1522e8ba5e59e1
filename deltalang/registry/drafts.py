"""Drafts: what is to be published, from the definitions of a script."""

from collections.abc import Iterator, Mapping

import attrs

from deltalang.registry.records import Evidence, Record
from deltalang.semantics.build import canonical_name
from deltalang.semantics.resolver import references
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.parser import Module
from deltalang.syntax.tokens import TRIVIA, lex


@attrs.frozen
class Draft:
    """A formula that has no version yet.

    `name` is `Δ100`, for a new edition of a known formula or a number that was chosen, or `Δ:слова`.
    What is None is taken over from the edition before.
    """

    name: str
    formula: str
    parameters: tuple[tuple[str, str | None], ...] = ()
    slug: str | None = None
    notes: Mapping[str, str] | None = None
    expect: tuple[str, ...] | None = None
    evidence: tuple[Evidence, ...] | None = None
    language: str | None = None
    rule: str | None = None
    status: str = "proto"
    needs: tuple[str, ...] = ()

    def record(self, code: str, version: int, before: Record | None) -> Record:
        """Make the record of a version; digest, class and uses are still to be computed."""
        old = before or Record(code, 1, "0", "proto")
        return Record(
            code=code,
            version=version,
            formula=self.formula,
            status=self.status,
            slug=old.slug or self.slug,
            rule=self.rule or old.rule,
            language=self.language or old.language,
            parameters=self.parameters,
            notes=old.notes if self.notes is None else self.notes,
            expect=old.expect if self.expect is None else self.expect,
            evidence=old.evidence if self.evidence is None else self.evidence,
        )


def drafts(module: Module) -> list[Draft]:
    """Make drafts of the definitions of a script, those that others refer to first.

    `:expect` lines about a definition become its claims.

    >>> from deltalang.syntax.parser import parse
    >>> [draft.formula for draft in drafts(parse("Δ:двор = качели +\\n  пыль"))]
    ['качели + пыль']
    """
    made: dict[str, Draft] = {}
    for statement in module.statements:
        if isinstance(statement, ast.Definition):
            draft = _draft(statement, module.source)
            made[draft.name] = draft
    for statement in module.statements:
        if isinstance(statement, ast.Expectation) and isinstance(statement.subject, ast.Reference):
            name = canonical_name(statement.subject)
            if name in made and not statement.subject.arguments:
                claim = f"{statement.verb} {one_line(module.source, statement.wanted)}"
                known = made[name].expect or ()
                made[name] = attrs.evolve(made[name], expect=(*known, claim))
    return list(_in_order(made))


def one_line(source: Source, node: ast.Node) -> str:
    """The text of a node on one line, without comments."""
    words = [""]
    for token in lex(source.text[node.start : node.end]):
        if token.type not in TRIVIA:
            words[-1] += token.value
        elif words[-1]:
            words.append("")
    return " ".join(words).strip()


def _draft(statement: ast.Definition, source: Source) -> Draft:
    slug = statement.target.slug
    return Draft(
        name=canonical_name(statement.target),
        formula=one_line(source, statement.body),
        parameters=tuple(
            (p.name, None if p.default is None else one_line(source, p.default))
            for p in statement.parameters
        ),
        slug=slug,
        needs=tuple(canonical_name(node) for node in _references(statement)),
    )


def _references(statement: ast.Definition) -> Iterator[ast.Reference]:
    yield from references(statement.body)
    for parameter in statement.parameters:
        if parameter.default is not None:
            yield from references(parameter.default)


def _in_order(made: Mapping[str, Draft]) -> Iterator[Draft]:
    """Give drafts after those they refer to; what is left of a circle comes last."""
    waiting = dict(made)
    while waiting:
        ready = [
            d for d in waiting.values() if not any(n in waiting and n != d.name for n in d.needs)
        ]
        for draft in ready or list(waiting.values()):
            del waiting[draft.name]
            yield draft
