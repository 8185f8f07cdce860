"""Which of the four nations a document speaks of, for names that more than one of them has."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_WORDS: Final = {
    "Scotland": re.compile(r"\b(?:Scotland|Scottish|Holyrood|Scots)\b"),
    "Wales": re.compile(r"\b(?:Wales|Welsh|Cymru|Senedd)\b"),
    "Northern Ireland": re.compile(r"\b(?:Northern Ireland|Stormont|Northern Irish|Belfast|HSC)\b"),
    "England": re.compile(r"\b(?:England|English|CCGs?|PCTs?|ICBs?|SHAs?)\b"),
}
_DEVOLVED_AT_LEAST: Final = 2  # a single word may be a comparison


def nation_of(text: str) -> str:
    """The nation whose words a text uses most; England unless another is clearly meant.

    >>> nation_of("Scottish GPs met in Scotland.")
    'Scotland'
    """
    counts = Counter({nation: len(pattern.findall(text)) for nation, pattern in _WORDS.items()})
    nation, most = max(counts.items(), key=lambda pair: pair[1])
    return nation if most >= _DEVOLVED_AT_LEAST and most > counts["England"] else "England"
