"""Scopes: the name that every class has in a TextMate grammar, by which themes give it a colour."""

from deltalang.highlighting.classes import TokenClass

SCOPE_NAME = "source.deltalang"

# Themes know the beginnings of these names; the ends are the classes, and no two are alike.
_SCOPES = {
    TokenClass.COMMENT: "comment.line.number-sign",
    TokenClass.DIRECTIVE: "keyword.control.directive",
    TokenClass.ARGUMENT: "string.unquoted.argument",
    TokenClass.VERB: "keyword.control.verb",
    TokenClass.LABEL: "entity.name.label",
    TokenClass.DEFINITION: "entity.name.function.definition",
    TokenClass.REFERENCE: "support.function.reference",
    TokenClass.VERSION: "constant.numeric.version",
    TokenClass.PARAMETER: "variable.parameter",
    TokenClass.ATOM: "variable.other.atom",
    TokenClass.QUOTED: "string.quoted.double",
    TokenClass.HOLE: "variable.parameter.hole",
    TokenClass.MODEL_HOLE: "string.interpolated.model-hole",
    TokenClass.PERSON_HOLE: "string.interpolated.person-hole",
    TokenClass.SILENCE: "constant.language.silence",
    TokenClass.NOTHING: "constant.language.nothing",
    TokenClass.TOGETHER: "keyword.operator.arithmetic.together",
    TokenClass.WITHOUT: "keyword.operator.arithmetic.without",
    TokenClass.THEN: "keyword.operator.arrow.then",
    TokenClass.CHOICE: "keyword.operator.logical.choice",
    TokenClass.GLUE: "keyword.operator.glue",
    TokenClass.TIMES: "keyword.operator.arithmetic.times",
    TokenClass.WEIGHT: "constant.numeric.weight",
    TokenClass.AGAIN: "keyword.operator.arithmetic.again",
    TokenClass.REPEAT: "constant.numeric.repeat",
    TokenClass.ANCHOR: "storage.modifier.anchor",
    TokenClass.HYPOTHESIS: "storage.modifier.hypothesis",
    TokenClass.EQUALS: "keyword.operator.assignment.equals",
    TokenClass.MODE: "entity.other.inherited-class.mode",
    TokenClass.CONTEXT: "string.unquoted.context",
    TokenClass.SCOPE_KEY: "entity.other.attribute-name.scope-key",
    TokenClass.SCOPE_VALUE: "string.unquoted.scope-value",
    TokenClass.SCOPE_NUMBER: "constant.numeric.scope-number",
    TokenClass.HASH: "constant.numeric.hash",
    TokenClass.BRACKET: "punctuation.section.bracket",
    TokenClass.CYCLE: "punctuation.section.cycle",
    TokenClass.BRACE: "punctuation.section.brace",
    TokenClass.PUNCTUATION: "punctuation.separator",
    TokenClass.UNCLOSED: "invalid.illegal.unclosed",
    TokenClass.ERROR: "invalid.illegal.error",
}

SCOPES = {use: f"{scope}.deltalang" for use, scope in _SCOPES.items()}
"""The scope of every class but white space, which has none."""
