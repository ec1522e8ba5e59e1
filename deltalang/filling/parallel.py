"""Several calls at once, in threads that an interrupt need not wait for."""

from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Thread

from deltalang.filling.planning import Task
from deltalang.llm.exchange import Answer, NoAnswerError, Request

Ask = Callable[[Request], Answer]


def in_parallel(
    tasks: Sequence[Task], ask: Ask, jobs: int
) -> Iterator[tuple[Task, Answer | NoAnswerError]]:
    """Ask for several tasks at once; gives each as soon as it is done, a failed one with its failure.

    Raises whatever else `ask` raises. The threads are daemons, so an interrupt waits for none.
    """
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
