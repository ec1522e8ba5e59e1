"""The notebook: `%load_ext deltalang` brings `%delta`, `%%delta` and scenes that show themselves.

IPython is what runs then, so no extra is needed for it, and nothing else imports it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Bring the language into a notebook: what `%load_ext deltalang` calls."""
    from deltalang.notebook.extension import load  # IPython, which `import deltalang` must not need

    load(shell)


def unload_ipython_extension(shell: InteractiveShell) -> None:
    """Take the language out of a notebook again: what `%unload_ext deltalang` calls."""
    from deltalang.notebook.extension import unload  # as above

    unload(shell)
