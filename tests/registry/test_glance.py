"""A glance at a registry: it says what the registry says, without its help."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from command_line import invoke, put
from completing import publish
from hypothesis import given
from hypothesis import strategies as st

from deltalang.project import Project
from deltalang.registry import glance as module
from deltalang.registry.folder import FolderCatalog, standard_library
from deltalang.registry.glance import Glance, glance
from deltalang.registry.records import Record, dump_record
from deltalang.registry.store import STATE, Registry

PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.chdir(tmp_path)
    publish("100", "снег + крыша", "снег-на-крыше")
    publish("0100", "'дождь'! - \"🔥: #\"")
    return Registry(tmp_path / "registry")


def test_it_sees_the_standard_library_as_it_is() -> None:
    seen = glance(standard_library())
    assert [(f"Δ{one.code}", one.slug) for one in seen] == [
        (entry.code, entry.slug) for entry in Project(None, None).entries(layer="stdlib")
    ]
    assert seen[1] == Glance(
        "02", "сжатие-жар-рост", "сжатие + жар + рост", ("latest", "stable"), (1,)
    )


def test_it_sees_the_same_with_an_index_and_without(here: Registry) -> None:
    without = glance(here)
    assert [(one.code, one.formula) for one in without] == [
        ("0100", "'дождь'! - \"🔥: #\""),
        ("100", "снег + крыша"),
    ]
    invoke("reindex")
    assert module._indexed(here, module._stamps(here)).keys() == {"100"}, "the other has no meaning"
    assert glance(here) == without


DAMAGED = {
    "labels": [
        "[]",
        "[1]",
        "5",
        '"latest"',
        "null",
        '{"latest": "1"}',
        '{"latest": true}',
        "{",
        b"\xff",
    ],
    "version": ["one", 1.5, None, b"1"],
    "formula": [None, b"\xff"],
    "slug": [b"\xff"],
}


@pytest.mark.parametrize(
    ("column", "value"), [(name, value) for name, values in DAMAGED.items() for value in values]
)
def test_it_reads_the_record_where_the_index_is_damaged(
    here: Registry, column: str, value: object
) -> None:
    invoke("reindex")
    publish("101", "ветер")
    without = glance(here)
    invoke("reindex")
    with closing(sqlite3.connect(here.path / STATE / module.INDEX)) as index, index:
        index.execute(f"update formula set {column} = ? where code = '100'", (value,))
    assert glance(here) == without
    assert module._indexed(here, module._stamps(here)).keys() == {"101"}, "one row spoils no other"


def test_it_takes_labels_that_are_nested_without_end(here: Registry) -> None:
    without = glance(here)
    invoke("reindex")
    with closing(sqlite3.connect(here.path / STATE / module.INDEX)) as index, index:
        index.execute("update formula set labels = ?", ("[" * 100_000,))
    assert glance(here) == without


def test_a_label_for_no_edition_leads_to_the_newest(here: Registry) -> None:
    put("registry/d100/labels.yaml", f"labels:\n  stable: {'9' * 5000}\n")
    [_, seen] = glance(here)
    assert (seen.formula, seen.versions) == ("снег + крыша", (1,))


def test_a_line_of_spaces_costs_no_time(tmp_path: Path) -> None:
    put(str(tmp_path / "d7" / "v1.yaml"), "formula: a" + " " * 16_000 + "b")
    began = time.process_time()
    [seen] = glance(FolderCatalog(tmp_path, layer="any"))
    assert seen.formula.startswith("a ")
    assert time.process_time() - began < 0.2


def test_it_reads_what_the_index_has_not_seen(here: Registry) -> None:
    invoke("reindex")
    publish("101", "ветер")
    put("registry/d100/v2.yaml", dump_record(Record("Δ100", 2, "снег + ветер", "proto")))
    seen = {one.code: one for one in glance(here)}
    assert seen["101"].formula == "ветер"
    assert (seen["100"].formula, seen["100"].versions) == ("снег + ветер", (1, 2))


def test_it_sees_the_stable_edition_and_no_retired_one(here: Registry) -> None:
    put("registry/d100/v2.yaml", dump_record(Record("Δ100", 2, "снег + ветер", "proto")))
    labels = "labels:\n  latest: 2\n  stable: 1\n  'зима': 2\nstatus:\n  1: deprecated\nlog: []\n"
    put("registry/d100/labels.yaml", labels)
    [_, seen] = glance(here)
    assert seen.formula == "снег + крыша"
    assert seen.labels == ("latest", "stable"), "a label that needs quotes is left out"
    put("registry/d100/labels.yaml", labels.replace("deprecated", "retired"))
    assert [one.code for one in glance(here)] == ["0100"]


def test_it_knows_the_numbers_of_more_than_it_reads(
    here: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_READ", 1)
    assert [(one.code, bool(one.formula)) for one in glance(here)] == [
        ("0100", True),
        ("100", False),
    ]


@pytest.mark.parametrize("file", ["v1.yaml", "labels.yaml"])
@given(data=st.binary(max_size=200))
def test_it_takes_any_file(
    file: str, data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    put(str(folder / "d7" / "v1.yaml"), "formula: снег\n")
    put(str(folder / "d7" / file), data)
    assert [one.code for one in glance(FolderCatalog(folder, layer="any"))] in (["7"], [])


@given(formula=PRINTED)
def test_it_reads_a_line_as_yaml_does(formula: str) -> None:
    text = dump_record(Record("Δ7", 1, formula, "proto"))
    lines = dict(module._LINE.findall(text))
    assert module._scalar(lines["formula"]) in (formula, "")
    if not set(formula) & set("\\"):
        assert module._scalar(lines["formula"]) == formula
