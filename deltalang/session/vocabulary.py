"""The words of a session: every way to say a registered term; texts whose letters are broken."""

from collections.abc import Iterable, Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.keys import key
from deltalang.lexicon.ideas import Lexicon
from deltalang.source import Source, Span
from deltalang.words.terms import Spoken, Term


def spoken(atoms: Iterable[str], lexicon: Lexicon, *, aliases: bool = True) -> Iterator[Spoken]:
    """Give every way to say a registered term, the atoms of formulas first; see `Lexicon.spoken`."""
    for atom in dict.fromkeys(atoms):
        idea = lexicon.find(atom)
        if idea is None:
            yield Spoken(atom, Term(atom))
            continue
        names = (name for words in idea.names.values() for name in words)
        spelt = next((name for name in names if key(name) == key(atom)), atom)  # with its ё
        yield Spoken(atom, Term(spelt, idea.id))
    yield from lexicon.spoken(aliases=aliases)


def broken_encoding(source: Source) -> Diagnostic | None:
    """The problem of a text that was read in a wrong encoding; None for any other text."""
    from deltalang.corpus.encodings import repair  # only for a text that cannot be read

    found = repair(source.text)
    if found is None or 2 * len(found.lines) < source.text.count("\n"):
        return None
    line = found.lines[0] if found.lines else 1
    start = source.text.find(source.line(line))
    arguments = {"codec": ", ".join(found.codecs), "name": source.name}
    span = Span(max(0, start), max(0, start) + len(source.line(line)))
    in_file = not source.name.startswith("<")  # not typed, and not from a pipe
    message = "broken-encoding" if in_file else "broken-encoding-here"
    return Diagnostic("E109", message, source, span, arguments)
