"""Scripts folded with accepted formulas."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mined import proposal

from deltalang.cli.folding import print_folded
from deltalang.project import Project, init
from deltalang.proposing.deciding import accept
from deltalang.proposing.folding import fold_scripts
from deltalang.proposing.openings import Opening
from deltalang.registry.files import read_source
from deltalang.registry.store import Signature

BY = Signature("Анна", "2026-11-24T00:00:00Z")
SCRIPT = """\
# утро
двор: огонь + дом + дым   # пахнет
:mode ностальгия
  # отступ
вечер:
    Δ02 + огонь +
    дом*2 + дым
ночь → сон → снег
тишина   +  снег
с: огонь + дом +  # внутри
   дым
:expect двор has огонь
Δ:свой = огонь + дом + дым

"""
FOLDED = """\
# утро
двор: Δ100   # пахнет
:mode ностальгия
  # отступ
вечер:
    Δ02 + Δ100 + дом
Δ101 → снег
тишина   +  снег
с: огонь + дом +  # внутри
   дым
:expect двор has огонь
Δ:свой = огонь + дом + дым

"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = init(tmp_path)
    for text in ("огонь + дом + дым", "ночь → сон"):
        accept(project, Opening(1, proposal(text)), BY)
    return tmp_path


def meanings(project: Project, text: str) -> list[tuple[str | None, str]]:
    return [(one.label, one.scene.canonical) for one in project.session().scenes(text)]


def test_only_what_gets_shorter_changes(folder: Path) -> None:
    path = folder / "двор.delta"
    path.write_bytes(SCRIPT.encode())
    project = Project.find(folder)
    before = meanings(project, SCRIPT)
    [result] = fold_scripts(project, [path])
    assert path.read_bytes() == SCRIPT.encode()
    assert result.text == FOLDED
    assert meanings(project, result.text) == before
    assert [(one.line, one.label) for one in result.statements] == [
        (2, "двор"), (6, "вечер"), (8, None),
    ]  # fmt: skip
    assert result.statements[1].old == "Δ02 + огонь + дом*2 + дым"
    assert result.images == (15, 11)
    assert result.bits[0] > result.bits[1] > 0
    saved = sum(len(one.old) - len(one.new) for one in result.statements)
    assert result.characters == saved > 0
    [written] = fold_scripts(project, [path], write=True)
    assert path.read_text(encoding="utf-8") == FOLDED == written.text
    [again] = fold_scripts(project, [path], write=True)
    assert (again.statements, again.text, again.bits[0]) == ((), FOLDED, again.bits[1])


def test_files_that_do_not_change_are_not_touched(folder: Path) -> None:
    odd = "\ufeffтишина   +  снег\r\nогонь + дом + дым\r\n".encode()
    (folder / "а.delta").write_bytes(odd)
    same = folder / "б.delta"
    same.write_bytes(b"a+b   \r\n\r\n\r\n# x")
    before = same.stat()
    results = fold_scripts(Project.find(folder), [folder], write=True)
    assert [(one.path.name, bool(one.statements)) for one in results] == [
        ("а.delta", True), ("б.delta", False),
    ]  # fmt: skip
    assert (same.stat().st_mtime_ns, same.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    wanted = "\ufeffтишина   +  снег\r\nΔ100\r\n".encode()
    assert (folder / "а.delta").read_bytes() == wanted


def test_scripts_with_problems_are_left_alone_and_told(folder: Path) -> None:
    (folder / "а.delta").write_text("огонь + дом + дым\nΔ999\n", encoding="utf-8")
    (folder / "б.delta").write_bytes(b"\xff\xfe")
    (folder / "в.delta").write_text("огонь + дом + дым +\n", encoding="utf-8")
    (folder / "г.txt").write_text("огонь + дом + дым\n", encoding="utf-8")
    (folder / ".тайна").mkdir()
    (folder / ".тайна" / "д.delta").write_text("огонь + дом + дым\n", encoding="utf-8")
    results = fold_scripts(Project.find(folder), [folder, folder / "а.delta"], write=True)
    codes = [(one.path.name, [p.code for p in one.problems]) for one in results]
    assert codes == [("а.delta", ["E201"]), ("б.delta", ["E108"]), ("в.delta", ["E101"])]
    assert not any(one.statements for one in results)
    assert [one.text[:5] for one in results] == ["огонь", "", "огонь"]


def test_only_named_formulas_are_used(folder: Path) -> None:
    (folder / "а.delta").write_text("сжатие + жар + рост + огонь + дом + дым\n", encoding="utf-8")
    project = Project.find(folder)

    def text(*names: str) -> str:
        [one] = fold_scripts(project, [folder], names)
        return one.text

    assert text() == "сжатие + жар + рост + огонь + дом + дым\n"
    assert text("Δ02") == "Δ02 + дом + дым + огонь\n"
    assert text("Δ02", "Δ100") == "Δ02 + Δ100\n"
    [accepted] = fold_scripts(project, [folder])
    assert accepted.text == "Δ100 + жар + рост + сжатие\n"


def test_a_locked_reference_that_means_something_else_is_not_used(folder: Path) -> None:
    (folder / "а.delta").write_text("огонь + дом + дым\n", encoding="utf-8")
    (folder / "б.delta").write_text("Δ100 + снег\n", encoding="utf-8")
    project = Project.find(folder)
    project.write_lock(project.make_lock([read_source(folder / "б.delta")]))
    list(project.publish(project.drafts("Δ100 = огонь + дом"), BY))
    results = fold_scripts(Project.find(folder), [folder])
    assert [one.statements for one in results] == [(), ()]


ATOMS = st.sampled_from(["огонь", "дом", "дым", "ночь", "сон", "снег", "Δ02", "жар*2", "(a | b)"])
SUMS = st.lists(ATOMS, min_size=1, max_size=6).map(" + ".join)
SCENES = st.lists(SUMS, min_size=1, max_size=4).map(" → ".join)


@given(lines=st.lists(st.tuples(st.booleans(), SCENES), max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_folded_script_means_what_it_meant(folder: Path, lines: list[tuple[bool, str]]) -> None:
    labelled = (f"м{n}: {text}" if mark else text for n, (mark, text) in enumerate(lines))
    text = "\n\n".join(labelled) + "  # конец\n"
    path = folder / "а.delta"
    path.write_text(text, encoding="utf-8")
    project = Project.find(folder)
    [result] = fold_scripts(project, [path])
    assert meanings(project, result.text) == meanings(project, text)
    assert len(result.text) <= len(text)
    assert result.text.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("lang", "written", "words"),
    [
        ("en", False, ["would fold", "2: двор: огонь + дом + дым", "→ двор: Δ100", "fewer"]),
        ("ru", True, ["свёрнут", "→ двор: Δ100", "меньше знаков на"]),
    ],
)
def test_what_was_folded_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], lang: str, written: bool, words: list[str]
) -> None:
    (folder / "а.delta").write_text(SCRIPT, encoding="utf-8")
    (folder / "б.delta").write_text("Δ999\n", encoding="utf-8")
    results = fold_scripts(Project.find(folder), [folder])
    assert print_folded(results, lang, written=written, style="concise") == 1
    printed = capsys.readouterr()
    assert [word for word in words if word not in printed.out + printed.err] == []
    assert "E201" in printed.err
    assert print_folded([], lang, written=written, style="concise") == 0


def test_nothing_here_needs_numpy() -> None:
    program = (
        "import sys, deltalang.cli.review, deltalang.proposing.folding;"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'numba')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
