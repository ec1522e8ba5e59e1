"""What is wrong with a script, warnings included, and which of its words are glued.

`expand` needs none of this: the façade loads it when a script is checked.
"""

from collections.abc import Callable

from deltalang.diagnostics import Diagnostic, sort_key
from deltalang.lexicon.ideas import Lexicon
from deltalang.semantics.checks.facts import Facts
from deltalang.semantics.checks.glued import glued_words
from deltalang.semantics.checks.rules import warnings
from deltalang.semantics.script import Script
from deltalang.session.vocabulary import broken_encoding
from deltalang.syntax import ast
from deltalang.words.lemmas import Lemmatizer
from deltalang.words.splitting import SPLIT, joined


def problems_of(script: Script, lexicon: Callable[[], Lexicon], by: Lemmatizer) -> list[Diagnostic]:
    """Find every problem of a script, in the order of the text."""
    if script.module.diagnostics:
        broken = broken_encoding(script.module.source)
        if broken is not None:
            return [broken]
    facts = _facts(script, lexicon, by)
    return sorted([*script.problems, *warnings(facts)], key=sort_key)


def split_script(
    script: Script, lexicon: Callable[[], Lexicon], by: Lemmatizer
) -> tuple[str, list[Diagnostic]]:
    """Write the glued words of a script with `~`; gives the script and what was or was not split."""
    source = script.module.source
    written, done, notes = "", 0, []
    for atom, answer in glued_words(_facts(script, lexicon, by)):
        names = {"word": atom.text, "split": joined(answer.parts)}
        if answer.status == SPLIT:
            notes.append(Diagnostic("W506", "glued-word", source, atom.span, names))
            written += source.text[done : atom.start] + names["split"]
            done = atom.end
        else:
            names["other"] = joined(answer.runner_up)
            notes.append(Diagnostic("E208", "split-ambiguous", source, atom.span, names))
    return written + source.text[done:], notes


def _facts(script: Script, lexicon: Callable[[], Lexicon], by: Lemmatizer) -> Facts:
    kept = tuple(result for result in script.scenes() if _has_minus(result.statement.body))
    return Facts(
        script.module,
        script.catalog,
        script.evaluator.resolver,
        kept,
        load_lexicon=lexicon,
        lemmatizer=by,
    )


def _has_minus(body: ast.Expression) -> bool:
    return isinstance(body, ast.Sum) and any(term.negative for term in body.terms)
