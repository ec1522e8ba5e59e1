"""The server as an editor sees it, in both encodings: texts, positions, problems."""

import random
from pathlib import Path

import pytest
from editor import Editor
from lsprotocol import types as t

from deltalang.highlighting import highlight
from deltalang.lsp.files import uri_of
from deltalang.lsp.tokens import drawer, encoded
from deltalang.syntax.formatter import format

URI = "untitled:Untitled-1"
ODD = '\U0001d6ab02 + "🔥↘️" + e\u0301clat # 𝄞\r\nдвор: Δ02 память\r\n'
PARTS = [
    "𝄞",
    "🔥",
    "Δ02",
    " + ",
    "\r\n",
    "\n",
    "\r",
    "a\u0301",
    "двор: ",
    "{",
    "}",
    '"',
    "# ",
    "",
    "",
    "  ",
]


def tokens(text: str, encoding: str) -> list[int]:
    """The semantic tokens of a whole text."""
    draw = drawer(encoding)
    lines, starts = [], [0]
    for start, end, _ in highlight(text):
        if text[start:end] in ("\n", "\r\n", "\r"):
            starts.append(end)
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        pieces = [
            p._replace(start=p.start - start, end=p.end - start)
            for p in highlight(text)
            if start <= p.start < end
        ]
        lines.append(draw(text[start:end], tuple(pieces)))
    return encoded(lines)


def test_it_counts_columns_as_the_editor_does(editor: Editor) -> None:
    assert editor.server.position_encoding == editor.encoding
    editor.open(URI, ODD)
    [problem] = editor.problems(URI)
    assert editor.inside(URI, problem.range) == "память"
    editor.change(URI, ((1, 8), (1, 9), "🔥🔥"), ((2, 11), (2, 11), "+ "))
    assert editor.problems(URI) == []


@pytest.mark.parametrize("seed", range(4))
def test_it_holds_the_text_that_the_editor_shows(editor: Editor, seed: int) -> None:
    chance = random.Random(seed)
    editor.open(URI, ODD * 3)
    named = t.TextDocumentIdentifier(URI)
    asked = t.SemanticTokensParams(named)
    told = editor.run(editor.client.text_document_semantic_tokens_full_async(asked))
    data = list(told.data)
    for _ in range(12):
        for _ in range(chance.choice([1, 1, 2, 30])):
            lines = editor.texts[URI].replace("\r\n", "\n").replace("\r", "\n").split("\n")
            places = []
            for _ in range(2):
                line = chance.randrange(len(lines))
                column = chance.choice([0, len(lines[line]), chance.randint(0, len(lines[line]))])
                places.append((line + 1, column + 1))
            start, end = sorted(places)
            if chance.random() < 0.6:
                end = start
            editor.change(URI, (start, end, chance.choice(PARTS) + chance.choice(PARTS)))
        text = editor.texts[URI]
        after = t.SemanticTokensDeltaParams(named, told.result_id)
        told = editor.run(editor.client.text_document_semantic_tokens_full_delta_async(after))
        for edit in told.edits:
            data[edit.start : edit.start + edit.delete_count] = edit.data or []
        assert data == tokens(text, editor.encoding)
    asked = t.DocumentFormattingParams(named, t.FormattingOptions(tab_size=4, insert_spaces=True))
    edits = editor.run(editor.client.text_document_formatting_async(asked))
    assert editor.apply(URI, edits) == format(text)


def test_the_tokens_of_a_range_are_among_those_of_the_text(editor: Editor) -> None:
    editor.open(URI, ODD * 20)
    asked = t.SemanticTokensRangeParams(
        t.TextDocumentIdentifier(URI), editor.range(URI, (5, 1), (6, 3))
    )
    found = editor.run(editor.client.text_document_semantic_tokens_range_async(asked)).data
    whole = tokens(ODD, editor.encoding)
    assert list(found) == [4, *whole[1:]]


def test_problems_are_those_of_the_newest_version(editor: Editor) -> None:
    editor.open(URI, "Δ02 + $\n")
    for _ in range(10):
        editor.change(URI, ((1, 1), (1, 1), "а + "))
    [problem] = editor.problems(URI)
    assert editor.inside(URI, problem.range) == "$"
    editor.rewrite(URI, "Δ999\n")
    [problem] = editor.problems(URI)
    assert (problem.code, editor.inside(URI, problem.range)) == ("E201", "Δ999")
    named = t.TextDocumentIdentifier(URI)
    editor.client.text_document_did_close(t.DidCloseTextDocumentParams(named))
    hover = t.HoverParams(named, t.Position(0, 0))
    assert editor.run(editor.client.text_document_hover_async(hover)) is None
    assert editor.client.diagnostics[URI] == ()


def test_glued_words_are_found_when_it_is_quiet_and_stay_while_others_are_typed(
    editor: Editor,
) -> None:
    editor.open(URI, "памятьжар\nлес\n")
    [problem] = editor.problems(URI, words=True)
    assert (problem.code, editor.inside(URI, problem.range)) == ("W506", "памятьжар")
    editor.change(URI, ((1, 1), (1, 1), "новое + "))

    async def first() -> t.PublishDiagnosticsParams:
        return await editor.client.protocol.wait_for_notification_async(
            t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
        )

    [problem] = editor.run(first()).diagnostics
    assert editor.inside(URI, problem.range) == "памятьжар"


# ------------------------------------------------------------------------------ projects


def _record(folder: Path, formula: str) -> str:
    """Write the first edition of Δ100."""
    file = folder / "registry" / "d100" / "v1.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'code: "Δ100"\nversion: 1\nformula: "{formula}"\nstatus: proto\n', "utf-8")
    return uri_of(file)


def _shown(editor: Editor, uri: str, column: int) -> str:
    asked = t.HoverParams(**editor.at(uri, (1, column)))
    found = editor.run(editor.client.text_document_hover_async(asked))
    return found.contents.value


def test_texts_of_several_projects_have_their_own_formulas(editor: Editor, tmp_path: Path) -> None:
    uris = []
    for name, formula in (("мой двор", "качели"), ("the other", "swing")):
        folder = tmp_path / name
        _record(folder, formula)
        uris.append(uri_of(folder / "сцена № 1.delta"))
        editor.open(uris[-1], "Δ100 + жар")
    assert "качели" in _shown(editor, uris[0], 2)
    assert "swing" in _shown(editor, uris[1], 2)
    editor.open(URI, "Δ100 + жар")
    assert [problem.code for problem in editor.problems(URI)] == ["E201"]


def test_a_text_is_known_however_its_address_is_written(editor: Editor) -> None:
    editor.open("file:///c%3A/%D0%B4.delta", "Δ02")
    named = t.TextDocumentIdentifier("file:///C:/д.delta")
    asked = t.HoverParams(named, t.Position(0, 1))
    assert editor.run(editor.client.text_document_hover_async(asked)) is not None


def test_a_changed_registry_is_read_anew(editor: Editor, tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "сцена.delta")
    editor.open(uri, "Δ100 + жар")
    assert [problem.code for problem in editor.problems(uri)] == ["E201"]
    record = _record(tmp_path, "качели")
    editor.tell((record, t.FileChangeType.Created))
    assert editor.problems(uri) == []
    _record(tmp_path, "пыль")
    editor.tell((record, t.FileChangeType.Changed))
    assert "пыль" in _shown(editor, uri, 2)


def test_a_broken_lock_is_reported_and_the_rest_still_helps(editor: Editor, tmp_path: Path) -> None:
    _record(tmp_path, "качели")
    (tmp_path / "deltalang.lock").write_text("не: замок\n", "utf-8")
    uri = uri_of(tmp_path / "сцена.delta")
    editor.open(uri, "Δ100 + жар")
    [problem] = editor.problems(uri)
    assert problem.code == "E401"
    assert "deltalang.lock" in problem.message
    assert "качели" in _shown(editor, uri, 2)


def test_a_saved_script_is_read_anew_by_those_that_use_it(editor: Editor, tmp_path: Path) -> None:
    pack = tmp_path / "чувства.delta"
    pack.write_text("Δ:ход = бег\n", "utf-8")
    user = tmp_path / "сцена.delta"
    user.write_text(":use чувства\nΔ:ход + жар\n", "utf-8")
    editor.open(uri_of(user), user.read_text("utf-8"))
    assert editor.problems(uri_of(user)) == []
    pack.write_text("Δ:ход = бег $\n", "utf-8")
    editor.tell((uri_of(pack), t.FileChangeType.Changed))
    [problem] = [one for one in editor.problems(uri_of(user)) if one.code == "E101"]
    assert editor.inside(uri_of(user), problem.range) == ":use чувства"
    assert "чувства.delta:1:13" in problem.message
    [related] = problem.related_information
    assert related.location.uri == uri_of(pack)
