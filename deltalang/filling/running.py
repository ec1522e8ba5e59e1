"""A run: rules first, then a model within its budget, then a person; what fails stays a hole.

    Plan ── Run: what is known, what is asked ── Outcome: scenes, shares, what became of each hole

Whoever asks comes in as a function, so that a replay is a run with another function.
"""

from collections.abc import Callable, Iterator, Mapping

import attrs

from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import pick
from deltalang.filling.asking import read_answer
from deltalang.filling.avoiding import banned_in, without_banned
from deltalang.filling.parallel import Ask, in_parallel
from deltalang.filling.places import Place, filled, places_of
from deltalang.filling.planning import LLM, OPEN, OWNERS, PERSON, RULES, Located, Plan, Task
from deltalang.limits import LimitExceededError
from deltalang.llm.exchange import Answer, NoAnswerError, Request


@attrs.frozen
class Result:
    """What became of a hole: who filled it and with what, or why nobody did.

    `reason` is a word for reports, empty where the hole is filled; `detail` is what was said about it: of an
    answer that was taken, what was left out of it since it is to be avoided.
    """

    task: Task
    owner: str
    reason: str = ""
    detail: str = ""
    answer: Scene | None = attrs.field(default=None, repr=False)

    @property
    def place(self) -> Place:
        """The hole."""
        return self.task.place


@attrs.frozen
class Outcome:
    """What a run gave: scenes with answers in them, shares of the places, what became of each hole."""

    scenes: tuple[Located, ...] = attrs.field(repr=False)
    counts: Mapping[str, int]
    """Places by who filled them: one number for each of `OWNERS`."""
    results: tuple[Result, ...]
    exchanges: tuple[tuple[Request, Answer], ...] = attrs.field(default=(), repr=False)
    """What the model said, now or before, be it of use or not; each once."""
    asked: tuple[tuple[Request, Answer], ...] = attrs.field(default=(), repr=False)
    """Those of them that were not known when the run began."""

    @property
    def open(self) -> tuple[Result, ...]:
        """The holes that nobody filled."""
        return tuple(one for one in self.results if one.owner == OPEN)


class Run:
    """A plan under way: what is known, what failed, and the outcome so far at any time.

    `known` looks up what was answered before; `answers` are those of the person, by the key of the place.
    An answer that has holes itself fills none, and one that names what is to be avoided does not enter so.
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
        self._with_holes: dict[str, str] = {}
        self._banned: dict[str, str] = {}
        self._exchanges: dict[str, tuple[Request, Answer]] = {}
        waiting: dict[str, Task] = {}  # equal scenes have equal holes, asked once
        for task in made.tasks:
            key = task.place.key
            if key in answers:
                self._take(task.place, answers[key])
            elif task.request is not None and key not in waiting:
                waiting[key] = task
        self.waiting = [task for task in waiting.values() if not self._looked_up(task, known)]
        self._before = frozenset(self._exchanges)

    def steps(self, ask: Ask, *, jobs: int = 4) -> Iterator[tuple[int, int]]:
        """Ask for what is missing, several at once; gives how many of how many are done after each."""
        for task, result in in_parallel(self.waiting, ask, jobs):
            self.asked += 1
            if isinstance(result, NoAnswerError):
                self._failed[task.place.key] = result
            else:
                self._read(task, result)
            yield self.asked, len(self.waiting)

    def break_off(self, known: Callable[[Request], Answer | None]) -> None:
        """End a run that is interrupted: what was finished meanwhile is taken in, the rest stays open."""
        for task in self.waiting:
            key = task.place.key
            if key in self._found or key in self._failed or self._looked_up(task, known):
                continue
            self._failed[key] = NoAnswerError("stopped")

    def _take(self, place: Place, answer: Scene) -> None:
        """Take the answer of a person."""
        holes, banned = places_of(answer), banned_in(answer, place.bans)
        if holes:
            self._with_holes[place.key] = ", ".join(hole.text for hole in holes)
        elif banned:
            self._banned[place.key] = ", ".join(banned)
        else:
            self._found[place.key] = (PERSON, answer)

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
        assert task.request is not None
        key = task.place.key
        self._exchanges[key] = (task.request, answer)
        try:
            left, banned = without_banned(read_answer(answer.text), task.place.bans)
        except NoAnswerError as error:
            self._failed[key] = error
            return
        if banned:
            self._banned[key] = ", ".join(banned)
        if left.terms:
            self._found[key] = (LLM, left)

    def outcome(self) -> Outcome:
        """Give what there is now; a scene that its answers would make too large stays as it was."""
        answers = {key: scene for key, (_, scene) in self._found.items()}
        scenes = [_with_answers(one, answers) for one in self.plan.scenes]
        results = tuple(
            self._result(task, too_large=scenes[task.number][1]) for task in self.plan.tasks
        )
        counts = dict.fromkeys(OWNERS, 0)
        for one in results:
            counts[one.owner] += one.place.count
        counts[RULES] = self.plan.places - sum(counts.values())
        keys = dict.fromkeys(task.place.key for task in self.plan.tasks)
        said = {key: self._exchanges[key] for key in keys if key in self._exchanges}
        now = tuple(one for key, one in said.items() if key not in self._before)
        made = tuple(located for located, _ in scenes)
        return Outcome(made, counts, results, tuple(said.values()), now)

    def _result(self, task: Task, *, too_large: bool) -> Result:
        found = self._found.get(task.place.key)
        if found is not None:
            owner, answer = found
            left_out = self._banned.get(task.place.key, "")
            return (
                Result(task, OPEN, "too-large")
                if too_large
                else Result(task, owner, "", left_out, answer)
            )
        error = self._failed.get(task.place.key)
        if error is not None:
            return Result(task, OPEN, error.reason, error.detail)
        if task.place.key in self._with_holes:
            return Result(task, OPEN, "holes", self._with_holes[task.place.key])
        if task.place.key in self._banned:
            return Result(task, OPEN, "avoided", self._banned[task.place.key])
        if task.over_budget:
            return Result(task, OPEN, "over-budget")
        return Result(
            task, OPEN, {OPEN: "argument", PERSON: "person", LLM: "not-asked"}[task.owner]
        )


def _with_answers(one: Located, answers: Mapping[str, Scene]) -> tuple[Located, bool]:
    """Fill a scene, and make the choices of its answers; tell whether they would make it too large."""
    scene, origin = one
    try:
        made = filled(scene, answers, limits=origin.limits)
        if origin.seed is not None and answers:
            made = pick(made, origin.seed, limits=origin.limits)
    except LimitExceededError:
        return one, True
    return (made, origin), False
