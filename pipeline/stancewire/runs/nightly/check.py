"""Whether ledger and output agree to the last byte: everything is read, nothing is changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from stancewire.runs.nightly.ledger import Ledger, said
from stancewire.runs.nightly.month import Output
from stancewire.runs.nightly.outputs import NAME, outputs_of
from stancewire.runs.nightly.settings import NightlySettings


def faults(settings: NightlySettings) -> list[str]:
    """What is wrong, in sentences; none if all is well. Raises LedgerError where the ledger cannot even be read."""
    folder = settings.output_folder
    with Ledger.read(settings.ledger_path) as ledger, said(settings.ledger_path):
        found = [f"the ledger is corrupt: {trouble}"] if (trouble := ledger.trouble(thorough=True)) else []
        outputs = outputs_of(ledger)
        for output in outputs:
            found += _file(ledger, folder, output)
        known = {output.name for output in outputs}
        for path in sorted(folder.glob("*.jsonl")):
            if NAME.fullmatch(path.name) and path.name not in known and path.stat().st_size:
                found.append(f"{path.name}: the ledger knows nothing of it")
        return found


def _file(ledger: Ledger, folder: Path, output: Output) -> Iterator[str]:
    path = folder / (output.packed or output.name)
    if not path.is_file():
        if output.size:
            yield f"{path.name}: is gone"
        return
    if output.packed:
        return
    if path.stat().st_size != output.size:
        yield f"{output.name}: has {path.stat().st_size} bytes, and the ledger knows {output.size}"
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for start, size in ledger.connection.execute(
            "SELECT start, bytes FROM revisions WHERE output = ? ORDER BY start", (output.id,)
        ):
            line = stream.read(size) if stream.tell() == start else b""
            if len(line) != size or not line.endswith(b"\n"):
                yield f"{output.name}: the ledger knows of a record at byte {start} that does not stand there"
                return
            digest.update(line)
        digest.update(stream.read(max(0, output.size - stream.tell())))
    if digest.digest() != output.sha256:
        yield f"{output.name}: its bytes are not those that were written"
