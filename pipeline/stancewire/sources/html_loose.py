"""Text of a page that stands beside blocks and in none, as pages made by hand and by databases have it; trafilatura drops it.

Made a paragraph, it is read as one. Only what reads as a sentence is, and who wrote it and when: a menu or the name
of a site is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement, fromstring

from stancewire.sources.html_blocks import BLOCKS, SILENT
from stancewire.sources.html_signs import SIGN, signs

_HOLDERS: Final = ("body", "main", "article", "section", "div", "center", "td", "details")
_FEWEST: Final = 9  # words of a sentence
_FEWEST_FOLDED: Final = 2  # the same of an answer that unfolds
_LONGEST_SIGNS: Final = 24  # words of byline and date, one below the other
_MOST_INSIDE: Final = 20  # elements in them
_MOST_LINKED: Final = 0.3  # of the characters; a menu is all links
_SENTENCE: Final = re.compile(r"[.?!…][’”\"')\]]*(?:\s|$)")
_ENDS: Final = tuple(sorted((BLOCKS | SILENT) - {"br"}))


def wrap_loose(tree: HtmlElement, author: str | None = None) -> None:
    """Make paragraphs of the sentences, bylines and dates that stand beside blocks, in no block of their own.

    author: whom the page names as such.
    """
    for element in [*tree.iter(*_HOLDERS)]:
        runs = [*_runs(element)]
        for before, text, inside in runs if len(runs) > 1 or element.tag == "body" else ():
            signed = any(signs(line, author) for line in _short_lines(text, inside))
            if signed or _reads_as_text(text, inside, _FEWEST_FOLDED if element.tag == "details" else _FEWEST):
                _wrap(element, before, text, inside, is_sign=signed)


def _runs(holder: HtmlElement) -> Iterator[tuple[HtmlElement | None, str, list[HtmlElement]]]:
    """The block before a run, the text it begins with, and the elements in it; comments belong to the text around them."""
    before: HtmlElement | None = None
    text, inside = holder.text or "", list[HtmlElement]()
    for child in holder:
        if next(child.iter(*_ENDS), None) is not None:  # an old page puts its paragraphs into <font>
            yield before, text, inside
            before, text, inside = child, child.tail or "", []
        else:
            inside.append(child)
    yield before, text, inside


def _reads_as_text(text: str, inside: list[HtmlElement], fewest: int) -> bool:
    spoken = [element for element in inside if isinstance(element.tag, str)]
    whole = text + "".join(_said(element) + (element.tail or "") for element in inside)
    linked = sum(len(_said(link)) for element in spoken for link in element.iter("a"))
    is_sentence = len(whole.split()) >= fewest and bool(_SENTENCE.search(whole))
    return is_sentence and linked <= _MOST_LINKED * len(whole)


def _short_lines(text: str, inside: list[HtmlElement]) -> list[str]:
    """The lines of a run that is as short as a byline and a date one below the other; none of a longer one."""
    if len(inside) > _MOST_INSIDE:
        return []
    lines = [text]
    for element in inside:
        if element.tag == "br":
            lines.append(element.tail or "")
        else:
            lines[-1] += _said(element) + (element.tail or "")
    plain = [" ".join(line.split()) for line in lines]
    return plain if len(" ".join(plain).split()) <= _LONGEST_SIGNS else []


def _said(element: HtmlElement) -> str:
    return "".join(element.itertext()) if isinstance(element.tag, str) else ""


def _wrap(
    holder: HtmlElement, before: HtmlElement | None, text: str, inside: list[HtmlElement], *, is_sign: bool
) -> None:
    paragraph = fromstring("<p></p>")
    if is_sign:
        paragraph.set(SIGN, SIGN)
    paragraph.text = text
    if before is None:
        holder.text = None
        holder.insert(0, paragraph)
    else:
        before.tail = None
        before.addnext(paragraph)
    for element in inside:
        paragraph.append(element)
