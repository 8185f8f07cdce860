"""An output beside the manifest of its run: whether what the run counted is what is there.

A run that is done leaves OUT.manifest.json beside a file, manifest.json in a folder of shards. A record for each
document that was read and not left out: more, fewer, a shard that is gone or one more than there were is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from stancewire.archive.files import record_files
from stancewire.archive.store import Store

Json = dict[str, Any]
SCHEMA_ID: Final = "stancewire/manifest/1"
_JOURNAL: Final = ".journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One output: what its manifest counts, and what is there."""

    name: str  # as the user gave it
    documents: int | None  # that the run read; None: there is no manifest to compare with
    left_out: int | None  # of those, by --sample, --since or --where
    records: int | None  # that it wrote
    found: int
    limit: int | None = None  # of the run, where that ended it: what came after was not looked at
    faults: tuple[str, ...]  # what does not fit, as parts of a sentence

    def sentences(self) -> Iterator[str]:
        """One for each fault."""
        return (f"{self.name}: {fault}" for fault in self.faults)


def compared(names: Iterable[str]) -> tuple[Compared, ...]:
    """Each output in the order given. Raises as record_files and Store do."""
    return tuple(_compared(name) for name in dict.fromkeys(names))


def _compared(name: str) -> Compared:
    files = record_files((name,))
    [(found,)] = Store(files).ask("SELECT count(*) FROM records").rows()
    manifest = _manifest(Path(name))
    unfinished = ("its run has not come to its end: give the same tag command again",) if _is_begun(Path(name)) else ()
    if manifest is None:
        return Compared(name=name, documents=None, left_out=None, records=None, found=found, faults=unfinished)
    try:
        return _beside(name, manifest, files, found, unfinished)
    except (KeyError, TypeError, AttributeError):
        faults = (*unfinished, "its manifest is not what stancewire tag wrote")
        return Compared(name=name, documents=None, left_out=None, records=None, found=found, faults=faults)


def _beside(name: str, manifest: Json, files: tuple[Path, ...], found: int, unfinished: tuple[str, ...]) -> Compared:
    documents, left_out = manifest["inputs"]["documents"], sum(manifest["left_out"].values())
    records = manifest["records"]
    limit = manifest.get("fingerprint", {}).get("options", {}).get("limit")
    return Compared(
        name=name,
        documents=documents,
        left_out=left_out,
        records=records,
        found=found,
        limit=limit if limit == records else None,
        faults=(*unfinished, *_parts(manifest, files), *_sums(documents, left_out, records, found)),
    )


def _manifest(path: Path) -> Json | None:
    """None too where a file of that name is another's."""
    place = path / "manifest.json" if path.is_dir() else path.with_name(f"{path.name}.manifest.json")
    try:
        values = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return None
    return values if isinstance(values, dict) and values.get("schema") == SCHEMA_ID else None


def _is_begun(path: Path) -> bool:
    return path.is_dir() and (path / _JOURNAL).exists()


def _parts(manifest: Json, files: tuple[Path, ...]) -> Iterator[str]:
    there = {path.name for path in files}
    counted = {row["file"] for row in manifest["output"]}
    if gone := sorted(counted - there):
        yield f"its manifest names files that are not there ({_listed(gone)})"
    if more := sorted(there - counted):
        yield f"files are there that its manifest does not name ({_listed(more)})"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _sums(documents: int, left_out: int, records: int, found: int) -> Iterator[str]:
    if found != records:
        yield f"holds {found:,} records, and its manifest counts {records:,}"
    if documents != records + left_out:
        yield f"its manifest counts {documents:,} documents read, and {records:,} records with {left_out:,} left out"
