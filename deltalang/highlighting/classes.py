"""Classes: the closed list of uses that a piece of a text can have.

A terminal of the grammar says what a token looks like; its class says what it is for at its place:
the same word is an atom, a label, a mode or the name of a parameter. Whoever shows a text (a terminal,
an editor, a page) maps these classes to colours; nobody looks at terminals for that.
"""

from enum import StrEnum


class TokenClass(StrEnum):
    """What a piece of a text is for.

    >>> TokenClass("scope-key") is TokenClass.SCOPE_KEY
    True
    """

    SPACE = "space"
    COMMENT = "comment"

    DIRECTIVE = "directive"  # :use
    ARGUMENT = "argument"  # :use чувства
    VERB = "verb"  # :expect Δ02 has жар

    LABEL = "label"  # двор: Δ02
    DEFINITION = "definition"  # Δ07(герой) = …, where a formula gets its meaning
    REFERENCE = "reference"  # Δ07 anywhere else
    VERSION = "version"  # @3 @stable @#ab12cd
    PARAMETER = "parameter"  # the name of a parameter or of an argument

    ATOM = "atom"
    QUOTED = "quoted"
    HOLE = "hole"  # <имя>, filled by an argument
    MODEL_HOLE = "model-hole"  # <~опиши запах>
    PERSON_HOLE = "person-hole"  # <?кто говорит>
    SILENCE = "silence"  # _
    NOTHING = "nothing"  # 0

    TOGETHER = "together"  # +
    WITHOUT = "without"  # -
    THEN = "then"  # →
    CHOICE = "choice"  # |
    GLUE = "glue"  # ~
    TIMES = "times"  # * and the / of a ratio
    WEIGHT = "weight"  # the number after *
    AGAIN = "again"  # ^
    REPEAT = "repeat"  # the number after ^
    ANCHOR = "anchor"  # !
    HYPOTHESIS = "hypothesis"  # ?
    EQUALS = "equals"  # the = of a definition

    MODE = "mode"  # {ностальгия}
    CONTEXT = "context"  # {context: детство}
    SCOPE_KEY = "scope-key"  # {tempo: 60}
    SCOPE_VALUE = "scope-value"  # words under any other key
    SCOPE_NUMBER = "scope-number"
    HASH = "hash"  # #B22222

    BRACKET = "bracket"  # ( )
    CYCLE = "cycle"  # [ ]
    BRACE = "brace"  # { }
    PUNCTUATION = "punctuation"  # , :

    UNCLOSED = "unclosed"  # a quote or a hole that is not closed on its line
    ERROR = "error"  # what cannot stand there
