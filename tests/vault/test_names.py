"""The names that wikilinks may use."""

from unicodedata import normalize

import pytest

from deltalang.vault.names import Names

PATHS = ["v/Жар.md", "v/a/тишина.md", "v/b/" + normalize("NFD", "йод и ёлка") + ".md", "v/лес.markdown",
         "v/v1.2 план.md", "v/двор.delta"]  # fmt: skip
NAMES = Names(PATHS)


@pytest.mark.parametrize(
    "target",
    ["Жар", "жар", "ЖАР", "Жар.md", "тишина", "a/тишина", "v/a/тишина", "A/Тишина.md", "лес", "лес.markdown",
     "йод и ёлка", normalize("NFD", "йод и ёлка"), "b/йод и ёлка", "/a/тишина", "v1.2 план", "снимок.png",
     "a/снимок.JPG", "доска.canvas", "двор.delta"],
)  # fmt: skip
def test_a_link_leads_somewhere(target: str) -> None:
    assert NAMES.has(target)


@pytest.mark.parametrize(
    "target", ["жара", "b/тишина", "ишина", "x/a/тишина", "жар.markdown.md", "c/йод и ёлка"]
)
def test_a_link_leads_nowhere(target: str) -> None:
    assert not NAMES.has(target)


@pytest.mark.parametrize(
    ("target", "near"), [("тишена", "тишина"), ("a/тишена", "тишина"), ("экзокортекс", "")]
)
def test_a_near_name_is_offered(target: str, near: str) -> None:
    assert NAMES.near(target) == near


def test_a_vault_without_notes_has_no_names() -> None:
    assert not Names([]).has("жар")
    assert Names([]).near("жар") == ""
