"""Templates as proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from deltalang.algebra import letters as make
from deltalang.algebra.scene import Scene
from deltalang.keys import key
from deltalang.mining.candidates import Candidates
from deltalang.mining.evidenced import quotes, scenes_of, shown
from deltalang.mining.ground import Ground
from deltalang.mining.holes import Template, templates
from deltalang.mining.judging import p_values
from deltalang.mining.measures import measures
from deltalang.mining.patterns import Flat
from deltalang.mining.proposals import Filler, Proposal, Statistics
from deltalang.mining.settings import Settings
from deltalang.mining.wording import chain_of, sum_of, terms_of

COVERS = 0.8
"""A template with holes of a kind takes the place of the pattern of its fixed images, of which it has such
a share."""
Name = Callable[[str, str], str]
"""What a hole is called, by the kind of its fillers and the text of the template."""
NAMES = ("x", "y")
"""What holes are called whose fillers have no kind in common."""


def template_proposals(
    ground: Ground,
    settings: Settings,
    kinds: Mapping[str, str],
    known: Mapping[frozenset[int], int],
    hole: Name,
) -> Iterator[tuple[Proposal, frozenset[int]]]:
    """Give the templates of a ground with their fixed images, those that save most first.

    `known` are the patterns that passed, as sets of images, with their support. Where the fixed images
    are one of them and the hole takes anything, the template says no more than the pattern.
    """
    known_kinds = {key(image): kind for image, kind in kinds.items()}
    images = enumerate(map(key, ground.seen.images))
    coded = {code: known_kinds[image] for code, image in images if image in known_kinds}
    for template in templates(ground, documents=settings.thresholds.documents, kinds=coded):
        fixed = frozenset(code for code in template.shape if code is not None)
        covers = len(template.rows) >= COVERS * known.get(fixed, 0)
        if fixed not in known or (covers and None not in template.kinds):
            yield _proposal(ground, template, hole), fixed


def _proposal(ground: Ground, template: Template, hole: Name) -> Proposal:
    names = _names(ground, template, hole)
    scene = _scene(ground, template, names)
    fixed = np.array([code for code in template.shape if code is not None], np.int32)
    one = Flat(np.array([0, len(fixed)]), fixed, None)
    candidates = Candidates.at(ground, one, (template.rows,))
    found = measures(candidates)
    p_value = 1.0  # a single image has no split to test
    if len(fixed) > 1:
        p_value = float(p_values(candidates)[0])
    statistics = Statistics(
        support=len(template.rows),
        documents=int(candidates.documents[0]),
        expected=shown(found.expected[0]),
        lift=shown(found.lift[0]),
        leverage=shown(found.leverage[0]),
        npmi=shown(found.npmi[0]),
        p_value=float(f"{p_value:.3g}"),
        gain_bits=shown(template.gain),
        gain_tokens=len(template.rows) * (len(fixed) - 1),
    )
    return Proposal(
        kind="template",
        expression=scene.display,
        terms=terms_of(scene),
        statistics=statistics,
        quotes=tuple(quotes(ground.seen, scenes_of(candidates, 0))),
        places=tuple(np.unique(ground.document[template.rows]).tolist()),
        parameters=names,
        fillers=tuple(
            Filler(name, ground.seen.text_of(code), count)
            for name, column in zip(names, template.fillers, strict=True)
            for code, count in column.items()
        ),
    )


def _names(ground: Ground, template: Template, hole: Name) -> tuple[str, ...]:
    """The names of the holes: their kinds, numbered where another hole has the name."""
    said = " ".join(ground.seen.text_of(code) for code in template.shape if code is not None)
    names: list[str] = []
    for number, kind in enumerate(template.kinds):
        name = NAMES[number] if kind is None else hole(kind, said)
        more = (f"{name}{count}" for count in range(2, len(said) + 4))
        taken = (one for one in (name, *more) if one not in names and f"<{one}>" not in said)
        names.append(next(taken))
    return tuple(names)


def _scene(ground: Ground, template: Template, names: tuple[str, ...]) -> Scene:
    holes = iter(names)
    parts = [
        Scene.of(make.hole("parameter", next(holes)))
        if code is None
        else sum_of(ground.seen, [code])
        for code in template.shape
    ]
    return chain_of(parts) if ground.chain else Scene.total((1, part) for part in parts)
