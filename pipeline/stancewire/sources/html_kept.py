"""What trafilatura drops from the midst of a text: lists and headings among paragraphs that it keeps, and answers that unfold.

On a page whose article it cannot find it keeps paragraphs alone. What stands beside them, in the same element, is of the
same text; so is what a page hides in <details>. A menu, a teaser or a box of its own is left out as before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean
from typing import Final

from lxml.html import HtmlElement

from stancewire.sources.html_blocks import BLOCKS, lines_of
from stancewire.sources.html_signs import SIGN, signs

CLOCK: Final = re.compile(r"\d{1,2}[.:]\d\d(?:\s?[ap]m)?(?:\s(?:GMT|BST))?", re.I)
_FEWEST_CLOCKS: Final = 3  # times of day in <time>, from which on a page reports as it goes
_FEWEST: Final = 4  # words of a sentence or point
_FEWEST_OF_POINTS: Final = 3  # the same on average, with the bullet, of the points between two paragraphs
_MOST_LINKED: Final = 0.3  # of the characters
_FEWEST_BESIDE: Final = (
    3  # small words of a sentence beside its link; beside a headline stand a date and the name of a paper
)
_ALIKE: Final = 30  # characters at either end by which a line that was kept is known again
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6", "summary", "dt"))
_TRANSPARENT: Final = frozenset(("ul", "ol", "dl", "li", "dd", "details", "summary", "blockquote", "p"))
_LEAVES: Final = tuple(sorted(BLOCKS - {"br", "hr", "option", "td", "tr", "table", "tbody", "thead", "tfoot", "caption", "legend", "label"}))  # fmt: skip
_INNER: Final = tuple(sorted(BLOCKS - {"br", "hr"}))
_CLOSED: Final = re.compile(r"[.?!:;…][’”\"')\]]*$")
_SMALL_WORD: Final = re.compile(r"\b[a-z]+\b")
_MARKER: Final = re.compile(r"^(?:• |\d+\. )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A line of a page before trafilatura sees it, and what speaks for keeping it."""

    line: str
    holder: HtmlElement | None  # the element whose text it is part of
    is_heading: bool
    is_item: bool
    unfolds: bool  # it stands in <details>
    is_sign: bool  # a byline or date that stood in no block
    linked: float  # how much of it are links
    is_said: bool  # it is no link with a date or two words beside it

    @property
    def key(self) -> str:
        """The line without its bullet and blanks."""
        return _key(self.line)


def passages_of(tree: HtmlElement) -> list[Passage]:
    """The lines of the innermost blocks, in page order."""
    found = []
    for element in tree.iter(*_LEAVES):
        if next(element.iterdescendants(*_INNER), None) is None and next(element.iterancestors("table"), None) is None:
            found += [_passage(element, line) for line in lines_of(element)]
    return found


def _passage(element: HtmlElement, line: str) -> Passage:
    whole = "".join(element.itertext())
    links = ["".join(link.itertext()) for link in element.iter("a")]
    linked = sum(map(len, links)) / (len(whole) or 1)
    return Passage(
        line=line,
        holder=next((e for e in element.iterancestors() if e.tag not in _TRANSPARENT), None),
        is_heading=element.tag in _HEADINGS,
        is_item=element.tag in ("li", "dd"),
        unfolds=next(element.iterancestors("details"), None) is not None,
        is_sign=element.get(SIGN) == SIGN and signs(line, None),
        linked=linked,
        is_said=linked <= _MOST_LINKED or _beside(whole, links) >= _FEWEST_BESIDE,
    )


def _beside(whole: str, links: Sequence[str]) -> int:
    """How many small words stand outside the links."""
    return len(_SMALL_WORD.findall(whole)) - sum(len(_SMALL_WORD.findall(link)) for link in links)


def spare_clocks(tree: HtmlElement) -> None:
    """Leave the times of a page that reports as it goes where they are; they are no date of the page."""
    clocks = [e for e in tree.iter("time") if CLOCK.fullmatch("".join(e.itertext()).strip())]
    for element in clocks if len(clocks) >= _FEWEST_CLOCKS else ():
        element.tag = "span"


def open_accordions(tree: HtmlElement) -> None:
    """The button in a heading folds and unfolds what stands below; its words are the heading's."""
    for button in [*tree.iter("button")]:
        if next(button.iterancestors(*_HEADINGS), None) is not None:
            button.tag = "span"


def restored(passages: Sequence[Passage], body: Sequence[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    """The lines that trafilatura kept, with those it should have kept in their places."""
    said = _ends(line for _, line in body)
    kept = [_is_kept(passage.line, said) for passage in passages]
    wanted = _wanted(passages, kept)
    if not wanted:
        return list(body)
    behind = defaultdict[str, list[str]](list)  # lines to be put behind the line with this key
    keys = {_key(line) for _, line in body}
    above = ""
    for passage, is_kept, is_wanted in zip(passages, kept, wanted, strict=True):
        if is_kept:
            above = passage.key if passage.key in keys else above
        elif is_wanted:
            behind[above].append(passage.line)
    return [*((None, line) for line in behind.pop("", ())), *_merged(body, behind)]


def _merged(body: Iterable[tuple[str | None, str]], behind: dict[str, list[str]]) -> Iterable[tuple[str | None, str]]:
    for zone, line in body:
        yield zone, line
        yield from ((None, more) for more in behind.pop(_key(line), ()))


def _key(line: str) -> str:
    return "".join(_MARKER.sub("", line).split())


def _ends(lines: Iterable[str]) -> frozenset[str]:
    """How lines begin and end; trafilatura may have cut a footnote mark out of them, or a link."""
    keys = [_key(line) for line in lines]
    return frozenset([key[:_ALIKE] for key in keys] + [key[-_ALIKE:] for key in keys])


def _is_kept(line: str, said: frozenset[str]) -> bool:
    key = _key(line)
    return key[:_ALIKE] in said or key[-_ALIKE:] in said


def _wanted(passages: Sequence[Passage], kept: Sequence[bool]) -> list[bool]:
    """Which of the lines that were dropped are of the text."""
    holders = {id(passage.holder) for passage, is_kept in zip(passages, kept, strict=True) if is_kept}
    wanted = [False] * len(passages)
    first = next((k for k, is_kept in enumerate(kept) if is_kept), len(kept))
    for k, passage in enumerate(passages):
        if kept[k] or passage.is_heading or not (passage.unfolds or id(passage.holder) in holders):
            continue
        goes_on = k > 0 and passage.is_item and (kept[k - 1] or wanted[k - 1]) and _leads_on(passages[k - 1])
        # What stands above the first line that was kept is found by signs_above.
        wanted[k] = _reads_as_text(passage, goes_on=goes_on) or (passage.is_sign and k > first)
    for k in _points_between(passages, kept):
        wanted[k] = True
    for k in range(len(passages) - 2, -1, -1):
        if passages[k].is_heading and not kept[k] and passages[k].holder is passages[k + 1].holder:
            wanted[k] = kept[k + 1] or wanted[k + 1]
    return wanted if any(wanted) else []


def _points_between(passages: Sequence[Passage], kept: Sequence[bool]) -> Iterator[int]:
    """The points of a list that was dropped whole from between two paragraphs of one text; a menu is all links."""
    for are_points, group in groupby(range(len(passages)), lambda k: passages[k].is_item and not kept[k]):
        run = [*group]
        if (
            not are_points
            or run[0] == 0
            or run[-1] + 1 == len(passages)
            or not (kept[run[0] - 1] and kept[run[-1] + 1])
        ):
            continue
        holders = {id(passages[j].holder) for j in range(run[0] - 1, run[-1] + 2)}
        words = fmean(len(passages[j].line.split()) for j in run)
        if len(holders) == 1 and _are_said([passages[j] for j in run]) and words >= _FEWEST_OF_POINTS:
            yield from run


def _are_said(points: Sequence[Passage]) -> bool:
    """Whether points are more than links, on average or most of them."""
    is_plain = fmean(point.linked for point in points) <= _MOST_LINKED
    return is_plain or sum(point.is_said for point in points) * 2 > len(points)


def _leads_on(passage: Passage) -> bool:
    """Behind a colon, or a point, a point need not be a sentence."""
    return passage.is_item or passage.line.endswith(":")


def _reads_as_text(passage: Passage, *, goes_on: bool) -> bool:
    if CLOCK.fullmatch(passage.line):
        return True
    is_long = len(passage.line.split()) >= _FEWEST and passage.linked <= _MOST_LINKED
    return is_long and (goes_on or bool(_CLOSED.search(passage.line)))


def signs_above(
    passages: Sequence[Passage], body: Sequence[tuple[str | None, str]], author: str | None
) -> list[tuple[str | None, str]]:
    """Byline and date that trafilatura dropped from above the text. author: whom the page names as such."""
    said = _ends(line for _, line in body)
    above = []
    for passage in passages:
        if _is_kept(passage.line, said):
            break
        above.append(passage.line)
    return [(None, line) for line in above if signs(line, author)]
