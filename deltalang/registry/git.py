"""Git: what the two sides of an unfinished merge say about a registry."""

import subprocess
from pathlib import Path

import attrs

from deltalang.registry.files import create_file, decode, replace_file
from deltalang.registry.folder import FOLDER, RECORD
from deltalang.registry.labels import Labels, dump_labels, load_labels
from deltalang.registry.merging import Side, merge_sides, same_idea
from deltalang.registry.records import dump_record, parse_record
from deltalang.registry.refusals import refusal
from deltalang.registry.store import Registry
from deltalang.semantics.catalog import Catalog, LayeredCatalog, MemoryCatalog


@attrs.frozen
class Mended:
    """What became of a formula that both branches wrote to: `Δ100@3` of theirs is now `Δ100@4`."""

    theirs: str
    now: str


def mend(registry: Registry, below: Catalog | None = None) -> list[Mended]:
    """Settle the registry's part of an unfinished git merge; files are written, nothing is committed.

    Versions that both branches published under one number follow one another, ours first; two
    formulas under one number get two numbers. Raises DeltaError (E408) where there is no merge, or
    for a record that one of the branches has changed.
    """
    if _git(registry.path, "rev-parse", "-q", "--verify", "MERGE_HEAD") is None:
        raise refusal("E408", "no-merge", registry.name, folder=registry.name)
    mended: list[Mended] = []
    with registry.locked():
        for code in _unmerged(registry.path):
            mended += _mend(registry, below, code)
            registry.forget()
    return mended


def _mend(registry: Registry, below: Catalog | None, code: str) -> list[Mended]:
    base_commit = _git(registry.path, "merge-base", "HEAD", "MERGE_HEAD") or b""
    commits = (base_commit.decode().strip(), "HEAD", "MERGE_HEAD")
    base, ours, theirs = (_side(registry.path, commit, code) for commit in commits)
    for version, record in base.records.items():
        if any(side.records.get(version) != record for side in (ours, theirs)):
            name = f"{record.edition}"
            raise refusal("E408", "changed-record", name, name=name)
    if not same_idea(base, ours, theirs):
        return _two_numbers(registry, below, code, ours, theirs)
    catalog = _readable(below, code, ours, theirs)
    merged = merge_sides(base, ours, theirs, catalog)
    write_side(registry, code, Side(merged.records, merged.labels))
    return [
        Mended(f"Δ{code}@{old}", f"Δ{code}@{new}")
        for old, new in sorted(merged.moved.items())
        if old != new
    ]


def _two_numbers(
    registry: Registry, below: Catalog | None, code: str, ours: Side, theirs: Side
) -> list[Mended]:
    """Let ours keep the number and give theirs the next free one."""
    write_side(registry, code, ours)
    registry.forget()
    number = registry.free_number(below)
    records = {
        version: attrs.evolve(record, code=f"Δ{number}", checksum=None)
        for version, record in theirs.records.items()
    }
    write_side(registry, number, Side(records, theirs.labels))
    return [Mended(f"Δ{code}", f"Δ{number}")]


def write_side(registry: Registry, code: str, side: Side) -> None:
    """Write every file of a formula as it is to be."""
    folder = registry.path / f"d{code}"
    folder.mkdir(exist_ok=True)
    for version, record in sorted(side.records.items()):
        path, text = folder / f"v{version}.yaml", dump_record(record)
        if path.exists():
            replace_file(path, text)
        else:
            create_file(path, text)
    replace_file(folder / "labels.yaml", dump_labels(side.labels))


def _readable(below: Catalog | None, code: str, *sides: Side) -> Catalog:
    """A catalog in which the formulas of both sides can be evaluated, by digest too."""
    formulas = [
        record.read(name=f"d{code}", layer="project")
        for side in sides
        for record in side.records.values()
    ]
    memory = MemoryCatalog(formulas)
    return LayeredCatalog(memory, below) if below is not None else memory


def _side(root: Path, commit: str, code: str) -> Side:
    """Read a formula out of a commit. Raises DeltaError for a damaged record."""
    listed = _git(root, "ls-tree", "--name-only", "-z", commit, f"d{code}/") if commit else None
    records, labels = {}, Labels()
    for path in (listed or b"").decode().split("\0"):
        name = path.rpartition("/")[2]
        found = RECORD.fullmatch(name)
        if not found and name != "labels.yaml":
            continue
        data = _git(root, "show", f"{commit}:./d{code}/{name}") or b""
        text = decode(data, f"{commit}:{path}").text
        if found:
            record = parse_record(text, name=path, edition=f"Δ{code}@{found[1]}")
            records[record.version] = record
        else:
            labels = load_labels(text, name=path)
    return Side(records, labels)


def _unmerged(root: Path) -> list[str]:
    """The digits of the formulas that git could not merge."""
    listed = _git(root, "ls-files", "-u", "-z", "--", ".") or b""
    codes = set()
    for entry in listed.decode().split("\0"):
        for part in entry.rpartition("\t")[2].split("/"):
            found = FOLDER.fullmatch(part)
            if found:
                codes.add(found[1])
    return sorted(codes, key=lambda code: (int(code), code))


def _git(root: Path, *arguments: str) -> bytes | None:
    """Ask git; None when it says no. Raises DeltaError (E408) where there is no git."""
    try:
        asked = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=False
        )
    except OSError as error:
        raise refusal("E408", "no-git", "git", reason=str(error)) from error
    return asked.stdout if asked.returncode == 0 else None


def changed_files(root: Path, base: str) -> list[tuple[str, int, bool]]:
    """Records that differ from a commit: digits, version, whether the record is new.

    Those that git does not know yet count as new. Raises DeltaError (E408) for no such commit.
    """
    commit = _git(root, "rev-parse", "-q", "--verify", "--end-of-options", f"{base}^{{commit}}")
    if commit is None:
        raise refusal("E408", "no-commit", base, commit=base)
    start = _git(root, "merge-base", "HEAD", commit.decode().strip()) or commit
    listed = _git(
        root,
        "diff",
        "--name-status",
        "--no-renames",
        "-z",
        "--relative",
        start.decode().strip(),
        "--",
        ".",
    )
    words = (listed or b"").decode().split("\0")
    changed = {path: status == "A" for status, path in zip(words[::2], words[1::2], strict=False)}
    others = _git(root, "ls-files", "-o", "--exclude-standard", "-z", "--", ".") or b""
    changed |= {path: True for path in others.decode().split("\0") if path}
    found = []
    for path, added in changed.items():
        folder, _, name = path.partition("/")
        code, version = FOLDER.fullmatch(folder), RECORD.fullmatch(name)
        if code and version:
            found.append((code[1], int(version[1]), added))
    return sorted(found, key=lambda item: (int(item[0]), item[0], item[1]))
