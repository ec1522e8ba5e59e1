"""YAML that is not trusted: read safely, checked field by field, errors with file and line."""

from collections.abc import Callable, Mapping
from reprlib import repr  # short, however long or nested the value is
from typing import Any, TypeVar

from deltalang._resources import load_yaml
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.source import Source, Span

_DEEPEST, _LONGEST = 2_000, 1_000_000
BAD_RECORD = ("E401", "bad-record")
"""Code and message id of a file of the registry that cannot be used."""
Made = TypeVar("Made")


class FieldError(ValueError):
    """A field that is not as wanted; `field` is its name in the file, in the mapping under `path`."""

    def __init__(self, field: str, reason: str, *, path: tuple[str, ...] = ()) -> None:
        self.field, self.path = field, path
        super().__init__(f"{field}: {reason}")


def load_fields(
    text: str,
    name: str,
    make: Callable[[Mapping[str, Any]], Made],
    *,
    longest: int = _LONGEST,
    deepest: int = _DEEPEST,
    problem: tuple[str, str] = BAD_RECORD,
) -> Made:
    """Read a YAML mapping and make a value of it.

    Raises DeltaError (the code and message id of `problem`) with the line of the field for which
    `make` raised FieldError.
    """
    source = Source(text, name)
    try:
        return make(mapping(_load(text, longest, deepest)))
    except FieldError as error:
        places = key_places(text, *error.path)
        offset = places[error.field][-1] if error.field in places else 0
        raise bad_file(source, offset, str(error), problem) from error
    except ValueError as error:
        raise bad_file(source, 0, str(error), problem) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "yaml":
            raise
        mark = getattr(error, "problem_mark", None)
        place = mark.index if mark else 0
        raise bad_file(source, place, str(getattr(error, "problem", error)), problem) from error


def key_places(text: str, *path: str) -> dict[str, list[int]]:
    """Tell where in a YAML text the keys of its mapping stand, or those of the mapping under a path.

    A key that stands twice has two places. Raises yaml.YAMLError.

    >>> key_places("b: {c: 2, c: 3}", "b")
    {'c': [4, 10]}
    """
    import yaml  # only when something is wrong, or must not stand twice

    node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for name in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((inner for key, inner in pairs if key.value == name), None)
    places: dict[str, list[int]] = {}
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        places.setdefault(str(key.value), []).append(key.start_mark.index)
    return places


class NotYamlError(ValueError):
    """A text that is no YAML from an offset on; `said` is what the parser says about it, in English."""

    def __init__(self, offset: int, said: str) -> None:
        self.offset, self.said = offset, said
        super().__init__(said)


def composed(text: str, *, deepest: int = 20) -> Any:
    """Compose a YAML text into nodes with their places, none of them taken for a number or a date.

    None for a text without any. Raises NotYamlError.

    >>> composed("at: 12:30").value[0][1].value
    '12:30'
    """
    import yaml  # only where places matter

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    event: Any
    try:
        for event in yaml.parse(
            text, Loader=loader
        ):  # composing goes down the stack, parsing does not
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > deepest:
                raise NotYamlError(event.start_mark.index, "too many lists inside one another")
        return yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = str(getattr(error, "problem", None) or error)
        raise NotYamlError(mark.index if mark else 0, said) from error


def _load(text: str, longest: int, deepest: int) -> Any:
    """Read YAML. Raises ValueError for a nest so deep that the loader would fall through the stack."""
    opened = sum(map(text.count, ("[", "{", "- ", "? ")))
    if opened > deepest or len(text) > longest:
        raise ValueError("too long, or too many lists inside one another")
    try:
        return load_yaml(text)
    except RecursionError as error:
        raise ValueError("too many lists inside one another") from error


def bad_file(
    source: Source, offset: int, reason: str, problem: tuple[str, str] = BAD_RECORD
) -> DeltaError:
    """Make the error for a place in a file."""
    offset = min(offset, max(0, len(source.text) - 1))
    arguments = {"file": source.name, "reason": reason}
    span = Span(offset, offset + 1)
    code, message_id = problem
    return DeltaError([Diagnostic(code, message_id, source, span, arguments)])


def mapping(data: Any, field: str = "record") -> Mapping[str, Any]:
    """Take a mapping with words as keys."""
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
        raise FieldError(field, "wanted a mapping of fields")
    return data


def only(data: Mapping[str, Any], known: tuple[str, ...]) -> None:
    """Refuse fields that nobody reads: a field misspelt must not pass for a field left out."""
    for name in data:
        if name not in known:
            raise FieldError(name, f"no such field; the fields are {', '.join(known)}")


def text_of(data: Mapping[str, Any], field: str) -> str:
    """Take a field that must hold text."""
    value = data.get(field)
    if not isinstance(value, str) or not value.strip():
        raise FieldError(field, f"wanted text, found {repr(value)}")
    return value


def optional_text(data: Mapping[str, Any], field: str) -> str | None:
    """Take a field that may hold text."""
    return None if data.get(field) is None else text_of(data, field)


def loose_text(data: Mapping[str, Any], field: str) -> str:
    """Take a field that holds text, empty text or nothing."""
    value = data.get(field)
    if value is None or isinstance(value, str):
        return value or ""
    raise FieldError(field, f"wanted text, found {repr(value)}")


def one_of(data: Mapping[str, Any], field: str, allowed: tuple[str, ...]) -> str:
    """Take a field that must hold one of some words."""
    value = text_of(data, field)
    if value not in allowed:
        raise FieldError(field, f"{repr(value)} is none of {', '.join(allowed)}")
    return value


def whole(data: Mapping[str, Any], field: str) -> int:
    """Take a field that must hold a whole number from 1."""
    value = data.get(field)
    if type(value) is not int or not 1 <= value < 10**9:
        raise FieldError(field, f"{repr(value)} is not a whole number from 1")
    return value


def list_of(data: Mapping[str, Any], field: str) -> list[Any]:
    """Take a field that must hold a list, or nothing."""
    value = data.get(field)
    if value is None:
        return []
    if not isinstance(value, list):
        raise FieldError(field, f"wanted a list, found {repr(value)}")
    return value


def texts_of(data: Mapping[str, Any], field: str) -> dict[str, str]:
    """Take a field that must hold a mapping of text to text, or nothing."""
    value = data.get(field)
    if value is None:
        return {}
    good = isinstance(value, dict) and all(
        isinstance(x, str) for pair in value.items() for x in pair
    )
    if not good:
        raise FieldError(field, f"wanted a mapping of text to text, found {repr(value)}")
    return dict(value)


def dump_yaml(data: Mapping[str, Any]) -> str:
    """Write YAML that reads back as the same data: the same bytes everywhere, one line a value.

    >>> dump_yaml({"code": "Δ02", "color": "#B22222", "at": "12:30"}).splitlines()
    ['code: Δ02', "color: '#B22222'", "at: '12:30'"]
    """
    import yaml  # only when something is written

    dumped: str = yaml.dump(
        data,
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        allow_unicode=True,
        sort_keys=False,
        width=2**30,
        line_break="\n",
    )
    dumped.encode("utf-8")  # a lone surrogate must not reach a file
    return dumped
