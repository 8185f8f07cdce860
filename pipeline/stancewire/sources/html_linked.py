"""The paragraphs of a text that a page holds in its JSON-LD alone ("articleBody") and shows by script.

Trafilatura reads such a text, but makes one line of it. It is parted again where a line, a break or a block ends
in the original, and at two blanks where these part paragraphs and not sentences.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any, Final

from lxml.html import HtmlElement

from stancewire.sources.html_blocks import lines_of
from stancewire.sources.html_tree import parsed

_KEY: Final = "articleBody"
_MARKUP: Final = re.compile(r"</?[a-z][^<>]{0,300}>", re.I)
_BREAK: Final = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|blockquote|section|article|table|tr)\b[^<>]{0,300}>", re.I)
_WIDE: Final = re.compile(r"[^\S\n]{2,}")
_WIDE_BEHIND_SENTENCE: Final = re.compile(r"[.?!][’”\"')\]]*[^\S\n]{2,}(?=[‘“\"'(]?[A-Z0-9])")
_SENTENCE: Final = re.compile(r"[a-z]{3,}[.?!][’”\"')\]]* (?=[‘“\"'(]?[A-Z])")
_FEWEST_SENTENCES: Final = (
    2  # with one blank behind them; a typist who puts two behind a full stop puts them behind all
)
Lines = list[tuple[str | None, str]]  # (zone or None for body, line)


def scripts_with_text(tree: HtmlElement) -> list[str]:
    """The JSON-LD of a page that may hold its text."""
    scripts = tree.iterfind('.//script[@type="application/ld+json"]')
    return [script.text for script in scripts if script.text and _KEY in script.text]


def parted(lines: Lines, scripts: Sequence[str]) -> Lines:
    """The lines of a page with their zones, each that is a whole text of its JSON-LD as paragraphs. Lines found in the page stay as they are."""
    if not scripts or len(lines) > len(scripts):
        return lines
    known: dict[str, list[str]] = {}
    for text in map(unescape, _texts(scripts)):
        if paragraphs := _paragraphs(text):  # Trafilatura leaves a lone "<br />" in its line
            known |= dict.fromkeys((_key("".join(paragraphs)), _key(text)), paragraphs)
    return [(zone, part) for zone, line in lines for part in known.get(_key(line), [line])]


def _texts(scripts: Sequence[str]) -> Iterator[str]:
    for script in scripts:
        try:
            values = json.loads(script, strict=False)  # pages put line ends into their strings
        except (ValueError, RecursionError):
            continue
        yield from _bodies(values)


def _bodies(values: Any) -> Iterator[str]:
    """The texts of an object, of the objects in a list, and of those that an object is about."""
    for item in values if isinstance(values, list) else [values]:
        if isinstance(item, dict):
            text = item.get(_KEY)
            yield from [text] if isinstance(text, str) else []
            for part in ("@graph", "mainEntity"):
                yield from _bodies(item.get(part) or [])


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which may hold markup."""
    if _BREAK.search(text):
        tree = parsed(text)
        return lines_of(tree) if tree is not None else []
    plain = _MARKUP.sub("", text)
    lines = plain.splitlines() if "\n" in plain.strip() else _at_wide_blanks(plain)
    return [line for row in lines if (line := " ".join(row.split()))]


def _at_wide_blanks(text: str) -> list[str]:
    """The text parted at two blanks, if all of them stand between sentences and other sentences have one."""
    wide = len(_WIDE.findall(text.strip()))
    alone = len(_SENTENCE.findall(text))
    is_certain = wide == len(_WIDE_BEHIND_SENTENCE.findall(text)) and alone >= max(_FEWEST_SENTENCES, wide // 2)
    return _WIDE.split(text.strip()) if wide and is_certain else [text]


def _key(line: str) -> str:
    """A line without its blanks and bullets: Trafilatura sets none between a block and the next."""
    return "".join(line.replace("•", "").split())
