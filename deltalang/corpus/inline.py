"""The text of a Markdown line: what a reader reads, without marks, code, links and fields.

Obsidian's own syntax included: `[[note|shown]]`, `![[embed]]`, `#tag`, `==marked==`, `%%comment%%`,
`[key:: value]`.
"""

import re
from collections.abc import Callable

_LINK_TARGET = r"[^\[\]|#^\\\n]*"
WIKILINK = re.compile(
    rf"(?P<embed>!)?\[\[(?P<target>{_LINK_TARGET})(?P<part>[#^][^\[\]|\\\n]*)?"
    r"(?:\\?\|(?P<shown>[^\[\]\n]*))?\]\]"
)
"""A wikilink or embed: target, heading or block, the text that is shown (`\\|` inside a table)."""
FIELD = re.compile(r"\s*(?:[-*+]\s+)?[^\W\d_][\w /-]*::(?:\s|$)")
"""A line that is a field of the Dataview kind: `key:: value`."""

_BACKTICKS = re.compile("`+")
_UNDERSCORES = re.compile("_+")
_COMMENT = re.compile(r"%%.*?%%|<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_INLINE_FIELD = re.compile(r"[\[(][^\W\d_][\w /-]*::[^\])\n]*[\])]")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_CALLOUT = re.compile(r"^[ \t]*\[![^\]\n]+\][-+]?[ \t]?", re.MULTILINE)
_TASK = re.compile(r"^[ \t]*\[[ xX/-]\](?:[ \t]|$)", re.MULTILINE)
_URL = re.compile(r"<?\b(?:https?|ftp|mailto|obsidian)://?[^\s<>)\]]+>?|<[\w.+-]+@[\w.-]+>")
_HTML = re.compile(r"</?[A-Za-z][^<>\n]*>")
_TAG = re.compile(r"(?<![\w/&])#(?=[^\W\d_])([\w/-]+)")
_MARKS = re.compile(r"\*+|~~|==")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{}~])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def plain_text(text: str) -> str:
    """Give the text of some lines of Markdown; every line stays a line.

    >>> plain_text("**Жар** и [[Openbox/тишина|Тишина]], см. [тут](http://a.b) `код` #память")
    'Жар и Тишина, см. тут  память'
    """
    if not _SPECIAL.search(text):
        return text
    if "\\" in text:  # what is escaped is no mark: it is put aside in the private use area
        text = _ESCAPE.sub(lambda escape: chr(_ASIDE + ord(escape[1])), text)
    for sign, pattern, instead in _RULES:
        if sign in text:
            text = _without_code(text) if sign == "`" else pattern.sub(instead, text)
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    text = _MARKS.sub("", _UNDERSCORES.sub(_underscores, text))
    return _PUT_ASIDE.sub(lambda char: chr(ord(char[0]) - _ASIDE), text).replace("\\|", "|")


_ASIDE = 0xF700
_PUT_ASIDE = re.compile("[\uf721-\uf77e]")
_SPECIAL = re.compile(r"[`*_~=\[\]<>#%&\\!]|::|//|@")


def _shown(link: re.Match[str]) -> str:
    """What a reader sees of a wikilink; nothing of an embed."""
    if link["embed"]:
        return " "
    return link["shown"] or link["target"].rsplit("/", 1)[-1] or (link["part"] or "").lstrip("#^")


def _line_breaks(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


def link_targets(text: str) -> list[str]:
    """Name what the wikilinks of a text lead to, without heading and alias.

    >>> link_targets("[[жар]], [[a/тишина#начало|там]]")
    ['жар', 'a/тишина']
    """
    return [link["target"].strip() for link in WIKILINK.finditer(text) if link["target"].strip()]


def _without_code(text: str) -> str:
    """Take out what stands between two runs of as many backticks on one line."""
    kept, done = [], 0
    closing = _closing_runs(text)
    for run in _BACKTICKS.finditer(text):
        if run.start() >= done and run.start() in closing:
            kept.append(text[done : run.start()])
            done = closing[run.start()]
    return " ".join([*kept, text[done:]])


def without_code_in_place(text: str) -> str:
    """Blank the code and the comments of a line, so that everything else keeps its column.

    >>> without_code_in_place("`Δ99` и Δ02")
    '      и Δ02'
    """
    closing = _closing_runs(text) if "`" in text else {}
    done = 0
    for start, end in sorted(closing.items()):
        if start >= done:
            text, done = text[:start] + " " * (end - start) + text[end:], end
    return _COMMENT.sub(lambda found: " " * len(found[0]), text)


def _closing_runs(text: str) -> dict[int, int]:
    """For each run of backticks that opens code, where the code ends: behind the next equal run."""
    ends: dict[int, int] = {}
    next_run: dict[int, re.Match[str]] = {}
    for run in reversed(list(_BACKTICKS.finditer(text))):
        after = next_run.get(len(run[0]))
        if after is not None and text.find("\n", run.end(), after.start()) < 0:
            ends[run.start()] = after.end()
        next_run[len(run[0])] = run
    return ends


def _underscores(run: re.Match[str]) -> str:
    """Keep an underscore between letters (snake_case); any other is a mark."""
    text = run.string
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    return run[0] if before.isalnum() and after.isalnum() else ""


def _entity(entity: re.Match[str]) -> str:
    from html import unescape  # few notes have entities

    return " ".join(unescape(entity[0]).split("\n"))


def _words(tag: re.Match[str]) -> str:
    return re.sub("[/_-]", " ", tag[1])


# What is rewritten, in this order, and the sign without which there is nothing to rewrite.
_RULES: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ("%%", _COMMENT, _line_breaks),
    ("<!--", _COMMENT, _line_breaks),
    ("`", _BACKTICKS, ""),
    ("![", _IMAGE, " "),
    ("[[", WIKILINK, _shown),
    ("::", _INLINE_FIELD, " "),
    ("[^", _FOOTNOTE, ""),
    ("[!", _CALLOUT, ""),
    ("[", _TASK, ""),
    ("](", _LINK, r"\1"),
    ("][", _LINK, r"\1"),
    ("//", _URL, " "),
    ("@", _URL, " "),
    ("<", _HTML, ""),
    ("#", _TAG, _words),
)
