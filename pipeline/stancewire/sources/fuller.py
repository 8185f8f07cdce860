"""Which of the forms of one mail is read: its plain text, unless that is only a stub of what its HTML says.

Mailers write "view this message in HTML" into the plain text, or the first paragraph of a newsletter;
whoever reads the mail on a screen sees the HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_FULLER: Final = 2  # times the words of the plain text, from which on it is a stub
_FEWEST_MORE: Final = 15  # words that the HTML has more; fewer are an address in the foot
_LONGEST_STUB: Final = 60  # words of a text that sends its reader elsewhere
_ELSEWHERE: Final = re.compile(
    r"\b(?:view|read|see|open|display|show)\b.{0,80}\b(?:html|browser|on-?line|web ?(?:page|site|version))\b"
    r"|\bhtml[ -](?:e-?mail|message|format|version|enabled|capable|compatible|only)\b|\b(?:in|as|support|supports|enable|read|display) html\b"
    r"|\b(?:e-?mail|mail) (?:client|program|programme|reader|viewer)\b",
    re.I | re.S,
)


def is_stub(plain: Sequence[str], html: Sequence[str]) -> bool:
    """Whether the lines of a plain text are only a stub of those of the HTML beside it."""
    few, many = _words(plain), _words(html)
    if many >= _FULLER * few and many - few >= _FEWEST_MORE:
        return True
    return many > 0 and few <= _LONGEST_STUB and bool(_ELSEWHERE.search(" ".join(plain))) and _says_more(plain, html)


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts say the same word for word, however they are laid out."""
    return _plain(one) == _plain(other)


def _plain(lines: Sequence[str]) -> list[str]:
    return re.findall(r"\w+", " ".join(lines).casefold())


def _words(lines: Sequence[str]) -> int:
    """Words with a letter in them: long links and rules of hyphens are none."""
    return sum(any(c.isalpha() for c in word) and "://" not in word for line in lines for word in line.split())


def _says_more(plain: Sequence[str], html: Sequence[str]) -> bool:
    """Whether more of the HTML is missing from the plain text than stands in both."""
    said = {word.casefold() for line in plain for word in line.split()}
    shown = [word.casefold() for line in html for word in line.split()]
    return sum(word not in said for word in shown) * 2 > len(shown)
