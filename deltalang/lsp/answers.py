"""Answers: what an editor asks about a place of a text."""

import re
from collections.abc import Iterable

from lsprotocol import types

from deltalang.editing.across import references_elsewhere
from deltalang.editing.completion import Completion, completions
from deltalang.editing.hover import hover
from deltalang.editing.inlay import hints
from deltalang.editing.marks import Mark
from deltalang.editing.navigation import definitions, find, references
from deltalang.editing.pages import markdown, plain
from deltalang.editing.renaming import RefusedError, renamable, rename
from deltalang.editing.symbols import Symbol, symbols
from deltalang.lsp.protocol import refusal
from deltalang.lsp.saying import Elsewhere, location
from deltalang.lsp.server import DeltaServer
from deltalang.lsp.text import OpenText
from deltalang.source import Source

_KINDS = {
    "letter": types.CompletionItemKind.Text,
    "formula": types.CompletionItemKind.Function,
    "draft": types.CompletionItemKind.Function,
    "version": types.CompletionItemKind.Constant,
    "label": types.CompletionItemKind.Reference,
    "key": types.CompletionItemKind.Property,
    "mode": types.CompletionItemKind.EnumMember,
    "value": types.CompletionItemKind.Value,
    "directive": types.CompletionItemKind.Keyword,
    "verb": types.CompletionItemKind.Keyword,
    "parameter": types.CompletionItemKind.Variable,
    "hole": types.CompletionItemKind.Snippet,
    "word": types.CompletionItemKind.Text,
    "file": types.CompletionItemKind.File,
}
_SYMBOLS = {
    "formula": types.SymbolKind.Function,
    "parameter": types.SymbolKind.Variable,
    "label": types.SymbolKind.Object,
    "scene": types.SymbolKind.String,
    "directive": types.SymbolKind.Namespace,
    "claim": types.SymbolKind.Boolean,
}


def completion(
    server: DeltaServer, text: OpenText, params: types.CompletionParams
) -> types.CompletionList:
    """What may stand at the cursor. The list is asked for anew at every letter: it goes by words."""
    offset = text.offset(params.position)
    glances = text.project.glances
    found = completions(text.document, offset, glances=glances, lang=server.lang)
    snippets = bool(server.can("text_document", "completion", "completion_item", "snippet_support"))
    items = [
        _item(text, one, offset, number, snippets=snippets) for number, one in enumerate(found)
    ]
    return types.CompletionList(is_incomplete=True, items=items)


def _item(
    text: OpenText, one: Completion, offset: int, number: int, *, snippets: bool
) -> types.CompletionItem:
    whole, new = text.lines.text, one.text
    end = one.end
    if (
        new[-1:] in (">", '"') and whole[end : end + 1] == new[-1]
    ):  # the editor has closed it itself
        end += 1
    snippet = _snippet(text, one) if snippets and whole[end : end + 1] != "(" else None
    return types.CompletionItem(
        label=one.text.rstrip(": "),
        kind=_KINDS.get(one.kind),
        detail=one.about or None,
        sort_text=f"{number:04}",
        filter_text=whole[one.start : offset],
        insert_text_format=types.InsertTextFormat.Snippet if snippet else None,
        text_edit=types.TextEdit(text.range(one.start, end), snippet or new),
    )


def _snippet(text: OpenText, one: Completion) -> str | None:
    """A formula of the text with places for its parameters."""
    formula = find(text.document, one.text) if one.kind == "draft" else None
    names = [p.name for p in formula.parameters if p.default is None] if formula else []
    if not names:
        return None
    places = (f"${{{place}:{_in_snippet(name)}}}" for place, name in enumerate(names, start=1))
    return f"{_in_snippet(one.text)}({', '.join(places)})$0"


def _in_snippet(text: str) -> str:
    return re.sub(r"([\\$}])", r"\\\1", text)


def hovered(server: DeltaServer, text: OpenText, params: types.HoverParams) -> types.Hover | None:
    """What is known about the name at a place, as Markdown where the editor shows it."""
    offset = text.offset(params.position)
    found = hover(text.about(offset), offset, lang=server.lang)
    if found is None:
        return None
    formats = server.can("text_document", "hover", "content_format")
    kind = types.MarkupKind.Markdown
    if formats is not None and kind not in formats:
        kind = types.MarkupKind.PlainText
    write = markdown if kind is types.MarkupKind.Markdown else plain
    place = text.range(found.start, found.end)
    return types.Hover(types.MarkupContent(kind, write(found.parts)), place)


def defined(
    _server: DeltaServer, text: OpenText, params: types.DefinitionParams
) -> list[types.Location]:
    """Where the name at a place is made."""
    found = definitions(text.document, text.offset(params.position))
    return [location(text, place) for place in found]


def referred(
    server: DeltaServer, text: OpenText, params: types.ReferenceParams
) -> list[types.Location]:
    """Where the name at a place is used, in the text and in the other scripts of its project."""
    every = params.context.include_declaration
    offset = text.offset(params.position)
    found = [
        types.Location(text.uri, text.range(mark.start, mark.end))
        for mark in references(text.document, offset)
        if every or not mark.declares
    ]
    for source, marks in references_elsewhere(text.document, offset, server.scripts(text)):
        uri, place, _ = _place(server, source, text.encoding)
        spans = ((mark.start, mark.end) for mark in marks if every or not mark.declares)
        found += [types.Location(uri, place.range(*span)) for span in spans]
    return found


def _place(
    server: DeltaServer, source: Source, encoding: str
) -> tuple[str, OpenText | Elsewhere, int | None]:
    """The address of another script, its positions and its version, as it is open or on the disk."""
    known = next((one for one in server.texts.values() if one.name == source.name), None)
    if known is not None:
        return known.uri, known, known.version
    return server.uri(source), Elsewhere(source, encoding), None


def highlighted(
    _server: DeltaServer, text: OpenText, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight]:
    """The uses of the name at a place, to be shown at once."""

    def kind(mark: Mark) -> types.DocumentHighlightKind:
        made = types.DocumentHighlightKind
        return made.Write if mark.declares else made.Read

    found = references(text.document, text.offset(params.position))
    return [types.DocumentHighlight(text.range(mark.start, mark.end), kind(mark)) for mark in found]


def rename_prepared(
    server: DeltaServer, text: OpenText, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder:
    """What would be renamed at a place; an error says why nothing can be."""
    try:
        mark = renamable(text.document, text.offset(params.position))
    except RefusedError as error:
        raise refusal(error.message(server.lang)) from error
    place = text.range(mark.start, mark.end)
    return types.PrepareRenamePlaceholder(place, text.lines.text[mark.start : mark.end])


def renamed(server: DeltaServer, text: OpenText, params: types.RenameParams) -> types.WorkspaceEdit:
    """The edits that rename the name at a place, in the scripts that use the text too."""
    offset = text.offset(params.position)
    try:
        found = rename(text.document, offset, params.new_name, scripts=lambda: server.scripts(text))
    except RefusedError as error:
        raise refusal(error.message(server.lang)) from error
    changes = [(text.uri, text.version, [text.edit(edit) for edit in found.edits])]
    for source, edits in found.elsewhere:
        uri, place, version = _place(server, source, text.encoding)
        changes.append((uri, version, [place.edit(edit) for edit in edits]))
    return workspace_edit(server, changes)


def workspace_edit(
    server: DeltaServer, changes: Iterable[tuple[str, int | None, list[types.TextEdit]]]
) -> types.WorkspaceEdit:
    """Say edits, with the versions that they are made for where the editor looks at them."""
    if not server.can("workspace", "workspace_edit", "document_changes"):
        return types.WorkspaceEdit(changes={uri: edits for uri, _, edits in changes})
    documents = [
        types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, version), edits)
        for uri, version, edits in changes
    ]
    return types.WorkspaceEdit(document_changes=documents)


def outlined(
    _server: DeltaServer, text: OpenText, _params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol]:
    """The statements of a text."""

    def said(symbol: Symbol) -> types.DocumentSymbol:
        return types.DocumentSymbol(
            name=symbol.name,
            kind=_SYMBOLS[symbol.kind],
            range=text.range(*symbol.whole),
            selection_range=text.range(*symbol.name_span),
            detail=symbol.detail or None,
            children=[said(one) for one in symbol.inside] or None,
        )

    return [said(symbol) for symbol in symbols(text.document)]


def hinted(
    server: DeltaServer, text: OpenText, params: types.InlayHintParams
) -> list[types.InlayHint]:
    """What the words between two places weigh after resonance."""
    start, end = text.offsets(params.range)
    return [
        types.InlayHint(
            position=text.position(hint.offset),
            label=hint.text,
            tooltip=hint.why or None,
            padding_left=True,
        )
        for hint in hints(text.document, start, end, lang=server.lang)
    ]
