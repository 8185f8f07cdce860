""" "Buckman said": a person by surname alone, once the text has named somebody so called.

Only beside a verb of speech: "Field", "Price" and "Kent" are words and places too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stancewire.spans import crosses
from stancewire.types import Mention, Person

_SPEECH: Final = (
    r"(?:said|says|told|tells|added|adds|warned|warns|argued|argues|claimed|claims|explained|explains|insisted|insists|wrote|writes"
    r"|believes|believed|called|calls|urged|urges|accused|accuses|admitted|admits|replied|replies|stressed|stresses|suggested"
    r"|suggests|welcomed|welcomes|criticised|criticises|described|describes|pointed out|points out|concluded|continued|complained)"
)
_SPEAKS: Final = re.compile(rf"\s(?:also\s|then\s|now\s|later\s|has\s|had\s|himself\s|herself\s)?{_SPEECH}\b")
_SPOKEN_BY: Final = re.compile(rf"\b{_SPEECH}\s$")
_STANDS_ALONE: Final = re.compile(
    r"(?:^|\n|[^\w’'\s-]\s*|(?<!\w)(?:[a-z]+|And|As|But|If|So|Then|Today|When|While|Yet)\s)$"
)  # and is not the end of a longer name
_ENDS: Final = re.compile(r"(?![\w’'-])(?!\s[A-Z])")
_BACK: Final = 24  # characters
_MOST: Final = 40  # surnames: a roll of members names thousands and quotes none


def surnames_alone(text: str, people: Sequence[Person], organisations: Sequence[Mention]) -> Iterator[Person]:
    """Each such place, behind the first one with the person's title or role; whom it means is for the caller to say."""
    first: dict[str, int] = {}
    for person in people:
        first.setdefault(person.name.split()[-1], person.end)
    for surname, known in first.items() if len(first) <= _MOST else ():
        start = text.find(surname, known)
        while start >= 0:
            end = start + len(surname)
            if _speaks(text, start, end) and not crosses(organisations, start, end) and not crosses(people, start, end):
                yield Person(start=start, end=end, name=surname)
            start = text.find(surname, end)


def _speaks(text: str, start: int, end: int) -> bool:
    """Whether a surname stands alone there and speaks."""
    before = text[max(0, start - _BACK) : start]
    if not _ENDS.match(text, end) or not _STANDS_ALONE.search(before):
        return False
    return bool(_SPEAKS.match(text, end) or _SPOKEN_BY.search(before))
