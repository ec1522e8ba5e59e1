"""The command as a process, against importing the libraries it stands on.

Prints medians and the ratio; the target is at most 1.5. Compile the package first (installing does).
"""

import compileall
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import deltalang

OURS = [sys.executable, "-m", "deltalang", "expand", "Δ02 + память + внутренний мир"]
PEER = [sys.executable, "-c", "import lark, click, attrs, yaml"]


def wall(command: list[str]) -> float:
    """Seconds that a process takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(runs: int = 21) -> None:
    """Run both in turn and print."""
    compileall.compile_dir(str(Path(deltalang.__file__).parent), quiet=1)
    pairs = [(wall(OURS), wall(PEER)) for _ in range(runs)][1:]
    ours, peer = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(a / b for a, b in pairs)
    print(f"expand {ours * 1e3:.0f} ms, imports {peer * 1e3:.0f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
