"""Memory: texts stream, and a vault takes no more than its largest notes."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import COMMAND

pytest.importorskip("resource")  # not on Windows

LONG = os.environ.get("DELTALANG_LONG") == "1"
MEGABYTE = 1_000_000

# The peak of the children of a process is known once they have ended: so each run has its own wrapper.
WRAPPER = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(done.returncode, peak * (1 if sys.platform == "darwin" else 1024))
"""
_SAID = """
память жар свет тень лес дорога дом ночь день вода тишина ветер снег река окно голос рука сон время
холодный старый идти видеть помнить молчать он она и в на не что как где потом опять никогда
"""
WORDS = _SAID.split()


def peak(*arguments: str) -> float:
    """Peak memory in MB of `deltalang scenes`, whose output is thrown away."""
    command = [sys.executable, "-c", WRAPPER, *COMMAND, "scenes", *arguments, "-q", "--to", "jsonl"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    status, found = done.stdout.split()
    assert (status, done.stderr) == ("0", "")
    return int(found) / MEGABYTE


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(4, 14))).capitalize() + "."


def write_text(path: Path, size: int, width: int) -> None:
    """Write a text of about `size` bytes whose paragraphs have `width` sentences, a line each."""
    chance = random.Random(size)
    with path.open("w", encoding="utf-8") as opened:
        while opened.tell() < size:
            opened.write("\n".join(sentence(chance) for _ in range(width)) + "\n\n")


@pytest.mark.parametrize("width", [3, 100_000], ids=["paragraphs", "no-blank-line"])
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_long_text_streams(tmp_path: Path, suffix: str, width: int) -> None:
    if not LONG and (suffix, width) != (".txt", 3):
        pytest.skip("set DELTALANG_LONG=1 to read every kind")
    path = tmp_path / f"long{suffix}"
    write_text(path, (50 if LONG else 5) * MEGABYTE, width)
    assert peak(str(path)) < 250


def vault(folder: Path, notes: int) -> Path:
    chance = random.Random(notes)
    for number in range(notes):
        path = folder / f"{number % 10}" / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"# Заметка\n\n{sentence(chance)} {sentence(chance)}\n\n- {sentence(chance)}\n", "utf-8"
        )
    return folder


def test_ten_times_as_many_notes_take_little_more(tmp_path: Path) -> None:
    few, many = vault(tmp_path / "few", 300), vault(tmp_path / "many", 3_000)
    assert peak(str(many)) - peak(str(few)) < 30
