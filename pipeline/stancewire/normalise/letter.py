"""The parts of a letter: letterhead, recipient, subject, salutation, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from typing import Final

from stancewire.normalise import dated, patterns, words
from stancewire.normalise.letter_parts import COPIES, POSTSCRIPT, greeted, letter_foot
from stancewire.normalise.lines import Line
from stancewire.normalise.tails import is_disclaimer

_LATEST_SALUTATION = 25  # lines into the text; a "Dear" below that is quoted
_LONGEST_SALUTATION = 16  # words
_LONGEST_NAME = 4  # words
_LONGEST_PLACE = 8  # words of where a writer lives
_TO_EDITOR: Final = re.compile(r"(?:sirs?|madam|sir or madam|sir/madam)\s?[–—,:-]*", re.I)
_BY_NAME: Final = re.compile(r"[A-Z][a-z]{2,14}(?: and [A-Z][a-z]{2,14})?,")
_OPEN_LETTER: Final = re.compile(r"(?:an )?open letter(?: (?:to|from|on) .{3,120})?", re.I)
_TO_SIGN: Final = re.compile(r"(?:signed|chair(?:man)?|date)(?: [\w ]{2,30})?\s?:?\s?[.…_]{3,}.{0,40}", re.I)
_SITE_FOOT: Final = re.compile(
    r"(?:looks best|best viewed|you are visitor|webmaster|scanned|anything wrong|is anything wrong|report (?:it|a problem)|about us|topics?:|tags?:|crown copyright|freedom of information|share\b|print\b|back to|©).{0,80}|[-–—\s]*(?:page )?\d+ of \d+[-–—\s]*",
    re.I,
)
_FOOTNOTE: Final = re.compile(r"(?:\d{1,2}|[*†])\s?[A-Z].{30,}[.]")
_COLUMNS: Final = re.compile(r"\s{3,}")
_TO: Final = re.compile(r"to\s?:\s*\S", re.I)
_DOTS: Final = re.compile(r"[.…\s]{6,}")
_THANKS: Final = re.compile(
    r"(?:thanks|thank you|cheers|all (?:the )?best|best|speak soon|bw)(?: (?:again|all|both|everyone|in advance))?[\s,.!]*",
    re.I,
)
_FIRST_NAME: Final = re.compile(r"[A-Z][a-z]{1,14}(?: (?:and|&) [A-Z][a-z]{1,14})?")
_BODY: Final = re.compile(
    r"\b(?:LMCs?|Local Medical Committee|CCG|Commissioning Group|PCT|Care Trust|ICB|Care Board|Health Board|Council|Association|Federation|College|Department|NHS England|Surgery|Medical (?:Centre|Practice))\b"
)
_LONGEST_SIGN_OFF = 12  # lines from "Yours sincerely" on


def salutation_of(lines: Sequence[Line]) -> int | None:
    """Index of the line that greets the addressee, None if this is no letter."""
    for index, line in enumerate(lines[:_LATEST_SALUTATION]):
        if line.words <= _LONGEST_SALUTATION and _greets(lines, index):
            return index
    return None


def _greets(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if patterns.SALUTATION.fullmatch(text.rstrip(",:. ")) or _TO_EDITOR.fullmatch(text):
        return True
    return bool(_BY_NAME.fullmatch(text)) and index + 1 < len(lines) and lines[index + 1].is_paragraph


def letter_zones(lines: Sequence[Line], salutation: int) -> dict[int, str]:
    """Zone of every line of a letter that is not body. A letter to the editor has the head of the page it is printed on."""
    after = salutation + 1
    if _TO_EDITOR.fullmatch(lines[salutation].text):
        return {salutation: "salutation"} | (_sign_off(lines, after) or _bare_name(lines, after))
    head = _head(lines, salutation)
    zones = head | _motto(lines, head) | {salutation: "salutation"}
    if after < len(lines) and lines[after].words <= 18 and not lines[after].is_closed:
        zones[after] = "subject"
    signed = _sign_off(lines, after)
    zones |= dict.fromkeys(greeted(lines, zones, salutation), "recipient")
    if "recipient" not in zones.values() and _signed_by_another(lines, zones, signed):
        zones = {k: "recipient" if zone == "letterhead" else zone for k, zone in zones.items()}
    return zones | signed


def _signed_by_another(lines: Sequence[Line], head: dict[int, str], signed: dict[int, str]) -> bool:
    """Whether the body at the head is of another kind than the one that signs: then it is whom the letter goes to."""
    above = _kinds_of_body(lines[k] for k, zone in head.items() if zone == "letterhead")
    below = _kinds_of_body(lines[k] for k in signed)
    return bool(above and below) and not above & below


def _kinds_of_body(lines: Iterable[Line]) -> set[str]:
    return {match.lower().removesuffix("s") for line in lines for match in _BODY.findall(line.text)}


def _head(lines: Sequence[Line], salutation: int) -> dict[int, str]:
    """Above the greeting: who writes, when, to whom, and about what."""
    zones: dict[int, str] = {}
    addressed = False  # whom it is to stands between the date and the greeting, or below "To:"
    for index in range(salutation):
        if index > 0 and "date" not in zones.values() and _begins_block(lines, index):
            addressed = False  # whom a block above the date names does not live at the address below it
        zones[index] = zone = _head_zone(lines, index, salutation, addressed=addressed)
        addressed = zone in ("date", "recipient") or (addressed and zone not in ("letterhead", "title"))
    return zones


def _motto(lines: Sequence[Line], head: dict[int, str]) -> dict[int, str]:
    """Above the rows of a memorandum the first line is no headline: its subject is."""
    said = [lines[k].text for k in head]
    is_memo = "subject" in head.values() and any(map(_TO.match, said)) and any(map(patterns.SENDER.fullmatch, said))
    is_headline = head.get(0) == "title" and not _OPEN_LETTER.fullmatch(lines[0].text)
    return {0: "furniture"} if is_memo and is_headline else {}


def _begins_block(lines: Sequence[Line], index: int) -> bool:
    """Whether a line stands below a blank one and others do not: where all do, a blank line tells nothing."""
    apart = lines[index].start - lines[index - 1].end > 1 and not lines[index - 1].is_closed
    return apart and any(b.start - a.end == 1 for a, b in pairwise(lines[: index + 2]))


def _head_zone(lines: Sequence[Line], index: int, salutation: int, *, addressed: bool) -> str:
    text = lines[index].text
    for zone, pattern in (
        ("date", dated.DATE_LINE), ("date", dated.WRITTEN_DATE), ("subject", patterns.SUBJECT), ("recipient", patterns.RECIPIENT),
        ("letterhead", patterns.SENDER), ("letterhead", patterns.REFERENCE), ("title", _OPEN_LETTER),
    ):  # fmt: skip
        if pattern.fullmatch(text):
            return zone
    if index == 0:
        return "title" if _is_headline(lines[0]) else "letterhead"
    if index == salutation - 1 and _is_subject(lines[index]):
        return "subject"
    return "recipient" if addressed else "letterhead"


def _is_subject(line: Line) -> bool:
    """What the letter is about may stand right above the greeting."""
    return line.words >= 5 and "," not in line.text and not line.is_closed and not patterns.ADDRESS.fullmatch(line.text)


def _is_headline(line: Line) -> bool:
    """A letter saved from a web page has a headline; a letterhead is a name or an address."""
    lower = sum(word[:1].islower() for word in line.text.split())
    return line.words >= 5 and lower * 2 >= line.words and not patterns.ADDRESS.fullmatch(line.text)


def _sign_off(lines: Sequence[Line], after: int) -> dict[int, str]:
    text_below = False
    for index in range(len(lines) - 1, after, -1):
        text_below = text_below or lines[index].is_paragraph
        thanks = not text_below and _THANKS.fullmatch(lines[index].text)
        if thanks or _is_formula(lines[index]):
            rest = range(index, min(len(lines), index + _LONGEST_SIGN_OFF))
            above = [k for k in (index - 1,) if k > after and _is_formula(lines[k])]
            signed = [*above, *takewhile(lambda k: not _is_below(lines[k]), rest)]
            return dict.fromkeys(signed, "signoff") | letter_foot(lines, index) | _addressed_below(lines, signed)
    return {}


def _is_formula(line: Line) -> bool:
    """Whether a line closes a letter; of two who sign side by side each has a formula."""
    return all(patterns.SIGN_OFF.fullmatch(part.rstrip(", ")) for part in _COLUMNS.split(line.text))


def _addressed_below(lines: Sequence[Line], signed: Sequence[int]) -> dict[int, str]:
    """Whom a letter goes to may stand below who signs, behind "To:"."""
    first = next((k for k in signed if _TO.match(lines[k].text)), None)
    return (
        {} if first is None else {k: "recipient" for k in signed if k >= first and not COPIES.fullmatch(lines[k].text)}
    )


def _is_below(line: Line) -> bool:
    """What a page or a scanner has put below the signature."""
    below = (dated.DATE_LINE, _SITE_FOOT, POSTSCRIPT, _FOOTNOTE)
    return any(pattern.fullmatch(line.text) for pattern in below) or is_disclaimer(line)


def _bare_name(lines: Sequence[Line], after: int) -> dict[int, str]:
    """In a newspaper the name of the writer, and a place, stand below the last paragraph and nothing above them."""
    last = max((k for k in range(after, len(lines)) if lines[k].is_paragraph), default=len(lines))
    for k in range(after, len(lines)):
        line = lines[k]
        if k > after and line.words <= _LONGEST_NAME and (line.text.isupper() or words.NAME.fullmatch(line.text)):
            beside = k + 1 < len(lines) and k < last + _LONGEST_SIGN_OFF and lines[k + 1].start - line.end == 1
            return dict.fromkeys((k, k + 1) if beside and lines[k + 1].words <= _LONGEST_PLACE else (k,), "signoff")
    return {}


def sign_offs(lines: Sequence[Line], zones: dict[int, str]) -> dict[int, str]:
    """The signature below a newsletter or minutes: a closing formula with nothing but short lines below, or a line to sign on."""
    found = {k: "signoff" for k, line in enumerate(lines) if _TO_SIGN.fullmatch(line.text)} | _dotted(lines)
    for k in range(max(1, len(lines) - _LONGEST_SIGN_OFF), len(lines)):
        texts = (j for j in range(k, len(lines)) if lines[j].is_paragraph and zones.get(j) != "furniture")
        if _is_formula(lines[k]) and next(texts, None) is None:
            signed = takewhile(lambda j: zones.get(j) is None and not _is_below(lines[j]), range(k, len(lines)))
            return found | dict.fromkeys(signed, "signoff")
    return found | _signature(lines, zones)


def _dotted(lines: Sequence[Line]) -> dict[int, str]:
    """A line to sign on, and whose it is on the line below."""
    dotted = (
        k for k in range(max(1, len(lines) - _LONGEST_SIGN_OFF), len(lines) - 1) if _DOTS.fullmatch(lines[k].text)
    )
    signed = [k for k in dotted if lines[k + 1].words <= _LONGEST_NAME and lines[k + 1].start - lines[k].end == 1]
    return {j: "signoff" for k in signed for j in (k, k + 1)}


def _signature(lines: Sequence[Line], zones: dict[int, str]) -> dict[int, str]:
    """A name below the last paragraph of a letter or newsletter, above an office; in a letter the name may be a first name alone."""
    if "signoff" in zones.values():
        return {}
    texts = (k for k in range(len(lines) - 1, -1, -1) if lines[k].is_paragraph and zones.get(k) is None)
    last = next(texts, len(lines))
    is_letter = "salutation" in zones.values()
    for k in range(last + 1, min(len(lines), last + _LONGEST_SIGN_OFF)):
        if zones.get(k) is not None:
            return {}
        if _signs(lines, zones, k, is_letter=is_letter):
            end = next((j for j in range(k + 1, len(lines)) if not _goes_on(lines, zones, j)), len(lines))
            return dict.fromkeys(range(k, end), "signoff")
    return {}


def _goes_on(lines: Sequence[Line], zones: dict[int, str], k: int) -> bool:
    """Whether a line is of the signature above it."""
    return zones.get(k) is None and not _is_below(lines[k]) and lines[k].start - lines[k - 1].end == 1


def _signs(lines: Sequence[Line], zones: dict[int, str], k: int, *, is_letter: bool) -> bool:
    line, below = lines[k], lines[k + 1] if k + 1 < len(lines) else None
    if line.start - lines[k - 1].end == 1 or line.is_closed:
        return False
    beside = below is not None and zones.get(k + 1) is None and below.start - line.end == 1
    if beside and below is not None and words.OFFICE.fullmatch(below.text):
        return bool(words.NAME.fullmatch(line.text) or _FIRST_NAME.fullmatch(line.text))
    ends = below is None or zones.get(k + 1) in ("quoted", "furniture")
    if ends and words.WITH_OFFICE.fullmatch(line.text):
        return True
    return is_letter and ends and bool(words.NAME.fullmatch(line.text) or _FIRST_NAME.fullmatch(line.text))
