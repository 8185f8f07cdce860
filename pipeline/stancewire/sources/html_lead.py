"""The standfirst of a page that no class names: a sentence in bold, or a second heading, right below the title."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml.html import HtmlElement

_WORDS: Final = range(8, 61)
_SENTENCE: Final = 12
_BOLD: Final = frozenset(("b", "strong"))
_HEADINGS: Final = frozenset(("h2", "h3", "h4"))
_TEXTS: Final = _HEADINGS | {"p", "li"}
_BELOW: Final = "(following::*)[position() <= 16]"


def lead_below(heading: HtmlElement, signs: Callable[[HtmlElement], bool]) -> HtmlElement | None:
    """The first text below a heading if it stands in bold as a whole, has no full stop, or is a heading itself, and the byline or date below it.

    signs: whether an element is a byline or date.
    """
    near = [e for e in heading.xpath(_BELOW) if isinstance(e.tag, str)]
    place = next((k for k, e in enumerate(near) if e.tag in _TEXTS and _words(e)), len(near))
    if place == len(near) or any(signs(e) for e in near[:place]) or not any(signs(e) for e in near[place + 1 :]):
        return None
    lead = near[place]
    told = lead.tag in _HEADINGS or _is_bold(lead) or _is_open(lead)
    return lead if _words(lead) in _WORDS and not signs(lead) and told else None


def _words(element: HtmlElement) -> int:
    return len(element.xpath("string()").split())


def _is_bold(paragraph: HtmlElement) -> bool:
    bold = "".join(e.xpath("string()") for e in paragraph.iterchildren(*_BOLD))
    return paragraph.tag == "p" and "".join(bold.split()) == "".join(paragraph.xpath("string()").split())


def _is_open(paragraph: HtmlElement) -> bool:
    """Whether it does not end as a sentence does, though it is as long as one."""
    text = " ".join(paragraph.xpath("string()").split())
    return paragraph.tag == "p" and text[-1:].isalnum() and len(text.split()) >= _SENTENCE
