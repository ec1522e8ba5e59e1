"""Sequential patterns against the package prefixspan, in one run, the peer in its own environment.

LEVIATHAN, MSNBC and SIGN (a line is a sequence of numbers); how many patterns, whether all of them have
the same support as the peer says, seconds with and without the making of the database, the peer's
seconds over ours. The peer may take minutes.

    PYTHONPATH=. python tests/benchmarks/bench_sequences.py PEER_PYTHON [DATA_FOLDER]
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deltalang.mining.database import Database
from deltalang.mining.sequences import sequential_patterns

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "sequences"
TASKS = (("LEVIATHAN", 0.05), ("SIGN", 0.3), ("MSNBC", 0.1))
PEER = """
import sys, time
from prefixspan import PrefixSpan
rows = [[int(term) for term in line.split()] for line in open(sys.argv[1])]
for closed in (False, True):
    start = time.process_time()
    found = PrefixSpan(rows).frequent(int(sys.argv[2]), closed=closed)
    print(time.process_time() - start)
    print(sorted((tuple(terms), support) for support, terms in found))
"""


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    """The least seconds of the processor of three runs, and the result."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        result = job()
        best = min(best, time.process_time() - start)
    return best, result


def main(peer: str, folder: Path) -> None:
    """Print a line for each data set, kind of patterns and engine."""
    sequential_patterns(["ab"] * 2, min_support=2)  # compiles
    for name, share in TASKS:
        file = folder / f"seq_{name}.txt"
        rows = [[int(term) for term in line.split()] for line in file.read_text().splitlines()]
        least = Database.of_sequences(rows).absolute(share)
        command = [peer, "-c", PEER, str(file), str(least)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split(
            "\n"
        )
        for closed, seconds, theirs in ((False, *said[:2]), (True, *said[2:4])):
            for engine in ("numpy", "numba"):
                compare(rows, least, closed, engine, float(seconds), theirs, f"{name} {share:.0%}")


def compare(
    rows: list[list[int]],
    least: int,
    closed: bool,
    engine: str,
    seconds: float,
    theirs: str,
    title: str,
) -> None:
    """Print what one engine does for one task, beside the peer."""
    making, data = timed(lambda: Database.of_sequences(rows))
    sequential_patterns(data, min_support=least, closed=closed, max_length=3, engine=engine)
    mining, found = timed(
        lambda: sequential_patterns(data, min_support=least, closed=closed, engine=engine)
    )
    same = "same" if str(sorted(found)) == theirs else "NOT THE SAME"
    print(
        f"{title:14} {'closed' if closed else 'all':6} {engine:5} {len(found):6} patterns ({same})"
        f"  {mining:7.3f} s, with the database {making + mining:7.3f} s"
        f"  prefixspan {seconds:7.2f} s = {seconds / mining:6.1f} x, {seconds / (making + mining):6.1f} x",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else DATA)
