"""What this corpus keeps away from: wording and addresses of the reference texts, and addresses of a list.

In:  a folder with gold/*.jsonl and seeds/*.txt, where it is there; a file with an address a line, if given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.corpus.address import address
from stancewire.corpus.jsonl import rows_of
from stancewire.corpus.types import CorpusDocument
from stancewire.corpus.violations import Complaint, Findings
from stancewire.corpus.words import runs
from stancewire.errors import MissingInput, UnreadableInput

RUN: Final = 6
DEFAULT: Final = Path("../shared")
_ADDRESS: Final = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Runs of words and addresses; all empty where there is nothing to keep away from."""

    runs: frozenset[str] = frozenset()
    urls: frozenset[str] = frozenset()
    avoided: frozenset[str] = frozenset()


def read_reference(folder: Path, avoid: Path | None = None, *, needed: bool = False) -> Reference:
    """The texts of a folder; one that is not there is empty unless it is `needed`.

    Raises MissingInput or UnreadableInput, also where a needed folder holds no text.
    """
    if needed and not folder.exists():
        raise MissingInput(folder.as_posix(), "no such folder", "name one with gold/*.jsonl and seeds/*.txt")
    if folder.exists() and not folder.is_dir():
        raise UnreadableInput(folder.as_posix(), "is no folder", "name one with gold/*.jsonl and seeds/*.txt")
    golds = [row for path in sorted(folder.glob("gold/*.jsonl")) for _, row in rows_of(path, Findings())]
    seeds = ["\n".join(_lines(path, errors="replace")) for path in sorted(folder.glob("seeds/*.txt"))]
    texts = [str(gold.get("text", "")) for gold in golds] + seeds
    if needed and not any(text.strip() for text in texts):
        raise MissingInput(folder.as_posix(), "holds no text in gold/*.jsonl or seeds/*.txt", "name another folder")
    urls = {str(gold.get("url", "")) for gold in golds} | set(_ADDRESS.findall("\n".join(seeds)))
    return Reference(
        runs=frozenset().union(*(runs(text, RUN) for text in texts)),
        urls=_addresses(urls),
        avoided=_addresses(_lines(avoid)) if avoid else frozenset(),
    )


def not_compared(folder: Path, reference: Reference) -> str:
    """What to tell where nothing was compared; empty where something was."""
    if reference.runs:
        return ""
    return f"texts were not compared with reference texts: {folder.as_posix()} holds none"


def _lines(path: Path, errors: str = "strict") -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig", errors=errors).splitlines()
    except FileNotFoundError:
        raise MissingInput(path.as_posix(), "no such file", "give a text file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(path.as_posix(), f"cannot be read ({error})", "give a text file in UTF-8") from None


def _addresses(urls: Iterable[str]) -> frozenset[str]:
    return frozenset(address(url) for url in urls if url.strip())


def addresses(document: CorpusDocument, reference: Reference) -> Iterator[Complaint]:
    """No address of the reference texts, and none of the list."""
    page = address(document.url)
    if page and page in reference.urls:
        yield "url", "is a document of gold or seeds; choose another event"
    elif page and page in reference.avoided:
        yield "url", "stands on the list of addresses to avoid; choose another source"


def wording(text: str, names: Iterable[str], reference: Reference) -> Iterator[Complaint]:
    """No run of six words of the reference texts. `names`: names and terms are nobody's wording and excuse a run."""
    excused = {part for name in names for part in runs(name, RUN // 2)}
    for run in sorted(runs(text, RUN) & reference.runs):
        if not any(part in run for part in excused):
            yield "text", f"shares the run {run!r} with gold or seeds; say it otherwise"
