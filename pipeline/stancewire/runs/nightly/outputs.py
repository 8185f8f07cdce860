"""The month files at the start of a run: each is brought to what the ledger knows of it, or the run ends.

A file may be longer than that: what a crash left behind is cut off, and the documents it was of are tagged again.
A file that is shorter, or whose bytes are others, was changed by somebody: nothing is written until the ledger
was made anew from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.runs.disk import write_whole
from stancewire.runs.nightly.ledger import REBUILD, Ledger
from stancewire.runs.nightly.month import EditedOutput, Month, Output
from stancewire.runs.nightly.seams import NightDisk

NAME: Final = re.compile(r"\d{4,}-\d{2}(?:\.\d+)?\.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What was cut off the end of a file; `kept` names the file it was put into where it may be somebody's own."""

    name: str
    bytes: int
    kept: str | None


def outputs_of(ledger: Ledger) -> list[Output]:
    """All that the ledger knows, in the order they were begun."""
    rows = ledger.connection.execute(
        "SELECT id, name, bytes, records, sha256, mtime_ns, writing, packed FROM outputs ORDER BY id"
    )
    return [_output(row) for row in rows]


def _output(row: Sequence[object]) -> Output:
    names = ("id", "name", "size", "records", "sha256", "mtime_ns", "writing", "packed")
    return Output(**{**dict(zip(names, row, strict=True)), "writing": bool(row[6])})  # type: ignore[arg-type]


def restored(ledger: Ledger, folder: Path, disk: NightDisk) -> list[Cut]:
    """Bring all month files to what the ledger knows. Raises EditedOutput where that cannot be."""
    outputs = outputs_of(ledger)
    known = {output.name for output in outputs}
    for path in sorted(folder.glob("*.jsonl")):
        if NAME.fullmatch(path.name) and path.name not in known and path.stat().st_size:
            raise EditedOutput(str(path), "holds records that the ledger knows nothing of", REBUILD)
    cuts = [cut for output in outputs if (cut := _restored(ledger, folder, output, disk))]
    if any(output.writing for output in outputs):
        with ledger.transaction() as connection:
            connection.execute("UPDATE outputs SET writing = 0 WHERE writing = 1")
    return cuts


def _restored(ledger: Ledger, folder: Path, output: Output, disk: NightDisk) -> Cut | None:
    path = folder / (output.packed or output.name)
    try:
        found = path.stat()
    except FileNotFoundError:
        if not output.size:
            return None  # a crash came before it was made
        raise EditedOutput(str(path), "is gone, and the ledger says that records stand in it", REBUILD) from None
    if output.packed or (found.st_size, found.st_mtime_ns) == (output.size, output.mtime_ns):
        return None
    if found.st_size < output.size:
        reason = f"is shorter than the ledger says: {found.st_size} bytes of {output.size}"
        raise EditedOutput(str(path), reason, REBUILD)
    month = Month(path, output, disk)
    try:
        month.read()
        cut = _cut(month, found.st_size, disk)
        with ledger.transaction() as connection:
            month.save(connection, writing=False)
        return cut
    finally:
        month.close()


def _cut(month: Month, size: int, disk: NightDisk) -> Cut | None:
    if size == month.size:
        return None
    kept = None
    if not month.output.writing:  # no run of ours was at work: somebody may miss it
        kept = _free(month.path).name
        write_whole(month.path.with_name(kept), month.tail(), disk)
    month.cut()
    return Cut(name=month.path.name, bytes=size - month.size, kept=kept)


def _free(path: Path) -> Path:
    """A name beside a file that nothing bears yet."""
    number = 1
    while (place := path.with_name(f"{path.name}.cut-{number}")).exists():
        number += 1
    return place
