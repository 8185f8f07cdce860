"""Join the lines of a PDF to paragraphs, across columns and pages, and mend words that were divided.

In:  lines in reading order, page furniture left out.
Out: paragraphs in order, each with its lines.

A paragraph ends where the line spacing grows, the size or weight changes, a
line is indented, an item begins, or the next word would have fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from stancewire.sources.pdf_order import Line

_BULLET: Final = re.compile(r"[•‣◦▪●■□➢➤✓·*\uf0b7\uf0a7\uf0d8o–-]\s+(?=\S)")
_NUMBERED: Final = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]\s+\S|\d{1,2}(?:\.\d{1,2})+\s+\S")
_CLOSED: Final = re.compile(r"[.?!:;…][’”\"')\]]*$")
_HALF: Final = re.compile(r"([^\W\d_]+)[-\xad\u2010]$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_HALF: Final = 80  # characters; in a word of 20,000 letters, as damaged files have, _HALF takes time squared
_SIZE: Final = 0.1  # relative difference
_INDENT: Final = 0.7  # of the line's height
_LEADING: Final = 1.25  # of the usual leading
_BODY: Final = 1.12  # of the body's height; what is larger is a heading
_MOST: Final = 0.7  # of the column's width
# Halves that English joins with a hyphen; "co-commissioning" divided at its own hyphen is the commonest case.
_PREFIXES: Final = frozenset(
    "all anti co counter cross ex face far full half high hospital ill inter long low mid multi no non off on out over "
    "part post pre pro quasi self semi short so sub third two three four five well whole year".split()
)
# And second halves, whatever stands before them; "led" only behind who leads, for "travelled" is divided so too.
_SUFFIXES: Final = frozenset("based centred focused funded making related run specific term wide".split())
_LEADERS: Final = frozenset("clinician clinically community consultant council doctor government hospital member nurse patient pharmacist physician practice user".split())  # fmt: skip
_HANGING: Final = frozenset(("and", "or", "to"))  # as in "pre- and post-operative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together, and their text on one line; the rows of a table stay on lines of their own."""

    lines: tuple[Line, ...]
    text: str
    is_table: bool = False


def paragraphs_of(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs and tables of a document."""
    if not lines:
        return ()
    layout = _Layout(lines)
    words = Counter(word for line in lines for word in _WORD.findall(line.text.lower()))
    return tuple(_paragraph(run, words) for run in _runs(lines, layout))


class _Layout:
    """What is usual in a document: its leading for each size, and the height of its running text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        characters: Counter[float] = Counter()
        for line in lines:
            characters[round(line.height, 1)] += len(line.text)
        self.body = max(characters, key=lambda height: (characters[height], -height))
        steps = [
            (a.bottom - b.bottom) / a.height
            for a, b in pairwise(lines)
            if _beside(a, b) and 0 < a.bottom - b.bottom < 2.2 * a.height
        ]
        self.leading = _lower_half(steps)


def _lower_half(steps: list[float]) -> float:
    """The usual leading: the median of the closer lines, since gaps between short paragraphs may be as many."""
    ordered = sorted(steps)
    return median(ordered[: max(1, (len(ordered) + 1) // 2)]) if ordered else 1.2


def _beside(a: Line, b: Line) -> bool:
    return (a.page, a.column) == (b.page, b.column)


def _runs(lines: Sequence[Line], layout: _Layout) -> Iterator[list[Line]]:
    run = [lines[0]]
    for line in lines[1:]:
        if _ends(run, line, layout):
            yield run
            run = []
        run.append(line)
    yield run


def _ends(run: Sequence[Line], line: Line, layout: _Layout) -> bool:
    """Whether a paragraph ends before this line."""
    last = run[-1]
    if last.cells or line.cells:
        return not (last.cells and line.cells) or (last.page, last.band) != (line.page, line.band)
    if _is_divided(last, line):
        return False
    if abs(line.height - last.height) > _SIZE * last.height or line.bold != last.bold or _begins_item(last, line):
        return True
    if not _beside(last, line):
        return not _goes_on(last, line)
    step = last.bottom - line.bottom
    return step > _LEADING * layout.leading * last.height or _indented(run, line) or _stopped(last, line, layout)


def _is_divided(last: Line, line: Line) -> bool:
    """Whether a word goes on from line to line."""
    return bool(_half(last.text)) and line.text[0].islower() and line.page - last.page < 2


def _begins_item(last: Line, line: Line) -> bool:
    if _BULLET.match(line.text):
        return True
    full = last.right > line.right_margin - 3 * line.height
    return bool(_NUMBERED.match(line.text)) and (bool(_CLOSED.search(last.text)) or not full)


def _goes_on(last: Line, line: Line) -> bool:
    """Over a column's or page's end: only in mid-sentence."""
    return line.text[:1].islower() and not _CLOSED.search(last.text)


def _indented(run: Sequence[Line], line: Line) -> bool:
    last, shift = run[-1], line.left - run[-1].left
    if shift > _INDENT * line.height:
        return not (len(run) == 1 and (_BULLET.match(last.text) or _NUMBERED.match(last.text)))
    return shift < -_INDENT * line.height and len(run) > 1


def _stopped(last: Line, line: Line, layout: _Layout) -> bool:
    """Whether the last line stopped although the next word would have fitted."""
    if last.height > _BODY * layout.body:
        return False  # headlines are broken by sense
    if line.text[0].islower() and last.right > last.left_margin + _MOST * (last.right_margin - last.left_margin):
        return False  # ragged lines: a long word may have wrapped early
    first = line.text.split(maxsplit=1)[0]
    letter = (last.right - last.left) / len(last.text)
    return last.right + (len(first) + 2) * letter < last.right_margin


def _paragraph(run: Sequence[Line], words: Counter[str]) -> Paragraph:
    if run[0].cells:
        return Paragraph(lines=tuple(run), text="\n".join(" | ".join(line.cells) for line in run), is_table=True)
    text = run[0].text
    for line in run[1:]:
        text = _mended(text, line.text, words)
    return Paragraph(lines=tuple(run), text=_BULLET.sub("• ", text, count=1) if _BULLET.match(text) else text)


def _half(text: str) -> re.Match[str] | None:
    """The first half of a word, if a text ends in one."""
    return _HALF.search(text[-_LONGEST_HALF:])


def _mended(text: str, following: str, words: Counter[str]) -> str:
    """Two lines as one; a hyphen goes if the joined word is the likelier one."""
    half, rest = _half(text), _WORD.match(following)
    if not (half and rest and following[0].islower()) or rest[0] in _HANGING:
        return f"{text} {following}"
    if text[-1] == "\xad":
        return text[:-1] + following
    joined, hyphened = f"{half[1]}{rest[0]}".lower(), f"{half[1]}-{rest[0]}".lower()
    lead = words[hyphened] - words[joined]
    keep = lead > 0 or (lead == 0 and _is_pair(half[1], rest[0]))
    return f"{text if keep else text[:-1]}{following}"


def _is_pair(half: str, rest: str) -> bool:
    """Whether two words are usually joined by a hyphen: "GP-led", "co-commissioning", "evidence-based"."""
    if len(half) > 1 and half.isupper():
        return True
    second = rest.partition("-")[0]
    led = second == "led" and half.lower() in _LEADERS
    return led or second in _SUFFIXES or half.lower() in _PREFIXES
