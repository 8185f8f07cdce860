"""Markup that nests too deep for the parser, which would stop there and say nothing: the same without what nests."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HTMLParser

_TOO_DEEP: Final = "ERR_RESOURCE_LIMIT"  # libxml2 stops at 256 elements in elements, and the text ends there
_CODE: Final = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>", re.I | re.S)
_FLAT: Final = re.compile(r"</?(?!(?:html|head|body|title|meta|link|h[1-6]|p|br|time)\b)([a-z][\w:-]*)[^<>]*>", re.I)
_BLOCKS: Final = frozenset("address article aside blockquote center dd div dl dt fieldset figure footer form header li main nav ol pre section table tbody td th tr ul".split())  # fmt: skip


def is_cut(parser: HTMLParser) -> bool:
    """Whether the last text that a parser was given ends, in its tree, where it nests too deep."""
    return any(entry.type_name == _TOO_DEEP for entry in parser.error_log)


def flattened(text: str) -> str:
    """A page without the elements that nest; what such an element held is a paragraph."""
    return _FLAT.sub(lambda tag: "<p>" if tag[1].lower() in _BLOCKS else "", _CODE.sub("", text))
