"""The requests for semantic tokens: all of a text, what changed since, a range of lines."""

from collections.abc import Sequence

import attrs
from lsprotocol import types

from deltalang.lsp.server import DeltaServer
from deltalang.lsp.text import OpenText
from deltalang.lsp.tokens import MODIFIERS, TYPES, Numbers, difference, encoded

LEGEND = types.SemanticTokensLegend(list(TYPES), list(MODIFIERS))


@attrs.define
class Told:
    """The tokens of each text that its editor was told last, with the number of that answer."""

    _last: dict[OpenText, tuple[str, Sequence[Numbers]]] = attrs.field(factory=dict)
    _count: int = 0

    def full(
        self, server: DeltaServer, text: OpenText, _params: types.SemanticTokensParams
    ) -> types.SemanticTokens:
        """All tokens."""
        lines = text.tokens(0, len(text.lines))
        return types.SemanticTokens(encoded(lines), self._keep(server, text, lines))

    def delta(
        self, server: DeltaServer, text: OpenText, params: types.SemanticTokensDeltaParams
    ) -> types.SemanticTokens | types.SemanticTokensDelta:
        """What changed since an answer; all tokens where it is not the last one."""
        known, before = self._last.get(text, ("", ()))
        lines = text.tokens(0, len(text.lines))
        if known != params.previous_result_id:
            return types.SemanticTokens(encoded(lines), self._keep(server, text, lines))
        start, gone, data = difference(before, lines)
        edits = [types.SemanticTokensEdit(start, gone, data)] if gone or data else []
        return types.SemanticTokensDelta(edits, self._keep(server, text, lines))

    def range(
        self, _server: DeltaServer, text: OpenText, params: types.SemanticTokensRangeParams
    ) -> types.SemanticTokens:
        """The tokens of the lines of a range."""
        first, last = params.range.start.line, min(params.range.end.line + 1, len(text.lines))
        return types.SemanticTokens(encoded(text.tokens(first, last), first))

    def _keep(self, server: DeltaServer, text: OpenText, lines: Sequence[Numbers]) -> str:
        self._count += 1
        open_now = set(server.texts.values())
        self._last = {one: told for one, told in self._last.items() if one in open_now}
        self._last[text] = str(self._count), lines
        return str(self._count)
