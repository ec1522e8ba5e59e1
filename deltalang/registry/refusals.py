"""Why the registry says no: one function for each refusal makes its diagnostic."""

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.source import Source, Span


def refusal(
    code: str, message_id: str, text: str, *, where: str = "<request>", **arguments: object
) -> DeltaError:
    """Make an error about something that was asked for; `text` is what the caret stands under."""
    source = Source(text, where)
    span = Span(0, max(1, len(text)))
    return DeltaError([Diagnostic(code, message_id, source, span, arguments)])
