"""The REPL: processor time from a keystroke to the picture, and time to the first prompt.

`python tests/benchmarks/bench_repl.py [LINES]`. A script of so many lines (1 000) stands in the input;
a statement is typed behind it and then into its middle, each key drawn on a screen of 80 × 24 that is
written to nowhere. Beside the 95th percentile: how many times longer the parser takes to read the whole
text once. Start-up is that of `deltalang repl` on a terminal, beside importing prompt_toolkit, lark and
click alone; both in processor time, the best of some runs.
"""

import compileall
import io
import os
import pty
import resource
import select
import subprocess
import sys
import time
from pathlib import Path

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

import deltalang
from deltalang.repl.commands import Commands
from deltalang.repl.console import Console
from deltalang.repl.past import Past
from deltalang.repl.terminal import Terminal
from deltalang.repl.typing import Typing
from deltalang.session import Session
from deltalang.syntax.parser import parse

WORDS = ["память", "жар", "свет", "тень", "лес", "дорога", "дом", "ночь", "день", "вода"]
TYPED = "двор: Δ02 + память*2 → (лес{ночь} + тишина) → жар + Δ999 - вода"
RUNS = 5


def script(lines: int) -> str:
    made = []
    for i in range(lines):
        one, two = WORDS[i % 10], WORDS[(i * 7 + 3) % 10]
        forms = (
            f"сцена{i}: Δ02 + {one}*2 → ({two}{{ночь}} + тишина)",
            f"Δ:ход{i} = {one} → {two}",
            f"вид{i}: Δ:ход{i - 1} + {two}" if i else one,
            f"# {one} и {two}",
        )
        made.append(forms[i % 4])
    return "\n".join(made)


class Nowhere(io.StringIO):
    encoding = "utf-8"

    def fileno(self) -> int:
        raise io.UnsupportedOperation


def keystrokes(text: str, at: int) -> list[float]:
    """Seconds of processor time for each key of a statement that is typed into a text."""
    console = Console(Session())
    times: list[float] = []
    keys = iter(TYPED)
    began = 0.0
    with create_pipe_input() as reader:
        writer = Vt100_Output(Nowhere(), lambda: Size(24, 80), term="xterm", enable_cpr=False)
        terminal = Terminal(
            Commands(console, lambda *_: 0), Typing(console, tuple), show=lambda _: None,
            past=Past(None), reader=reader, writer=writer,
        )  # fmt: skip
        app = terminal.session.app

        def drawn(_: object) -> None:
            nonlocal began
            if began:
                times.append(time.process_time() - began)
            key = next(keys, None)
            if key is None:
                if not app.is_done:
                    app.exit(result="")
                return
            began = time.process_time()
            reader.send_text(key)

        def begin() -> None:
            buffer = terminal.session.default_buffer
            buffer.text = text
            buffer.cursor_position = at
            app.after_render += drawn

        terminal.session.prompt(pre_run=begin)
    return times[1:]  # with the first one the whole text was read


def percentile(times: list[float], part: float) -> float:
    return sorted(times)[int(len(times) * part)] * 1000


def best(run: object) -> float:
    return min(run() for _ in range(RUNS))  # type: ignore[operator]


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def imports() -> float:
    before = children()
    subprocess.run([sys.executable, "-c", "import prompt_toolkit, lark, click"], check=True)
    return children() - before


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def ready() -> float:
    """Processor time of `deltalang repl` until its prompt is drawn; leaving it takes next to none."""
    before = children()
    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"TERM": "xterm", "PYTHONUTF8": "1"}
        os.execv(sys.executable, [sys.executable, "-m", "deltalang", "repl", "--no-history"])
    seen = b""
    while "Δ>".encode() not in seen and select.select([terminal], [], [], 60)[0]:
        seen += os.read(terminal, 65_536)
    os.write(terminal, b"\x1b[1;1R\x04")
    while read(terminal):  # it waits until all that it wrote was read
        pass
    os.waitpid(child, 0)
    return children() - before


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    text = script(lines)
    parse(text)
    began = time.process_time()
    parse(text)
    whole = (time.process_time() - began) * 1000
    middle = text.index("\n", len(text) // 2) + 1
    print(f"{lines} lines in the input; reading the whole text: {whole:.1f} ms")
    for name, full, at in (
        ("behind it", text + "\n", len(text) + 1),
        ("into its middle", text[:middle] + "\n" + text[middle:], middle),
    ):
        times = keystrokes(full, at)
        p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
        print(
            f"a key {name}: median {p50:.1f} ms, p95 {p95:.1f} ms; "
            f"the whole text takes {whole / p95:.1f} × p95"
        )
    # As pip leaves an installed package, whatever the environment says of bytecode.
    compileall.compile_dir(Path(deltalang.__file__).parent, quiet=1)
    alone, repl = best(imports), best(ready)
    print(
        f"ready after {repl * 1000:.0f} ms; imports alone {alone * 1000:.0f} ms: {repl / alone:.2f} ×"
    )


if __name__ == "__main__":
    main()
