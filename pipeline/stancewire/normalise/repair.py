"""Mend the characters of a text and remember where each one came from.

In:  Article.raw, decoded but as found: NBSP, soft hyphens, ligatures and all.
Out: the text in Unicode NFC with "\\n" line ends, and its Origin.

Smart quotes are kept: the statement stage reads them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from stancewire.normalise.dos import dos
from stancewire.normalise.mojibake import Edit, mojibake
from stancewire.spans import Origin

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Letters pasted from Word hold soft hyphens inside "commis\xadsioning"; kept, they split the term and no
# phrase matcher finds it. Direction marks and zero-width characters hide text from a reader and a matcher alike.
_DROPPED = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff"
)
_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\u2028\u2029"
# A soft hyphen at the end of a line is a word broken over two. One class to begin with makes the search quick.
_FAULT = re.compile(
    f"[\r{_DROPPED}{_SPACES}{_BREAKS}{''.join(_LIGATURES)}](?:(?<=\r)\n|(?<=\u00ad)[ \t]*(?:\r\n?|\n))?"
)
_NOT_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")

_ROUNDS = 4  # text was decoded wrongly twice at most, and a dropped character may have hidden more of it


def repair(raw: str) -> tuple[str, Origin]:
    """The mended text and its origin in raw."""
    text, origin = _apply(raw, ())
    for _ in range(_ROUNDS):
        before = text
        text, origin = _carried_on(text, origin, list(mojibake(text)))
        text, origin = _carried_on(text, origin, [(m.start(), m.end(), _mended(m[0])) for m in _FAULT.finditer(text)])
        if not unicodedata.is_normalized("NFC", text):
            text, origin = _carried_on(text, origin, list(_compositions(text)))
        if text == before or next(mojibake(text), None) is None:
            break
    return _carried_on(text, origin, list(dos(text)))


def _carried_on(text: str, origin: Origin, edits: Sequence[Edit]) -> tuple[str, Origin]:
    """Carry out more edits on a text whose origin is known."""
    if not edits:
        return text, origin
    edited, inner = _apply(text, edits)
    return edited, _compose(origin, inner)


def _mended(fault: str) -> str:
    if fault[0] == "\r" or fault in _BREAKS:
        return "\n"
    if fault in _LIGATURES:
        return _LIGATURES[fault]
    if "\x80" <= fault <= "\x9f":  # a page of Windows-1252 that was read as Latin-1
        return fault.encode("latin-1").decode("cp1252", "ignore")
    return " " if fault == "\t" or (len(fault) == 1 and unicodedata.category(fault) == "Zs") else ""


def _compositions(text: str) -> Iterator[Edit]:
    # An ASCII character never joins what stands before it, so runs that begin at one can be composed alone.
    for match in _NOT_ASCII.finditer(text):
        run = match[0]
        composed = unicodedata.normalize("NFC", run)
        if composed != run:
            yield from _split(run, composed, match.start())


def _split(run: str, composed: str, offset: int) -> Iterator[Edit]:
    """One edit a base character where that gives the same text, else one edit for the whole run."""
    pieces = [m.span() for m in re.finditer(r"(?s).[\u0300-\u036f]*", run)]
    parts = [unicodedata.normalize("NFC", run[start:end]) for start, end in pieces]
    if "".join(parts) != composed:
        pieces, parts = [(0, len(run))], [composed]
    for (start, end), part in zip(pieces, parts, strict=True):
        if run[start:end] != part:
            yield offset + start, offset + end, part


def _apply(text: str, edits: Iterable[Edit]) -> tuple[str, Origin]:
    """Carry out edits in text order; a replaced character comes from the first one it replaces."""
    out: list[str] = []
    starts, raws = [0], [0]
    position = length = 0
    for start, end, new in edits:
        out += (text[position:start], new)
        length += start - position
        for index in range(len(new)):
            starts.append(length + index)
            raws.append(start)
        length += len(new)
        starts.append(length)
        raws.append(end)
        position = end
    out.append(text[position:])
    length += len(text) - position
    return "".join(out), _origin(starts, raws, length, len(text))


def _origin(starts: list[int], raws: list[int], length: int, raw_length: int) -> Origin:
    kept = [k for k in range(len(starts)) if (k + 1 == len(starts) or starts[k + 1] > starts[k])]
    return Origin(tuple(starts[k] for k in kept), tuple(raws[k] for k in kept), length, raw_length)


def _compose(first: Origin, second: Origin) -> Origin:
    """Origin of a text whose second origin points into the text of the first."""
    # A run of the second may span several runs of the first: cut at both kinds of border.
    borders = sorted({*second.starts, *_pulled(first.starts, second)})
    value: Callable[[int], int] = lambda index: first[second[index]]  # noqa: E731
    return Origin(
        tuple(borders),
        tuple(value(b) if b < second.length else first.raw_length for b in borders),
        second.length,
        first.raw_length,
    )


def _pulled(borders: tuple[int, ...], origin: Origin) -> Iterator[int]:
    """Where each border of the inner text falls in the outer one, run by run."""
    ends = (*origin.starts[1:], origin.length)
    inner = 0
    for start, raw, end in zip(origin.starts, origin.raws, ends, strict=True):
        while inner < len(borders) and borders[inner] < raw:
            inner += 1
        index = inner
        while index < len(borders) and borders[index] < raw + end - start:
            yield start + borders[index] - raw
            index += 1
