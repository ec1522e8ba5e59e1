"""The place of a proposal among the known formulas."""

import pytest
from mined import proposal

from deltalang.project import Project
from deltalang.proposing.standing import Surroundings
from deltalang.registry.store import Signature


def publish(project: Project, by: Signature, *definitions: str) -> None:
    for definition in definitions:
        list(project.publish(project.drafts(definition), by))


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("дом + огонь", ["Δ100@1 equal", "Δ101@1 near"]),
        ("огонь + дом + лёд", ["Δ100@1 extends", "Δ101@1 near"]),
        ("огонь", ["Δ100@1 extended-by", "Δ101@1 near"]),
        ("огонь + лёд", ["Δ100@1 near"]),
        ("дом → огонь → пепел", ["Δ101@1 equal", "Δ100@1 near"]),
        ("дом → пепел", ["Δ101@1 extended-by", "Δ100@1 near"]),
        ("дом → огонь → дым → пепел", ["Δ101@1 extends", "Δ100@1 near"]),
        ("<кто> + порог", ["Δ102@1 equal"]),
        ("порог + <кому>", ["Δ102@1 near"]),
        ("винт", []),
        ("винт +", []),
    ],
)
def test_a_proposal_has_neighbours(
    project: Project, by: Signature, expression: str, wanted: list[str]
) -> None:
    publish(
        project, by, "Δ:костёр = огонь + дом", "Δ:пожар = дом → огонь → пепел",
        "Δ:гость(кто) = <кто> + порог",
    )  # fmt: skip
    broken = expression.endswith("+")
    made = proposal("винт" if broken else expression)
    if broken:  # as an edited file would have it
        object.__setattr__(made, "expression", expression)
    if "<" in expression:
        object.__setattr__(made, "parameters", ("кто" if "<кто>" in expression else "кому",))
    found = Surroundings(project).of(made)
    mine = [n for n in found if n.layer == "project"]
    assert [f"{n.edition} {n.relation}" for n in mine] == wanted


def test_what_was_published_since_is_seen_after_a_look(project: Project, by: Signature) -> None:
    around = Surroundings(project)
    made = proposal("огонь + дом")
    assert around.of(made) == ()
    publish(project, by, "Δ:костёр = огонь + дом")
    around.refresh()
    assert [n.relation for n in around.of(made)] == ["equal"]


def test_the_standard_library_is_known(project: Project) -> None:
    [first, *_] = Surroundings(project).of(proposal("рост + сжатие + жар"))
    assert (first.edition, first.layer, first.relation) == ("Δ02@1", "stdlib", "equal")


def test_retired_and_broken_formulas_are_no_neighbours(project: Project, by: Signature) -> None:
    publish(project, by, "Δ:костёр = огонь + дом", "Δ:пожар = огонь + дом + дым")
    project.writable().mark("Δ100", "retired", by)
    assert project.root is not None
    (project.root / "registry" / "d101" / "v1.yaml").write_text("code: [", encoding="utf-8")
    assert Surroundings(project).of(proposal("огонь + дом")) == ()
