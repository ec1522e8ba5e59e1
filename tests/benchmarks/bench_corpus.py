"""Reading notes: how many in a second of the processor, and what a long text takes.

The two shared vaults and a vault of generated notes, first with empty caches and then with warm ones,
against markdown-it-py alone on the same texts in the same run; a text of 50 MB in a process of its
own. Ratios are the time of ours to that of the bare parser.

    PYTHONPATH=. python tests/benchmarks/bench_corpus.py [DATA_FOLDER]
"""

import gc
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from deltalang.corpus.mentions import Mentions
from deltalang.corpus.reading import Corpus
from deltalang.project import Project
from deltalang.words.lemmas import Lemmatizer
from deltalang.words.lemmatizer import lemmatizer
from deltalang.words.terms import Terms

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
NOTES, WORDS, LONG = 2_000, 250, 50_000_000
CHILD = """
import resource, sys, time
from pathlib import Path
from deltalang.corpus.mentions import Mentions
from deltalang.corpus.reading import Corpus
from deltalang.project import Project
from deltalang.words.lemmatizer import lemmatizer
known, _ = lemmatizer(strict=True)
corpus = Corpus(sys.argv[1:], Mentions(Project(None, None).terms(known), known))
start = time.process_time()
count = sum(1 for _ in corpus.passages())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(time.process_time() - start, count, peak * (1 if sys.platform == "darwin" else 1024))
"""


def timed(job: Callable[[], object]) -> float:
    """The seconds of the processor that a job takes."""
    start = time.process_time()
    job()
    return time.process_time() - start


def sentences(data: Path) -> list[str]:
    """The sentences of the Russian prose."""
    texts = [path.read_text("utf-8") for path in sorted((data / "texts/ru_prose").rglob("*.txt"))]
    cut = (one for text in texts for one in re.split(r"(?<=[.!?…])\s+", text))
    return [" ".join(one.split()) for one in cut if 2 < len(one.split()) < 60]


def write_vault(folder: Path, said: list[str]) -> None:
    """Write notes of shuffled sentences with a heading, paragraphs and a list."""
    chance = random.Random(5)
    for number in range(NOTES):
        parts, words = [f"# Заметка {number}"], 0
        while words < WORDS:
            few = chance.choices(said, k=4)
            words += sum(len(one.split()) for one in few)
            parts.append(" ".join(few[:3]) + f"\n\n- {few[3]}")
        path = folder / str(number % 20) / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(parts) + "\n", "utf-8")


def load() -> tuple[Lemmatizer, Terms]:
    """Dictionaries and terms with nothing in their caches, the terms of both alphabets ready."""
    known, _ = lemmatizer(strict=True)
    terms = Project(None, None).terms(known)
    list(terms.find("дождь rain"))
    return known, terms


def compare(title: str, folder: Path) -> None:
    """Print the figures of a vault: ours with empty and warm caches, markdown-it-py on the same texts."""
    paths = sorted(folder.rglob("*.md"))
    texts = [path.read_text("utf-8") for path in paths]
    size = sum(len(text.encode()) for text in texts) / 1e6
    parser = MarkdownIt("commonmark").enable("table")
    parser.parse("# a\n\n- b")
    for free in (False, True):
        mentions: list[Mentions] = []
        loading = timed(lambda m=mentions, f=free: m.append(Mentions(*reversed(load()), free=f)))  # type: ignore[misc]
        found: list[int] = []

        def read(found: list[int] = found, mentions: list[Mentions] = mentions) -> None:
            found.append(sum(1 for _ in Corpus([folder], mentions[0]).passages()))

        gc.collect()
        gc.freeze()  # else a pass may pay for looking through the dictionaries
        first, second = timed(read), min(timed(read) for _ in range(3))
        bare = min(timed(lambda: [parser.parse(text) for text in texts]) for _ in range(3))
        gc.unfreeze()
        print(
            f"{title:10} {'free' if free else 'registry':8} {len(paths):5} notes {size:5.2f} MB"
            f" {found[0]:7} scenes | loading {loading:5.2f} s | first {len(paths) / first:6.0f} notes/s"
            f" {size / first:5.2f} MB/s | second {len(paths) / second:6.0f} notes/s {size / second:5.2f} MB/s"
            f" | markdown-it {len(paths) / bare:6.0f} notes/s | ratio {first / bare:5.2f} first,"
            f" {second / bare:5.2f} second",
            flush=True,
        )


def long_text(path: Path, said: list[str]) -> None:
    """Print the speed and the peak memory on a text of 50 MB, beside those of a text of one line."""
    chance = random.Random(6)
    path.write_text("Тишина.\n", "utf-8")
    least = run(path)[2]
    with path.open("w", encoding="utf-8") as opened:
        size = 0
        while size < LONG:
            size += len(paragraph := " ".join(chance.choices(said, k=4)) + "\n\n")
            size += sum(char > "\x7f" for char in paragraph)
            opened.write(paragraph)
    took, count, most = run(path)
    print(
        f"long text  {path.stat().st_size / 1e6:5.1f} MB {count:7.0f} scenes | {took:6.1f} s"
        f" {path.stat().st_size / 1e6 / took:5.2f} MB/s | peak {most / 1e6:4.0f} MB,"
        f" of one line {least / 1e6:4.0f} MB",
        flush=True,
    )


def run(path: Path) -> list[float]:
    """Read a text in a process of its own: seconds, scenes, bytes."""
    command = [sys.executable, "-c", CHILD, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(figure) for figure in done.stdout.split()]


def main(data: Path) -> None:
    """Print a line for each vault and one for the long text."""
    said = sentences(data)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "vault").mkdir()
        write_vault(folder / "vault", said)
        # First: a process starts with the peak of the one that started it.
        long_text(folder / "long.txt", said)
        compare("openbox", data / "texts/ru_vault_openbox")
        compare("kepano", data / "texts/en_vault_kepano")
        compare("generated", folder / "vault")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
