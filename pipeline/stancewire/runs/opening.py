"""Before a run: what stands at its output already, and whether that is its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stancewire.errors import ChangedRun, OutputError
from stancewire.runs.disk import Disk
from stancewire.runs.fingerprint import changes
from stancewire.runs.journal import SCHEMA_ID, Journal, peek
from stancewire.runs.manifest import now, read_manifest
from stancewire.runs.shards import Layout
from stancewire.sources.inputs import STDIN, Input
from stancewire.types import Failure

Json = dict[str, Any]
Inputs = Sequence[Input | Failure]


def standing(output: str, layout: Layout, fingerprint: Json, inputs: Inputs) -> Json | None:
    """The manifest of this very run if it is done already, None if there is something to do.

    Raises ChangedRun if another run stands there, OutputError if something else does.
    """
    # Asked first: a run that ends now has its manifest before it forgets its journal.
    is_open = bool(peek(layout.journal))
    manifest = read_manifest(layout.manifest)
    if layout.rows and not (is_open or manifest) and layout.visible():
        reason = "holds shards or a manifest that no finished run of stancewire accounts for"
        hint = "name a folder that is empty or not there yet, or give --force to replace what is there"
        raise OutputError(output, reason, hint)
    if is_open or not (layout.path.is_file() or (layout.rows and manifest)):
        return None
    if manifest is None or not _is_whole(layout, manifest):
        raise OutputError(output, "exists already", "name another file, or give --force to replace it")
    _refuse_changes(output, "is done, but with another", manifest, fingerprint, inputs)
    if STDIN in fingerprint["inputs"]["named"]:  # it may hold anything now
        raise OutputError(output, "exists already", "name another file, or give --force to replace it")
    return manifest


def begun(output: str, layout: Layout, fingerprint: Json, inputs: Inputs, disk: Disk, *, force: bool) -> Journal | Json:
    """The open journal of a run, new or of the run that was broken off; a manifest if it was done meanwhile.

    Raises LockHeld, ChangedRun, OutputError, OSError.
    """
    if layout.rows and not layout.path.exists():
        layout.path.mkdir()
        disk.sync_folder(layout.path.parent)
    journal = Journal.open(layout.journal, disk, output)
    try:
        if journal.entries and not force:
            _refuse_changes(output, "was begun with another", journal.entries[0], fingerprint, inputs)
            return journal
        if not force and (manifest := standing(output, layout, fingerprint, inputs)):
            journal.end()
            return manifest
        _begin(layout, journal, fingerprint, disk)
    except BaseException:
        journal.close()
        raise
    return journal


def _begin(layout: Layout, journal: Journal, fingerprint: Json, disk: Disk) -> None:
    journal.keep(0)
    journal.append({"schema": SCHEMA_ID, "started": now(), "fingerprint": fingerprint})
    if layout.rows:
        disk.remove(layout.manifest)
        for path in layout.leftovers(0):
            disk.remove(path)


def _is_whole(layout: Layout, manifest: Json) -> bool:
    """Whether the files are there that a manifest names, as large as it says."""
    files = [(layout.path / row["file"] if layout.rows else layout.path, row["bytes"]) for row in manifest["output"]]
    return all(path.is_file() and path.stat().st_size == size for path, size in files)


def _refuse_changes(output: str, how: str, then: Json, fingerprint: Json, inputs: Inputs) -> None:
    found = changes(then["fingerprint"], fingerprint, inputs, then["started"])
    if found:
        raise ChangedRun(output, f"{how} state of {found}")
