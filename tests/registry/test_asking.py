"""A formula is asked for as it is listed, typed or called; an edition that is not there is told."""

import pytest

from deltalang.diagnostics import DeltaError
from deltalang.project import Project

PROJECT = Project(None, None)


@pytest.mark.parametrize("name", ["Δ02", "Δ02@1", "Δ02@stable", "D02", "d02@1", "∆02", "\\D02", "02", "Δ:сжатие-жар-рост", "∆:сжатие-жар-рост"])  # fmt: skip
def test_it_is_found_however_it_is_written(name: str) -> None:
    assert PROJECT.editions(name).code == "02"
    assert PROJECT.dependents(name) == ["Δ18"]
    assert PROJECT.dependencies(name)[0] == "Δ02@1"


@pytest.mark.parametrize(
    ("name", "code"),
    [("двор", "E201"), ("Δ:ход", "E201"), ("Δ999", "E201"), ("2", "E201"), ("Δ02 x", "E201"),
     ("Δ02@7", "E202"), ("Δ02@нет", "E203"), ("Δ02@#000000000000", "E207"), ("", "E201")],
)  # fmt: skip
def test_what_is_not_there_is_told_where_it_was_asked_for(name: str, code: str) -> None:
    with pytest.raises(DeltaError) as raised:
        PROJECT.editions(name)
    (problem,) = raised.value.diagnostics
    assert (problem.code, problem.source.name) == (code, "<request>")
    assert "= …" not in str(problem.hint())  # nobody can define that


def test_dependencies_name_the_same_place() -> None:
    for name in ("Δ:ход", "двор", "Δ02@7"):
        with pytest.raises(DeltaError) as raised:
            PROJECT.dependencies(name)
        assert {problem.source.name for problem in raised.value.diagnostics} == {"<request>"}
