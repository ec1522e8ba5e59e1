"""The transcripts in `docs/language-server*.md`: what is typed into an editor, and what it shows then.

A `delta` block with `open=NAME` opens a text. In the `lsp` block behind it a line that begins with `>`
is a question about that text; places are lines and columns from 1, columns in characters. They are the
same in every encoding, so each transcript is held in two. After a change of wording run
`DELTALANG_REGOLD=1 pytest tests/lsp` and read the difference.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from editor import Editor
from lsprotocol import types as t
from pages import Block, blocks
from pygls.exceptions import JsonRpcException

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": "language-server.md", "ru": "language-server.ru.md"}
REGOLD = bool(os.environ.get("DELTALANG_REGOLD"))


class Transcript:
    """A talk about one text."""

    def __init__(self, editor: Editor, uri: str) -> None:
        self.editor, self.uri = editor, uri

    def answer(self, question: str) -> Iterator[str]:
        """Answer a line such as `> hover 1:3`."""
        what, *rest = question.split(maxsplit=2)
        try:
            yield from getattr(self, what)(*rest)
        except JsonRpcException as refused:
            yield str(refused.message)

    def _at(self, place: str) -> dict:
        line, column = map(int, place.split(":"))
        return self.editor.at(self.uri, (line, column))

    def problems(self) -> Iterator[str]:
        for one in self.editor.problems(self.uri):
            severity = "error" if one.severity is t.DiagnosticSeverity.Error else "warning"
            first, *hint = one.message.split("\n")
            yield f"{self.editor.shown(self.uri, one.range)} {severity} {one.code}: {first}"
            yield from (f"  {line}" for line in hint)

    def hover(self, place: str) -> Iterator[str]:
        asked = self.editor.client.text_document_hover_async(t.HoverParams(**self._at(place)))
        found = self.editor.run(asked)
        lines = found.contents.value.split("\n")
        yield from (line for line in lines if line and not line.startswith("```"))

    def complete(self, place: str) -> Iterator[str]:
        asked = t.CompletionParams(**self._at(place))
        found = self.editor.run(self.editor.client.text_document_completion_async(asked))
        for one in found.items:
            yield f"{one.label}  {one.detail or ''}".rstrip()

    def hints(self, *_: str) -> Iterator[str]:
        lines = self.editor.texts[self.uri].split("\n")
        place = self.editor.range(self.uri, (1, 1), (len(lines), len(lines[-1]) + 1))
        asked = t.InlayHintParams(t.TextDocumentIdentifier(self.uri), place)
        found = self.editor.run(self.editor.client.text_document_inlay_hint_async(asked))
        shown = {self.editor.place(self.uri, one.position): one.label for one in found}
        for (line, column), label in sorted(shown.items(), reverse=True):
            text = lines[line - 1]
            lines[line - 1] = f"{text[: column - 1]} ⟨{label}⟩{text[column - 1 :]}"
        yield from filter(None, lines)

    def fixes(self, place: str) -> Iterator[str]:
        here = t.Range(self._at(place)["position"], self._at(place)["position"])
        for one in self.editor.mends(self.uri, here):
            before = self.editor.texts[self.uri]
            [change] = one.edit.document_changes
            line = change.edits[0].range.start.line
            made = self.editor.apply(self.uri, change.edits)
            self.editor.texts[self.uri] = before
            yield f"{one.title}: {made.splitlines()[line]}"

    def rename(self, place: str, new: str) -> Iterator[str]:
        asked = t.RenameParams(new_name=new, **self._at(place))
        made = self.editor.run(self.editor.client.text_document_rename_async(asked))
        [change] = made.document_changes
        text = self.editor.apply(self.uri, change.edits)
        self.editor.rewrite(self.uri, text)
        yield from text.splitlines()


def _talks(page: Path) -> Iterator[tuple[Block, Block]]:
    opened = None
    for block in blocks(page):
        if "open=" in block.info:
            opened = block
        elif block.language == "lsp":
            assert opened is not None
            yield opened, block


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_transcript_is_what_the_editor_shows(encoding: str, lang: str) -> None:
    page = DOCS / PAGES[lang]
    text = page.read_text("utf-8")
    editor = Editor(encoding, lang=lang)
    changes: list[tuple[Block, str]] = []
    try:
        last = None
        for number, (opened, block) in enumerate(_talks(page)):
            name = re.search(r"open=(\S+)", opened.info)
            assert name is not None
            uri = f"untitled:{name[1]}"
            if opened is not last:
                editor.open(uri, opened.text)
                last = opened
            talk = Transcript(editor, uri)
            said = ""
            for line in re.findall(r"^> (.*)$", block.text, re.MULTILINE):
                said += f"> {line}\n" + "".join(f"{one}\n" for one in talk.answer(line))
            if not REGOLD:
                assert said == block.text, f"{page.name}:{block.line}, transcript {number}"
            changes.append((block, said))
    finally:
        editor.close()
    assert changes
    if REGOLD:
        for block, said in reversed(changes):
            text = text[: block.start] + said + text[block.start + len(block.text) :]
        page.write_text(text, "utf-8", newline="\n")
