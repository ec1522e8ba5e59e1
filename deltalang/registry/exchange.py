"""Export and import: a whole registry as one YAML or JSON file, exact in both directions."""

import json
from collections.abc import Mapping
from typing import Any

from deltalang.fields import FieldError, dump_yaml, load_fields, mapping, only
from deltalang.registry.files import create_file
from deltalang.registry.folder import FOLDER, RECORD, read_entry
from deltalang.registry.labels import load_labels
from deltalang.registry.records import parse_record
from deltalang.registry.refusals import refusal
from deltalang.registry.store import Registry

FORMAT = "deltalang.registry/1"
Texts = dict[str, str]
"""The text of each file by its path, `d100/v1.yaml`: exact to the byte, checksums included."""


def export(registry: Registry) -> Texts:
    """Read every record and label file. Raises DeltaError when one is damaged: `doctor` names all."""
    texts: Texts = {}
    for code in registry.codes():
        for path in sorted((registry.path / f"d{code}").iterdir()):
            name = f"d{code}/{path.name}"
            if RECORD.fullmatch(path.name) or path.name == "labels.yaml":
                texts[name] = read_entry(path, name)
                _check(name, texts[name])
    return dict(sorted(texts.items(), key=_by_number))


def dump(texts: Mapping[str, str], *, to: str = "yaml") -> str:
    """Write an export as "yaml" or "json"; the same bytes for the same registry."""
    data = {"format": FORMAT, "files": dict(texts)}
    if to == "json":
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return dump_yaml(data)


def load(text: str, *, name: str) -> Texts:
    """Read an export, YAML or JSON (which YAML holds). Raises DeltaError (E401, E402)."""
    try:
        data = json.loads(text)
    except ValueError:
        texts = load_fields(text, name, _files, longest=10**9, deepest=10**9)
    else:
        try:
            texts = _files(mapping(data))
        except FieldError:
            texts = load_fields(text, name, _files, longest=10**9, deepest=10**9)
    for path in texts:
        _check(path, texts[path])
    return texts


def _files(data: Mapping[str, Any]) -> Texts:
    only(data, ("format", "files"))
    if data.get("format") != FORMAT:
        raise FieldError("format", f"wanted {FORMAT}, found {data.get('format')!r}")
    files = mapping(data.get("files"), "files")
    for path, text in files.items():
        folder, _, file = path.partition("/")
        good = FOLDER.fullmatch(folder) and (RECORD.fullmatch(file) or file == "labels.yaml")
        if not good or not isinstance(text, str):
            raise FieldError("files", f"{path!r} is not the path of a record with its text")
    return dict(files)


def bring_in(registry: Registry, texts: Mapping[str, str]) -> list[str]:
    """Write the files of an export that are not there; gives their paths.

    Raises DeltaError (E410) when one is there with another text, before anything is written: two
    registries that grew apart are merged, not mixed.
    """
    with registry.locked():
        missing = []
        for path, text in texts.items():
            target = registry.path / path
            if not target.is_file():
                missing.append(path)
            elif read_entry(target, path) != text:
                raise refusal("E410", "import-differs", path, file=path)
        for path in missing:
            target = registry.path / path
            target.parent.mkdir(exist_ok=True)
            create_file(target, texts[path])
    registry.forget()
    return missing


def _check(path: str, text: str) -> None:
    """Refuse a file that could not be used. Raises DeltaError."""
    folder, _, file = path.partition("/")
    found = RECORD.fullmatch(file)
    if found is None:
        load_labels(text, name=path)
    else:
        parse_record(text, name=path, edition=f"Δ{folder[1:]}@{found[1]}")


def _by_number(item: tuple[str, str]) -> tuple[int, str, int, str]:
    folder, _, file = item[0].partition("/")
    found = RECORD.fullmatch(file)
    return int(folder[1:]), folder, int(found[1]) if found else 0, file
