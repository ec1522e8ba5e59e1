"""The current session is the same until something that it stands on is another one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from deltalang.diagnostics import DeltaError
from deltalang.editing.current import Current
from deltalang.limits import Limits
from deltalang.project import Project, init
from deltalang.registry.store import Signature
from deltalang.source import Source


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DELTALANG_HOME", str(tmp_path / "home"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def publish(text: str) -> None:
    project = Project.find(".")
    drafts = project.drafts(Source(text, "x.delta"))
    assert list(project.publish(drafts, Signature("Анна", "2026-01-01T00:00:00Z", "проба")))


def in_place() -> None:
    path = Path("registry/d100/labels.yaml")
    path.write_text("labels:\n  новая: 1\n", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda: publish("Δ101 = дом\n"),
        lambda: publish("Δ100 = дом + лес\n"),
        in_place,
        lambda: init("sub") and Path("deltalang.lock").write_text("{}", encoding="utf-8"),
    ],
)
def test_it_is_another_one_after_a_change(change: Callable[[], object]) -> None:
    init(".")
    publish("Δ100 = снег\n")
    current = Current()
    session = current.session()
    assert session.expand("Δ100").canonical == "снег"
    with pytest.raises(DeltaError):
        session.expand("Δ101")
    assert current.session() is session
    change()
    try:
        assert current.session() is not session
    except DeltaError:  # a lock that is none is told
        assert Path("deltalang.lock").exists()


def test_it_stays_where_other_formulas_change() -> None:
    init(".")
    publish("Δ100 = снег\n")
    publish("Δ101 = дом\n")
    current = Current()
    session = current.session()
    session.expand("Δ100")
    publish("Δ101 = дом + лес\n")
    assert current.session() is session


def test_it_has_the_limits_that_were_asked_for() -> None:
    limits = Limits(beats=3)
    assert Current(limits=limits).session().limits == limits
    with pytest.raises(DeltaError, match="E403"):
        Current(strict=True).session()
