"""What the exports of all archives share: an article put together from its header and its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from stancewire.dates import date_value
from stancewire.sources.extract import Extract
from stancewire.types import Given, Zone

UNREAD: Final = "is part of an export, but its header could not be read: its text is taken as it stands"
COPYRIGHT: Final = re.compile(r"(?:crown )?copyright\b|\(c\)\s|©", re.I)
_YEARED: Final = re.compile(
    r"(?:(?:crown )?copyright\b|\(c\)|©)[\s(c)©]*(?:19|20)\d\d\b[\d\s,.;:-]*(?P<owner>.*)", re.I
)
_NAMED: Final = re.compile(
    r"(?:(?:crown )?copyright\b|\(c\)\s|©)[\s(c)©]*(?P<owner>(?-i:[A-Z0-9]).*)|crown copyright", re.I
)
_RESERVED: Final = re.compile(r"\ball rights reserved\b", re.I)
_SMALL: Final = frozenset("a and by for in of on the to".split())
_LONGEST_OWNER: Final = 12  # words
_CLOSED: Final = re.compile(r"[.?!…][’”\"')\]]*$")
_FEWEST: Final = 4  # words of a sentence
_FEWEST_SMALL: Final = 2  # of them in small letters; "Westmarch Press Ltd." is a name
_BLANKS: Final = re.compile(r"\n{3,}")
_BY: Final = re.compile(r"by:?\s+", re.I)


def compose(
    *,
    title: str,
    body: Iterable[str],
    published: str = "",
    publisher: str = "",
    byline: str = "",
    url: str = "",
    standfirst: str = "",
    captions: Sequence[str] = (),
) -> Extract:
    """An article as an Extract: title, standfirst, body and captions, each marked but the body.

    body: its lines, blank ones between paragraphs. The rest may be empty; `published` may be in any usual form.
    """
    blocks = [
        ("title", _line(title)),
        ("standfirst", _line(standfirst)),
        ("", _BLANKS.sub("\n\n", "\n".join(body).strip())),
    ]
    blocks += [("caption", _line(caption)) for caption in captions]
    raw, marks = "", []
    for zone, text in blocks:
        if text:
            raw += "\n\n" if raw else ""
            if zone:
                marks.append(Zone(start=len(raw), end=len(raw) + len(text), zone=zone))
            raw += text
    found = Given(
        title=_line(title) or None,
        published=date_value(published),
        publisher=_line(publisher) or None,
        byline=_BY.sub("", _line(byline), count=1) or None,
        url=url.strip() or None,
    )
    return Extract(raw=raw, marks=tuple(marks), found=found, found_from="header")


def is_copyright(line: str) -> bool:
    """Whether a line says whose an article is, with a year or an owner: no paragraph on copyright, no point "(c)"."""
    if not COPYRIGHT.match(line):
        return False
    match = _YEARED.fullmatch(line) or _NAMED.fullmatch(line)
    if _RESERVED.search(line) or not match:
        return match is not None
    words = (match["owner"] or "").split()
    return len(words) <= _LONGEST_OWNER and all(not w[0].islower() or w in _SMALL or "." in w[:-1] for w in words)


def reads_as_text(line: str) -> bool:
    """Whether a line is a sentence of an article, and nothing that an archive writes above or below one."""
    words = line.split()
    small = sum(word.islower() for word in words)
    return len(words) >= _FEWEST and small >= _FEWEST_SMALL and "%)" not in line and bool(_CLOSED.search(line))


def unread(lines: Iterable[str]) -> Extract:
    """A stretch of an export that has no header we know: kept, and said so."""
    return Extract(raw="\n".join(lines).strip(), found_from="header", warnings=(UNREAD,))


def _line(text: str) -> str:
    return " ".join(text.split())
