"""The scene document, `deltalang.scene/1`: what every other output is made from.

Plain data (dict, list, str, int, float, None) that validates against `scene.schema.json`. Weights are
exact strings; the same scene gives the same bytes everywhere. A hypothesis that is to be avoided too is left
out: nobody is told to develop what is banned.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from deltalang.algebra.bans import Bans, bans_of
from deltalang.algebra.letters import Atom, Choice, Cycle, Hole, Image, Letter, Sequence
from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import MODALITIES, Scope, plain_value, scope_text
from deltalang.algebra.worlds import every_letter, parts
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.semantics.reading import HYPOTHESIS, Reading, read

FORMAT = "deltalang.scene/1"
Document = dict[str, Any]


@attrs.frozen
class Origin:
    """Where a document comes from: everything in it that is not the scene itself.

    `wording` is no part of it: the language in which somebody was asked about the scene, for targets.
    """

    source: str
    label: str | None = None
    seed: int | str | None = None
    depth: int | None = None
    world: int | None = None
    lang: str | None = None
    references: tuple[Document, ...] = ()
    statuses: Mapping[str, str] = attrs.field(factory=dict)
    warnings: tuple[Document, ...] = ()
    limits: Limits = DEFAULT_LIMITS
    wording: str | None = None


def document(scene: Scene, origin: Origin) -> Document:
    """Make the document of a scene.

    >>> made = document(Scene.atom("память") * 2, Origin("память*2"))
    >>> made["canonical"], made["images"][0]["weight"]
    ('память*2', '2')
    """
    plain = scene.plain(origin.limits)
    return {
        "format": FORMAT,
        "source": origin.source,
        "label": origin.label,
        "canonical": plain.canonical,
        "digest": plain.digest,
        "lang": origin.lang,
        "seed": origin.seed,
        "world": origin.world,
        "depth": origin.depth,
        "references": list(origin.references),
        **_lists(scene, origin, Bans()),
        "warnings": list(origin.warnings),
    }


def _part(scene: Scene, origin: Origin, bans: Bans) -> Document:
    """A scene inside a scene: the same form without the origin."""
    plain = scene.plain(origin.limits)
    return {"canonical": plain.canonical, "digest": plain.digest, **_lists(scene, origin, bans)}


def _lists(scene: Scene, origin: Origin, outer: Bans) -> Document:
    lists: dict[str, list[Document]] = {
        name: [] for name in ("images", "avoid", "beats", "cycles", "choices", "holes")
    }
    readings = read(scene, origin.statuses, limits=origin.limits)
    bans = outer | bans_of(
        (one.image for one in readings if value(one.weight) < 0), limits=origin.limits
    )
    for reading in _allowed(readings, bans, origin.limits):
        number = value(reading.weight)
        if number:  # not cancelled
            name = "avoid" if number < 0 else _list_of(reading.image)
            lists[name].append(_entry(reading, origin, Bans() if number < 0 else bans))
    return dict(lists)


def _allowed(readings: Iterable[Reading], bans: Bans, limits: Limits) -> Iterable[Reading]:
    """Leave out the hypotheses that are banned; the rest shares their attention."""
    if not bans:
        return readings
    kept = [
        one
        for one in readings
        if value(one.weight) <= 0
        or one.trust != HYPOTHESIS
        or not bans.covers(one.image, limits=limits)
    ]
    total = sum((one.attention for one in kept), Fraction(0)) or Fraction(1)
    return [attrs.evolve(one, attention=one.attention / total) for one in kept]


def _list_of(image: Image) -> str:
    kinds = [type(inner) for letter in image.letters for inner in _inside(letter)]
    own = [type(letter) for letter in image.letters]
    for kind, name in (
        (Sequence, "beats"),
        (Cycle, "cycles"),
        (Choice, "choices"),
        (Hole, "holes"),
    ):
        if kind in own:
            return name
    return "holes" if Hole in kinds else "images"


def _inside(letter: Letter) -> list[Letter]:
    return [letter, *(inner for part in parts(letter) for inner in every_letter(part))]


def _entry(reading: Reading, origin: Origin, bans: Bans) -> Document:
    image = reading.image
    scope = _shared(image)
    entry: Document = {
        "text": Scene.of_image(image, limits=origin.limits).plain(origin.limits).display,
        "atoms": [_atom(letter, origin.limits) for letter in image.letters],
        "weight": str(reading.weight),
        "attention": round(float(reading.attention), 6),
        "trust": reading.trust,
        "resonance": {
            "level": reading.resonance.level,
            "echoes": reading.resonance.echoes,
            "sources": list(reading.resonance.sources),
        },
        "mode": _value(scope, "mode"),
        "context": _value(scope, "context"),
        "modalities": {name: _value(scope, name) for name in MODALITIES if name in dict(scope)},
        "scope": {name: plain_value(text) for name, text in scope},
        "why": [{"source": source, "weight": str(weight)} for source, weight in reading.why],
    }
    structural = [letter for letter in image.letters if parts(letter)]
    holes = [
        inner
        for letter in image.letters
        if not isinstance(letter, (Sequence, Cycle, Choice))
        for inner in _inside(letter)
        if isinstance(inner, Hole)
    ]
    if structural:
        entry["parts"] = [
            _part(part, origin, bans) for letter in structural for part in parts(letter)
        ]
    if holes:
        entry["fill"] = [{"kind": hole.kind, "text": hole.spelling} for hole in holes]
    return entry


def _atom(letter: Letter, limits: Limits) -> str:
    if parts(letter):
        return Scene.of(letter, limits=limits).plain(limits).terms[0][0].display
    if isinstance(letter, (Atom, Hole)):
        return letter.spelling if letter.spelling != "_" else '"_"'
    return letter.display.removesuffix(scope_text(letter.scope))


def _shared(image: Image) -> Scope:
    """The scope entries that all letters of an image have."""
    common = set(image.letters[0].scope)
    for letter in image.letters[1:]:
        common &= set(letter.scope)
    return tuple(sorted(common))


def _value(scope: Scope, name: str) -> str | None:
    found = dict(scope).get(name)
    return None if found is None else plain_value(found)
