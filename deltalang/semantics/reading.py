"""Reading: what the images of a scene mean to each other.

Trust says whether an image is to be kept exactly or may be developed. Resonance counts where it
recurs. Attention is its share of the scene, by the formula

    attention ∝ weight · (1 + ¼·echoes + ½·(sources − 1)) · (1 for anchors, ¾ for hypotheses)

normalised to one over the images that are not avoided.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from deltalang.algebra.letters import Atom, Image
from deltalang.algebra.lineage import Lineage, Weight, value
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import every_letter, parts
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.semantics.evaluator import HERE

ANCHOR, HYPOTHESIS = "anchor", "hypothesis"
ECHO, SOURCE, DOUBT = Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)


@attrs.frozen
class Resonance:
    """How an image recurs: "solo", "echo", "repeat" or "chorus", the counts, the sources.

    An echo is the same atom in another image of the scene; a chorus has several sources.
    """

    level: str
    echoes: int
    sources: tuple[str, ...]


@attrs.frozen
class Reading:
    """An image with its weight, trust, resonance, share of attention and where its weight comes from."""

    image: Image
    weight: Weight
    trust: str
    resonance: Resonance
    attention: Fraction
    why: tuple[tuple[str, Weight], ...]


def read(
    scene: Scene, statuses: Mapping[str, str], *, limits: Limits = DEFAULT_LIMITS
) -> tuple[Reading, ...]:
    """Read every image of a scene; `statuses` maps sources (`Δ02@1`) to the status of the formula.

    >>> [reading.trust for reading in read(Scene.atom("a") + Scene.atom("b"), {})]
    ['anchor', 'anchor']
    """
    atoms = Counter(
        letter.key
        for image, _ in scene.terms
        for letter in {inner.text: inner for inner in _letters(image)}.values()
        if isinstance(letter, Atom)
    )
    readings = []
    for same in _equal_terms(scene, limits):
        image, why = same[0][0], _added(_why(*term) for term in same)
        sources = tuple(sorted({name for part, _ in why for name in part.split(" · ")}))
        own = {letter.key for letter in _letters(image) if isinstance(letter, Atom)}
        echoes = sum(atoms[name] - 1 for name in own)
        number = sum(value(weight) for _, weight in same)
        several = len(sources) > 1 and len(why) > 1
        level = "chorus" if several else "repeat" if number > 1 else "echo" if echoes else "solo"
        trust = _trust(image, sources, statuses)
        resonance = Resonance(level, echoes, sources)
        readings.append(Reading(image, number, trust, resonance, Fraction(0), why))
    return _with_attention(readings)


def _equal_terms(scene: Scene, limits: Limits) -> Iterable[list[tuple[Image, Weight]]]:
    """Put terms together whose images differ only in the lineage inside their parts."""
    equal: dict[str, list[tuple[Image, Weight]]] = {}
    for image, weight in scene.terms:
        nested = any(parts(letter) for letter in image.letters)
        text = (
            Scene.of_image(image, limits=limits).plain(limits).canonical if nested else image.text
        )
        equal.setdefault(text, []).append((image, weight))
    return equal.values()


def _added(whys: Iterable[tuple[tuple[str, Weight], ...]]) -> tuple[tuple[str, Weight], ...]:
    """Add up where the weights of equal terms come from."""
    added: dict[str, Weight] = {}
    for why in whys:
        for source, weight in why:
            added[source] = added.get(source, 0) + weight
    ordered = sorted(added.items(), key=lambda term: (term[0].count(" · "), term[0]))
    return tuple((source, weight) for source, weight in ordered if weight)


def _with_attention(readings: list[Reading]) -> tuple[Reading, ...]:
    def score(reading: Reading) -> Fraction:
        if value(reading.weight) <= 0:
            return Fraction(0)
        resonance = reading.resonance
        raised = 1 + ECHO * resonance.echoes + SOURCE * (len(resonance.sources) - 1)
        return value(reading.weight) * raised * (1 if reading.trust == ANCHOR else DOUBT)

    scores = [score(reading) for reading in readings]
    total = sum(scores) or Fraction(1)
    shared = [attrs.evolve(r, attention=s / total) for r, s in zip(readings, scores, strict=True)]
    return tuple(sorted(shared, key=lambda r: (-r.attention, -value(r.weight), r.image.text)))


def _trust(image: Image, sources: tuple[str, ...], statuses: Mapping[str, str]) -> str:
    written = [dict(letter.scope).get("trust") for letter in _letters(image)]
    if written and any(written):
        return HYPOTHESIS if HYPOTHESIS in written else ANCHOR
    formulas = [statuses[source] for source in sources if source in statuses]
    if any(status != "proto" for status in formulas):
        return ANCHOR
    if formulas and len(formulas) == len(sources):
        return HYPOTHESIS
    atoms = sum(isinstance(letter, Atom) for letter in image.letters)
    return ANCHOR if atoms < 3 else HYPOTHESIS


def _letters(image: Image) -> list[Atom]:
    inside = [inner for letter in image.letters for p in parts(letter) for inner in every_letter(p)]
    return [letter for letter in (*image.letters, *inside) if not parts(letter)]  # type: ignore[misc]


def _why(image: Image, weight: Weight) -> tuple[tuple[str, Weight], ...]:
    """Say where a weight comes from; a product of sources is joined by " · ".

    What is only structure (a sequence, a choice) has a plain weight: it comes from what is inside.
    """
    if isinstance(weight, Lineage):
        return tuple((" · ".join(names) or HERE, number) for names, number in weight.ordered())
    inner = sorted({name for letter in image.letters for p in parts(letter) for name in sources(p)})
    return ((" · ".join(inner) or HERE, weight),)


def sources(scene: Scene) -> set[str]:
    """Name every source of a scene, at every depth."""
    names: set[str] = set()
    for image, weight in scene.terms:
        if isinstance(weight, Lineage):
            names.update(name for monomial in weight.terms for name in monomial)
        for letter in image.letters:
            for part in parts(letter):
                names |= sources(part)
    return names
