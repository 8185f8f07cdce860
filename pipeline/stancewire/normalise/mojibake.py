"""Find text that was decoded by the wrong table ("donâ€™t") and say how to mend it, place by place.

In:  a text of any kind.
Out: edits in text order: text[start:end] becomes the string.

ftfy knows what is mojibake and what is only foreign. It is asked about single
words that look suspect, so clean text costs one search, and an edit is no longer
than the characters it mends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Final

Edit = tuple[int, int, str]

_PLAIN: Final = "‘’“”–—…•£\u00a0"  # what clean English text sets side by side
# Every mojibake holds two characters beyond ASCII in a row (the bytes of one character), or a no-break space that has
# since become a plain one. One class to begin with makes the search ten times as quick.
_SUSPECT: Final = re.compile(
    rf"[^\x00-\x7f](?:(?<=[^{_PLAIN}])[^\x00-\x7f]|(?<=[{_PLAIN}])[^\x00-\x7f{_PLAIN}]|(?<=[ÂÃ]) )"
)
_WORD_END: Final = re.compile(r" |(?=\n)")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_RUN: Final = re.compile(r"[^\x00-\x7f]+(?:(?<=[ÂÃ]) )?")
# A closing quote loses its last byte wherever software keeps to the letter of Windows-1252, which has no 9D.
_LOST_QUOTE: Final = re.compile(r"â€(?=[ \n,.;:!?)\]]|$)")


def mojibake(text: str) -> Iterator[Edit]:
    """The edits that mend mojibake; none for clean text."""
    done = 0
    for suspect in _SUSPECT.finditer(text):
        if suspect.start() >= done:
            start, done = _word(text, suspect, done)
            yield from _edits(text[start:done], start)


def _word(text: str, suspect: re.Match[str], done: int) -> tuple[int, int]:
    """The bounds of a word, with the space behind it: "Ã " may have been "à" and a no-break space."""
    start = max(done, text.rfind(" ", done, suspect.start()) + 1)
    start = max(start, text.rfind("\n", start, suspect.start()) + 1)
    end = _WORD_END.search(text, suspect.start() + 1)
    return start, end.end() if end else len(text)


def _edits(word: str, offset: int) -> Iterator[Edit]:
    """One edit a run of bad characters where that gives the same text, else one for the whole stretch that differs."""
    mended = _mended(word)
    if mended in (word, by_runs := _RUN.sub(lambda run: _mended(run[0]), word)):
        if by_runs != word:
            for run in _RUN.finditer(word):
                yield from _edit(run[0], _mended(run[0]), offset + run.start())
    else:
        yield from _edit(word, mended, offset)


def _edit(old: str, new: str, offset: int) -> Iterator[Edit]:
    """The stretch that differs, without what is alike before and behind it; a character is put in wherever there is one."""
    if old != new:
        before = _shared(old, new)
        behind = min(_shared(old[before:][::-1], new[before:][::-1]), max(0, len(new) - before - 1))
        yield offset + before, offset + len(old) - behind, new[before : len(new) - behind]


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@lru_cache(maxsize=1024)  # a name with an accent comes back all through a text
def _mended(word: str) -> str:
    from ftfy import fix_encoding  # 70 ms, for a page with mojibake only

    mended = fix_encoding(_LOST_QUOTE.sub("”", word))
    # What comes out as a control character was no text before either.
    return word if _CONTROL.search(mended) else mended
