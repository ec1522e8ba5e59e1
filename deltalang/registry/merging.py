"""Merging what two branches published: their versions follow ours, labels and logs are united."""

from collections.abc import Mapping

import attrs

from deltalang.limits import DEFAULT_LIMITS
from deltalang.registry.compatibility import Meaning, compatibility
from deltalang.registry.labels import Labels, Move
from deltalang.registry.meaning import understand
from deltalang.registry.records import Record
from deltalang.semantics.catalog import Catalog


@attrs.frozen
class Side:
    """A formula as one branch has it."""

    records: Mapping[int, Record]
    labels: Labels


@attrs.frozen
class Merged:
    """A formula with the versions of both branches; `moved` says which version theirs became."""

    records: Mapping[int, Record]
    labels: Labels
    moved: Mapping[int, int]


def same_idea(base: Side, ours: Side, theirs: Side) -> bool:
    """Tell whether both branches speak of one formula, or took one number for two."""
    slugs = [{r.slug for r in side.records.values()} for side in (ours, theirs)]
    return bool(base.records) or bool(slugs[0] & slugs[1])


def merge_sides(base: Side, ours: Side, theirs: Side, catalog: Catalog) -> Merged:
    """Put their new versions behind ours; classes are computed again along the new row.

    Raises DeltaError when a formula cannot be evaluated.
    """
    common = {v for v, r in theirs.records.items() if ours.records.get(v) == r}
    records = dict(ours.records)
    moved: dict[int, int] = {version: version for version in common}
    for version in sorted(set(theirs.records) - common):
        known = next(
            (
                v
                for v, r in records.items()
                if _without_class(r) == _without_class(theirs.records[version])
            ),
            None,
        )
        if known is not None and known not in common:  # both published the very same
            moved[version] = known
            continue
        number = max(records, default=0) + 1
        moved[version] = number
        records[number] = _behind(records, theirs.records[version], number, catalog)
    return Merged(
        records, _labels(base.labels, ours.labels, theirs.labels, moved, max(records)), moved
    )


def _without_class(record: Record) -> Record:
    return attrs.evolve(record, version=1, compatibility=None, checksum=None)


def _behind(records: Mapping[int, Record], record: Record, number: int, catalog: Catalog) -> Record:
    """A record as the one after the last."""
    kind = "new"
    if records:
        kind = compatibility(_meaning(records[max(records)], catalog), _meaning(record, catalog))
    return attrs.evolve(record, version=number, compatibility=kind, checksum=None)


def _meaning(record: Record, catalog: Catalog) -> Meaning:
    formula = attrs.evolve(record.read(name=record.code, layer="project"), version=0, digest=None)
    return understand(formula, catalog, limits=DEFAULT_LIMITS).meaning


def _labels(
    base: Labels, ours: Labels, theirs: Labels, moved: Mapping[int, int], newest: int
) -> Labels:
    """Unite labels: what only one side changed is taken, else the later move; logs are united."""
    log = [*ours.log]
    for move in theirs.log:
        if move not in base.log:
            renamed = _renumbered(move, moved)
            if renamed not in log:
                log.append(renamed)
    labels: dict[str, int] = {}
    for label in sorted({*ours.labels, *theirs.labels}):
        was, mine = base.labels.get(label), ours.labels.get(label)
        other = theirs.labels.get(label)
        other = moved.get(other, other) if other is not None else None
        chosen = _chosen(was, mine, other, _last(ours, label) >= _last(theirs, label))
        if chosen is not None:
            labels[label] = chosen
    labels["latest"] = newest
    status = {moved.get(v, v): s for v, s in theirs.status.items()} | dict(ours.status)
    replaced_by = {moved.get(v, v): c for v, c in theirs.replaced_by.items()} | dict(
        ours.replaced_by
    )
    return Labels(labels, status, replaced_by, tuple(sorted(log, key=lambda move: move.when)))


def _chosen(
    was: int | None, mine: int | None, other: int | None, ours_is_later: bool
) -> int | None:
    if mine == was or mine is None:
        return other
    if other == was or other is None:
        return mine
    return mine if ours_is_later else other


def _last(labels: Labels, label: str) -> str:
    return max((move.when for move in labels.log if move.label == label), default="")


def _renumbered(move: Move, moved: Mapping[int, int]) -> Move:
    if move.label is None:
        return attrs.evolve(move, version=moved.get(move.version or 0, move.version))
    to, was = move.to, move.was
    return attrs.evolve(
        move,
        to=moved.get(to, to) if isinstance(to, int) else to,
        was=moved.get(was, was) if isinstance(was, int) else was,
    )
