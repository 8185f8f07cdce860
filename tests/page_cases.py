"""The page cases: a folder with a page or letter, and the zone of every line that its reader sees."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.config import InputConfig
from stancewire.normalise.document import normalise
from stancewire.normalise.lines import split_lines
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.sources.text import read_text
from stancewire.types import Article, Document

FOLDER: Final = Path(__file__).parent / "pages"
SECOND_MARK: Final = "other_"  # how the names of the second hand's cases begin
THIRD_MARK: Final = "third_"  # and those of the third hand's
FOURTH_MARK: Final = "fourth_"  # and of the fourth hand's
_FOLDERS: Final = tuple(sorted(path for path in FOLDER.iterdir() if path.is_dir()))
CASES: Final = tuple(path for path in _FOLDERS if not path.name.startswith((SECOND_MARK, THIRD_MARK, FOURTH_MARK)))
SECOND: Final = tuple(path for path in _FOLDERS if path.name.startswith(SECOND_MARK))
"""By a second hand, who had not seen the rules nor the other cases."""
THIRD: Final = tuple(path for path in _FOLDERS if path.name.startswith(THIRD_MARK))
"""By a third hand, who had not seen the rules and of the other cases only three."""
FOURTH: Final = tuple(path for path in _FOLDERS if path.name.startswith(FOURTH_MARK))
"""By a fourth hand, who had not seen the rules but had looked at labels of the other cases."""


def _in_second_half(case: Path) -> bool:
    return hashlib.sha256(case.name.encode()).digest()[0] % 2 == 0


SECOND_TUNED: Final = tuple(case for case in SECOND if not _in_second_half(case))
SECOND_HELD_BACK: Final = tuple(case for case in SECOND if _in_second_half(case))
"""Half of them, by their name, was not looked at while the rules for the second hand's pages were made."""
THIRD_TUNED: Final = tuple(case for case in THIRD if not _in_second_half(case))
THIRD_HELD_BACK: Final = tuple(case for case in THIRD if _in_second_half(case))
FOURTH_TUNED: Final = tuple(case for case in FOURTH if not _in_second_half(case))
FOURTH_HELD_BACK: Final = tuple(case for case in FOURTH if _in_second_half(case))
"""Half of the third and of the fourth hand's, by their name, is never looked at while rules are made."""
FURNITURE: Final = frozenset(("furniture", "caption", "related", "comments", "table"))
DROPPED: Final = "dropped"  # by the extractor: as good as furniture, if furniture it was
GONE: Final = FURNITURE | {DROPPED}
_ITEM_MARK: Final = re.compile(r"^(?:[•*–-]|\d{1,2}\.)\s+")
_WHOLE_LINE: Final = 6  # words; of a shorter line, its beginning and end are too common to be looked for one by one

Rows = list[tuple[str, str, str]]  # (line, its zone, the zone it got)


def held_back(case: Path) -> bool:
    """A third of the cases, by their name, is never looked at while rules are made."""
    return hashlib.sha256(case.name.encode()).digest()[0] % 3 == 0


def document_of(case: Path) -> Document:
    """What the program makes of a case."""
    path = next(p for p in case.iterdir() if p.name != "lines.json")
    item = Input(uri=path.name, path=path)
    with path.open("rb") as stream:  # pasted text stays text, whatever its first lines look like
        (article,) = read_text(item, stream, InputConfig()) if path.suffix == ".txt" else read(item, InputConfig())
    assert isinstance(article, Article), article
    return normalise(article)


def rows_of(case: Path) -> Rows:
    """Each line of a case with the zone it should have and the one it got, or DROPPED."""
    document = document_of(case)
    wanted = json.loads((case / "lines.json").read_text(encoding="utf-8"))
    texts = [_plain(text) for text, _ in wanted]
    got: defaultdict[str, list[str]] = defaultdict(list)
    for line in split_lines(document.text):
        got[_plain(line.text)].append(document.zone_at(line.start))
    others = {plain: zones[0] for plain, zones in got.items() if plain not in texts}
    return [
        (text, zone, _taken(got[plain], zone, texts.count(plain)) or inside(document, others, plain, texts))
        for (text, zone), plain in zip(wanted, texts, strict=True)
    ]


def _taken(zones: list[str], wanted: str, times: int) -> str | None:
    """One of the zones that a text got; where it stands several times, nobody can say which of them is which."""
    if times > 1 and wanted in FURNITURE and not FURNITURE & set(zones):
        return DROPPED
    return zones.pop(zones.index(wanted) if wanted in zones else 0) if zones else None


def _plain(text: str) -> str:
    return _ITEM_MARK.sub("", " ".join(text.split()))


def inside(document: Document, others: Mapping[str, str], text: str, texts: list[str]) -> str:
    """A line that was not cut where it should have been has the zone of the line that holds it, or that most of it got.

    others: the lines that are none of the case's, with their zones; a line that stands in one of them was not dropped.
    """
    longer = [other for other in texts if text in other and text != other]
    held = next((zone for other, zone in others.items() if _holds(other, text, longer)), None)
    words = text.split()
    if held or len(words) < _WHOLE_LINE or longer:
        return held or DROPPED
    zones = Counter(
        zone.zone for zone in document.zones for part in (words[:4], words[-4:]) if " ".join(part) in _plain(document.text[zone.start : zone.end])
    )  # fmt: skip
    return zones.most_common(1)[0][0] if zones else DROPPED


def _holds(line: str, text: str, longer: list[str]) -> bool:
    """Whether a text stands in a line in whole words, and not only in a longer text that stands there too."""
    for other in sorted(longer, key=len, reverse=True):
        line = line.replace(other, " ")
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", line) is not None


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Lines called furniture that are (true) or are not (wrong), furniture missed, and body lines lost, of how many."""

    true: int
    wrong: int
    missed: int
    lost: int
    body: int

    @property
    def precision(self) -> float:
        """How many of the lines called furniture are."""
        return self.true / ((self.true + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """How many lines of furniture were called so."""
        return self.true / ((self.true + self.missed) or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.true / ((2 * self.true + self.wrong + self.missed) or 1)


def furniture_counts(rows: Iterable[tuple[str, str, str]]) -> Counts:
    """Count the lines of some cases."""
    kinds = Counter((zone in FURNITURE, got in GONE, zone == "body") for _, zone, got in rows)
    return Counts(
        true=kinds[True, True, False],
        wrong=kinds[False, True, True] + kinds[False, True, False],
        missed=kinds[True, False, False],
        lost=kinds[False, True, True],
        body=kinds[False, True, True] + kinds[False, False, True],
    )


def is_same(zone: str, got: str) -> bool:
    """Whether a line got the zone it should have; furniture that the extractor dropped did."""
    return got == zone or (zone, got) == ("furniture", DROPPED)


def furniture_f1(rows: Iterable[tuple[str, str, str]]) -> tuple[float, int, int]:
    """F1 of furniture lines, and how many body lines were lost, of how many."""
    counts = furniture_counts(rows)
    return counts.f1, counts.lost, counts.body
