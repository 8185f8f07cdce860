"""What this corpus keeps away from: wording and addresses of the reference texts, and addresses of a list.

In:  a folder with gold/*.jsonl and seeds/*.txt, where it is there; a file with an address a line, if given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.corpus.read import rows_of
from stancewire.corpus.types import CorpusDocument
from stancewire.corpus.violations import Complaint, Findings
from stancewire.corpus.words import runs
from stancewire.errors import MissingInput, UnreadableInput

RUN: Final = 6
_ADDRESS: Final = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Runs of words and addresses; all empty where there is nothing to keep away from."""

    runs: frozenset[str] = frozenset()
    urls: frozenset[str] = frozenset()
    avoided: frozenset[str] = frozenset()


def read_reference(folder: Path, avoid: Path | None = None) -> Reference:
    """Raises MissingInput or UnreadableInput for `avoid`; a folder that is not there is empty."""
    golds = [row for path in sorted(folder.glob("gold/*.jsonl")) for _, row in rows_of(path, Findings())]
    seeds = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("seeds/*.txt"))]
    texts = [str(gold.get("text", "")) for gold in golds] + seeds
    urls = {str(gold.get("url", "")) for gold in golds} | set(_ADDRESS.findall("\n".join(seeds)))
    return Reference(
        runs=frozenset().union(*(runs(text, RUN) for text in texts)),
        urls=_addresses(urls),
        avoided=_addresses(_lines(avoid)) if avoid else frozenset(),
    )


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise MissingInput(path.as_posix(), "no such file", "give a file with an address a line") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(path.as_posix(), f"cannot be read ({error})", "give a text file in UTF-8") from None


def _addresses(urls: Iterable[str]) -> frozenset[str]:
    return frozenset(_address(url) for url in urls if url.strip())


def _address(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url.strip()).rstrip("/").lower()


def addresses(document: CorpusDocument, reference: Reference) -> Iterator[Complaint]:
    """No address of the reference texts, and none of the list."""
    address = _address(document.url)
    if address and address in reference.urls:
        yield "url", "is a document of gold or seeds; choose another event"
    elif address and address in reference.avoided:
        yield "url", "stands on the list of addresses to avoid; choose another source"


def wording(text: str, names: Iterable[str], reference: Reference) -> Iterator[Complaint]:
    """No run of six words of the reference texts. `names`: names and terms are nobody's wording and excuse a run."""
    excused = {part for name in names for part in runs(name, RUN // 2)}
    for run in sorted(runs(text, RUN) & reference.runs):
        if not any(part in run for part in excused):
            yield "text", f"shares the run {run!r} with gold or seeds; say it otherwise"
