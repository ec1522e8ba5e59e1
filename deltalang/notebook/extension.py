"""The extension: what is put into an IPython when it loads the language, and taken out again."""

from IPython.core.interactiveshell import InteractiveShell

from deltalang.algebra.scene import Scene
from deltalang.notebook.completing import IDENTIFIER, matcher_of
from deltalang.notebook.magics import DeltaMagics
from deltalang.notebook.showing import Written, print_written

NAME = "DeltaMagics"


def load(shell: InteractiveShell) -> None:
    """Register the magics, the display of scenes and completion; anew when they are there already."""
    unload(shell)
    magics = DeltaMagics(shell)
    shell.register_magics(magics)
    display = shell.display_formatter
    display.mimebundle_formatter.for_type(Scene, magics.memory.bundle)
    display.formatters["text/plain"].for_type(Written, print_written)
    if shell.Completer is not None:
        shell.Completer.custom_matchers.append(matcher_of(magics))


def unload(shell: InteractiveShell) -> None:
    """Take back what `load` registered."""
    magics = shell.magics_manager.registry.pop(NAME, None)
    if magics is None:
        return
    for kind in ("line", "cell"):
        shell.magics_manager.magics[kind].pop("delta", None)
    if magics in shell.configurables:
        shell.configurables.remove(magics)
    display = shell.display_formatter
    display.mimebundle_formatter.pop(Scene, None)
    display.formatters["text/plain"].pop(Written, None)
    if shell.Completer is not None:
        matchers = shell.Completer.custom_matchers
        matchers[:] = [
            one for one in matchers if getattr(one, "matcher_identifier", None) != IDENTIFIER
        ]
