"""From the text of a page to its tree, whatever its markup is like.

In:  a page as text.
Out: the tree that trafilatura reads, without what libxml2 or trafilatura would lose text over: nesting
     of hundreds of elements, fragments of one element, paragraphs in <pre> that blank lines alone part.
"""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement, fromstring
from trafilatura import load_html
from trafilatura.utils import HTML_PARSER

from stancewire.sources.flattened import flattened, is_cut
from stancewire.sources.html_blocks import drop_deleted

_PARTED: Final = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_SHORT: Final = 50  # characters; lines of a paragraph that are all shorter were not broken by a margin


def parsed(text: str) -> HtmlElement | None:
    """The tree of a page; None where there is nothing to parse, or where it nests too deep even so."""
    tree = _loaded(text)
    if is_cut(HTML_PARSER):
        tree = _loaded(flattened(text))
    if is_cut(HTML_PARSER):
        return None
    if tree is not None:
        drop_deleted(tree)
        for element in [e for e in tree.iter("pre") if _PARTED.search(e.xpath("string()").strip())]:
            _spread(element)
    return tree


def _loaded(text: str) -> HtmlElement | None:
    """The tree; trafilatura refuses a fragment of one element, as databases hold them."""
    tree = load_html(text)
    return tree if tree is not None else load_html(f"<html><body>{text}</body></html>")


def _spread(element: HtmlElement) -> None:
    """Make paragraphs of text that is laid out by blank lines; its links and bold print are of no use then."""
    texts = _PARTED.split(element.xpath("string()").strip())
    tail = element.tail
    element.clear()
    element.tag, element.tail = "div", tail
    for text in texts:
        lines = [" ".join(line.split()) for line in text.splitlines()]
        for line in lines if all(len(line) <= _SHORT for line in lines) else [" ".join(lines)]:
            paragraph = fromstring("<p></p>")
            paragraph.text = line
            element.append(paragraph)
