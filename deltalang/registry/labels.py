"""Labels: words that lead to versions, what became of each edition, and the log of both.

Records never change; what may change about a formula stands in its `labels.yaml`, which is replaced
as a whole. The log only grows.
"""

from collections.abc import Mapping
from typing import Any

import attrs

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
    whole,
)
from deltalang.registry.records import STATUSES

KEPT = ("latest", "stable")
"""Labels that the registry moves by itself."""


@attrs.frozen
class Move:
    """A line of the log: a label, or the status of a version, went from somewhere to somewhere."""

    to: int | str
    who: str
    when: str
    label: str | None = None
    version: int | None = None
    was: int | str | None = None
    replaced_by: str | None = None
    why: str = ""


@attrs.frozen
class Labels:
    """What `labels.yaml` says: labels, statuses that differ from the records', replacements, log."""

    labels: Mapping[str, int] = attrs.field(factory=dict)
    status: Mapping[int, str] = attrs.field(factory=dict)
    replaced_by: Mapping[int, str] = attrs.field(factory=dict)
    log: tuple[Move, ...] = ()

    def labelled(self, label: str, version: int, *, who: str, when: str, why: str) -> "Labels":
        """Move a label; nothing changes where it is there already."""
        was = self.labels.get(label)
        if was == version:
            return self
        move = Move(version, who, when, label=label, was=was, why=why)
        return attrs.evolve(self, labels={**self.labels, label: version}, log=(*self.log, move))

    def marked(
        self,
        version: int,
        status: str,
        *,
        was: str,
        who: str,
        when: str,
        why: str,
        replaced_by: str | None = None,
    ) -> "Labels":
        """Give a version another status; nothing changes where it has it already."""
        if was == status and self.replaced_by.get(version) == replaced_by:
            return self
        move = Move(status, who, when, version=version, was=was, replaced_by=replaced_by, why=why)
        others = {v: code for v, code in self.replaced_by.items() if v != version}
        if replaced_by:
            others[version] = replaced_by
        statuses = {**self.status, version: status}
        return attrs.evolve(self, status=statuses, replaced_by=others, log=(*self.log, move))


def load_labels(text: str, *, name: str) -> Labels:
    """Read `labels.yaml`. Raises DeltaError (E401).

    >>> load_labels("labels: {latest: 2}", name="labels.yaml").labels
    {'latest': 2}
    """
    return load_fields(text, name, _labels, longest=20_000_000, deepest=500_000)


def dump_labels(labels: Labels) -> str:
    """Write `labels.yaml`; reads back as equal labels.

    >>> dump_labels(Labels({"latest": 1}))
    'labels:\\n  latest: 1\\nlog: []\\n'
    """
    data: dict[str, Any] = {"labels": dict(sorted(labels.labels.items()))}
    if labels.status:
        data["status"] = dict(sorted(labels.status.items()))
    if labels.replaced_by:
        data["replaced_by"] = dict(sorted(labels.replaced_by.items()))
    data["log"] = [move_data(move) for move in labels.log]
    return dump_yaml(data)


def move_data(move: Move) -> dict[str, Any]:
    """A line of the log as plain data."""
    data = {
        "label": move.label, "version": move.version, "from": move.was, "to": move.to,
        "replaced_by": move.replaced_by, "who": move.who, "when": move.when, "why": move.why,
    }  # fmt: skip
    return {name: value for name, value in data.items() if value is not None}


def is_label(word: str) -> bool:
    """Tell whether a word can be a label: letters, digits and hyphens, beginning with a letter.

    >>> is_label("зима-2026"), is_label("3"), is_label("^3")
    (True, False, False)
    """
    return word[:1].isalpha() and all(part.isalnum() for part in word.split("-"))


def _labels(data: Mapping[str, Any]) -> Labels:
    only(data, ("labels", "status", "replaced_by", "log"))
    labels = data.get("labels") or {}
    good = isinstance(labels, dict) and all(
        isinstance(label, str) and _is_version(version) for label, version in labels.items()
    )
    if not good:
        raise FieldError("labels", "wanted a mapping of words to versions")
    return Labels(
        labels=dict(labels),
        status=_by_version(data, "status", STATUSES),
        replaced_by=_by_version(data, "replaced_by", None),
        log=tuple(map(_move, list_of(data, "log"))),
    )


def _by_version(
    data: Mapping[str, Any], field: str, allowed: tuple[str, ...] | None
) -> dict[int, str]:
    found = data.get(field) or {}
    good = isinstance(found, dict) and all(
        _is_version(version) and isinstance(word, str) and (allowed is None or word in allowed)
        for version, word in found.items()
    )
    if not good:
        raise FieldError(
            field, f"wanted a mapping of versions to {', '.join(allowed or ('codes',))}"
        )
    return dict(found)


def _is_version(value: object) -> bool:
    return type(value) is int and 1 <= value < 10**9


def _move(item: Any) -> Move:
    try:
        data = mapping(item, "log")
        only(data, ("label", "version", "from", "to", "replaced_by", "who", "when", "why"))
        label = optional_text(data, "label")
        if (label is None) == (data.get("version") is None):
            raise FieldError("log", "a line tells of a label or of a version")  # noqa: TRY301 - the field is named below
        was = data.get("from")
        if was is not None and not isinstance(was, (int, str)):
            raise FieldError("from", f"wanted a version or a status, found {was!r}")  # noqa: TRY301 - as above
        return Move(
            to=whole(data, "to") if label else one_of(data, "to", STATUSES),
            who=loose_text(data, "who"),
            when=loose_text(data, "when"),
            label=label,
            version=None if label else whole(data, "version"),
            was=was,
            replaced_by=optional_text(data, "replaced_by"),
            why=loose_text(data, "why"),
        )
    except FieldError as error:
        raise FieldError("log", str(error)) from error
