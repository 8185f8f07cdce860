"""HTML in the cells of a table or the values of a row: its text as a reader sees it, entities and all.

In:  a text or title as the row has it.
Out: the same without markup, or the same as it is. "<name>" in a sentence, a formula with "<" and a lone tag are no markup.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

MARKED_UP: Final = "its text is marked up as HTML: paragraphs were taken from it, as from an item of a feed"
_BLOCK: Final = re.compile(
    r"<(/?)(p|div|li|ul|ol|h[1-6]|blockquote|table|tr|td|section|article|body|html)(?:\s[^<>]{0,2000})?/?>", re.I
)
_BREAK: Final = re.compile(r"<br(?:\s[^<>]{0,200})?/?>", re.I)
_FEWEST: Final = 2  # blocks that begin, or line breaks
_INLINE: Final = re.compile(r"<(a|abbr|b|em|i|span|strong|sub|sup|u|mark|small|q|cite)(?:\s[^<>]{0,2000})?>(?=.*</\1>)|<br ?/?>", re.I | re.S)  # fmt: skip
_ENTITY: Final = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|quot|apos|nbsp|pound|euro|hellip|bull|middot|[lr][sd]quo|[nm]dash|[a-z](?:acute|grave|circ|uml|cedil|tilde));",
    re.I,
)
_ESCAPED: Final = re.compile(r"&(?:amp;)?lt;/?(?:p|div|br|li|h[1-6])\b", re.I)


def plain_text(text: str) -> tuple[str, tuple[str, ...]]:
    """The text of a row without its markup, and a warning if it had any."""
    markup = unescape(text) if _ESCAPED.search(text) else text
    if _is_markup(markup):
        from stancewire.sources.fragments import paragraphs_of  # no other row needs a parser

        if paragraphs := paragraphs_of(markup):
            return "\n\n".join(paragraphs), (MARKED_UP,)
    return _unescaped(text), ()


def plain_title(title: str) -> str:
    """The title of a row on one line, without tags around its words."""
    if not _INLINE.search(title) and not _BLOCK.search(title):
        return _unescaped(title)
    from stancewire.sources.fragments import paragraphs_of

    return " ".join(paragraphs_of(title)) or title


def _is_markup(text: str) -> bool:
    """Whether several blocks begin and most of them end, or one is around all, or lines break."""
    if "<" not in text:
        return False
    tags = [match[1] for match in _BLOCK.finditer(text)]
    ends = sum(map(bool, tags))
    begins = len(tags) - ends
    is_whole = begins == ends > 0 and _is_around(text.strip())
    return is_whole or (begins >= _FEWEST and 2 * ends >= begins >= ends) or len(_BREAK.findall(text)) >= _FEWEST


def _is_around(text: str) -> bool:
    return _BLOCK.match(text) is not None and text.endswith(">") and text[text.rindex("<") :].startswith("</")


def _unescaped(text: str) -> str:
    """With the letters that entities stand for; an "&copy=" in an address is none."""
    return unescape(text) if "&" in text and _ENTITY.search(text) else text
