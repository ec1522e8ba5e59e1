"""Fixes: what the hint of a problem asks for, as edits, wherever that can be done without thinking."""

from deltalang.editing.fixes.fix import Fix
from deltalang.editing.fixes.table import FIXED, fix_all, fixes, rewrites

__all__ = ["FIXED", "Fix", "fix_all", "fixes", "rewrites"]
