"""The text of a Markdown line: what a reader reads, without marks, code, links and fields.

Obsidian's own syntax included: `[[note|shown]]`, `![[embed]]`, `#tag`, `==marked==`, `%%comment%%`,
`[key:: value]`.
"""

import re
from collections.abc import Callable

_LINK_TARGET = r"[^\[\]|#^\\]*"
WIKILINK = re.compile(
    rf"(?P<embed>!)?\[\[(?P<target>{_LINK_TARGET})(?P<part>[#^][^\[\]|\\]*)?"
    r"(?:\\?\|(?P<shown>[^\[\]]*))?\]\]"
)
"""A wikilink or embed: target, heading or block, the text that is shown (`\\|` inside a table)."""
FIELD = re.compile(r"\s*(?:[-*+]\s+)?[^\W\d_][\w /-]*::(?:\s|$)")
"""A line that is a field of the Dataview kind: `key:: value`."""

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"%%.*?%%|<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_INLINE_FIELD = re.compile(r"[\[(][^\W\d_][\w /-]*::[^\])\n]*[\])]")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_CALLOUT = re.compile(r"^\s*\[![^\]\n]+\][-+]?[ \t]?", re.MULTILINE)
_TASK = re.compile(r"^\s*\[[ xX/-]\]\s", re.MULTILINE)
_URL = re.compile(r"<?\b(?:https?|ftp|mailto|obsidian)://?[^\s<>)\]]+>?|<[\w.+-]+@[\w.-]+>")
_HTML = re.compile(r"</?[A-Za-z][^<>\n]*>")
_TAG = re.compile(r"(?<![\w/&])#(?=[^\W\d_])([\w/-]+)")
_MARKS = re.compile(r"\*+|~~|==|(?<!\w)_+|_+(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def plain_text(text: str) -> str:
    """Give the text of some lines of Markdown; every line stays a line.

    >>> plain_text("**Жар** и [[Openbox/тишина|Тишина]], см. [тут](http://a.b) `код` #память")
    'Жар и Тишина, см. тут  память'
    """
    if not _SPECIAL.search(text):
        return text
    for sign, pattern, instead in _RULES:
        if sign in text:
            text = pattern.sub(instead, text)
    if "&" in text:
        from html import unescape  # few notes have entities

        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return _MARKS.sub("", text) if "\\" not in text else _ESCAPE.sub(r"\1", _MARKS.sub("", text))


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


def _words(tag: re.Match[str]) -> str:
    return re.sub("[/_-]", " ", tag[1])


# What is rewritten, in this order, and the sign without which there is nothing to rewrite.
_RULES: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ("%%", _COMMENT, _line_breaks),
    ("<!--", _COMMENT, _line_breaks),
    ("`", _CODE, " "),
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
