"""Prompts of other programs, read as scenes."""

from deltalang.notations.parts import Prompt
from deltalang.notations.reading import NOTATIONS, read

__all__ = ["NOTATIONS", "Prompt", "read"]
