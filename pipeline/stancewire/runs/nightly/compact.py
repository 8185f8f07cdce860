"""Month files as Parquet: written beside them, and in their place only where that is asked for.

In:  month files as the ledger knows them.
Out: out/parquet/2026-10.parquet for each, whole or not at all; done again, nothing is written.

A Parquet file appears only after it was read back and compared, and a month file that is replaced goes only after
the ledger says where its records are now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from stancewire.errors import GivenError, OutputError
from stancewire.runs.nightly.ledger import REBUILD, Ledger
from stancewire.runs.nightly.month import EditedOutput, Output
from stancewire.runs.nightly.outputs import outputs_of
from stancewire.runs.nightly.packing import about_of, holds, pack, unpacked
from stancewire.runs.nightly.seams import NightDisk

Json = dict[str, Any]
Source = Callable[[], Iterator[tuple[int, Json]]]  # each record with the place where its line begins, or once began
FOLDER: Final = "parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for."""

    months: tuple[str, ...] = ()  # "2026-10"; none: all that are over
    latest: bool = False  # only the last revision of each document
    replace: bool = False  # and the month file goes
    this_month: str = ""  # it still grows


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What became of one month."""

    name: str  # of the month file
    file: str  # of the Parquet file, below the output folder
    records: int
    bytes: int  # of the Parquet file
    is_new: bool  # it was written now
    is_replaced: bool  # the month file is no more


def compact(ledger: Ledger, folder: Path, wish: Wish, disk: NightDisk) -> Iterator[Packed]:
    """Pack month after month. Raises EditedOutput, OutputError, LedgerError, OSError; what is done by then stays done."""
    outputs = outputs_of(ledger)
    _refuse_unknown(wish, {_month(output) for output in outputs if output.records})
    if not (folder / FOLDER).is_dir():
        (folder / FOLDER).mkdir()
        disk.sync_folder(folder)
    for output in outputs:
        month = _month(output)
        is_wanted = month in wish.months if wish.months else month < wish.this_month
        if is_wanted and output.records:
            yield _Month(ledger, folder, output, disk).packed(wish)


def _refuse_unknown(wish: Wish, known: set[str]) -> None:
    for month in wish.months:
        if month not in known:
            raise GivenError("--month", month, f"one of {', '.join(sorted(known)) or 'none: there are no records yet'}")
    if wish.replace and wish.this_month in wish.months:
        hint = "leave --replace out, or wait until it is over"
        raise OutputError(wish.this_month, "is the month that still grows, and cannot be replaced", hint)


def _month(output: Output) -> str:
    return output.name.split(".")[0]


class _Month:
    """One month of the output, as JSON lines or packed."""

    def __init__(self, ledger: Ledger, folder: Path, output: Output, disk: NightDisk) -> None:
        self._ledger, self._output, self._disk = ledger, output, disk
        self._lines = folder / output.name
        self._name = output.packed or f"{FOLDER}/{output.name.removesuffix('.jsonl')}.parquet"
        self._path = folder / self._name

    def packed(self, wish: Wish) -> Packed:
        """Bring it to what is wished for."""
        dropped = self._superseded() if wish.latest else []
        about = about_of(self._path)
        is_new = not self._is_as_wished(about, dropped)
        if not is_new and wish.replace and not self._output.packed:  # what goes now is compared now
            is_new = not holds(self._path, self._records(set(dropped), self._read))
        if is_new:
            about = self._written(dropped, about)
        assert about
        if wish.replace or self._output.packed:
            self._replace(set(about["starts"]), dropped)
        return Packed(
            name=self._output.name,
            file=self._name,
            records=len(about["starts"]),
            bytes=self._path.stat().st_size,
            is_new=is_new,
            is_replaced=bool(wish.replace or self._output.packed),
        )

    def _superseded(self) -> list[int]:
        """Where the lines begin that hold no last revision."""
        rows = self._ledger.connection.execute(
            "SELECT start FROM revisions r JOIN articles a ON a.id = r.article "
            "WHERE output = ? AND number < revision ORDER BY start",
            (self._output.id,),
        )
        return [row[0] for row in rows]

    def _is_as_wished(self, about: Json | None, dropped: list[int]) -> bool:
        """Whether the file was made of the very bytes that the ledger knows, without the lines that are dropped."""
        if about is None:
            return False
        if self._output.packed:
            return not set(about["starts"]) & set(dropped)
        return {name: about.get(name) for name in ("output", "sha256", "dropped")} == self._about(dropped)

    def _about(self, dropped: list[int]) -> Json:
        return {"output": self._output.name, "sha256": self._output.sha256.hex(), "dropped": dropped}

    def _written(self, dropped: list[int], about: Json | None) -> Json:
        left_out = set(dropped)
        source = self._unpacked(about) if self._output.packed else self._read

        starts = [start for start, _ in source() if start not in left_out]
        values = {**self._about(dropped), "starts": starts}
        pack(self._path, lambda: self._records(left_out, source), values, self._disk)
        return values

    def _records(self, left_out: set[int], source: Source) -> Iterator[Json]:
        return (record for start, record in source() if start not in left_out)

    def _read(self) -> Iterator[tuple[int, Json]]:
        """Each record with the place of its line. Raises EditedOutput where the bytes are not those the ledger knows."""
        hashed, start = hashlib.sha256(), 0
        with self._lines.open("rb") as lines:
            while start < self._output.size and (line := lines.readline()):
                hashed.update(line)
                yield start, orjson.loads(line)
                start += len(line)
        if hashed.digest() != self._output.sha256:
            raise EditedOutput(str(self._lines), "was changed since the last run wrote to it", REBUILD)

    def _unpacked(self, about: Json | None) -> Source:
        if about is None:
            hint = "put it back from a backup"
            raise OutputError(str(self._path), "is no month that stancewire compact wrote", hint)
        return lambda: zip(about["starts"], unpacked(self._path), strict=True)

    def _replace(self, kept: set[int], dropped: list[int]) -> None:
        """The ledger says where the records are, and only then the lines go; a crash between leaves a file too many."""
        with self._ledger.transaction() as connection:
            gone = [(self._output.id, start) for start in dropped if start not in kept]
            connection.executemany("DELETE FROM revisions WHERE output = ? AND start = ?", gone)
            values = (self._name, len(kept), self._output.id)
            connection.execute("UPDATE outputs SET packed = ?, records = ? WHERE id = ?", values)
        if self._lines.exists():
            self._disk.remove(self._lines)
            self._disk.sync_folder(self._lines.parent)
