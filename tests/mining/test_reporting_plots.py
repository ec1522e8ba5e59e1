"""Plots and the map: what is drawn is what was found."""

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import RUSSIAN, large

from deltalang.mining.proposals import Gain, Null, Report
from deltalang.mining.reporting.highlighting import LONGEST, pieces
from deltalang.mining.reporting.matrix import COLUMNS, ROWS, document_map
from deltalang.mining.reporting.plots import plots
from deltalang.mining.reporting.scales import Scale
from deltalang.mining.reporting.summary import passed


def drawn(report: Report) -> str:
    return "\n".join(plots(report, "en", 200))


def held(path: str) -> set[int]:
    """Read the columns that a path covers."""
    at, columns = 0, set()
    for step, number in re.findall(r"([Mmh])(-?[0-9]+)", path):
        if step == "M":
            at = int(number)
            continue
        if step == "h":
            columns.update(range(at, at + int(number)))
        at += int(number)
    return columns


def rows(report: Report) -> list[dict[str, set[int]]]:
    """For each row of the map the columns of each shade."""
    made = document_map(report, "en", 200)
    assert made is not None
    return [
        {shade: held(path) for path, shade in re.findall(r'<path d="([^"]+)" class="(s\d)"/>', row)}
        for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", made)
    ]


# --------------------------------------------------------------------------- the map


def test_a_column_is_a_document() -> None:
    assert rows(RUSSIAN) == [{"s3": set(one.places)} for one in RUSSIAN.proposals]


def test_many_documents_share_columns_by_shades() -> None:
    report = large(3, 2000)
    each = -(-2000 // COLUMNS)
    for shades, one in zip(rows(report), report.proposals, strict=True):
        for shade in (1, 2, 3):
            wanted = {
                column
                for column in {place // each for place in one.places}
                if -(-3 * sum(place // each == column for place in one.places) // each) == shade
            }
            assert shades[f"s{shade}"] == wanted


@pytest.mark.parametrize(("documents", "columns", "binned"), [(360, 360, False), (361, 181, True)])
def test_it_says_when_columns_are_shared(documents: int, columns: int, binned: bool) -> None:
    made = document_map(large(2, documents), "en", 9)
    assert made is not None
    assert f'viewBox="0 -.5 {columns} 1"' in made
    assert made.count("<li>") == columns
    assert ("up to 2 of them" in made) == binned


def test_the_map_has_so_many_rows_at_most() -> None:
    assert len(rows(large(ROWS + 5, 30))) == ROWS


def test_folders_stand_above_the_columns() -> None:
    report = attrs.evolve(
        RUSSIAN, documents=("v/a/1.md", "v/a/2.md", "v/b/3.md", "v/b/4.md", "v/5.md")
    )
    made = document_map(report, "en", 9)
    assert made is not None
    assert re.findall(r'x="([^"]+)" width="([^"]+)" height="18"><text[^>]*>([^<]*)<', made) == [
        ("0.00%", "40.00%", "a"), ("40.00%", "40.00%", "b"), ("80.00%", "20.00%", ""),
    ]  # fmt: skip


def test_there_is_no_map_of_nothing() -> None:
    assert document_map(attrs.evolve(RUSSIAN, proposals=()), "en", 9) is None
    assert document_map(attrs.evolve(RUSSIAN, documents=()), "en", 9) is None


# ------------------------------------------------------------------------- the plots


def test_what_was_not_measured_is_not_drawn() -> None:
    bare = attrs.evolve(RUSSIAN, gains=(), null=None, proposals=())
    assert drawn(bare) == ""
    assert len(list(plots(RUSSIAN, "en", 9))) == 3


def test_the_curve_falls_from_the_start_to_the_end() -> None:
    path = re.search(r'd="M([^"]+)" class="stroke"', drawn(RUSSIAN))
    assert path is not None
    points = [tuple(map(float, point.split())) for point in path[1].split("L")]
    assert len(points) == 1 + len(RUSSIAN.gains)
    assert points == sorted(points)  # to the right and, in the coordinates of a page, down


def test_a_long_curve_is_thinned_and_ends_where_it_ends() -> None:
    gains = tuple(Gain(number, 5000.0 - number / 10) for number in range(1, 10_001))
    made = drawn(attrs.evolve(RUSSIAN, gains=gains, bits=4000.0))
    path = re.search(r'd="M([^"]+)" class="stroke"', made)
    assert path is not None
    assert path[1].count("L") <= 301
    assert path[1].split("L")[-1].startswith("448 ")


def test_bars_are_as_long_as_their_numbers() -> None:
    made = drawn(RUSSIAN)
    widths = {
        kind: float(width)
        for width, kind in re.findall(r'width="([^"]+)" height="26" rx="3" class="(\w+)"', made)
    }
    assert passed(RUSSIAN) == 9
    assert widths["found"] == 389
    assert widths["proposed"] == pytest.approx(389 * 4 / 9, abs=0.01)
    assert widths["null"] == pytest.approx(389 / 9, abs=0.01)
    assert made.count('class="tick"') == 2


def test_a_null_count_above_what_was_found_stays_inside() -> None:
    made = drawn(attrs.evolve(RUSSIAN, null=Null((40, 400))))
    assert max(map(float, re.findall(r'x1="([^"]+)"', made))) <= 460


@pytest.mark.parametrize("lift", [0.0, 1e-9, float("inf")])
def test_an_odd_lift_is_drawn(lift: float) -> None:
    statistics = attrs.evolve(RUSSIAN.proposals[0].statistics, lift=lift, support=0)
    one = attrs.evolve(RUSSIAN.proposals[0], statistics=statistics)
    assert "nan" not in drawn(attrs.evolve(RUSSIAN, proposals=(one, *RUSSIAN.proposals)))


@given(st.floats(0.01, 1e6), st.floats(1.001, 1e4), st.booleans())
def test_ticks_are_few_and_inside(low: float, factor: float, logarithmic: bool) -> None:
    scale = Scale(low, low * factor, 0, 100, logarithmic)
    ticks = scale.ticks()
    assert 1 <= len(ticks) <= 10
    assert ticks == sorted(set(ticks))
    assert all(-0.01 <= scale.at(tick) <= 100.01 for tick in ticks)


# ------------------------------------------------------------------------ highlighting


@pytest.mark.parametrize(
    ("text", "terms", "marked"),
    [
        ("Памяти и памятью, но не памятник", ["память"], ["Памяти", "памятью"]),
        ("жар, жаром, жаровня", ["жар"], ["жар", "жаром"]),
        ("ель и ёлка, елки", ["ёлка"], ["ёлка", "елки"]),
        ("внутреннего мира", ["внутренний мир"], []),
        ("внутренний мир", ["внутренний мир"], ["внутренний мир"]),
        ("the harbours, a lamp", ["harbour", "lamp"], ["harbours", "lamp"]),
        ("a.b (c)", ["a.b", "("], ["a.b"]),
        ("ум и ума", ["ум"], ["ум"]),
        ("свет, светом, светлый", ["свет"], ["свет", "светом"]),
        ("memories, waiting", ["memory", "wait"], ["memories", "waiting"]),
        ("nothing", [], []),
    ],
)
def test_marks_words_in_their_forms(text: str, terms: list[str], marked: list[str]) -> None:
    assert [piece for piece, group in pieces(text, term=terms) if group] == marked


@given(st.text(max_size=900), st.lists(st.text(max_size=12), max_size=4))
def test_marking_loses_nothing_but_what_is_cut(text: str, terms: list[str]) -> None:
    said = "".join(piece for piece, _ in pieces(text, term=terms))
    whole = " ".join(text.split())
    assert said == whole if len(whole) <= LONGEST else said.strip("…") in whole
    assert len(said) <= LONGEST + 2


def test_a_long_quote_is_cut_where_the_pattern_stands() -> None:
    text = "слово " * 100 + "над огнём стоял жар " + "дело " * 100
    found = pieces(text, term=["жар"])
    assert ("жар", "term") in found
    whole = "".join(piece for piece, _ in found)
    assert whole.startswith("…") and whole.endswith("…")
    assert len(whole) <= LONGEST + 2
