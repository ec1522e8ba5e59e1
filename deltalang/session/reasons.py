"""Reasons: which formulas, and which words of a text, the weight of each image comes from."""

from collections.abc import Iterable, Iterator

import attrs

from deltalang.algebra.scene import Scene
from deltalang.limits import Limits
from deltalang.semantics.reading import read
from deltalang.semantics.script import SceneResult


@attrs.frozen
class Why:
    """Where the weight of an image comes from: pairs of source and exact weight."""

    image: str
    weight: str
    parts: tuple[tuple[str, str], ...]


def reasons(results: Iterable[SceneResult], limits: Limits) -> Iterator[Why]:
    """Say where the weights of scenes come from, of each scene the heaviest image first."""
    for result in results:
        readings = read(result.scene, {}, limits=limits)
        for reading in sorted(readings, key=lambda r: (-r.weight, r.image.text)):
            if reading.weight:
                yield Why(
                    Scene.of_image(reading.image, limits=limits).plain(limits).display,
                    str(reading.weight),
                    tuple((source, str(weight)) for source, weight in reading.why),
                )
