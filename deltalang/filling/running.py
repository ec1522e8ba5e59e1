"""A run: rules first, then a model within its budget, then a person; what fails stays a hole.

    plan(scenes) ── Plan: places with owner and request ── Run ── Outcome: scenes, shares, open holes

Whoever asks comes in as a function, so that a plan is pure and a replay is one with another function.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from queue import Empty, SimpleQueue
from threading import Thread

import attrs

from deltalang.algebra.scene import Scene
from deltalang.filling.asking import messages, read_answer
from deltalang.filling.places import Place, count_places, filled, places_of
from deltalang.llm.exchange import Answer, NoAnswerError, Request
from deltalang.renderers.document import Origin, document

Ask = Callable[[Request], Answer]
RULES, LLM, PERSON, OPEN = "rules", "llm", "person", "open"
OWNERS = (RULES, LLM, PERSON, OPEN)


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
    """The scenes of a run with what is to be filled in them; `places` counts all their leaves."""

    scenes: tuple[tuple[Scene, Origin], ...] = attrs.field(repr=False)
    tasks: tuple[Task, ...]
    places: int


@attrs.frozen
class OpenHole:
    """A hole that nobody filled: why, as a word for reports, and what was said about it."""

    number: int
    place: Place
    reason: str
    detail: str = ""


@attrs.frozen
class Outcome:
    """What a run gave: scenes with answers in them, shares of the places, holes left open."""

    scenes: tuple[tuple[Scene, Origin], ...] = attrs.field(repr=False)
    counts: Mapping[str, int]
    """Places by who filled them: one number for each of `OWNERS`."""
    open: tuple[OpenHole, ...]
    asked: int = 0
    """Calls that were answered or failed; what was found on disk is no call."""


def plan(
    scenes: Iterable[tuple[Scene, Origin]],
    *,
    model: str | None,
    most: Fraction | None = None,
    max_tokens: int = 512,
    lang: str | None = None,
) -> Plan:
    """Say who is to fill what; with `most` the model gets at most that share of all places.

    Past it a hole of the model is the person's. Holes go to the budget in the order of the scenes.

    >>> from deltalang import expand
    >>> made = plan([(expand("a + <~b> + <?c>"), Origin("x"))], model="tiny", most=Fraction(1, 4))
    >>> [(task.owner, task.over_budget) for task in made.tasks]
    [('person', True), ('person', False)]
    """
    kept = tuple(scenes)
    total = sum(count_places(scene) for scene, _ in kept)
    left = None if most is None else int(most * total)
    tasks: list[Task] = []
    for number, (scene, origin) in enumerate(kept):
        for place in places_of(scene):
            if place.kind != "llm" or model is None:
                owner = {"llm": LLM, "person": PERSON, "parameter": OPEN}[place.kind]
                tasks.append(Task(number, place, owner))
            elif left is not None and place.count > left:
                tasks.append(Task(number, place, PERSON, over_budget=True))
            else:
                left = None if left is None else left - place.count
                asked = messages(document(scene.plain(origin.limits), origin), place, lang)
                request = Request(model, asked, max_tokens)
                tasks.append(Task(number, place, LLM, request))
    return Plan(kept, tuple(tasks), total)


class Run:
    """A plan under way: what is known, what failed, and the outcome so far at any time.

    `known` looks up what was answered before; `answers` are those of the person, by the key of the place.
    """

    def __init__(
        self,
        made: Plan,
        *,
        known: Callable[[Request], Answer | None],
        answers: Mapping[str, Scene],
    ) -> None:
        self.plan, self.asked = made, 0
        self._found: dict[str, tuple[str, Scene]] = {}
        self._failed: dict[str, NoAnswerError] = {}
        waiting: dict[str, Task] = {}  # equal scenes have equal holes, asked once
        for task in made.tasks:
            key = task.place.key
            if key in answers:
                self._found[key] = (PERSON, answers[key])
            elif task.request is not None and key not in waiting:
                waiting[key] = task
        self.waiting = [task for task in waiting.values() if not self._looked_up(task, known)]

    def steps(self, ask: Ask, *, jobs: int = 4) -> Iterator[tuple[int, int]]:
        """Ask for what is missing, several at once; gives how many of how many are done after each."""
        for task, result in _in_parallel(self.waiting, ask, jobs):
            self.asked += 1
            if isinstance(result, NoAnswerError):
                self._failed[task.place.key] = result
            else:
                self._read(task, result)
            yield self.asked, len(self.waiting)

    def look_again(self, known: Callable[[Request], Answer | None]) -> None:
        """Take in what was finished while nobody was reading, as when a run is interrupted."""
        for task in self.waiting:
            if task.place.key not in self._found and task.place.key not in self._failed:
                self._looked_up(task, known)

    def _looked_up(self, task: Task, known: Callable[[Request], Answer | None]) -> bool:
        assert task.request is not None
        try:
            answer = known(task.request)
        except NoAnswerError as error:
            self._failed[task.place.key] = error
            return True
        if answer is not None:
            self._read(task, answer)
        return answer is not None

    def _read(self, task: Task, answer: Answer) -> None:
        try:
            self._found[task.place.key] = (LLM, read_answer(answer.text))
        except NoAnswerError as error:
            self._failed[task.place.key] = error

    def outcome(self) -> Outcome:
        """Give what there is now. Raises LimitExceededError when answers make a scene too large."""
        return _outcome(self.plan, self._found, self._failed, self.asked)


def _in_parallel(
    tasks: list[Task], ask: Ask, jobs: int
) -> Iterator[tuple[Task, Answer | NoAnswerError]]:
    """Ask for several tasks at once; the threads are daemons, so an interrupt waits for none."""
    waiting: SimpleQueue[Task] = SimpleQueue()
    done: SimpleQueue[tuple[Task, Answer | NoAnswerError | BaseException]] = SimpleQueue()
    for task in tasks:
        waiting.put(task)

    def work() -> None:
        while True:
            try:
                task = waiting.get_nowait()
            except Empty:
                return
            assert task.request is not None
            try:
                done.put((task, ask(task.request)))
            except BaseException as error:  # it is raised again where the results are read
                done.put((task, error))

    for _ in range(min(jobs, len(tasks))):
        Thread(target=work, daemon=True).start()
    for _ in tasks:
        task, result = done.get()
        if isinstance(result, BaseException) and not isinstance(result, NoAnswerError):
            raise result
        yield task, result


def _outcome(
    made: Plan,
    found: Mapping[str, tuple[str, Scene]],
    failed: Mapping[str, NoAnswerError],
    asked: int,
) -> Outcome:
    counts = dict.fromkeys(OWNERS, 0)
    left: list[OpenHole] = []
    for task in made.tasks:
        owner = found[task.place.key][0] if task.place.key in found else OPEN
        counts[owner] += task.place.count
        if owner == OPEN:
            error = failed.get(task.place.key)
            reason = error.reason if error is not None else _why_open(task)
            detail = error.detail if error is not None else ""
            left.append(OpenHole(task.number, task.place, reason, detail))
    counts[RULES] = made.places - sum(counts.values())
    answers = {name: scene for name, (_, scene) in found.items()}
    scenes = tuple(
        (filled(scene, answers, limits=origin.limits), origin) for scene, origin in made.scenes
    )
    return Outcome(scenes, counts, tuple(left), asked)


def _why_open(task: Task) -> str:
    if task.over_budget:
        return "over-budget"
    return {OPEN: "argument", PERSON: "person", LLM: "not-asked"}[task.owner]
