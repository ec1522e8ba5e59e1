"""Several processes that do the same at the same moment, to show what a lock is for."""

import subprocess
import sys
import time
from pathlib import Path

_WAIT = """
import time
from pathlib import Path
def wait():
    Path(f"ready-{__import__('sys').argv[1]}").touch()
    end = time.monotonic() + 30
    while not Path("go").exists() and time.monotonic() < end:
        time.sleep(0.001)
"""


def at_once(code: str, *, count: int, folder: Path) -> list[str]:
    """Run a script in processes that go on together from `wait()` on; gives what each printed.

    Each has its number as `sys.argv[1]`.
    """
    going = [
        subprocess.Popen(
            [sys.executable, "-c", _WAIT + code, str(number)],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for number in range(count)
    ]
    end = time.monotonic() + 30
    while len(list(folder.glob("ready-*"))) < count and time.monotonic() < end:
        time.sleep(0.01)
    (folder / "go").touch()
    ended = [process.communicate(timeout=60) for process in going]
    assert [process.returncode for process in going] == [0] * count, ended
    return [out for out, _ in ended]
