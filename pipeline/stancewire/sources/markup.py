"""Whether a file is marked up, as a feed or as HTML, by what its beginning holds.

In:  the first bytes of a file, as UTF-8 or another encoding that holds ASCII.
Out: a media type, or None.

A page may begin with anything: databases cut their fragments where they like, and servers put
scripts, remarks and blank lines above the first tag. So the tags are counted. The suffix helps only
where there is a tag at all; a letter with "<name>" in it stays a letter.
"""

from __future__ import annotations

import re
from typing import Final

FEED: Final = "application/feed"
HTML: Final = "text/html"
_SUFFIXES: Final = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".cfm"))
_FEED_SUFFIXES: Final = frozenset((".rss", ".atom"))
_FEED_NAME: Final = rb"(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)(?![\w.-])"
_FEED: Final = re.compile(rb"<(?:!doctype\s+)?" + _FEED_NAME, re.I)
_PAGE: Final = re.compile(rb"<(?:!doctype html|(?:html|head|body|title|meta|article|div|p)\b)", re.I)
# What may stand above the root of an XML file or a page; the last of them may go on behind the head.
_PROLOG: Final = re.compile(
    rb"\s+|<\?.*?\?>|<!--.*?-->|<!\[(?:if|endif)\b[^>]*>"
    rb"|<!doctype\b(?!\s+(?:html\b|" + _FEED_NAME + rb"))[^\[>]*(?:\[.*?\]\s*)?>",
    re.I | re.S,
)  # fmt: skip
_OPEN_PROLOG: Final = re.compile(rb"<(?:\?|!--|!doctype\b)", re.I)
_TAG: Final = re.compile(
    rb"<(/?)(?:a|abbr|address|amp-\w+|article|aside|audio|b|base|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup"
    rb"|dd|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input"
    rb"|ins|label|legend|li|link|main|map|meta|nav|noscript|o:p|object|ol|option|p|picture|pre|script|section|select|small|span|strike"
    rb"|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|video)"
    rb"(?:\s[^<>]{0,2000})?/?>",
    re.I,
)  # fmt: skip
_ANY: Final = re.compile(rb"<[!?/a-z]", re.I)
_ELEMENT: Final = re.compile(rb"</[a-z][\w:.-]{0,60}\s*>", re.I)
_FEWEST: Final = 4  # tags, one of them closing, in a text that begins with a word
_FEWEST_ABOVE: Final = 2  # in one that begins with a tag
_MARKUP: Final = 0.02  # of the head, the text between tags counted with the rest


def markup_type(suffix: str, head: bytes) -> str | None:
    """What a file is that begins with a tag, or with what may stand above one."""
    rest = head[_behind_prolog(head) :]
    if _FEED.match(rest):
        return FEED
    if _PAGE.match(rest) or (suffix in _SUFFIXES and _ANY.search(head)):
        return HTML
    if suffix in _FEED_SUFFIXES and head.lstrip().startswith(b"<"):
        return FEED
    return _unnamed(head, rest) if rest.startswith(b"<") else None


def _unnamed(head: bytes, rest: bytes) -> str | None:
    """What begins with a tag that is not known to begin one or the other. rest: what stands behind the prolog."""
    is_xml = head.lstrip().startswith(b"<?xml")
    if _OPEN_PROLOG.match(rest):
        # A prolog of kilobytes: entities in an XML file, which the parser of feeds refuses; a remark on a page.
        return FEED if is_xml or b"<!ENTITY" in rest else HTML
    return HTML if _is_tagged(rest, _FEWEST_ABOVE) or (is_xml and len(_ELEMENT.findall(rest)) > 1) else None


def is_tagged(head: bytes) -> bool:
    """Whether a text that begins with words is a piece of HTML all the same."""
    return b"</" in head and _is_tagged(head, _FEWEST)


def _behind_prolog(head: bytes) -> int:
    place = 0
    while match := _PROLOG.match(head, place):
        place = match.end()
    return place


def _is_tagged(head: bytes, fewest: int) -> bool:
    tags = list(_TAG.finditer(head))
    size = sum(match.end() - match.start() for match in tags)
    return len(tags) >= fewest and any(match[1] for match in tags) and size >= _MARKUP * len(head)
