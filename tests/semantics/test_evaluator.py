"""The evaluator: references become scenes, and expanding is a homomorphism."""

import time
from itertools import pairwise

import pytest

from deltalang.algebra.letters import hole
from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError
from deltalang.limits import Limits
from deltalang.semantics.evaluator import substitute
from deltalang.session import Session


def canonical(text: str, **options: object) -> str:
    return Session().expand(text, **options).canonical  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Δ02 + память", "жар + память + рост + сжатие"),
        ("Δ02 - жар", "рост + сжатие"),
        ("Δ02 - жар*2", "рост + сжатие - жар"),
        ("Δ02*1/2 + жар", "жар*3/2 + рост*1/2 + сжатие*1/2"),
        ("Δ02^2", "жар + рост + сжатие → жар + рост + сжатие"),
        ("(Δ01 - ожидание)~a", "прерыв~a + свет~a"),
        ("Δ02!", "жар! + рост! + сжатие!"),
        (
            "Δ08{сон} - тишина{сон}*2",
            "пустой стул{сон}! + голос{ностальгия, tempo: largo}*1/2 - смех{сон}",
        ),
        ("[Δ02]", "[жар + рост + сжатие]"),
        ("Δ02 | Δ02", "жар + рост + сжатие"),
        ("Δ07(волк)", "волк → дорога{tension: 3/10} → лес{тревога}"),
        ("Δ07(0)", "дорога{tension: 3/10} → лес{тревога}"),
        (
            "Δ07(волк → лиса, a | b)",
            "волк → лиса → дорога{tension: 3/10} → (a{тревога} | b{тревога})",
        ),
        ("Δ:а(х) = <х>*2 + <х>~<х>\nΔ:а(b + c)", "b*2 + c*2 + b~b + b~c + c~b + c~c"),
        ("Δ:а(х) = <х>{сон}\nΔ:а(b{явь} + c)", "b{явь} + c{сон}"),
        ("Δ:а(х) = Δ:б(<х>, <х>)\nΔ:б(у, з) = <у> → <з>\nΔ:а(c)", "c → c"),
        ("Δ:а(х, у: b) = <х> + <у>\nΔ:а(у: c, х: d)", "c + d"),
        ("Δ:а(х: Δ02) = <х>\nΔ:а", "жар + рост + сжатие"),
        ("Δ:а = <~опиши> + <?кто>\nΔ:а", "<?кто> + <~опиши>"),
        ("<герой> + Δ:а(b)\nΔ:а(герой) = <герой>", "<герой> + b"),
    ],
)
def test_expands(text: str, wanted: str) -> None:
    assert Session().expand(text) == Session().expand(wanted)


OPERATORS = ["{0} + {1}", "{1} - {0}", "{0}~{1}", "{0} → {1}", "[{0} → {1}]", "{0} | {1}",
             "({0})*3/2", "({0})^3", "({0}){{сон}}"]  # fmt: skip


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("formula", ["Δ02", "Δ08", "Δ03", "Δ10", "Δ13", "Δ07(волк)"])
def test_expanding_is_a_homomorphism(operator: str, formula: str) -> None:
    body = f"({Session().expand(formula).canonical})"
    written, expanded = (operator.format(left, "(a*2 - b)") for left in (formula, body))
    assert Session().expand(written) == Session().expand(expanded)


@pytest.mark.parametrize(
    ("depth", "wanted"),
    [
        (0, "Δ24"),
        # What an edition refers to is fixed by digest, however its parts are published later.
        (
            1,
            "Δ03@#207219092e8b → Δ07@#95aae2523a36(путник, среда: степь) → Δ05@#3f3f16003b5e"
            " → (Δ08@#c4bac7c171a5 | Δ22@#fcdb64710f7e) → Δ:возвращение@#ca3d2a745add",
        ),
    ],
)
def test_stops_after_a_number_of_levels(depth: int, wanted: str) -> None:
    assert Session().expand("Δ24", depth=depth) == Session().expand(wanted, depth=0)


def test_a_great_depth_is_all_the_way() -> None:
    assert canonical("Δ24", depth=10**9) == canonical("Δ24")


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_a_scene_stopped_at_a_depth_expands_to_the_whole(depth: int) -> None:
    assert canonical(canonical("Δ24 + Δ23*2 - Δ21", depth=depth)) == canonical("Δ24 + Δ23*2 - Δ21")


def test_a_formula_that_doubles_itself_a_hundred_levels_deep_is_done_at_once() -> None:
    names = ["ф" + "аб"[n % 2] * (n // 2) + "вг"[n % 2] for n in range(101)]
    assert len(set(names)) == 101
    lines = [f"Δ:{a} = Δ:{b} + Δ:{b}" for a, b in pairwise(names)]
    start = time.perf_counter()
    scene = Session().expand("\n".join([*lines, f"Δ:{names[-1]} = жар", f"Δ:{names[0]}"]))
    assert scene.weight("жар") == 2**100
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("text", "limits", "code", "path"),
    [
        ("a + b + c", {"images": 2}, "E301", ""),
        ("Δ:х = (a + b)~(c + d)\nΔ:у = Δ:х\nΔ:у", {"images": 5}, "E301", " (Δ:у → Δ:х)"),
        ("(a → b)^9", {"beats": 10}, "E302", ""),
        ("a^999999999", {}, "E302", ""),
        ("Δ:х = [a → b]\nΔ:у = [Δ:х → c]\nΔ:у", {"nesting": 1}, "E303", " (Δ:у)"),
        ("a*1000", {"digits": 3}, "E304", ""),
        ("a*1/1000", {"digits": 3}, "E304", ""),
    ],
)
def test_a_limit_names_the_formula_path(text: str, limits: dict, code: str, path: str) -> None:
    session = Session(limits=Limits(**limits))
    with pytest.raises(DeltaError) as raised:
        session.expand(text)
    [problem] = raised.value.diagnostics
    assert (problem.code, problem.arguments["path"]) == (code, path)


def test_a_broken_formula_does_not_stop_the_next_scene() -> None:
    found = Session(limits=Limits(images=3)).scenes("Δ:х = a + b + c + d\nΔ:х\nсвет")
    assert next(found).scene.canonical == "свет"
    with pytest.raises(DeltaError):
        next(found)


@pytest.mark.parametrize(
    "text", ["Δ02*2 - жар", "Δ24", "Δ15(a + b) | Δ16", "Δ:а(х) = <х>~<х>\nΔ:а(b - c)"]
)
def test_lineage_changes_no_weight(text: str) -> None:
    [plain], [lined] = (list(Session().scenes(text, lineage=traced)) for traced in (False, True))
    assert lined.scene.plain() == plain.scene


def test_substituting_nothing_gives_the_scene_itself() -> None:
    scene = Scene.of(hole("parameter", "герой"))
    assert substitute(scene, {}) is scene
    assert substitute(scene, {"другое": Scene.atom("a")}) == scene


def test_only_parameter_holes_are_filled() -> None:
    holes = Scene.of(hole("llm", "кто")) + Scene.of(hole("person", "кто"))
    assert substitute(holes, {"кто": Scene.atom("a")}) == holes


def test_the_session_reuses_nothing_between_texts() -> None:
    session = Session()
    assert session.expand("Δ:а = b\nΔ:а").canonical == "b"
    assert session.expand("Δ:а = c\nΔ:а").canonical == "c"
