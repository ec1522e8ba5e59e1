"""Wording: patterns as expressions of the language, in normal form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from deltalang.algebra.letters import Cycle
from deltalang.algebra.scene import Scene
from deltalang.mining.candidates import Candidates
from deltalang.mining.embedding import elements
from deltalang.mining.seen import Seen
from deltalang.semantics.laws import read_scene


def scene_of(candidates: Candidates, number: int) -> Scene:
    """The scene that a candidate is."""
    ground = candidates.ground
    begin, end = candidates.patterns.offsets[number : number + 2]
    codes = candidates.patterns.terms[begin:end]
    if not ground.chain:
        return sum_of(ground.seen, codes.tolist())
    beats = elements(codes, candidates.joined(number))
    return chain_of(sum_of(ground.seen, beat) for beat in beats)


def sum_of(seen: Seen, codes: Iterable[int]) -> Scene:
    """A sum of images, each as often as its highest code says."""
    width = len(seen.images)
    times: Counter[str] = Counter()
    for code in codes:
        times[seen.images[code % width]] = max(times[seen.images[code % width]], code // width + 1)
    return Scene.total((count, read_scene(image)) for image, count in times.items())


def chain_of(beats: Iterable[Scene]) -> Scene:
    """Scenes one after another."""
    whole = Scene.zero()
    for beat in beats:
        whole = whole >> beat
    return whole


def terms_of(scene: Scene) -> tuple[str, ...]:
    """The images of a scene, beat by beat, each once, in the spelling people wrote."""
    loop = scene.pure
    beats = loop.beats if isinstance(loop, Cycle) else scene.beats
    names = (image.display for beat in beats for image, _ in beat.terms)
    return tuple(dict.fromkeys(names))
