"""Pages: no text of a script or a registry means anything to Markdown."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from deltalang.editing.pages import Block, Code, markdown, plain

_ODD = st.lists(
    st.sampled_from(
        ["`", "``", "```", "*", "_", "[а](http://б)", "<b>", "&amp;", "# ", "1. ", "- ", "\\", "\n", "~~~", "|", "а",
         " ", "    ", "https://а.б/", "www.а.б", "а@б.в", "![", "\u202e", "=", "$x$"]
    ),
    min_size=1,
).map("".join)  # fmt: skip
_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_KNOWN = {"paragraph_open", "paragraph_close", "inline", "fence"}


def _inline(token: Token) -> str:
    assert {child.type for child in token.children or ()} <= {"text", "code_inline"}
    return "".join(child.content for child in token.children or ())


@given(
    st.lists(_ODD.map(lambda text: (text,)) | _ODD.map(lambda text: ("а ", Code(text))), min_size=1)
)
def test_a_line_is_a_paragraph_of_the_same_text(parts: list) -> None:
    tokens = _READER.parse(markdown(parts))
    assert {token.type for token in tokens} <= _KNOWN - {"fence"}
    found = "".join(_inline(token) for token in tokens if token.type == "inline")
    assert "".join(found.split()) == "".join(plain(parts).split())


@given(_ODD)
def test_a_block_ends_where_it_ends(text: str) -> None:
    tokens = _READER.parse(markdown([Block(text), ("конец",)]))
    assert next(token.type for token in tokens) == "fence"
    assert [token.content for token in tokens if token.type == "inline"] == ["конец"]


def test_a_link_stays_text() -> None:
    assert markdown([("https://а.б www.в.г д@е.ж",)]) == "https\\://а.б www\\.в.г д\\@е.ж"
