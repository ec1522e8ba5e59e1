"""Records: one edition of a formula as a YAML file.

The file is untrusted: it is read safely, every field is checked, and what is wrong is a diagnostic
with file and line. Other records stay usable. The last line holds a SHA-256 over everything above
it, so that a record which was changed after publishing is noticed.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.fields import (
    FieldError,
    dump_yaml,
    list_of,
    load_fields,
    loose_text,
    mapping,
    one_of,
    only,
    optional_text,
    text_of,
    texts_of,
    whole,
)
from deltalang.limits import Limits
from deltalang.semantics.build import reference_text
from deltalang.semantics.catalog import Formula
from deltalang.semantics.resolver import references
from deltalang.source import Source, Span
from deltalang.syntax import ast
from deltalang.syntax.parser import parse_expression

STATUSES = ("proto", "stable", "deprecated", "retired")
CLASSES = ("new", "same", "extends", "breaks")
RULES = ("any", "extends", "frozen")
_CODE = re.compile(r"Δ([0-9]{1,9})")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUM = re.compile(r'(?m)^sha256: "?([0-9a-f]{64})"?\r?\n?\Z')
_LIMITS = Limits()


@attrs.frozen
class Evidence:
    """Where a formula was seen: a file, a line in it (from 1) and the words."""

    source: str
    line: int | None = None
    quote: str = ""


@attrs.frozen
class Record:
    """One edition as it is written down; `uses` says by digest what its references mean.

    `parameters` are pairs of a name and the text of a default, or None. `rule` says which editions
    may follow: any, extends (nothing that breaks) or frozen (the same meaning only).
    """

    code: str
    version: int
    formula: str
    status: str
    slug: str | None = None
    digest: str | None = attrs.field(default=None, repr=False)
    compatibility: str | None = None
    rule: str = "any"
    language: str | None = None
    parameters: tuple[tuple[str, str | None], ...] = ()
    uses: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    notes: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    expect: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    replaced_by: str | None = None
    author: str = ""
    why: str = ""
    checksum: str | None = attrs.field(default=None, repr=False, eq=False)

    @property
    def edition(self) -> str:
        """The code with the version, `Δ02@3`."""
        return f"{self.code}@{self.version}"

    def read(self, *, name: str, layer: str) -> Formula:
        """Parse the formula. Raises DeltaError with its text errors."""
        source = Source(self.formula, f"{name} ({self.code})")
        pin = partial(_pinned, uses=self.uses)
        return Formula(
            name=self.code,
            version=self.version,
            body=pin(parse_expression(source, limits=_LIMITS)),
            source=source,
            parameters=tuple(
                ast.Parameter(
                    word,
                    None
                    if default is None
                    else pin(
                        parse_expression(Source(default, f"{name} (default)"), limits=_LIMITS)
                    ),
                )
                for word, default in self.parameters
            ),
            slug=self.slug,
            status=self.status,
            layer=layer,
            digest=self.digest,
            notes=self.notes,
            expect=self.expect,
            replaced_by=self.replaced_by,
            compatibility=self.compatibility,
            checksum=self.checksum,
        )


_WRITTEN = tuple(field.name for field in attrs.fields(Record) if field.name != "checksum")
FIELDS = (*_WRITTEN, "sha256")


def load_record(text: str, *, name: str, layer: str, edition: str | None = None) -> Formula:
    """Read a record as a formula. `name` is the file's name for messages.

    Raises DeltaError (E401, E402, or the text errors of its formula).

    >>> record = 'code: "Δ02"\\nversion: 1\\nformula: "жар + рост"\\nstatus: proto\\n'
    >>> load_record(record, name="v1.yaml", layer="project").edition
    'Δ02@1'
    """
    return parse_record(text, name=name, edition=edition).read(name=name, layer=layer)


def parse_record(text: str, *, name: str, edition: str | None = None) -> Record:
    """Read a record; `edition` (`Δ02@1`) is what its place says. Raises DeltaError (E401, E402)."""
    if "sha256" in text:
        written = checksum_in(text)
        if written != checksum(text):
            source = Source(text, name)
            place = text.rfind("sha256")
            arguments = {"file": name}
            span = Span(place, place + len("sha256"))
            raise DeltaError([Diagnostic("E402", "record-changed", source, span, arguments)])
    record = load_fields(text, name, partial(_record, edition=edition))
    return attrs.evolve(record, checksum=checksum(text))


def checksum(text: str) -> str:
    """SHA-256 over a record up to its `sha256` line (64 hex digits); line breaks count as LF."""
    found = _SUM.search(text)
    body = text[: found.start()] if found else text
    return hashlib.sha256(body.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()


def checksum_in(text: str) -> str | None:
    """The sum that a record says of itself, in its last line; None without one."""
    found = _SUM.search(text)
    return found[1] if found else None


def dump_record(record: Record) -> str:
    """Write a record; reads back as an equal record.

    >>> text = dump_record(Record("Δ100", 1, "жар + рост", "proto"))
    >>> parse_record(text, name="v1.yaml").formula
    'жар + рост'
    """
    body = dump_yaml(record_data(record))
    return body + f'sha256: "{hashlib.sha256(body.encode()).hexdigest()}"\n'


def record_data(record: Record) -> dict[str, Any]:
    """A record as plain data, without the fields that say nothing."""
    data: dict[str, Any] = {}
    for field in _WRITTEN:
        value = getattr(record, field)
        if field == "parameters":
            value = [{"name": n} if d is None else {"name": n, "default": d} for n, d in value]
        elif field == "evidence":
            value = [attrs.asdict(item, filter=lambda _, v: v not in (None, "")) for item in value]
        elif isinstance(value, Mapping):
            value = dict(sorted(value.items()))
        elif isinstance(value, tuple):
            value = list(value)
        if value not in (None, "", [], {}) and (field, value) != ("rule", "any"):
            data[field] = value
    return data


def _record(data: Mapping[str, Any], edition: str | None = None) -> Record:
    only(data, FIELDS)
    code = text_of(data, "code")
    if not _CODE.fullmatch(code):
        raise FieldError("code", f"{code!r} is not Δ and digits")
    digest = optional_text(data, "digest")
    if digest is not None and not _DIGEST.fullmatch(digest):
        raise FieldError("digest", "wanted 64 hex digits, lower case")
    notes = data.get("notes")
    record = Record(
        code=code,
        version=whole(data, "version"),
        formula=text_of(data, "formula"),
        status=one_of(data, "status", STATUSES),
        slug=_slug(optional_text(data, "slug")),
        digest=digest,
        compatibility=one_of(data, "compatibility", CLASSES) if "compatibility" in data else None,
        rule=one_of(data, "rule", RULES) if "rule" in data else "any",
        language=optional_text(data, "language"),
        parameters=tuple(map(_parameter, list_of(data, "parameters"))),
        uses=texts_of(data, "uses"),
        notes={"": notes} if isinstance(notes, str) else texts_of(data, "notes"),
        expect=tuple(_claim(line) for line in list_of(data, "expect")),
        evidence=tuple(map(_evidence, list_of(data, "evidence"))),
        replaced_by=optional_text(data, "replaced_by"),
        author=loose_text(data, "author"),
        why=loose_text(data, "why"),
    )
    if edition is not None and record.edition != edition:
        field = "version" if record.code == edition.partition("@")[0] else "code"
        raise FieldError(field, f"{record.edition} stands in the place of {edition}")
    return record


def _slug(slug: str | None) -> str | None:
    if slug is not None and not is_slug(slug):
        raise FieldError(
            "slug", f"{slug!r} is not words with hyphens between them, as in рост-жаром"
        )
    return slug


def is_slug(slug: str) -> bool:
    """Tell whether a slug can be written after `Δ:` and read back.

    >>> is_slug("рост-жаром"), is_slug("рост@2"), is_slug("рост жаром")
    (True, False, False)
    """
    try:
        node = parse_expression(Source(f"Δ:{slug}", ""))
    except DeltaError:
        return False
    return isinstance(node, ast.Reference) and node.slug == slug and node.pin is None


def _parameter(item: Any) -> tuple[str, str | None]:
    if not isinstance(item, dict):
        raise FieldError("parameters", f"wanted name and default, found {item!r:.60}")
    try:
        return text_of(item, "name"), optional_text(item, "default")
    except FieldError as error:
        raise FieldError("parameters", str(error)) from error


def _evidence(item: Any) -> Evidence:
    try:
        data = mapping(item, "evidence")
        only(data, ("source", "line", "quote"))
        line = whole(data, "line") if data.get("line") is not None else None
        return Evidence(text_of(data, "source"), line, loose_text(data, "quote"))
    except FieldError as error:
        raise FieldError("evidence", str(error)) from error


def _claim(line: Any) -> str:
    if not isinstance(line, str):
        raise FieldError("expect", 'wanted a list of claims such as "has жар"')
    return line


def open_references(expressions: Iterable[ast.Expression]) -> list[ast.Reference]:
    """The references that are not pinned by a digest: their meaning or their standing can change."""
    return [
        node
        for expression in expressions
        for node in references(expression)
        if not (node.pin or "").startswith("#")
    ]


def _pinned(expression: ast.Expression, uses: Mapping[str, str]) -> ast.Expression:
    """Put the digests that were recorded at publishing into the references of an expression."""
    if not uses:
        return expression
    changed: ast.Expression = _walk(expression, uses)
    return changed


def _walk(node: Any, uses: Mapping[str, str]) -> Any:
    if isinstance(node, tuple):
        return tuple(_walk(item, uses) for item in node)
    if not isinstance(node, ast.Node):
        return node
    changes = {
        field.name: _walk(getattr(node, field.name), uses)
        for field in attrs.fields(type(node))
        if isinstance(getattr(node, field.name), (tuple, ast.Node))
    }
    if isinstance(node, ast.Reference) and reference_text(node) in uses:
        changes["pin"] = uses[reference_text(node)][:13]
    return attrs.evolve(node, **changes) if changes else node
