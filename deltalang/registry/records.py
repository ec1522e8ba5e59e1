"""Records: one edition of a formula as a YAML file.

The file is untrusted: it is read safely, every field is checked, and what is wrong is a diagnostic
with file and line. Other records stay usable.
"""

import re
from collections.abc import Mapping
from reprlib import repr  # short, however long or nested the value is
from typing import Any

from deltalang._resources import load_yaml
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import Limits
from deltalang.semantics.catalog import Formula
from deltalang.source import Source, Span
from deltalang.syntax import ast
from deltalang.syntax.parser import parse_expression

STATUSES = ("proto", "stable", "deprecated", "retired")
_CODE = re.compile(r"Δ([0-9]{1,9})")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LIMITS = Limits()
_DEEPEST, _LONGEST = 2_000, 1_000_000


class _FieldError(ValueError):
    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        super().__init__(f"{field}: {reason}")


def load_record(text: str, *, name: str, layer: str, edition: str | None = None) -> Formula:
    """Read a record. `name` is the file's name for messages, `edition` (`Δ02@1`) what its place says.

    Raises DeltaError (E401, or the text errors of its formula).

    >>> record = 'code: "Δ02"\\nversion: 1\\nformula: "жар + рост"\\nstatus: proto\\n'
    >>> load_record(record, name="v1.yaml", layer="project").edition
    'Δ02@1'
    """
    source = Source(text, name)
    try:
        data = _load(text)
    except ValueError as error:
        raise _bad(source, 0, str(error)) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "yaml":
            raise
        mark = getattr(error, "problem_mark", None)
        raise _bad(
            source, mark.index if mark else 0, str(getattr(error, "problem", error))
        ) from error
    try:
        return _in_place(_formula(_mapping(data), name, layer), edition)
    except _FieldError as error:
        found = re.search(rf"(?m)^{re.escape(error.field)}\s*:", text)
        raise _bad(source, found.start() if found else 0, str(error)) from error


def _load(text: str) -> Any:
    """Read YAML. Raises ValueError for a nest so deep that the loader would fall through the stack."""
    opened = sum(map(text.count, ("[", "{", "- ", "? ")))
    if opened > _DEEPEST or len(text) > _LONGEST:
        raise ValueError("too long, or too many lists inside one another")
    try:
        return load_yaml(text)
    except RecursionError as error:
        raise ValueError("too many lists inside one another") from error


def _in_place(formula: Formula, edition: str | None) -> Formula:
    """Check that a record stands where its code and version say."""
    if edition is not None and formula.edition != edition:
        field = "version" if formula.name == edition.partition("@")[0] else "code"
        raise _FieldError(field, f"{formula.edition} stands in the place of {edition}")
    return formula


def load_labels(text: str, *, name: str) -> dict[str, int]:
    """Read the labels of a formula: label to version. Raises DeltaError (E401)."""
    data = _mapping_or_bad(text, name)
    labels = data.get("labels", {})
    good = isinstance(labels, dict) and all(
        isinstance(label, str) and type(version) is int for label, version in labels.items()
    )
    if not good:
        raise _bad(Source(text, name), 0, "labels: wanted a mapping of words to versions")
    return dict(labels)


def _mapping_or_bad(text: str, name: str) -> Mapping[str, Any]:
    try:
        return _mapping(_load(text))
    except Exception as error:
        if not isinstance(error, ValueError) and type(error).__module__.partition(".")[0] != "yaml":
            raise
        raise _bad(Source(text, name), 0, str(error)) from error


def _bad(source: Source, offset: int, reason: str) -> DeltaError:
    offset = min(offset, max(0, len(source.text) - 1))
    arguments = {"file": source.name, "reason": reason}
    return DeltaError(
        [Diagnostic("E401", "bad-record", source, Span(offset, offset + 1), arguments)]
    )


def _mapping(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise _FieldError("record", "wanted a mapping of fields")
    return data


def _formula(data: Mapping[str, Any], name: str, layer: str) -> Formula:
    code = _text(data, "code")
    if not _CODE.fullmatch(code):
        raise _FieldError("code", f"{repr(code)} is not Δ and digits")
    version = data.get("version")
    if type(version) is not int or version < 1:
        raise _FieldError("version", f"{repr(version)} is not a whole number from 1")
    status = _text(data, "status")
    if status not in STATUSES:
        raise _FieldError("status", f"{repr(status)} is none of {', '.join(STATUSES)}")
    digest = data.get("digest")
    if digest is not None and not (isinstance(digest, str) and _DIGEST.fullmatch(digest)):
        raise _FieldError("digest", "wanted 64 hex digits, lower case")
    source = Source(_text(data, "formula"), f"{name} ({code})")
    return Formula(
        name=code,
        version=version,
        body=parse_expression(source, limits=_LIMITS),
        source=source,
        parameters=_parameters(data.get("parameters", []), name),
        slug=_optional_text(data, "slug"),
        status=status,
        layer=layer,
        digest=digest,
        notes=_notes(data.get("notes")),
        expect=_expect(data.get("expect", [])),
        replaced_by=_optional_text(data, "replaced_by"),
    )


def _text(data: Mapping[str, Any], field: str) -> str:
    value = data.get(field)
    if not isinstance(value, str) or not value.strip():
        raise _FieldError(field, f"wanted text, found {repr(value)}")
    return value


def _optional_text(data: Mapping[str, Any], field: str) -> str | None:
    return None if data.get(field) is None else _text(data, field)


def _parameters(items: Any, name: str) -> tuple[ast.Parameter, ...]:
    if not isinstance(items, list):
        raise _FieldError("parameters", "wanted a list")
    parameters = []
    for item in items:
        if not isinstance(item, dict):
            raise _FieldError("parameters", f"wanted name and default, found {repr(item)}")
        try:
            named, default = _text(item, "name"), _optional_text(item, "default")
        except _FieldError as error:
            raise _FieldError("parameters", str(error)) from error
        expression = None
        if default is not None:
            expression = parse_expression(Source(default, f"{name} (default)"), limits=_LIMITS)
        parameters.append(ast.Parameter(named, expression))
    return tuple(parameters)


def _notes(notes: Any) -> dict[str, str]:
    if notes is None:
        return {}
    if isinstance(notes, str):
        return {"": notes}
    if isinstance(notes, dict) and all(isinstance(v, str) for pair in notes.items() for v in pair):
        return dict(notes)
    raise _FieldError("notes", "wanted text, or text by language")


def _expect(lines: Any) -> tuple[str, ...]:
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise _FieldError("expect", 'wanted a list of claims such as "has жар"')
    return tuple(lines)
