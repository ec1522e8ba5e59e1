"""The registry against a plain model: publish, label, promote, deprecate, retire, reload, crash."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from deltalang.diagnostics import DeltaError
from deltalang.registry import store
from deltalang.registry.doctor import examine
from deltalang.registry.drafts import Draft
from deltalang.registry.exchange import bring_in, dump, export, load
from deltalang.registry.git import write_side
from deltalang.registry.merging import Side, merge_sides
from deltalang.registry.store import Registry, Signature, create_registry
from deltalang.semantics.catalog import Formula

CODES = st.sampled_from(["Δ100", "Δ101", "Δ205"])
TEXTS = st.sampled_from(
    ["жар", "жар + рост", "жар*2 + рост", "свет", "жар → рост", "жар → свет → рост", "0"]
)
LABELS = st.sampled_from(["зима", "лето", "рабочая-1"])
BY = Signature("Анна", "2026-11-24T00:00:00Z", "так надо")
MOVES = {
    "жар": {"жар + рост", "жар*2 + рост"},
    "жар + рост": {"жар*2 + рост"},
    "жар → рост": {"жар → свет → рост"},
}


class RegistryMachine(RuleBasedStateMachine):
    """The model: texts by code, labels by code, statuses by edition."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.registry = create_registry(self.folder / "registry")
        self.texts: dict[str, list[str]] = {}
        self.labels: dict[str, dict[str, int]] = {}
        self.statuses: dict[tuple[str, int], str] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(code=CODES, text=TEXTS)
    def publish(self, code: str, text: str) -> None:
        done = self.registry.publish(Draft(code, text), BY)
        self._published(code, text)
        assert done.record.version == len(self.texts[code])

    def _published(self, code: str, text: str) -> None:
        versions = self.texts.setdefault(code, [])
        versions.append(text)
        self.labels.setdefault(code, {})["latest"] = len(versions)
        self.statuses[code, len(versions)] = "proto"

    @rule(code=CODES, text=TEXTS)
    def crash_after_the_record(self, code: str, text: str) -> None:
        """The process dies between the record and the labels: the version stands all the same."""
        real, store.Registry._after_publishing = store.Registry._after_publishing, _die  # type: ignore[method-assign,assignment]
        try:
            with pytest.raises(KeyboardInterrupt):
                self.registry.publish(Draft(code, text), BY)
        finally:
            store.Registry._after_publishing = real  # type: ignore[method-assign]
        self._published(code, text)

    @rule(code=CODES, text=TEXTS)
    def crash_before_the_record(self, code: str, text: str) -> None:
        real, store.create_file = store.create_file, _die  # type: ignore[assignment]
        try:
            with pytest.raises(KeyboardInterrupt):
                self.registry.publish(Draft(code, text), BY)
        finally:
            store.create_file = real

    @rule(code=CODES, label=LABELS, data=st.data())
    def label(self, code: str, label: str, data: st.DataObject) -> None:
        newest = len(self.texts.get(code, []))
        version = data.draw(st.integers(1, newest + 1))
        if version > newest:
            with pytest.raises(DeltaError):
                self.registry.set_label(code, label, version, BY)
        else:
            self.registry.set_label(code, label, version, BY)
            self.labels[code][label] = version

    @rule(code=CODES, status=st.sampled_from(["deprecated", "retired"]))
    def mark(self, code: str, status: str) -> None:
        if code not in self.texts:
            return
        newest = len(self.texts[code])
        self.registry.mark(code, status, BY, versions=(newest,))
        self.statuses[code, newest] = status

    @rule(code=CODES)
    def promote(self, code: str) -> None:
        if code not in self.texts:
            return
        newest = len(self.texts[code])
        self.registry.promote(code, BY, force=True)
        self.statuses[code, newest] = "stable"
        self.labels[code]["stable"] = newest

    @rule(code=CODES, mine=TEXTS, other=TEXTS)
    def merge(self, code: str, mine: str, other: str) -> None:
        """Two branches publish the next version each: theirs follows ours."""
        if code not in self.texts:
            return
        branch = self.folder / "branch"
        shutil.copytree(self.registry.path, branch)
        base = self._side(self.registry, code)
        self.registry.publish(Draft(code, mine), BY)
        theirs = Registry(branch)
        theirs.publish(Draft(code, other), BY)
        merged = merge_sides(
            base, self._side(self.registry, code), self._side(theirs, code), self.registry
        )
        shutil.rmtree(branch)
        write_side(self.registry, code[1:], Side(merged.records, merged.labels))
        self.registry.forget()
        self._published(code, mine)
        if other != mine:
            self._published(code, other)

    def _side(self, registry: Registry, code: str) -> Side:
        editions = registry.editions(code[1:])
        assert editions is not None
        return Side(editions.records, editions.labels)

    @rule()
    def reload(self) -> None:
        self.registry = Registry(self.registry.path)

    @rule()
    def export_and_import(self) -> None:
        texts = export(self.registry)
        other = create_registry(self.folder / "other")
        for to in ("yaml", "json"):
            assert load(dump(texts, to=to), name="export") == texts
        bring_in(other, texts)
        assert export(other) == texts
        assert bring_in(other, texts) == []
        shutil.rmtree(other.path)

    @invariant()
    def agrees_with_the_model(self) -> None:
        assert [f"Δ{c}" for c in self.registry.codes() if self.registry.editions(c)] == sorted(
            self.texts
        )
        for code, texts in self.texts.items():
            editions = self.registry.editions(code[1:])
            assert editions is not None
            assert [editions.records[v].formula for v in editions.versions] == texts
            for version, text in enumerate(texts, start=1):
                assert editions.status(version) == self.statuses[code, version]
                self._class_is_right(texts, version, editions.records[version].compatibility)
                found = self.registry.find(code, str(version))
                assert isinstance(found, Formula)
                assert found.edition == f"{code}@{version}", text
            for label, version in self.labels[code].items():
                found = self.registry.find(code, label)
                assert isinstance(found, Formula)
                assert found.version == version
            self._unpinned(code)

    def _class_is_right(self, texts: list[str], version: int, kind: str | None) -> None:
        if version == 1:
            assert kind == "new"
            return
        old, new = texts[version - 2 : version]
        wanted = (
            "same"
            if old == new
            else "extends"
            if old == "0" or new in MOVES.get(old, ())
            else "breaks"
        )
        assert kind == wanted, (old, new)

    def _unpinned(self, code: str) -> None:
        newest = len(self.texts[code])
        offered = [v for v in range(1, newest + 1) if self.statuses[code, v] != "retired"]
        wanted = self.labels[code].get("stable", offered[-1] if offered else newest)
        found = self.registry.find(code, None)
        assert isinstance(found, Formula)
        assert found.version == wanted

    @invariant()
    def is_in_order(self) -> None:
        assert {p.message_id for p in examine(Registry(self.registry.path))} <= {
            "label-lags",
            "empty-folder",
        }


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


TestRegistry = RegistryMachine.TestCase
TestRegistry.settings = settings(settings(), max_examples=30, stateful_step_count=15, deadline=None)
