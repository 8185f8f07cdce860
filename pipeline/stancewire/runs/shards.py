"""Where the files of an output lie: one file, or a folder of shards of so many records each.

While a run is at work: OUT.partial and OUT.journal beside OUT; in a folder their names begin with a dot.
Afterwards: OUT and OUT.manifest.json, or OUT/part-00001.jsonl ... and OUT/manifest.json.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.errors import OutputError

FORMATS: Final = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet")
_PACKED: Final = {".gz": "jsonl.gz", ".zst": "jsonl.zst"}
_NOT_WRITTEN: Final = (".zstd", ".gzip", ".bz2", ".xz")  # a name that says so would lie about what is inside
_OURS: Final = re.compile(
    r"\.?part-\d{5,}\.(?:jsonl|jsonl\.gz|jsonl\.zst|parquet)(?:\.partial)?|\.?manifest\.json(?:\.partial)?|\.journal"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The paths of one output."""

    path: Path  # of the file or the folder
    format: str  # one of FORMATS
    rows: int = 0  # records of a shard; 0: one file

    def final(self, part: int) -> Path:
        """Where a part appears when it is whole."""
        return self.path / f"part-{part:05}.{self.format}" if self.rows else self.path

    def partial(self, part: int) -> Path:
        """Where a part is written."""
        return self.path / f".{self.final(part).name}.partial" if self.rows else self._beside("partial")

    @property
    def journal(self) -> Path:
        """There while a run is not done."""
        return self.path / ".journal" if self.rows else self._beside("journal")

    @property
    def manifest(self) -> Path:
        """There when it is."""
        return self.path / "manifest.json" if self.rows else self._beside("manifest.json")

    def _beside(self, suffix: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{suffix}")

    def own_files(self) -> tuple[Path, ...]:
        """What may be there already and is no input."""
        if self.rows:
            return tuple(self._within())
        return (self.path, self.partial(1), self.journal, self.manifest)

    def leftovers(self, parts: int) -> tuple[Path, ...]:
        """Files of an earlier run in a folder of shards that this one of so many parts did not write."""
        kept = {self.final(part) for part in range(1, parts + 1)} | {self.journal, self.manifest}
        return tuple(path for path in self._within() if path not in kept)

    def visible(self) -> tuple[Path, ...]:
        """Shards and a manifest in a folder; what a run at work or broken off has there is hidden."""
        return tuple(path for path in self._within() if not path.name.startswith("."))

    def _within(self) -> Iterator[Path]:
        return (path for path in sorted(self.path.glob("*")) if _OURS.fullmatch(path.name))


def layout_of(name: str, rows: int, wanted: str | None) -> Layout:
    """The layout of an output as its name and options have it.

    rows: of a shard, or 0. wanted: one of FORMATS or None. Raises OutputError before anything is made.
    """
    path = Path(os.path.realpath(name))
    if rows:
        _check_folder(name, path)
        return Layout(path=path, format=wanted or "jsonl", rows=rows)
    named = "parquet" if path.suffix == ".parquet" else _PACKED.get(path.suffix, "jsonl")
    if "parquet" in (named, wanted):
        raise OutputError(
            name, "Parquet is written in shards", "give a folder and --shards, for instance --shards 100000"
        )
    if path.suffix in _NOT_WRITTEN or (wanted or named) != named:
        what = f"--format asks for {wanted}" if wanted else f"nothing is written as {path.suffix}"
        hint = f"end it in .{wanted}, or leave --format out" if wanted else "end it in .jsonl, .jsonl.gz or .jsonl.zst"
        raise OutputError(
            name, f"does not say by its name what it would hold ({what}), so no command could read it", hint
        )
    return Layout(path=path, format=named)


def _check_folder(name: str, path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise OutputError(name, "is a file, and shards need a folder", "name a folder, or leave --shards out")
    others = [p.name for p in path.glob("*") if not _OURS.fullmatch(p.name)] if path.is_dir() else []
    if others:
        hint = "name a folder that is empty or not there yet"
        raise OutputError(name, f"holds other files than shards ({sorted(others)[0]})", hint)
