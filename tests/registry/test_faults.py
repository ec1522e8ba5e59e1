"""The registry under faults: many publishers, kills, a full disk, damage.

The sizes fit into CI; DELTALANG_LONG=1 runs hundreds of kills and longer races.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deltalang.diagnostics import DeltaError
from deltalang.project import Project
from deltalang.registry import files
from deltalang.registry.doctor import examine
from deltalang.registry.drafts import Draft
from deltalang.registry.folder import Editions
from deltalang.registry.store import Registry, Signature, create_registry

LONG = bool(os.environ.get("DELTALANG_LONG"))
BY = Signature("Анна", "2026-11-24T00:00:00Z")

_PUBLISHER = """
import sys
from deltalang.registry.drafts import Draft
from deltalang.registry.store import Registry, Signature
root, who, count, target = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
registry = Registry(root)
for number in range(count):
    name = target if target != "each" else f"Δ:своя-{who}"
    slug = name[2:] if name.startswith("Δ:") else None
    done = registry.publish(
        Draft(name, f"жар + слово{who}ж{number}", slug=slug), Signature(who, "now", str(number))
    )
    print(done.record.edition, flush=True)
    registry.set_label(done.record.code, f"от-{who}", done.record.version, Signature(who, "now"))
"""


def publisher(root: Path, who: str, count: int, target: str) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-c", _PUBLISHER, str(root), who, str(count), target]
    return subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def errors(root: Path) -> list[str]:
    """What the doctor finds, leftovers of killed processes aside."""
    return [f"{p.code} {p}" for p in examine(Registry(root)) if p.severity == "error"]


def editions(root: Path, code: str = "100") -> Editions:
    found = Registry(root).editions(code)
    assert found is not None
    return found


def test_twenty_processes_publish_to_one_formula(tmp_path: Path) -> None:
    root = create_registry(tmp_path / "registry").path
    each = 10 if LONG else 3
    Registry(root).publish(Draft("Δ100", "жар"), BY)
    running = [publisher(root, f"п{who}", each, "Δ100") for who in range(20)]
    printed = []
    for process in running:
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        printed += out.split()
    found = editions(root)
    assert found.versions == list(range(1, 2 + 20 * each))
    assert sorted(printed) == sorted(
        f"Δ100@{v}" for v in found.versions[1:]
    )  # nobody took a number twice
    assert {r.formula for r in found.records.values()} == {"жар"} | {
        f"жар + словоп{w}ж{n}" for w in range(20) for n in range(each)
    }
    assert found.labels.labels["latest"] == found.versions[-1]
    assert {f"от-п{who}" for who in range(20)} <= set(found.labels.labels)
    assert errors(root) == []


def test_processes_publish_new_formulas_at_once(tmp_path: Path) -> None:
    root = create_registry(tmp_path / "registry").path
    running = [publisher(root, f"п{who}", 2, "each") for who in range(8)]
    for process in running:
        _, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
    registry = Registry(root)
    assert registry.codes() == [str(100 + number) for number in range(8)]
    assert all(editions(root, code).versions == [1, 2] for code in registry.codes())
    assert errors(root) == []


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_killed_publisher_loses_and_halves_nothing(tmp_path: Path) -> None:
    root = create_registry(tmp_path / "registry").path
    Registry(root).publish(Draft("Δ100", "жар"), BY)
    start, told = random.Random(7), {"Δ100@1"}
    for turn in range(300 if LONG else 12):
        process = publisher(root, f"к{turn}", 1_000_000, "Δ100")
        assert process.stdout is not None
        told.add(process.stdout.readline().strip())
        time.sleep(start.random() * 0.08)
        process.send_signal(signal.SIGKILL)
        told |= {
            line
            for line in process.communicate()[0].split("\n")
            if line.endswith(tuple("0123456789"))
        }
    found = editions(root)
    assert {line for line in told if line} <= {
        f"Δ100@{v}" for v in found.versions
    }  # what was said is there
    assert found.versions == list(range(1, len(found.versions) + 1))
    assert errors(root) == []
    after = Registry(root).publish(
        Draft("Δ100", "рост"), BY
    )  # the lock is free, the next number too
    assert after.record.version == found.versions[-1] + 1
    assert editions(root).labels.labels["latest"] == after.record.version


@pytest.mark.parametrize("failing", ["fsync", "link", "open"])
def test_a_full_disk_leaves_everything_as_it_was(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = create_registry(tmp_path / "registry")
    registry.publish(Draft("Δ100", "жар"), BY)
    before = {p: p.read_bytes() for p in registry.path.rglob("*.yaml")}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(files.os, failing, full)
        if failing == "link":  # what takes over where there are no links fails as well
            patched.setattr(files.os, "rename", full)
        with pytest.raises(OSError, match="No space"):
            registry.publish(Draft("Δ100", "рост"), BY)
    assert {p: p.read_bytes() for p in registry.path.rglob("*.yaml")} == before
    assert list(registry.path.rglob(files.TEMPORARY + "[0-9]*")) == []
    assert registry.publish(Draft("Δ100", "рост"), BY).record.version == 2


def test_a_full_disk_after_the_record_leaves_a_usable_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = create_registry(tmp_path / "registry")
    registry.publish(Draft("Δ100", "жар"), BY)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(files.os, "replace", full)  # the labels cannot be replaced any more
        with pytest.raises(OSError, match="No space"):
            registry.publish(Draft("Δ100", "рост"), BY)
    assert Registry(registry.path).find("Δ100", "latest").edition == "Δ100@2"  # type: ignore[union-attr]
    assert [p.message_id for p in examine(Registry(registry.path))] == ["label-lags"]
    registry.publish(Draft("Δ100", "свет"), BY)
    assert [p.message_id for p in examine(Registry(registry.path))] == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_registry_can_be_read_and_says_no(tmp_path: Path) -> None:
    registry = create_registry(tmp_path / "registry")
    registry.publish(Draft("Δ100", "жар"), BY)
    for path in (registry.path, registry.path / "d100"):
        path.chmod(0o555)
    try:
        assert registry.find("Δ100", None).edition == "Δ100@1"  # type: ignore[union-attr]
        with pytest.raises(PermissionError):
            registry.publish(Draft("Δ100", "рост"), BY)
    finally:
        for path in (registry.path, registry.path / "d100"):
            path.chmod(0o755)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    registry = create_registry(tmp_path / "registry")
    registry.publish(Draft("Δ100", "жар"), BY)
    registry.publish(Draft("Δ100", "жар + рост"), BY)
    registry.publish(Draft("Δ101", "свет"), BY)
    assert errors(registry.path) == []
    return registry.path


@pytest.mark.parametrize("share", [0, 0.3, 0.6, 0.9, 0.995])
def test_a_truncated_record_is_named_and_the_rest_is_usable(two: Path, share: float) -> None:
    path = two / "d100" / "v1.yaml"
    text = path.read_bytes()
    path.write_bytes(text[: int(len(text) * share)])
    found = "\n".join(f"{p.code} {p}" for p in examine(Registry(two)))
    assert "d100/v1.yaml" in found
    assert Registry(two).find("Δ101", None).edition == "Δ101@1"  # type: ignore[union-attr]
    assert Registry(two).find("Δ100", "2").edition == "Δ100@2"  # type: ignore[union-attr]


def test_every_flipped_bit_of_a_record_is_noticed(two: Path) -> None:
    path = two / "d100" / "v1.yaml"
    good = path.read_bytes()
    places = [(b, bit) for b in range(len(good)) for bit in range(8)]
    for byte, bit in places if LONG else random.Random(3).sample(places, 150):
        bad = bytearray(good)
        bad[byte] ^= 1 << bit
        path.write_bytes(bytes(bad))
        with pytest.raises(DeltaError) as raised:
            Registry(two).find("Δ100", "1")
        assert {p.code for p in raised.value.diagnostics} <= {"E108", "E401", "E402"}, (byte, bit)
    path.write_bytes(good)
    assert errors(two) == []


def test_a_copied_and_an_edited_record_are_named(two: Path) -> None:
    (two / "d100" / "v3.yaml").write_bytes((two / "d100" / "v2.yaml").read_bytes())
    (two / "d102").mkdir()
    (two / "d102" / "v1.yaml").write_bytes((two / "d101" / "v1.yaml").read_bytes())
    edited = two / "d101" / "v1.yaml"
    edited.write_text(edited.read_text(encoding="utf-8").replace("свет", "тьма"), encoding="utf-8")
    found = errors(two)
    for name in ("d100/v3.yaml", "d102/v1.yaml", "d101/v1.yaml"):
        assert any(name in line for line in found), name
    assert Registry(two).find("Δ100", "2").edition == "Δ100@2"  # type: ignore[union-attr]


def test_what_is_missing_or_left_over_is_named(two: Path) -> None:
    (two / "d100" / "v1.yaml").unlink()
    (two / "d100" / (files.TEMPORARY + "12-ab")).write_text("half", encoding="utf-8")
    (two / "d105").mkdir()
    (two / "d0101").mkdir()
    (two / "d0101" / "v1.yaml").write_text("code: [", encoding="utf-8")
    (two / "заметки.txt").write_text("", encoding="utf-8")
    found = {p.message_id for p in examine(Registry(two))}
    assert found >= {
        "missing-version",
        "unfinished-file",
        "empty-folder",
        "strange-file",
        "twin-code",
        "bad-record",
    }


_LOCKER = """
import sys
from deltalang.project import Project
from deltalang.source import Source
here = Project.find(sys.argv[1])
text = " + ".join(f"Δ{100 + n}" for n in range(40))
locks = [here.make_lock([Source("Δ100")]), here.make_lock([Source(text)])]
print("ready", flush=True)
while True:
    for lock in locks:
        here.write_lock(lock)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_killed_lock_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    registry = create_registry(tmp_path / "registry")
    for number in range(40):
        registry.publish(Draft(f"Δ{100 + number}", f"слово{number}х"), BY)
    start, sizes = random.Random(5), set()
    for _ in range(200 if LONG else 8):
        process = subprocess.Popen(
            [sys.executable, "-c", _LOCKER, str(tmp_path)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(start.random() * 0.05)
        process.kill()
        process.communicate()
        if (tmp_path / "deltalang.lock").exists():
            sizes.add(len(Project.find(tmp_path).lock or {}))
    assert sizes <= {1, 40}
    assert sizes


def test_the_same_registry_gives_the_same_bytes_under_any_hash_seed(two: Path) -> None:
    """Export, list, search, graph and lock, each in a process of its own."""
    program = """
import json, sys
from deltalang.project import Project
from deltalang.registry.exchange import dump, export
from deltalang.registry.lockfile import dump_lock
from deltalang.source import Source
here = Project.find(sys.argv[1])
print(dump(export(here.writable())), dump_lock(here.make_lock([Source("Δ100 + Δ101 + Δ24")])))
print([str(e) for e in here.entries()], [e.code for e in here.near("жар + рост")], here.dependencies("Δ24"))
"""
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, str(two.parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(printed) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX")
def test_a_file_does_not_take_the_place_of_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "труба"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not a regular file"):
        files.replace_file(pipe, "память")
    assert pipe.is_fifo()
