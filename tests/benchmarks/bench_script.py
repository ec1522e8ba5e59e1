"""Scripts of 10 000, 50 000 and 100 000 lines: time and peak memory of `check`, each in a process.

Peak memory beyond that of an empty script; linear time shows as a constant figure per line.
"""

import subprocess
import sys
import time

WORDS = ["память", "жар", "свет", "тень", "лес", "дорога", "дом", "ночь", "день", "вода"]


def script(lines: int) -> str:
    """Make a script of definitions, sums, sequences, cycles and choices that use one another."""
    made = []
    for i in range(lines):
        one, two = WORDS[i % 10], WORDS[(i * 7 + 3) % 10]
        forms = (
            f"Δ{1000 + i} = {one} + {two}*2",
            f"{one} + Δ02 - {two}*2",
            f"Δ{1000 + i - 2} → {one}{{ностальгия}} → _",
            f"[{one} → {two}] + ({one} | {two})",
        )
        made.append(forms[i % 4])
    return "\n".join(made) + "\n"


def child(lines: int) -> None:
    """Check one script and print seconds, problems and peak memory in MB."""
    import resource

    from deltalang import Session

    text = script(lines)
    start = time.perf_counter()
    problems = Session().check(text)
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{took} {len(problems)} {peak}")


def main() -> None:
    """Print a line for each size."""
    for lines in (0, 10_000, 50_000, 100_000):
        done = subprocess.run(
            [sys.executable, __file__, str(lines)], check=True, capture_output=True, text=True
        )
        took, problems, peak = done.stdout.split()
        each = float(took) / max(lines, 1) * 1e6
        print(f"{lines:>7} lines: {float(took):6.2f} s, {each:5.0f} µs a line, "
              f"{float(peak):4.0f} MB peak, {problems} problems")  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(int(sys.argv[1]))
    else:
        main()
