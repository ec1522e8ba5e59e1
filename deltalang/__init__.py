"""deltalang: a language for scenes.

>>> import deltalang
>>> scene = deltalang.expand("Δ02 + память + внутренний мир")
>>> scene.canonical
'внутренний мир + жар + память + рост + сжатие'
"""

from deltalang.algebra.merge import MergeConflictError
from deltalang.algebra.scene import Scene
from deltalang.api import (
    diff,
    evaluate,
    expand,
    fold,
    merge,
    render,
    translate,
    verify,
    why,
    worlds,
)
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import LimitExceededError, Limits
from deltalang.notebook import load_ipython_extension as load_ipython_extension
from deltalang.notebook import unload_ipython_extension as unload_ipython_extension
from deltalang.session import Session
from deltalang.source import Source, Span
from deltalang.syntax.formatter import format
from deltalang.syntax.parser import Module, parse
from deltalang.syntax.tokens import Token, lex

__version__ = "0.1.0"

__all__ = [
    "DeltaError",
    "Diagnostic",
    "LimitExceededError",
    "Limits",
    "MergeConflictError",
    "Module",
    "Scene",
    "Session",
    "Source",
    "Span",
    "Token",
    "__version__",
    "diff",
    "evaluate",
    "expand",
    "fold",
    "format",
    "lex",
    "merge",
    "parse",
    "render",
    "translate",
    "verify",
    "why",
    "worlds",
]
