"""The place of a scene among the known formulas: equal to one, more or less than one, like one."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError
from deltalang.mining.proposals import Proposal
from deltalang.project import Project
from deltalang.proposing.drafting import scene_of
from deltalang.proposing.likeness import likeness, weights
from deltalang.registry import queries
from deltalang.registry.compatibility import extends
from deltalang.registry.queries import Entry
from deltalang.semantics.catalog import Formula
from deltalang.semantics.evaluator import Evaluator

EQUAL, EXTENDS, EXTENDED_BY, NEAR = RELATIONS = ("equal", "extends", "extended-by", "near")
LEAST = 0.5
"""From what likeness on a formula is worth a mention that has no other relation to a scene."""
_CANDIDATES = 20


@attrs.frozen
class Neighbour:
    """A known formula beside a scene: the scene `relation` the formula. `likeness` is from 0 to 1."""

    edition: str
    slug: str | None
    formula: str
    layer: str
    relation: str
    likeness: float


def equal_formula(project: Project, scene: Scene) -> str | None:
    """The edition that has just the meaning of a scene, None where no formula has it."""
    digest = scene.full_digest
    for index in project.indexes:
        index.refresh()
        for entry in queries.near(index, scene, limit=_CANDIDATES):
            if entry.digest == digest:
                return f"{entry.code}@{entry.version}"
    return None


@attrs.frozen
class _Known:
    """The meaning of a known formula, and the weights of its atoms."""

    scene: Scene
    weights: dict[str, float]


class Surroundings:
    """Finds neighbours in the layers of a project; keeps the meanings of formulas that it has met."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.refresh()

    def refresh(self) -> None:
        """See what was published since."""
        for index in self._project.indexes:
            index.refresh()
        self._evaluator = Evaluator(self._project.catalog)
        self._met: dict[tuple[str, int | None], _Known | None] = {}

    def of(self, proposal: Proposal) -> tuple[Neighbour, ...]:
        """Give the neighbours of a proposal; none for one that cannot be read: accepting it tells why."""
        try:
            return self.around(scene_of(self._project, proposal))
        except DeltaError:
            return ()

    def around(self, scene: Scene, *, limit: int = 5) -> tuple[Neighbour, ...]:
        """Give the neighbours of a scene, the closest first: equal, extended, extending, near."""
        own = weights(scene)
        found: dict[str, Neighbour] = {}
        for entry in self._candidates(scene, own):
            known = self._known(entry) if entry.code not in found else None
            if known is None or not known.weights.keys() & own.keys():
                continue
            like = round(likeness(own, known.weights), 6)
            relation = _relation(scene, own, known)
            if relation != NEAR or like >= LEAST:
                found[entry.code] = Neighbour(
                    edition=f"{entry.code}@{entry.version}", slug=entry.slug,
                    formula=entry.formula or "", layer=entry.layer, relation=relation, likeness=like,
                )  # fmt: skip
        return tuple(sorted(found.values(), key=_closeness)[:limit])

    def _candidates(self, scene: Scene, terms: Iterable[str]) -> Iterator[Entry]:
        """Formulas that share whole images with a scene, then those that share a word."""
        for index in self._project.indexes:
            yield from queries.near(index, scene, limit=_CANDIDATES)
        for index in self._project.indexes:
            for term in terms:
                yield from queries.search(index, term, limit=_CANDIDATES)

    def _known(self, entry: Entry) -> _Known | None:
        place = (entry.code, entry.version)
        if place not in self._met:
            self._met[place] = self._read(entry)
        return self._met[place]

    def _read(self, entry: Entry) -> _Known | None:
        try:
            found = self._project.catalog.find(entry.code, str(entry.version))
        except DeltaError:  # a broken record is no neighbour; `doctor` names it
            return None
        scene = self._evaluator.formula_scene(found) if isinstance(found, Formula) else None
        return _Known(scene, weights(scene)) if scene is not None else None


def _relation(scene: Scene, own: Mapping[str, float], known: _Known) -> str:
    if scene == known.scene:
        return EQUAL
    if known.weights.keys() <= own.keys() and extends(known.scene, scene):
        return EXTENDS
    if own.keys() <= known.weights.keys() and extends(scene, known.scene):
        return EXTENDED_BY
    return NEAR


def _closeness(neighbour: Neighbour) -> tuple[int, float, int]:
    number = int(neighbour.edition[1:].partition("@")[0])
    return RELATIONS.index(neighbour.relation), -neighbour.likeness, number
