"""How small and how fast compression is, against scikit-mine's SLIM in the same run.

    python tests/benchmarks/bench_compression.py [PYTHON_WITH_SCIKIT_MINE] [--grow]

The data sets are those of `tests/mining/published_itemsets.py`. Each side runs in its own interpreter and
takes its best of several runs (scikit-mine one run for slow ones), in turn; numba is warm. L% of scikit-mine is worked out
from its code table by our own reference. `--grow` adds corpora of 10 000 and 100 000 scenes with fifty
planted patterns among 5 000 terms.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from deltalang.mining.compression import slim, slim_steps

sys.path.insert(0, str(Path(__file__).parents[1]))

from mining.published_itemsets import PUBLISHED, read
from mining.reference_compression import size

PEER = """
import json, sys, time
from skmine.itemsets import SLIM
rows = json.load(sys.stdin)
times = []
while not times or (sum(times) < 2 and len(times) < 5):
    begin = time.perf_counter()
    model = SLIM()
    model.fit([list(row) for row in rows])
    times.append(time.perf_counter() - begin)
table = [sorted(map(int, one)) for one in model.codetable_ if len(one) > 1]
print(json.dumps([min(times), table]))
"""


def ours(rows: list[list[int]], engine: str, rounds: int, effort: float = 4) -> tuple[float, float]:
    """Best time in seconds, and L%."""
    best, ratio = float("inf"), 0.0
    for _ in range(rounds):
        begin = time.perf_counter()
        ratio = slim(rows, engine=engine, effort=effort).ratio
        best = min(best, time.perf_counter() - begin)
    return best, ratio


def theirs(python: str, rows: list[list[int]]) -> tuple[float, float]:
    """Time of scikit-mine in seconds, and the L% of its code table."""
    done = subprocess.run(
        [python, "-W", "ignore", "-c", PEER],
        input=json.dumps(rows), capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, table = json.loads(done.stdout.splitlines()[-1])
    sets = [frozenset(row) for row in rows]
    elements = [tuple(element) for element in table]
    return seconds, 100 * size(sets, elements) / size(sets, [])


def planted(count: int, seed: int = 1) -> list[list[int]]:
    """Scenes of about eight terms out of 5 000; three in ten hold one of fifty patterns."""
    chance = np.random.default_rng(seed)
    often = 1 / np.arange(1, 5001) ** 0.8
    patterns = [chance.choice(5000, chance.integers(3, 6), replace=False) for _ in range(50)]
    noise = chance.choice(5000, (count, 8), p=often / often.sum())
    which = chance.integers(0, 50, count)
    holds = chance.random(count) < 0.3
    return [
        [*row[:4].tolist(), *patterns[one].tolist()] if hold else row.tolist()
        for row, one, hold in zip(noise, which, holds, strict=True)
    ]


def grow() -> None:
    """How time grows: greedy search until its patience ends."""
    for count in (10_000, 100_000):
        rows = planted(count)
        begin = time.perf_counter()
        steps = slim_steps(rows, engine="numba", effort=0)
        done, ratio = 0, 100.0
        for step in steps:
            done, ratio = done + 1, step.ratio
            if done == 150:
                print(
                    f"{count} scenes: step {done} after {time.perf_counter() - begin:.1f} s, {ratio:.2f} %"
                )
        print(
            f"{count} scenes: step {done}, the last, after {time.perf_counter() - begin:.1f} s, {ratio:.2f} %"
        )


def main() -> None:
    """Print one line per data set."""
    python = next((word for word in sys.argv[1:] if not word.startswith("--")), None)
    slim([[1, 2]] * 3, engine="numba")  # loads the compiled code
    print(
        "data set   published     ours   greedy  scikit-mine |   numba  greedy   numpy  scikit-mine   ratio"
    )
    for name, (_, published) in PUBLISHED.items():
        rows = read(name)
        peer = theirs(python, rows) if python else (float("nan"), float("nan"))
        fast, ratio = ours(rows, "numba", 5)
        greedy, greedy_ratio = ours(rows, "numba", 5, effort=0)
        slow, _ = ours(rows, "numpy", 1)
        print(
            f"{name:10} {published:9.2f} {ratio:8.2f} {greedy_ratio:8.2f} {peer[1]:12.2f} |"
            f" {fast:7.4f} {greedy:7.4f} {slow:7.2f} {peer[0]:12.2f} {peer[0] / fast:7.0f}",
            flush=True,
        )
    if "--grow" in sys.argv:
        grow()


if __name__ == "__main__":
    main()
