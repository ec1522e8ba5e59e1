"""The page of a report: whole without a network, whole without a script, and it obeys no note."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from reports import EMPTY, GOLDEN, RUSSIAN, large, proposal

from deltalang._resources import read_resource
from deltalang.messages import LANGUAGES
from deltalang.mining.proposals import Coupling, Filler, Quote, Report
from deltalang.mining.reporting.html import report_page
from deltalang.mining.reporting.wordings import said

EMPTY_TAGS = {"meta", "br", "input"}
OUTSIDE = {"src", "srcset", "style", "action", "formaction", "background", "poster", "data", "ping"}
EVIL = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onfocus=alert(1) autofocus='",
    "</title></style></textarea><!-- ",
    "javascript:alert(1)",
    "&lt;b&gt; &amp; &#60;",
    "]]><![CDATA[",
    "\u202eabc\x1b[2J\x00",
]


class Page(HTMLParser):
    """A page as it is read: every element with its attributes, the texts, and what is out of order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.wrong: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.wrong += self._open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if len(dict(attributes)) < len(attributes):
            self.wrong.append(f"an attribute stands twice in {tag}")
        if tag not in EMPTY_TAGS:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self._open), data))

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, *inside: str) -> str:
        """The text inside of elements."""
        return "".join(text for path, text in self.texts if set(inside) <= set(path))


def page(report: Report, lang: str = "ru", top: int = 200) -> Page:
    return Page(report_page(report, lang, top))


def poisoned(evil: str) -> Report:
    """A report in which everything that is text is evil."""
    return attrs.evolve(
        RUSSIAN,
        proposals=(proposal(evil, file=evil, places=(0, 1)),),
        couplings=(Coupling((evil,), 3, 3, 0.9, (Quote(evil, 1, evil),)),),
        counts={evil: 3},
        limits={evil: 1},
        settings={evil: evil, "list": [evil], "inner": {evil: evil}},
        documents=(evil, f"папка/{evil}", *RUSSIAN.documents[2:]),
    )


# ------------------------------------------------------------------------ safety


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_of_a_note_becomes_markup(evil: str) -> None:
    plain, found = page(poisoned("жар")), page(poisoned(evil))
    assert found.wrong == []
    known = {tag for tag, _ in plain.elements}
    assert {tag for tag, _ in found.elements} <= known | {"i"}  # operators and holes are set apart
    assert len(found.all("script")) == 1
    for _, attributes in found.elements:
        assert not any(name.startswith("on") or name in OUTSIDE for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert not set("\u202e\x1b\x00") & set("".join(text for _, text in found.texts))


def test_a_file_name_that_is_no_text_can_be_written_out() -> None:
    quote = Quote("\udcff.md", 1, "жар\ud800")
    one = attrs.evolve(RUSSIAN.proposals[0], quotes=(quote,))
    text = report_page(
        attrs.evolve(RUSSIAN, proposals=(one,), documents=("\udcff.md",) * 5), "ru", 9
    )
    assert "&lt;U+DCFF&gt;.md:1" in text
    text.encode()


@pytest.mark.parametrize("evil", EVIL[:7])
def test_the_text_of_a_note_is_shown_as_it_is(evil: str) -> None:
    assert " ".join(evil.split()) in page(poisoned(evil)).text("q")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_forbids_itself_the_network_and_foreign_scripts(lang: str) -> None:
    text = report_page(RUSSIAN, lang, 30)
    (policy,) = (
        attributes["content"] or ""
        for attributes in Page(text).all("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for rule, kind in (("style-src", "style"), ("script-src", "script")):
        (inside,) = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert not re.search(r"https?:|url\(|@import|//[a-z]", text)


def test_neither_script_nor_style_can_end_early() -> None:
    for kind in ("css", "js"):
        text = read_resource("mining", "reporting", f"page.{kind}")
        assert "</" not in text and "<!--" not in text
        assert not re.search(
            r"innerHTML|insertAdjacentHTML|document\.write|eval\(|fetch|\bimport\b", text
        )


# ------------------------------------------------------------------------ structure


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("report", [*GOLDEN.values(), EMPTY, large(5, 900)])
def test_the_page_is_well_formed_and_says_what_it_shows(report: Report, lang: str) -> None:
    found = page(report, lang)
    assert found.wrong == []
    assert found.all("html") == [{"lang": lang}]
    assert found.text("title")
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {(attributes["href"] or "").removeprefix("#") for attributes in found.all("a")}
    assert links <= set(ids)
    assert all(attributes.get("scope") in ("col", "row") for attributes in found.all("th"))
    for attributes in found.all("svg"):
        named = attributes.get("aria-hidden") == "true" or attributes.get("role") == "img"
        assert named or attributes.get("class") == "folders" or "x" in attributes
        for name in (attributes.get("aria-labelledby") or "").split():
            assert name in ids


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_formula_has_a_row_a_card_and_a_dot(lang: str) -> None:
    found = page(RUSSIAN, lang)
    assert [one["id"] for one in found.all("article")] == ["p1", "p2", "p3", "p4"]
    links = [one["href"] for one in found.all("a")]
    assert [links.count(f"#p{rank}") for rank in (1, 2, 3, 4)] == [3, 3, 3, 3]  # table, map, dot
    for kind in ("sum", "chain", "template", "cycle"):
        assert said(f"kind-{kind}", lang) in found.text("tbody")
    assert "железная дорога" in found.text("table")


def test_only_the_best_are_shown_and_it_says_so() -> None:
    found = page(RUSSIAN, top=2)
    assert len(found.all("article")) == 2
    assert "2 из 4" in found.text("h2")


def test_the_images_of_a_formula_are_marked_in_its_quotes() -> None:
    found = page(RUSSIAN)
    marked = [text for path, text in found.texts if path[-1:] == ("mark",)]
    assert marked == [
        "очаге", "огонь", "тишина", "тишины", "Дорогой", "порога", "лиса", "колодец", "вода",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_report_has_a_page(lang: str) -> None:
    found = page(EMPTY, lang)
    assert said("none", lang) in found.text("main")
    assert said("limit-cancelled", lang) in found.text("main")
    assert not found.all("article")


def test_a_long_list_of_fillers_is_cut_and_says_so() -> None:
    fillers = tuple(Filler("герой", f"волк{number}", 2) for number in range(20))
    one = attrs.evolve(RUSSIAN.proposals[2], fillers=fillers)
    text = page(attrs.evolve(RUSSIAN, proposals=(one,))).text("article")
    assert "волк11" in text and "волк12" not in text
    assert "и ещё 8" in text


def test_a_quote_without_text_shows_its_place() -> None:
    one = attrs.evolve(RUSSIAN.proposals[0], quotes=(Quote("00000003", 1, ""),))
    found = page(attrs.evolve(RUSSIAN, proposals=(one,)))
    assert "00000003:1" in found.text("cite")
    assert not found.all("q")


# ----------------------------------------------------------------- size and sameness


def test_the_page_of_a_large_run_stays_below_a_megabyte() -> None:
    text = report_page(large(200, 2000), "ru", 200)
    assert 200_000 < len(text.encode()) < 1_000_000
    assert text.count("<article") == 200


def test_the_page_is_the_same_under_every_hash_seed() -> None:
    program = (
        "import hashlib\n"
        "from reports import RUSSIAN, large\n"
        "from deltalang.mining.reporting.html import report_page\n"
        "from deltalang.mining.reporting.json import dump_report\n"
        "from deltalang.mining.reporting.table import report_table\n"
        "made = [report_page(RUSSIAN, 'ru', 30), report_page(large(9, 500), 'en', 30)]\n"
        "made += [report_table(RUSSIAN, 'ru', 30), dump_report(RUSSIAN)]\n"
        "print(hashlib.sha256(''.join(made).encode()).hexdigest())\n"
    )
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root), str(root / "tests")])
    digests = {
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1
