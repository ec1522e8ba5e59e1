"""Mending: the fixes of the problems at a place, as code actions."""

from collections.abc import Iterator, Sequence

from lsprotocol import types

from deltalang.diagnostics import Diagnostic
from deltalang.editing.fixes import Fix, fix_all, fixes, rewrites
from deltalang.editing.renaming import Edit
from deltalang.lsp.answers import workspace_edit
from deltalang.lsp.saying import diagnostics
from deltalang.lsp.server import DeltaServer
from deltalang.lsp.text import OpenText
from deltalang.messages import template

QUICK = types.CodeActionKind.QuickFix
REWRITE = types.CodeActionKind.RefactorRewrite
ALL = types.CodeActionKind.SourceFixAll
KINDS = [QUICK, REWRITE, ALL]


def actions(
    server: DeltaServer, text: OpenText, params: types.CodeActionParams
) -> list[types.CodeAction]:
    """The fixes for what stands between two places, then what the whole text can have."""
    start, end = text.offsets(params.range)
    wanted = params.context.only
    problems = text.problems(words=False)
    found: list[types.CodeAction] = []
    if _is_wanted(QUICK, wanted):
        for problem in problems:
            if problem.span.start <= end and start <= problem.span.end:
                found += _quick(server, text, problem, params.context.diagnostics)
    if _is_wanted(REWRITE, wanted):
        found += [
            _action(server, text, fix, REWRITE) for fix in rewrites(text.document, start, end)
        ]
    if wanted and _is_wanted(ALL, wanted):
        edits = fix_all(text.document, problems)
        if edits:
            title = template("ui.fix-all", server.lang)
            change = _edit(server, text, tuple(edits))
            found.append(types.CodeAction(title, ALL, edit=change))
    return found


def _is_wanted(kind: types.CodeActionKind, wanted: Sequence[str] | None) -> bool:
    """Tell whether a kind is asked for: all are, unless some are named; a name means its parts too."""
    names = [one.value if isinstance(one, types.CodeActionKind) else one for one in wanted or [""]]
    return any(f"{kind.value}.".startswith(f"{name}." if name else "") for name in names)


def _quick(
    server: DeltaServer, text: OpenText, problem: Diagnostic, shown: Sequence[types.Diagnostic]
) -> Iterator[types.CodeAction]:
    """The fixes of a problem, tied to what the editor shows of it."""
    [said] = diagnostics(text, [problem], server.lang, related=False)
    known = [one for one in shown if (one.range, one.code) == (said.range, said.code)]
    for fix in fixes(text.document, problem):
        yield _action(server, text, fix, QUICK, known or [said])


def _action(
    server: DeltaServer,
    text: OpenText,
    fix: Fix,
    kind: types.CodeActionKind,
    mends: list[types.Diagnostic] | None = None,
) -> types.CodeAction:
    return types.CodeAction(
        title=fix.title(server.lang).replace("`", ""),
        kind=kind,
        diagnostics=mends,
        is_preferred=True if fix.preferred else None,
        edit=_edit(server, text, fix.edits),
    )


def _edit(server: DeltaServer, text: OpenText, edits: tuple[Edit, ...]) -> types.WorkspaceEdit:
    said = [text.edit(edit) for edit in edits]
    return workspace_edit(server, [(text.uri, text.version, said)])
