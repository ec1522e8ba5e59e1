"""The shells: how each hands over a line and wants its answer, on top of click's own protocol."""

import os
from collections.abc import MutableMapping, Sequence
from typing import Any, ClassVar, TypeAlias

import click
from click.shell_completion import CompletionItem, ShellComplete

from deltalang.cli.completing.lines import Word, quoted, split
from deltalang.cli.completion import script
from deltalang.diagnostics import display_width, visible

LISTED = ("\t", "?", "!", "@")
"""The ways of completing (COMP_TYPE) in which bash shows a list before anything is chosen."""
_LONGEST = 200
Item: TypeAlias = "CompletionItem[Any]"  # a string: not generic before click 8.2


class Shell(ShellComplete):
    """A shell; the line up to the cursor comes in `COMP_LINE`."""

    escape: ClassVar[str] = "\\"

    def __init__(
        self,
        cli: click.Command,
        ctx_args: MutableMapping[str, Any],
        prog_name: str,
        complete_var: str,
    ) -> None:
        super().__init__(cli, ctx_args, prog_name, complete_var)
        self.word = Word()
        self.base = 0

    def source(self) -> str:
        """Give the script."""
        return script(self.name)

    def get_completion_args(self) -> tuple[list[str], str]:
        """Take the line apart; the value of `--option=value` is a word of its own."""
        *before, self.word = split(os.environ.get("COMP_LINE", ""), escape=self.escape)
        given = [word.text for word in before[1:]]
        name, mark, value = self.word.text.partition("=")
        if not mark or not name.startswith("--") or "--" in given:
            return given, self.word.text
        self.base = len(name) + len(mark)
        return [*given, name], value

    def complete(self) -> str:
        """Give the answer: a row for each thing that may stand there."""
        given, incomplete = self.get_completion_args()
        items = [item for item in self.get_completions(given, incomplete) if _is_safe(item)]
        return "".join(f"{row}\n" for row in self.rows(items))

    def rows(self, items: Sequence[Item]) -> list[str]:
        """Write items down as the script of the shell reads them."""
        return [self.format_completion(item) for item in items]

    def whole(self, item: Item) -> str:
        """The word as it says afterwards."""
        return self.word.text[: self.base] + str(item.value)

    def written(self, item: Item) -> str:
        """The word as it is written afterwards: what stays keeps its quotation marks."""
        keep = item.keep or 0
        start = self.word.places[self.base + keep]
        kept = self.word.raw[:start]
        quote = split(kept, escape=self.escape)[-1].quote
        value = quoted(str(item.value)[keep:], quote, escape=self.escape)
        return kept + value + (quote if quote and not self.word.quote else "")


class BashComplete(Shell):
    """Bash replaces the end of a line, `COMP_WORD`, and shows what it would put there."""

    name = "bash"

    def rows(self, items: Sequence[Item]) -> list[str]:
        """Write rows with what a person is told, where a list will be shown."""
        cut = max(0, len(self.word.raw) - len(os.environ.get("COMP_WORD", "")))
        asked = [item for item in items if item.type in ("file", "dir")]
        found = [(item, self.written(item)) for item in items if item not in asked]
        kept = self.word.raw[:cut]
        offered = [(item, text[cut:]) for item, text in found if text.startswith(kept)]
        rows = [item.type for item in asked[:1]]
        listed = chr(int(os.environ.get("COMP_TYPE") or 9)) in LISTED and len(offered) > 1
        if listed and any(item.replaces for item, _ in offered):
            typed, offered = self._without_common(offered, cut)
            rows.append(f"plain\t{typed}")
        for item, text in offered:
            told = self._told(item, text, slash=not asked) if listed else ""
            rows.append(f"{'part' if item.part else 'plain'}\t{text}{told}")
        return rows

    def _without_common(
        self, offered: Sequence[tuple[Item, str]], cut: int
    ) -> tuple[str, list[tuple[Item, str]]]:
        """Leave out what stays in the word, and say first what was typed behind it.

        Bash puts what all rows begin with in the place of the word, so they must have nothing in common:
        what was typed stays, and the list is shown.
        """
        at = max(cut, min(self.word.places[self.base + (item.keep or 0)] for item, _ in offered))
        typed = self.word.raw[at:]
        shown = [(item, text[at - cut :]) for item, text in offered]
        if len({text[:1] for text in (typed, *(text for _, text in shown))}) == 1:
            typed = f"({typed})"
        return typed, shown

    def _told(self, item: Item, text: str, *, slash: bool) -> str:
        about = _about(item)
        columns = os.environ.get("COLUMNS", "")
        room = int(columns) if columns.isdecimal() and len(columns) < 5 else 80
        room -= display_width(text) + len("  ()") + 1
        if not about or room < 8:
            return ""
        while display_width(about) > room:
            about = about.rstrip("…")[:-1] + "…"
        return f"  ({about if slash else about.replace('/', '⁄')})"  # beside files it would be cut


class ZshComplete(Shell):
    """Zsh takes the whole word and quotes it; three lines each: kind, word, what is shown."""

    name = "zsh"

    def rows(self, items: Sequence[Item]) -> list[str]:
        """Write rows; `menu` first where the words do not go on from what was typed."""
        several = sum(bool(item.replaces) for item in items) > 1
        return ["menu\n-\n-"] * several + super().rows(items)

    def format_completion(self, item: Item) -> str:
        """Write one item."""
        word, about = self.whole(item), _about(item)
        shown = f"{word}  ({about})" if about else word
        return f"{'part' if item.part else item.type}\n{word or '-'}\n{shown or '-'}"


class FishComplete(Shell):
    """Fish takes the whole word and quotes it; several words it lists, each with what it is."""

    name = "fish"

    def format_completion(self, item: Item) -> str:
        """Write one item; a delta that was typed as a letter stays one, or fish would not see it."""
        word, at = self.whole(item), self.base + (item.keep or 0)
        typed = self.word.text[at : at + 1]
        if typed in ("d", "D", "∆") and word[at : at + 1] == "Δ":
            word = word[:at] + typed + word[at + 1 :]
        return f"{'part' if item.part else item.type}\t{word}\t{_about(item)}"


class PowerShellComplete(Shell):
    """PowerShell takes the whole word as it is to be written, what is listed, and a tip."""

    name = "powershell"
    escape = "`"

    def format_completion(self, item: Item) -> str:
        """Write one item."""
        if item.type in ("file", "dir"):
            return f"{item.type}\t-\t-\t-"
        word = self.written(item)
        if self.word.quote:
            word += self.word.quote
        return f"plain\t{word}\t{self.whole(item)}\t{_about(item) or self.whole(item)}"


SHELLS: dict[str, type[Shell]] = {
    shell.name: shell for shell in (BashComplete, ZshComplete, FishComplete, PowerShellComplete)
}


def _is_safe(item: Item) -> bool:
    """Tell whether a value may go to a terminal: no controls, no marks of direction, one line."""
    value = str(item.value)
    return visible(value, limit=10_000) == value


def _about(item: Item) -> str:
    return visible(" ".join((item.help or "").split()), limit=_LONGEST)
