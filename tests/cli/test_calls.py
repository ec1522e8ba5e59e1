"""The progress of calls: how many are done, and what those under way have said; on a terminal only."""

import os
import subprocess
import sys

import pytest
from command_line import COMMAND
from model_stub import Handler, serving

from deltalang.cli.calls import CallsBar


class Bar:
    """What a bar of click is told."""

    def __init__(self, *, hidden=False):
        self.hidden, self.pos, self.length = hidden, 0, 1
        self.current_item, self.drawn = None, []

    def render_progress(self):
        self.drawn.append((self.pos, self.current_item))

    def update(self, steps, item):
        self.pos, self.current_item = self.pos + steps, item
        self.render_progress()


def test_it_adds_up_what_all_calls_have_said():
    bar, now = Bar(), iter([0, 1, 2])
    calls = CallsBar(bar, "ru", clock=lambda: next(now))
    first, second = calls.heard("1"), calls.heard("2")
    first(3)
    second(4)
    first(10)
    calls.done(1, 2)
    assert bar.drawn == [
        (0, "получено символов: 3"),
        (0, "получено символов: 7"),
        (0, "получено символов: 14"),
        (1, "получено символов: 14"),
    ]


def test_it_draws_ten_times_a_second_at_most():
    bar, now = Bar(), iter([0, 0.01, 0.02, 0.2])
    told = CallsBar(bar, "en", clock=lambda: next(now)).heard("1")
    for length in (1, 2, 3, 4):
        told(length)
    assert [said for _, said in bar.drawn] == ["1 characters heard", "4 characters heard"]


def test_nobody_listens_where_nobody_looks():
    assert CallsBar(Bar(hidden=True), "en").heard("1") is None


def slowly(handler: Handler) -> None:
    handler.begin()
    for piece in ('{"images": ', '["вет', 'ер"]}'):
        handler.chunk(piece)
        handler.server.ending.wait(0.3)
    handler.chunk(finish="stop")
    handler.event("[DONE]")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals")
@pytest.mark.parametrize("terminal", [True, False])
def test_a_terminal_shows_it_and_a_pipe_does_not(tmp_path, terminal):
    import pty

    ours, theirs = pty.openpty()
    with serving(slowly) as stub:
        done = subprocess.run(
            [*COMMAND, "run", "<~запах>", "--llm", "m", "--base-url", stub.url, "--lang", "ru"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=theirs if terminal else subprocess.PIPE,
            env={**os.environ, "TERM": "xterm"},
            check=False,
        )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode() if terminal else done.stderr.decode()
    os.close(ours)
    assert done.returncode == 0

    assert ("получено символов" in shown) == terminal
