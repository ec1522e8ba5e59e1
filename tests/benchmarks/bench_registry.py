"""The registry at 1 000, 10 000 and 100 000 formulas, against MLflow's prompt registry on SQLite.

Resolving five formulas, `search` and `list` from the index, the first index, and the index after one
change. The peer needs an environment of its own with `mlflow`: name its Python in
`DELTALANG_MLFLOW_PYTHON`; without it only our own figures are printed. The peer is measured with as
many prompts as `PEER_SIZE` says: registering is slow there.

    python tests/benchmarks/bench_registry.py 1000 10000 100000
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from deltalang.project import Project
from deltalang.registry import queries
from deltalang.registry.index import Index
from deltalang.registry.records import Record, dump_record
from deltalang.registry.store import Registry, Signature, create_registry

WORDS = [
    "жар",
    "рост",
    "память",
    "тишина",
    "дверь",
    "свет",
    "дождь",
    "снег",
    "туман",
    "окно",
    "дом",
    "лес",
    "река",
    "огонь",
    "вода",
    "ветер",
    "ночь",
    "день",
    "шаг",
    "голос",
]
PEER_SIZE = 500
PEER = """
import json, sys, time
import mlflow
uri = "sqlite:///" + sys.argv[1]
mlflow.set_tracking_uri(uri); mlflow.set_registry_uri(uri)
size = int(sys.argv[2])
for i in range(size):
    mlflow.genai.register_prompt(name=f"p{i}", template=f"жар + рост + слово{i}")
def timed(do, runs=15):
    spent = []
    for run in range(runs):
        start = time.perf_counter(); do(run); spent.append(time.perf_counter() - start)
    return sorted(spent)[runs // 2]
five = lambda run: [mlflow.genai.load_prompt(f"prompts:/p{(run * 5 + i) % size}/1", cache_ttl_seconds=0) for i in range(5)]
print(json.dumps({"resolve": timed(five), "search": timed(lambda run: mlflow.genai.search_prompts(filter_string=f"name LIKE '%{run}%'"))}))
"""


def timed(do: Callable[[int], object], runs: int = 15) -> float:
    """The median of the seconds that some runs take."""
    spent = []
    for run in range(runs):
        start = time.perf_counter()
        do(run)
        spent.append(time.perf_counter() - start)
    return median(spent)


def fill(root: Path, size: int) -> Registry:
    """Write a registry of formulas with words that recur and one of their own."""
    registry = create_registry(root)
    draw = random.Random(1)
    for number in range(100, 100 + size):
        words = draw.sample(WORDS, 3)
        text = f"{words[0]} + {words[1]} + слово{number}"
        record = Record(f"Δ{number}", 1, text, "proto", slug=f"{words[2]}-{number}")
        (root / f"d{number}").mkdir()
        (root / f"d{number}" / "v1.yaml").write_text(dump_record(record), encoding="utf-8")
    return registry


def measure(folder: Path, size: int) -> dict[str, float]:
    """Our own figures at one size, in seconds."""
    root = folder / "registry"
    registry = fill(root, size)
    found: dict[str, float] = {}

    def resolve(run: int) -> None:
        numbers = " + ".join(f"Δ{100 + (run * 97 + i * 13) % size}" for i in range(5))
        Project(folder, None).session().expand(numbers)

    found["resolve"] = timed(resolve)
    start = time.perf_counter()
    index = Index(registry)
    index.refresh()
    found["first index"] = time.perf_counter() - start
    index.close()

    def asked(question: Callable[[Index], object]) -> Callable[[int], object]:
        def run(_: int) -> None:
            opened = Index(Registry(root))
            opened.refresh()
            question(opened)
            opened.close()

        return run

    found["search"] = timed(asked(lambda i: queries.search(i, "память снег")))
    found["list"] = timed(asked(lambda i: list(queries.entries(i, limit=100))))
    registry.set_label("Δ100", "зима", 1, Signature("bench", "now"))
    start = time.perf_counter()
    index = Index(Registry(root))
    read_again = index.refresh()
    found["after a change"] = time.perf_counter() - start
    assert read_again == 1
    index.close()
    return found


def peer(folder: Path) -> dict[str, float] | None:
    """MLflow's figures, in seconds; None where it is not at hand."""
    python = os.environ.get("DELTALANG_MLFLOW_PYTHON")
    if not python:
        return None
    command = [python, "-c", PEER, str(folder / "mlflow.db"), str(PEER_SIZE)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main(sizes: list[int]) -> None:
    """Measure every size and print; ratios are ours to theirs."""
    with tempfile.TemporaryDirectory() as name:
        theirs = peer(Path(name))
        if theirs:
            shown = ", ".join(f"{what} {spent * 1e3:.1f} ms" for what, spent in theirs.items())
            print(f"mlflow, {PEER_SIZE} prompts: {shown}", flush=True)
        for size in sizes:
            folder = Path(name) / str(size)
            folder.mkdir()
            for what, spent in measure(folder, size).items():
                ratio = f"  ratio {spent / theirs[what]:.2f}" if theirs and what in theirs else ""
                print(f"{size:>7} {what}: {spent * 1e3:.1f} ms{ratio}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
