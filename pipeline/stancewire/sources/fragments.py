"""Pieces of HTML inside mails and feeds, as paragraphs; what stands in a blockquote gets the "> " of a plain mail.

A mail is no web page: the extractor of pages would take its short paragraphs and
its quoted replies for furniture.
"""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement, HTMLParser, document_fromstring, fromstring

from stancewire.sources.flattened import flattened, is_cut
from stancewire.sources.html_blocks import drop_deleted, lines_of

_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)  # the preview line of newsletters
_PLACE: Final = "\ue000{}\ue001"
_PLACED: Final = re.compile("\ue000(\\d+)\ue001")


def paragraphs_of(markup: str) -> list[str]:
    """The lines a reader sees of a piece of HTML, in order; none for one without text."""
    if not markup.strip():
        return []
    parser = HTMLParser(encoding="utf-8")
    root = _parsed(markup, parser)
    if is_cut(parser):
        root = _parsed(flattened(markup), parser)
    for element in [e for e in root.iter() if isinstance(e.tag, str) and _HIDDEN.search(e.get("style") or "")]:
        if element.getparent() is not None:
            element.drop_tree()
    drop_deleted(root)
    quotes = _take_quotes(root)
    return [line for text in lines_of(root) for line in _placed(text, quotes)]


def _parsed(markup: str, parser: HTMLParser) -> HtmlElement:
    return document_fromstring(markup.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)


def _take_quotes(root: HtmlElement) -> list[list[str]]:
    """Take the outermost blockquotes out, leaving a mark in the place of each; their lines."""
    quotes: list[list[str]] = []
    for quote in root.xpath("//blockquote[not(ancestor::blockquote)]"):
        place = fromstring(f"<p>{_PLACE.format(len(quotes))}</p>")
        quotes.append([f"> {line}" for line in lines_of(quote)])
        place.tail, quote.tail = quote.tail, None
        quote.getparent().replace(quote, place)
    return quotes


def _placed(line: str, quotes: list[list[str]]) -> list[str]:
    match = _PLACED.fullmatch(line)
    if not match:
        return [line]
    return quotes[int(match[1])] if int(match[1]) < len(quotes) else []
