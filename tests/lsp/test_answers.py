"""What the server answers about places, in both encodings."""

from pathlib import Path

import pytest
from editor import Editor
from lsprotocol import types as t
from pygls.exceptions import JsonRpcException

from deltalang.lsp.files import uri_of

URI = "untitled:answers"
TEXT = """\
Δ:ход(герой, где: лес) = <герой> → <где>{сон}
"🔥" + двор~𝄞: 0
двор: "🔥" + Δ:ход(герой: волк) + жар + Δ02
:expect двор has жар
ночь: Δ:ход(мох){сон} + память~жар
"""


def _text(editor: Editor) -> None:
    editor.open(URI, TEXT)


def _at(editor: Editor, line: int, word: str) -> dict:
    column = editor.texts[URI].splitlines()[line - 1].index(word) + 1
    return editor.at(URI, (line, column))


def _inside(editor: Editor, locations: list[t.Location]) -> list[str]:
    return [f"{one.range.start.line + 1}: {editor.inside(one.uri, one.range)}" for one in locations]


def test_a_name_leads_to_where_it_is_made(editor: Editor) -> None:
    _text(editor)
    asked = t.DefinitionParams(**_at(editor, 3, "Δ:ход"))
    found = editor.run(editor.client.text_document_definition_async(asked))
    assert _inside(editor, found) == ["1: Δ:ход(герой, где: лес)"]
    asked = t.DefinitionParams(**_at(editor, 4, "двор"))
    found = editor.run(editor.client.text_document_definition_async(asked))
    assert _inside(editor, found) == ["3: двор"]


def test_a_published_formula_leads_to_its_record(editor: Editor) -> None:
    _text(editor)
    asked = t.DefinitionParams(**_at(editor, 3, "Δ02"))
    [found] = editor.run(editor.client.text_document_definition_async(asked))
    assert found.uri.endswith("/formulas/d02/v1.yaml")
    assert found.range.start.line > 0


def test_every_use_of_a_name_is_found(editor: Editor) -> None:
    _text(editor)
    place = _at(editor, 1, "герой")
    asked = t.ReferenceParams(t.ReferenceContext(True), **place)
    found = editor.run(editor.client.text_document_references_async(asked))
    assert _inside(editor, found) == ["1: герой", "1: герой", "3: герой"]
    asked = t.ReferenceParams(t.ReferenceContext(False), **_at(editor, 5, "сон"))
    found = editor.run(editor.client.text_document_references_async(asked))
    assert _inside(editor, found) == ["1: сон", "5: сон"]
    shown = t.DocumentHighlightParams(**place)
    kinds = [
        one.kind for one in editor.run(editor.client.text_document_document_highlight_async(shown))
    ]
    assert kinds == [t.DocumentHighlightKind.Write, *[t.DocumentHighlightKind.Read] * 2]


@pytest.mark.parametrize(
    ("line", "word", "new", "lines"),
    [
        (4, "двор", "сад 2", None),
        (4, "двор", "сад", ['сад: "🔥" + Δ:ход(герой: волк) + жар + Δ02', ":expect сад has жар"]),
        (3, "герой", "кто", ["Δ:ход(кто, где: лес) = <кто> → <где>{сон}", 'двор: "🔥" + Δ:ход(кто: волк) + жар + Δ02']),
        (5, "Δ:ход", "путь", ["Δ:путь(герой, где: лес) = <герой> → <где>{сон}", "ночь: Δ:путь(мох){сон} + память~жар"]),
        (5, "сон", "быстрый сон!", ['ночь: Δ:ход(мох){"быстрый сон!"} + память~жар']),
        (3, "Δ02", "Δ03", None),
        (5, "память", "тень", None),
    ],
)  # fmt: skip
def test_a_name_is_changed_everywhere_or_refused(
    editor: Editor, line: int, word: str, new: str, lines: list[str] | None
) -> None:
    _text(editor)
    place = _at(editor, line, word)
    asked = editor.client.text_document_rename_async(t.RenameParams(new_name=new, **place))
    if lines is None:
        with pytest.raises(JsonRpcException) as refused:
            editor.run(asked)
        assert refused.value.code == t.LSPErrorCodes.RequestFailed
        assert len(str(refused.value)) > 10
        return
    [change] = editor.run(asked).document_changes
    assert change.text_document.version == 1
    editor.apply(URI, change.edits)
    assert [one for one in editor.texts[URI].splitlines() if one in lines] == lines


def test_a_name_that_can_be_changed_is_shown_first(editor: Editor) -> None:
    _text(editor)
    asked = t.PrepareRenameParams(**_at(editor, 3, "Δ:ход"))
    found = editor.run(editor.client.text_document_prepare_rename_async(asked))
    assert found.placeholder == editor.inside(URI, found.range) == "Δ:ход"


def test_scripts_that_use_a_formula_are_renamed_with_it(editor: Editor, tmp_path: Path) -> None:
    own = tmp_path / "пак.delta"
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "registry.yaml").write_text("", "utf-8")
    (tmp_path / "а.delta").write_text('"🔥" + Δ:ход\n:use пак\n', "utf-8")
    (tmp_path / "б.delta").write_text("Δ:ход + мох\n", "utf-8")
    own.write_text("Δ:ход = бег\n", "utf-8")
    uri = uri_of(own)
    editor.open(uri, "Δ:ход = бег\n")
    asked = t.RenameParams(new_name="путь", **editor.at(uri, (1, 2)))
    changes = editor.run(editor.client.text_document_rename_async(asked)).document_changes
    assert [change.text_document.uri for change in changes] == [uri, uri_of(tmp_path / "а.delta")]
    other = changes[1].text_document.uri
    editor.texts[other] = (tmp_path / "а.delta").read_text("utf-8")
    assert editor.apply(other, changes[1].edits).startswith('"🔥" + Δ:путь')


def test_weights_after_resonance_stand_behind_words(editor: Editor) -> None:
    _text(editor)
    named = t.TextDocumentIdentifier(URI)
    asked = t.InlayHintParams(named, editor.range(URI, (1, 1), (5, 1)))
    [hint] = editor.run(editor.client.text_document_inlay_hint_async(asked))
    assert (hint.label, hint.tooltip) == ("×2", "1 (written here) + 1 (Δ02@1)")
    assert editor.place(URI, hint.position) == (3, TEXT.splitlines()[2].index("жар") + 4)


def test_the_outline_names_statements(editor: Editor) -> None:
    _text(editor)
    asked = t.DocumentSymbolParams(t.TextDocumentIdentifier(URI))
    found = editor.run(editor.client.text_document_document_symbol_async(asked))
    assert [one.name for one in found] == ["Δ:ход", "двор", ":expect двор has жар", "ночь"]
    assert [editor.inside(URI, one.selection_range) for one in found[0].children] == [
        "герой",
        "где: лес",
    ]


def test_completion_replaces_what_was_typed(editor: Editor) -> None:
    editor.open(URI, 'Δ:ход(герой) = <герой>\n"🔥" + Δ:х')
    asked = t.CompletionParams(**editor.at(URI, (2, 10)))
    [item, *_] = editor.run(editor.client.text_document_completion_async(asked)).items
    assert editor.inside(URI, item.text_edit.range) == item.filter_text == "Δ:х"
    assert item.insert_text_format is t.InsertTextFormat.Snippet
    assert item.text_edit.new_text == "Δ:ход(${1:герой})$0"


def test_a_fix_mends_the_text(editor: Editor) -> None:
    editor.open(URI, '"🔥" + память — жар\nлес => мох')
    problems = editor.problems(URI)
    [dash, *_] = editor.mends(URI, problems[0].range)
    assert (dash.title, dash.is_preferred) == ("Write -", True)
    assert dash.diagnostics[0].code == "E101"
    [everything] = editor.mends(URI, problems[0].range, "source.fixAll")
    editor.change(URI)
    text = editor.apply(URI, everything.edit.document_changes[0].edits)
    assert text == '"🔥" + память - жар\nлес → мох'
    editor.rewrite(URI, text)
    assert editor.problems(URI) == []


# --------------------------------------------------------------------- other editors


def test_a_simple_editor_gets_plain_text() -> None:
    editor = Editor("utf-32", lang="ru-RU", hover=None, completion=None)
    try:
        assert editor.server.position_encoding == "utf-32"
        editor.open(URI, "Δ:ход(герой) = <герой>\n𝄞 + Δ:х + Δ02 жар")
        asked = t.CompletionParams(**editor.at(URI, (2, 8)))
        [item, *_] = editor.run(editor.client.text_document_completion_async(asked)).items
        assert item.text_edit.new_text == "Δ:ход"
        found = editor.problems(URI)
        assert any(
            "не хватает" in one.message or "ничего не значит" in one.message for one in found
        )
    finally:
        editor.close()


def test_uses_in_other_scripts_are_found_as_they_are_open_or_on_the_disk(
    editor: Editor, tmp_path: Path
) -> None:
    texts = {"дом": "двор: память\n", "в работе": "𝄞\n", "на диске": "\ufeff🔥\nлес: Память\n"}
    paths = {name: tmp_path / f"{name}.delta" for name in texts}
    for name, text in texts.items():
        paths[name].write_text(text, encoding="utf-8")
    uri, other = uri_of(paths["дом"]), uri_of(paths["в работе"])
    editor.open(uri, texts["дом"])
    editor.open(other, '"🔥" + память\n')
    asked = t.ReferenceParams(t.ReferenceContext(True), **editor.at(uri, (1, 8)))
    found = editor.run(editor.client.text_document_references_async(asked))
    places = [(one.uri, one.range.start.line, one.range.start.character) for one in found]
    wide = 7 if editor.encoding == "utf-16" else 9
    assert places[1] == (other, 0, wide)
    assert [place[:2] for place in places] == [(uri, 0), (other, 0), (uri_of(paths["на диске"]), 1)]
