"""Itemsets against pyfim and mlxtend: seconds of the processor and memory, as ratios, in one run.

Every measurement is a process of its own: it loads the data as lists of ints, runs once for the memory (the
peak above what was there before) and some times for the speed (the best). "lists" starts from the lists,
"ready" from a `Database`. pyfim is the fastest of its algorithms for the target, with its own list of
tuples as answer. Counts are compared; terms in every scene, which some peers drop, are told apart.

    python tests/benchmarks/bench_itemsets.py PEERS_PYTHON [DATA_FOLDER] [--mlxtend] [--only NAME]

PEERS_PYTHON: the Python of an environment with pyfim (and mlxtend, pandas), which has no need of ours.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TASKS = [
    ("mushroom", 0.2),
    ("mushroom", 0.1),
    ("chess", 0.7),
    ("chess", 0.6),
    ("retail", 0.001),
    ("retail", 0.0005),
    ("T10I4D100K", 0.001),
]
REPEATS, PATIENCE = 7, 200  # times, seconds
Rows = list[list[int]]
Job = Callable[[], Any]


def peak(job: Job) -> float:
    """The MB that a job takes at most, above what the process had before it (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    answer = job()
    after = _status("VmHWM")
    del answer
    return (after - before) / 1024


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def best(job: Job) -> tuple[float, int]:
    """The least seconds of some runs, and how many patterns there are."""
    least, found, start = float("inf"), 0, time.monotonic()
    for _ in range(REPEATS):
        begin = time.process_time()
        answer = job()
        least = min(least, time.process_time() - begin)
        found = len(answer)
        del answer
        if time.monotonic() - start > 60:
            break
    return least, found


def ours(rows: Rows, support: float, target: str, engine: str) -> dict[str, Job]:
    """Our jobs, compiled and warm."""
    from deltalang.mining.database import Database
    from deltalang.mining.itemsets import closed_itemsets, frequent_itemsets

    mine = closed_itemsets if target == "closed" else frequent_itemsets
    for warm in ([[1, 2], [1]] * 9, [[one, 99] for one in range(99)]):
        mine(warm, min_support=1, engine=engine)
    data = Database.of(rows)
    return {
        "lists": lambda: mine(rows, min_support=support, engine=engine),
        "ready": lambda: mine(data, min_support=support, engine=engine),
    }


def pyfim(rows: Rows, support: float, target: str, algorithm: str) -> dict[str, Job]:
    """A job of pyfim."""
    import fim

    mine = getattr(fim, algorithm)
    wanted = {"target": target[0].replace("f", "s"), "supp": 100 * support, "report": "a"}
    return {"lists": lambda: mine(rows, zmin=1, **wanted)}


def mlxtend(rows: Rows, support: float, target: str, algorithm: str) -> dict[str, Job]:
    """A job of mlxtend, from its own sparse table; it knows frequent itemsets only."""
    import pandas as pd
    from mlxtend import frequent_patterns
    from mlxtend.preprocessing import TransactionEncoder

    encoder = TransactionEncoder()
    table = encoder.fit(rows).transform(rows, sparse=True)
    frame = pd.DataFrame.sparse.from_spmatrix(table, columns=map(str, encoder.columns_))
    mine = getattr(frequent_patterns, algorithm)
    return {"lists": lambda: mine(frame, min_support=support)}


PEERS = {"ours": ours, "pyfim": pyfim, "mlxtend": mlxtend}


def child(who: str, how: str, name: str, support: float, target: str, data: Path) -> None:
    """Measure in this process and print what was measured."""
    text = (data / "itemsets" / f"{name}.dat").read_text("ascii")
    rows = [[int(word) for word in line.split()] for line in text.splitlines()]
    measured: dict[str, float] = {}
    for start, job in PEERS[who](rows, support, target, how).items():
        if "memory" not in measured:
            measured["memory"] = peak(job)
        measured[start], measured["found"] = best(job) if who != "mlxtend" else _once(job)
    print(json.dumps(measured))


def _once(job: Job) -> tuple[float, int]:
    begin = time.process_time()
    answer = job()
    return time.process_time() - begin, len(answer)


def measure(python: str, *words: object) -> dict[str, float] | None:
    """Measure in a process of its own; None when it takes too long or fails."""
    command = [python, __file__, "child", *map(str, words)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        print(done.stderr.strip().splitlines()[-1:], file=sys.stderr)
        return None
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def compare(peers: str, data: Path, name: str, support: float, target: str, slow: bool) -> None:
    """Print the lines of one task."""
    task = (name, support, target, data)
    every = {how: measure(peers, "pyfim", how, *task) for how in ("eclat", "fpgrowth")}
    done = {how: one for how, one in every.items() if one}
    how = min(done, key=lambda one: done[one]["lists"])
    peer = done[how]
    lean = min(one["memory"] for one in done.values())
    print(
        f"{name} {support:.2%} {target}: pyfim {how} {peer['lists'] * 1e3:.1f} ms,"
        f" {peer['memory']:.1f} MB (its leanest {lean:.1f}), {peer['found']:.0f} patterns"
    )
    rival = None
    if slow and target == "frequent":
        rival = measure(peers, "mlxtend", "fpgrowth", *task)
        told = f"{rival['lists']:.2f} s" if rival else f"over {PATIENCE} s or failed"
        print(f"    mlxtend fpgrowth {told}")
    for engine in ("numba", "numpy"):
        mine = measure(sys.executable, "ours", engine, *task)
        if mine is None:
            print(f"    {engine}: no answer")
            continue
        line = (
            f"    {engine}: lists {mine['lists'] * 1e3:.1f} ms ratio"
            f" {mine['lists'] / peer['lists']:.2f}, ready {mine['ready'] * 1e3:.1f} ms ratio"
            f" {mine['ready'] / peer['lists']:.2f}, memory {mine['memory']:.1f} MB ratio"
            f" {mine['memory'] / peer['memory']:.2f}, {mine['found'] - peer['found']:+.0f} patterns"
        )
        print(
            line + (f", mlxtend / ours {rival['lists'] / mine['lists']:.0f}" if rival else ""),
            flush=True,
        )


def main() -> None:
    """Print every comparison."""
    if sys.argv[1] == "child":
        who, how, name, support, target, folder = sys.argv[2:]
        child(who, how, name, float(support), target, Path(folder))
        return
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("peers")
    wishes.add_argument("data", nargs="?", type=Path, default=DATA)
    wishes.add_argument(
        "--mlxtend", action="store_true", help="compare with mlxtend, which is slow"
    )
    wishes.add_argument("--only", default="", help="the name of a data set")
    given = wishes.parse_args()
    for name, support in TASKS:
        if given.only in name:
            for target in ("frequent", "closed"):
                compare(given.peers, given.data, name, support, target, given.mlxtend)


if __name__ == "__main__":
    main()
