"""A plan: what stands in scenes already by rule, and who is to fill each hole that is left.

    scenes ── arguments put in ── places ── Task: an owner, and a request where that is a model

A plan is pure: nobody is asked, and the same scenes give the same plan.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import pick
from deltalang.diagnostics import near_names
from deltalang.filling.asking import Asker, asker
from deltalang.filling.places import Place, count_places, places_of, supplied
from deltalang.keys import key
from deltalang.llm.exchange import Request
from deltalang.renderers.document import Origin, document
from deltalang.renderers.outline import language

RULES, LLM, PERSON, OPEN = "rules", "llm", "person", "open"
OWNERS = (RULES, LLM, PERSON, OPEN)
Located = tuple[Scene, Origin]
"""A scene and where it comes from."""


@attrs.frozen
class Task:
    """A hole of a scene (by its number) and who is to fill it; `request` where that is a model."""

    number: int
    place: Place
    owner: str
    request: Request | None = attrs.field(default=None, repr=False)
    over_budget: bool = False


@attrs.frozen
class Plan:
    """The scenes of a run with what is to be filled in them; `places` counts all their leaves.

    The scenes have the arguments in them: what a caller gave is a rule, not an answer.
    """

    scenes: tuple[Located, ...] = attrs.field(repr=False)
    tasks: tuple[Task, ...]
    places: int
    model: str | None = None
    arguments: tuple[tuple[str, Scene], ...] = attrs.field(default=(), repr=False)


class UnknownHoleError(ValueError):
    """Arguments for holes that no scene has: their names, and those of the holes there are."""

    def __init__(self, names: Sequence[str], known: Sequence[str]) -> None:
        self.names, self.known = tuple(names), tuple(known)
        self.near = tuple(near_names(names[0], known, limit=1))
        super().__init__(f"no hole <{names[0]}>; there are {', '.join(known) or 'none'}")


def parameters(scenes: Iterable[Located]) -> tuple[str, ...]:
    """Name the holes `<name>` of scenes, each once, in the order of the scenes.

    >>> from deltalang import expand
    >>> parameters([(expand("<герой> → <лес> + <Герой>"), Origin("x"))])
    ('герой', 'лес')
    """
    found: dict[str, str] = {}
    for scene, _ in scenes:
        for place in places_of(scene):
            if place.kind == "parameter":
                found.setdefault(key(place.text), place.text)
    return tuple(found.values())


def plan(
    scenes: Iterable[Located],
    *,
    model: str | None,
    most: Fraction | None = None,
    arguments: Mapping[str, Scene] | None = None,
    max_tokens: int = 512,
    lang: str | None = None,
) -> Plan:
    """Say who is to fill what; with `most` the model gets at most that share of all places.

    Past it a hole of the model is the person's. Holes go to the budget in the order of the scenes.
    `arguments` go into the holes `<name>` first, as they were given. Raises UnknownHoleError for one
    that no scene has, LimitExceededError.

    >>> from deltalang import expand
    >>> scene = expand("a + <~b> + <?c> + <d>")
    >>> made = plan([(scene, Origin("x"))], model="tiny", most=Fraction(1, 5), arguments={"d": expand("e")})
    >>> [(task.owner, task.over_budget) for task in made.tasks]
    [('person', True), ('person', False)]
    """
    given = dict(arguments or {})
    located = _supplied(scenes, given) if given else scenes
    kept = tuple(_worded(one, lang) for one in located)
    total = sum(count_places(scene) for scene, _ in kept)
    left = None if most is None else int(most * total)
    tasks: list[Task] = []
    for number, (scene, origin) in enumerate(kept):
        ask: Asker | None = None  # a scene is rendered where a model is asked, and once
        for place in places_of(scene):
            if place.kind != "llm" or model is None:
                owner = {"llm": LLM, "person": PERSON, "parameter": OPEN}[place.kind]
                tasks.append(Task(number, place, owner))
            elif left is not None and place.count > left:
                tasks.append(Task(number, place, PERSON, over_budget=True))
            else:
                left = None if left is None else left - place.count
                ask = ask or asker(document(scene.plain(origin.limits), origin), lang)
                request = Request(model, ask(place), max_tokens)
                tasks.append(Task(number, place, LLM, request))
    return Plan(kept, tuple(tasks), total, model, tuple(given.items()))


def _worded(one: Located, lang: str | None) -> Located:
    """Note the language in which a scene is asked about: answers in another one must not change it."""
    scene, origin = one
    asked = {"lang": origin.lang, "canonical": scene.plain(origin.limits).canonical}
    return scene, attrs.evolve(origin, wording=language(asked, lang))


def _supplied(scenes: Iterable[Located], given: Mapping[str, Scene]) -> Iterator[Located]:
    """Put arguments in; the choices that they bring are made as those of the scene were."""
    kept = tuple(scenes)
    known = parameters(kept)
    unknown = [name for name in given if key(name) not in map(key, known)]
    if unknown:
        raise UnknownHoleError(unknown, known)
    for scene, origin in kept:
        made = supplied(scene, given, limits=origin.limits)
        if origin.seed is not None:
            made = pick(made, origin.seed, limits=origin.limits)
        yield made, origin
