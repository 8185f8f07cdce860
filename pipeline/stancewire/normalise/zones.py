"""Give every line of a text its zone.

In:  lines in text order.
Out: one zone for each line. "Skip the comments" is then a filter, never a deletion.

Rules run in the order of RULES; a line keeps the first zone it gets, and what
is left is body.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import Final

from stancewire.normalise import patterns, site
from stancewire.normalise.authors import biographies, named_authors
from stancewire.normalise.captions import captions
from stancewire.normalise.feet import comments, foot, press_tail, related, sign_in
from stancewire.normalise.furniture import FURNITURE
from stancewire.normalise.heads import Zones, bylines, consent, head_zones
from stancewire.normalise.labels import label_rows
from stancewire.normalise.letter import letter_zones, salutation_of, sign_offs
from stancewire.normalise.lines import Line
from stancewire.normalise.running import running
from stancewire.normalise.speakers import spoken
from stancewire.normalise.tables import tables
from stancewire.normalise.tails import tail
from stancewire.normalise.threads import threads

_FEWEST_ENTRIES = 2  # of a list of contents, to tell what stands with them
_SHORTEST_ROW = 3  # entries on one line
_LONGEST_ENTRY = 8  # words
_LONGEST_LINK = 14  # words
_MAIL_HEADERS = 3  # lines like "From: …", one below the other
_MAIL_ZONES: Final = {"from": "letterhead", "sent": "date", "date": "date", "to": "recipient", "cc": "recipient", "subject": "subject"}  # fmt: skip

Rule = Callable[[Sequence[Line], Zones], Zones]


def zone_lines(lines: Sequence[Line], known: Mapping[int, str] | None = None) -> tuple[str, ...]:
    """The zone of each line, in order. known: what the format told of some lines, by index; it goes before the rules."""
    zones: Zones = dict(known or {})
    for rule in RULES:
        for index, zone in rule(lines, zones).items():
            zones.setdefault(index, zone)
    return tuple(zones.get(index, "body") for index in range(len(lines)))


def _letter(lines: Sequence[Line], zones: Zones) -> Zones:
    salutation = salutation_of(lines)
    if salutation is None:
        return {}
    below = next((k for k in range(len(lines), 0, -1) if zones.get(k - 1) != "quoted"), len(lines))
    parts = letter_zones(lines[:below], salutation) if salutation < below else {}
    kept = {k for k in parts if not _is_sites(lines[k], parts[k])}
    return {k: parts[k] for k in kept}


def _is_sites(line: Line, part: str) -> bool:
    """Whether a line of a letter belongs to the page that it stands on; address and telephone are the sender's."""
    own = part == "salutation" or (part == "letterhead" and site.LETTERHEAD.search(line.text))
    own = own or (part == "recipient" and patterns.RECIPIENT.fullmatch(line.text))
    return not own and FURNITURE.fullmatch(line.text)


def _quoted(lines: Sequence[Line], zones: Zones) -> Zones:
    """Lines of an e-mail that this one answers: marked with ">", or all that stands below its header.

    A mail reader knows them better, and between marked lines stand the answers.
    """
    if "quoted" in zones.values():
        return {}
    marked, below = _marked(lines), False
    for index, line in enumerate(lines[1:], 1):
        below = below or lines[index - 1].is_paragraph
        if patterns.QUOTE_OPENS.fullmatch(line.text) or (below and _opens_answer(lines, index)):
            return (
                {index: "quoted"} | marked
                if "quoted" in marked.values()
                else dict.fromkeys(range(index, len(lines)), "quoted")
            )
    return marked


def _marked(lines: Sequence[Line]) -> Zones:
    """Lines with ">" before them; ">>" alone, with no ">" anywhere, is an arrow before a link."""
    marked = [k for k, line in enumerate(lines) if line.text.startswith(">")]
    if any(not lines[k].text.startswith(">>") for k in marked):
        return dict.fromkeys(marked, "quoted")
    return {k: "related" if _is_link(lines[k]) else "quoted" for k in marked}


def _is_link(line: Line) -> bool:
    return not line.is_closed and line.words <= _LONGEST_LINK


def _opens_answer(lines: Sequence[Line], index: int) -> bool:
    if not patterns.MAIL_HEADER.fullmatch(lines[index].text):
        return False
    headers = lines[index : index + _MAIL_HEADERS]
    return len(headers) == _MAIL_HEADERS and all(patterns.MAIL_HEADER.fullmatch(line.text) for line in headers[1:])


def _pasted(lines: Sequence[Line], zones: Zones) -> Zones:
    """The header of a mail that was copied out of its window, above all."""
    if not lines or not _opens_answer(lines, 0):
        return {}
    headers = list(takewhile(lambda k: patterns.MAIL_HEADER.fullmatch(lines[k].text), range(len(lines))))
    return {k: _MAIL_ZONES[lines[k].text.partition(":")[0].strip().lower()] for k in headers}


def _contents(lines: Sequence[Line], zones: Zones) -> Zones:
    """A list of contents: its entries end in a page number, or stand again as headings below."""
    headings = [k for k, line in enumerate(lines) if patterns.CONTENTS.fullmatch(line.text)]
    found: Zones = {k: "furniture" for k, line in enumerate(lines) if _is_in_a_row(line)}
    if not headings:
        return found
    last = {_entry(line): k for k, line in enumerate(lines)}  # where each wording stands for the last time
    for heading in headings:
        if heading not in found:  # one among the entries of another adds none
            entries = list(takewhile(lambda k: _is_entry(lines, k, last), range(heading + 1, len(lines))))
            entries += _touching(lines, entries)
            found |= dict.fromkeys([heading, *entries] if entries else [], "furniture")
    alone = (k for k in headings if patterns.CONTENTS_ALONE.fullmatch(lines[k].text))
    return found | dict.fromkeys(alone, "furniture")


def _is_in_a_row(line: Line) -> bool:
    """Three entries or more with their numbers, side by side on one line: "1. Vaccines   2. Premises   3. Vacancy"."""
    if line.is_closed or not line.text.startswith("1"):
        return False
    numbers = [int(number) for number in patterns.ENTRIES.findall(line.text)]
    return len(numbers) >= _SHORTEST_ROW and numbers == list(range(1, len(numbers) + 1))


def _touching(lines: Sequence[Line], entries: Sequence[int]) -> list[int]:
    """Entries that stand below others without a blank line, where there is one below them all."""
    if len(entries) < _FEWEST_ENTRIES:
        return []
    rest = list(takewhile(lambda k: lines[k].start - lines[k - 1].end == 1, range(entries[-1] + 1, len(lines))))
    return rest if all(lines[k].words <= _LONGEST_ENTRY for k in rest) else []


def _is_entry(lines: Sequence[Line], index: int, last: Mapping[str, int]) -> bool:
    line = lines[index]
    return not line.is_paragraph and (line.text[-1].isdigit() or last[_entry(line)] > index)


def _entry(line: Line) -> str:
    return line.text.strip("0123456789|.•*-– ").lower()


def _spoken(lines: Sequence[Line], zones: Zones) -> Zones:
    """Who speaks in a debate and what is said there, however short."""
    return {} if "comments" in zones.values() else dict.fromkeys(spoken(lines), "body")


def _furniture(lines: Sequence[Line], zones: Zones) -> Zones:
    found = {k: "furniture" for k, line in enumerate(lines) if FURNITURE.fullmatch(line.text.lstrip("•‣◦ "))}
    return {k: zone for k, zone in found.items() if not _numbers_motion(lines, k)}


def _numbers_motion(lines: Sequence[Line], k: int) -> bool:
    """A number alone on a line is that of a page, unless a motion stands below."""
    return lines[k].text.isdigit() and k + 1 < len(lines) and bool(patterns.MOTION.match(lines[k + 1].text))


# First come the parts that may hold anything (letters, comment threads), then what single lines look like.
RULES: Final[tuple[Rule, ...]] = (
    _quoted,
    _letter,
    _pasted,
    _contents,
    named_authors,
    _furniture,
    label_rows,
    consent,
    comments,
    threads,
    running,
    _spoken,
    sign_offs,
    press_tail,
    sign_in,
    related,
    tables,
    captions,
    head_zones,
    bylines,
    biographies,
    tail,
    foot,
)
