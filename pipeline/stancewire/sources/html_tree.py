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

_TOO_DEEP: Final = "ERR_RESOURCE_LIMIT"  # libxml2 stops at 256 elements in elements, and the text ends there
_CODE: Final = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>", re.I | re.S)
_FLAT: Final = re.compile(r"</?(?!(?:html|head|body|title|meta|link|h[1-6]|p|br|time)\b)([a-z][\w:-]*)[^<>]*>", re.I)
_BLOCKS: Final = frozenset("address article aside blockquote center dd div dl dt fieldset figure footer form header li main nav ol pre section table tbody td th tr ul".split())  # fmt: skip
_PARTED: Final = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_SHORT: Final = 50  # characters; lines of a paragraph that are all shorter were not broken by a margin


def parsed(text: str) -> HtmlElement | None:
    """The tree of a page; None where there is nothing to parse, or where it nests too deep even so."""
    tree = _loaded(text)
    if _is_cut():
        tree = _loaded(_flattened(text))
    if _is_cut():
        return None
    if tree is not None:
        for element in [e for e in tree.iter("pre") if _PARTED.search(e.xpath("string()").strip())]:
            _spread(element)
    return tree


def _loaded(text: str) -> HtmlElement | None:
    """The tree; trafilatura refuses a fragment of one element, as databases hold them."""
    tree = load_html(text)
    return tree if tree is not None else load_html(f"<html><body>{text}</body></html>")


def _is_cut() -> bool:
    return any(entry.type_name == _TOO_DEEP for entry in HTML_PARSER.error_log)


def _flattened(text: str) -> str:
    """A page without the elements that nest; what such an element held is a paragraph."""
    return _FLAT.sub(lambda tag: "<p>" if tag[1].lower() in _BLOCKS else "", _CODE.sub("", text))


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
