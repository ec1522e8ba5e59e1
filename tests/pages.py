"""The pages of the documents: their blocks, and the commands in them.

Blocks of `docs/*.md` and `README.md` that are read here:

- `python`: a doctest where it has `>>>`; the blocks of one document share their names.
- `console`: lines `$ deltalang …` with what they print, standard error included. Also `$ cat FILE`,
  `$ echo TEXT | deltalang …`, `NAME=value` in front, `< FILE` or `> FILE` behind, and `$ echo $?`.
- `repl`: a conversation: behind `Δ> ` what is typed, ` · ` where it goes on, and what is answered.
- `delta`: a script that has no errors; `delta broken` has some.
- any block with `file=NAME` is written to the folder where the commands of the document run. The examples
  are there as `examples/`.

Commands that are not to be run (installing, say) stand in `sh` blocks.
"""

import io
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from deltalang.cli.repl import Verbs, show_answer
from deltalang.project import Project
from deltalang.repl.commands import Commands
from deltalang.repl.console import Console

FENCE = re.compile(r"^(`{3,})(\w+)([^\n]*)\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
Command = Callable[..., tuple[int, str]]


class Block(NamedTuple):
    """A fenced block: its language, the rest of its first line, what is inside and where."""

    language: str
    info: str
    text: str
    start: int
    line: int


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start(4)) + 1
        yield Block(found[2], found[3].strip(), found[4], found.start(4), line)


def write_file(block: Block, folder: Path) -> None:
    named = re.search(r"file=(\S+)", block.info)
    if named:
        path = folder / named[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8", newline="\n")


def console(block: Block, command: Command) -> str:
    """Run the commands of a block; give the block with what they print."""
    made, status = "", 0
    for line in re.findall(r"^\$ (.*)$", block.text, re.MULTILINE):
        status, printed = shell(line, status, command)
        made += f"$ {line}\n" + (printed.rstrip("\n") + "\n" if printed.strip() else "")
    return made


def shell(line: str, status: int, command: Command) -> tuple[int, str]:
    if line == "echo $?":
        return 0, str(status)
    typed = ""
    left, pipe, right = line.partition(" | deltalang ")
    words = shlex.split(line)
    if pipe and left.startswith("echo "):
        typed = " ".join(shlex.split(left)[1:]) + "\n"
        words = shlex.split("deltalang " + right)
    elif words[0] == "cat":
        return 0, "".join(Path(name).read_text(encoding="utf-8") for name in words[1:])
    into = None
    if len(words) > 2 and words[-2] == "<":
        typed = Path(words[-1]).read_text(encoding="utf-8")
        words = words[:-2]
    elif len(words) > 2 and words[-2] == ">":
        into = Path(words[-1])
        words = words[:-2]
    environment = {}
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        environment[name] = value
    assert words[0] == "deltalang", f"not run here, make it a `sh` block: {line}"
    return command(words[1:], typed, into, **environment)


def conversation(block: Block, lang: str) -> str:
    """Hold a conversation of a block anew; give the block with what is answered."""
    commands = Commands(Console(Project.find().session(), lang=lang), Verbs([]))
    made = ""
    for typed in re.findall(r"^Δ> .*\n(?: · .*\n)*", block.text, re.MULTILINE):
        said = "".join(line[3:] + "\n" for line in typed.splitlines())
        printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
        with redirect_stdout(printed), redirect_stderr(printed):
            show_answer(commands.run(said), commands.console.lang)
        answer = printed.buffer.getvalue().decode().rstrip("\n")
        made += typed + (answer + "\n" if answer else "")
    return made
