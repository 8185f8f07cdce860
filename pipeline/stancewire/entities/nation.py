"""Which of the four nations a document speaks of, for names that more than one of them has."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from stancewire.entities.openings import opening

_WORDS: Final = {
    nation: re.compile(rf"{opening(words)}(?!\w)")
    for nation, words in {
        "Scotland": ("Scotland", "Scottish", "Holyrood", "Scots"),
        "Wales": ("Wales", "Welsh", "Cymru", "Senedd"),
        "Northern Ireland": ("Northern Ireland", "Stormont", "Northern Irish", "Belfast", "HSC"),
        "England": ("England", "English", "CCGs?", "PCTs?", "ICBs?", "SHAs?"),
    }.items()
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


@lru_cache(maxsize=20_000)
def devolved_nation(name: str) -> str:
    """The nation that the name of a body speaks of, if it is Scotland, Wales or Northern Ireland.

    >>> devolved_nation("Welsh Government"), devolved_nation("UK Government")
    ('Wales', '')
    """
    return next((nation for nation, words in _WORDS.items() if nation != "England" and words.search(name)), "")
