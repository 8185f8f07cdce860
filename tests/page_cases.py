"""The page cases: a folder with a page or letter, and the zone of every line that its reader sees."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
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
CASES: Final = tuple(sorted(path for path in FOLDER.iterdir() if path.is_dir()))
FURNITURE: Final = frozenset(("furniture", "caption", "related", "comments", "table"))
DROPPED: Final = "dropped"  # by the extractor: as good as furniture, if furniture it was
_ITEM_MARK: Final = re.compile(r"^(?:[•*–-]|\d{1,2}\.)\s+")
_WHOLE_LINE: Final = 6  # words; a shorter line must stand alone to be found again

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
    got: defaultdict[str, list[str]] = defaultdict(list)
    for line in split_lines(document.text):
        got[_plain(line.text)].append(document.zone_at(line.start))
    wanted = json.loads((case / "lines.json").read_text(encoding="utf-8"))
    texts = [_plain(text) for text, _ in wanted]
    return [
        (text, zone, _taken(got[plain], zone, texts.count(plain)) or _inside(document, plain, texts))
        for (text, zone), plain in zip(wanted, texts, strict=True)
    ]


def _taken(zones: list[str], wanted: str, times: int) -> str | None:
    """One of the zones that a text got; where it stands several times, nobody can say which of them is which."""
    if times > 1 and wanted in FURNITURE and not FURNITURE & set(zones):
        return DROPPED
    return zones.pop(zones.index(wanted) if wanted in zones else 0) if zones else None


def _plain(text: str) -> str:
    return _ITEM_MARK.sub("", " ".join(text.split()))


def _inside(document: Document, text: str, texts: list[str]) -> str:
    """A line that was not cut where it should have been has the zone that most of it got."""
    words = text.split()
    if len(words) < _WHOLE_LINE or any(text in other and text != other for other in texts):
        return DROPPED
    zones = Counter(
        zone.zone for zone in document.zones for part in (words[:4], words[-4:]) if " ".join(part) in _plain(document.text[zone.start : zone.end])
    )  # fmt: skip
    return zones.most_common(1)[0][0] if zones else DROPPED


def furniture_f1(rows: Iterable[tuple[str, str, str]]) -> tuple[float, int, int]:
    """F1 of furniture lines, and how many body lines were lost, of how many."""
    true = wrong = missed = lost = body = 0
    for _, zone, got in rows:
        is_furniture, called = zone in FURNITURE, got in FURNITURE or got == DROPPED
        true += is_furniture and called
        wrong += called and not is_furniture
        missed += is_furniture and not called
        body += zone == "body"
        lost += zone == "body" and called
    return (2 * true / (2 * true + wrong + missed) if true else 0.0), lost, body
