"""Same text, same bytes: whatever the hash seed of the interpreter."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

SCRIPT = """\
Δ9001(герой, среда: лес) = [<герой> → <среда>{тревога}] + <герой>~(день | ночь)
Δ9002 = Память*3/2 + память - холод*2 + Ёлка + ёлка + ЕЛКА
Δ9003 = (день | ночь | утро) → Δ9002{сон, сцена: 2, tempo: 60, color: #b22} → _
:mode ностальгия
двор: Δ9001(волк) + Δ9003 + Δ02 + <~опиши запах> - страх
Δ9001(герой: лиса | заяц, среда: Δ9002)! → (a + b + c)~(d - e)~(f | g)
:seed 7
[Δ9003 → Δ9002] | Δ9001(Δ9003) | (x | y)*1/2
Δ9002~Δ02 - Δ02~Δ9002
"""

PROGRAM = f"""
import sys
from deltalang.algebra.worlds import every_letter, worlds
from deltalang.renderers.json import render
from deltalang.session import Session

text = {SCRIPT!r}
session = Session()
lines = []
for result in session.scenes(text):
    scene = result.scene
    lines += [scene.canonical, scene.display, scene.full_digest]
    lines += [letter.text for letter in every_letter(scene)]
    lines += [world.display for world in worlds(scene)]
    lines += [session.fold(scene).canonical]
for why in session.why(text):
    lines.append(repr(why))
lines += [render(document, None) for document in session.documents(text)]
lines += [render(document, None) for document in session.documents(text, every_world=True)]
sys.stdout.buffer.write("\\n".join(lines).encode())
"""


def run(seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_output_does_not_depend_on_the_hash_seed() -> None:
    first = run("0")
    assert len(first.splitlines()) > 100
    for seed in ("1", "2", "42"):
        assert run(seed) == first
